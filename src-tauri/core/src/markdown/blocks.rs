//! Markdown → its blocks, each with the stretch of source that it stands in and the words that a reader sees.

use std::ops::Range;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AlertType, ListType, NodeList, NodeValue};
use comrak::{Arena, Node};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::dialect;
use super::inlines::{Inlines, Run};
use super::parse::parse;

/// A piece of Markdown that stands by itself on the page: a paragraph, a list's item, a table's row.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Whole lines of the text, in bytes. What stands before the first block belongs to it; what follows a block without
    /// being one, such as blank lines, belongs to the block before.
    pub source: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
    /// What a reader sees of it.
    pub runs: Vec<Run>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BlockKind {
    /// Plain words.
    Paragraph,
    /// A heading.
    Heading {
        /// From 1 to 6.
        level: u8,
    },
    /// What stands first in a list's item.
    ListItem {
        /// 1 in a list that is in no other.
        depth: u32,
        /// As printed; none with a bullet.
        number: Option<u32>,
        /// Of a task.
        checked: Option<bool>,
    },
    /// A further paragraph of a list's item.
    ListText {
        /// As of the item.
        depth: u32,
    },
    /// A paragraph of a quote.
    Quote {
        /// 1 in a quote that is in no other.
        depth: u32,
        /// `note`, `tip`, `important`, `warning` or `caution`, where the quote is an alert.
        alert: Option<String>,
    },
    /// Code on lines of its own.
    Code {
        /// As named at its fence; may be empty.
        language: String,
    },
    /// A row of a table. Its cells are apart by runs of a single tab.
    TableRow {
        /// The first row.
        header: bool,
    },
    /// A line across.
    Rule,
    /// Raw HTML.
    Html,
    /// A paragraph of a footnote.
    Footnote {
        /// As in `[^name]`.
        name: String,
    },
    /// What prints nothing by itself: an empty item, a text of blank lines or of link targets alone.
    Nothing,
}

/// The blocks of `markdown` in the order of its lines. Their sources follow each other without a gap and cover all of it.
/// Linear in its length; an empty text has none.
#[must_use]
pub fn blocks(markdown: &str) -> Vec<Block> {
    if markdown.is_empty() {
        return Vec::new();
    }
    let mut options = dialect();
    // At its end and in the order of their use, or left out without one, is how notes are printed, not written.
    options.parse.leave_footnote_definitions = true;
    let arena = Arena::new();
    let root = parse(&arena, markdown, &options);
    let lines = line_starts(markdown);
    let mut walk = Walk::default();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => walk.enter(node),
            NodeEdge::End(node) => walk.leave(node),
        }
    }
    cover(markdown, &lines, walk.found)
}

/// A block before its end is known.
struct Found {
    line: usize,
    kind: BlockKind,
    runs: Vec<Run>,
}

/// Stretches each block to the start of the next.
fn cover(markdown: &str, lines: &[usize], mut found: Vec<Found>) -> Vec<Block> {
    found.sort_by_key(|block| block.line);
    let start = |line: usize| lines.get(line.saturating_sub(1)).copied().unwrap_or(markdown.len());
    let mut blocks: Vec<Block> = Vec::with_capacity(found.len());
    for Found { line, kind, runs } in found {
        let at = if blocks.is_empty() { 0 } else { start(line) };
        match blocks.last_mut() {
            // Two on one line can't be told apart by their source.
            Some(last) if at <= last.source.start => last.runs.extend(runs),
            last => {
                if let Some(last) = last {
                    last.source.end = at;
                }
                blocks.push(Block { source: at..markdown.len(), kind, runs });
            }
        }
    }
    if blocks.is_empty() {
        blocks.push(Block { source: 0..markdown.len(), kind: BlockKind::Nothing, runs: Vec::new() });
    }
    blocks.retain(|block| !block.source.is_empty());
    blocks
}

/// Where each line starts, as CommonMark has lines.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain((0..bytes.len()).filter(|at| ends(*at)).map(|at| at + 1)).collect()
}

/// The way through the tree: what the node at hand stands in.
#[derive(Default)]
struct Walk {
    found: Vec<Found>,
    /// The line of the outermost container that has shown nothing yet: its first block starts there.
    line: Option<usize>,
    lists: Vec<Option<u32>>,
    items: Vec<Item>,
    /// Depth of items at each open quote, and its alert.
    quotes: Vec<(usize, Option<String>)>,
    footnote: Option<String>,
    open: Option<Open>,
}

/// The block that the way leads through at the moment, and how deep inside.
struct Open {
    line: usize,
    kind: BlockKind,
    inlines: Inlines,
    depth: usize,
}

/// An item of a list; `fresh` until its first block.
struct Item {
    number: Option<u32>,
    checked: Option<bool>,
    fresh: bool,
}

impl Walk {
    fn enter(&mut self, node: Node<'_>) {
        let data = node.data();
        if let Some(open) = &mut self.open {
            open.depth += 1;
            open.inlines.enter(&data.value, node.previous_sibling().is_some());
            return;
        }
        let line = data.sourcepos.start.line;
        match &data.value {
            NodeValue::Document | NodeValue::Table(_) => {}
            NodeValue::BlockQuote => self.quotes.push((self.items.len(), None)),
            NodeValue::Alert(alert) => {
                self.quotes.push((self.items.len(), Some(alert_name(alert.alert_type).to_owned())));
            }
            NodeValue::List(list) => self.lists.push(first_number(list)),
            NodeValue::Item(_) => self.item(None),
            NodeValue::TaskItem(task) => self.item(Some(task.symbol.is_some())),
            NodeValue::FootnoteDefinition(note) => self.footnote = Some(note.name.clone()),
            _ => {}
        }
        if !matches!(data.value, NodeValue::Document) {
            self.line.get_or_insert(line);
        }
        if is_leaf(&data.value) || (node.first_child().is_none() && !matches!(data.value, NodeValue::Document)) {
            self.begin(&data.value);
        }
    }

    fn item(&mut self, checked: Option<bool>) {
        let number = self.lists.last_mut().and_then(|next| {
            let number = *next;
            *next = number.map(|number| number.saturating_add(1));
            number
        });
        self.items.push(Item { number, checked, fresh: true });
    }

    fn begin(&mut self, value: &NodeValue) {
        let line = self.line.take().unwrap_or(1);
        let kind = self.kind(value);
        let mut inlines = Inlines::default();
        match value {
            NodeValue::CodeBlock(code) => inlines.text(code.literal.strip_suffix('\n').unwrap_or(&code.literal)),
            NodeValue::HtmlBlock(html) => inlines.text(html.literal.trim_end()),
            _ => {}
        }
        self.open = Some(Open { line, kind, inlines, depth: 0 });
    }

    fn kind(&mut self, value: &NodeValue) -> BlockKind {
        let depth = self.items.len();
        let quoted = self.quotes.last().filter(|(items, _)| *items >= depth);
        let item = self.items.last_mut().map(|item| (std::mem::replace(&mut item.fresh, false), item));
        match (value, quoted, item) {
            (NodeValue::Heading(heading), ..) => BlockKind::Heading { level: heading.level },
            (NodeValue::CodeBlock(code), ..) => {
                BlockKind::Code { language: code.info.split_whitespace().next().unwrap_or_default().to_owned() }
            }
            (NodeValue::TableRow(header), ..) => BlockKind::TableRow { header: *header },
            (NodeValue::ThematicBreak, ..) => BlockKind::Rule,
            (NodeValue::HtmlBlock(_), ..) => BlockKind::Html,
            (_, Some((_, alert)), _) => BlockKind::Quote { depth: count(self.quotes.len()), alert: alert.clone() },
            (_, None, Some((true, item))) => {
                BlockKind::ListItem { depth: count(depth), number: item.number, checked: item.checked }
            }
            (_, None, Some((false, _))) => BlockKind::ListText { depth: count(depth) },
            (_, None, None) => match &self.footnote {
                Some(name) => BlockKind::Footnote { name: name.clone() },
                None if matches!(value, NodeValue::Paragraph) => BlockKind::Paragraph,
                None => BlockKind::Nothing,
            },
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        let data = node.data();
        if let Some(open) = self.open.as_mut().filter(|open| open.depth > 0) {
            open.depth -= 1;
            open.inlines.leave(&data.value);
            return;
        }
        if let Some(Open { line, kind, inlines, .. }) = self.open.take() {
            self.found.push(Found { line, kind, runs: inlines.finish() });
        }
        match &data.value {
            NodeValue::BlockQuote | NodeValue::Alert(_) => drop(self.quotes.pop()),
            NodeValue::List(_) => drop(self.lists.pop()),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => drop(self.items.pop()),
            NodeValue::FootnoteDefinition(_) => self.footnote = None,
            _ => {}
        }
    }
}

/// Whether what stands in a node is words, or nothing, and no further blocks.
fn is_leaf(value: &NodeValue) -> bool {
    matches!(
        value,
        NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::CodeBlock(_)
            | NodeValue::HtmlBlock(_)
            | NodeValue::TableRow(_)
            | NodeValue::ThematicBreak
    )
}

fn first_number(list: &NodeList) -> Option<u32> {
    (list.list_type == ListType::Ordered).then(|| u32::try_from(list.start).unwrap_or(u32::MAX))
}

pub(super) fn alert_name(alert: AlertType) -> &'static str {
    match alert {
        AlertType::Note => "note",
        AlertType::Tip => "tip",
        AlertType::Important => "important",
        AlertType::Warning => "warning",
        AlertType::Caution => "caution",
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each block as its kind, its source and its words.
    fn shown(markdown: &str) -> Vec<(BlockKind, &str, String)> {
        let words = |block: &Block| block.runs.iter().map(|run| run.text.as_str()).collect();
        blocks(markdown)
            .into_iter()
            .map(|block| (block.kind.clone(), &markdown[block.source.clone()], words(&block)))
            .collect()
    }

    fn item(depth: u32, number: Option<u32>, checked: Option<bool>) -> BlockKind {
        BlockKind::ListItem { depth, number, checked }
    }

    #[test]
    fn blocks_cover_the_text_line_by_line() {
        let markdown = "# 标题\n\nA *fine* day,\nor two.\n\n[a]: https://example.org\n\n---\n";
        assert_eq!(
            shown(markdown),
            [
                (BlockKind::Heading { level: 1 }, "# 标题\n\n", "标题".to_owned()),
                (
                    BlockKind::Paragraph,
                    "A *fine* day,\nor two.\n\n[a]: https://example.org\n\n",
                    "A fine day, or two.".to_owned()
                ),
                (BlockKind::Rule, "---\n", String::new()),
            ]
        );
    }

    #[test]
    fn items_quotes_rows_and_notes_are_blocks() {
        let markdown = "3. one\n4. two\n\n   more\n   - [x] done\n\n> [!TIP]\n> said\n\n| a | b |\n| - | - |\n| 1 | |\n\n[^n]: note\n\nend\n";
        let note = BlockKind::Footnote { name: "n".to_owned() };
        let said = BlockKind::Quote { depth: 1, alert: Some("tip".to_owned()) };
        let words: Vec<(BlockKind, String)> =
            shown(markdown).into_iter().map(|(kind, _, words)| (kind, words)).collect();
        assert_eq!(
            words,
            [
                (item(1, Some(3), None), "one".to_owned()),
                (item(1, Some(4), None), "two".to_owned()),
                (BlockKind::ListText { depth: 1 }, "more".to_owned()),
                (item(2, None, Some(true)), "done".to_owned()),
                (said, "said".to_owned()),
                (BlockKind::TableRow { header: true }, "a\tb".to_owned()),
                (BlockKind::TableRow { header: false }, "1\t".to_owned()),
                (note, "note".to_owned()),
                (BlockKind::Paragraph, "end".to_owned()),
            ]
        );
    }

    #[test]
    fn a_text_without_a_block_is_one_of_nothing() {
        assert_eq!(blocks(""), []);
        assert_eq!(shown("\n\n"), [(BlockKind::Nothing, "\n\n", String::new())]);
        assert_eq!(shown("[a]: /b\n"), [(BlockKind::Nothing, "[a]: /b\n", String::new())]);
    }
}
