//! Holding a damaged library alone: another program that has it open would go on writing to a file that has been replaced.

use std::fs::File;
use std::path::Path;

use crate::error::{Error, Result};

/// Opens `library` and locks out whoever opens it with SQLite, until the file is closed.
///
/// # Errors
/// [`Error::LibraryBusy`] while another program has it open; [`Error::NotPermitted`], [`Error::Io`].
pub(super) fn open_alone(library: &Path) -> Result<File> {
    let file = File::options().read(true).write(true).open(library).map_err(|error| Error::io(library, error))?;
    lock(&file, library)?;
    // Another program may have salvaged it between the opening and the lock: then this is not the library any more.
    if is_at(&file, library) { Ok(file) } else { Err(Error::LibraryBusy) }
}

/// SQLite's own locks are records of the same kind, so that the two see each other.
#[cfg(unix)]
fn lock(file: &File, library: &Path) -> Result<()> {
    use rustix::fs::{FlockOperation, fcntl_lock};
    use rustix::io::Errno;
    match fcntl_lock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(()),
        Err(Errno::AGAIN | Errno::ACCESS) => Err(Error::LibraryBusy),
        Err(error) => Err(Error::io(library, error.into())),
    }
}

/// On Windows a file that another program has open can't be replaced: the renaming fails then.
#[cfg(not(unix))]
fn lock(_: &File, _: &Path) -> Result<()> {
    Ok(())
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |one: std::fs::Metadata, other: std::fs::Metadata| (one.dev(), one.ino()) == (other.dev(), other.ino());
    file.metadata().is_ok_and(|one| path.metadata().is_ok_and(|other| same(one, other)))
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
