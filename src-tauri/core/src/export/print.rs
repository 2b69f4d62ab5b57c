//! A brief as PDF: its own HTML page, printed. Whoever calls brings the [`Printer`], as printing takes a web view and with it a
//! screen, which the core knows nothing of; what the web views leave out of the file is added here.

mod finishing;
mod letters;

use super::{Article, Pictures, Rendering, page};
use crate::error::Result;
use finishing::{About, finish};

/// Prints pages. Calls wait for the whole file, from any thread but the printer's own.
pub trait Printer: Send + Sync {
    /// The PDF of the page `html`, which stands alone; nothing in it is run and nothing outside of it is asked for.
    ///
    /// # Errors
    /// [`crate::Error::NoPrinter`], [`crate::Error::NoPrinting`] or [`crate::Error::PrintFailed`].
    fn print(&self, html: &str, paper: Paper) -> Result<Vec<u8>>;
}

/// What is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// The countries that print on Letter, as the Unicode CLDR has them.
const LETTER: [&str; 14] = ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

impl Paper {
    /// What lies in the printers of the country that `language` (BCP 47) names; without one, A4.
    #[must_use]
    pub fn of(language: &str) -> Self {
        let mut subtags = language.split('-').skip(1);
        let is_letter = subtags.any(|subtag| LETTER.iter().any(|country| country.eq_ignore_ascii_case(subtag)));
        if is_letter { Self::Letter } else { Self::A4 }
    }
}

/// `article` on paper.
pub(super) fn pdf(article: &Article, printer: &dyn Printer) -> Result<Rendering> {
    let html = page(article, Pictures::Inline)?;
    let printed = printer.print(&html, Paper::of(&article.stored.brief.language))?;
    let bytes = finish(&printed, &About::of(article))?;
    Ok(Rendering { bytes, beside: Vec::new(), losses: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_is_that_of_the_country() {
        assert_eq!(Paper::of("en-US"), Paper::Letter);
        assert_eq!(Paper::of("es-Latn-mx"), Paper::Letter);
        for language in ["", "en", "en-GB", "zh-Hans", "zh-Hans-CN", "us"] {
            assert_eq!(Paper::of(language), Paper::A4, "{language}");
        }
    }
}
