//! Reading a brief's whole past and checking every link of it.

use rusqlite::Connection;

use super::chain::{BEGINNING, Hash, digest, link};
use super::delta::decompress;
use crate::brief::Brief;
use crate::error::Result;

/// A past revision, as it was found.
pub(in crate::store) struct Step {
    pub revision: u32,
    pub saved_at: i64,
    /// It stands alone.
    pub keyframe: bool,
    /// What it says, if that can be read.
    pub content: Option<Vec<u8>>,
    /// It is what was saved, after what was saved before it.
    pub holds: bool,
    /// The digests of what was pruned before it.
    pruned: Vec<Hash>,
}

impl Step {
    /// The link to this revision from one that ends with the link `before`.
    pub(in crate::store) fn link(&self, before: &Hash) -> Option<Hash> {
        let own = digest(self.revision, self.saved_at, self.content.as_deref()?);
        Some(self.pruned.iter().chain([&own]).fold(*before, |before, digest| link(&before, digest)))
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
    let mut rows = statement.query([number])?;
    let mut before: Option<Vec<u8>> = None;
    let mut last = BEGINNING;
    while let Some(row) = rows.next()? {
        let (length, keyframe): (u32, bool) = (row.get(2)?, row.get(3)?);
        let (pruned, data) =
            (row.get_ref(4)?.as_blob().unwrap_or_default(), row.get_ref(6)?.as_blob().unwrap_or_default());
        let prefix = if keyframe { Some(&[][..]) } else { before.as_deref() };
        let content = prefix.and_then(|prefix| decompress(data, prefix, length as usize).ok());
        let stated: Option<Hash> = row.get(5).ok();
        let mut step = Step {
            revision: row.get(0)?,
            saved_at: row.get(1)?,
            keyframe,
            content: content.filter(|content| serde_json::from_slice::<Brief>(content).is_ok()),
            holds: false,
            pruned: pruned.chunks_exact(32).filter_map(|digest| digest.try_into().ok()).collect(),
        };
        step.holds = stated.is_some() && step.link(&last) == stated;
        // What leans on a revision that is not what it was would be something else, and might still read well.
        before = step.content.clone().filter(|_| step.holds || keyframe);
        last = stated.unwrap_or(last);
        found(step)?;
    }
    Ok(())
}
