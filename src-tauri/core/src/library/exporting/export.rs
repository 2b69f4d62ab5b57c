//! An export from its beginning to its end. The library is held at the beginning, and for moments while the files are made.

use std::collections::HashSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::Timestamp;

use super::gathering::{Gathering, Todo};
use super::ledger::{AT_A_TIME, Keeping, Ledger};
use super::looking::{Found, Looking, Unchanged};
use super::made_of::Hashing;
use super::making::make_all;
use super::names::Names;
use super::settling::{MOST, Settled, settle_all};
use super::{ExportOrder, Outcome, Progress, State, Summary};
use crate::brief::BriefId;
use crate::error::{Error, Result};
use crate::export::{ExportOptions, Printer};
use crate::library::Surroundings;
use crate::store::{HeadRow, Store, to_milliseconds};

/// The most briefs that go from thread to thread at a time: each time wakes one, which takes as long as making a short page.
const BATCH: usize = 16;
/// Batches that wait between two threads: enough to keep all of them busy, and few enough to hold in memory.
const WAITING: usize = 3;

/// An export that has begun.
#[derive(Debug)]
pub struct Export {
    library: PathBuf,
    order: ExportOrder,
    now: Timestamp,
    names: Names,
    around: Surroundings,
    todo: Vec<Todo>,
    /// A file each: brief by brief, and for each the options in their order.
    outcomes: Vec<Option<Outcome>>,
}

impl Export {
    /// Looks what has to be exported anew of `ids`. The rest is done by [`Export::run`].
    ///
    /// # Errors
    /// That nothing could be begun: the store's, or [`Error::NotPermitted`], [`Error::DiskFull`], [`Error::Io`] of the folder.
    pub fn begin(store: &mut Store, ids: &[BriefId], order: &ExportOrder, now: Timestamp) -> Result<Self> {
        let folder = &order.folder;
        let made = fs::create_dir_all(folder).and_then(|()| fs::canonicalize(folder));
        let root = made.map_err(|error| Error::io(folder, error))?;
        let mut order = order.clone();
        let mut seen = Vec::new();
        order.options.retain(|options| {
            !seen.contains(options) && {
                seen.push(options.clone());
                true
            }
        });
        let files = ids.len() * order.options.len();
        let mut export = Self {
            library: store.path().to_owned(),
            order,
            now: to_milliseconds(now),
            names: Names::new(&root),
            around: Surroundings::of(store)?,
            todo: Vec::new(),
            outcomes: Vec::with_capacity(files),
        };
        export.look(store, ids)?;
        Ok(export)
    }

    /// Finds what need not be made again.
    fn look(&mut self, store: &Store, ids: &[BriefId]) -> Result<()> {
        let mut seen = HashSet::with_capacity(ids.len());
        let ids: Vec<BriefId> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
        let looking = Looking { order: &self.order, around: &self.around, root: self.names.root() };
        let found = looking.all(store, &ids)?;
        for (id, found) in ids.into_iter().zip(found) {
            let slot = self.outcomes.len();
            match found {
                Found::Brief { head, is_recorded, unchanged } => {
                    let files = unchanged.into_iter().enumerate();
                    let outcomes: Vec<_> = files.map(|file| self.unchanged((id, &head), file)).collect();
                    let options: Vec<usize> =
                        (0..outcomes.len()).filter(|option| outcomes[*option].is_none()).collect();
                    self.outcomes.extend(outcomes);
                    if !options.is_empty() {
                        self.todo.push(Todo { id, slot, head, is_recorded, kept_for_it: false, options });
                    }
                }
                Found::Nothing(error) => {
                    let mut error = Some(error);
                    for options in &self.order.options {
                        let error = error.take().unwrap_or_else(|| Error::BriefNotFound(id.to_string()));
                        let mut outcome = Outcome::new(id, options, &self.order.folder);
                        outcome.state = State::Failed(error);
                        self.outcomes.push(Some(outcome));
                    }
                }
            }
        }
        Ok(())
    }

    /// The outcome for the first of `files` whose name nobody has taken.
    fn unchanged(
        &mut self,
        (id, head): (BriefId, &HeadRow),
        (option, files): (usize, Vec<Unchanged>),
    ) -> Option<Outcome> {
        let Unchanged { below, proof } = files.into_iter().find(|file| self.names.take(&file.below))?;
        let mut outcome = Outcome::new(id, &self.order.options[option], &self.order.folder.join(below));
        outcome.headline.clone_from(&head.headline);
        outcome.proof = proof;
        outcome.state = State::Unchanged;
        Some(outcome)
    }

    /// What was ordered of each brief.
    #[must_use]
    pub fn options(&self) -> &[ExportOptions] {
        &self.order.options
    }

    /// Makes and writes the files, with all processors, while `ledger` keeps and notes what goes out; `printer` prints those that are
    /// printed. What was written when `progress` breaks it off stays.
    ///
    /// # Errors
    /// That the library can't be read, or the system has no thread to give.
    pub fn run(
        mut self,
        ledger: &mut dyn Ledger,
        printer: Option<&dyn Printer>,
        progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    ) -> Result<Summary> {
        let total = self.outcomes.len();
        let mut done = 0;
        for outcome in self.outcomes.iter().flatten() {
            done += 1;
            if progress(Progress { done, total, outcome: Some(outcome) }).is_break() {
                return Ok(summary(self.outcomes, true, None));
            }
        }
        if self.todo.is_empty() {
            return Ok(summary(self.outcomes, false, None));
        }
        let cancelled = AtomicBool::new(false);
        let mut keeping = Keeping { ledger, now: self.now, waiting: Vec::new(), unrecorded: None };
        let told = &mut |outcome: &Outcome| {
            done += 1;
            if !cancelled.load(Ordering::Relaxed)
                && progress(Progress { done, total, outcome: Some(outcome) }).is_break()
            {
                cancelled.store(true, Ordering::Relaxed);
            }
        };
        self.make(&mut keeping, (printer, &cancelled), told)?;
        Ok(summary(self.outcomes, cancelled.into_inner(), keeping.unrecorded))
    }

    fn make(
        &mut self,
        keeping: &mut Keeping<'_>,
        (printer, cancelled): (Option<&dyn Printer>, &AtomicBool),
        told: &mut dyn FnMut(&Outcome),
    ) -> Result<()> {
        let (settled, results) = channel::<Vec<Settled>>();
        let (kept, briefs) = channel::<Vec<Todo>>();
        let reader = Store::open_reader(&self.library)?;
        let Self { order, now, names, around, todo, outcomes, .. } = self;
        let root = names.root().to_owned();
        let hashing = Hashing::new(&order.options, &order.naming, &around.zone)?;
        let gathering = Gathering { order, now: *now, names, around, hashing };
        thread::scope(|scope| {
            start(scope, (gathering, reader), (briefs, todo.len(), printer), (root, cancelled), settled);
            // What is kept is made while the rest is being kept.
            while !todo.is_empty() && !cancelled.load(Ordering::Relaxed) {
                let mut some: Vec<Todo> = todo.drain(..todo.len().min(AT_A_TIME)).collect();
                keeping.keep(&mut some);
                // Nobody takes it when the export has failed as a whole.
                let _ = kept.send(some);
            }
            drop(kept);
            for Settled { slot, outcome, noted } in results.into_iter().flatten() {
                keeping.waiting.extend(noted.map(|note| (slot, note)));
                told(&outcome);
                outcomes[slot] = Some(outcome);
                if keeping.waiting.len() >= AT_A_TIME {
                    keeping.note(outcomes, order.options.len());
                }
            }
        });
        keeping.note_rest();
        Ok(())
    }
}

fn summary(outcomes: Vec<Option<Outcome>>, cancelled: bool, unrecorded: Option<Error>) -> Summary {
    let mut settled = Vec::with_capacity(outcomes.len());
    settled.extend(outcomes.into_iter().flatten());
    Summary { outcomes: settled, cancelled, unrecorded }
}

/// Starts the threads. They end when all of the `count` briefs of `todo` are settled, or when one of them is gone: each waits for another,
/// none for itself.
fn start<'scope, 'env>(
    scope: &'scope thread::Scope<'scope, 'env>,
    (gathering, reader): (Gathering<'env>, Store),
    (todo, count, printer): (Receiver<Vec<Todo>>, usize, Option<&'env dyn Printer>),
    (root, cancelled): (PathBuf, &'env AtomicBool),
    settled: Sender<Vec<Settled>>,
) {
    let (gathered, briefs) = sync_channel(WAITING);
    let (made, files) = sync_channel(MOST);
    let briefs = Arc::new(Mutex::new(briefs));
    let workers = thread::available_parallelism().map_or(1, usize::from).min(count);
    for _ in 0..workers {
        let (briefs, made, settled) = (Arc::clone(&briefs), made.clone(), settled.clone());
        scope.spawn(move || make_all(&briefs, (cancelled, printer), &made, &settled));
    }
    let failed = settled.clone();
    // What is printed takes a second each: of every file it is told when it is done.
    let most = if printer.is_some() { 1 } else { BATCH };
    let batch = (count / (workers * WAITING)).clamp(1, most);
    scope.spawn(move || gathering.all(&reader, todo, (batch, cancelled), &gathered, &failed));
    scope.spawn(move || settle_all(&root, &files, &settled));
}

impl Outcome {
    pub(super) fn new(id: BriefId, options: &ExportOptions, path: &Path) -> Self {
        let (headline, path, options) = (String::new(), path.to_owned(), options.clone());
        Self { id, headline, options, path, state: State::Written, proof: None }
    }
}
