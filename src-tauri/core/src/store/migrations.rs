//! The schema's history. Append-only: a released step is never edited.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::{Transaction, params};

use super::backup::{back_up, is_copy_of};
use super::files::beside;
use crate::brief::Publication;
use crate::error::{Error, Result};

type Step = fn(&Transaction<'_>) -> Result<()>;

const STEPS: &[Step] = &[briefs, history, last_revisions, exports];

/// The version of a library with every step applied.
pub(super) const LATEST: i64 = STEPS.len() as i64;

/// Takes a library of version `from` to version `to`, at most the latest.
pub(super) fn apply(transaction: &Transaction<'_>, from: i64, to: i64) -> Result<()> {
    let done = usize::try_from(from).unwrap_or(0);
    let steps = usize::try_from(to - from).unwrap_or(0);
    for step in STEPS.iter().skip(done).take(steps) {
        step(transaction)?;
    }
    transaction.pragma_update(None, "user_version", to)?;
    Ok(())
}

/// Backs the library up beside itself as `NAME.before-vN`, so that a migration that went wrong can be taken back. A file of that name
/// stays; unless it is a sound copy of this very library, from an attempt that failed, another is made beside it.
///
/// # Errors
/// As [`back_up`].
pub(super) fn copy_before(path: &Path, version: i64) -> Result<PathBuf> {
    let name = format!(".before-v{}", version + 1);
    let mut number = 1;
    loop {
        let copy = beside(path, &if number == 1 { name.clone() } else { format!("{name}-{number}") });
        match back_up(path, &copy, &mut |_| ControlFlow::Continue(())) {
            Err(Error::FileExists(_)) if is_copy_of(path, &copy)? => return Ok(copy),
            Err(Error::FileExists(_)) => number += 1,
            other => return other.map(|_| copy),
        }
    }
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

fn last_revisions(transaction: &Transaction<'_>) -> Result<()> {
    Ok(transaction.execute_batch(include_str!("../../migrations/0003_last_revisions.sql"))?)
}

fn exports(transaction: &Transaction<'_>) -> Result<()> {
    Ok(transaction.execute_batch(include_str!("../../migrations/0004_exports.sql"))?)
}
