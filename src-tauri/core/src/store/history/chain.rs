//! The chain of a brief's past revisions: reading each through what it leans on, and the hash that ties each to the one before.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};
use crate::store::compression::{Decoder, compress};

/// The first half of a BLAKE3 hash: what a whole one adds against chance is nothing, and there is one in every row.
pub(in crate::store) type Hash = [u8; 16];

/// A revision's digest: which save, when, and every byte of its content.
pub(in crate::store) fn digest(revision: u32, saved_at: i64, content: &[u8]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&u64::from(revision).to_le_bytes());
    hasher.update(&saved_at.to_le_bytes());
    hasher.update(content);
    half(&hasher)
}

/// What ties a revision to all before it.
pub(in crate::store) fn link(before: &Hash, digest: &Hash) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(digest);
    half(&hasher)
}

/// The link to the revision with the digest `own` from the survivor before it, over what was `pruned` between them: digests in a row.
pub(in crate::store) fn link_over(before: &Hash, pruned: &[u8], own: &Hash) -> Hash {
    let pruned = pruned.chunks_exact(size_of::<Hash>()).filter_map(|digest| Hash::try_from(digest).ok());
    pruned.chain([*own]).fold(*before, |before, digest| link(&before, &digest))
}

fn half(hasher: &blake3::Hasher) -> Hash {
    let mut hash = Hash::default();
    hasher.finalize_xof().fill(&mut hash);
    hash
}

/// The link before a brief's first revision.
pub(in crate::store) const BEGINNING: Hash = [0; 16];

/// The id of a revision in the table: those of one brief lie together, in their order.
pub(in crate::store) fn key(number: i64, revision: u32) -> i64 {
    number << 32 | i64::from(revision)
}

/// A past revision that was read.
pub(in crate::store) struct Known {
    /// Its number.
    pub revision: u32,
    /// Its content.
    pub content: Vec<u8>,
}

struct Stored {
    base: Option<u32>,
    length: u32,
    data: Vec<u8>,
}

/// The revision `revision` of brief `number`, which is in the past.
pub(in crate::store) fn read(connection: &Connection, number: i64, revision: u32) -> Result<Known> {
    read_from(connection, number, revision, None)
}

/// The same, in one step where it leans on `near`, which was read just before.
pub(super) fn read_from(connection: &Connection, number: i64, revision: u32, near: Option<&Known>) -> Result<Known> {
    let mut steps: Vec<Stored> = Vec::new();
    // A damaged row could lead in circles.
    let mut seen = BTreeSet::new();
    let mut wanted = Some(revision);
    while let Some(next) = wanted.filter(|next| near.is_none_or(|near| near.revision != *next)) {
        let missing = if steps.is_empty() { Error::RevisionNotFound } else { Error::RevisionUnreadable };
        let step = stored(connection, number, next)?.filter(|_| seen.insert(next)).ok_or(missing(revision))?;
        wanted = step.base;
        steps.push(step);
    }
    let mut decoder = Decoder::new()?;
    let mut content = None;
    for Stored { length, data, .. } in steps.iter().rev() {
        let near = near.filter(|_| wanted.is_some()).map(|near| &near.content);
        let prefix = content.as_ref().or(near).map_or(&[][..], Vec::as_slice);
        let decoded = decoder.decompress(data, prefix, *length as usize);
        content = Some(decoded.map_err(|_| Error::RevisionUnreadable(revision))?);
    }
    content.map(|content| Known { revision, content }).ok_or(Error::RevisionNotFound(revision))
}

fn stored(connection: &Connection, number: i64, revision: u32) -> Result<Option<Stored>> {
    let mut statement = connection.prepare_cached(include_str!("../sql/link.sql"))?;
    let found = statement.query_row([key(number, revision)], |row| {
        Ok(Stored { base: row.get(0)?, length: row.get(1)?, data: row.get(2)? })
    });
    let mut found = found.optional()?;
    // Asked for only then: a library that has no such table yet can be read as well.
    if let Some(last) = found.as_mut().filter(|found| found.data.is_empty()) {
        let sql = "SELECT data FROM last_revisions WHERE brief = ?1 AND revision = ?2";
        let data = connection.prepare_cached(sql)?.query_row([number, revision.into()], |row| row.get(0));
        last.data = data.optional()?.unwrap_or_default();
    }
    Ok(found)
}

/// The newest past revision of brief `number`; `None` when there is none, or none that can be read.
pub(super) fn last(connection: &Connection, number: i64) -> Result<Option<Known>> {
    let sql = "SELECT revision FROM revisions WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1";
    let range = [key(number, 0), key(number, u32::MAX)];
    let revision = connection.prepare_cached(sql)?.query_row(range, |row| row.get(0)).optional()?;
    match revision.map(|revision| read(connection, number, revision)).transpose() {
        Err(Error::RevisionUnreadable(_)) => Ok(None),
        found => found,
    }
}

/// Stores `revision` anew: leaning on `base`, or alone.
pub(in crate::store) fn lean(
    connection: &Connection,
    number: i64,
    revision: &Known,
    base: Option<&Known>,
) -> Result<()> {
    let data = compress(&revision.content, base.map_or(&[], |base| &base.content))?;
    let sql = "UPDATE revisions SET base = ?2, data = ?3 WHERE id = ?1";
    let id = key(number, revision.revision);
    connection.prepare_cached(sql)?.execute(params![id, base.map(|base| base.revision), data])?;
    Ok(())
}

/// Deletes a revision on which no other leans.
pub(in crate::store) fn delete(connection: &Connection, number: i64, revision: u32) -> Result<()> {
    let sql = "DELETE FROM revisions WHERE id = ?1 RETURNING length(data) = 0";
    let is_last: bool = connection.prepare_cached(sql)?.query_row([key(number, revision)], |row| row.get(0))?;
    if is_last {
        let sql = "DELETE FROM last_revisions WHERE brief = ?1 AND revision = ?2";
        connection.prepare_cached(sql)?.execute([number, revision.into()])?;
    }
    Ok(())
}

/// Whether `content` is what was saved as that past revision of brief `number`, after what was saved before it.
pub(super) fn holds(connection: &Connection, number: i64, revision: u32, content: &[u8]) -> Result<bool> {
    let mut statement = connection.prepare_cached(include_str!("../sql/holds.sql"))?;
    let id = key(number, revision);
    let (saved_at, pruned, stated): (i64, Vec<u8>, Vec<u8>) =
        statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let own = digest(revision, saved_at, content);
    let found = link_over(&link_before(connection, number, id)?, &pruned, &own);
    Ok(stated == found)
}

/// The link of the last revision of brief `number` whose id is less than `id`.
pub(super) fn link_before(connection: &Connection, number: i64, id: i64) -> Result<Hash> {
    let sql = "SELECT link FROM revisions WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT 1";
    let found = connection.prepare_cached(sql)?.query_row([key(number, 0), id], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(BEGINNING))
}
