//! An article as other programs take it from the clipboard: rich text for mails and documents, Markdown, or the text of its page.

use std::fmt::Write;

use ammonia::{Builder, UrlRelative};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::html::labels::labels;
use super::{Article, markdown, page_text, printed_analysis};
use crate::markdown::{Embed, inline_to_html, to_html};

/// What an article is copied as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CopyAs {
    /// HTML, with the text of the page for programs that take no HTML.
    RichText,
    /// Markdown, without front matter.
    Markdown,
    /// The text of the page.
    PageText,
}

/// What goes to the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// `text/html`: a fragment.
    pub html: Option<String>,
    /// `text/plain`.
    pub text: String,
}

/// `article` as it is copied. Linear in its length.
#[must_use]
pub fn copied(article: &Article, form: CopyAs) -> Copied {
    let page_text = || page_text(article).0;
    match form {
        CopyAs::RichText => Copied { html: Some(fragment(article)), text: page_text() },
        CopyAs::Markdown => Copied { html: None, text: markdown::plain(article) },
        CopyAs::PageText => Copied { html: None, text: page_text() },
    }
}

/// The article as HTML that says what each piece is and nothing of how it looks: no classes, no ids, no pictures. It may stand within any
/// page.
fn fragment(article: &Article) -> String {
    let brief = &article.stored.brief;
    let mut html = String::new();
    element(&mut html, "h1", &escaped(&brief.headline));
    element(&mut html, "p", &escaped(&brief.summary));
    let takeaways = brief.takeaways.iter().map(|takeaway| inline_to_html(&takeaway.text));
    let items: Vec<String> = takeaways.filter(|item| !item.is_empty()).map(|item| format!("<li>{item}</li>")).collect();
    if !items.is_empty() {
        element(&mut html, "h2", labels(&brief.language).takeaways);
        element(&mut html, "ol", &items.concat());
    }
    element(&mut html, "blockquote", &analysis(article));
    html.push_str(&blocks(&brief.body, 2));
    clean(&html)
}

fn analysis(article: &Article) -> String {
    let mut html = String::new();
    let Some(analysis) = printed_analysis(&article.stored.brief) else {
        return html;
    };
    element(&mut html, "p", &escaped(&analysis.label));
    element(&mut html, "h2", &escaped(&analysis.title));
    html.push_str(&blocks(&analysis.text, 3));
    let signature = [&analysis.byline, &analysis.tag].map(|text| escaped(text));
    let signature: Vec<String> = signature.into_iter().filter(|text| !text.is_empty()).collect();
    element(&mut html, "p", &signature.join(" · "));
    html
}

fn element(html: &mut String, name: &str, inside: &str) {
    if !inside.is_empty() {
        // Writing to a string can't fail.
        let _ = writeln!(html, "<{name}>{inside}</{name}>");
    }
}

fn escaped(text: &str) -> String {
    text.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `markdown` as blocks. An image of the library is its alternative text: the program that takes the copy can't reach the library.
fn blocks(markdown: &str, top_heading: u8) -> String {
    let html = to_html(markdown, Embed { top_heading, id_prefix: "" }, &|_| None);
    let html = without_back_references(&html);
    // Mails and documents know the attribute, and no class of ours.
    ["left", "center", "right"]
        .into_iter()
        .fold(html, |html, side| html.replace(&format!(" class=\"align-{side}\">"), &format!(" align=\"{side}\">")))
}

/// `html` without the arrows behind the notes, which lead back to ids that are not copied.
fn without_back_references(html: &str) -> String {
    const MARK: &str = "class=\"footnote-backref\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(MARK) {
        let (Some(start), Some((_, after))) = (before.rfind("<a "), after.split_once("</a>")) else { break };
        out.push_str(before[..start].trim_end());
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Only semantics pass; links within the page would lead nowhere.
fn clean(html: &str) -> String {
    let mut builder = Builder::default();
    builder.url_relative(UrlRelative::Deny).link_rel(None).rm_tags(["img", "section", "details", "summary"]);
    builder.clean(html).to_string()
}
