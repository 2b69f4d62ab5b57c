//! Text that the library would not take, kept in a file elsewhere until it does: the window may be gone before the disk has room again.
//!
//! One file for each brief, the revision that its text started from, and the session that wrote it. A file is read back when the
//! library opens, and goes once its text is in there: as the brief itself where nothing was stored, beside the brief where that says
//! something else. Which text is newer is told by the number of the attempt, never by a clock.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

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
    /// The session that wrote it: the number of its first attempt.
    pub session: u64,
    /// Rises with each attempt, from session to session.
    pub sequence: u64,
    /// What it says.
    pub brief: Brief,
}

impl Recovery {
    /// The same in each folder, and for each text of one session that started from the same revision.
    fn file_name(&self) -> String {
        format!("{}-{}-{}.{EXTENSION}", self.id, self.base, self.session)
    }
}

/// Keeps `recovery` in the first of `folders` that takes it, in place of what its session kept of the same brief before, wherever that
/// was. Gives the file.
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
    let path = outcome?;
    for folder in folders.iter().filter(|folder| path.parent() != Some(folder)) {
        forget(&folder.join(recovery.file_name()));
    }
    Ok(path)
}

fn write(folder: &Path, recovery: &Recovery) -> Result<PathBuf> {
    let path = folder.join(recovery.file_name());
    let written = make(folder).and_then(|()| {
        // For nobody else on the machine to read, and under its name only when it is whole.
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(recovery)?)?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        sync(folder)
    });
    written.map_err(|error| Error::io(&path, error))?;
    Ok(path)
}

/// Makes a folder that nobody else may look into.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A new name in a folder is on disk when the folder is; elsewhere than on Unix a folder can't be asked.
fn sync(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Takes what earlier sessions than `session` have kept in `folders` for the library of `store` into it, and lets the files go. Gives
/// how many briefs have a text beside them, or are there again, because of it. A file that can't be read stays where it is.
///
/// # Errors
/// The store's; no file is gone whose text isn't in the library.
pub fn take_in(folders: &[PathBuf], session: u64, store: &mut Store, now: Timestamp) -> Result<u32> {
    let mut kept: Vec<(PathBuf, Recovery)> = folders.iter().flat_map(|folder| all_in(folder)).collect();
    kept.retain(|(_, recovery)| recovery.library == store.path() && recovery.session < session);
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

/// Lets a file go, if it is there: its text is in the library.
pub fn forget(path: &Path) {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            // Read once more, it says what the library says.
            tracing::warn!(%error, "a recovery file stays");
        }
        _ => {}
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
