//! Saving: the newest revision of a brief is its own row, which each save writes; what it held before goes to the past when a sitting's
//! revision ends. See `history`.

use jiff::{SignedDuration, Timestamp, civil};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::asides::set_aside;
use super::compression::pack;
use super::history::{Checkpoint, digest, freeze};
use super::preferences::put_last_brief;
use super::{BriefRow, Packed, Store, timestamp};
use crate::brief::{Brief, BriefId, Counts, RandomIds, Status, counts};
use crate::error::{Error, Result};

/// Quiet time after which a save begins a new revision.
pub const QUIET: SignedDuration = SignedDuration::from_mins(5);

/// The longest time that saves go to one revision.
pub const LONGEST: SignedDuration = SignedDuration::from_mins(15);

/// What a save changed. It is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Saved {
    /// The base of the next save.
    pub revision: u32,
    /// When it was saved.
    #[specta(type = String)]
    pub saved_at: Timestamp,
    /// The brief's length.
    pub counts: Counts,
    /// The brief in the list.
    pub row: BriefRow,
}

/// The newest revision of a brief, as its row holds it.
#[derive(Debug)]
pub(super) struct Head {
    pub number: i64,
    pub revision: u32,
    pub updated_at: i64,
    pub began_at: i64,
    pub saved_at: i64,
    pub day: i64,
    pub checkpoint: Option<Checkpoint>,
    pub name: Option<String>,
    pub content: Packed,
}

/// What a save writes beside the brief itself.
struct Moment {
    revision: u32,
    created_at: i64,
    updated_at: i64,
    began_at: i64,
    saved_at: i64,
    day: i64,
    checkpoint: Option<Checkpoint>,
}

/// A brief as it is written.
struct Written {
    id: BriefId,
    brief: Brief,
    counts: Counts,
    content: String,
}

impl Written {
    fn new(id: BriefId, brief: Brief) -> Result<Self> {
        let brief = brief.tidy(&mut RandomIds);
        Ok(Self { id, counts: counts(&brief), content: serde_json::to_string(&brief)?, brief })
    }
}

/// What came of a save.
enum Outcome {
    Saved {
        revision: u32,
        updated_at: i64,
    },
    /// The brief has moved on: the text was set aside, under that number.
    Refused {
        aside: u32,
    },
}

impl Store {
    /// Saves `brief`, which was edited from revision `base`; base 0 makes the brief, and remembers it as the last one. Saving what is
    /// already stored succeeds whatever the base, so a save whose answer was lost can be sent again.
    ///
    /// # Errors
    /// [`Error::Conflict`] with the stored brief if it has moved on and says something else: `brief` is then kept among its
    /// asides; [`Error::BriefNotFound`].
    pub fn save_brief(&mut self, id: BriefId, base: u32, brief: Brief, now: Timestamp) -> Result<Saved> {
        self.save(id, base, brief, now, false)
    }

    /// Saves `brief` as [`Store::save_brief`] does, in place of something that shall not be lost: what is stored becomes a checkpoint
    /// first, and a new revision begins.
    ///
    /// # Errors
    /// As [`Store::save_brief`].
    pub fn replace_brief(&mut self, id: BriefId, base: u32, brief: Brief, now: Timestamp) -> Result<Saved> {
        self.save(id, base, brief, now, true)
    }

    fn save(&mut self, id: BriefId, base: u32, brief: Brief, now: Timestamp, replacing: bool) -> Result<Saved> {
        let written = Written::new(id, brief)?;
        let day = self.day(now);
        let own = self.set_aside.get(&(id, base)).copied();
        let outcome = self.transact(|transaction| match head(transaction, id)? {
            Some(head) if head.content.text() == Some(&written.content) => {
                Ok(Outcome::Saved { revision: head.revision, updated_at: head.updated_at })
            }
            Some(head) if head.revision != base => {
                Ok(Outcome::Refused { aside: set_aside(transaction, (id, base), own, now, &written.content)? })
            }
            Some(head) => follow(transaction, head, &written, (now.as_millisecond(), day), replacing),
            None if base == 0 => begin(transaction, &written, (now.as_millisecond(), day)),
            None => Err(Error::BriefNotFound(id.to_string())),
        })?;
        match outcome {
            Outcome::Refused { aside } => {
                self.set_aside.insert((id, base), aside);
                Err(Error::Conflict { stored: Box::new(self.open_brief(id)?), aside: Some(aside) })
            }
            Outcome::Saved { revision, updated_at } => {
                let saved_at = timestamp(updated_at)?;
                Ok(Saved { revision, saved_at, counts: written.counts, row: self.brief_row(id)? })
            }
        }
    }

    /// Adds a brief that was written elsewhere, with its times, and remembers it as the last one. One that is here already stays: the
    /// new one gets `other_id`. What was imported is a checkpoint.
    ///
    /// # Errors
    /// The store's.
    pub fn add_brief(
        &mut self,
        id: BriefId,
        other_id: BriefId,
        (created_at, updated_at): (Timestamp, Timestamp),
        brief: Brief,
        now: Timestamp,
    ) -> Result<BriefRow> {
        let mut written = Written::new(id, brief)?;
        let (saved_at, day) = (now.as_millisecond(), self.day(now));
        let id = self.transact(|transaction| {
            if head(transaction, id)?.is_some() {
                written.id = other_id;
            }
            let moment = Moment {
                revision: 1,
                created_at: created_at.as_millisecond(),
                updated_at: updated_at.as_millisecond(),
                began_at: saved_at,
                saved_at,
                day,
                checkpoint: Some(Checkpoint::Import),
            };
            write(transaction, &written, &moment)?;
            put_last_brief(transaction, written.id)?;
            Ok(written.id)
        })?;
        self.brief_row(id)
    }

    /// The local date of `time`, in days since 1970-01-01.
    pub(super) fn day(&self, time: Timestamp) -> i64 {
        let date = time.to_zoned(self.zone.clone()).date();
        let since = date.duration_since(civil::date(1970, 1, 1));
        since.as_hours() / 24
    }
}

/// The first save of a brief.
fn begin(transaction: &Transaction<'_>, written: &Written, (now, day): (i64, i64)) -> Result<Outcome> {
    let moment =
        Moment { revision: 1, created_at: now, updated_at: now, began_at: now, saved_at: now, day, checkpoint: None };
    write(transaction, written, &moment)?;
    // Who began a brief finds it again, whatever happens next.
    put_last_brief(transaction, written.id)?;
    Ok(Outcome::Saved { revision: 1, updated_at: now })
}

/// A save after others: to the same revision while the sitting lasts, else to a new one.
fn follow(
    transaction: &Transaction<'_>,
    mut head: Head,
    written: &Written,
    (now, day): (i64, i64),
    replacing: bool,
) -> Result<Outcome> {
    if replacing && head.checkpoint.is_none() {
        head.checkpoint = Some(Checkpoint::Restore);
    }
    let goes_on = head.checkpoint.is_none() && in_sitting(&head, now);
    if !goes_on {
        freeze(transaction, &head)?;
    }
    let moment = Moment {
        revision: head.revision + 1,
        created_at: 0,
        updated_at: now,
        began_at: if goes_on { head.began_at } else { now },
        saved_at: now,
        day,
        checkpoint: None,
    };
    write(transaction, written, &moment)?;
    Ok(Outcome::Saved { revision: head.revision + 1, updated_at: now })
}

/// Gives the brief of `newest` the status "exported", as a save at `now` does, and keeps that revision as `kept` says. Nothing is changed
/// of one that has it, and nothing of one that can't be read. Gives whether it was.
pub(super) fn mark_exported(
    transaction: &Transaction<'_>,
    id: BriefId,
    newest: Head,
    (now, day): (i64, i64),
    kept: Option<Checkpoint>,
) -> Result<bool> {
    let brief: Option<Brief> = newest.content.text().and_then(|text| serde_json::from_str(text).ok());
    let Some(mut brief) = brief.filter(|brief| brief.status != Status::Exported) else { return Ok(false) };
    brief.status = Status::Exported;
    let number = newest.number;
    follow(transaction, newest, &Written::new(id, brief)?, (now, day), false)?;
    let sql = "UPDATE briefs SET checkpoint = ?2 WHERE number = ?1";
    transaction.prepare_cached(sql)?.execute(params![number, kept])?;
    Ok(true)
}

/// Whether a save at `now` belongs to the revision `head`. A clock that was set back ends a revision, so none spans the jump.
fn in_sitting(head: &Head, now: i64) -> bool {
    let quiet = now - head.saved_at;
    let length = now - head.began_at;
    (0..=QUIET.as_millis() as i64).contains(&quiet) && (0..LONGEST.as_millis() as i64).contains(&length)
}

pub(super) fn head(connection: &Connection, id: BriefId) -> Result<Option<Head>> {
    let mut statement = connection.prepare_cached(include_str!("sql/head.sql"))?;
    let found = statement.query_row([id.to_string()], |row| {
        Ok(Head {
            number: row.get(0)?,
            revision: row.get(1)?,
            updated_at: row.get(2)?,
            began_at: row.get(3)?,
            saved_at: row.get(4)?,
            day: row.get(5)?,
            checkpoint: row.get(6)?,
            name: row.get(7)?,
            content: row.get(8)?,
        })
    });
    Ok(found.optional()?)
}

fn write(transaction: &Transaction<'_>, written: &Written, moment: &Moment) -> Result<()> {
    let Written { id, brief, counts, content } = written;
    transaction.prepare_cached(include_str!("sql/save_brief.sql"))?.execute(params![
        id.to_string(),
        moment.revision,
        moment.created_at,
        moment.updated_at,
        brief.status.name(),
        brief.language,
        counts.words,
        brief.headline,
        moment.began_at,
        moment.saved_at,
        moment.day,
        moment.checkpoint,
        digest(moment.revision, moment.saved_at, content.as_bytes()),
        pack(content.as_bytes())?,
    ])?;
    Ok(())
}
