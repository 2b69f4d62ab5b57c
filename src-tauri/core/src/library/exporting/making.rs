//! The threads that compute: they render each file, prove it, and write what holds under a hidden name.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender};
use std::sync::{Mutex, PoisonError};

use super::gathering::{Gathered, Wanted};
use super::made_of::of_file;
use super::names::Older;
use super::settling::{Settled, Unsettled};
use super::{Outcome, State};
use crate::error::{Error, Result};
use crate::export::file::{Part, Takes, modified, write_beside};
use crate::export::{Printer, render_with};
use crate::proof::prove;
use crate::store::{ExportNote, FileRecord};

/// Makes the files of all `briefs`, until there are no more.
pub(super) fn make_all(
    briefs: &Mutex<Receiver<Vec<Gathered>>>,
    (cancelled, printer): (&AtomicBool, Option<&dyn Printer>),
    made: &SyncSender<Vec<Unsettled>>,
    settled: &Sender<Vec<Settled>>,
) {
    loop {
        let next = briefs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = next else { return };
        let (mut unsettled, mut done) = (Vec::new(), Vec::new());
        for mut gathered in batch {
            for wanted in std::mem::take(&mut gathered.files) {
                // What waits is taken off all the same: whoever reads must not wait for ever.
                if cancelled.load(Ordering::Relaxed) {
                    break;
                }
                match make((&gathered, printer), wanted) {
                    Made::Unsettled(file) => unsettled.push(file),
                    Made::Settled(file) => done.push(file),
                }
            }
        }
        // Nobody listens any more to what became of them when the export has failed as a whole.
        let _ = (settled.send(done), made.send(unsettled));
    }
}

enum Made {
    Unsettled(Unsettled),
    Settled(Settled),
}

fn make((gathered, printer): (&Gathered, Option<&dyn Printer>), mut wanted: Wanted) -> Made {
    let step = try_to(gathered, printer, &mut wanted);
    let Wanted { slot, outcome, older, .. } = wanted;
    let (state, noted) = match step {
        Ok(Step::Written { part, beside, note }) => {
            let takes = if matches!(older, Older::Nothing) { Takes::Free } else { Takes::Older };
            return Made::Unsettled(Unsettled { slot, outcome, note, part, takes, beside });
        }
        Ok(Step::Is(state, noted)) => (state, noted),
        Err(error) => (State::Failed(error), None),
    };
    Made::Settled(Settled { slot, outcome: Outcome { state, ..outcome }, noted })
}

enum Step {
    Is(State, Option<ExportNote>),
    Written { part: Part, beside: Vec<Part>, note: Option<ExportNote> },
}

fn try_to(gathered: &Gathered, printer: Option<&dyn Printer>, wanted: &mut Wanted) -> Result<Step> {
    let (article, options) = (&gathered.article, &wanted.outcome.options);
    let rendering = render_with(article, options, printer)?;
    let proof = prove(article, options, &rendering)?;
    let holds = proof.holds();
    let proof = &*wanted.outcome.proof.insert(proof);
    if !holds {
        return Ok(Step::Is(State::ProofFailed, None));
    }
    let mut record = FileRecord {
        path: wanted.key.clone().unwrap_or_default(),
        options: serde_json::to_string(options)?,
        is_final: gathered.is_final,
        leans_on: serde_json::to_string(&gathered.leans_on)?,
        proof: serde_json::to_string(proof)?,
        hash: of_file(&rendering.bytes),
        size: rendering.bytes.len() as u64,
        modified: 0,
    };
    let note = |record: FileRecord| {
        // A name that is not Unicode can't be recorded: its file is known by what is in it.
        let has_key = wanted.key.is_some();
        has_key.then(|| ExportNote {
            brief: gathered.todo.id,
            head: gathered.todo.head.clone(),
            kept_for_it: gathered.todo.kept_for_it,
            sets_status: gathered.sets_status,
            files: vec![(record, wanted.rest)],
        })
    };
    let beside = rendering.beside.iter().filter_map(|file| write_beside(file, &wanted.path).transpose());
    let beside = beside.collect::<Result<Vec<Part>>>()?;
    if beside.is_empty() && is_there(wanted, &record)? {
        let about = fs::symlink_metadata(&wanted.path).map_err(|error| Error::io(&wanted.path, error))?;
        record.modified = modified(&about);
        return Ok(Step::Is(State::Unchanged, note(record)));
    }
    if let Older::Edited = wanted.older {
        return Ok(Step::Is(State::Edited, None));
    }
    let part = Part::write(&wanted.path, &rendering.bytes)?;
    record.modified = part.modified;
    Ok(Step::Written { note: note(record), part, beside })
}

/// Whether the file is there already, byte for byte: an export that was killed may not have come to noting it.
fn is_there(wanted: &Wanted, record: &FileRecord) -> Result<bool> {
    match &wanted.older {
        Older::Nothing => Ok(false),
        Older::Recorded(older) => Ok(older.hash == record.hash),
        // What can't be read can still be replaced.
        Older::Replaceable => Ok(fs::read(&wanted.path).is_ok_and(|bytes| of_file(&bytes) == record.hash)),
        Older::Unrecorded | Older::Edited => {
            let bytes = fs::read(&wanted.path).map_err(|error| Error::io(&wanted.path, error))?;
            Ok(of_file(&bytes) == record.hash)
        }
    }
}
