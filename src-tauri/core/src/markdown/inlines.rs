//! The words of a block, and how they are set.

use comrak::nodes::NodeValue;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::blocks::blocks;

/// Words that are set alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// As a reader sees it: marks of Markdown are gone, a line break inside a paragraph is a space.
    pub text: String,
    /// How it is set.
    pub format: TextFormat,
}

/// How words are set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct TextFormat {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck through.
    pub strike: bool,
    /// Code among words.
    pub code: bool,
    /// Where the words lead to; of an image, where it is. The first 2,000 bytes: pictures can be written as addresses.
    pub link: Option<String>,
    /// An image: the text is its alternative text and may be empty.
    pub image: bool,
    /// A reference to a footnote: the text is its name.
    pub footnote: bool,
    /// A raw HTML tag, as it is written.
    pub html: bool,
    /// The border between two cells of a table: the text is a tab.
    pub cell: bool,
}

impl TextFormat {
    /// Whether the text stands for a thing that is no word, so that a neighbour set alike is another one.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.image || self.footnote || self.html || self.cell
    }
}

/// The words of `markdown`, one line without a block around it, as [`super::inline_to_html`] reads it.
#[must_use]
pub fn inline_runs(markdown: &str) -> Vec<Run> {
    // A word in front keeps whatever follows from starting a block.
    let mut runs: Vec<Run> = Vec::new();
    for block in blocks(&format!("x {}", markdown.trim())) {
        if !runs.is_empty() {
            runs.push(Run { text: "\n".to_owned(), format: TextFormat::default() });
        }
        runs.extend(block.runs);
    }
    if let Some(first) = runs.first_mut() {
        let rest = first.text.strip_prefix('x').unwrap_or(&first.text);
        first.text = rest.strip_prefix(' ').unwrap_or(rest).to_owned();
    }
    runs.retain(|run| !run.text.is_empty() || run.format.image);
    runs
}

/// The most of an address that a format tells, in bytes: every run inside a link repeats it.
const LONGEST_ADDRESS: usize = 2000;

fn address(whole: &str) -> String {
    let end = (0..=whole.len().min(LONGEST_ADDRESS)).rfind(|at| whole.is_char_boundary(*at));
    whole[..end.unwrap_or(0)].to_owned()
}

/// Gathers runs on the way through a block.
#[derive(Default)]
pub(super) struct Inlines {
    runs: Vec<Run>,
    strong: usize,
    emphasis: usize,
    strike: usize,
    links: Vec<String>,
    /// Addresses of open images and their alternative texts so far: an image can stand in another's text.
    images: Vec<(String, String)>,
}

impl Inlines {
    /// `follows`: the node has one before it.
    pub(super) fn enter(&mut self, value: &NodeValue, follows: bool) {
        match value {
            NodeValue::Text(text) => self.text(text),
            NodeValue::SoftBreak => self.text(" "),
            NodeValue::LineBreak => self.text("\n"),
            NodeValue::Code(code) => self.push(&code.literal, TextFormat { code: true, ..self.format() }),
            NodeValue::HtmlInline(tag) => self.push(tag, TextFormat { html: true, ..self.format() }),
            NodeValue::FootnoteReference(note) => self.push(&note.name, TextFormat { footnote: true, ..self.format() }),
            NodeValue::TableCell if follows => self.push("\t", TextFormat { cell: true, ..TextFormat::default() }),
            NodeValue::Strong => self.strong += 1,
            NodeValue::Emph => self.emphasis += 1,
            NodeValue::Strikethrough => self.strike += 1,
            NodeValue::Link(link) => self.links.push(address(&link.url)),
            NodeValue::Image(image) => self.images.push((address(&image.url), String::new())),
            _ => {}
        }
    }

    pub(super) fn leave(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Strong => self.strong = self.strong.saturating_sub(1),
            NodeValue::Emph => self.emphasis = self.emphasis.saturating_sub(1),
            NodeValue::Strikethrough => self.strike = self.strike.saturating_sub(1),
            NodeValue::Link(_) => drop(self.links.pop()),
            NodeValue::Image(_) => {
                if let Some((address, alt)) = self.images.pop() {
                    self.push(&alt, TextFormat { image: true, link: Some(address), ..self.format() });
                }
            }
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.push(text, self.format());
    }

    pub(super) fn finish(self) -> Vec<Run> {
        self.runs
    }

    fn format(&self) -> TextFormat {
        TextFormat {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            strike: self.strike > 0,
            link: self.links.last().cloned(),
            ..TextFormat::default()
        }
    }

    fn push(&mut self, text: &str, format: TextFormat) {
        if let Some((_, alt)) = self.images.last_mut() {
            alt.push_str(text);
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.format == format && !format.is_single() => last.text.push_str(text),
            _ if text.is_empty() && !format.image => {}
            _ => self.runs.push(Run { text: text.to_owned(), format }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_tell_how_words_are_set() {
        let runs = inline_runs("1. **Bold** and [a *link*](/x), `code`![alt](i.png)<br>");
        let plain = TextFormat::default();
        let link = TextFormat { link: Some("/x".to_owned()), ..plain.clone() };
        let expected = [
            ("1. ", plain.clone()),
            ("Bold", TextFormat { strong: true, ..plain.clone() }),
            (" and ", plain.clone()),
            ("a ", link.clone()),
            ("link", TextFormat { emphasis: true, ..link }),
            (", ", plain.clone()),
            ("code", TextFormat { code: true, ..plain.clone() }),
            ("alt", TextFormat { image: true, link: Some("i.png".to_owned()), ..plain.clone() }),
            ("<br>", TextFormat { html: true, ..plain }),
        ];
        let expected: Vec<Run> = expected.map(|(text, format)| Run { text: text.to_owned(), format }).into();
        assert_eq!(runs, expected);
    }

    #[test]
    fn nothing_has_no_runs() {
        assert_eq!(inline_runs(""), []);
        assert_eq!(inline_runs("  "), []);
    }
}
