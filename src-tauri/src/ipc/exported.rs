//! What became of exported files, as the window and the command line's JSON are told.

use briefdesk_core::brief::BriefId;
use briefdesk_core::export::ExportOptions;
use briefdesk_core::library::{Outcome, State};
use briefdesk_core::proof::Proof;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Problem;

/// What became of one file.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ExportedFile {
    /// The brief's.
    pub id: BriefId,
    /// The brief's; empty if it could not be read.
    pub headline: String,
    /// As what it was exported.
    pub options: ExportOptions,
    /// The file; the folder if it did not get as far as a name.
    pub path: String,
    /// What became of it.
    pub state: FileState,
    /// What the file was found to hold, if it was made.
    pub proof: Option<Proof>,
}

/// What became of an exported file.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FileState {
    /// It is on disk.
    Written,
    /// It is there already, and nothing that it is made of has changed.
    Unchanged,
    /// Somebody has changed the file since it was exported: it stays as they left it.
    Edited,
    /// What was made says something else than the brief: an older file stays.
    ProofFailed,
    /// It was not made or not written: an older file stays.
    Failed {
        /// Why.
        problem: Problem,
    },
}

impl From<Outcome> for ExportedFile {
    fn from(outcome: Outcome) -> Self {
        let Outcome { id, headline, options, path, state, proof } = outcome;
        let state = match state {
            State::Written => FileState::Written,
            State::Unchanged => FileState::Unchanged,
            State::Edited => FileState::Edited,
            State::ProofFailed => FileState::ProofFailed,
            State::Failed(error) => FileState::Failed { problem: error.into() },
        };
        Self { id, headline, options, path: path.display().to_string(), state, proof }
    }
}
