//! Backups: a copy of the library in one file, taken while it is written to, and proved before it gets its name.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::files::{beside, remove_leftovers, rename_new, sync, sync_folder, unfinished};
use super::proof::{Contents, claim, count, prove};
use super::{Store, located, sorted};
use crate::error::{Error, Result};

/// Pages that are copied between two reports of progress: a mebibyte.
const STEP: i32 = 256;

/// A backup that has proved itself and is on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// Briefs in it, those in the trash counted.
    pub briefs: u32,
    /// Past revisions in it.
    pub revisions: u32,
    /// Images in it.
    pub images: u32,
    /// Its length, in bytes.
    pub bytes: f64,
}

/// How far a backup has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupProgress {
    /// What it is at.
    pub stage: BackupStage,
    /// Pages copied, or rows compared.
    pub done: u32,
    /// How many there are.
    pub of: u32,
}

/// What a backup is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BackupStage {
    /// Copying pages.
    Copying,
    /// Reading the copy again and comparing it with the library.
    Proving,
}

/// Who is told of the progress of a backup, and may break it off.
type Progress<'a> = &'a mut dyn FnMut(BackupProgress) -> ControlFlow<()>;

impl Store {
    /// As [`back_up`], for this library.
    ///
    /// # Errors
    /// As [`back_up`].
    pub fn back_up(&self, to: &Path, progress: Progress<'_>) -> Result<Backup> {
        back_up(&self.path, to, progress)
    }
}

/// Backs the library at `library` up to the new file `to`, as it stands at the beginning. It may be written to meanwhile, by this program
/// or another; call it from a thread that may take its time.
///
/// # Errors
/// [`Error::FileExists`]: nothing is overwritten; [`Error::Cancelled`] when `progress` breaks; [`Error::DamagedLibrary`],
/// [`Error::ForeignLibrary`] or [`Error::NewerLibrary`] if the library does not pass the checks; [`Error::DiskFull`], [`Error::NotPermitted`], [`Error::Io`]. No file is left at `to` then.
pub fn back_up(library: &Path, to: &Path, progress: Progress<'_>) -> Result<Backup> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(Error::FileExists(to.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(library, flags).map_err(|error| sorted(error, library))?;
    claim(&source, library).map_err(|error| located(error, library))?;
    remove_leftovers(to);
    let part = unfinished(to, &format!(".{}.part", std::process::id()));
    let made = make(&source, library, &part, to, progress).and_then(|contents| publish(library, &part, to, &contents));
    if made.is_err() {
        // Best effort: the failure itself is what the editor must hear of.
        for left in [part.clone(), beside(&part, "-journal")] {
            let _ = fs::remove_file(left);
        }
    }
    made
}

/// Whether the file at `copy` is a sound copy of the library as it is now.
///
/// # Errors
/// The store's, if the library can't be read.
pub(super) fn is_copy_of(library: &Path, copy: &Path) -> Result<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(library, flags).map_err(|error| sorted(error, library))?;
    let Ok(copy) = prove(copy) else { return Ok(false) };
    let mut row = || ControlFlow::Continue(());
    let snapshot = source.unchecked_transaction().map_err(|error| sorted(error, library))?;
    let here = Contents::read(&snapshot, &mut row).map_err(|error| located(error, library))?;
    Ok(Contents::read(&copy, &mut row).is_ok_and(|there| there == here))
}

/// Makes the copy at `part`, and reads it again.
fn make(source: &Connection, library: &Path, part: &Path, to: &Path, progress: Progress<'_>) -> Result<Contents> {
    // All that is read here is of one moment, and SQLite need not begin anew when somebody writes.
    let snapshot = source.unchecked_transaction().map_err(|error| sorted(error, library))?;
    let pages = snapshot.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0));
    pages.map_err(|error| sorted(error, library))?;
    copy(&snapshot, part, to, progress)?;
    let copy = prove(part).map_err(|error| match error {
        // Page for page it is the library's.
        Error::DamagedLibrary(_) | Error::NotALibrary(_) => Error::DamagedLibrary(library.to_owned()),
        other => other,
    })?;
    compare(&snapshot, &copy, progress).map_err(|error| located(error, library))
}

fn copy(source: &Connection, part: &Path, to: &Path, progress: Progress<'_>) -> Result<()> {
    let _ = fs::remove_file(part);
    let mut target = Connection::open(part).map_err(|error| sorted(error, to))?;
    let copying = Copying::new(source, &mut target).map_err(|error| sorted(error, to))?;
    loop {
        let step = copying.step(STEP).map_err(|error| sorted(error, to))?;
        let (of, left) = (copying.progress().pagecount, copying.progress().remaining);
        let told =
            BackupProgress { stage: BackupStage::Copying, done: (of - left).unsigned_abs(), of: of.unsigned_abs() };
        if progress(told).is_break() {
            return Err(Error::Cancelled);
        }
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(Error::LibraryBusy),
        }
    }
    drop(copying);
    // One file, which can be read where nothing can be written.
    let mode: rusqlite::Result<String> = target.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0));
    mode.map_err(|error| sorted(error, to))?;
    target.close().map_err(|(_, error)| sorted(error, to))
}

fn compare(source: &Connection, copy: &Connection, progress: Progress<'_>) -> Result<Contents> {
    let mut rows = 0;
    for table in super::salvage::TABLES {
        rows += 2 * count(source, table)?;
    }
    let mut done = 0;
    let mut row = || {
        done += 1;
        progress(BackupProgress { stage: BackupStage::Proving, done, of: rows })
    };
    let (there, here) = (Contents::read(source, &mut row)?, Contents::read(copy, &mut row)?);
    if there == here { Ok(here) } else { Err(Error::Sqlite("the copy differs from the library".into())) }
}

/// Gives the proved copy its name, once it is on disk.
fn publish(library: &Path, part: &Path, to: &Path, contents: &Contents) -> Result<Backup> {
    let metadata = fs::metadata(library).map_err(|error| Error::io(library, error))?;
    fs::set_permissions(part, metadata.permissions()).map_err(|error| Error::io(to, error))?;
    sync(part).map_err(|error| renamed(error, to))?;
    rename_new(part, to)?;
    sync_folder(to)?;
    let bytes = fs::metadata(to).map_err(|error| Error::io(to, error))?.len() as f64;
    let Contents { briefs, revisions, images, .. } = *contents;
    Ok(Backup { path: to.to_owned(), briefs, revisions, images, bytes })
}

/// The same failure at the name that the editor knows.
fn renamed(error: Error, to: &Path) -> Error {
    match error {
        Error::NotPermitted(_) => Error::NotPermitted(to.to_owned()),
        Error::Io { source, .. } => Error::Io { path: to.to_owned(), source },
        other => other,
    }
}
