//! A brief as the next system wants it: an HTML page or a Markdown file.
//!
//! Rendering is pure; only [`file`] touches the disk. May depend on `brief`, `markdown`, `store` (for pictures) and `error`.

mod address;
pub mod file;
mod front_matter;
mod images;
mod labels;
mod live;
mod markdown;
mod metadata;
mod page;
mod share_card;
mod slug;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::brief::{ImageHash, Publication, StoredBrief};
use crate::store::Picture;

pub use address::canonical_url;
pub(crate) use images::{named_files, of_library};

pub use front_matter::{FrontMatter, FrontMatterAnalysis, FrontMatterHero, FrontMatterTakeaway, SCHEMA};
pub use live::LivePage;
pub use markdown::markdown;
pub use page::{Pictures, page};
pub use share_card::{Crop, SHARE_CARD, share_card, share_crop};
pub use slug::slug;

/// A brief with all that its page needs from elsewhere in the library.
#[derive(Debug, Clone)]
pub struct Article {
    /// The brief.
    pub stored: StoredBrief,
    /// The profile of its publication.
    pub publication: Publication,
    /// The hero's picture, if it has one and the library holds it.
    pub picture: Option<Picture>,
    /// The pictures that its Markdown names, as far as the library holds them.
    pub images: BTreeMap<ImageHash, Picture>,
    /// What the related block links to.
    pub related: Vec<RelatedLink>,
    /// Where its editors are: which day a time is printed as.
    pub zone: TimeZone,
}

/// A related brief as linked from a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedLink {
    /// Its headline.
    pub headline: String,
    /// Its address; empty if it has none.
    pub url: String,
}

/// A kind of exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A page that stands alone.
    Html,
    /// Front matter and the body, byte for byte.
    Markdown,
}

/// What a format can't hold, or what is missing from the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The hero has words and no picture.
    PictureMissing,
    /// The body or the analysis names a picture that the library does not have: its alternative text stands in its place.
    ImageMissing,
    /// Neither the brief nor its publication gives an address, so nothing can be shared.
    AddressMissing,
    /// The brief has no headline.
    HeadlineMissing,
}

impl Format {
    /// Its file extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }
}

impl Article {
    /// Its own address, if it has one.
    #[must_use]
    pub fn canonical_url(&self) -> Option<String> {
        canonical_url(&self.stored, &self.publication, &self.zone)
    }

    /// What to tell the editor about an export of this article.
    #[must_use]
    pub fn warnings(&self, format: Format) -> Vec<Warning> {
        let brief = &self.stored.brief;
        let picture_missing = brief.hero.as_ref().is_some_and(|hero| !hero.decorative) && self.picture.is_none();
        let address_missing = format == Format::Html && self.canonical_url().is_none();
        let image_missing = brief.markdown_images().iter().any(|hash| !self.images.contains_key(hash));
        let found = [
            (brief.headline.trim().is_empty(), Warning::HeadlineMissing),
            (picture_missing, Warning::PictureMissing),
            (image_missing, Warning::ImageMissing),
            (address_missing, Warning::AddressMissing),
        ];
        found.into_iter().filter_map(|(is, warning)| is.then_some(warning)).collect()
    }
}
