//! What went out of a brief, what changed since, and what is put right after it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::brief::{BriefId, Correction};
use crate::compare::{Comparison, compare};
use crate::error::{Error, Result};
use crate::store::{ExportRecord, Saved, Store, to_milliseconds};

/// What changed since a brief went out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct ExportChanges {
    /// When it went out last.
    #[specta(type = String)]
    pub exported_at: Timestamp,
    /// The revision that did.
    pub revision: u32,
    /// From that to what it says now.
    pub comparison: Comparison,
}

/// What changed since brief `id` was exported last; `None` if it never was. Costs what a comparison does.
///
/// # Errors
/// [`Error::BriefNotFound`], [`Error::RevisionUnreadable`].
pub fn export_changes(store: &Store, id: BriefId) -> Result<Option<ExportChanges>> {
    let stored = store.open_brief(id)?;
    let Some(ExportRecord { revision, exported_at, .. }) = store.exports_of(id)?.into_iter().next() else {
        return Ok(None);
    };
    let went_out = store.open_revision(id, revision)?;
    Ok(Some(ExportChanges { exported_at, revision, comparison: compare(&went_out, &stored.brief) }))
}

/// Adds a note of what was put right, dated `now`, to what is stored of brief `id`. A blank one adds nothing.
///
/// # Errors
/// [`Error::NeverWentOut`] if there was no final export that could be corrected; [`Error::BriefNotFound`], the store's.
pub fn add_correction(store: &mut Store, id: BriefId, text: &str, now: Timestamp) -> Result<Saved> {
    let mut stored = store.open_brief(id)?;
    if !store.exports_of(id)?.iter().any(|record| record.file.is_final) {
        return Err(Error::NeverWentOut(id.to_string()));
    }
    let text = text.trim();
    if !text.is_empty() {
        stored.brief.corrections.push(Correction { at: to_milliseconds(now), text: text.to_owned() });
    }
    store.save_brief(id, stored.revision, stored.brief, now)
}
