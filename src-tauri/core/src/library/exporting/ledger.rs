//! The library while files are made of it: it keeps what goes out and notes what went out, some briefs at a time. Whoever else needs it
//! waits no longer than for that, and of an export that is killed it knows what was written.

use jiff::Timestamp;

use super::Outcome;
use super::gathering::Todo;
use crate::brief::BriefId;
use crate::error::{Error, Result};
use crate::store::{ExportNote, HeadRow, Store, StoreThread};

/// The most briefs that are kept, and the fewest files that are noted, at a time: some milliseconds' work.
pub(super) const AT_A_TIME: usize = 500;

/// Who keeps and notes what goes out.
pub trait Ledger {
    /// Keeps the newest revision of each of `ids` for ever, all at once, and gives it; nothing for a brief that is not there.
    ///
    /// # Errors
    /// The store's.
    fn keep(&mut self, ids: Vec<BriefId>) -> Result<Vec<Option<HeadRow>>>;

    /// Notes what went out at `now`, all at once; where that makes a brief "exported", that is saved with it.
    ///
    /// # Errors
    /// The store's.
    fn note(&mut self, notes: Vec<ExportNote>, now: Timestamp) -> Result<()>;
}

impl Ledger for Store {
    fn keep(&mut self, ids: Vec<BriefId>) -> Result<Vec<Option<HeadRow>>> {
        self.keep_for_export(&ids)
    }

    fn note(&mut self, notes: Vec<ExportNote>, now: Timestamp) -> Result<()> {
        self.note_exports(&notes, now)
    }
}

impl Ledger for &StoreThread {
    fn keep(&mut self, ids: Vec<BriefId>) -> Result<Vec<Option<HeadRow>>> {
        self.run_and_wait(|store| store.keep(ids))
    }

    fn note(&mut self, notes: Vec<ExportNote>, now: Timestamp) -> Result<()> {
        self.run_and_wait(move |store| store.note(notes, now))
    }
}

/// The ledger of one export. Where it can't be written to, the articles still go out.
pub(super) struct Keeping<'a> {
    pub ledger: &'a mut dyn Ledger,
    pub now: Timestamp,
    /// What is not noted yet, each with the place of its outcome.
    pub waiting: Vec<(usize, ExportNote)>,
    /// Why something could not be noted.
    pub unrecorded: Option<Error>,
}

impl Keeping<'_> {
    /// Keeps what `todo` is about: later it can be told what changed since.
    pub fn keep(&mut self, todo: &mut [Todo]) {
        match self.ledger.keep(todo.iter().map(|todo| todo.id).collect()) {
            Ok(heads) => {
                for (todo, head) in todo.iter_mut().zip(heads) {
                    if let Some(head) = head {
                        todo.kept_for_it = !head.kept;
                        todo.head = head;
                    }
                }
            }
            Err(error) => {
                self.unrecorded.get_or_insert(error);
            }
        }
    }

    /// Notes what waits of those briefs whose files are all settled: `outcomes` has `files` for each.
    pub fn note(&mut self, outcomes: &[Option<Outcome>], files: usize) {
        let is_settled = |slot: usize| outcomes.iter().skip(slot / files * files).take(files).all(Option::is_some);
        let ready = self.waiting.extract_if(.., |(slot, _)| is_settled(*slot)).map(|(_, note)| note).collect();
        self.note_all(ready);
    }

    /// Notes all that waits.
    pub fn note_rest(&mut self) {
        let rest = self.waiting.drain(..).map(|(_, note)| note).collect();
        self.note_all(rest);
    }

    fn note_all(&mut self, notes: Vec<ExportNote>) {
        if !notes.is_empty()
            && let Err(error) = self.ledger.note(by_brief(notes), self.now)
        {
            self.unrecorded.get_or_insert(error);
        }
    }
}

/// `notes` with all files of a brief in one of them: its status is set once.
fn by_brief(mut notes: Vec<ExportNote>) -> Vec<ExportNote> {
    notes.sort_by_key(|note| note.brief);
    notes.dedup_by(|later, kept| {
        let same = later.brief == kept.brief;
        if same {
            kept.files.append(&mut later.files);
        }
        same
    });
    notes
}
