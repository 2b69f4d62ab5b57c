//! Jekyll: a post, `YYYY-MM-DD-slug.md`, whose text passes Liquid.

use jiff::Timestamp;
use serde::Serialize;

use super::super::{Article, Loss};
use super::site::{Own, Reader, file, is_draft, losses, picture, published, text};
use super::templates;
use crate::error::Result;
use crate::markdown::Markup;

const READER: Reader = Reader {
    // Nothing of `_posts` is published but the posts: the pictures go to the site's root.
    images: "/",
    // Its Markdown makes a table of any line with a bar, and has attributes, formulas, abbreviations and definitions of its own.
    escapes: &["|", "{:", "{#", "$$", "*["],
    lacks: &[Markup::BareAddresses, Markup::Alerts],
    literal: |text| templates::raw(text, &["{{", "{%"]),
};

#[derive(Serialize)]
struct FrontMatter<'a> {
    layout: &'static str,
    title: &'a str,
    published: bool,
    description: &'a str,
    excerpt: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(flatten)]
    own: Own<'a>,
}

pub(super) fn jekyll(article: &Article) -> Result<(String, Vec<Loss>)> {
    let brief = &article.stored.brief;
    let front = FrontMatter {
        layout: "post",
        title: &brief.headline,
        published: !is_draft(article),
        description: &brief.summary,
        excerpt: &brief.summary,
        tags: &brief.tags,
        image: picture(article, &READER),
        own: Own::of(article, &READER),
    };
    let local = |time: Timestamp| time.to_zoned(article.zone.clone()).strftime("%Y-%m-%d %H:%M:%S %z").to_string();
    let times = [("date", local(published(article))), ("last_modified_at", local(article.stored.updated_at))];
    Ok((file(&front, &times, &text(article, &READER))?, losses(article, &READER)))
}

/// What goes before a post's name: the day that it is of, where its editors are.
pub(super) fn day(article: &Article) -> String {
    published(article).to_zoned(article.zone.clone()).strftime("%Y-%m-%d").to_string()
}
