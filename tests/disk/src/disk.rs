//! A folder whose files are watched, and made to fail.

use std::collections::BTreeMap;
use std::ffi::c_int;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rusqlite::ffi;

use crate::fault::{Call, Fault, Plan};
use crate::log::{Inode, Log, Op};
use crate::vfs;

/// A folder on a disk that remembers and fails. Dropping it makes the folder an ordinary one.
#[derive(Debug)]
pub struct Disk {
    watched: Arc<Watched>,
}

/// What may not be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The database; files beside it may be made.
    File,
    /// The folder's list of files, and the database.
    Folder,
}

#[derive(Debug)]
pub(crate) struct Watched {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    log: Log,
    names: BTreeMap<String, Inode>,
    /// By inode; those of deleted files are 0.
    lengths: Vec<u64>,
    plan: Option<Plan>,
    /// Calls that could meet the plan's fault.
    calls: u64,
    limit: Option<u64>,
    refusal: Option<Refusal>,
}

static DISKS: RwLock<Vec<Arc<Watched>>> = RwLock::new(Vec::new());

impl Disk {
    /// Watches `folder`, which must exist, for files that SQLite opens from now on. Those that are there are durable.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn at(folder: &Path) -> io::Result<Self> {
        vfs::register();
        let folder = folder.canonicalize()?;
        let mut state = State::default();
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                let bytes = std::fs::read(entry.path())?;
                state.log.before.insert(entry.file_name().to_string_lossy().into_owned(), bytes);
            }
        }
        state.lengths = state.log.before.values().map(|bytes| bytes.len() as u64).collect();
        state.names = state.log.before.keys().cloned().zip(0..).collect();
        let watched = Arc::new(Watched { folder, state: Mutex::new(state) });
        DISKS.write().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&watched));
        Ok(Self { watched })
    }

    /// What has happened so far.
    #[must_use]
    pub fn log(&self) -> Log {
        self.watched.state().log.clone()
    }

    /// How many changes have happened so far.
    #[must_use]
    pub fn position(&self) -> usize {
        self.watched.state().log.ops.len()
    }

    /// Lets calls fail by `plan`.
    pub fn fail(&self, plan: Plan) {
        let mut state = self.watched.state();
        (state.plan, state.calls) = (Some(plan), 0);
    }

    /// Ends every failure, limit and refusal. True if the plan's fault was met.
    pub fn mend(&self) -> bool {
        let mut state = self.watched.state();
        (state.limit, state.refusal) = (None, None);
        let calls = state.calls;
        state.plan.take().is_some_and(|plan| calls > plan.at)
    }

    /// Leaves room for `more` bytes beyond what the files hold now.
    pub fn leave_room(&self, more: u64) {
        let mut state = self.watched.state();
        state.limit = Some(state.lengths.iter().sum::<u64>() + more);
    }

    /// Refuses changes as a disk does where this user may only read.
    pub fn refuse(&self, refusal: Refusal) {
        self.watched.state().refusal = Some(refusal);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let mut disks = DISKS.write().unwrap_or_else(PoisonError::into_inner);
        disks.retain(|disk| !Arc::ptr_eq(disk, &self.watched));
    }
}

/// The disk on which `path` lies, and its name there.
pub(crate) fn disk_of(path: &Path) -> Option<(Arc<Watched>, String)> {
    let disks = DISKS.read().unwrap_or_else(PoisonError::into_inner);
    disks.iter().find_map(|disk| {
        let name = path.strip_prefix(&disk.folder).ok()?;
        Some((Arc::clone(disk), name.to_string_lossy().into_owned()))
    })
}

impl Watched {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a call. Gives the fault that it meets, if any.
    pub(crate) fn meets(&self, call: Call) -> Option<Fault> {
        let mut state = self.state();
        let plan = state.plan.filter(|plan| call.can_meet(plan.fault))?;
        let number = state.calls;
        state.calls += 1;
        (number == plan.at || plan.lasting && number > plan.at).then_some(plan.fault)
    }

    /// Counts a call that is done or not. Gives the code of the fault that it meets, if any.
    pub(crate) fn failure(&self, call: Call) -> Option<c_int> {
        self.meets(call).map(|fault| call.code(fault))
    }

    pub(crate) fn refuses(&self, refusal: Refusal) -> bool {
        self.state().refusal.is_some_and(|refused| refused == refusal || refused == Refusal::Folder)
    }

    /// True if `more` bytes of shared memory, which lies in a file too, would not fit.
    pub(crate) fn too_full_for(&self, more: u64) -> bool {
        let state = self.state();
        state.limit.is_some_and(|limit| state.lengths.iter().sum::<u64>() + more > limit)
    }

    pub(crate) fn knows(&self, name: &str) -> bool {
        self.state().names.contains_key(name)
    }

    /// A file was opened, and made if it was not there.
    pub(crate) fn opened(&self, name: String) -> Inode {
        let mut state = self.state();
        if let Some(inode) = state.names.get(&name) {
            return *inode;
        }
        let inode = state.lengths.len();
        state.lengths.push(0);
        state.names.insert(name.clone(), inode);
        state.log.ops.push(Op::Create { name, inode });
        inode
    }

    /// SQLITE_FULL if the file would grow past the disk's limit by a write that ends at `end`.
    pub(crate) fn too_full(&self, inode: Inode, end: u64) -> Option<c_int> {
        let state = self.state();
        let growth = end.saturating_sub(state.lengths[inode]);
        let full = state.limit.is_some_and(|limit| growth > 0 && state.lengths.iter().sum::<u64>() + growth > limit);
        full.then_some(ffi::SQLITE_FULL)
    }

    pub(crate) fn wrote(&self, inode: Inode, at: u64, bytes: &[u8]) {
        let mut state = self.state();
        state.lengths[inode] = state.lengths[inode].max(at + bytes.len() as u64);
        state.log.ops.push(Op::Write { inode, at, bytes: bytes.into() });
    }

    pub(crate) fn truncated(&self, inode: Inode, length: u64) {
        let mut state = self.state();
        state.lengths[inode] = length;
        state.log.ops.push(Op::Truncate { inode, length });
    }

    pub(crate) fn synced(&self, inode: Inode, folder_too: bool) {
        let ops = &mut self.state().log.ops;
        ops.push(Op::Sync { inode });
        if folder_too {
            ops.push(Op::SyncFolder);
        }
    }

    pub(crate) fn deleted(&self, name: String, folder_synced: bool) {
        let mut state = self.state();
        if let Some(inode) = state.names.remove(&name) {
            state.lengths[inode] = 0;
            state.log.ops.push(Op::Delete { name });
            if folder_synced {
                state.log.ops.push(Op::SyncFolder);
            }
        }
    }
}
