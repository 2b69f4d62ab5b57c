//! Moving the newest revision to the past, and keeping the past in few bytes.
//!
//! What was frozen last stands alone. When the next one follows, it leans on that: going back from a text, mostly words are taken away,
//! and what is not there needs no bytes. Now and then one of them is a keyframe. The keyframe before then leans on it directly, so that
//! to read an old text only the rest of its own run, a step for each younger keyframe and the last run have to be decoded.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::chain::{Known, digest, key, last, lean, link, link_before, read};
use super::row::to_bits;
use crate::compare::{Touched, touched};
use crate::error::{Error, Result};
use crate::store::Packed;
use crate::store::compression::compress;
use crate::store::saving::Head;

/// The most steps from one keyframe to the next.
const MOST_STEPS: i64 = 200;
/// The most bytes to decode between them: few revisions of a very long brief lean on each other.
const MOST_DECODED: i64 = 16 << 20;
/// The most keyframes in a row of which none stands alone: what damage there can be to the past ends at the one that does.
const MOST_KEYFRAMES: i64 = 8;

/// Moves the newest revision, `head`, to the past: another one begins. A past that can't be read any more stops nobody from writing: it
/// stays as it is. Nor does a newest revision that can't be: it goes to the past as it is.
pub(in crate::store) fn freeze(transaction: &Transaction<'_>, head: &Head) -> Result<()> {
    let text = match &head.content {
        Packed::Text(text) => text,
        Packed::Damaged(data) => return put(transaction, head, data, data, false, Default::default()),
    };
    let before = last(transaction, head.number)?;
    let past = before.as_ref().and_then(|before| serde_json::from_slice(&before.content).ok()).unwrap_or_default();
    let touched = serde_json::from_str(text).map(|newest| touched(&past, &newest)).unwrap_or_default();
    let newest = Known { revision: head.revision, content: text.as_bytes().to_vec() };
    let keyframe = precede(transaction, head.number, before.as_ref(), &newest)?;
    put(transaction, head, &newest.content, &[], keyframe, touched)?;
    put_last(transaction, head.number, &newest)
}

/// Lets the past of brief `number` lean on `newest`, which follows it. Gives whether `newest` is a keyframe.
fn precede(transaction: &Transaction<'_>, number: i64, before: Option<&Known>, newest: &Known) -> Result<bool> {
    let run = run(transaction, number)?;
    let ended = run.as_ref().filter(|run| run.steps + 1 >= MOST_STEPS || run.bytes >= MOST_DECODED);
    // What it says has to be read while all that it leans on is there.
    let keyframe = ended.map(|run| read(transaction, number, run.keyframe)).transpose();
    match before {
        Some(before) => lean(transaction, number, before, Some(newest))?,
        // If there is one that can't be read, its bytes stay all the same.
        None => drop(transaction.prepare_cached(include_str!("../sql/keep_last.sql"))?.execute([number])?),
    }
    match keyframe {
        // A damaged past stays as it is.
        Err(Error::RevisionUnreadable(_)) | Ok(None) => {}
        Ok(Some(keyframe)) => {
            let base = if ends_a_row(transaction, number, keyframe.revision)? { None } else { Some(newest) };
            lean(transaction, number, &keyframe, base)?;
        }
        Err(error) => return Err(error),
    }
    Ok(run.is_none() || ended.is_some())
}

fn put_last(transaction: &Transaction<'_>, number: i64, last: &Known) -> Result<()> {
    // Deleted first, so that the new one finds the room that the old one gives up.
    transaction.prepare_cached("DELETE FROM last_revisions WHERE brief = ?1")?.execute([number])?;
    let sql = "INSERT INTO last_revisions (brief, revision, data) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![number, last.revision, compress(&last.content, &[])?])?;
    Ok(())
}

/// What has followed the last keyframe.
struct Run {
    keyframe: u32,
    /// How many revisions.
    steps: i64,
    /// Their length, in bytes.
    bytes: i64,
}

fn run(connection: &Connection, number: i64) -> Result<Option<Run>> {
    let sql = "SELECT revision FROM revisions WHERE id BETWEEN ?1 AND ?2 AND keyframe ORDER BY id DESC LIMIT 1";
    let range = [key(number, 0), key(number, u32::MAX)];
    let Some(keyframe) = connection.prepare_cached(sql)?.query_row(range, |row| row.get(0)).optional()? else {
        return Ok(None);
    };
    let sql = "SELECT count(*), coalesce(sum(length), 0) FROM revisions WHERE id > ?1 AND id <= ?2";
    let range = [key(number, keyframe), key(number, u32::MAX)];
    let (steps, bytes) = connection.prepare_cached(sql)?.query_row(range, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Some(Run { keyframe, steps, bytes }))
}

/// Whether so many keyframes before `keyframe` lean on another one that it has to stand alone.
fn ends_a_row(connection: &Connection, number: i64, keyframe: u32) -> Result<bool> {
    let mut statement = connection.prepare_cached(include_str!("../sql/keyframes_before.sql"))?;
    let before = (key(number, 0), key(number, keyframe), MOST_KEYFRAMES - 1);
    let (keyframes, alone): (i64, i64) = statement.query_row(before, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(keyframes == MOST_KEYFRAMES - 1 && alone == 0)
}

fn put(
    transaction: &Transaction<'_>,
    head: &Head,
    content: &[u8],
    data: &[u8],
    keyframe: bool,
    (parts, added, removed): (Vec<Touched>, u32, u32),
) -> Result<()> {
    let before = link_before(transaction, head.number, key(head.number, u32::MAX))?;
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
        link(&before, &digest(head.revision, head.saved_at, content)),
        data,
    ])?;
    Ok(())
}
