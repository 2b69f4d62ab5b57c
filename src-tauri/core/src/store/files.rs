//! What the store does with files past SQLite: copies that overwrite nothing, and waiting for the disk.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

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
