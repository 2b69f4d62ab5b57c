//! Thinning out the past: every revision of the last day stays, the last of each hour for a week, the last of each day for ever, and
//! every checkpoint. What leaned on a pruned revision is stored anew, and takes its digest along, so that the chain still holds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Transaction, params};

use super::chain::{Chain, Encoded, chain, chain_from, digest, key};
use crate::error::{Error, Result};
use crate::store::Store;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What thinning out changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Thinned {
    /// Revisions that are gone.
    pub revisions: u32,
    /// Briefs that they belonged to.
    pub briefs: u32,
}

impl Store {
    /// Prunes the revisions that need not be kept any longer at `now`, one brief after the other.
    ///
    /// # Errors
    /// The store's. What was done until then stays done.
    pub fn thin_history(&mut self, now: Timestamp) -> Result<Thinned> {
        let prunable = self.read(|connection| prunable(connection, now))?;
        let mut thinned = Thinned::default();
        for (brief, revisions) in prunable {
            match self.transact(|transaction| prune(transaction, brief, &revisions)) {
                Ok(()) => {
                    thinned.briefs += 1;
                    thinned.revisions += revisions.len() as u32;
                }
                // A damaged past is left as it is: there is more to save of it than to tidy.
                Err(Error::RevisionUnreadable(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(thinned)
    }
}

fn prunable(connection: &Connection, now: Timestamp) -> Result<BTreeMap<i64, BTreeSet<u32>>> {
    let mut statement = connection.prepare(include_str!("../sql/prunable.sql"))?;
    let ago = |duration: SignedDuration| now.as_millisecond() - duration.as_millis() as i64;
    let found = statement.query_map(params![ago(DAY), ago(WEEK)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut prunable: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
    for row in found {
        let (brief, revision) = row?;
        prunable.entry(brief).or_default().insert(revision);
    }
    Ok(prunable)
}

struct Past {
    revision: u32,
    saved_at: i64,
    base: Option<u32>,
    pruned: Vec<u8>,
}

/// Takes `gone` out of the past of a brief. Nothing is deleted before the end, as what stays may still have to be read by it.
fn prune(transaction: &Transaction<'_>, brief: i64, gone: &BTreeSet<u32>) -> Result<()> {
    let mut digests: Vec<u8> = Vec::new();
    let mut near: Option<Chain> = None;
    let mut survivor = None;
    for past in whole_past(transaction, brief)? {
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
    let mut delete = transaction.prepare_cached("DELETE FROM revisions WHERE id = ?1")?;
    for revision in gone {
        delete.execute([key(brief, *revision)])?;
    }
    Ok(())
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
        Ok(Past { revision: row.get(0)?, saved_at: row.get(1)?, base: row.get(2)?, pruned: row.get(3)? })
    })?;
    Ok(past.collect::<rusqlite::Result<_>>()?)
}
