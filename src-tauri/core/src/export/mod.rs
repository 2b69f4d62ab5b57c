//! A brief as the next system wants it: a page, a Markdown file, and whatever else takes it in.
//!
//! - [`html`]: the page, its themes and metadata, the page as it is written, the share card.
//! - [`markdown`]: front matter and text, in the flavours of the site generators.
//! - `docx`: a Word document.
//! - `ninjs`: news in JSON, for content systems.
//! - [`print`]: the page on paper, as PDF, by a printer that is brought along.
//! - [`json`]: the whole brief; [`page_text`]: the words of the page alone.
//! - [`clipboard`]: what is copied for other programs.
//! - [`rendering`]: what all formats have in common: what is asked for, and what comes out.
//!
//! Rendering is pure; only [`file`] touches the disk. May depend on `brief`, `markdown`, `store` (for pictures) and `error`.

mod address;
mod clipboard;
mod docx;
pub mod file;
mod html;
mod json;
mod markdown;
mod ninjs;
mod page_text;
mod print;
mod rendering;
mod slug;
mod uri;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::brief::{Analysis, Brief, ImageHash, Publication, StoredBrief, Theme};
use crate::store::Picture;

pub use address::canonical_url;
pub(crate) use html::{is_forbidden, printable};
pub(crate) use markdown::{named_files, of_library};

pub use clipboard::{Copied, CopyAs, copied};
pub use html::{
    Card, Crop, LONGEST_THEME_FILE, LivePage, Pictures, SHARE_CARD, built_in_theme, check_theme, page, share_card,
    share_crop,
};
pub use json::{JSON_SCHEMA, json, json_schema};
pub use markdown::{FrontMatter, FrontMatterAnalysis, FrontMatterHero, FrontMatterTakeaway, SCHEMA, markdown};
pub use page_text::page_text;
pub use print::{Paper, Printer};
pub use rendering::{
    BesideFile, ExportOptions, Flavour, Format, Layout, Loss, Rendering, Warning, render, render_with,
};
pub use slug::{is_device, slug};

/// Raised whenever the same brief gives other bytes than before: what was exported is then exported anew.
pub const FORMAT_VERSION: u32 = 1;

/// The built-in template and its styles: another one gives other pages.
pub(crate) const BUILT_IN: [&str; 3] = [
    include_str!("html/templates/head.html"),
    include_str!("html/templates/page.html"),
    include_str!("html/templates/page.css"),
];

/// The analysis, if there is a box to print. Label, title and signature come with every blank brief: the text decides.
pub(crate) fn printed_analysis(brief: &Brief) -> Option<&Analysis> {
    Some(&brief.analysis).filter(|analysis| !printable(&analysis.text).trim().is_empty())
}

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
    /// The theme of its page; none for the built-in one, and where the library does not have the one that its publication names.
    pub theme: Option<Theme>,
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

impl Article {
    /// Its own address, if it has one.
    #[must_use]
    pub fn canonical_url(&self) -> Option<String> {
        canonical_url(&self.stored, &self.publication, &self.zone)
    }

    /// The hero's picture, if it is of a kind that a page shows: a library handed over by somebody may say anything of its pictures.
    pub(crate) fn hero_picture(&self) -> Option<&Picture> {
        self.picture.as_ref().filter(|picture| picture.extension().is_some())
    }

    /// What to tell the editor about an export of this article.
    #[must_use]
    pub fn warnings(&self, format: Format) -> Vec<Warning> {
        let brief = &self.stored.brief;
        let picture_missing = brief.hero.as_ref().is_some_and(|hero| !hero.decorative) && self.picture.is_none();
        let address_missing = format == Format::Html && self.canonical_url().is_none();
        let image_missing = brief.markdown_images().iter().any(|hash| !self.images.contains_key(hash));
        let theme_missing = format == Format::Html && self.theme.is_none() && self.publication.names_theme();
        let found = [
            (brief.headline.trim().is_empty(), Warning::HeadlineMissing),
            (picture_missing, Warning::PictureMissing),
            (image_missing, Warning::ImageMissing),
            (address_missing, Warning::AddressMissing),
            (theme_missing, Warning::ThemeMissing),
        ];
        found.into_iter().filter_map(|(is, warning)| is.then_some(warning)).collect()
    }
}
