//! Exporting many briefs to a folder: only what changed is made again, and only what was proved takes the place of an older file.
//!
//! - [`export`]: the order of an export: what need not be made, then the threads that make the rest.
//! - [`ledger`]: what the library keeps and notes of it.
//! - [`looking`]: which files are as they would be made now.
//! - [`made_of`]: what a file is made of, as a hash.
//! - [`names`] and [`name_pattern`]: which file is whose, and what it is called.
//! - [`settings`]: how it was done last.
//! - [`gathering`], [`making`], [`settling`]: a thread that reads, threads that render and prove, and one that waits for the disk.

mod export;
mod gathering;
mod ledger;
mod looking;
mod made_of;
mod making;
mod name_pattern;
mod names;
mod settings;
mod settling;

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::brief::BriefId;
use crate::error::{Error, Result};
use crate::export::{ExportOptions, Printer};
use crate::proof::Proof;
use crate::store::Store;

pub use export::Export;
pub use ledger::Ledger;
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
    pub naming: Naming,
    /// Whether the briefs go out with it.
    pub finality: Finality,
}

/// What the files of an export are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// Each by a pattern. A name that somebody else's file has is not taken, nor a file replaced that somebody has changed.
    Pattern(NamePattern),
    /// The one file as the editor has named it in the folder. They were asked whether what lies there may be replaced.
    File(OsString),
}

impl Naming {
    /// Whether a file that was exported to `below` the folder may have been called so by this.
    fn allows(&self, below: &Path) -> bool {
        match self {
            Self::Pattern(_) => true,
            Self::File(name) => below == Path::new(name),
        }
    }
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

/// Exports the briefs `ids` as `order` says, at `now`. `printer` prints those
/// files that are printed. `progress` is told of each file, and can break the export off.
///
/// # Errors
/// As [`Export::begin`].
pub fn export_briefs(
    store: &mut Store,
    ids: &[BriefId],
    order: &ExportOrder,
    now: Timestamp,
    printer: Option<&dyn Printer>,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Summary> {
    let export = Export::begin(store, ids, order, now)?;
    export.run(store, printer, progress)
}
