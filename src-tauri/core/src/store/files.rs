//! What the store does with files past SQLite: copies that overwrite nothing, and waiting for the disk.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{APPLICATION_ID, SQLITE_MAGIC};
use crate::error::{Error, Result};

/// In bytes: as much of a file's beginning as says that it is a library.
const HEADER: usize = 72;

/// A copy that is being made is written to, and read for some minutes at most.
const LIFE_OF_A_LEFTOVER: Duration = Duration::from_secs(60 * 60);

/// The file of that name with `suffix` behind it, as SQLite names what belongs to a database.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

/// A hidden name beside `path` for what is not finished yet.
pub(super) fn unfinished(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(suffix);
    path.with_file_name(name)
}

/// Deletes what killed processes have left in the folder of `path`: unfinished copies, `.NAME.PROCESS.part`, that nobody has written to for
/// an hour. A file that is anything else than a library, or the beginning of one, stays. Best effort.
pub(super) fn remove_leftovers(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(std::result::Result::ok) {
        let is_part = entry.file_name().to_str().is_some_and(is_unfinished);
        let age = entry.metadata().and_then(|metadata| metadata.modified()).map(|time| time.elapsed());
        let is_old = age.is_ok_and(|age| age.is_ok_and(|age| age > LIFE_OF_A_LEFTOVER));
        if is_part && is_old && is_begun(&entry.path()) {
            for left in [entry.path(), beside(&entry.path(), "-journal")] {
                let _ = fs::remove_file(left);
            }
        }
    }
}

/// A name as [`unfinished`] makes it for a copy: `.NAME.PROCESS.part`.
fn is_unfinished(name: &str) -> bool {
    let parts = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
    let process = parts.and_then(|name| name.rsplit_once('.'));
    process.is_some_and(|(name, process)| !name.is_empty() && process.parse::<u32>().is_ok())
}

/// A library, or what is there of one before SQLite writes its first page, which is the last: nothing, or zeros with a journal beside.
fn is_begun(path: &Path) -> bool {
    let Some(header) = header(path) else { return false };
    let is_blank = header.iter().all(|byte| *byte == 0) && beside(path, "-journal").exists();
    header.is_empty() || is_blank || is_library(path)
}

/// Whether the file at `path` begins as a library does.
pub(super) fn is_library(path: &Path) -> bool {
    let ours = |header: Vec<u8>| header.starts_with(SQLITE_MAGIC) && header[68..] == APPLICATION_ID.to_be_bytes();
    header(path).filter(|header| header.len() == HEADER).is_some_and(ours)
}

/// The beginning of a file, up to the id of the program that it belongs to.
fn header(path: &Path) -> Option<Vec<u8>> {
    let mut header = Vec::new();
    File::open(path).and_then(|file| file.take(HEADER as u64).read_to_end(&mut header)).ok()?;
    Some(header)
}

/// A library's name without its ending.
pub(super) fn stem(library: &Path) -> OsString {
    let ours = library.extension().is_some_and(|extension| extension == "briefdesk");
    let name = if ours { library.file_stem() } else { library.file_name() };
    name.unwrap_or_default().to_owned()
}

/// Copies all of `from` to the new file `to`, for the eyes of the same people, and waits for the disk. `made` gets the new file's name as
/// soon as it is there.
///
/// # Errors
/// [`Error::FileExists`], [`Error::DiskFull`], [`Error::NotPermitted`], [`Error::Io`].
pub(super) fn copy_new(mut from: &File, to: &Path, made: &mut Vec<PathBuf>) -> Result<()> {
    let mut file = create_new(to)?;
    made.push(to.to_owned());
    let copied = from.metadata().and_then(|metadata| {
        file.set_permissions(metadata.permissions())?;
        std::io::copy(&mut from, &mut file)?;
        file.sync_all()
    });
    copied.map_err(|error| Error::io(to, error))
}

/// Makes an empty file where there is none.
///
/// # Errors
/// [`Error::FileExists`], [`Error::DiskFull`], [`Error::NotPermitted`], [`Error::Io`].
pub(super) fn create_new(path: &Path) -> Result<File> {
    File::create_new(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Error::FileExists(path.to_owned()),
        _ => Error::io(path, error),
    })
}

/// Gives the file `from` the name `to` beside it, where there is none.
///
/// # Errors
/// [`Error::FileExists`], [`Error::DiskFull`], [`Error::NotPermitted`], [`Error::Io`].
pub(super) fn rename_new(from: &Path, to: &Path) -> Result<()> {
    // A rename overwrites, and a second name doesn't.
    match fs::hard_link(from, to) {
        Ok(()) => {
            // Best effort: the file has its name, and the other one says that it is nothing that counts.
            let _ = fs::remove_file(from);
            return Ok(());
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(Error::FileExists(to.to_owned())),
        // Memory cards and many servers know no second names: there the name is taken first, by us or by whoever was faster. A process
        // that is killed in between leaves an empty file, which is no library.
        Err(_) => drop(create_new(to)?),
    }
    fs::rename(from, to).map_err(|error| {
        let _ = fs::remove_file(to);
        Error::io(to, error)
    })
}

/// Waits until the file's bytes are on disk.
///
/// # Errors
/// [`Error::Io`] and its kin.
pub(super) fn sync(path: &Path) -> Result<()> {
    let synced = File::options().write(true).open(path).and_then(|file| file.sync_all());
    synced.map_err(|error| Error::io(path, error))
}

/// Waits until the names in the folder of `path` are on disk: a file that was made or renamed is not there for sure before that.
///
/// # Errors
/// [`Error::Io`] and its kin.
pub(super) fn sync_folder(path: &Path) -> Result<()> {
    // Windows writes names through, and opens no folders.
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| Error::io(folder, error))?;
    }
    Ok(())
}
