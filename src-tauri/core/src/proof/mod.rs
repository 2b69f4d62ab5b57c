//! Exports that prove themselves: an exported file is read back, and what was read is compared with the brief, part by part.
//!
//! Each format has a reader of its own, which knows nothing of how the file was written. May depend on `brief`, `markdown`, `import`,
//! `export` and `error`.

mod docx;
mod html;
mod json;
mod markdown;
mod marked;
mod ninjs;
mod page_text;
mod reading;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::brief::Part;
use crate::error::Result;
use crate::export::{Article, ExportOptions, Format, Loss, Rendering, Warning};
use reading::Reading;

/// What an exported file was found to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Proof {
    /// Each part that the brief has, in page order.
    pub parts: Vec<PartProof>,
    /// What the format has no place for.
    pub losses: Vec<Loss>,
    /// What is missing from the brief itself.
    pub warnings: Vec<Warning>,
}

/// What became of one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PartProof {
    /// Which.
    pub part: Part,
    /// What became of it.
    pub state: PartState,
}

/// What became of a part in an exported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartState {
    /// All its words are there.
    Whole,
    /// The format has no place for it, and says so among its losses.
    LeftOut,
    /// The file says something else: it must not go out.
    Altered {
        /// The words of the brief where the two part.
        expected: String,
        /// Those of the file.
        found: String,
    },
}

impl Proof {
    /// Whether the file may take the place of an older one.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.parts.iter().all(|part| !matches!(part.state, PartState::Altered { .. }))
    }
}

/// Reads `rendering` back and compares it with `article`. Linear in its length.
///
/// # Errors
/// That the file can't be read at all: what was written is not of its format.
pub fn prove(article: &Article, options: &ExportOptions, rendering: &Rendering) -> Result<Proof> {
    let brief = &article.stored.brief;
    let expected = || Reading::of(brief);
    let text = || String::from_utf8_lossy(&rendering.bytes);
    let pairs = match options.format {
        Format::Html => vec![(html::expected(brief), html::read(&rendering.bytes))],
        Format::Markdown => vec![(expected(), markdown::read(&text(), options.flavour))],
        Format::Json => vec![(expected(), json::read(&text()))],
        Format::Text => vec![page_text::readings(brief, &text(), &rendering.losses)],
        // Glyphs laid out on paper are not read back: nothing is said of the parts.
        Format::Pdf => Vec::new(),
        Format::Ninjs => ninjs::readings(brief, &rendering.bytes)?.to_vec(),
        Format::Docx => vec![(expected(), docx::read(&rendering.bytes)?)],
    };
    let left_out = |part| rendering.losses.contains(&Loss::PartLeftOut { part });
    let ways = pairs.iter().map(|(expected, found)| reading::compare(expected, found, &left_out));
    Ok(Proof {
        parts: reading::merge(ways.collect()),
        losses: rendering.losses.clone(),
        warnings: article.warnings(options.format),
    })
}
