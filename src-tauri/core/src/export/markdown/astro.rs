//! Astro: the keys of its content collections, with times that are times.

use serde::Serialize;

use super::super::{Article, Loss};
use super::site::{Own, Reader, file, is_draft, losses, picture, published, text};
use crate::error::Result;
use crate::markdown::Markup;

const READER: Reader = Reader {
    // From the file itself: Astro takes the pictures in.
    images: "./",
    // Single tildes strike through.
    escapes: &["~"],
    lacks: &[Markup::Alerts, Markup::HanEmphasis],
    literal: str::to_owned,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FrontMatter<'a> {
    title: &'a str,
    description: &'a str,
    draft: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    hero_image: Option<String>,
    #[serde(flatten)]
    own: Own<'a>,
}

pub(super) fn astro(article: &Article) -> Result<(String, Vec<Loss>)> {
    let brief = &article.stored.brief;
    let front = FrontMatter {
        title: &brief.headline,
        description: &brief.summary,
        draft: is_draft(article),
        tags: &brief.tags,
        hero_image: picture(article, &READER),
        own: Own::of(article, &READER),
    };
    let times = [("pubDate", published(article)), ("updatedDate", article.stored.updated_at)];
    Ok((
        file(&front, &times.map(|(key, time)| (key, time.to_string())), &text(article, &READER))?,
        losses(article, &READER),
    ))
}
