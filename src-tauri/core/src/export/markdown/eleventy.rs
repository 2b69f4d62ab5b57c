//! Eleventy: tags are its collections, and the text passes Liquid, or Nunjucks where a site says so.

use serde::Serialize;

use super::super::{Article, Loss};
use super::site::{Own, Reader, file, is_draft, losses, picture, published, text};
use super::templates;
use crate::error::Result;
use crate::markdown::Markup;

const READER: Reader = Reader {
    // A page `briefs/slug/` stands a folder below what lies beside its file.
    images: "../",
    escapes: &[],
    lacks: &[
        Markup::BareAddresses,
        Markup::Footnotes,
        Markup::Tasks,
        Markup::Alerts,
        Markup::IndentedCode,
        Markup::HanEmphasis,
    ],
    // Nunjucks has comments, and stumbles over what only ends one.
    literal: |text| templates::raw(text, &["{{", "{%", "{#", "#}"]),
};

#[derive(Serialize)]
struct FrontMatter<'a> {
    title: &'a str,
    description: &'a str,
    draft: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(flatten)]
    own: Own<'a>,
}

pub(super) fn eleventy(article: &Article) -> Result<(String, Vec<Loss>)> {
    let brief = &article.stored.brief;
    let front = FrontMatter {
        title: &brief.headline,
        description: &brief.summary,
        draft: is_draft(article),
        tags: &brief.tags,
        image: picture(article, &READER),
        own: Own::of(article, &READER),
    };
    let times = [("date", published(article)), ("lastmod", article.stored.updated_at)];
    Ok((
        file(&front, &times.map(|(key, time)| (key, time.to_string())), &text(article, &READER))?,
        losses(article, &READER),
    ))
}
