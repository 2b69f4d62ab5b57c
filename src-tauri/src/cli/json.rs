//! The command line's JSON: stable and documented, two spaces an indent, a line feed at the end.

use briefdesk_core::brief::{BriefId, Status};
use briefdesk_core::compare::{Comparison, Touched};
use briefdesk_core::export::{Format, Warning};
use briefdesk_core::store::{BriefRow, Checkpoint, RevisionRow};
use briefdesk_core::{Error, Result};
use jiff::Timestamp;
use serde::Serialize;

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

/// A file that was exported.
#[derive(Serialize)]
pub struct ExportedFile {
    /// The brief's.
    pub id: BriefId,
    /// The file's kind.
    pub format: Format,
    /// The file.
    pub path: String,
    /// What is missing or could not be held.
    pub warnings: Vec<Warning>,
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
    text(&files)
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
