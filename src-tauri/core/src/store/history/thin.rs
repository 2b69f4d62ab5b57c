//! Thinning out the past: every revision of the last day stays, the last of each hour for a week, the last of each day for ever, and
//! every checkpoint. What leaned on a pruned revision is stored anew, and takes its digest along, so that the chain still holds.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Transaction, params};

use super::chain::{Hash, Known, delete, digest, key, lean, read_from};
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
    keyframe: bool,
    checkpoint: bool,
    pruned: Vec<u8>,
}

/// Takes the revisions `listed` out of the past of a brief, but for what has become a checkpoint meanwhile.
/// Gives how many are gone.
pub(super) fn prune(transaction: &Transaction<'_>, brief: i64, listed: &BTreeSet<u32>) -> Result<usize> {
    let past = whole_past(transaction, brief)?;
    let prunable = past.iter().filter(|past| !past.checkpoint && listed.contains(&past.revision));
    let gone: BTreeSet<u32> = prunable.map(|past| past.revision).collect();
    if gone.is_empty() {
        return Ok(0);
    }
    let digests = lean_on_survivors(transaction, brief, &past, &gone)?;
    leave_behind(transaction, brief, past, &digests)?;
    // Nothing is deleted before: what stays may still have had to be read by it.
    for revision in &gone {
        delete(transaction, brief, *revision)?;
    }
    Ok(gone.len())
}

/// Stores anew what leans on a revision that will be `gone`, the newest first. The next older one takes the place of each: as a keyframe,
/// or as one that stands alone. Gives the digests of those that will be gone.
fn lean_on_survivors(
    transaction: &Transaction<'_>,
    brief: i64,
    past: &[Past],
    gone: &BTreeSet<u32>,
) -> Result<BTreeMap<u32, Hash>> {
    let mut digests = BTreeMap::new();
    let (mut near, mut keyframe): (Option<Rc<Known>>, Option<Rc<Known>>) = (None, None);
    let mut newer: Option<Rc<Known>> = None;
    let (mut keyframe_due, mut alone_due) = (false, false);
    for past in past.iter().rev() {
        let now = Rc::new(read_from(transaction, brief, past.revision, near.as_deref())?);
        if gone.contains(&past.revision) {
            digests.insert(past.revision, digest(past.revision, past.saved_at, &now.content));
            keyframe_due |= past.keyframe;
            alone_due |= past.base.is_none();
        } else {
            // Libraries of the first versions have revisions that lean on older ones; mixed with others they could lean in circles.
            let unheld = past.base.is_some_and(|base| gone.contains(&base) || base < past.revision);
            if unheld || alone_due {
                let base =
                    if past.keyframe || keyframe_due { keyframe.as_ref().or(newer.as_ref()) } else { newer.as_ref() };
                lean(transaction, brief, &now, base.filter(|_| !alone_due).map(Rc::as_ref))?;
            }
            if keyframe_due && !past.keyframe {
                let sql = "UPDATE revisions SET keyframe = 1 WHERE id = ?1";
                transaction.prepare_cached(sql)?.execute([key(brief, past.revision)])?;
            }
            if past.keyframe || keyframe_due {
                keyframe = Some(Rc::clone(&now));
            }
            (keyframe_due, alone_due) = (false, false);
            newer = Some(Rc::clone(&now));
        }
        near = Some(now);
    }
    Ok(digests)
}

/// Gives each revision that stays the digests of those that stood between it and the one before it.
fn leave_behind(
    transaction: &Transaction<'_>,
    brief: i64,
    past: Vec<Past>,
    digests: &BTreeMap<u32, Hash>,
) -> Result<()> {
    let mut update = transaction.prepare_cached("UPDATE revisions SET pruned = ?2 WHERE id = ?1")?;
    let mut between: Vec<u8> = Vec::new();
    for past in past {
        match digests.get(&past.revision) {
            Some(digest) => {
                between.extend(past.pruned);
                between.extend(digest);
            }
            None if between.is_empty() => {}
            None => {
                between.extend(past.pruned);
                update.execute(params![key(brief, past.revision), std::mem::take(&mut between)])?;
            }
        }
    }
    Ok(())
}

fn whole_past(connection: &Connection, brief: i64) -> Result<Vec<Past>> {
    let mut statement = connection.prepare_cached(include_str!("../sql/whole_past.sql"))?;
    let past = statement.query_map([key(brief, 0), key(brief, u32::MAX)], |row| {
        Ok(Past {
            revision: row.get(0)?,
            saved_at: row.get(1)?,
            base: row.get(2)?,
            keyframe: row.get(3)?,
            checkpoint: row.get(4)?,
            pruned: row.get(5)?,
        })
    })?;
    Ok(past.collect::<rusqlite::Result<_>>()?)
}
