//! A brief as an HTML page that stands alone: no script, no request to anywhere, all parts in page order.

pub(super) mod labels;
mod live;
mod metadata;
mod share_card;

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, escape_formatter};
use serde::Serialize;

use self::labels::{Labels, language_tag, open_graph_locale};
use super::{Article, RelatedLink, address};
use crate::brief::{ImageHash, library_image};
use crate::error::Result;
use crate::markdown::{Embed, EmbeddedImage, inline_to_html, to_html};
use crate::store::Picture;

pub(super) use labels::labels;
pub use live::{LivePage, Splice};
pub use share_card::{Crop, SHARE_CARD, share_card, share_crop};

/// How a page gets its pictures.
#[derive(Debug, Clone, Copy)]
pub enum Pictures<'a> {
    /// Within the file.
    Inline,
    /// From an address, which must be of the given content security policy sources.
    From {
        /// The address of a picture.
        address: fn(&ImageHash) -> String,
        /// What `img-src` allows.
        sources: &'a str,
    },
}

/// What the template sees. Texts are escaped by it; those named `_html` are safe already.
#[derive(Serialize)]
struct Page<'a> {
    language: &'a str,
    labels: &'static Labels,
    styles: &'static str,
    image_sources: &'a str,
    title: Cow<'a, str>,
    has_headline: bool,
    summary: Cow<'a, str>,
    canonical: Option<String>,
    locale: Option<&'static str>,
    json_ld_html: String,
    publication: Cow<'a, str>,
    section: Cow<'a, str>,
    tags: Vec<Cow<'a, str>>,
    byline: Cow<'a, str>,
    dateline: Cow<'a, str>,
    published: Option<String>,
    published_date: Option<String>,
    modified: String,
    hero: Option<HeroView<'a>>,
    takeaways_html: Vec<String>,
    analysis: Option<AnalysisView<'a>>,
    body_html: String,
    share: Vec<ShareLink>,
    related: &'a [RelatedLink],
}

#[derive(Serialize)]
struct HeroView<'a> {
    source: Option<String>,
    width: u32,
    height: u32,
    alt: Cow<'a, str>,
    caption: Cow<'a, str>,
    credit: Cow<'a, str>,
    decorative: bool,
}

#[derive(Serialize)]
struct AnalysisView<'a> {
    label: Cow<'a, str>,
    title: Cow<'a, str>,
    text_html: String,
    byline: Cow<'a, str>,
    tag: Cow<'a, str>,
}

#[derive(Serialize)]
struct ShareLink {
    url: String,
    name: String,
}

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    let added = syntax.and_then(|syntax| {
        environment.set_syntax(syntax);
        environment.set_formatter(write_value);
        environment.add_template("page.html", include_str!("templates/page.html"))
    });
    if let Err(error) = added {
        // Rendering then fails with "template not found", which the export reports; a test renders it.
        tracing::error!(%error, "the built-in page template");
    }
    environment
});

/// Escapes what is not marked safe, as HTML needs it and no more: addresses stay readable.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> std::result::Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && *state.auto_escape() == AutoEscape::Html => {
            for c in text.chars() {
                match c {
                    '&' => out.write_str("&amp;")?,
                    '<' => out.write_str("&lt;")?,
                    '>' => out.write_str("&gt;")?,
                    '"' => out.write_str("&quot;")?,
                    other => out.write_char(other)?,
                }
            }
            Ok(())
        }
        _ => escape_formatter(out, state, value),
    }
}

/// The page of `article`. Linear in its length.
///
/// # Errors
/// [`crate::Error::Template`] if the template fails.
pub fn page(article: &Article, pictures: Pictures<'_>) -> Result<String> {
    let body = to_html(&printable(&article.stored.brief.body), BODY, &|url| image(article, pictures, url));
    page_around(article, pictures, body)
}

/// Where the body stands in the page.
pub(super) const BODY: Embed<'static> = Embed { top_heading: 2, id_prefix: "body-" };

/// The page of `article` with its body as HTML.
pub(super) fn page_around(article: &Article, pictures: Pictures<'_>, body_html: String) -> Result<String> {
    let view = view(article, pictures, body_html);
    let html = TEMPLATES.get_template("page.html")?.render(Serde(&view))?;
    // Again, for the whole: a text may have written a forbidden character as `&#1;`.
    Ok(printable(&html).into_owned())
}

fn view<'a>(article: &'a Article, pictures: Pictures<'a>, body_html: String) -> Page<'a> {
    let brief = &article.stored.brief;
    let words = labels(&brief.language);
    let headline = printable(brief.headline.trim());
    let has_headline = !headline.is_empty();
    let title = if has_headline { headline } else { words.untitled.into() };
    let canonical = article.canonical_url();
    let share = canonical.iter().flat_map(|url| share_links(article, words, url, &title)).collect();
    Page {
        language: language_tag(&brief.language),
        labels: words,
        styles: include_str!("templates/page.css"),
        image_sources: match pictures {
            Pictures::Inline => "data:",
            Pictures::From { sources, .. } => sources,
        },
        has_headline,
        summary: printable(brief.summary.trim()),
        locale: open_graph_locale(&brief.language),
        json_ld_html: metadata::json_ld(article, &title, canonical.as_deref()),
        publication: printable(&brief.publication),
        section: printable(&brief.section),
        tags: brief.tags.iter().map(|tag| printable(tag)).collect(),
        byline: printable(brief.byline.trim()),
        dateline: printable(brief.dateline.trim()),
        published: brief.published_at.map(|time| metadata::moment(time, &article.zone)),
        published_date: brief.published_at.map(|time| time.to_zoned(article.zone.clone()).date().to_string()),
        modified: metadata::moment(article.stored.updated_at, &article.zone),
        hero: hero(article, pictures),
        takeaways_html: takeaways(article),
        analysis: analysis(article, pictures),
        body_html,
        share,
        related: &article.related,
        title,
        canonical,
    }
}

fn hero<'a>(article: &'a Article, pictures: Pictures<'_>) -> Option<HeroView<'a>> {
    let hero = article.stored.brief.hero.as_ref()?;
    // A library handed over by somebody may say anything of its pictures.
    let picture = article.picture.as_ref().filter(|picture| picture.extension().is_some());
    let source = picture.map(|picture| source(pictures, hero.image.as_ref(), picture));
    Some(HeroView {
        source,
        width: picture.map_or(0, |picture| picture.width),
        height: picture.map_or(0, |picture| picture.height),
        alt: if hero.decorative { "".into() } else { printable(hero.alt.trim()) },
        caption: printable(hero.caption.trim()),
        credit: printable(hero.credit.trim()),
        decorative: hero.decorative,
    })
}

/// A picture within the text, if the library has it.
pub(super) fn image(article: &Article, pictures: Pictures<'_>, url: &str) -> Option<EmbeddedImage> {
    let hash = library_image(url)?;
    let picture = article.images.get(&hash).filter(|picture| picture.extension().is_some())?;
    let source = source(pictures, Some(&hash), picture);
    Some(EmbeddedImage { source, width: picture.width, height: picture.height })
}

fn source(pictures: Pictures<'_>, hash: Option<&ImageHash>, picture: &Picture) -> String {
    match (pictures, hash) {
        (Pictures::From { address, .. }, Some(hash)) => address(hash),
        _ => format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.bytes)),
    }
}

fn takeaways(article: &Article) -> Vec<String> {
    let texts = article.stored.brief.takeaways.iter().map(|takeaway| printable(takeaway.text.trim()));
    texts.filter(|text| !text.is_empty()).map(|text| inline_to_html(&text)).collect()
}

fn analysis<'a>(article: &'a Article, pictures: Pictures<'_>) -> Option<AnalysisView<'a>> {
    let analysis = &article.stored.brief.analysis;
    // Label, title and signature come with every blank brief; without a text there is no box to print.
    if analysis.text.trim().is_empty() {
        return None;
    }
    Some(AnalysisView {
        label: printable(analysis.label.trim()),
        title: printable(analysis.title.trim()),
        text_html: to_html(&printable(&analysis.text), Embed { top_heading: 3, id_prefix: "analysis-" }, &|url| {
            image(article, pictures, url)
        }),
        byline: printable(analysis.byline.trim()),
        tag: printable(analysis.tag.trim()),
    })
}

fn share_links(article: &Article, words: &Labels, url: &str, title: &str) -> Vec<ShareLink> {
    let networks = article.publication.share.iter();
    let links = networks.map(|network| address::share_link(*network, url, title));
    links
        .map(|(url, name)| ShareLink { url, name: if name == "Email" { words.email } else { name }.to_owned() })
        .collect()
}

/// `text` without the characters that HTML may not hold: controls and noncharacters, which nobody sees.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(forbidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(forbidden, ""))
}

fn forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && c != '\t' && c != '\n') || (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}
