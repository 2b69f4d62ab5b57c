//! Where the library's file is: a file that was moved or removed goes on taking what SQLite writes, and all of it is lost at the end.

use std::path::Path;

use rusqlite::config::DbConfig;

use super::Store;
use crate::error::{Error, Result};

/// What stays of a file whatever it is called: its device and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Identity {
    /// That of the file at `path`; `None` where there is none, or where an open file can't be moved anyway.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let about = std::fs::metadata(path).ok()?;
        Some(Self(about.dev(), about.ino()))
    }

    #[cfg(not(unix))]
    pub(super) fn of(_: &Path) -> Option<Self> {
        None
    }
}

impl Store {
    /// Closes the library. If its file is not in its place any more, nothing of what is there now is touched.
    pub fn close(self) {
        if self.in_place().is_err() {
            // SQLite would fold the log in and remove it by its name, which may be another library's by now.
            let _ = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }

    /// # Errors
    /// [`Error::LibraryGone`] if the file that is open is not the one under its name.
    pub(super) fn in_place(&self) -> Result<()> {
        if Identity::of(&self.path) == self.identity { Ok(()) } else { Err(Error::LibraryGone(self.path.clone())) }
    }
}
