//! Keeps text elsewhere that the library does not take, and brings it back when it does.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::library::recovery::{self, Recovery};
use briefdesk_core::store::Store;
use jiff::Timestamp;

/// The recovery files of one library.
pub struct Keeping {
    library: PathBuf,
    folders: Vec<PathBuf>,
    session: u64,
    sequence: AtomicU64,
    files: Mutex<HashMap<BriefId, BTreeSet<PathBuf>>>,
}

impl Keeping {
    /// For the library at `path`.
    pub fn of(path: &Path) -> Self {
        let folders = folders();
        let session = recovery::last_sequence(&folders) + 1;
        let sequence = AtomicU64::new(session);
        Self { library: path.to_owned(), folders, session, sequence, files: Mutex::default() }
    }

    /// Keeps `brief`, which the library did not take. Where no folder takes it either it is in the window alone, which says so.
    pub fn keep(&self, id: BriefId, base: u32, brief: Brief) {
        let sequence = self.sequence.fetch_add(1, Ordering::Relaxed);
        let recovery = Recovery { library: self.library.clone(), id, base, session: self.session, sequence, brief };
        match recovery::keep(&self.folders, &recovery) {
            Ok(path) => {
                self.files().entry(id).or_default().insert(path);
            }
            Err(error) => tracing::warn!(%error, "text can't be kept elsewhere"),
        }
    }

    /// The library has taken the text of that brief after all.
    pub fn forget(&self, id: BriefId) {
        for path in self.files().remove(&id).unwrap_or_default() {
            recovery::forget(&path);
        }
    }

    /// Brings what earlier windows kept into `store`, which has just been opened.
    pub fn bring_back(&self, store: &mut Store) {
        if let Err(error) = recovery::take_in(&self.folders, self.session, store, Timestamp::now()) {
            tracing::error!(%error, "recovered text stays in its files");
        }
    }

    fn files(&self) -> MutexGuard<'_, HashMap<BriefId, BTreeSet<PathBuf>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where text is kept, the first place first: beside the library's usual one, and in memory for when that disk is full. Both are the
/// editor's own: what others could put there would be taken in.
fn folders() -> Vec<PathBuf> {
    let lasting = dirs::data_local_dir().map(|data| data.join("app.briefdesk.Briefdesk").join("recovery"));
    let passing = dirs::runtime_dir().map(|folder| folder.join("briefdesk-recovery"));
    lasting.into_iter().chain(passing).collect()
}
