//! A look at what was exported before: which files need not be made again. Thousands of briefs are looked at with all processors.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::thread;

use super::made_of::Hashing;
use super::names::{Look, look};
use super::{ExportOrder, Finality};
use crate::brief::{BriefId, Status};
use crate::error::{Error, Result};
use crate::library::Surroundings;
use crate::proof::Proof;
use crate::store::{ExportRecord, HeadRow, Store};

/// So many briefs are worth a thread.
const WORTH_A_THREAD: usize = 1_000;
/// The most proofs that are kept at hand: the common ones are among the first.
const MOST_PROOFS: usize = 64;

/// What was found of a brief.
pub(super) enum Found {
    /// It is there, and something of it was exported before or not. For each of the order's options, the files that are as they would be
    /// made now.
    Brief { head: HeadRow, is_recorded: bool, unchanged: Vec<Vec<Unchanged>> },
    /// It is not there, or can't be read.
    Nothing(Error),
}

/// A file that need not be made again.
pub(super) struct Unchanged {
    /// From the order's folder.
    pub below: PathBuf,
    /// What it was found to hold.
    pub proof: Option<Proof>,
}

/// What a thread has worked out already: most briefs of a library have it in common.
struct Known {
    hashing: Hashing,
    /// By what was recorded.
    proofs: HashMap<String, Proof>,
}

impl Known {
    /// The proof that was recorded; `None` for one that another version wrote.
    fn proof(&mut self, recorded: &str) -> Option<Proof> {
        if let Some(proof) = self.proofs.get(recorded) {
            return Some(proof.clone());
        }
        let proof: Proof = serde_json::from_str(recorded).ok()?;
        if self.proofs.len() < MOST_PROOFS {
            self.proofs.insert(recorded.to_owned(), proof.clone());
        }
        Some(proof)
    }
}

/// What is looked for.
pub(super) struct Looking<'a> {
    pub order: &'a ExportOrder,
    pub around: &'a Surroundings,
    /// The order's folder, from the root and without links.
    pub root: &'a Path,
}

impl Looking<'_> {
    /// Looks at all of `ids`, in their order.
    ///
    /// # Errors
    /// The store's, or [`Error::NotPermitted`], [`Error::Io`] of a file.
    pub fn all(&self, store: &Store, ids: &[BriefId]) -> Result<Vec<Found>> {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(ids.len() / WORTH_A_THREAD);
        let mut shares = ids.chunks(ids.len().div_ceil(threads.max(1)).max(1));
        let own = shares.next().unwrap_or_default();
        let library = store.path();
        thread::scope(|scope| {
            let look = |share| move || self.some(&Store::open_reader(library)?, share);
            let others: Vec<_> = shares.map(|share| scope.spawn(look(share))).collect();
            let mut found = self.some(store, own)?;
            for other in others {
                found.extend(other.join().map_err(|_| Error::Closed)??);
            }
            Ok(found)
        })
    }

    fn some(&self, store: &Store, ids: &[BriefId]) -> Result<Vec<Found>> {
        let hashing = Hashing::new(&self.order.options, &self.order.naming, &self.around.zone)?;
        let mut known = Known { hashing, proofs: HashMap::new() };
        let _moment = store.snapshot()?;
        ids.iter().map(|id| self.one(store, &mut known, *id)).collect()
    }

    fn one(&self, store: &Store, known: &mut Known, id: BriefId) -> Result<Found> {
        match store.head_row(id).and_then(|head| Ok((store.exports_of(id)?, head))) {
            Ok((records, head)) => {
                let options = 0..self.order.options.len();
                let unchanged = options.map(|option| self.unchanged(store, known, (option, &head), &records));
                let unchanged = unchanged.collect::<Result<_>>()?;
                Ok(Found::Brief { unchanged, is_recorded: !records.is_empty(), head })
            }
            Err(error @ (Error::BriefNotFound(_) | Error::RevisionUnreadable(_))) => Ok(Found::Nothing(error)),
            Err(error) => Err(error),
        }
    }

    fn unchanged(
        &self,
        store: &Store,
        known: &mut Known,
        (option, head): (usize, &HeadRow),
        records: &[ExportRecord],
    ) -> Result<Vec<Unchanged>> {
        let is_final = self.order.finality == Finality::Final;
        let mut unchanged = Vec::new();
        for ExportRecord { made_of, file, .. } in records {
            let below = Path::new(&file.path).strip_prefix(self.root).ok();
            let below = below.filter(|_| !is_final || file.is_final && head.status == Status::Exported);
            let Some(below) = below.filter(|below| self.order.naming.allows(below)) else { continue };
            let rest = known.hashing.of_recorded(store, self.around, (option, &file.leans_on))?;
            if rest.is_some_and(|rest| head.made_of(&rest) == *made_of) && look(file)? == Look::Same {
                unchanged.push(Unchanged { below: below.to_owned(), proof: known.proof(&file.proof) });
            }
        }
        Ok(unchanged)
    }
}
