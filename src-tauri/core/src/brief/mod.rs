//! What a brief is: its parts, its identity, its counts. Values only; no I/O, no clock, no randomness.
//!
//! Depends on nothing else in this crate.

mod address;
mod focal;
mod ids;
mod images;
mod parts;
mod publication;
mod splice;
mod theme;
mod words;

pub use address::openable;
pub use focal::{Focal, Fraction};
pub use ids::{BriefId, IdError, Ids, ImageHash, RandomIds, TakeawayId};
pub use images::{library_image, named_images};
pub use parts::{Analysis, Brief, Correction, Hero, Part, Source, Status, StoredBrief, Takeaway};
pub use publication::{LengthGuides, Network, Publication, Range};
pub use splice::Splice;
pub use theme::{Theme, ThemeFile};
pub use words::{Counts, count_words, counts};
