//! The past of the briefs in a salvaged library: what can't be read of it goes, and what is left is linked anew. A brief whose own row is
//! gone comes back from its past.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use crate::brief::{Brief, Ids, RandomIds, counts};
use crate::error::Result;
use crate::store::compression::pack;
use crate::store::history::{BEGINNING, Known, delete, digest, key, lean, read, walk};
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
    let (mut steps, mut last) = (Vec::new(), None);
    let (mut unreadable, mut orphans) = (BTreeSet::new(), Vec::new());
    walk(connection, number, |mut step| {
        match step.content.take() {
            None => {
                unreadable.insert(step.revision);
            }
            Some(content) => {
                last.get_or_insert_with(|| (step.revision, content.clone()));
                if step.base.is_some_and(|base| unreadable.contains(&base)) {
                    orphans.push(Known { revision: step.revision, content });
                }
            }
        }
        steps.push(step);
        Ok(())
    })?;
    for orphan in orphans {
        lean(connection, number, &orphan, None)?;
    }
    let mut link = BEGINNING;
    let mut linked_anew = false;
    for step in steps.into_iter().rev() {
        *lost += u32::from(!step.holds);
        linked_anew |= !step.holds;
        let id = key(number, step.revision);
        let Some(next) = step.link(&link) else {
            delete(connection, number, step.revision)?;
            continue;
        };
        link = next;
        if linked_anew {
            connection.prepare_cached("UPDATE revisions SET link = ?2 WHERE id = ?1")?.execute(params![id, link])?;
        }
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
    let key = key(number, revision);
    let saved_at = connection.query_row("SELECT saved_at FROM revisions WHERE id = ?1", [key], |row| row.get(0))?;
    connection.prepare_cached(include_str!("../sql/revive.sql"))?.execute(params![
        key,
        id,
        brief.status.name(),
        brief.language,
        counts(&brief).words,
        brief.headline,
        digest(revision, saved_at, content),
        pack(content)?,
    ])?;
    stand_alone(connection, number, revision)?;
    delete(connection, number, revision)?;
    Ok(id)
}

/// Stores anew what leans on `revision`.
fn stand_alone(connection: &Connection, number: i64, revision: u32) -> Result<()> {
    let sql = "SELECT revision FROM revisions WHERE id BETWEEN ?1 AND ?2 AND base = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let leaning = statement.query_map([key(number, 0), key(number, u32::MAX), revision.into()], |row| row.get(0))?;
    for leaning in leaning.collect::<rusqlite::Result<Vec<u32>>>()? {
        lean(connection, number, &read(connection, number, leaning)?, None)?;
    }
    Ok(())
}
