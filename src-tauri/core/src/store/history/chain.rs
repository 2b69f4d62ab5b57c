//! Reading and writing the chain of a brief's past revisions: what leans on what, and the hash that ties each to the one before.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::row::to_bits;
use crate::compare::{Touched, touched};
use crate::error::{Error, Result};
use crate::store::Packed;
use crate::store::compression::{Decoder, compress};
use crate::store::saving::Head;

/// The most steps from one keyframe to the next: as many are decoded to read the last of them.
const MOST_STEPS: usize = 200;
/// The most keyframes that lean on each other; then one stands alone. What damage there can be to the past ends there.
const MOST_KEYFRAMES: usize = 8;
/// The most bytes to decode on the way to one revision: few revisions of a very long brief lean on each other.
const MOST_DECODED: usize = 32 << 20;

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

/// A revision with all that it leans on.
pub(super) struct Chain {
    /// Its content.
    pub content: Vec<u8>,
    /// Its number.
    pub revision: u32,
    /// The number and content of the last keyframe, when that is another one.
    keyframe: Option<(u32, Vec<u8>)>,
    /// How many keyframes it leans on, itself counted if it is one.
    keyframes: usize,
    /// The revisions since the last keyframe.
    steps: usize,
    /// Their data, in bytes.
    weight: usize,
    /// What has to be decoded to read it, in bytes.
    decoded: usize,
}

/// How a revision is stored.
pub(super) struct Encoded {
    pub data: Vec<u8>,
    pub keyframe: bool,
    /// The revision whose content is the prefix.
    pub base: Option<u32>,
}

impl Chain {
    /// A revision that follows `base` as [`Encoded`] says, or stands alone.
    pub(super) fn follow(base: Option<Self>, revision: u32, content: Vec<u8>, keyframe: bool, bytes: usize) -> Self {
        let decoded = base.as_ref().map_or(0, |base| base.decoded) + content.len();
        match base {
            Some(base) if !keyframe => Self {
                revision,
                content,
                keyframes: base.keyframes,
                steps: base.steps + 1,
                weight: base.weight + bytes,
                decoded,
                keyframe: base.keyframe.or(Some((base.revision, base.content))),
            },
            base => {
                let keyframes = base.map_or(0, |base| base.keyframes) + 1;
                Self { revision, content, keyframe: None, keyframes, steps: 0, weight: 0, decoded }
            }
        }
    }

    /// How `content` is stored as the revision after this one.
    fn encode(&self, content: &[u8]) -> Result<Encoded> {
        let room = self.decoded + content.len() <= MOST_DECODED;
        if room && self.steps + 1 < MOST_STEPS {
            let data = compress(content, &self.content)?;
            // Steps that outweigh the text are no saving: it has been written anew.
            if self.weight + data.len() <= content.len() * 2 {
                return Ok(Encoded { data, keyframe: false, base: Some(self.revision) });
            }
        }
        let (base, prefix) = match &self.keyframe {
            Some((revision, content)) => (*revision, content),
            None => (self.revision, &self.content),
        };
        if room && self.keyframes < MOST_KEYFRAMES {
            return Ok(Encoded { data: compress(content, prefix)?, keyframe: true, base: Some(base) });
        }
        Encoded::alone(content)
    }
}

impl Encoded {
    /// How `content` is stored after `before`.
    pub(super) fn after(before: Option<&Chain>, content: &[u8]) -> Result<Self> {
        before.map_or_else(|| Self::alone(content), |before| before.encode(content))
    }

    fn alone(content: &[u8]) -> Result<Self> {
        Ok(Self { data: compress(content, &[])?, keyframe: true, base: None })
    }
}

struct Stored {
    revision: u32,
    keyframe: bool,
    base: Option<u32>,
    length: u32,
    data: Vec<u8>,
}

/// The revision `revision` of brief `number`, which is in the past.
pub(super) fn chain(connection: &Connection, number: i64, revision: u32) -> Result<Chain> {
    chain_from(connection, number, revision, None)
}

/// The same, in one step where it leans on `near`, which was read just before.
pub(super) fn chain_from(connection: &Connection, number: i64, revision: u32, near: Option<Chain>) -> Result<Chain> {
    let mut links: Vec<Stored> = Vec::new();
    let mut wanted = Some(revision);
    while let Some(next) = wanted.filter(|next| near.as_ref().is_none_or(|near| near.revision != *next)) {
        let missing = if links.is_empty() { Error::RevisionNotFound } else { Error::RevisionUnreadable };
        let link = stored(connection, number, next)?.ok_or(missing(revision))?;
        wanted = link.base;
        links.push(link);
    }
    let mut decoder = Decoder::new()?;
    let mut chain = near.filter(|_| wanted.is_some());
    for Stored { revision: number, keyframe, length, data, .. } in links.into_iter().rev() {
        let prefix = chain.as_ref().map_or(&[][..], |chain| &chain.content);
        let content = decoder.decompress(&data, prefix, length as usize);
        let content = content.map_err(|_| Error::RevisionUnreadable(revision))?;
        chain = Some(Chain::follow(chain, number, content, keyframe, data.len()));
    }
    chain.ok_or(Error::RevisionNotFound(revision))
}

/// A base is always older, so that a damaged row can't lead in circles.
fn stored(connection: &Connection, number: i64, revision: u32) -> Result<Option<Stored>> {
    let mut statement = connection.prepare_cached(include_str!("../sql/link.sql"))?;
    let found = statement.query_row([key(number, revision)], |row| {
        let (keyframe, base, length, data) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Stored { revision, keyframe, base, length, data })
    });
    Ok(found.optional()?.filter(|link| link.base.is_none_or(|base| base < revision)))
}

/// The newest past revision of brief `number`; `None` when there is none, or none that can be read.
pub(super) fn last(connection: &Connection, number: i64) -> Result<Option<Chain>> {
    let sql = "SELECT revision FROM revisions WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1";
    let range = [key(number, 0), key(number, u32::MAX)];
    let revision = connection.prepare_cached(sql)?.query_row(range, |row| row.get(0)).optional()?;
    match revision.map(|revision| chain(connection, number, revision)).transpose() {
        Err(Error::RevisionUnreadable(_)) => Ok(None),
        found => found,
    }
}

/// Moves the newest revision, `head`, to the past: another one begins. A past that can't be read any more stops nobody from writing: what
/// follows it stands alone. Nor does a newest revision that can't be: it goes to the past as it is.
pub(in crate::store) fn freeze(transaction: &Transaction<'_>, head: &Head) -> Result<()> {
    match &head.content {
        Packed::Text(text) => {
            let before = last(transaction, head.number)?;
            let encoded = Encoded::after(before.as_ref(), text.as_bytes())?;
            let past = before.and_then(|before| serde_json::from_slice(&before.content).ok()).unwrap_or_default();
            let touched = serde_json::from_str(text).map(|newest| touched(&past, &newest)).unwrap_or_default();
            put(transaction, head, text.as_bytes(), &encoded, touched)
        }
        Packed::Damaged(data) => {
            let encoded = Encoded { data: data.clone(), keyframe: true, base: None };
            put(transaction, head, data, &encoded, Default::default())
        }
    }
}

fn put(
    transaction: &Transaction<'_>,
    head: &Head,
    content: &[u8],
    Encoded { data, keyframe, base }: &Encoded,
    (parts, added, removed): (Vec<Touched>, u32, u32),
) -> Result<()> {
    let link = link(&last_link(transaction, head.number)?, &digest(head.revision, head.saved_at, content));
    transaction.prepare_cached(include_str!("../sql/freeze.sql"))?.execute(params![
        key(head.number, head.revision),
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
        base,
        link,
        [0_u8; 0],
        data,
    ])?;
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

fn last_link(connection: &Connection, number: i64) -> Result<Hash> {
    link_before(connection, number, key(number, u32::MAX))
}

/// The link of the last revision of brief `number` whose id is less than `id`.
fn link_before(connection: &Connection, number: i64, id: i64) -> Result<Hash> {
    let sql = "SELECT link FROM revisions WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT 1";
    let found = connection.prepare_cached(sql)?.query_row([key(number, 0), id], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(BEGINNING))
}
