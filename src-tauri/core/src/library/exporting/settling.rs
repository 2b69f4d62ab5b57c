//! The thread that waits for the disk, for many files at once, and gives them their names when they are on it.

use std::collections::BTreeSet;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use super::{Outcome, State};
use crate::error::Error;
use crate::export::file::{Part, Takes, sync, sync_names};
use crate::store::ExportNote;

/// The most batches of files that wait together: what is in them is lost to the next second if power fails.
pub(super) const MOST: usize = 64;

/// A file that was made and does not have its name yet.
#[derive(Debug)]
pub(super) struct Unsettled {
    /// The place of its outcome.
    pub slot: usize,
    pub outcome: Outcome,
    pub note: Option<ExportNote>,
    pub part: Part,
    pub takes: Takes,
    /// What belongs beside it, and is not there yet.
    pub beside: Vec<Part>,
}

/// What became of a file.
#[derive(Debug)]
pub(super) struct Settled {
    /// The place of its outcome.
    pub slot: usize,
    pub outcome: Outcome,
    /// What the library is to note of it.
    pub noted: Option<ExportNote>,
}

/// How long a file waits for others to wait with; not at all once no more are made.
const PATIENCE: Duration = Duration::from_millis(200);

/// Settles all `files` below `root`, many at a time: the disk takes as long for one as for all that are written.
pub(super) fn settle_all(root: &Path, files: &Receiver<Vec<Unsettled>>, settled: &Sender<Vec<Settled>>) {
    while let Ok(first) = files.recv() {
        let until = Instant::now() + PATIENCE;
        let others = iter::from_fn(|| files.recv_timeout(until.saturating_duration_since(Instant::now())).ok());
        let batch: Vec<Unsettled> = iter::once(first).chain(others).take(MOST).flatten().collect();
        // Nobody listens any more when the export has failed as a whole.
        drop(settled.send(settle(root, batch)));
    }
}

/// Gives the files of `batch` their names, and waits until these are on disk too.
fn settle(root: &Path, batch: Vec<Unsettled>) -> Vec<Settled> {
    let parts: Vec<&Part> = batch.iter().flat_map(|file| file.beside.iter().chain([&file.part])).collect();
    if let Err(error) = sync(root, &parts) {
        return batch.into_iter().map(|file| failed(file.slot, file.outcome, again(&error))).collect();
    }
    let mut folders = BTreeSet::new();
    let placed: Vec<Settled> = batch.into_iter().map(|file| place(file, &mut folders)).collect();
    match sync_names(root, &folders) {
        Ok(()) => placed,
        // They have their names, for all we know; not so after a power cut.
        Err(error) => placed.into_iter().map(|file| unsure(file, &error)).collect(),
    }
}

/// The file itself comes last: whoever finds it finds what it names.
fn place(file: Unsettled, folders: &mut BTreeSet<PathBuf>) -> Settled {
    let Unsettled { slot, outcome, note, part, takes, beside } = file;
    let beside = beside.into_iter().map(|part| (part, Takes::Older));
    for (part, takes) in beside.chain([(part, takes)]) {
        folders.extend(part.folder().map(Path::to_owned));
        if let Err(error) = part.place(takes) {
            return failed(slot, outcome, error);
        }
    }
    Settled { slot, outcome: Outcome { state: State::Written, ..outcome }, noted: note }
}

fn unsure(file: Settled, error: &Error) -> Settled {
    match file.outcome.state {
        State::Written => failed(file.slot, file.outcome, again(error)),
        _ => file,
    }
}

fn failed(slot: usize, outcome: Outcome, error: Error) -> Settled {
    Settled { slot, outcome: Outcome { state: State::Failed(error), ..outcome }, noted: None }
}

/// The same error for another file.
fn again(error: &Error) -> Error {
    match error {
        Error::DiskFull => Error::DiskFull,
        Error::NotPermitted(path) => Error::NotPermitted(path.clone()),
        Error::Io { path, source } => Error::io(path, source.kind().into()),
        _ => Error::Closed,
    }
}
