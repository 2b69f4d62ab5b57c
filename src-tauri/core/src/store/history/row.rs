//! What the timeline shows of a revision.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::chain::last;
use crate::compare::{Touched, touched};
use crate::error::Result;
use crate::store::saving::Head;
use crate::store::timestamp;

/// A stored version of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RevisionRow {
    /// The number of the last save that it holds.
    pub revision: u32,
    /// The first save that went to it.
    #[specta(type = String)]
    pub began_at: Timestamp,
    /// The last one.
    #[specta(type = String)]
    pub saved_at: Timestamp,
    /// What the editor calls it.
    pub name: Option<String>,
    /// Why it is kept for ever, if it is.
    pub checkpoint: Option<Checkpoint>,
    /// What differs from the revision before.
    pub parts: Vec<Touched>,
    /// Words that the revision before has not; in Chinese, characters.
    pub added: u32,
    /// Words that only the revision before has.
    pub removed: u32,
}

/// Why a revision is never pruned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Checkpoint {
    /// The editor asked for it.
    Named,
    /// It is what stood there before a restore.
    Restore,
    /// It is what was imported.
    Import,
    /// It was exported.
    Export,
}

impl Checkpoint {
    const ALL: [Self; 4] = [Self::Named, Self::Restore, Self::Import, Self::Export];

    /// Its name in the store and on the command line, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Restore => "restore",
            Self::Import => "import",
            Self::Export => "export",
        }
    }
}

impl ToSql for Checkpoint {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for Checkpoint {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|checkpoint| checkpoint.name() == name).ok_or(FromSqlError::InvalidType)
    }
}

/// `parts` as the store keeps them: a bit each, in page order.
pub(super) fn to_bits(parts: &[Touched]) -> i64 {
    Touched::ALL.iter().enumerate().map(|(bit, part)| i64::from(parts.contains(part)) << bit).sum()
}

fn from_bits(bits: i64) -> Vec<Touched> {
    Touched::ALL.into_iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, part)| part).collect()
}

/// A row of `list_revisions.sql`.
pub(super) fn past_row(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        revision: row.get(0)?,
        began_at: timestamp(row.get(1)?)?,
        saved_at: timestamp(row.get(2)?)?,
        checkpoint: row.get(3)?,
        name: row.get(4)?,
        parts: from_bits(row.get(5)?),
        added: row.get(6)?,
        removed: row.get(7)?,
    })
}

/// The newest revision, compared with the one before it.
pub(super) fn head_row(connection: &Connection, head: Head) -> Result<RevisionRow> {
    let before = last(connection, head.number)?;
    let before = before.and_then(|before| serde_json::from_slice(&before.content).ok()).unwrap_or_default();
    let newest = head.content.text().and_then(|text| serde_json::from_str(text).ok());
    // Of a damaged text nothing can be said; it stands in the timeline all the same.
    let (parts, added, removed) = newest.map(|newest| touched(&before, &newest)).unwrap_or_default();
    Ok(RevisionRow {
        revision: head.revision,
        began_at: timestamp(head.began_at)?,
        saved_at: timestamp(head.saved_at)?,
        name: head.name,
        checkpoint: head.checkpoint,
        parts,
        added,
        removed,
    })
}
