//! The schema's history. Append-only: a released step is never edited.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, params};

use crate::brief::Publication;
use crate::error::{Error, Result};

type Step = fn(&Transaction<'_>) -> Result<()>;

const STEPS: &[Step] = &[briefs, history];

/// The version of a library with every step applied.
pub(super) const LATEST: i64 = STEPS.len() as i64;

/// Takes a library of version `from` to the latest.
pub(super) fn apply(transaction: &Transaction<'_>, from: i64) -> Result<()> {
    let done = usize::try_from(from).unwrap_or(0);
    for step in &STEPS[done..] {
        step(transaction)?;
    }
    transaction.pragma_update(None, "user_version", LATEST)?;
    Ok(())
}

/// Copies the library beside itself as `NAME.before-vN`, so that a migration that went wrong can be taken back.
pub(super) fn copy_before(connection: &Connection, path: &Path, version: i64) -> Result<PathBuf> {
    let beside = |suffix: &str| {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".before-v{}{suffix}", version + 1));
        path.with_file_name(name)
    };
    let copy = beside("");
    if copy.exists() {
        // An earlier attempt failed; its copy is the older truth and stays.
        return Ok(copy);
    }
    // Under its name there is never half a copy: a later attempt would take that for the older truth.
    let unfinished = beside(".unfinished");
    let forget = || match std::fs::remove_file(&unfinished) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(&unfinished, error)),
        _ => Ok(()),
    };
    forget()?;
    let target = unfinished.to_str().ok_or_else(|| Error::NotPermitted(copy.clone()))?;
    if let Err(error) = connection.execute("VACUUM INTO ?1", [target]) {
        // It would take room that is wanted for the next attempt; if it can't go now, it goes then.
        let _ = forget();
        return Err(error.into());
    }
    std::fs::rename(&unfinished, &copy).map_err(|error| Error::io(&copy, error))?;
    Ok(copy)
}

fn briefs(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("../../migrations/0001_briefs.sql"))?;
    super::publications::put(transaction, &Publication::default(), 0)
}

fn history(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute_batch(include_str!("../../migrations/0002_history.sql"))?;
    let mut briefs = transaction.prepare("SELECT number, revision, saved_at, CAST(content AS TEXT) FROM briefs")?;
    let mut update = transaction.prepare("UPDATE briefs SET digest = ?2, content = ?3 WHERE number = ?1")?;
    let mut rows = briefs.query([])?;
    while let Some(row) = rows.next()? {
        let content: String = row.get(3)?;
        let digest = super::history::digest(row.get(1)?, row.get(2)?, content.as_bytes());
        update.execute(params![row.get::<_, i64>(0)?, digest, super::compression::pack(content.as_bytes())?])?;
    }
    Ok(())
}
