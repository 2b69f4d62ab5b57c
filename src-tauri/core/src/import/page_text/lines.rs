//! The lines of a page, what is known of each, and how lines make paragraphs.

use std::borrow::Cow;
use std::ops::Range;

use super::as_markdown;

/// From how many columns a line may be one that a mail program or a wire has broken, and where these break at the latest.
const SHORTEST_BROKEN: usize = 50;
const LONGEST_BROKEN: usize = 100;
/// So many lines that break off in mid-sentence make a text one with broken lines.
const BROKEN_ENOUGH: usize = 3;

/// A line of a page: of a text, or a block of an HTML document. Never empty.
#[derive(Debug, Clone)]
pub(in crate::import) struct Line {
    /// What the page shows, in one line.
    pub plain: String,
    /// The same in Markdown, where the page says more than its text.
    pub markdown: Option<String>,
    pub kind: Kind,
    /// It stands apart from the line before.
    pub is_apart: bool,
    /// Which of the page's lines it is, or which it was made of.
    pub span: Range<usize>,
}

#[derive(Debug, Clone)]
pub(in crate::import) enum Kind {
    Text,
    /// A block of HTML that is a paragraph.
    Paragraph,
    /// A list, or another block of HTML that isn't one paragraph.
    List(Vec<Item>),
    /// A picture; the text is its alt text, and may be empty.
    Image,
    /// What stands under a picture.
    Caption,
}

/// An item of a list in HTML.
#[derive(Debug, Clone)]
pub(in crate::import) struct Item {
    pub plain: String,
    pub markdown: String,
}

impl Line {
    pub(super) fn text(plain: &str, is_apart: bool) -> Self {
        Self { plain: plain.to_owned(), markdown: None, kind: Kind::Text, is_apart, span: 0..0 }
    }

    /// Whether it comes from HTML.
    pub(super) fn is_rich(&self) -> bool {
        !matches!(self.kind, Kind::Text)
    }

    /// A line of Markdown, or several, that shows what the page showed.
    pub(super) fn to_markdown(&self) -> String {
        self.markdown.clone().unwrap_or_else(|| as_markdown(&self.plain))
    }
}

/// The lines of a text, trimmed, without the empty ones.
pub(super) fn of_text(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut is_apart = true;
    let text = if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    for line in text.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = line.trim();
        if line.is_empty() {
            is_apart = true;
        } else {
            lines.push(Line::text(line, is_apart));
            is_apart = false;
        }
    }
    lines
}

/// Whether a text has its paragraphs broken into lines, as mails and wires do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrapping(bool);

impl Wrapping {
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut broken = 0;
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            let columns = columns(&line.plain);
            if columns > LONGEST_BROKEN || line.is_rich() {
                return Self(false);
            }
            if columns >= SHORTEST_BROKEN && !next.is_apart && !ends_sentence(&line.plain) {
                broken += 1;
            }
        }
        Self(broken >= BROKEN_ENOUGH)
    }
}

/// Paragraphs from lines: one each, unless the text has its lines broken.
pub(super) struct Paragraphs;

impl Paragraphs {
    pub(super) fn of(lines: Vec<Line>, wrapping: Wrapping) -> Vec<Line> {
        if !wrapping.0 {
            return lines;
        }
        let mut paragraphs: Vec<Line> = Vec::new();
        let mut last_columns = 0;
        for line in lines {
            let columns = columns(&line.plain);
            match paragraphs.last_mut() {
                Some(paragraph) if !line.is_apart && last_columns >= SHORTEST_BROKEN => {
                    append(&mut paragraph.plain, &line.plain);
                    paragraph.span.end = line.span.end;
                }
                _ => paragraphs.push(line),
            }
            last_columns = columns;
        }
        paragraphs
    }
}

/// Continues `text` with the next line of it: after a space, except where Han meets Han.
pub(super) fn append(text: &mut String, line: &str) {
    let is_han = |c: Option<char>| c.is_some_and(is_wide);
    let is_within_han = is_han(text.chars().next_back()) && is_han(line.chars().next());
    if !text.is_empty() && !is_within_han {
        text.push(' ');
    }
    text.push_str(line);
}

/// The width of `text`, an ideograph counting twice.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Whether `text` ends as sentences do, closing quotes aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '）', '」', '』', '】', '》', ']']);
    text.ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '：', '；', '，', '、'])
}

/// Whether `c` is set in a square of its own: ideographs, kana, their punctuation.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}
