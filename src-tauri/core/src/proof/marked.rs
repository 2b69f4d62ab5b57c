//! The words of XHTML, and those that a page made of the same Markdown shows.
//!
//! Where an editor wrote raw HTML, what a page shows of it is what the sanitiser left: that is what a file with HTML in it must say.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use scraper::{Html, Node};

use crate::error::{Error, Result};

/// What is around an article's words and is none of them: numbers of notes, the way back from them, names of alerts.
const FURNITURE: [&str; 3] = ["footnote-ref", "footnote-backref", "markdown-alert-title"];

/// What stands for a box to tick.
fn is_mark(c: char) -> bool {
    matches!(c, '☑' | '☐')
}

/// `text` as it is compared with the words of a page.
pub(super) fn without_marks(text: &str) -> String {
    text.replace(is_mark, "")
}

/// The words of the XML `xhtml`; with `class`, those of the elements that have it alone.
///
/// # Errors
/// [`Error::ExportUnreadable`] if it is not well-formed.
pub(super) fn xhtml_words(xhtml: &str, class: Option<&str>) -> Result<String> {
    let failed = |error: String| Error::ExportUnreadable(error);
    let mut reader = Reader::from_str(xhtml);
    let mut words = String::new();
    let (mut depth, mut furniture, mut wanted) = (0_usize, None, class.is_none().then_some(0));
    loop {
        let shown = furniture.is_none() && wanted.is_some();
        match reader.read_event().map_err(|error| failed(error.to_string()))? {
            Event::Start(start) => {
                depth += 1;
                let classes = attribute(&start, "class");
                let has = |class: &str| classes.split_ascii_whitespace().any(|one| one == class);
                if furniture.is_none() && FURNITURE.into_iter().any(has) {
                    furniture = Some(depth);
                }
                if wanted.is_none() && class.is_some_and(has) {
                    wanted = Some(depth);
                }
            }
            Event::Empty(empty) if shown => words.push_str(&attribute(&empty, "alt")),
            Event::End(_) => {
                furniture = furniture.filter(|at| *at != depth);
                wanted = wanted.filter(|at| *at != depth);
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if shown => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if shown => words.push(character(&reference).map_err(failed)?),
            Event::Eof if depth > 0 => return Err(failed("an element is not closed".to_owned())),
            Event::Eof => return Ok(words),
            _ => {}
        }
    }
}

/// The words of `html`, which is ours.
pub(super) fn html_words(html: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let mut words = String::new();
    for node in fragment.tree.root().descendants() {
        let is_furniture = |node: &Node| {
            node.as_element().is_some_and(|element| element.classes().any(|class| FURNITURE.contains(&class)))
        };
        match node.value() {
            Node::Text(text) if !node.ancestors().any(|above| is_furniture(above.value())) => words.push_str(text),
            Node::Element(element) => words.push_str(element.attr("alt").unwrap_or_default()),
            _ => {}
        }
    }
    words
}

/// The value of an attribute; empty if it is not there.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let found = start.try_get_attribute(name).ok().flatten();
    let unescaped =
        found.and_then(|found| quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned()));
    unescaped.unwrap_or_default()
}

/// The character that `reference` stands for.
pub(super) fn character(reference: &BytesRef<'_>) -> std::result::Result<char, String> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character);
    }
    let name: &str = reference;
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(format!("&{other}; is no character of XML")),
    }
}
