//! Every version of a brief. Saves of one sitting extend one revision; a new one begins after a pause, after a quarter of an hour, and
//! after each checkpoint.
//!
//! The newest revision is the brief's own row, so that a save within a sitting writes nothing else. The past is in `revisions`, each
//! revision compressed against the one after it (`freeze`) and tied to the one before it (`chain`), the old ones thinned out (`thin`).

mod chain;
mod freeze;
mod row;
#[cfg(test)]
mod tests;
mod thin;
mod walk;

use rusqlite::{Connection, params};

use super::Store;
use super::saving::{Head, head};
use crate::brief::{Brief, BriefId};
use crate::error::{Error, Result};

pub use row::{Checkpoint, RevisionRow};
pub use thin::Prunable;

pub(super) use chain::{BEGINNING, Hash, Known, delete, digest, key, lean, read};
pub(super) use freeze::freeze;
pub(super) use walk::walk;

impl Store {
    /// The revisions of a brief, the newest first: at most `most`, and those before the revision `before` only, if that is given.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`].
    pub fn list_revisions(&self, id: BriefId, before: Option<u32>, most: u32) -> Result<Vec<RevisionRow>> {
        self.read(|connection| {
            let head = found(connection, id)?;
            let number = head.number;
            let mut rows = Vec::new();
            if before.is_none_or(|before| head.revision < before) && most > 0 {
                rows.push(row::head_row(connection, head)?);
            }
            let rest = most - rows.len() as u32;
            let mut statement = connection.prepare_cached(include_str!("../sql/list_revisions.sql"))?;
            let until = before.map_or(u32::MAX, |before| before.saturating_sub(1));
            let past = statement.query_map(params![key(number, 0), key(number, until), rest], row::past_row)?;
            for row in past {
                rows.push(row?);
            }
            Ok(rows)
        })
    }

    /// What a revision says.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`], [`Error::RevisionNotFound`], [`Error::RevisionUnreadable`].
    pub fn open_revision(&self, id: BriefId, revision: u32) -> Result<Brief> {
        self.read(|connection| {
            let head = found(connection, id)?;
            let brief = if head.revision == revision {
                head.content.text().and_then(|text| serde_json::from_str(text).ok())
            } else {
                let content = read(connection, head.number, revision)?.content;
                let holds = chain::holds(connection, head.number, revision, &content)?;
                serde_json::from_slice(&content).ok().filter(|_| holds)
            };
            brief.ok_or(Error::RevisionUnreadable(revision))
        })
    }

    /// Keeps the newest revision for ever: the next save begins another one. What is a checkpoint already stays what it is,
    /// unless the editor names it.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`].
    pub fn save_checkpoint(&mut self, id: BriefId, checkpoint: Checkpoint, name: Option<&str>) -> Result<RevisionRow> {
        self.transact(|transaction| {
            let head = found(transaction, id)?;
            let kept =
                if checkpoint == Checkpoint::Named { Some(checkpoint) } else { head.checkpoint.or(Some(checkpoint)) };
            let sql =
                "UPDATE briefs SET checkpoint = ?2, checkpoint_name = coalesce(?3, checkpoint_name) WHERE number = ?1";
            transaction.prepare_cached(sql)?.execute(params![head.number, kept, name])?;
            row::head_row(transaction, found(transaction, id)?)
        })
    }

    /// Keeps the newest revision of each of `ids` for ever, as [`Store::save_checkpoint`] does, all at once.
    ///
    /// # Errors
    /// The store's.
    pub fn save_checkpoints(&mut self, ids: &[BriefId], checkpoint: Checkpoint) -> Result<()> {
        self.transact(|transaction| {
            let sql = "UPDATE briefs SET checkpoint = ?2 WHERE id = ?1 AND checkpoint IS NULL";
            let mut update = transaction.prepare_cached(sql)?;
            for id in ids {
                update.execute(params![id.to_string(), checkpoint])?;
            }
            Ok(())
        })
    }

    /// Names a revision, which is then kept for ever, or takes its name away.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`], [`Error::RevisionNotFound`].
    pub fn name_revision(&mut self, id: BriefId, revision: u32, name: Option<&str>) -> Result<RevisionRow> {
        self.transact(|transaction| {
            let head = found(transaction, id)?;
            let past = "UPDATE revisions SET name = ?2, checkpoint = coalesce(checkpoint, ?3) WHERE id = ?1";
            let newest =
                "UPDATE briefs SET checkpoint_name = ?2, checkpoint = coalesce(checkpoint, ?3) WHERE number = ?1";
            let (sql, which) = match head.revision == revision {
                true => (newest, head.number),
                false => (past, key(head.number, revision)),
            };
            let changed = transaction.prepare_cached(sql)?.execute(params![which, name, Checkpoint::Named])?;
            if changed == 0 {
                return Err(Error::RevisionNotFound(revision));
            }
            revision_row(transaction, id, revision)
        })
    }
}

fn revision_row(connection: &Connection, id: BriefId, revision: u32) -> Result<RevisionRow> {
    let head = found(connection, id)?;
    if head.revision == revision {
        return row::head_row(connection, head);
    }
    let mut statement = connection.prepare_cached(include_str!("../sql/list_revisions.sql"))?;
    let id = key(head.number, revision);
    Ok(statement.query_row(params![id, id, 1], row::past_row)?)
}

fn found(connection: &Connection, id: BriefId) -> Result<Head> {
    head(connection, id)?.ok_or_else(|| Error::BriefNotFound(id.to_string()))
}
