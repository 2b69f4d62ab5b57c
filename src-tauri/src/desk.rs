//! What the window's commands share: the library on its thread, and what was asked for at the start.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use briefdesk_core::brief::Part;
use briefdesk_core::store::{Store, StoreThread};
use briefdesk_core::{Error, Result};

use crate::ipc::Problem;

/// The program's state behind the window.
pub struct Desk {
    path: PathBuf,
    store: Mutex<std::result::Result<Arc<StoreThread>, Problem>>,
    /// What the command line asked to open.
    pub asked: Asked,
    /// The page listens for events, so closing may ask it first.
    pub listening: AtomicBool,
    /// The page was asked to close.
    pub closing: AtomicBool,
}

/// What the window is to open at.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// A brief by its id, which may be shortened; without one, where the window was left.
    pub brief: Option<String>,
    /// The part to put the caret in.
    pub part: Option<Part>,
}

impl Desk {
    /// Opens the library at `path`. A library that won't open is a problem for the window to show, not a reason to have no window.
    pub fn open(path: &Path, asked: Asked) -> Self {
        Self {
            path: path.to_owned(),
            store: Mutex::new(start(path)),
            asked,
            listening: AtomicBool::new(false),
            closing: AtomicBool::new(false),
        }
    }

    /// Tries again to open a library that would not open: what stood in the way may be gone.
    pub fn reopen(&self) {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        if store.is_err() {
            *store = start(&self.path);
        }
    }

    /// The library's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does `work` on the store's thread.
    pub async fn run<T, F>(&self, work: F) -> std::result::Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> Result<T> + Send + 'static,
    {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        store.run(work).await.map_err(Problem::from)
    }

    /// Finishes what was sent to the store and closes it.
    pub fn close(&self) {
        if let Ok(store) = &*self.store.lock().unwrap_or_else(PoisonError::into_inner) {
            store.close();
        }
    }
}

fn start(path: &Path) -> std::result::Result<Arc<StoreThread>, Problem> {
    Store::open(path).and_then(StoreThread::start).map(Arc::new).map_err(Problem::from)
}

/// Does `work`, which computes and may take a while, away from the threads that answer the window.
pub async fn compute<T, F>(work: F) -> std::result::Result<T, Problem>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T> + Send + 'static,
{
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(result) => result.map_err(Problem::from),
        Err(_) => Err(Problem::from(Error::Closed)),
    }
}
