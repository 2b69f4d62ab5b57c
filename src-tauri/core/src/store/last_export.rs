//! What went out last of a brief.

use jiff::Timestamp;
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Store, timestamp};
use crate::brief::BriefId;
use crate::error::Result;

/// What went out last of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LastExport {
    /// What it said then.
    pub revision: u32,
    /// When.
    #[specta(type = String)]
    pub exported_at: Timestamp,
    /// It was saved since.
    pub changed: bool,
    /// It went out as final, and was saved since: its readers have seen another text.
    pub correctable: bool,
}

impl Store {
    /// What went out last of the brief; `None` if nothing has.
    ///
    /// # Errors
    /// The store's.
    pub fn last_export(&self, id: BriefId) -> Result<Option<LastExport>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(include_str!("sql/last_export.sql"))?;
            let found = statement.query_row([id.to_string()], |row| {
                let (revision, exported_at): (u32, i64) = (row.get(0)?, row.get(1)?);
                let (now, went_out): (u32, Option<u32>) = (row.get(2)?, row.get(3)?);
                let changed_since = |revision| now > revision;
                Ok(LastExport {
                    revision,
                    exported_at: timestamp(exported_at)?,
                    changed: changed_since(revision),
                    correctable: went_out.is_some_and(changed_since),
                })
            });
            Ok(found.optional()?)
        })
    }
}
