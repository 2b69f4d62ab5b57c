//! A brief as an HTML page that stands alone: no script, no request to anywhere, all parts in page order.
//!
//! The head is always ours; what stands in the body is a theme's, or the built-in one's.

mod example;
mod folder;
pub(super) mod labels;
mod live;
mod metadata;
mod share_card;
mod theme;
mod trust;
mod view;

use std::borrow::Cow;

use crate::brief::ImageHash;
use crate::error::Result;
use crate::export::Article;

pub use folder::Card;
pub(super) use folder::in_folder;
pub(super) use labels::labels;
pub use live::LivePage;
pub use share_card::{Crop, SHARE_CARD, share_card, share_crop};
pub use theme::{LONGEST_THEME_FILE, built_in_theme, check_theme};
pub(super) use view::image;

/// How a page gets its pictures.
#[derive(Debug, Clone, Copy)]
pub enum Pictures<'a> {
    /// Within the file.
    Inline,
    /// From `images/` beside the file.
    Beside {
        /// What a network shows beside a link, if it was made.
        card: Option<&'a Card>,
    },
    /// From an address, which must be of the given content security policy sources.
    From {
        /// The address of a picture.
        address: fn(&ImageHash) -> String,
        /// What `img-src` allows.
        sources: &'a str,
    },
}

/// Where a picture lies beside a page.
fn beside_path(hash: &ImageHash, extension: &str) -> String {
    format!("images/{hash}.{extension}")
}

/// The page of `article` in its theme. Linear in its length.
///
/// # Errors
/// [`crate::Error::Theme`] if its theme fails; [`crate::Error::Template`] if the built-in one does.
pub fn page(article: &Article, pictures: Pictures<'_>) -> Result<String> {
    page_around(article, pictures, &view::body(article, pictures))
}

/// The page of `article` with its body as HTML.
fn page_around(article: &Article, pictures: Pictures<'_>, body_html: &str) -> Result<String> {
    let sources = image_sources(pictures, article.theme.is_some());
    let view = view::view(article, pictures, &sources, body_html);
    let Some(theme) = &article.theme else { return theme::render_built_in(&view) };
    let page = theme::render(theme, &view)?;
    trust::check_page(theme, &page, &|source| is_ours(article, pictures, source))?;
    Ok(page)
}

/// What the page's policy lets pictures come from. A theme may have small ones within its styles.
fn image_sources(pictures: Pictures<'_>, themed: bool) -> Cow<'_, str> {
    let sources = match pictures {
        Pictures::Inline => return "data:".into(),
        Pictures::Beside { .. } => "'self'",
        Pictures::From { sources, .. } => sources,
    };
    if themed { format!("{sources} data:").into() } else { sources.into() }
}

/// Whether a picture's address is one that a page of ours may have.
fn is_ours(article: &Article, pictures: Pictures<'_>, source: &str) -> bool {
    let hero = article.stored.brief.hero.as_ref().and_then(|hero| hero.image.as_ref());
    let mut hashes = article.images.keys().chain(hero);
    match pictures {
        _ if source.starts_with("data:image/") => true,
        Pictures::Inline => false,
        Pictures::Beside { .. } => hashes.any(|hash| source.starts_with(&format!("images/{hash}."))),
        Pictures::From { address, .. } => hashes.any(|hash| address(hash) == source),
    }
}

/// `text` without the characters that HTML may not hold: controls and noncharacters, which nobody sees.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !may_be_forbidden(text.as_bytes()) || !text.contains(is_forbidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_forbidden, ""))
}

/// Whether a look at pairs of bytes, many at a time, can't rule a forbidden character out: whole pages are looked through.
fn may_be_forbidden(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| ((byte < b' ') & (byte != b'\t') & (byte != b'\n')) | (byte == 0x7F);
    // The beginnings of U+0080 to U+009F and U+FDC0 to U+FDFF, the ends of U+FFFE and U+FFFF in every plane.
    let is_odd = |(&first, &second): (&u8, &u8)| {
        is_control(second)
            | ((first == 0xC2) & (second < 0xA0))
            | ((first == 0xEF) & (second == 0xB7))
            | ((first == 0xBF) & (second >= 0xBE))
    };
    let first = bytes.first().is_some_and(|byte| is_control(*byte));
    first | bytes.iter().zip(bytes.get(1..).unwrap_or_default()).fold(false, |odd, pair| odd | is_odd(pair))
}

/// Whether HTML may not hold `c`.
pub(crate) fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && c != '\t' && c != '\n') || (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::{is_forbidden, printable};

    #[test]
    fn no_character_that_html_may_not_hold_is_overlooked() {
        for c in '\0'..=char::MAX {
            for text in [c.to_string(), format!("a{c}b"), format!("字{c}")] {
                let expected: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
                assert_eq!(printable(&text), expected, "{c:?}");
            }
        }
    }
}
