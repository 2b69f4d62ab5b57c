//! What every format has in common: what is asked for, what comes out, and what is said about it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Article, Pictures, json, markdown, page, page_text};
use crate::brief::Part;
use crate::error::Result;
use crate::markdown::Markup;

/// A kind of exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A page that stands alone.
    Html,
    /// Front matter and the body, byte for byte.
    Markdown,
    /// The whole brief, as `show --json` prints it.
    Json,
    /// The text of the page without any markup, as a form field takes it.
    Text,
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
            Self::Json => "json",
            Self::Text => "txt",
        }
    }
}

/// The front-matter convention of a Markdown file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Flavour {
    /// Our own, the complete one: importing it gives the same brief.
    #[default]
    Briefdesk,
    /// Hugo's.
    Hugo,
    /// Jekyll's: a post.
    Jekyll,
    /// That of Astro's content collections.
    Astro,
    /// Eleventy's.
    Eleventy,
}

/// How the pictures of an HTML page lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Within the one file.
    #[default]
    File,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportOptions {
    /// The kind of file.
    pub format: Format,
    /// For Markdown: the front matter's convention.
    #[serde(default)]
    pub flavour: Flavour,
    /// For HTML: where the pictures lie.
    #[serde(default)]
    pub layout: Layout,
}

impl From<Format> for ExportOptions {
    fn from(format: Format) -> Self {
        Self { format, flavour: Flavour::default(), layout: Layout::default() }
    }
}

/// An exported file, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendering {
    /// The file itself.
    pub bytes: Vec<u8>,
    /// What lies beside it.
    pub beside: Vec<BesideFile>,
    /// What the format could not hold.
    pub losses: Vec<Loss>,
}

/// A file that belongs to an exported one. Its name holds the hash of what is in it, so that one of that name is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BesideFile {
    /// Where, from the folder of the exported file: `images/HASH.jpg`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Something of a brief that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Loss {
    /// A part that is not in the file.
    PartLeftOut {
        /// Which.
        part: Part,
    },
    /// Caption and credit of the picture.
    CaptionLeftOut,
    /// The words are there, and nothing else: no links, no lists, no tables, no emphasis.
    WordsOnly {
        /// Of which part.
        part: Part,
    },
    /// The words are there; what the text does with them is not.
    Markup {
        /// Of which part.
        part: Part,
        /// By what means.
        markup: Markup,
    },
}

/// `article` as `options` ask for it. Linear in its length.
///
/// # Errors
/// That of the format.
pub fn render(article: &Article, options: &ExportOptions) -> Result<Rendering> {
    let (text, losses) = match options.format {
        Format::Html => (page(article, Pictures::Inline)?, Vec::new()),
        Format::Markdown => markdown::flavoured(article, options.flavour)?,
        Format::Json => (json(&article.stored)?, Vec::new()),
        Format::Text => page_text(article),
    };
    let beside = match options.format {
        Format::Markdown | Format::Json => pictures(article),
        Format::Html | Format::Text => Vec::new(),
    };
    Ok(Rendering { bytes: text.into_bytes(), beside, losses })
}

fn pictures(article: &Article) -> Vec<BesideFile> {
    let pictures = markdown::pictures(article);
    pictures.map(|(path, picture)| BesideFile { path, bytes: picture.bytes.clone() }).collect()
}
