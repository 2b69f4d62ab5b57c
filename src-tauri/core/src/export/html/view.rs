//! What a template sees of an article: words, addresses that are safe to link to, and HTML that is safe to place.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::labels::{Labels, date, labels, language_tag, open_graph_locale};
use super::metadata::{self, moment};
use super::{Pictures, printable};
use crate::brief::{ImageHash, library_image, openable};
use crate::export::{Article, RelatedLink, address, printed_analysis};
use crate::markdown::{Embed, EmbeddedImage, inline_to_html, to_html};
use crate::store::Picture;

/// The page. Texts are escaped by the template; those named `_html` are safe already.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    language: &'a str,
    labels: &'static Labels,
    image_sources: &'a str,
    title: Cow<'a, str>,
    has_headline: bool,
    summary: Cow<'a, str>,
    canonical: Option<String>,
    locale: Option<&'static str>,
    json_ld_html: String,
    share_image: Option<ShareImage>,
    publication: Cow<'a, str>,
    section: Cow<'a, str>,
    tags: Vec<Cow<'a, str>>,
    byline: Cow<'a, str>,
    dateline: Cow<'a, str>,
    published: Option<String>,
    published_date: Option<String>,
    modified: String,
    hero: Option<Hero<'a>>,
    takeaways_html: Vec<String>,
    analysis: Option<Analysis<'a>>,
    body_html: &'a str,
    corrections: Vec<Correction<'a>>,
    share: Vec<Link<'a>>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Hero<'a> {
    source: Option<String>,
    width: u32,
    height: u32,
    alt: Cow<'a, str>,
    caption: Cow<'a, str>,
    credit: Cow<'a, str>,
    decorative: bool,
}

/// The picture that a network shows beside a link to the page.
#[derive(Serialize)]
pub(super) struct ShareImage {
    pub url: String,
    pub media_type: String,
    pub width: u32,
    pub height: u32,
}

#[derive(Serialize)]
struct Analysis<'a> {
    label: Cow<'a, str>,
    title: Cow<'a, str>,
    text_html: String,
    byline: Cow<'a, str>,
    tag: Cow<'a, str>,
}

#[derive(Serialize)]
struct Correction<'a> {
    at: String,
    label: String,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Link<'a> {
    url: String,
    name: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    url: &'a str,
    headline: Cow<'a, str>,
}

impl Page<'_> {
    /// About how much of it there is to print, in bytes.
    pub(super) fn size(&self) -> usize {
        let source = self.hero.as_ref().and_then(|hero| hero.source.as_ref()).map_or(0, String::len);
        let analysis = self.analysis.as_ref().map_or(0, |analysis| analysis.text_html.len());
        let takeaways: usize = self.takeaways_html.iter().map(String::len).sum();
        let related: usize = self.related.iter().map(|link| link.url.len() + link.headline.len()).sum();
        self.body_html.len() + source + analysis + takeaways + related
    }
}

/// What is seen of `article`, whose body is `body_html` already.
pub(super) fn view<'a>(
    article: &'a Article,
    pictures: Pictures<'a>,
    image_sources: &'a str,
    body_html: &'a str,
) -> Page<'a> {
    let brief = &article.stored.brief;
    let words = labels(&brief.language);
    let headline = printable(brief.headline.trim());
    let has_headline = !headline.is_empty();
    let title = if has_headline { headline } else { words.untitled.into() };
    let canonical = article.canonical_url();
    let share_image = canonical.as_deref().and_then(|url| share_image(article, pictures, url));
    let share = canonical.iter().flat_map(|url| share_links(article, words, url, &title)).collect();
    Page {
        language: language_tag(&brief.language),
        labels: words,
        image_sources,
        has_headline,
        summary: printable(brief.summary.trim()),
        locale: open_graph_locale(&brief.language),
        json_ld_html: metadata::json_ld(article, &title, canonical.as_deref(), share_image.as_ref()),
        share_image,
        publication: printable(&brief.publication),
        section: printable(&brief.section),
        tags: brief.tags.iter().map(|tag| printable(tag)).collect(),
        byline: printable(brief.byline.trim()),
        dateline: printable(brief.dateline.trim()),
        published: brief.published_at.map(|time| moment(time, &article.zone)),
        published_date: brief.published_at.map(|time| time.to_zoned(article.zone.clone()).date().to_string()),
        modified: moment(article.stored.updated_at, &article.zone),
        hero: hero(article, pictures),
        takeaways_html: takeaways(article),
        analysis: analysis(article, pictures),
        body_html,
        corrections: corrections(article, words),
        share,
        related: related(article),
        title,
        canonical,
    }
}

/// The body as HTML.
pub(super) fn body(article: &Article, pictures: Pictures<'_>) -> String {
    to_html(&printable(&article.stored.brief.body), BODY, &|url| image(article, pictures, url))
}

/// Where the body stands in the page.
pub(super) const BODY: Embed<'static> = Embed { top_heading: 2, id_prefix: "body-" };
const ANALYSIS: Embed<'static> = Embed { top_heading: 3, id_prefix: "analysis-" };

fn hero<'a>(article: &'a Article, pictures: Pictures<'_>) -> Option<Hero<'a>> {
    let hero = article.stored.brief.hero.as_ref()?;
    let picture = article.hero_picture();
    Some(Hero {
        source: picture.map(|picture| source(pictures, hero.image.as_ref(), picture)),
        width: picture.map_or(0, |picture| picture.width),
        height: picture.map_or(0, |picture| picture.height),
        alt: if hero.decorative { "".into() } else { printable(hero.alt.trim()) },
        caption: printable(hero.caption.trim()),
        credit: printable(hero.credit.trim()),
        decorative: hero.decorative,
    })
}

/// A picture within the text, if the library has it.
pub(in crate::export) fn image(article: &Article, pictures: Pictures<'_>, url: &str) -> Option<EmbeddedImage> {
    let hash = library_image(url)?;
    let picture = article.images.get(&hash).filter(|picture| picture.extension().is_some())?;
    let source = source(pictures, Some(&hash), picture);
    Some(EmbeddedImage { source, width: picture.width, height: picture.height })
}

fn source(pictures: Pictures<'_>, hash: Option<&ImageHash>, picture: &Picture) -> String {
    let beside = hash.zip(picture.extension());
    match (pictures, hash, beside) {
        (Pictures::From { address, .. }, Some(hash), _) => address(hash),
        (Pictures::Beside { .. }, _, Some((hash, extension))) => super::beside_path(hash, extension),
        _ => format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.bytes)),
    }
}

/// Networks fetch a picture by its whole address: there is one only where it lies beside the page.
fn share_image(article: &Article, pictures: Pictures<'_>, canonical: &str) -> Option<ShareImage> {
    let Pictures::Beside { card } = pictures else { return None };
    let shown = |path: &str, picture: &Picture| {
        Some(ShareImage {
            url: address::beside(canonical, path)?,
            media_type: picture.media_type.clone(),
            width: picture.width,
            height: picture.height,
        })
    };
    if let Some(card) = card {
        return shown(&card.path, &card.picture);
    }
    let picture = article.hero_picture()?;
    let hash = article.stored.brief.hero.as_ref()?.image.as_ref()?;
    shown(&super::beside_path(hash, picture.extension()?), picture)
}

fn takeaways(article: &Article) -> Vec<String> {
    let texts = article.stored.brief.takeaways.iter().map(|takeaway| printable(takeaway.text.trim()));
    texts.filter(|text| !text.is_empty()).map(|text| inline_to_html(&text)).collect()
}

fn analysis<'a>(article: &'a Article, pictures: Pictures<'_>) -> Option<Analysis<'a>> {
    let analysis = printed_analysis(&article.stored.brief)?;
    Some(Analysis {
        label: printable(analysis.label.trim()),
        title: printable(analysis.title.trim()),
        text_html: to_html(&printable(&analysis.text), ANALYSIS, &|url| image(article, pictures, url)),
        byline: printable(analysis.byline.trim()),
        tag: printable(analysis.tag.trim()),
    })
}

fn corrections<'a>(article: &'a Article, words: &Labels) -> Vec<Correction<'a>> {
    let all = article.stored.brief.corrections.iter().filter(|correction| !correction.text.trim().is_empty());
    let line = |correction: &'a crate::brief::Correction| Correction {
        at: moment(correction.at, &article.zone),
        label: words.correction(&date(&article.stored.brief.language, correction.at, &article.zone)),
        text: printable(correction.text.trim()),
    };
    all.map(line).collect()
}

fn share_links<'a>(article: &'a Article, words: &'static Labels, url: &str, title: &str) -> Vec<Link<'a>> {
    let networks = article.publication.share.iter();
    let links = networks.map(|network| address::share_link(*network, url, title));
    links.map(|(url, name)| Link { url, name: if name == "Email" { words.email } else { name } }).collect()
}

fn related(article: &Article) -> Vec<Related<'_>> {
    let links = article.related.iter();
    links
        .map(|RelatedLink { headline, url }| Related {
            url: openable(url).unwrap_or_default(),
            headline: printable(headline),
        })
        .collect()
}
