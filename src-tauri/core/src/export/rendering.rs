//! What every format has in common: what is asked for, what comes out, and what is said about it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::html::in_folder;
use super::{Article, Pictures, Printer, docx, json, markdown, ninjs, page, page_text, print};
use crate::brief::Part;
use crate::error::{Error, Result};
use crate::markdown::Markup;

/// A kind of exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A page that stands alone.
    Html,
    /// Front matter and the body, byte for byte.
    Markdown,
    /// News in JSON, as the IPTC has it: ninjs 3.1.
    Ninjs,
    /// A Word document.
    Docx,
    /// The page on paper.
    Pdf,
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
    /// The publication names a page theme that the library does not have: the built-in one stands in its place.
    ThemeMissing,
}

impl Format {
    /// Its file extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Ninjs => "ninjs.json",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
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
    /// In a folder of the page's own: `slug/index.html` and `slug/images/`.
    Folder,
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
    /// The addresses of links that are none of the web or of mail; the words are there.
    LinkAddress {
        /// Which part.
        part: Part,
    },
    /// When it was or will be public.
    PublicationTime,
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

/// `article` as `options` ask for it, in any format that needs no printer. Linear in its length.
///
/// # Errors
/// That of the format; [`Error::NoPrinter`] for a PDF.
pub fn render(article: &Article, options: &ExportOptions) -> Result<Rendering> {
    render_with(article, options, None)
}

/// `article` as `options` ask for it; a PDF is printed by `printer`. Linear in its length.
///
/// # Errors
/// That of the format; [`Error::NoPrinter`] for a PDF without one.
pub fn render_with(article: &Article, options: &ExportOptions, printer: Option<&dyn Printer>) -> Result<Rendering> {
    let whole = |text: String| Rendering { bytes: text.into_bytes(), beside: Vec::new(), losses: Vec::new() };
    match options.format {
        Format::Html => match options.layout {
            Layout::File => Ok(whole(page(article, Pictures::Inline)?)),
            Layout::Folder => in_folder(article),
        },
        Format::Markdown => {
            let (text, losses) = markdown::flavoured(article, options.flavour)?;
            Ok(Rendering { beside: pictures(article), losses, ..whole(text) })
        }
        Format::Json => Ok(Rendering { beside: pictures(article), ..whole(json(&article.stored)?) }),
        Format::Text => {
            let (text, losses) = page_text(article);
            Ok(Rendering { losses, ..whole(text) })
        }
        Format::Ninjs => ninjs::ninjs(article),
        Format::Docx => docx::docx(article),
        Format::Pdf => print::pdf(article, printer.ok_or(Error::NoPrinter)?),
    }
}

fn pictures(article: &Article) -> Vec<BesideFile> {
    let pictures = markdown::pictures(article);
    pictures.map(|(path, picture)| BesideFile { path, bytes: picture.bytes.clone() }).collect()
}
