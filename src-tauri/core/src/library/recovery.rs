//! Text that the library would not take, kept in a file elsewhere until it does: the window may be gone before the disk has room again.
//!
//! One file for each brief and the revision that its text started from. A file is read back when the library opens, and goes once
//! its text is in there: as the brief itself where nothing was stored, beside the brief where that says something else. Which text is
//! newer is told by the number of the attempt, never by a clock.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::brief::{Brief, BriefId};
use crate::error::{Error, Result};
use crate::store::Store;

const EXTENSION: &str = "briefdesk-recovery";

/// Text that could not be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The library that it belongs to.
    pub library: PathBuf,
    /// The brief.
    pub id: BriefId,
    /// The revision that it was edited from.
    pub base: u32,
    /// Rises with each attempt.
    pub sequence: u64,
    /// What it says.
    pub brief: Brief,
}

/// Keeps `recovery` in the first of `folders` that takes it, in place of what was kept of the same brief before. Gives the file.
///
/// # Errors
/// That of the last folder.
pub fn keep(folders: &[PathBuf], recovery: &Recovery) -> Result<PathBuf> {
    let mut outcome = Err(Error::Closed);
    for folder in folders {
        outcome = write(folder, recovery);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

fn write(folder: &Path, recovery: &Recovery) -> Result<PathBuf> {
    fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let path = folder.join(format!("{}-{}.{EXTENSION}", recovery.id, recovery.base));
    let unfinished = path.with_extension("unfinished");
    let written = for_me_alone().open(&unfinished).and_then(|mut file| {
        file.write_all(&serde_json::to_vec(recovery)?)?;
        file.sync_all()
    });
    let kept = written.and_then(|()| fs::rename(&unfinished, &path));
    if kept.is_err() {
        // Half a file says nothing, and takes the room that is wanted.
        let _ = fs::remove_file(&unfinished);
    }
    kept.map_err(|error| Error::io(&path, error))?;
    Ok(path)
}

/// A new file that nobody else on the machine may read.
fn for_me_alone() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes what is kept in `folders` for the library of `store` into it, and lets the files go. Gives how many briefs have a text
/// beside them, or are there again, because of it. A file that can't be read stays where it is.
///
/// # Errors
/// The store's; no file is gone whose text isn't in the library.
pub fn take_in(folders: &[PathBuf], store: &mut Store, now: Timestamp) -> Result<u32> {
    let mut kept: Vec<(PathBuf, Recovery)> = folders.iter().flat_map(|folder| all_in(folder)).collect();
    kept.retain(|(_, recovery)| recovery.library == store.path());
    // Of one brief the latest attempt is set aside last, and replaces the earlier one.
    kept.sort_by_key(|(_, recovery)| recovery.sequence);
    let mut taken = 0;
    for (path, Recovery { id, base, brief, .. }) in kept {
        let differs = match store.open_brief(id) {
            Ok(stored) if stored.brief == brief => false,
            Ok(_) => {
                store.set_aside(id, base, &brief, now)?;
                true
            }
            Err(Error::BriefNotFound(_)) => {
                store.save_brief(id, 0, brief, now)?;
                true
            }
            Err(error) => return Err(error),
        };
        taken += u32::from(differs);
        forget(&path);
    }
    Ok(taken)
}

/// The highest number of an attempt that is kept in `folders`; 0 without any.
#[must_use]
pub fn last_sequence(folders: &[PathBuf]) -> u64 {
    folders.iter().flat_map(|folder| all_in(folder)).map(|(_, recovery)| recovery.sequence).max().unwrap_or(0)
}

/// Lets a file go, whose text is in the library.
pub fn forget(path: &Path) {
    if let Err(error) = fs::remove_file(path) {
        // Read once more, it says what the library says.
        tracing::warn!(%error, "a recovery file stays");
    }
}

fn all_in(folder: &Path) -> Vec<(PathBuf, Recovery)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION))
        .filter_map(|path| {
            let recovery = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
            Some((path, recovery))
        })
        .collect()
}
