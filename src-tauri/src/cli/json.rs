//! The command line's JSON: stable and documented, two spaces an indent, a line feed at the end.

use briefdesk_core::brief::{Brief, BriefId, Status, StoredBrief};
use briefdesk_core::export::{Format, Warning};
use briefdesk_core::store::BriefRow;
use briefdesk_core::{Error, Result};
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
struct WholeBrief<'a> {
    id: BriefId,
    #[serde(flatten)]
    brief: &'a Brief,
    revision: u32,
    created_at: Timestamp,
    updated_at: Timestamp,
}

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

/// `show`.
pub fn brief(stored: &StoredBrief) -> Result<String> {
    let StoredBrief { id, revision, created_at, updated_at, brief } = stored;
    text(&WholeBrief { id: *id, brief, revision: *revision, created_at: *created_at, updated_at: *updated_at })
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

fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(Error::from)
}
