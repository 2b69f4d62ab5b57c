//! Reading and writing the chain of a brief's past revisions: what leans on what, and the hash that ties each to the one before.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::delta::{compress, decompress};
use super::row::to_bits;
use crate::compare::touched;
use crate::error::{Error, Result};
use crate::store::saving::Head;

/// The most revisions that lean on one keyframe: as many are decoded to read the last of them.
pub(super) const LONGEST_RUN: usize = 200;

/// A BLAKE3 hash.
pub(in crate::store) type Hash = [u8; 32];

/// A revision's digest: which save, when, and every byte of its content.
pub(in crate::store) fn digest(revision: u32, saved_at: i64, content: &[u8]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&u64::from(revision).to_le_bytes());
    hasher.update(&saved_at.to_le_bytes());
    hasher.update(content);
    hasher.finalize().into()
}

/// What ties a revision to all before it.
pub(in crate::store) fn link(before: &Hash, digest: &Hash) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(digest);
    hasher.finalize().into()
}

/// The link before a brief's first revision.
pub(in crate::store) const BEGINNING: Hash = [0; 32];

/// The revisions from a keyframe to one that was asked for.
pub(super) struct Run {
    /// The number of the last one.
    pub revision: u32,
    /// Its content.
    pub content: Vec<u8>,
    /// How many there are, the keyframe counted.
    pub length: usize,
    /// The bytes of the keyframe's data.
    pub keyframe: usize,
    /// The bytes of the others' data.
    pub deltas: usize,
}

impl Run {
    /// The run `before` with one more revision, or a new one if that is a keyframe.
    pub(super) fn after(before: Option<Self>, revision: u32, content: Vec<u8>, bytes: usize, keyframe: bool) -> Self {
        match before {
            Some(run) if !keyframe => {
                Self { revision, content, length: run.length + 1, deltas: run.deltas + bytes, keyframe: run.keyframe }
            }
            _ => Self { revision, content, length: 1, keyframe: bytes, deltas: 0 },
        }
    }
}

/// The run that ends at the newest revision of brief `number` that is not newer than `revision`; `None` when there is none.
pub(super) fn run_to(connection: &Connection, number: i64, revision: u32) -> Result<Option<Run>> {
    struct Row {
        revision: u32,
        keyframe: bool,
        length: u32,
        data: Vec<u8>,
    }
    let mut statement = connection.prepare_cached(include_str!("../sql/run_to.sql"))?;
    let found = statement.query_map(params![number, revision], |row| {
        Ok(Row { revision: row.get(0)?, keyframe: row.get(1)?, length: row.get(2)?, data: row.get(3)? })
    })?;
    let mut rows = Vec::new();
    for row in found {
        let row = row?;
        let last = row.keyframe;
        rows.push(row);
        if last {
            break;
        }
    }
    let mut run: Option<Run> = None;
    for Row { revision, keyframe, length, data } in rows.into_iter().rev() {
        let prefix = run.as_ref().map_or(&[][..], |run| &run.content);
        let content = decompress(&data, prefix, length as usize).map_err(|_| Error::RevisionUnreadable(revision))?;
        run = Some(Run::after(run, revision, content, data.len(), keyframe));
    }
    Ok(run)
}

/// How a revision that follows `before` is stored: its data, and whether that is a keyframe.
pub(super) fn encode(content: &[u8], before: Option<&Run>) -> Result<(Vec<u8>, bool)> {
    if let Some(before) = before
        && before.length < LONGEST_RUN
    {
        let delta = compress(content, &before.content)?;
        if before.deltas + delta.len() <= before.keyframe {
            return Ok((delta, false));
        }
    }
    Ok((compress(content, &[])?, true))
}

/// Moves the newest revision, `head`, to the past: another one begins. A past that can't be read any more stops nobody from writing: what
/// follows it stands alone.
pub(in crate::store) fn freeze(transaction: &Transaction<'_>, head: &Head) -> Result<()> {
    let before = match run_to(transaction, head.number, head.revision) {
        Err(Error::RevisionUnreadable(_)) => None,
        found => found?,
    };
    let content = head.content.as_bytes();
    let (data, keyframe) = encode(content, before.as_ref())?;
    let link = link(&last_link(transaction, head.number)?, &digest(head.revision, head.saved_at, content));
    let past =
        before.map(|run| serde_json::from_slice(&run.content)).and_then(std::result::Result::ok).unwrap_or_default();
    let (parts, added, removed) = touched(&past, &serde_json::from_str(&head.content)?);
    transaction.prepare_cached(include_str!("../sql/freeze.sql"))?.execute(params![
        head.number,
        head.revision,
        head.began_at,
        head.saved_at,
        head.day,
        head.checkpoint,
        head.name,
        to_bits(&parts),
        added,
        removed,
        content.len() as i64,
        keyframe,
        link,
        [0_u8; 0],
        data,
    ])?;
    Ok(())
}

fn last_link(connection: &Connection, number: i64) -> Result<Hash> {
    let sql = "SELECT link FROM revisions WHERE brief = ?1 ORDER BY revision DESC LIMIT 1";
    let found = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(BEGINNING))
}

/// The content of a past revision of brief `number`, as it was stored.
pub(super) fn content(connection: &Connection, number: i64, revision: u32) -> Result<Vec<u8>> {
    match run_to(connection, number, revision)? {
        Some(run) if run.revision == revision => Ok(run.content),
        _ => Err(Error::RevisionNotFound(revision)),
    }
}
