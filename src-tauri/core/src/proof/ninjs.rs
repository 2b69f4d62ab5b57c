//! Reading ninjs back: bodies by role and type, headlines and descriptions by role.

use serde_json::Value;

use super::marked::{html_words, without_marks, xhtml_words};
use super::reading::{Reading, block_text, inline_text};
use crate::brief::Brief;
use crate::error::{Error, Result};
use crate::export::printable;
use crate::markdown::{Embed, Inline, document, inline_document, inline_to_html, to_html};

/// What the file `bytes` says, beside what it should: once in plain text, once in XHTML.
///
/// # Errors
/// [`Error::ExportUnreadable`] if it is not JSON, or a body that claims to be XHTML is not.
pub(super) fn readings(brief: &Brief, bytes: &[u8]) -> Result<[(Reading, Reading); 2]> {
    let item: Value = serde_json::from_slice(bytes).map_err(|error| Error::ExportUnreadable(error.to_string()))?;
    // Takeaways are in XHTML alone.
    let expected = Reading { takeaways: takeaways(brief), ..Reading::of(brief) };
    let marked = Reading { body: shown(&brief.body), ..expected.clone() };
    let marked = Reading { analysis: with_text(&expected.analysis, || shown(&brief.analysis.text)), ..marked };
    let found = item_reading(&item)?;
    let xhtml = marked_reading(&item, &found)?;
    Ok([(expected, found), (marked.map(without_marks), xhtml.map(without_marks))])
}

/// The box's words with another text; there is no box without one.
fn with_text(analysis: &[String], text: impl FnOnce() -> String) -> Vec<String> {
    let mut analysis = analysis.to_vec();
    if let Some(place) = analysis.get_mut(2) {
        *place = text();
    }
    analysis
}

/// What a page shows of `markdown`.
fn shown(markdown: &str) -> String {
    let markdown = printable(markdown);
    if !document(&markdown).has_html() {
        return block_text(&markdown);
    }
    html_words(&to_html(&markdown, Embed { top_heading: 2, id_prefix: "" }, &|_| None))
}

fn takeaways(brief: &Brief) -> Vec<String> {
    let shown = brief.takeaways.iter().map(|takeaway| {
        let text = printable(&takeaway.text);
        let has_html = inline_document(&text).iter().any(|word| matches!(word, Inline::Html(_)));
        if has_html { html_words(&inline_to_html(&text)) } else { inline_text(&text) }
    });
    shown.collect()
}

fn item_reading(item: &Value) -> Result<Reading> {
    let hero = list(item, "associations").iter().find(|other| other["name"] == "featureImage");
    let hero = hero.map(|hero| {
        let words = [value(hero, "descriptions", "altText", PLAIN), value(hero, "descriptions", "caption", PLAIN)];
        words.into_iter().chain([hero["by"].as_str().unwrap_or_default()]).map(str::to_owned).collect()
    });
    let takeaways = value(item, "bodies", "keyTakeaways", XHTML);
    let boxed = value(item, "bodies", "editorsDesk", XHTML);
    let part = |class| xhtml_words(boxed, Some(class));
    let text = value(item, "bodies", "editorsDesk", PLAIN).to_owned();
    Ok(Reading {
        headline: value(item, "headlines", "main", PLAIN).to_owned(),
        summary: value(item, "descriptions", "summary", PLAIN).to_owned(),
        hero: hero.unwrap_or_default(),
        takeaways: items(takeaways)?,
        analysis: vec![part("label")?, part("title")?, text, part("byline")?, part("tag")?],
        body: value(item, "bodies", "main", PLAIN).to_owned(),
    })
}

fn marked_reading(item: &Value, plain: &Reading) -> Result<Reading> {
    let boxed = value(item, "bodies", "editorsDesk", XHTML);
    let text = xhtml_words(boxed, Some("text"))?;
    Ok(Reading {
        body: xhtml_words(value(item, "bodies", "main", XHTML), None)?,
        analysis: with_text(&plain.analysis, || text),
        ..plain.clone()
    })
}

/// The items of a list.
fn items(xhtml: &str) -> Result<Vec<String>> {
    let mut items = Vec::new();
    for piece in xhtml.split_inclusive("</li>") {
        let piece = piece.find("<li>").map_or("", |at| &piece[at..]);
        items.push(xhtml_words(piece, None)?);
    }
    // All of it at once, too: it has to be well-formed.
    xhtml_words(xhtml, None).map(|_| items)
}

const PLAIN: &str = "text/plain";
const XHTML: &str = "application/xhtml+xml";

fn list<'a>(item: &'a Value, name: &str) -> &'a [Value] {
    item[name].as_array().map_or(&[], Vec::as_slice)
}

/// The value of that role and type; empty if it is not there.
fn value<'a>(item: &'a Value, name: &str, role: &str, content_type: &str) -> &'a str {
    let mut values = list(item, name).iter();
    let found = values.find(|value| value["role"] == role && value["contentType"] == content_type);
    found.and_then(|found| found["value"].as_str()).unwrap_or_default()
}
