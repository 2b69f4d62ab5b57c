//! Writing exported files so that whoever reads one finds the old one whole or the new one whole, and nothing outside the folder.
//!
//! A file is written under a hidden name in the folder that it is for, waits there until its bytes are on disk, and is then given its own
//! name. Many files wait together: a disk takes thousands of them in the time of a few that are waited for one by one.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use tempfile::TempPath;

use super::BesideFile;
use crate::error::{Error, Result};

const PREFIX: &str = ".briefdesk-";
const SUFFIX: &str = ".part";

/// A part is written to and waits for some seconds; what is older was left by a process that was killed.
const LIFE_OF_A_LEFTOVER: Duration = Duration::from_secs(60 * 60);

/// So few files are waited for one by one: to wait for all of a disk is to wait for what other programs write too.
const FEW: usize = 8;

/// As much of a file as says whose it is, in bytes.
const BEGINNING: u64 = 64 << 10;

/// A file that is written and does not have its name yet. Dropped, it is gone.
#[derive(Debug)]
pub struct Part {
    part: TempPath,
    target: PathBuf,
    /// In bytes.
    pub size: u64,
    /// When it was written: nanoseconds since 1970 UTC.
    pub modified: i64,
}

/// What a file may take the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: there is no file of its name.
    Free,
    /// A file of that name.
    Older,
}

impl Part {
    /// Writes `bytes`, which are for `target`, to the folder of that.
    ///
    /// # Errors
    /// [`Error::NotPermitted`], [`Error::DiskFull`] or [`Error::Io`]; nothing is left then.
    pub fn write(target: &Path, bytes: &[u8]) -> Result<Self> {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        // For the same eyes as any other file that this user makes.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let written = builder.tempfile_in(folder).and_then(|mut part| {
            part.as_file_mut().write_all(bytes)?;
            let about = part.as_file().metadata()?;
            Ok((part.into_temp_path(), about))
        });
        let (part, about) = written.map_err(|error| Error::io(target, error))?;
        Ok(Self { part, target: target.to_owned(), size: about.len(), modified: modified(&about) })
    }

    /// The folder that it is for.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.target.parent()
    }

    /// Gives the file its name. Its bytes must be on disk.
    ///
    /// # Errors
    /// [`Error::FileExists`] if it takes the place of none and there is one, [`Error::NotPermitted`] or [`Error::Io`]; an older file is
    /// then as it was.
    pub fn place(self, takes: Takes) -> Result<()> {
        let Self { part, target, .. } = self;
        let placed = match takes {
            Takes::Free => part.persist_noclobber(&target),
            Takes::Older => part.persist(&target),
        };
        placed.map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => Error::FileExists(target),
            _ => Error::io(&target, error.error),
        })
    }
}

/// Waits until the bytes of `parts`, all of them in `folder` or below, are on disk.
///
/// # Errors
/// [`Error::DiskFull`] or [`Error::Io`].
pub fn sync(folder: &Path, parts: &[&Part]) -> Result<()> {
    if cfg!(target_os = "linux") && parts.len() > FEW {
        return sync_disk(folder);
    }
    parts.iter().try_for_each(|part| {
        let synced = File::options().write(true).open(&part.part).and_then(|file| file.sync_all());
        synced.map_err(|error| Error::io(&part.target, error))
    })
}

/// Waits until the names in `folders`, all of them `root` or below, are on disk.
///
/// # Errors
/// [`Error::DiskFull`] or [`Error::Io`].
pub fn sync_names(root: &Path, folders: &BTreeSet<PathBuf>) -> Result<()> {
    if cfg!(target_os = "linux") && folders.len() > FEW {
        return sync_disk(root);
    }
    // Windows writes names through, and opens no folders.
    let folders = folders.iter().filter(|_| cfg!(unix));
    folders.into_iter().try_for_each(|folder| {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| Error::io(folder, error))
    })
}

/// Waits until all that was written to the file system of `folder` is on disk.
#[cfg(target_os = "linux")]
fn sync_disk(folder: &Path) -> Result<()> {
    let synced = File::open(folder).and_then(|disk| Ok(rustix::fs::syncfs(&disk)?));
    synced.map_err(|error| Error::io(folder, error))
}

/// Only Linux waits for a whole file system.
#[cfg(not(target_os = "linux"))]
fn sync_disk(_: &Path) -> Result<()> {
    Ok(())
}

/// Writes `bytes` to `path`, over an older file, and waits for the disk.
///
/// # Errors
/// [`Error::NotPermitted`], [`Error::DiskFull`] or [`Error::Io`]; an older file of that name is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = Part::write(path, bytes)?;
    let synced = File::options().write(true).open(&part.part).and_then(|file| file.sync_all());
    synced.map_err(|error| Error::io(path, error))?;
    part.place(Takes::Older)
}

/// Makes `below` in `folder`, folder by folder, where it is missing. A link is not followed: what is written goes nowhere else.
///
/// # Errors
/// [`Error::NotAFolder`] for a link, a file, or a place that is not below `folder`; [`Error::NotPermitted`], [`Error::Io`].
pub fn make_folders(folder: &Path, below: &Path) -> Result<()> {
    let mut path = folder.to_owned();
    for component in below.components() {
        let Component::Normal(name) = component else { return Err(Error::NotAFolder(folder.join(below))) };
        path.push(name);
        match fs::create_dir(&path) {
            Ok(()) => continue,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            // Whether it may be made does not matter where it is there.
            Err(error) if fs::symlink_metadata(&path).is_err() => return Err(Error::io(&path, error)),
            Err(_) => {}
        }
        let about = fs::symlink_metadata(&path).map_err(|error| Error::io(&path, error))?;
        if !about.is_dir() {
            return Err(Error::NotAFolder(path));
        }
    }
    Ok(())
}

/// The part of what belongs beside the file `path`, or nothing where it lies there already.
///
/// # Errors
/// As [`make_folders`] and [`Part::write`].
pub fn write_beside(file: &BesideFile, path: &Path) -> Result<Option<Part>> {
    let target = path.with_file_name(&file.path);
    let folder = path.parent().unwrap_or(Path::new(""));
    let below = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    make_folders(folder, below)?;
    let is_there =
        fs::symlink_metadata(&target).is_ok_and(|about| about.is_file() && about.len() == file.bytes.len() as u64);
    if is_there { Ok(None) } else { Part::write(&target, &file.bytes).map(Some) }
}

/// Whether the beginning of the file at `path` names `id`: every format does.
///
/// # Errors
/// [`Error::NotPermitted`] or [`Error::Io`] if it can't be read.
pub fn names(path: &Path, id: &str) -> Result<bool> {
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
    read.map_err(|error| Error::io(path, error))?;
    Ok(beginning.windows(id.len()).any(|window| window == id.as_bytes()))
}

/// Whether `name` is that of a part.
#[must_use]
pub fn is_part(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
}

/// Deletes the part at `path` if whoever wrote it must be gone. Best effort.
pub fn remove_leftover(path: &Path) {
    let age = fs::symlink_metadata(path).and_then(|about| about.modified()).map(|time| time.elapsed());
    if age.is_ok_and(|age| age.is_ok_and(|age| age > LIFE_OF_A_LEFTOVER)) {
        let _ = fs::remove_file(path);
    }
}

/// When a file was written last: nanoseconds since 1970 UTC, 0 where the system does not tell.
#[must_use]
pub fn modified(about: &Metadata) -> i64 {
    let since = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}
