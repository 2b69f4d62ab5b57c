//! Thinning out the past: every revision of the last day stays, the last of each hour for a week, the last of each day for ever, and
//! every checkpoint. What leaned on a pruned revision is stored anew, and takes its digest along, so that the chain still holds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Transaction, params};

use super::chain::{LONGEST_RUN, Run, digest, encode};
use super::delta::decompress;
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
    length: u32,
    keyframe: bool,
    pruned: Vec<u8>,
    data: Vec<u8>,
}

/// Takes `gone` out of the past of a brief. Linear in the past's length.
fn prune(transaction: &Transaction<'_>, brief: i64, gone: &BTreeSet<u32>) -> Result<()> {
    let mut read = transaction.prepare_cached(include_str!("../sql/whole_past.sql"))?;
    let mut delete = transaction.prepare_cached("DELETE FROM revisions WHERE brief = ?1 AND revision = ?2")?;
    let sql = "UPDATE revisions SET keyframe = ?3, pruned = ?4, data = ?5 WHERE brief = ?1 AND revision = ?2";
    let mut update = transaction.prepare_cached(sql)?;
    // What the next revision in the table leans on, pruned or not; and the run of survivors that it may lean on from now on.
    let mut before = Vec::new();
    let mut survivors: Option<Run> = None;
    let mut digests: Vec<u8> = Vec::new();
    for past in read.query_map([brief], past)?.collect::<rusqlite::Result<Vec<_>>>()? {
        let prefix: &[u8] = if past.keyframe { &[] } else { &before };
        let content = decompress(&past.data, prefix, past.length as usize)
            .map_err(|_| Error::RevisionUnreadable(past.revision))?;
        if gone.contains(&past.revision) {
            digests.extend(&past.pruned);
            digests.extend(digest(past.revision, past.saved_at, &content));
            delete.execute(params![brief, past.revision])?;
        } else {
            let too_long = !past.keyframe && survivors.as_ref().is_some_and(|run| run.length >= LONGEST_RUN);
            let (data, keyframe) = if digests.is_empty() && !too_long {
                (past.data, past.keyframe)
            } else {
                digests.extend(&past.pruned);
                let (data, keyframe) = encode(&content, survivors.as_ref())?;
                update.execute(params![brief, past.revision, keyframe, std::mem::take(&mut digests), data])?;
                (data, keyframe)
            };
            survivors = Some(Run::after(survivors, past.revision, content.clone(), data.len(), keyframe));
        }
        before = content;
    }
    Ok(())
}

fn past(row: &rusqlite::Row<'_>) -> rusqlite::Result<Past> {
    Ok(Past {
        revision: row.get(0)?,
        saved_at: row.get(1)?,
        length: row.get(2)?,
        keyframe: row.get(3)?,
        pruned: row.get(4)?,
        data: row.get(5)?,
    })
}
