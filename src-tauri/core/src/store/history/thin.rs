//! Thinning out the past: every revision of the last day stays, the last of each hour for a week, the last of each day for ever, and
//! every checkpoint. What leaned on a pruned revision is stored anew, and takes its digest along, so that the chain still holds.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Transaction, params};

use super::chain::{Chain, Encoded, chain, chain_from, digest, key};
use crate::brief::BriefId;
use crate::error::{Error, Result};
use crate::store::{Store, conversion};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The revisions of one brief that need not be kept any longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prunable {
    /// The brief.
    pub id: BriefId,
    brief: i64,
    revisions: BTreeSet<u32>,
}

impl Store {
    /// What of each brief's past need not be kept any longer at `now`.
    ///
    /// # Errors
    /// The store's.
    pub fn prunable(&self, now: Timestamp) -> Result<Vec<Prunable>> {
        self.read(|connection| prunable(connection, now))
    }

    /// Prunes the revisions of one brief, and gives how many are gone. A damaged past is left as it is: there is more to save of it
    /// than to tidy.
    ///
    /// # Errors
    /// The store's.
    pub fn prune(&mut self, prunable: &Prunable) -> Result<usize> {
        let Prunable { brief, revisions, .. } = prunable;
        match self.transact(|transaction| prune(transaction, *brief, revisions)) {
            Err(Error::RevisionUnreadable(_)) => Ok(0),
            gone => gone,
        }
    }
}

fn prunable(connection: &Connection, now: Timestamp) -> Result<Vec<Prunable>> {
    let mut statement = connection.prepare(include_str!("../sql/prunable.sql"))?;
    let ago = |duration: SignedDuration| now.as_millisecond() - duration.as_millis() as i64;
    let found = statement
        .query_map(params![ago(DAY), ago(WEEK)], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
    let mut prunable: Vec<Prunable> = Vec::new();
    for row in found {
        let (brief, id, revision) = row?;
        match prunable.last_mut().filter(|last| last.brief == brief) {
            Some(last) => {
                last.revisions.insert(revision);
            }
            None => {
                let id = id.parse().map_err(|error| conversion(Box::new(error)))?;
                prunable.push(Prunable { id, brief, revisions: BTreeSet::from([revision]) });
            }
        }
    }
    Ok(prunable)
}

struct Past {
    revision: u32,
    saved_at: i64,
    base: Option<u32>,
    checkpoint: bool,
    pruned: Vec<u8>,
}

/// Takes the revisions `listed` out of the past of a brief, but for what has become a checkpoint meanwhile.
/// Gives how many are gone.
fn prune(transaction: &Transaction<'_>, brief: i64, listed: &BTreeSet<u32>) -> Result<usize> {
    let past = whole_past(transaction, brief)?;
    let prunable = past.iter().filter(|past| !past.checkpoint && listed.contains(&past.revision));
    let gone: BTreeSet<u32> = prunable.map(|past| past.revision).collect();
    let mut digests: Vec<u8> = Vec::new();
    let mut near: Option<Chain> = None;
    let mut survivor = None;
    for past in past {
        let now = chain_from(transaction, brief, past.revision, near.take())?;
        if gone.contains(&past.revision) {
            digests.extend(past.pruned);
            digests.extend(digest(past.revision, past.saved_at, &now.content));
        } else {
            let leans_on_gone = past.base.is_some_and(|base| gone.contains(&base));
            if leans_on_gone || !digests.is_empty() {
                digests.extend(&past.pruned);
                store_anew(transaction, brief, &now, survivor, std::mem::take(&mut digests))?;
            }
            survivor = Some(past.revision);
        }
        near = Some(now);
    }
    // Nothing is deleted before: what stays may still have had to be read by it.
    let mut delete = transaction.prepare_cached("DELETE FROM revisions WHERE id = ?1")?;
    for revision in &gone {
        delete.execute([key(brief, *revision)])?;
    }
    Ok(gone.len())
}

/// Stores `revision` as following `survivor`, with the digests of those that stood between them.
fn store_anew(
    transaction: &Transaction<'_>,
    brief: i64,
    revision: &Chain,
    survivor: Option<u32>,
    pruned: Vec<u8>,
) -> Result<()> {
    let before = survivor.map(|survivor| chain(transaction, brief, survivor)).transpose()?;
    let Encoded { data, keyframe, base } = Encoded::after(before.as_ref(), &revision.content)?;
    let sql = "UPDATE revisions SET keyframe = ?2, base = ?3, pruned = ?4, data = ?5 WHERE id = ?1";
    let id = key(brief, revision.revision);
    transaction.prepare_cached(sql)?.execute(params![id, keyframe, base, pruned, data])?;
    Ok(())
}

fn whole_past(connection: &Connection, brief: i64) -> Result<Vec<Past>> {
    let mut statement = connection.prepare_cached(include_str!("../sql/whole_past.sql"))?;
    let past = statement.query_map([key(brief, 0), key(brief, u32::MAX)], |row| {
        Ok(Past {
            revision: row.get(0)?,
            saved_at: row.get(1)?,
            base: row.get(2)?,
            checkpoint: row.get(3)?,
            pruned: row.get(4)?,
        })
    })?;
    Ok(past.collect::<rusqlite::Result<_>>()?)
}
