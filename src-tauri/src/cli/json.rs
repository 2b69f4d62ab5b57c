//! The command line's JSON: stable and documented, two spaces an indent, a line feed at the end.

use briefdesk_core::brief::{BriefId, Status};
use briefdesk_core::compare::{Comparison, Touched};
use briefdesk_core::export::{ExportOptions, Loss, Warning};
use briefdesk_core::proof::{PartProof, Proof};
use briefdesk_core::store::{BriefRow, Checkpoint, RevisionRow};
use briefdesk_core::{Error, Result};
use jiff::Timestamp;
use serde::Serialize;

use crate::ipc::{ExportedFile, FileState};

#[derive(Serialize)]
struct Row<'a> {
    id: BriefId,
    headline: &'a str,
    status: Status,
    updated_at: Timestamp,
    words: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<&'a str>,
}

#[derive(Serialize)]
struct Revision<'a> {
    revision: u32,
    saved_at: Timestamp,
    name: Option<&'a str>,
    checkpoint: Option<Checkpoint>,
    parts: &'a [Touched],
    added: u32,
    removed: u32,
}

#[derive(Serialize)]
struct File<'a> {
    id: BriefId,
    #[serde(flatten)]
    options: &'a ExportOptions,
    path: &'a str,
    state: &'a FileState,
    parts: &'a [PartProof],
    losses: &'a [Loss],
    warnings: &'a [Warning],
}

/// `list`.
pub fn rows(rows: &[BriefRow]) -> Result<String> {
    let row = |row| {
        let BriefRow { id, headline, status, updated_at, words, snippet, .. }: &BriefRow = row;
        Row { id: *id, headline, status: *status, updated_at: *updated_at, words: *words, snippet: snippet.as_deref() }
    };
    text(&rows.iter().map(row).collect::<Vec<_>>())
}

/// `export`.
pub fn exported(files: &[ExportedFile]) -> Result<String> {
    let file = |file| {
        let ExportedFile { id, options, path, state, proof, .. }: &ExportedFile = file;
        let (parts, losses, warnings) = match proof {
            Some(Proof { parts, losses, warnings }) => (parts.as_slice(), losses.as_slice(), warnings.as_slice()),
            None => Default::default(),
        };
        File { id: *id, options, path, state, parts, losses, warnings }
    };
    text(&files.iter().map(file).collect::<Vec<_>>())
}

/// `history`.
pub fn revisions(rows: &[RevisionRow]) -> Result<String> {
    let revision = |row| {
        let RevisionRow { revision, saved_at, name, checkpoint, parts, added, removed, .. }: &RevisionRow = row;
        let (name, checkpoint) = (name.as_deref(), *checkpoint);
        Revision { revision: *revision, saved_at: *saved_at, name, checkpoint, parts, added: *added, removed: *removed }
    };
    text(&rows.iter().map(revision).collect::<Vec<_>>())
}

/// `diff`.
pub fn comparison(comparison: &Comparison) -> Result<String> {
    text(comparison)
}

fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(Error::from)
}
