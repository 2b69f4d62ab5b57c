//! Where Markdown has its bold, its links, its headings: what the editor must show as the page will.

use std::fmt;

use comrak::nodes::{NodeValue, Sourcepos};
use comrak::{Arena, Node};

use super::blocks::{alert_name, line_starts};
use super::dialect;
use super::parse::parse;

/// A stretch of the source that is set or printed in a way of its own, its marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its start in UTF-16 code units, as the window's editor counts. Of a block: the start of its first line.
    pub from: usize,
    /// Its end, likewise. Of a block: the end of its last line that has more than blanks and marks of quotes.
    pub to: usize,
    /// What it is.
    pub kind: SpanKind,
}

/// What a stretch of Markdown is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpanKind {
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// A quote that is no alert.
    Quote,
    /// An alert, and which: `note`, `tip`, `important`, `warning` or `caution`.
    Alert(&'static str),
    /// A list's item; of a task, whether it is done.
    Item(Option<bool>),
    /// A table.
    Table,
    /// The text of a footnote.
    Footnote,
    /// Code on lines of its own.
    CodeBlock,
    /// A line across.
    Rule,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Struck through.
    Strike,
    /// Code among words.
    Code,
    /// A link.
    Link,
    /// An image.
    Image,
    /// A reference to a footnote that is there.
    Reference,
}

impl SpanKind {
    /// Whether it takes whole lines.
    #[must_use]
    pub fn is_block(self) -> bool {
        self < Self::Strong
    }
}

impl fmt::Display for SpanKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Heading(level) => return write!(f, "heading {level}"),
            Self::Alert(name) => return write!(f, "alert {name}"),
            Self::Quote => "quote",
            Self::Item(None) => "item",
            Self::Item(Some(false)) => "item open",
            Self::Item(Some(true)) => "item done",
            Self::Table => "table",
            Self::Footnote => "footnote",
            Self::CodeBlock => "code block",
            Self::Rule => "rule",
            Self::Strong => "strong",
            Self::Emphasis => "emphasis",
            Self::Strike => "strike",
            Self::Code => "code",
            Self::Link => "link",
            Self::Image => "image",
            Self::Reference => "reference",
        };
        f.write_str(name)
    }
}

/// The spans of `markdown`, as the page has them, by their starts. Linear in its length.
#[must_use]
pub fn spans(markdown: &str) -> Vec<Span> {
    let mut options = dialect();
    // Where it was written counts, and that it was, not where a note is printed.
    options.parse.leave_footnote_definitions = true;
    let arena = Arena::new();
    let root = parse(&arena, markdown, &options);
    let source = Source::new(markdown);
    let mut spans: Vec<Span> = root
        .descendants()
        .filter_map(|node| {
            let data = node.data();
            let kind = kind(&data.value)?;
            let (from, to) = if kind.is_block() {
                source.lines(data.sourcepos)
            } else {
                source.within_cell(node).unwrap_or_else(|| source.within(data.sourcepos))
            };
            Some(Span { from: source.utf16(from), to: source.utf16(to), kind })
        })
        .collect();
    spans.sort_unstable();
    spans
}

fn kind(value: &NodeValue) -> Option<SpanKind> {
    Some(match value {
        NodeValue::Heading(heading) => SpanKind::Heading(heading.level),
        NodeValue::BlockQuote => SpanKind::Quote,
        NodeValue::Alert(alert) => SpanKind::Alert(alert_name(alert.alert_type)),
        NodeValue::Item(_) => SpanKind::Item(None),
        NodeValue::TaskItem(task) => SpanKind::Item(Some(task.symbol.is_some())),
        NodeValue::Table(_) => SpanKind::Table,
        NodeValue::FootnoteDefinition(_) => SpanKind::Footnote,
        NodeValue::CodeBlock(_) => SpanKind::CodeBlock,
        NodeValue::ThematicBreak => SpanKind::Rule,
        NodeValue::Strong => SpanKind::Strong,
        NodeValue::Emph => SpanKind::Emphasis,
        NodeValue::Strikethrough => SpanKind::Strike,
        NodeValue::Code(_) => SpanKind::Code,
        NodeValue::Link(_) => SpanKind::Link,
        NodeValue::Image(_) => SpanKind::Image,
        NodeValue::FootnoteReference(_) => SpanKind::Reference,
        _ => return None,
    })
}

/// A text whose places are found by line and column.
pub(super) struct Source<'a> {
    pub text: &'a str,
    lines: Vec<usize>,
    /// For each line, how many code units of UTF-16 stand before it.
    units: Vec<usize>,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Self {
        let lines = line_starts(text);
        let mut units = Vec::with_capacity(lines.len());
        let mut sum = 0;
        for (number, start) in lines.iter().enumerate() {
            units.push(sum);
            let end = lines.get(number + 1).copied().unwrap_or(text.len());
            sum += text[*start..end].encode_utf16().count();
        }
        Self { text, lines, units }
    }

    /// The bytes between two places, the second of which is the last byte of the stretch.
    pub fn within(&self, place: Sourcepos) -> (usize, usize) {
        let at = |line: usize, column: usize| {
            let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
            let at = (start + column).min(self.text.len());
            // A tab that is cut by an indentation can put a column beside a character.
            (0..=at).rfind(|at| self.text.is_char_boundary(*at)).unwrap_or(at)
        };
        let from = at(place.start.line, place.start.column.saturating_sub(1));
        (from, at(place.end.line, place.end.column).max(from))
    }

    /// The bytes of what stands in a table's cell: its columns are counted without the backslashes of `\\|`.
    pub fn within_cell(&self, node: Node<'_>) -> Option<(usize, usize)> {
        let cell = node.ancestors().find(|node| matches!(node.data().value, NodeValue::TableCell))?;
        let (from, to) = self.within(cell.data().sourcepos);
        let (start, end) = self.within(node.data().sourcepos);
        let source = |at: usize| {
            let mut left = at.checked_sub(from)?;
            let mut bytes = self.text[from..to.max(at)].bytes().enumerate().peekable();
            while left > 0 {
                let (_, byte) = bytes.next()?;
                let escapes = byte == b'\\' && bytes.peek().is_some_and(|(_, next)| *next == b'|');
                left -= usize::from(!escapes);
            }
            bytes.next().map(|(index, _)| from + index)
        };
        Some((source(start)?, source(end)?))
    }

    /// The bytes of the lines of a block.
    fn lines(&self, place: Sourcepos) -> (usize, usize) {
        let from = self.lines.get(place.start.line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.lines.get(place.end.line).copied().unwrap_or(self.text.len());
        let said = self.text[from..end.max(from)].trim_end_matches(|c: char| c.is_ascii_whitespace() || c == '>');
        let last = from + said.len();
        let rest = self.text[last..].find(['\n', '\r']).map_or(self.text.len(), |at| last + at);
        (from, last + self.text[last..rest].trim_end().len())
    }

    /// A place in bytes, in code units of UTF-16.
    fn utf16(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|start| *start <= at) - 1;
        self.units[line] + self.text[self.lines[line]..at].encode_utf16().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str) -> Vec<String> {
        let units: Vec<u16> = markdown.encode_utf16().collect();
        let text = |span: &Span| String::from_utf16_lossy(&units[span.from..span.to]);
        spans(markdown).iter().map(|span| format!("{}: {}", span.kind, text(span))).collect()
    }

    #[test]
    fn places_are_counted_as_the_editor_counts() {
        assert_eq!(shown("𠮷野家**很好。**但`码`在[此](/a)\n"), ["strong: **很好。**", "code: `码`", "link: [此](/a)"]);
    }

    #[test]
    fn blocks_are_whole_lines_without_the_blank_ones_after_them() {
        assert_eq!(
            shown("- [x] 一\n\n  二\n\n> [!NOTE]\n> 三\n>\n\n[^甲]\n\n[^甲]: 四\n\n    五\n\n---\n"),
            [
                "item done: - [x] 一\n\n  二",
                "alert note: > [!NOTE]\n> 三",
                "reference: [^甲]",
                "footnote: [^甲]: 四\n\n    五",
                "rule: ---",
            ]
        );
    }
}
