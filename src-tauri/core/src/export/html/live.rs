//! The page of an article while its body is being written.

use super::view::{BODY, image};
use super::{Pictures, page_around, printable};
use crate::brief::Splice;
use crate::error::Result;
use crate::export::Article;
use crate::markdown::{LiveHtml, Patch};

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
    /// made anew: for HTML of its own that reaches over several blocks, for a picture that the page has not had, or if this is not the
    /// text that was meant.
    pub fn edit_body(&mut self, splice: &Splice, length: u32) -> Option<Patch> {
        if !splice.apply(&mut self.article.stored.brief.body, length) || splice.insert.contains("image:") {
            return None;
        }
        let (article, pictures) = (&self.article, self.pictures);
        self.body.update(&printable(&article.stored.brief.body), &|url| image(article, pictures, url))
    }
}
