//! Texts beside a brief: what could not be saved because the brief had moved on, or was found after a crash. The editor sees both,
//! side by side, and chooses; until then nothing here goes away.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::saving::head;
use super::{Store, conversion, timestamp};
use crate::brief::{Brief, BriefId};
use crate::error::Result;

/// A text beside a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Aside {
    /// Which one.
    pub id: u32,
    /// The revision that it was edited from.
    pub base: u32,
    /// When it was set aside.
    #[specta(type = String)]
    pub set_aside_at: Timestamp,
    /// What it says.
    pub brief: Brief,
}

impl Store {
    /// Keeps `brief`, edited from revision `base`, beside the stored one. Nothing is kept if that is what is stored.
    ///
    /// # Errors
    /// The store's.
    pub fn set_aside(&mut self, id: BriefId, base: u32, brief: &Brief, now: Timestamp) -> Result<()> {
        let content = serde_json::to_string(brief)?;
        self.transact(|transaction| {
            let stored = head(transaction, id)?;
            if stored.is_none_or(|stored| stored.content.text() != Some(&content)) {
                set_aside(transaction, (id, base), None, now, &content)?;
            }
            Ok(())
        })
    }

    /// What stands beside a brief, the oldest first.
    ///
    /// # Errors
    /// The store's.
    pub fn asides(&self, id: BriefId) -> Result<Vec<Aside>> {
        self.read(|connection| asides(connection, id))
    }

    /// Lets a text beside a brief go: the editor has chosen.
    ///
    /// # Errors
    /// The store's.
    pub fn settle_aside(&mut self, id: BriefId, aside: u32) -> Result<()> {
        self.transact(|transaction| {
            let sql = "DELETE FROM asides WHERE id = ?1 AND brief = ?2";
            transaction.prepare_cached(sql)?.execute(params![aside, id.to_string()])?;
            Ok(())
        })
    }
}

/// Sets a text aside and gives its number: that of `own`, which is an earlier text of the same writer, if it still stands there. Nothing
/// that another writer set aside is replaced, and what stands there already is not set aside twice.
pub(super) fn set_aside(
    transaction: &Transaction<'_>,
    (id, base): (BriefId, u32),
    own: Option<u32>,
    now: Timestamp,
    content: &str,
) -> Result<u32> {
    let same = "SELECT id FROM asides WHERE brief = ?1 AND base = ?2 AND (id = ?3 OR content = ?4) ORDER BY id = ?3 DESC LIMIT 1";
    let mut statement = transaction.prepare_cached(same)?;
    let place: Option<u32> =
        statement.query_row(params![id.to_string(), base, own, content], |row| row.get(0)).optional()?;
    let mut statement = transaction.prepare_cached(include_str!("sql/set_aside.sql"))?;
    let row = params![place, id.to_string(), base, now.as_millisecond(), content];
    Ok(statement.query_row(row, |row| row.get(0))?)
}

fn asides(connection: &Connection, id: BriefId) -> Result<Vec<Aside>> {
    let sql = "SELECT id, base, set_aside_at, content FROM asides WHERE brief = ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map([id.to_string()], |row| {
        let content: String = row.get(3)?;
        Ok(Aside {
            id: row.get(0)?,
            base: row.get(1)?,
            set_aside_at: timestamp(row.get(2)?)?,
            brief: serde_json::from_str(&content).map_err(|error| conversion(Box::new(error)))?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
