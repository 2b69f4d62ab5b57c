//! Hugo: its own keys at the top, ours under `params`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{Article, Loss, slug};
use super::site::{Own, Reader, file, is_draft, losses, picture, published, text};
use crate::error::Result;
use crate::markdown::{Markup, as_list_item, escaped};

const READER: Reader = Reader {
    // A page `posts/slug/` stands a folder below what lies beside its file.
    images: "../",
    // Single tildes strike through, and braces after a heading are its attributes.
    escapes: &["~", "{"],
    lacks: &[Markup::RawHtml, Markup::Alerts, Markup::HanEmphasis],
    literal,
};

#[derive(Serialize)]
struct FrontMatter<'a> {
    title: &'a str,
    draft: bool,
    slug: String,
    /// Hugo reads it as Markdown.
    summary: String,
    description: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    images: Option<[String; 1]>,
    #[serde(flatten)]
    opened: BTreeMap<&'static str, &'static str>,
    params: Own<'a>,
}

pub(super) fn hugo(article: &Article) -> Result<(String, Vec<Loss>)> {
    let brief = &article.stored.brief;
    let text = text(article, &READER);
    let front = FrontMatter {
        title: &brief.headline,
        draft: is_draft(article),
        slug: slug(brief, article.stored.id),
        summary: as_list_item(&escaped(brief.summary.trim())),
        description: &brief.summary,
        tags: &brief.tags,
        images: picture(article, &READER).map(|path| [path]),
        opened: SHORTCODES
            .iter()
            .filter(|code| text.contains(&code.printed()))
            .map(|code| (code.key, code.open))
            .collect(),
        params: Own::of(article, &READER),
    };
    let mut times = vec![("date", published(article).to_string()), ("lastmod", article.stored.updated_at.to_string())];
    // Hugo leaves out what is to be published later.
    times.extend(brief.embargo_until.map(|until| ("publishDate", until.to_string())));
    Ok((file(&front, &times, &text)?, losses(article, &READER)))
}

/// `text` with the shortcodes in it written so that Hugo prints them. It looks for them in code too.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, shortcode)) = SHORTCODES.iter().filter_map(|code| Some((rest.find(code.open)?, code))).min() {
        let Shortcode { open, close, .. } = shortcode;
        let inside = &rest[at + open.len()..];
        out.push_str(&rest[..at]);
        match inside.find(close).filter(|end| is_commentable(&inside[..*end])) {
            Some(end) => {
                out.extend([open, "/*", &inside[..end], "*/", close]);
                rest = &inside[end + close.len()..];
            }
            None => {
                out.push_str(&shortcode.printed());
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether Hugo takes it for a comment, which is how it has shortcodes printed.
fn is_commentable(inside: &str) -> bool {
    !inside.trim().is_empty() && !["*/", "{{", "\n"].iter().any(|mark| inside.contains(mark))
}

/// A kind of shortcode. What only opens one can't be a comment: it is printed from a key of the front matter.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Shortcode {
    open: &'static str,
    close: &'static str,
    key: &'static str,
}

impl Shortcode {
    fn printed(&self) -> String {
        format!("{{{{< param {} >}}}}", self.key)
    }
}

const SHORTCODES: [Shortcode; 2] = [
    Shortcode { open: "{{<", close: ">}}", key: "shortcode_open" },
    Shortcode { open: "{{%", close: "%}}", key: "shortcode_open_markdown" },
];
