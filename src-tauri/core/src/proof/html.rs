//! A page read back: what a reader finds in it, by what each element says that it is.

use std::borrow::Cow;

use scraper::{ElementRef, Html, Node};

use super::reading::Reading;
use crate::brief::{Brief, Takeaway};
use crate::export::printable;
use crate::markdown::{Embed, has_html, inline_to_html, to_html};

/// Marks of a page that stand for something else than words: boxes to tick; and the mark of byte order, which is dropped where a text begins.
const MARKS: [char; 3] = ['☐', '☑', '\u{FEFF}'];

/// What a page of `brief` should say.
pub(super) fn expected(brief: &Brief) -> Reading {
    let mut brief = brief.clone();
    // What no page can hold is not missed there.
    let markdown = brief.takeaways.iter_mut().map(|takeaway| &mut takeaway.text);
    let lines = [&mut brief.headline, &mut brief.summary, &mut brief.body];
    let analysis = &mut brief.analysis;
    let furniture =
        [&mut analysis.label, &mut analysis.title, &mut analysis.text, &mut analysis.byline, &mut analysis.tag];
    let hero = brief.hero.iter_mut().flat_map(|hero| [&mut hero.alt, &mut hero.caption, &mut hero.credit]);
    for text in markdown.chain(lines).chain(furniture).chain(hero) {
        if let Cow::Owned(printable) = printable(text) {
            *text = printable;
        }
    }
    let mut reading = Reading::of(&brief);
    for (said, Takeaway { text, .. }) in reading.takeaways.iter_mut().zip(&brief.takeaways) {
        if has_html(text) {
            *said = words_of(&inline_to_html(text));
        }
    }
    if let Some(said) = reading.analysis.get_mut(2).filter(|_| has_html(&brief.analysis.text)) {
        *said = words_of_markdown(&brief.analysis.text, 3);
    }
    if has_html(&brief.body) {
        reading.body = words_of_markdown(&brief.body, 2);
    }
    without_marks(reading)
}

/// What `page` says.
pub(super) fn read(page: &[u8]) -> Reading {
    let page = std::str::from_utf8(page).map_or_else(|_| String::from_utf8_lossy(page), Cow::Borrowed);
    // No part stands in the head, of which most is styles.
    let seen = memchr::memmem::find(page.as_bytes(), b"<body").map_or(&*page, |body| &page[body..]);
    let page = Html::parse_document(seen);
    let parts = parts(&page);
    let part = |name: &str| parts.iter().find(|(known, _)| *known == name).map(|(_, element)| *element);
    let text = |name: &str| part(name).map(words).unwrap_or_default();
    let headline = part("headline").filter(|headline| !has_class(*headline, "untitled"));
    let boxed = part("analysis").is_some();
    let analysis = ["analysis-label", "analysis-title", "analysis-text", "analysis-byline", "analysis-tag"];
    without_marks(Reading {
        headline: headline.map(words).unwrap_or_default(),
        summary: text("summary"),
        hero: part("hero").map(|hero| vec![alt(hero), text("caption"), text("credit")]).unwrap_or_default(),
        takeaways: part("takeaways").map(items).unwrap_or_default(),
        analysis: if boxed { analysis.map(text).to_vec() } else { Vec::new() },
        body: text("body"),
    })
}

/// The elements that say which part they are.
fn parts(page: &Html) -> Vec<(&str, ElementRef<'_>)> {
    let elements = page.root_element().descendants().filter_map(ElementRef::wrap);
    elements.filter_map(|element| Some((element.attr("data-part")?, element))).collect()
}

/// What stands for the picture: its alternative text, or the paragraph in its place after the page's own remark.
fn alt(hero: ElementRef<'_>) -> String {
    let named =
        |name: &str| hero.descendants().filter_map(ElementRef::wrap).find(|element| element.value().name() == name);
    if let Some(image) = named("img") {
        return image.attr("alt").unwrap_or_default().to_owned();
    }
    let own = named("p").into_iter().flat_map(|paragraph| paragraph.children());
    own.filter_map(|child| child.value().as_text().map(|text| text.to_string())).collect()
}

fn items(section: ElementRef<'_>) -> Vec<String> {
    let lists = section.descendants().filter_map(ElementRef::wrap).filter(|element| element.value().name() == "ol");
    let items = lists.take(1).flat_map(|list| list.child_elements().collect::<Vec<_>>());
    items.map(words).collect()
}

/// The words of an element, and of the pictures in it. References to notes and the marks back, and the names of alerts, are the page's.
fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut waiting = vec![*element];
    while let Some(node) = waiting.pop() {
        match node.value() {
            Node::Text(run) => text.push_str(run),
            Node::Element(_) => {
                let Some(element) = ElementRef::wrap(node) else { continue };
                if is_of_the_page(element) {
                    continue;
                }
                text.push_str(if element.value().name() == "img" {
                    element.attr("alt").unwrap_or_default()
                } else {
                    " "
                });
                waiting.extend(node.children().rev());
            }
            _ => {}
        }
    }
    text
}

fn is_of_the_page(element: ElementRef<'_>) -> bool {
    ["footnote-ref", "footnote-backref", "markdown-alert-title"].iter().any(|class| has_class(element, class))
}

fn has_class(element: ElementRef<'_>, name: &str) -> bool {
    element.value().classes().any(|class| class == name)
}

/// The words of a text with HTML in it, of which only the sanitiser knows what stays. Its headings begin at level `top_heading`: behind an
/// unclosed tag they are words themselves.
fn words_of_markdown(markdown: &str, top_heading: u8) -> String {
    words_of(&to_html(markdown, Embed { top_heading, id_prefix: "" }, &|_| None))
}

fn words_of(html: &str) -> String {
    words(Html::parse_fragment(html).root_element())
}

fn without_marks(mut reading: Reading) -> Reading {
    let Reading { takeaways, analysis, body, .. } = &mut reading;
    for text in takeaways.iter_mut().chain(analysis).chain([body]) {
        if MARKS.iter().any(|mark| text.contains(*mark)) {
            text.retain(|c| !MARKS.contains(&c));
        }
    }
    reading
}
