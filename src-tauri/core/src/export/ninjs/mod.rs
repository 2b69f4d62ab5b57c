//! A brief as ninjs 3.1, the IPTC's "News in JSON", for content systems.
//!
//! One file with all that is in it: pictures are `data:` addresses. Own names are not allowed in the standard, so what it has no place for
//! is a [`Loss`].

mod item;
mod xhtml;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use self::item::{AltId, Item, Named, Point, Rendition, Standard, Text};
use self::xhtml::xhtml;
use super::html::{Pictures, image, printable};
use super::uri::uri;
use super::{Article, Loss, Rendering, printed_analysis};
use crate::brief::{Brief, Hero, Status, count_words};
use crate::error::Result;
use crate::markdown::{Embed, inline_to_html, to_html, to_text};
use crate::store::Picture;

const PLAIN: &str = "text/plain";
const XHTML: &str = "application/xhtml+xml";
const STANDARD_3_1: Standard =
    Standard { name: "ninjs", version: "3.1", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" };

/// The item of `article`. Linear in its length.
///
/// # Errors
/// [`crate::Error::Content`] if it can't be written as JSON.
pub(super) fn ninjs(article: &Article) -> Result<Rendering> {
    let mut bytes = serde_json::to_vec_pretty(&item(article))?;
    bytes.push(b'\n');
    let losses = article.stored.brief.published_at.map(|_| Loss::PublicationTime).into_iter().collect();
    Ok(Rendering { bytes, beside: Vec::new(), losses })
}

fn item(article: &Article) -> Item {
    let stored = &article.stored;
    let brief = &stored.brief;
    Item {
        uri: stored.id.urn(),
        standard: Some(STANDARD_3_1),
        kind: Some("text"),
        representation_type: Some("full"),
        version: Some(stored.revision.to_string()),
        first_created: moment(stored.created_at),
        version_created: moment(stored.updated_at),
        embargoed_until: brief.embargo_until.and_then(moment),
        pub_status: Some(pub_status(brief.status)),
        language: said(&brief.language),
        title: said(&brief.headline),
        by: said(&brief.byline),
        slugline: said(&brief.slug),
        located: said(&brief.dateline),
        headlines: texts("main", &brief.headline),
        descriptions: texts("summary", &brief.summary),
        bodies: bodies(article),
        organisations: named(&brief.publication, |name| Named { name, rel: Some("publisher"), ..Named::default() }),
        subjects: subjects(brief),
        genres: named(&brief.analysis.tag, |name| Named { name, ..Named::default() }),
        info_sources: info_sources(brief),
        alt_ids: article.canonical_url().and_then(|url| uri(&url)).map(canonical).into_iter().collect(),
        associations: associations(article),
        ..Item::default()
    }
}

/// What is not ready is not to be used; an embargo has a place of its own.
fn pub_status(status: Status) -> &'static str {
    match status {
        Status::Draft | Status::InReview => "withheld",
        Status::Ready | Status::Exported | Status::Archived => "usable",
    }
}

/// As RFC 3339 has it; a year that it has no digits for is none.
fn moment(time: Timestamp) -> Option<String> {
    let text = time.to_string();
    text.starts_with(|c: char| c.is_ascii_digit()).then_some(text)
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| printable(text).into_owned())
}

fn texts(role: &'static str, text: &str) -> Vec<Text> {
    said(text).map(|value| self::text(role, PLAIN, value)).into_iter().collect()
}

fn text(role: &'static str, content_type: &'static str, value: String) -> Text {
    Text { role, content_type, char_count: None, word_count: None, value }
}

fn named(name: &str, make: impl Fn(String) -> Named) -> Vec<Named> {
    said(name).map(make).into_iter().collect()
}

fn canonical(value: String) -> AltId {
    AltId { role: "canonicalUrl", value }
}

fn subjects(brief: &Brief) -> Vec<Named> {
    let mut subjects = named(&brief.section, |name| Named { name, rel: Some("section"), ..Named::default() });
    for tag in &brief.tags {
        subjects.extend(named(tag, |name| Named { name, rel: Some("about"), ..Named::default() }));
    }
    subjects
}

/// Who wrote it, and what it rests on.
fn info_sources(brief: &Brief) -> Vec<Named> {
    let mut sources = named(&brief.byline, |name| Named { name, role: Some("author"), ..Named::default() });
    for source in &brief.sources {
        let name = if source.title.trim().is_empty() { &source.url } else { &source.title };
        sources.extend(named(name, |name| Named {
            name,
            role: Some("source"),
            uri: uri(&source.url),
            ..Named::default()
        }));
    }
    sources
}

fn bodies(article: &Article) -> Vec<Text> {
    let brief = &article.stored.brief;
    let mut bodies = Vec::new();
    if !brief.body.trim().is_empty() {
        bodies.push(plain("main", &brief.body));
        let html = to_html(&printable(&brief.body), embed(2, "body-"), &|url| image(article, Pictures::Inline, url));
        bodies.push(text("main", XHTML, xhtml("div", &brief.language, &html)));
    }
    bodies.extend(takeaways(brief));
    bodies.extend(analysis(article));
    bodies.extend(corrections(brief));
    bodies
}

fn embed(top_heading: u8, id_prefix: &str) -> Embed<'_> {
    Embed { top_heading, id_prefix }
}

/// Markdown as plain text, with its length.
fn plain(role: &'static str, markdown: &str) -> Text {
    let markdown = printable(markdown);
    let value = printable(&to_text(&markdown)).into_owned();
    let char_count = u32::try_from(value.chars().count()).ok();
    Text { char_count, word_count: Some(count_words(&markdown)), ..text(role, PLAIN, value) }
}

fn takeaways(brief: &Brief) -> Option<Text> {
    let items = brief.takeaways.iter().map(|takeaway| printable(takeaway.text.trim()));
    let items = items.filter(|text| !text.is_empty()).map(|text| format!("<li>{}</li>", inline_to_html(&text)));
    let html: String = items.collect();
    (!html.is_empty()).then(|| text("keyTakeaways", XHTML, xhtml("ol", &brief.language, &html)))
}

/// The box: what is around its text has a class of its own, and what is empty is not there.
fn analysis(article: &Article) -> Vec<Text> {
    let brief = &article.stored.brief;
    let Some(analysis) = printed_analysis(brief) else {
        return Vec::new();
    };
    let part = |tag: &str, class: &str, words: &str| {
        said(words).map_or_else(String::new, |words| format!("<{tag} class=\"{class}\">{}</{tag}>", escaped(&words)))
    };
    let html = [
        part("p", "label", &analysis.label),
        part("h2", "title", &analysis.title),
        "<div class=\"text\">".to_owned(),
        to_html(&printable(&analysis.text), embed(3, "analysis-"), &|url| image(article, Pictures::Inline, url)),
        "</div>".to_owned(),
        part("p", "byline", &analysis.byline),
        part("p", "tag", &analysis.tag),
    ];
    let whole = xhtml("div", &brief.language, &html.concat());
    vec![plain("editorsDesk", &analysis.text), text("editorsDesk", XHTML, whole)]
}

fn corrections(brief: &Brief) -> Option<Text> {
    let items = brief.corrections.iter().filter_map(|correction| {
        let words = escaped(&said(&correction.text)?);
        let date = correction.at.strftime("%Y-%m-%d");
        Some(format!("<li><time datetime=\"{date}\">{date}</time> {words}</li>"))
    });
    let html: String = items.collect();
    (!html.is_empty()).then(|| text("corrections", XHTML, xhtml("ul", &brief.language, &html)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn associations(article: &Article) -> Vec<Item> {
    let urn = article.stored.id.urn();
    let hero = article.stored.brief.hero.as_ref().map(|hero| picture(article, hero, format!("{urn}#hero")));
    let related = article.related.iter().enumerate().map(|(at, link)| Item {
        uri: uri(&link.url).unwrap_or_else(|| format!("{urn}#related-{}", at + 1)),
        kind: Some("text"),
        name: Some(format!("related{}", at + 1)),
        rel: Some("related"),
        representation_type: Some("partial"),
        title: said(&link.headline),
        headlines: texts("main", &link.headline),
        ..Item::default()
    });
    hero.into_iter().chain(related).collect()
}

fn picture(article: &Article, hero: &Hero, uri: String) -> Item {
    let alt = if hero.decorative { "" } else { &hero.alt };
    // A library handed over by somebody may say anything of its pictures.
    let picture = article.picture.as_ref().filter(|picture| picture.extension().is_some());
    Item {
        uri,
        kind: Some("picture"),
        name: Some("featureImage".to_owned()),
        rel: Some("featureImage"),
        by: said(&hero.credit),
        descriptions: [texts("altText", alt), texts("caption", &hero.caption)].into_iter().flatten().collect(),
        renditions: picture.map(|picture| rendition(picture, hero)).into_iter().collect(),
        ..Item::default()
    }
}

fn rendition(picture: &Picture, hero: &Hero) -> Rendition {
    let along = |part: f64, length: u32| (part * f64::from(length)).round() as u32;
    Rendition {
        name: "main",
        href: format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.bytes)),
        content_type: picture.media_type.clone(),
        width: picture.width,
        height: picture.height,
        size_in_bytes: picture.bytes.len(),
        poi: hero
            .focal
            .map(|focal| Point { x: along(focal.x.into(), picture.width), y: along(focal.y.into(), picture.height) }),
    }
}
