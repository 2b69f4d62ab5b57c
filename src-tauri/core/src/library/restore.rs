//! Bringing back what a brief said.

use jiff::Timestamp;

use crate::brief::BriefId;
use crate::compare::{Piece, take};
use crate::error::{Error, Result};
use crate::store::{Saved, Store};

/// What a restore did. It is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The brief as it is now.
    pub saved: Saved,
    /// What was there before, as a checkpoint: restoring all of it takes the restore back.
    pub before: u32,
}

/// Takes `piece` of the revision `revision` into what is stored, which must be the revision `base`: a piece is known by its place there. What was there becomes a checkpoint, and a new revision begins.
/// Nothing happens where both say the same.
///
/// # Errors
/// [`Error::BriefNotFound`], [`Error::RevisionNotFound`], [`Error::RevisionUnreadable`], [`Error::NoSuchPiece`];
/// [`Error::Conflict`] if the brief has moved on.
pub fn restore(
    store: &mut Store,
    id: BriefId,
    base: u32,
    revision: u32,
    piece: &Piece,
    now: Timestamp,
) -> Result<Restored> {
    let from = store.open_revision(id, revision)?;
    let restored = match store.open_brief(id) {
        // Of a damaged text no piece can be kept, and all of it can be replaced.
        Err(Error::RevisionUnreadable(_)) if *piece == Piece::Everything => from,
        Ok(stored) if stored.revision != base => {
            return Err(Error::Conflict { stored: Box::new(stored), aside: None });
        }
        Ok(stored) => take(&from, &stored.brief, piece)?,
        Err(error) => return Err(error),
    };
    let saved = store.replace_brief(id, base, restored, now)?;
    Ok(Restored { saved, before: base })
}
