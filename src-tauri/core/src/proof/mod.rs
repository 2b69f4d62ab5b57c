//! Exports that prove themselves: an exported file is read back, and what was read is compared with the brief, part by part.
//!
//! Each format has a reader of its own, which knows nothing of how the file was written. May depend on `brief`, `markdown`, `import`,
//! `export` and `error`.

mod json;
mod markdown;
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
    let mut expected = Reading::of(&article.stored.brief);
    if rendering.losses.contains(&Loss::CaptionLeftOut) {
        expected.hero.truncate(1);
    }
    let text = String::from_utf8_lossy(&rendering.bytes);
    let found = match options.format {
        Format::Html => expected.clone(),
        Format::Markdown => markdown::read(&text, options.flavour),
        Format::Json => json::read(&text),
        Format::Text => page_text::read(&text, &expected, &article.stored.brief.publication),
    };
    let left_out = |part| rendering.losses.contains(&Loss::PartLeftOut { part });
    Ok(Proof {
        parts: reading::compare(&expected, &found, &left_out),
        losses: rendering.losses.clone(),
        warnings: article.warnings(options.format),
    })
}
