//! The page of an article while its body is being written.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::view::{BODY, image};
use super::{Pictures, page_around, printable};
use crate::error::Result;
use crate::export::Article;
use crate::markdown::{LiveHtml, Patch};

/// A stretch of a text that another takes the place of. Offsets are in UTF-16 units, as the window counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Splice {
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What comes in its place.
    pub insert: String,
}

/// A page that goes on with its body.
#[derive(Debug)]
pub struct LivePage {
    article: Article,
    pictures: Pictures<'static>,
    body: LiveHtml,
}

impl LivePage {
    /// The page of `article`.
    #[must_use]
    pub fn new(article: Article, pictures: Pictures<'static>) -> Self {
        let body = LiveHtml::new(&printable(&article.stored.brief.body), BODY, &|url| image(&article, pictures, url));
        Self { article, pictures, body }
    }

    /// The same as [`super::page()`].
    ///
    /// # Errors
    /// As [`super::page()`].
    pub fn html(&self) -> Result<String> {
        let body = self.body.html(&|url| image(&self.article, self.pictures, url));
        page_around(&self.article, self.pictures, &body)
    }

    /// Makes `splice` in the body, which is then `length` UTF-16 units long. Gives what changes in its HTML; none if the page has to be
    /// made anew: for more than a few blocks, for a picture that the page has not had, or if this is not the text that was meant.
    pub fn edit_body(&mut self, splice: &Splice, length: u32) -> Option<Patch> {
        let body = &mut self.article.stored.brief.body;
        let (from, to) = (byte_of(body, splice.from)?, byte_of(body, splice.to)?);
        if from > to {
            return None;
        }
        body.replace_range(from..to, &splice.insert);
        if splice.insert.contains("image:") || body.encode_utf16().count() != length as usize {
            return None;
        }
        let (article, pictures) = (&self.article, self.pictures);
        self.body.update(&printable(&article.stored.brief.body), &|url| image(article, pictures, url))
    }
}

/// The place in bytes of one in UTF-16 units, if there is a character's edge.
fn byte_of(text: &str, utf16: u32) -> Option<usize> {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= utf16 {
            return (units == utf16).then_some(at);
        }
        units += c.len_utf16() as u32;
    }
    (units == utf16).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_the_window_counts_them() {
        let text = "a山😀b";
        let places: Vec<_> = (0..=6).map(|at| byte_of(text, at)).collect();
        assert_eq!(places, [Some(0), Some(1), Some(4), None, Some(8), Some(9), None]);
    }
}
