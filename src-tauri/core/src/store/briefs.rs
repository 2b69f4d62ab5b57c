//! Briefs in the library: list, open, find, trash.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Packed, Store, conversion, timestamp};
use crate::brief::{BriefId, Status, StoredBrief};
use crate::error::{Error, Result};

/// What the list shows of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BriefRow {
    /// Which brief.
    pub id: BriefId,
    /// Its headline; may be empty.
    pub headline: String,
    /// How far along it is.
    pub status: Status,
    /// When it was last saved.
    #[specta(type = String)]
    pub updated_at: Timestamp,
    /// Its length; in Chinese, characters.
    pub words: u32,
    /// A BCP 47 tag.
    pub language: String,
    /// It is in the trash.
    pub trashed: bool,
    /// Where the words searched for stand, if there was a search.
    pub snippet: Option<String>,
    /// Whether it is what went out, if it ever did.
    pub exported: Option<ExportState>,
}

/// A brief that was exported, against what it says now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// It says what went out.
    Current,
    /// It was saved since.
    Changed,
}

/// Which briefs to list. The newest come first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BriefQuery {
    /// Words that must all occur, upper and lower case alike; empty for every brief.
    pub text: String,
    /// Only this status.
    pub status: Option<Status>,
    /// From the library or from its trash.
    pub shelf: Shelf,
}

/// Where a brief stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// In the library.
    #[default]
    Briefs,
    /// In the trash.
    Trash,
}

const ROW: &str = "id, headline, status, updated_at, words, language, trashed_at IS NOT NULL, revision, \
                   (SELECT max(revision) FROM exports WHERE brief = id)";

impl Store {
    /// The brief with that id, in the trash or not.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`]; [`Error::RevisionUnreadable`] if what it says is damaged: its past is another matter.
    pub fn open_brief(&self, id: BriefId) -> Result<StoredBrief> {
        self.read(|connection| load(connection, id))
    }

    /// What the list shows of a brief.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`].
    pub fn brief_row(&self, id: BriefId) -> Result<BriefRow> {
        self.read(|connection| {
            let sql = format!("SELECT {ROW} FROM briefs WHERE id = ?1");
            let row = connection.prepare_cached(&sql)?.query_row([id.to_string()], brief_row).optional()?;
            row.ok_or_else(|| Error::BriefNotFound(id.to_string()))
        })
    }

    /// The id that begins with `prefix`, hyphens or not, in the library or its trash.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`], [`Error::AmbiguousId`].
    pub fn find_brief(&self, prefix: &str) -> Result<BriefId> {
        let digits: String = prefix.to_ascii_lowercase().chars().filter(|c| *c != '-').collect();
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Error::BriefNotFound(prefix.to_owned()));
        }
        self.read(|connection| {
            let sql = "SELECT id FROM briefs WHERE replace(id, '-', '') GLOB ?1 || '*' LIMIT 2";
            let mut statement = connection.prepare_cached(sql)?;
            let found = statement.query_map([&digits], |row| row.get(0))?;
            match found.collect::<rusqlite::Result<Vec<String>>>()?.as_slice() {
                [] => Err(Error::BriefNotFound(prefix.to_owned())),
                [id] => id.parse().map_err(|_| Error::BriefNotFound(id.clone())),
                _ => Err(Error::AmbiguousId(prefix.to_owned())),
            }
        })
    }

    /// The briefs that `query` asks for, the newest first.
    ///
    /// # Errors
    /// The store's.
    pub fn list_briefs(&self, query: &BriefQuery) -> Result<Vec<BriefRow>> {
        self.read(|connection| {
            let sql = include_str!("sql/list_briefs.sql");
            let mut statement = connection.prepare_cached(sql)?;
            let on_shelf = query.shelf == Shelf::Briefs;
            let rows = statement.query_map(params![on_shelf, query.status.map(Status::name)], brief_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The ids of all briefs that are not in the trash, the one that was begun last first. Looks at no brief.
    ///
    /// # Errors
    /// The store's.
    pub fn brief_ids(&self) -> Result<Vec<BriefId>> {
        self.read(|connection| {
            let sql = "SELECT id FROM briefs \
                       WHERE id NOT IN (SELECT id FROM briefs WHERE (trashed_at IS NULL) = FALSE) ORDER BY id DESC";
            let mut statement = connection.prepare_cached(sql)?;
            let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
            ids.map(|id| id?.parse().map_err(|error| conversion(Box::new(error)).into())).collect()
        })
    }

    /// Moves a brief to the trash; its status stays.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`].
    pub fn trash_brief(&mut self, id: BriefId, now: Timestamp) -> Result<BriefRow> {
        self.shelve(id, Some(now))
    }

    /// Takes a brief out of the trash.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`].
    pub fn untrash_brief(&mut self, id: BriefId) -> Result<BriefRow> {
        self.shelve(id, None)
    }

    fn shelve(&mut self, id: BriefId, trashed_at: Option<Timestamp>) -> Result<BriefRow> {
        self.transact(|transaction| {
            let time = trashed_at.map(Timestamp::as_millisecond);
            transaction.execute("UPDATE briefs SET trashed_at = ?2 WHERE id = ?1", params![id.to_string(), time])?;
            Ok(())
        })?;
        self.brief_row(id)
    }
}

fn load(connection: &Connection, id: BriefId) -> Result<StoredBrief> {
    let sql = "SELECT revision, created_at, updated_at, content FROM briefs WHERE id = ?1";
    let found = connection.prepare_cached(sql)?.query_row([id.to_string()], |row| {
        let (revision, content): (u32, Packed) = (row.get(0)?, row.get(3)?);
        Ok((revision, timestamp(row.get(1)?)?, timestamp(row.get(2)?)?, content))
    });
    let found = found.optional()?.ok_or_else(|| Error::BriefNotFound(id.to_string()))?;
    let (revision, created_at, updated_at, content) = found;
    let brief = content.text().and_then(|text| serde_json::from_str(text).ok());
    let brief = brief.ok_or(Error::RevisionUnreadable(revision))?;
    Ok(StoredBrief { id, revision, created_at, updated_at, brief })
}

fn brief_row(row: &Row<'_>) -> rusqlite::Result<BriefRow> {
    let id: String = row.get(0)?;
    let status: String = row.get(2)?;
    let (revision, went_out): (u32, Option<u32>) = (row.get(7)?, row.get(8)?);
    let exported = |out| if out == revision { ExportState::Current } else { ExportState::Changed };
    Ok(BriefRow {
        id: id.parse().map_err(|error| conversion(Box::new(error)))?,
        headline: row.get(1)?,
        status: Status::from_name(&status).ok_or_else(|| conversion(format!("status {status}").into()))?,
        updated_at: timestamp(row.get(3)?)?,
        words: row.get(4)?,
        language: row.get(5)?,
        trashed: row.get(6)?,
        snippet: None,
        exported: went_out.map(exported),
    })
}
