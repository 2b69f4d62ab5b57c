//! An HTML page taken apart into a brief: our own by its landmarks, any other by its main content and its labels.
//!
//! A page is hostile. Nothing in it is run or fetched, and none of its markup passes: its text is written anew as Markdown by
//! the few kinds of markup that are known here. Depends on `brief` and on its sibling `page_text`, whose labels it shares.

mod assemble;
mod blocks;
mod dom;
mod inline;
mod style;
mod table;
mod word_lists;

use scraper::{ElementRef, Html, Node};

use super::page_text::{Kind, Line, RoutedLine, from_lines, has_labels, route_lines};
use crate::brief::{Brief, Hero, Ids, Publication, Takeaway};

use assemble::{lines, markdown};
use blocks::{Block, Leaf, blocks, has_class};
use dom::{elements, meta, named};

/// How our pages name what made them.
const GENERATOR: &str = "Briefdesk";
/// So far down may stand the paragraph that the page's description repeats.
const SUMMARY_WITHIN: usize = 4;

/// A brief from an HTML page. Never fails: a page without anything that is known gives its text as the body.
///
/// `publications[0]` is the default profile. Pictures stay behind; the words of the first one become the hero's.
pub fn html(source: &str, publications: &[Publication], ids: &mut dyn Ids) -> Brief {
    let page = dom::parse(source);
    let is_ours = meta(&page, "generator").any(|generator| generator.starts_with(GENERATOR));
    let mut brief = match own(&page, publications, ids).filter(|_| is_ours) {
        Some(brief) => brief,
        None => other(&page, publications, ids),
    };
    if let Some(language) = language(&page)
        && (language.starts_with("zh") || !brief.language.starts_with("zh"))
    {
        brief.language = language.to_owned();
    }
    if let Some(canonical) = canonical(&page) {
        brief.canonical_url = canonical;
    }
    brief
}

/// A page that this program has exported: each element says which part it is.
fn own(page: &Html, publications: &[Publication], ids: &mut dyn Ids) -> Option<Brief> {
    let root = page.root_element();
    let part = |name: &str| elements(root).find(|element| element.attr("data-part") == Some(name));
    let text = |name: &str| part(name).map(plain).unwrap_or_default();
    let headline = part("headline")?;
    let publication = text("publication");
    let built_in = Publication::default();
    let known = publications.iter().find(|profile| profile.name == publication);
    let mut brief = Brief::blank(known.or(publications.first()).unwrap_or(&built_in));
    brief.publication = publication;
    brief.headline = if has_class(headline, "untitled") { String::new() } else { plain(headline) };
    brief.summary = text("summary");
    brief.hero = part("hero").map(hero);
    brief.takeaways = part("takeaways")
        .map(takeaways)
        .unwrap_or_default()
        .into_iter()
        .map(|text| Takeaway { id: ids.takeaway(), text })
        .collect();
    if let Some(analysis) = part("analysis-text") {
        brief.analysis.label = text("analysis-label");
        brief.analysis.title = text("analysis-title");
        brief.analysis.text = markdown(&blocks(analysis));
        brief.analysis.byline = text("analysis-byline");
        brief.analysis.tag = text("analysis-tag");
    }
    brief.body = part("body").map(|body| markdown(&blocks(body))).unwrap_or_default();
    brief.byline = text("byline");
    brief.dateline = text("dateline");
    brief.section = meta(page, "article:section").next().unwrap_or_default().to_owned();
    brief.tags = meta(page, "article:tag").map(str::to_owned).collect();
    brief.published_at = meta(page, "article:published_time").next().and_then(|time| time.parse().ok());
    Some(brief)
}

fn hero(figure: ElementRef<'_>) -> Hero {
    let part = |name: &str| elements(figure).find(|element| element.attr("data-part") == Some(name)).map(plain);
    let image = named(figure, "img");
    // Without the picture the page has its words in a paragraph, after a remark of the page's own.
    let words = |paragraph: ElementRef<'_>| {
        paragraph
            .children()
            .filter_map(|child| match child.value() {
                Node::Text(text) => Some(text.to_string()),
                _ => None,
            })
            .collect::<String>()
            .trim()
            .to_owned()
    };
    let alt = match image {
        Some(image) => image.attr("alt").unwrap_or_default().to_owned(),
        None => named(figure, "p").map(words).unwrap_or_default(),
    };
    Hero {
        image: None,
        decorative: alt.is_empty(),
        alt,
        caption: part("caption").unwrap_or_default(),
        credit: part("credit").unwrap_or_default(),
        ..Hero::default()
    }
}

fn takeaways(section: ElementRef<'_>) -> Vec<String> {
    let lists = lines(&blocks(section)).into_iter().filter_map(|line| match line.kind {
        Kind::List(items) => Some(items),
        _ => None,
    });
    lists.flatten().map(|item| item.markdown).collect()
}

/// The lines of an HTML page, each with the part that it goes to.
pub fn route_html(source: &str, publications: &[Publication]) -> Vec<RoutedLine> {
    let page = dom::parse(source);
    route_lines(other_lines(&page, description(&page), publications), publications)
}

/// Any other page.
fn other(page: &Html, publications: &[Publication], ids: &mut dyn Ids) -> Brief {
    let description = description(page);
    let mut brief = from_lines(other_lines(page, description, publications), publications, ids);
    if brief.summary.is_empty()
        && let Some(description) = description
    {
        brief.summary = description.to_owned();
    }
    brief
}

/// What the page says of itself in a sentence.
fn description(page: &Html) -> Option<&str> {
    meta(page, "description").chain(meta(page, "og:description")).next()
}

/// The lines of a page, its headline and summary first.
fn other_lines(page: &Html, description: Option<&str>, publications: &[Publication]) -> Vec<Line> {
    let mut blocks = blocks(main_content(page));
    let headline_at = blocks.iter().position(|block| matches!(block.leaf, Leaf::Heading(1, _)));
    // What stands above the headline (a section's name, a date) goes below the article.
    let above = headline_at.map(|at| blocks.drain(..at).collect::<Vec<Block>>()).unwrap_or_default();
    let (above_pictures, above): (Vec<_>, Vec<_>) =
        above.into_iter().partition(|block| matches!(block.leaf, Leaf::Image(_)));
    let mut lines = lines(&blocks);
    if headline_at.is_none()
        && let Some(title) = title(page)
    {
        lines.insert(0, paragraph(title));
    }
    let at = lines.len().min(1);
    lines.splice(at..at, assemble::lines(&above_pictures));
    lines.extend(assemble::lines(&above));
    if let Some(description) = description.filter(|_| !has_labels(&lines, publications)) {
        place_summary(&mut lines, description);
    }
    lines
}

/// Puts the summary below the headline: the paragraph that `description` repeats, else `description` itself.
fn place_summary(lines: &mut Vec<Line>, description: &str) {
    let beginning = description.trim_end_matches(['.', '…', ' ']);
    let repeats = |line: &Line| matches!(line.kind, Kind::Paragraph) && line.plain.starts_with(beginning);
    let within = lines.iter().take(SUMMARY_WITHIN).skip(1).position(repeats);
    let is_whole = |line: &Line| line.plain.chars().count() <= description.chars().count() * 2;
    let summary = match within.map(|at| at + 1) {
        Some(at) if is_whole(&lines[at]) => lines.remove(at),
        _ => paragraph(description),
    };
    lines.insert(lines.len().min(1), summary);
}

fn paragraph(text: &str) -> Line {
    Line { plain: text.to_owned(), markdown: None, kind: Kind::Paragraph, is_apart: true, span: 0..0 }
}

/// The smallest element that is meant to hold an article and holds the headline, else one that is meant to.
fn main_content(page: &Html) -> ElementRef<'_> {
    let root = page.root_element();
    let candidates = |name: &'static str| elements(root).filter(move |element| element.value().name() == name);
    candidates("article")
        .chain(candidates("main"))
        .find(|element| named(*element, "h1").is_some())
        .or_else(|| named(root, "h1").and_then(|_| named(root, "body")))
        .or_else(|| ["article", "main", "body"].iter().find_map(|name| named(root, name)))
        .unwrap_or(root)
}

fn title(page: &Html) -> Option<&str> {
    meta(page, "og:title").next().or_else(|| {
        let title = named(page.root_element(), "title")?;
        title.text().next().map(str::trim).filter(|title| !title.is_empty())
    })
}

fn language(page: &Html) -> Option<&str> {
    let language = page.root_element().attr("lang")?.trim();
    let is_tag = (2..=35).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_tag.then_some(language)
}

fn canonical(page: &Html) -> Option<String> {
    let link = elements(page.root_element()).find(|element| {
        let rel = element.attr("rel").unwrap_or_default();
        element.value().name() == "link" && rel.eq_ignore_ascii_case("canonical")
    })?;
    let url = url::Url::parse(link.attr("href")?.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// The text of an element in one line.
fn plain(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
