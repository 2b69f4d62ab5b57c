//! Keeps text elsewhere that the library does not take, and brings it back when it does.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::library::recovery::{self, Recovery};
use briefdesk_core::store::Store;
use jiff::Timestamp;

/// The recovery files of one library.
pub struct Keeping {
    library: PathBuf,
    folders: Vec<PathBuf>,
    sequence: AtomicU64,
    files: Mutex<HashMap<BriefId, PathBuf>>,
}

impl Keeping {
    /// For the library at `path`.
    pub fn of(path: &Path) -> Self {
        let folders = folders();
        let sequence = AtomicU64::new(recovery::last_sequence(&folders) + 1);
        Self { library: path.to_owned(), folders, sequence, files: Mutex::default() }
    }

    /// Keeps `brief`, which the library did not take. Where no folder takes it either it is in the window alone, which says so.
    pub fn keep(&self, id: BriefId, base: u32, brief: Brief) {
        let sequence = self.sequence.fetch_add(1, Ordering::Relaxed);
        match recovery::keep(&self.folders, &Recovery { library: self.library.clone(), id, base, sequence, brief }) {
            Ok(path) => {
                self.files().insert(id, path);
            }
            Err(error) => tracing::warn!(%error, "text can't be kept elsewhere"),
        }
    }

    /// The library has taken the text of that brief after all.
    pub fn forget(&self, id: BriefId) {
        if let Some(path) = self.files().remove(&id) {
            recovery::forget(&path);
        }
    }

    /// Brings what earlier windows kept into `store`, which has just been opened.
    pub fn bring_back(&self, store: &mut Store) {
        if let Err(error) = recovery::take_in(&self.folders, store, Timestamp::now()) {
            tracing::error!(%error, "recovered text stays in its files");
        }
    }

    fn files(&self) -> std::sync::MutexGuard<'_, HashMap<BriefId, PathBuf>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where text is kept, the first place first: beside the library's usual one, and in memory for when that disk is full.
fn folders() -> Vec<PathBuf> {
    let lasting = dirs::data_local_dir().map(|data| data.join("app.briefdesk.Briefdesk").join("recovery"));
    let passing = dirs::runtime_dir().unwrap_or_else(std::env::temp_dir).join("briefdesk-recovery");
    lasting.into_iter().chain([passing]).collect()
}
