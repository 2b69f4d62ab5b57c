//! What the window's commands share: the library on its thread, and what was asked for at the start.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use briefdesk_core::brief::{Brief, BriefId, Hero, ImageHash, Part};
use briefdesk_core::export::LivePage;
use briefdesk_core::store::{Picture, Salvage, Saved, Store, StoreThread};
use briefdesk_core::{Error, Result};
use jiff::Timestamp;

use crate::backing_up::BackingUp;
use crate::exporting::Exporting;
use crate::ipc::Problem;
use crate::keeping::Keeping;

/// Originals that are held: they may be large, and the editor decides soon or never.
const MOST_ORIGINALS: usize = 3;

/// The program's state behind the window.
pub struct Desk {
    path: PathBuf,
    /// Waited for without holding up a thread: opening may take a backup, a salvage, or a drive that has to wake up.
    store: tokio::sync::Mutex<State>,
    keeping: Arc<Keeping>,
    /// It was opened anew: what it says may be another program's by now.
    reopened: AtomicBool,
    /// What became of the library when it turned out to be damaged; nobody has been told yet.
    salvaged: Mutex<Option<Salvage>>,
    /// Pictures that this window has added.
    added: Mutex<Vec<ImageHash>>,
    /// What the latest of them were scaled from, beside what it was scaled to: the editor may want to keep it.
    originals: Mutex<VecDeque<(ImageHash, Picture)>>,
    /// The page that the window previews, to go on with while its body is written.
    pub previewed: Arc<Mutex<Option<(BriefId, LivePage)>>>,
    /// Its exports.
    pub exporting: Exporting,
    /// Its backups.
    pub backing_up: BackingUp,
    /// What the command line asked to open.
    pub asked: Asked,
    /// The page listens for events, so closing may ask it first.
    pub listening: AtomicBool,
    /// The page was asked to close, and has not said that it stays.
    pub closing: AtomicBool,
}

/// The library on its thread, or why it isn't.
enum State {
    /// Nobody has asked for it yet.
    Unopened,
    Open(Arc<StoreThread>),
    /// It would not open.
    Closed(Problem),
    /// It was open, and its file failed or went away: the next use tries again, and looks at every page if it was found damaged.
    Lost {
        damaged: bool,
    },
}

/// What the window is to open at.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// A brief by its id, which may be shortened; without one, where the window was left.
    pub brief: Option<String>,
    /// The part to put the caret in.
    pub part: Option<Part>,
    /// What became of the library if looking for the brief has found it damaged: the window has to tell.
    pub salvage: Option<Salvage>,
}

impl Desk {
    /// For the library at `path`, which is opened when it is first used. A library that won't open is a problem for the window to
    /// show, not a reason to have no window.
    pub fn new(path: &Path, mut asked: Asked) -> Self {
        let salvaged = Mutex::new(asked.salvage.take());
        Self {
            path: path.to_owned(),
            store: tokio::sync::Mutex::new(State::Unopened),
            keeping: Arc::new(Keeping::of(path)),
            reopened: AtomicBool::new(false),
            salvaged,
            added: Mutex::default(),
            originals: Mutex::default(),
            previewed: Arc::default(),
            exporting: Exporting::default(),
            backing_up: BackingUp::default(),
            asked,
            listening: AtomicBool::new(false),
            closing: AtomicBool::new(false),
        }
    }

    /// Tries again to open a library that would not open: what stood in the way may be gone.
    pub async fn reopen(&self) {
        let mut state = self.store.lock().await;
        if let State::Closed(_) = &*state {
            *state = State::Unopened;
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
        let store = self.thread().await?;
        let result = store.run(work).await;
        if let Err(error) = &result
            && self.is_of_the_file(error)
        {
            let damaged = matches!(error, Error::DamagedLibrary(_));
            self.lose(&store, damaged).await;
            // Salvaged here and now: whoever asked can ask again, and the window learns of it.
            if damaged && self.thread().await.is_ok() {
                return Err(Problem::LibraryMended { path: self.path.display().to_string() });
            }
        }
        result.map_err(Problem::from)
    }

    /// What is to be told of a problem that arose beside the store's thread. A library that was found damaged there is opened anew,
    /// which salvages it.
    pub async fn mended(&self, problem: Problem) -> Problem {
        let store = match (&problem, &*self.store.lock().await) {
            (Problem::DamagedLibrary { .. }, State::Open(store)) => Arc::clone(store),
            _ => return problem,
        };
        self.lose(&store, true).await;
        match self.thread().await {
            Ok(_) => Problem::LibraryMended { path: self.path.display().to_string() },
            Err(_) => problem,
        }
    }

    /// What became of the library that turned out to be damaged, once.
    pub fn take_salvage(&self) -> Option<Salvage> {
        self.salvaged.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Saves a brief. Text that the library does not take is kept elsewhere until it does.
    pub async fn save(&self, id: BriefId, base: u32, brief: Brief) -> std::result::Result<Saved, Problem> {
        let text = brief.clone();
        let saved = self.run(move |store| store.save_brief(id, base, brief, Timestamp::now())).await;
        match &saved {
            // What was refused is kept beside the brief, in the library.
            Ok(_) | Err(Problem::Conflict { .. }) => self.keeping.forget(id),
            Err(_) => self.keeping.keep(id, base, text),
        }
        saved
    }

    /// This window has added a picture: no text need name it yet.
    pub fn note_picture(&self, image: &ImageHash) {
        self.added.lock().unwrap_or_else(PoisonError::into_inner).push(image.clone());
    }

    /// Holds what `image` was scaled from, for as long as it is one of the latest.
    pub fn hold_original(&self, image: &ImageHash, original: Picture) {
        let mut originals = self.originals.lock().unwrap_or_else(PoisonError::into_inner);
        originals.truncate(MOST_ORIGINALS - 1);
        originals.push_front((image.clone(), original));
    }

    /// What `image` was scaled from, if it is still held.
    pub fn original(&self, image: &ImageHash) -> Option<Picture> {
        let originals = self.originals.lock().unwrap_or_else(PoisonError::into_inner);
        originals.iter().find(|(scaled, _)| scaled == image).map(|(_, original)| original.clone())
    }

    /// The pictures that this window has added, as texts that name them.
    pub fn added_pictures(&self) -> Vec<Brief> {
        let added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        let hero = |image: &ImageHash| Some(Hero { image: Some(image.clone()), ..Hero::default() });
        added.iter().map(|image| Brief { hero: hero(image), ..Brief::default() }).collect()
    }

    /// Whether another program has written to the library since the last call.
    pub async fn changed_elsewhere(&self) -> bool {
        let store = match &*self.store.lock().await {
            State::Open(store) => Arc::clone(store),
            State::Unopened | State::Closed(_) | State::Lost { .. } => return false,
        };
        let changed = store.run(Store::changed_elsewhere).await.unwrap_or(false);
        self.reopened.swap(false, Ordering::AcqRel) || changed
    }

    /// Breaks off backups, finishes what was sent to the store and closes it.
    pub fn close(&self) {
        self.backing_up.end();
        // While it is being opened there is nothing to finish.
        if let Ok(state) = self.store.try_lock()
            && let State::Open(store) = &*state
        {
            store.close();
        }
    }

    /// The library on its thread, for work of which it does only some.
    pub async fn thread(&self) -> std::result::Result<Arc<StoreThread>, Problem> {
        let mut state = self.store.lock().await;
        match &*state {
            State::Open(store) => Ok(Arc::clone(store)),
            State::Closed(problem) => Err(problem.clone()),
            State::Unopened => match self.start(Store::open).await {
                Ok(store) => {
                    *state = State::Open(Arc::clone(&store));
                    Ok(store)
                }
                Err(problem) => {
                    *state = State::Closed(problem.clone());
                    Err(problem)
                }
            },
            State::Lost { damaged } => {
                // Where the file was, nothing new is made: a drive that comes back brings it along.
                let open = if *damaged { Store::open_in_doubt } else { Store::open_existing };
                let store = self.start(open).await?;
                self.reopened.store(true, Ordering::Release);
                *state = State::Open(Arc::clone(&store));
                Ok(store)
            }
        }
    }

    /// Opens the library, brings back what earlier windows kept elsewhere, and gives it a thread.
    async fn start(&self, open: fn(&Path) -> Result<Store>) -> std::result::Result<Arc<StoreThread>, Problem> {
        let (path, keeping) = (self.path.clone(), Arc::clone(&self.keeping));
        let started = compute(move || {
            let mut store = open(&path)?;
            keeping.bring_back(&mut store);
            let salvage = store.salvage().cloned();
            Ok((Arc::new(StoreThread::start(store)?), salvage))
        });
        let (store, salvage) = started.await?;
        if salvage.is_some() {
            *self.salvaged.lock().unwrap_or_else(PoisonError::into_inner) = salvage;
        }
        Ok(store)
    }

    async fn lose(&self, store: &Arc<StoreThread>, damaged: bool) {
        let mut state = self.store.lock().await;
        if let State::Open(open) = &*state
            && Arc::ptr_eq(open, store)
        {
            *state = State::Lost { damaged };
            let store = Arc::clone(store);
            // Closing waits for what was sent before.
            let _ = tauri::async_runtime::spawn_blocking(move || store.close()).await;
        }
    }

    /// Whether it is the library's file that failed, so that it has to be opened anew.
    fn is_of_the_file(&self, error: &Error) -> bool {
        match error {
            Error::LibraryGone(_) | Error::DamagedLibrary(_) => true,
            Error::Io { path, .. } => *path == self.path || Some(path.as_path()) == self.path.parent(),
            _ => false,
        }
    }
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

#[cfg(test)]
mod tests {
    use std::fs;

    use briefdesk_core::brief::{Ids, RandomIds};
    use tauri::async_runtime::block_on;
    use tempfile::TempDir;

    use super::*;

    fn brief(headline: &str) -> Brief {
        Brief { headline: headline.to_owned(), ..Brief::default() }
    }

    #[test]
    fn a_library_that_is_damaged_while_it_is_open_is_salvaged_and_told_of_once() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.briefdesk");
        let id = RandomIds.brief();
        let mut store = Store::open(&path).unwrap();
        store.save_brief(id, 0, brief("港口等待"), Timestamp::now()).unwrap();
        drop(store);
        let desk = Desk::new(&path, Asked::default());
        block_on(desk.run(|_| Ok(()))).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes[..4096].fill(0xA7);
        fs::write(&path, &bytes).unwrap();
        let damaged = Error::DamagedLibrary(path.clone());
        let refused = block_on(desk.run(move |_| Err::<(), _>(damaged))).unwrap_err();
        assert!(matches!(refused, Problem::LibraryMended { .. }), "{refused:?}");
        let salvage = desk.take_salvage().unwrap();
        assert_eq!((salvage.briefs, fs::read(&salvage.damaged_copy).unwrap()), (1, bytes));
        assert!(desk.take_salvage().is_none());
        assert_eq!(block_on(desk.run(move |store| store.open_brief(id))).unwrap().brief.headline, "港口等待");
        block_on(desk.save(id, 1, brief("Ports wait"))).unwrap();
    }

    #[test]
    fn a_library_that_a_backup_found_damaged_is_salvaged() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.briefdesk");
        let mut store = Store::open(&path).unwrap();
        store.save_brief(RandomIds.brief(), 0, brief("Ports wait"), Timestamp::now()).unwrap();
        drop(store);
        let desk = Desk::new(&path, Asked::default());
        block_on(desk.run(|_| Ok(()))).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes[..4096].fill(0xA7);
        fs::write(&path, &bytes).unwrap();
        let told = block_on(desk.mended(Problem::DamagedLibrary { path: path.display().to_string() }));
        assert!(matches!(told, Problem::LibraryMended { .. }), "{told:?}");
        assert_eq!(desk.take_salvage().unwrap().briefs, 1);
        assert!(matches!(block_on(desk.mended(Problem::DiskFull)), Problem::DiskFull));
    }

    #[test]
    fn a_library_that_is_sound_after_all_just_goes_on() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.briefdesk");
        let desk = Desk::new(&path, Asked::default());
        block_on(desk.run(|_| Ok(()))).unwrap();
        let damaged = Error::DamagedLibrary(path.clone());
        let refused = block_on(desk.run(move |_| Err::<(), _>(damaged))).unwrap_err();
        assert!(matches!(refused, Problem::LibraryMended { .. }), "{refused:?}");
        assert!(desk.take_salvage().is_none());
        assert_eq!(block_on(desk.run(|store| store.list_briefs(&Default::default()))).unwrap(), []);
    }
}
