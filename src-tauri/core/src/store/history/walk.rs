//! Reading a brief's whole past and checking every link of it.

use rusqlite::Connection;

use super::chain::{BEGINNING, Hash, chain_from, digest, key, link_over};
use crate::brief::Brief;
use crate::error::{Error, Result};

/// A past revision, as it was found.
pub(in crate::store) struct Step {
    pub revision: u32,
    pub saved_at: i64,
    /// What it says, if that can be read.
    pub content: Option<Vec<u8>>,
    /// It is what was saved, after what was saved before it.
    pub holds: bool,
    /// The digests of what was pruned before it, in a row.
    pruned: Vec<u8>,
}

impl Step {
    /// The link to this revision from one that ends with the link `before`.
    pub(in crate::store) fn link(&self, before: &Hash) -> Option<Hash> {
        let own = digest(self.revision, self.saved_at, self.content.as_deref()?);
        Some(link_over(before, &self.pruned, &own))
    }
}

/// Gives each past revision of brief `number` to `found`, the oldest first.
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
    let mut last = BEGINNING;
    while let Some(row) = rows.next()? {
        let stated: Option<Hash> = row.get(3).ok();
        let mut step = Step {
            revision: row.get(0)?,
            saved_at: row.get(1)?,
            content: None,
            holds: false,
            pruned: row.get_ref(2)?.as_blob().unwrap_or_default().to_vec(),
        };
        near = match chain_from(connection, number, step.revision, near) {
            Err(Error::RevisionUnreadable(_)) => None,
            found => Some(found?),
        };
        let content = near.as_ref().map(|chain| chain.content.clone());
        step.content = content.filter(|content| serde_json::from_slice::<Brief>(content).is_ok());
        step.holds = stated.is_some() && step.link(&last) == stated;
        last = stated.unwrap_or(last);
        found(step)?;
    }
    Ok(())
}
