//! Exporting many briefs to a folder, each proved before it takes the place of an older file.
//!
//! May depend on what [`super`] may, and on `proof`.

mod name_pattern;
mod settings;

use std::ops::ControlFlow;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::brief::{BriefId, Status};
use crate::error::{Error, Result};
use crate::export::{ExportOptions, file, render};
use crate::proof::{Proof, prove};
use crate::store::{Checkpoint, Store};
pub use name_pattern::NamePattern;
pub use settings::{ExportSettings, export_settings, save_export_settings};

/// What to export as, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOrder {
    /// Each gives a file a brief.
    pub options: Vec<ExportOptions>,
    /// The folder; made if it is missing.
    pub folder: PathBuf,
    /// What the files are called.
    pub pattern: NamePattern,
    /// Whether the briefs go out with it.
    pub finality: Finality,
}

/// Whether an export is the one that goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Finality {
    /// To look at, or to pass around: the status stays.
    #[default]
    Draft,
    /// It goes out: the status becomes "exported".
    Final,
}

/// How far an export is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// Files that are settled, one way or another.
    pub done: usize,
    /// All files.
    pub total: usize,
    /// The one that was settled last.
    pub outcome: Option<&'a Outcome>,
}

/// What became of one file.
#[derive(Debug)]
pub struct Outcome {
    /// The brief's.
    pub id: BriefId,
    /// The brief's; empty if it could not be read.
    pub headline: String,
    /// As what it was exported.
    pub options: ExportOptions,
    /// The file; the folder if it did not get as far as a name.
    pub path: PathBuf,
    /// What became of it.
    pub state: State,
    /// What the file was found to hold, if it was made: for an unchanged one, when it was.
    pub proof: Option<Proof>,
}

/// What became of an exported file.
#[derive(Debug)]
pub enum State {
    /// It is on disk.
    Written,
    /// It is there already, and nothing that it is made of has changed.
    Unchanged,
    /// Somebody has changed the file since it was exported: it stays as they left it.
    Edited,
    /// What was made says something else than the brief: an older file stays.
    ProofFailed,
    /// It was not made or not written: an older file stays.
    Failed(Error),
}

/// What became of an export.
#[derive(Debug)]
pub struct Summary {
    /// A file each, in the order of the briefs; those that were not reached are missing.
    pub outcomes: Vec<Outcome>,
    /// It was broken off.
    pub cancelled: bool,
    /// Why the library could not note it: the files went out all the same.
    pub unrecorded: Option<Error>,
}

impl Summary {
    /// Whether every file that was asked for is there as it should be.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let settled = |outcome: &Outcome| matches!(outcome.state, State::Written | State::Unchanged);
        !self.cancelled && self.unrecorded.is_none() && self.outcomes.iter().all(settled)
    }
}

/// Exports the briefs `ids` as `order` says, at `now`. `progress` is told of each file, and can break the export off.
///
/// # Errors
/// That nothing could be begun: the store's, or [`Error::NotPermitted`], [`Error::NotAFolder`], [`Error::DiskFull`], [`Error::Io`] of the
/// folder. What fails for one file is its outcome.
pub fn export_briefs(
    store: &mut Store,
    ids: &[BriefId],
    order: &ExportOrder,
    now: Timestamp,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Summary> {
    std::fs::create_dir_all(&order.folder).map_err(|error| Error::io(&order.folder, error))?;
    let unrecorded = store.save_checkpoints(ids, Checkpoint::Export).err();
    let total = ids.len() * order.options.len();
    let mut summary = Summary { outcomes: Vec::new(), cancelled: false, unrecorded };
    for id in ids {
        for options in &order.options {
            let outcome = export_one(store, *id, options, order, now);
            summary.outcomes.push(outcome);
            let progressed = Progress { done: summary.outcomes.len(), total, outcome: summary.outcomes.last() };
            if progress(progressed).is_break() {
                summary.cancelled = true;
                return Ok(summary);
            }
        }
    }
    Ok(summary)
}

fn export_one(store: &Store, id: BriefId, options: &ExportOptions, order: &ExportOrder, now: Timestamp) -> Outcome {
    let mut outcome = Outcome {
        id,
        headline: String::new(),
        options: options.clone(),
        path: order.folder.clone(),
        state: State::Written,
        proof: None,
    };
    let mut export = || {
        let mut article = super::article(store, id)?;
        outcome.headline.clone_from(&article.stored.brief.headline);
        if order.finality == Finality::Final && article.stored.brief.status != Status::Exported {
            article.stored.brief.status = Status::Exported;
            article.stored.updated_at = now;
        }
        let stem = order.pattern.of(options).stem(&article.stored, &article.zone);
        outcome.path = order.folder.join(name_pattern::file_of(&stem, "", options));
        let rendering = render(&article, options)?;
        let proof = prove(&article, options, &rendering)?;
        let holds = proof.holds();
        outcome.proof = Some(proof);
        if !holds {
            return Ok(State::ProofFailed);
        }
        file::export(&article, options, &outcome.path)?;
        Ok(State::Written)
    };
    outcome.state = export().unwrap_or_else(State::Failed);
    outcome
}
