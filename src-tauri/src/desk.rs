//! What the window's commands share: the library on its thread, and what was asked for at the start.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use briefdesk_core::brief::{Brief, BriefId, Hero, ImageHash, Part};
use briefdesk_core::store::{Salvage, Saved, Store, StoreThread};
use briefdesk_core::{Error, Result};
use jiff::Timestamp;

use crate::backing_up::BackingUp;
use crate::ipc::Problem;
use crate::keeping::Keeping;

/// The program's state behind the window.
pub struct Desk {
    path: PathBuf,
    store: Mutex<State>,
    keeping: Keeping,
    /// What became of the library when it turned out to be damaged; nobody has been told yet.
    salvaged: Mutex<Option<Salvage>>,
    /// Pictures that this window has added.
    added: Mutex<Vec<ImageHash>>,
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
    /// Opens the library at `path`. A library that won't open is a problem for the window to show, not a reason to have no window.
    pub fn open(path: &Path, mut asked: Asked) -> Self {
        let keeping = Keeping::of(path);
        let mut salvaged = asked.salvage.take();
        let store = start(Store::open(path), &keeping, &mut salvaged).map_or_else(State::Closed, State::Open);
        Self {
            path: path.to_owned(),
            store: Mutex::new(store),
            keeping,
            salvaged: Mutex::new(salvaged),
            added: Mutex::default(),
            backing_up: BackingUp::default(),
            asked,
            listening: AtomicBool::new(false),
            closing: AtomicBool::new(false),
        }
    }

    /// Tries again to open a library that would not open: what stood in the way may be gone.
    pub fn reopen(&self) {
        let mut state = self.state();
        if let State::Closed(_) = &*state {
            let opened = Store::open(&self.path);
            *state = start(opened, &self.keeping, &mut self.salvaged()).map_or_else(State::Closed, State::Open);
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
        let store = self.thread()?;
        let result = store.run(work).await;
        if let Err(error) = &result
            && is_of_the_file(error)
        {
            let damaged = matches!(error, Error::DamagedLibrary(_));
            self.lose(&store, damaged);
            // Salvaged here and now: whoever asked can ask again, and the window learns of it.
            if damaged && self.thread().is_ok() {
                return Err(Problem::LibraryMended { path: self.path.display().to_string() });
            }
        }
        result.map_err(Problem::from)
    }

    /// What is to be told of a problem that arose beside the store's thread. A library that was found damaged there is opened anew,
    /// which salvages it.
    pub fn mended(&self, problem: Problem) -> Problem {
        let store = match (&problem, &*self.state()) {
            (Problem::DamagedLibrary { .. }, State::Open(store)) => Arc::clone(store),
            _ => return problem,
        };
        self.lose(&store, true);
        match self.thread() {
            Ok(_) => Problem::LibraryMended { path: self.path.display().to_string() },
            Err(_) => problem,
        }
    }

    /// What became of the library that turned out to be damaged, once.
    pub fn take_salvage(&self) -> Option<Salvage> {
        self.salvaged().take()
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

    /// The pictures that this window has added, as texts that name them.
    pub fn added_pictures(&self) -> Vec<Brief> {
        let added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        let hero = |image: &ImageHash| Some(Hero { image: Some(image.clone()), ..Hero::default() });
        added.iter().map(|image| Brief { hero: hero(image), ..Brief::default() }).collect()
    }

    /// Whether another program has written to the library since the last call.
    pub async fn changed_elsewhere(&self) -> bool {
        let store = match &*self.state() {
            State::Open(store) => Arc::clone(store),
            State::Closed(_) | State::Lost { .. } => return false,
        };
        store.run(Store::changed_elsewhere).await.unwrap_or(false)
    }

    /// Breaks off backups, finishes what was sent to the store and closes it.
    pub fn close(&self) {
        self.backing_up.end();
        if let State::Open(store) = &*self.state() {
            store.close();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn salvaged(&self) -> MutexGuard<'_, Option<Salvage>> {
        self.salvaged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn thread(&self) -> std::result::Result<Arc<StoreThread>, Problem> {
        let mut state = self.state();
        match &*state {
            State::Open(store) => Ok(Arc::clone(store)),
            State::Closed(problem) => Err(problem.clone()),
            State::Lost { damaged } => {
                // Where the file was, nothing new is made: a drive that comes back brings it along.
                let open = if *damaged { Store::open_in_doubt } else { Store::open_existing };
                let store = start(open(&self.path), &self.keeping, &mut self.salvaged())?;
                *state = State::Open(Arc::clone(&store));
                Ok(store)
            }
        }
    }

    fn lose(&self, store: &Arc<StoreThread>, damaged: bool) {
        let mut state = self.state();
        if let State::Open(open) = &*state
            && Arc::ptr_eq(open, store)
        {
            store.close();
            *state = State::Lost { damaged };
        }
    }
}

/// Whether it is the file that failed, so that it has to be opened anew.
fn is_of_the_file(error: &Error) -> bool {
    matches!(error, Error::LibraryGone(_) | Error::DamagedLibrary(_) | Error::Sqlite(_) | Error::Io { .. })
}

/// Gives the store its thread, and notes in `salvaged` what became of a damaged one.
fn start(
    opened: Result<Store>,
    keeping: &Keeping,
    salvaged: &mut Option<Salvage>,
) -> std::result::Result<Arc<StoreThread>, Problem> {
    let mut store = opened.map_err(Problem::from)?;
    if let Some(salvage) = store.salvage() {
        *salvaged = Some(salvage.clone());
    }
    keeping.bring_back(&mut store);
    StoreThread::start(store).map(Arc::new).map_err(Problem::from)
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
        let desk = Desk::open(&path, Asked::default());
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
        let desk = Desk::open(&path, Asked::default());
        let mut bytes = fs::read(&path).unwrap();
        bytes[..4096].fill(0xA7);
        fs::write(&path, &bytes).unwrap();
        let told = desk.mended(Problem::DamagedLibrary { path: path.display().to_string() });
        assert!(matches!(told, Problem::LibraryMended { .. }), "{told:?}");
        assert_eq!(desk.take_salvage().unwrap().briefs, 1);
        assert!(matches!(desk.mended(Problem::DiskFull), Problem::DiskFull));
    }

    #[test]
    fn a_library_that_is_sound_after_all_just_goes_on() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.briefdesk");
        let desk = Desk::open(&path, Asked::default());
        let damaged = Error::DamagedLibrary(path.clone());
        let refused = block_on(desk.run(move |_| Err::<(), _>(damaged))).unwrap_err();
        assert!(matches!(refused, Problem::LibraryMended { .. }), "{refused:?}");
        assert!(desk.take_salvage().is_none());
        assert_eq!(block_on(desk.run(|store| store.list_briefs(&Default::default()))).unwrap(), []);
    }
}
