//! The past of the briefs in a salvaged library: what can't be read of it goes, and what is left is linked anew. A brief whose own row is
//! gone comes back from its past.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::brief::{Brief, Ids, RandomIds, counts};
use crate::error::Result;
use crate::store::history::{BEGINNING, Step, digest, walk};
use crate::store::proof::exists;

/// What came of the past.
#[derive(Default)]
pub(super) struct Past {
    /// Revisions that were there and can't be read, or at least one where a link is missing.
    pub lost: u32,
    /// Briefs that came back, by their ids.
    pub revived: Vec<String>,
}

/// Mends the past of every brief. `ids` has the ids of briefs by their numbers, as far as an index or a broken row tells.
pub(super) fn mend(connection: &Connection, ids: &BTreeMap<i64, String>) -> Result<Past> {
    let mut past = Past::default();
    if !exists(connection, "revisions")? {
        return Ok(past);
    }
    let mut statement = connection.prepare("SELECT DISTINCT brief FROM revisions ORDER BY brief")?;
    let numbers = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for number in numbers {
        let last = mend_one(connection, number, &mut past.lost)?;
        let there = connection.prepare_cached("SELECT 1 FROM briefs WHERE number = ?1")?.exists([number])?;
        if let Some((revision, content)) = last.filter(|_| !there) {
            past.revived.push(revive(connection, number, ids.get(&number), revision, &content)?);
        }
    }
    Ok(past)
}

/// Gives the newest revision that is left, and its content.
fn mend_one(connection: &Connection, number: i64, lost: &mut u32) -> Result<Option<(u32, Vec<u8>)>> {
    let mut steps = Vec::new();
    walk(connection, number, |step| {
        steps.push(step);
        Ok(())
    })?;
    let mut last = None;
    let mut link = BEGINNING;
    let mut linked_anew = false;
    for step in steps {
        *lost += u32::from(!step.holds);
        let kept = step.holds || step.keyframe && step.content.is_some();
        linked_anew |= !step.holds;
        let (true, Some(next)) = (kept, step.link(&link)) else {
            let sql = "DELETE FROM revisions WHERE brief = ?1 AND revision = ?2";
            connection.prepare_cached(sql)?.execute(params![number, step.revision])?;
            continue;
        };
        link = next;
        if linked_anew {
            let sql = "UPDATE revisions SET link = ?3 WHERE brief = ?1 AND revision = ?2";
            connection.prepare_cached(sql)?.execute(params![number, step.revision, link])?;
        }
        let Step { revision, content, .. } = step;
        last = content.map(|content| (revision, content));
    }
    Ok(last)
}

/// Makes the newest revision that is left the brief itself. Gives the brief's id, which is a new one where the old one is not known.
fn revive(connection: &Connection, number: i64, id: Option<&String>, revision: u32, content: &[u8]) -> Result<String> {
    let brief: Brief = serde_json::from_slice(content)?;
    let mut known = connection.prepare_cached("SELECT 1 FROM briefs WHERE id = ?1")?;
    let id = match id {
        Some(id) if !known.exists([id])? => id.clone(),
        _ => RandomIds.brief().to_string(),
    };
    let sql = "SELECT saved_at FROM revisions WHERE brief = ?1 AND revision = ?2";
    let saved_at = connection.query_row(sql, params![number, revision], |row| row.get(0))?;
    connection.prepare_cached(include_str!("../sql/revive.sql"))?.execute(params![
        number,
        revision,
        id,
        brief.status.name(),
        brief.language,
        counts(&brief).words,
        brief.headline,
        digest(revision, saved_at, content),
        String::from_utf8_lossy(content),
    ])?;
    connection
        .prepare_cached("DELETE FROM revisions WHERE brief = ?1 AND revision = ?2")?
        .execute(params![number, revision])?;
    Ok(id)
}
