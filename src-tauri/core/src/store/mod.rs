//! The library: one SQLite file that holds every brief. The only module that names rusqlite.
//!
//! [`Store`] is plain synchronous code over one connection; [`StoreThread`] gives it a thread of its own, so that a window never
//! waits for the disk. Every write goes through `Store::transact` and returns what it changed. The time is passed in.
//! May depend on `brief`, `compare` and `error` only.

mod asides;
mod backup;
mod briefs;
mod check;
mod clean_up;
mod compression;
mod daily;
mod exports;
mod files;
mod history;
mod images;
mod migrations;
mod open;
mod place;
mod preferences;
mod proof;
mod publications;
mod salvage;
mod saving;
mod themes;
mod thread;
mod verify;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::types::{FromSql, FromSqlResult, ValueRef};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::brief::BriefId;
use crate::error::{Error, Result};

pub use asides::Aside;
pub use backup::{Backup, BackupProgress, BackupStage, back_up};
pub use briefs::{BriefQuery, BriefRow, ExportState, Shelf};
pub use clean_up::UnusedImages;
pub use daily::daily_backup;
pub use exports::{ExportNote, ExportRecord, FileRecord, HeadRow, Snapshot};
pub use history::{Checkpoint, Prunable, RevisionRow};
pub use images::Picture;
use place::Identity;
pub use preferences::{Language, Preferences};
pub use salvage::{Salvage, SalvagedBrief};
pub use saving::{LONGEST, QUIET, Saved};
pub use thread::StoreThread;
pub use verify::{Finding, Verification, VerifyProgress, verify_file};

/// "Bdsk": marks the file as a Briefdesk library.
const APPLICATION_ID: i32 = 0x4264_736B;

const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

/// An open library.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Whose days the history is kept by.
    zone: TimeZone,
    /// The file that is open.
    identity: Option<Identity>,
    /// SQLite's mark of what other connections have written, as last looked at.
    data_version: i64,
    salvage: Option<Salvage>,
    /// What this writer has set aside, by the brief and the revision that it edits: its next text replaces that.
    set_aside: HashMap<(BriefId, u32), u32>,
}

impl Store {
    /// The library's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was saved and what was lost, if the library was damaged when it was opened.
    #[must_use]
    pub fn salvage(&self) -> Option<&Salvage> {
        self.salvage.as_ref()
    }

    /// The same library with the days of `zone`, in place of the system's.
    #[must_use]
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// Whether another connection, most likely of another program, has written since the last call. Costs next to nothing.
    ///
    /// # Errors
    /// The store's.
    pub fn changed_elsewhere(&mut self) -> Result<bool> {
        let now = self.read(|connection| Ok(connection.query_row("PRAGMA data_version", [], |row| row.get(0))?))?;
        Ok(std::mem::replace(&mut self.data_version, now) != now)
    }

    /// The only way to write: all of `work` is on disk when this returns, or nothing of it.
    fn transact<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.in_place()?;
        // Taking the write lock at once turns a busy library into a wait here, not a failure half way.
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| sorted(error, &self.path))?;
        let result = work(&transaction).map_err(|error| located(error, &self.path))?;
        transaction.commit().map_err(|error| sorted(error, &self.path))?;
        Ok(result)
    }

    fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        query(&self.connection).map_err(|error| located(error, &self.path))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(Box::new(error))
    }
}

/// Gives a database error that came through `?` the variant that says what people can do about it.
fn located(error: Error, path: &Path) -> Error {
    match error {
        Error::Sqlite(inner) => match inner.downcast::<rusqlite::Error>() {
            Ok(error) => sorted(*error, path),
            Err(inner) => Error::Sqlite(inner),
        },
        other => other,
    }
}

fn sorted(error: rusqlite::Error, path: &Path) -> Error {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        return Error::io(folder, std::io::ErrorKind::NotFound.into());
    }
    // The memory that programs share over a library lies in a file as well, and is made at its opening.
    if error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
        return Error::DiskFull;
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::DiskFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::LibraryBusy,
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            Error::NotPermitted(path.to_owned())
        }
        Some(ErrorCode::NotADatabase) => Error::NotALibrary(path.to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => Error::DamagedLibrary(path.to_owned()),
        Some(ErrorCode::SystemIoFailure) => Error::io(path, std::io::Error::other(error)),
        _ => error.into(),
    }
}

/// `time` as the store keeps it: whole milliseconds.
#[must_use]
pub fn to_milliseconds(time: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
}

fn timestamp(milliseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(milliseconds).map_err(|error| conversion(Box::new(error)))
}

/// A brief's content as its column holds it.
#[derive(Debug)]
enum Packed {
    Text(String),
    /// A damaged one, as it is stored.
    Damaged(Vec<u8>),
}

impl Packed {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Damaged(_) => None,
        }
    }
}

impl FromSql for Packed {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let data = value.as_blob()?;
        Ok(compression::unpack(data).map_or_else(|_| Self::Damaged(data.to_vec()), Self::Text))
    }
}

fn conversion(error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error)
}
