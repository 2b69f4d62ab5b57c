//! Bringing back what a brief said.

use jiff::Timestamp;

use crate::brief::BriefId;
use crate::compare::{Piece, take};
use crate::error::Result;
use crate::store::{Saved, Store};

/// What a restore did. It is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The brief as it is now.
    pub saved: Saved,
    /// What was there before, as a checkpoint: restoring all of it takes the restore back.
    pub before: u32,
}

/// Takes `piece` of the revision `revision` into what is stored. What was there becomes a checkpoint, and a new revision begins.
/// Nothing happens where both say the same.
///
/// # Errors
/// [`crate::Error::BriefNotFound`], [`crate::Error::RevisionNotFound`], [`crate::Error::RevisionUnreadable`],
/// [`crate::Error::NoSuchPiece`]; [`crate::Error::Conflict`] if another program saves at the same moment.
pub fn restore(store: &mut Store, id: BriefId, revision: u32, piece: &Piece, now: Timestamp) -> Result<Restored> {
    let from = store.open_revision(id, revision)?;
    let stored = store.open_brief(id)?;
    let restored = take(&from, &stored.brief, piece)?;
    let saved = store.replace_brief(id, stored.revision, restored, now)?;
    Ok(Restored { saved, before: stored.revision })
}
