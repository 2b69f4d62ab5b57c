//! Reading a brief's whole past and checking every link of it.

use rusqlite::{Connection, Row};

use super::chain::{BEGINNING, Hash, Known, digest, key, link_over, read_from};
use crate::brief::Brief;
use crate::error::{Error, Result};

/// A past revision, as it was found.
pub(in crate::store) struct Step {
    pub revision: u32,
    /// The revision that it leans on.
    pub base: Option<u32>,
    /// What it says, if that can be read.
    pub content: Option<Vec<u8>>,
    /// It is what was saved, after what was saved before it.
    pub holds: bool,
    digest: Option<Hash>,
    /// The digests of what was pruned before it, in a row.
    pruned: Vec<u8>,
    /// Its link, as it is stored.
    stated: Option<Hash>,
}

impl Step {
    /// The link to this revision from one that ends with the link `before`.
    pub(in crate::store) fn link(&self, before: &Hash) -> Option<Hash> {
        Some(link_over(before, &self.pruned, &self.digest?))
    }

    fn follows(mut self, before: &Hash) -> Self {
        self.holds = self.stated.is_some() && self.link(before) == self.stated;
        self
    }
}

/// Gives each past revision of brief `number` to `found`, the newest first.
///
/// # Errors
/// `found`'s, or the store's. A revision that can't be read is none.
pub(in crate::store) fn walk(
    connection: &Connection,
    number: i64,
    mut found: impl FnMut(Step) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(include_str!("../sql/walk.sql"))?;
    let mut rows = statement.query([key(number, 0), key(number, u32::MAX)])?;
    let mut near = None;
    // Whether a revision follows the one before it shows when that is read.
    let mut newer: Option<Step> = None;
    while let Some(row) = rows.next()? {
        near = match read_from(connection, number, row.get(0)?, near.as_ref()) {
            Err(Error::RevisionUnreadable(_)) => None,
            found => Some(found?),
        };
        let step = step(row, near.as_ref())?;
        if let Some(newer) = newer.take() {
            found(newer.follows(&step.stated.unwrap_or(BEGINNING)))?;
        }
        newer = Some(step);
    }
    newer.map_or(Ok(()), |oldest| found(oldest.follows(&BEGINNING)))
}

/// A row of `walk.sql`, which was read as `known`.
fn step(row: &Row<'_>, known: Option<&Known>) -> rusqlite::Result<Step> {
    let (revision, saved_at) = (row.get(0)?, row.get(1)?);
    let content = known.map(|known| known.content.clone());
    let content = content.filter(|content| serde_json::from_slice::<Brief>(content).is_ok());
    Ok(Step {
        revision,
        base: row.get(4)?,
        digest: content.as_ref().map(|content| digest(revision, saved_at, content)),
        content,
        holds: false,
        pruned: row.get_ref(2)?.as_blob().unwrap_or_default().to_vec(),
        stated: row.get(3).ok(),
    })
}
