//! What other readers of Markdown may read in another way than we do: the means that a text uses, and where its plain words stand.

use std::collections::BTreeSet;
use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::dialect;
use super::parse::parse;
use super::spans::Source;
use super::text::{inline_words, to_text};

/// A means of Markdown that not every reader has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Markup {
    /// HTML tags in the text.
    RawHtml,
    /// Addresses that are links without any marks.
    BareAddresses,
    /// `[^1]`.
    Footnotes,
    /// `- [x]`.
    Tasks,
    /// `> [!NOTE]`.
    Alerts,
    /// Code that is told by its indentation alone.
    IndentedCode,
    /// Emphasis that ends or begins between Han punctuation and a Han character: `**重要的。**但`.
    HanEmphasis,
}

/// Which of these means `markdown` uses. Linear in its length.
#[must_use]
pub fn markup(markdown: &str) -> BTreeSet<Markup> {
    let arena = Arena::new();
    let root = parse(&arena, markdown, &dialect());
    let source = Source::new(markdown);
    let mut found: BTreeSet<Markup> = root.descendants().filter_map(|node| means(node, &source)).collect();
    let mut plain = dialect();
    plain.extension.cjk_friendly_emphasis = false;
    let arena = Arena::new();
    if emphasised(root) != emphasised(parse(&arena, markdown, &plain)) {
        found.insert(Markup::HanEmphasis);
    }
    found
}

fn means<'a>(node: Node<'a>, source: &Source<'_>) -> Option<Markup> {
    let data = node.data();
    Some(match &data.value {
        NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => Markup::RawHtml,
        NodeValue::Link(_) => {
            let (from, to) = source.within(data.sourcepos);
            let written = &source.text[from..to];
            return (!written.starts_with(['[', '<'])).then_some(Markup::BareAddresses);
        }
        NodeValue::FootnoteReference(_) => Markup::Footnotes,
        NodeValue::TaskItem(_) => Markup::Tasks,
        NodeValue::Alert(_) => Markup::Alerts,
        NodeValue::CodeBlock(code) if !code.fenced => Markup::IndentedCode,
        _ => return None,
    })
}

fn emphasised<'a>(root: Node<'a>) -> Vec<String> {
    let is_set = |node: &Node<'a>| matches!(node.data().value, NodeValue::Strong | NodeValue::Emph);
    let words = |node: Node<'a>| node.descendants().filter_map(|node| Some(node.data().value.text()?.to_string()));
    root.descendants().filter(is_set).map(|node| words(node).collect()).collect()
}

/// Whether `markdown` is paragraphs of words and nothing more. Linear in its length.
#[must_use]
pub fn is_plain(markdown: &str) -> bool {
    let arena = Arena::new();
    let root = parse(&arena, markdown, &dialect());
    let is_plain = |value: &NodeValue| {
        use NodeValue::{Document, LineBreak, Paragraph, SoftBreak, Text};
        matches!(value, Document | Paragraph | Text(_) | SoftBreak | LineBreak)
    };
    root.descendants().all(|node| is_plain(&node.data().value))
}

/// `markdown` with a backslash before each of `marks` where it stands among plain words, so that a reader that knows it as more takes
/// it for words too. ASCII punctuation only. Says the same to us; where it would not, the text stays.
#[must_use]
pub fn with_words_escaped(markdown: &str, marks: &[&str]) -> String {
    if !marks.iter().any(|mark| markdown.contains(mark)) {
        return markdown.to_owned();
    }
    let mut places = Vec::new();
    for range in words(markdown) {
        let mut at = range.start;
        while let Some(c) = markdown[at..range.end].chars().next() {
            if c == '\\' {
                // What it escapes is words already.
                at += c.len_utf8() + markdown[at + 1..range.end].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            if marks.iter().any(|mark| markdown[at..].starts_with(mark)) {
                places.push(at);
            }
            at += c.len_utf8();
        }
    }
    let escaped = with_inserted(markdown, places, "\\");
    if to_text(&escaped) == to_text(markdown) { escaped } else { markdown.to_owned() }
}

/// `markdown` with `prefix` before the names of its footnotes, so that those of two texts in one file keep apart.
#[must_use]
pub fn with_notes_renamed(markdown: &str, prefix: &str) -> String {
    const OPENS: &str = "[^";
    if !markdown.contains(OPENS) {
        return markdown.to_owned();
    }
    let mut options = dialect();
    options.parse.leave_footnote_definitions = true;
    let arena = Arena::new();
    let root = parse(&arena, markdown, &options);
    let source = Source::new(markdown);
    let start = |node: Node<'_>| {
        let data = node.data();
        if !matches!(data.value, NodeValue::FootnoteReference(_) | NodeValue::FootnoteDefinition(_)) {
            return None;
        }
        let (from, _) = source.within_cell(node).unwrap_or_else(|| source.within(data.sourcepos));
        markdown[from..].starts_with(OPENS).then_some(from + OPENS.len())
    };
    with_inserted(markdown, root.descendants().filter_map(start).collect(), prefix)
}

/// Where the plain words of `markdown` stand: no code, no tags, no addresses.
fn words(markdown: &str) -> Vec<Range<usize>> {
    let mut options = dialect();
    options.parse.leave_footnote_definitions = true;
    let arena = Arena::new();
    let root = parse(&arena, markdown, &options);
    let source = Source::new(markdown);
    let is_address = |node: Node<'_>| {
        node.ancestors().skip(1).any(|above| {
            let data = above.data();
            matches!(data.value, NodeValue::Link(_))
                && !markdown[source.within(data.sourcepos).0..].starts_with(['[', '\\'])
        })
    };
    let range = |node: Node<'_>| {
        let data = node.data();
        let is_text = matches!(data.value, NodeValue::Text(_));
        let (from, to) = source.within_cell(node).unwrap_or_else(|| source.within(data.sourcepos));
        (is_text && from < to).then_some(from..to)
    };
    root.descendants().filter(|node| !is_address(node)).filter_map(range).collect()
}

fn with_inserted(text: &str, mut places: Vec<usize>, inserted: &str) -> String {
    places.sort_unstable();
    places.dedup();
    let mut edited = String::with_capacity(text.len() + places.len() * inserted.len());
    let mut done = 0;
    for at in places {
        edited.push_str(&text[done..at]);
        edited.push_str(inserted);
        done = at;
    }
    edited.push_str(&text[done..]);
    edited
}

/// Plain text, one line, as Markdown that any reader shows as it is, wherever in a line it stands.
#[must_use]
pub fn escaped(text: &str) -> String {
    const MARKS: &str = "\\`*_{}[]<>#|$!";
    let mut markdown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Some readers keep a backslash before it.
            '&' => markdown.push_str("&amp;"),
            '~' => markdown.push_str("&#126;"),
            c if MARKS.contains(c) => markdown.extend(['\\', c]),
            c => markdown.push(c),
        }
    }
    markdown
}

/// `text`, inline Markdown on one line, so that it is inline after a list's marker too: `1. May` would begin a list in the list.
#[must_use]
pub fn as_list_item(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || is_one_paragraph(text) {
        return text.to_owned();
    }
    // A tag that would begin a block prints nothing where it is inline.
    if let Some((_, rest)) = text.split_once('>')
        && text.starts_with('<')
        && inline_words(rest) == inline_words(text)
    {
        return as_list_item(rest);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let at = if text[digits..].starts_with(['.', ')']) { digits } else { 0 };
    with_inserted(text, vec![at], "\\")
}

fn is_one_paragraph(text: &str) -> bool {
    let arena = Arena::new();
    let item = format!("1. {text}\n");
    let root = parse(&arena, &item, &dialect());
    let only_child = |node: Node<'_>, is: fn(&NodeValue) -> bool| {
        node.first_child().filter(|child| child.next_sibling().is_none() && is(&child.data().value)).is_some()
    };
    let Some(list) = root.first_child().filter(|_| only_child(root, |value| matches!(value, NodeValue::List(_))))
    else {
        return false;
    };
    let Some(item) = list.first_child().filter(|_| only_child(list, |value| matches!(value, NodeValue::Item(_))))
    else {
        return false;
    };
    only_child(item, |value| matches!(value, NodeValue::Paragraph))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_means_apart() {
        let of = |markdown: &str| markup(markdown).into_iter().collect::<Vec<_>>();
        assert_eq!(of("A **plain** [text](/a), <https://example.org>, `<b>` and a | b."), []);
        assert_eq!(of("H<sub>2</sub>O"), [Markup::RawHtml]);
        assert_eq!(of("见https://example.org。"), [Markup::BareAddresses]);
        assert_eq!(of("A[^1].\n\n[^1]: B."), [Markup::Footnotes]);
        assert_eq!(of("- [x] a\n\n> [!NOTE]\n> b"), [Markup::Tasks, Markup::Alerts]);
        assert_eq!(of("a\n\n    b"), [Markup::IndentedCode]);
        assert_eq!(of("**重要的。**但"), [Markup::HanEmphasis]);
        assert_eq!(of("**重要的**。但"), []);
    }

    #[test]
    fn marks_are_escaped_among_words_alone() {
        let escaped = |markdown: &str| with_words_escaped(markdown, &["~", "{"]);
        assert_eq!(escaped("约10~20元，`a~b` \\~ **30~40**"), "约10\\~20元，`a~b` \\~ **30\\~40**");
        assert_eq!(
            escaped("[a~b](/~c) <https://e.org/~d> https://e.org/~f"),
            "[a\\~b](/~c) <https://e.org/~d> https://e.org/~f"
        );
        assert_eq!(escaped("```\n{{ a }}\n```\n\n# {{ b }}"), "```\n{{ a }}\n```\n\n# \\{\\{ b }}");
        assert_eq!(
            escaped("| a~b | `c~d` \\| e~f |\n| - | - |\n| {g} | h |"),
            "| a\\~b | `c~d` \\| e\\~f |\n| - | - |\n| \\{g} | h |"
        );
        assert_eq!(escaped("~~gone~~ &amp; ~"), "~~gone~~ &amp; \\~");
    }

    #[test]
    fn notes_of_two_texts_keep_apart() {
        assert_eq!(
            with_notes_renamed("一[^a] `[^a]` b[^c].\n\n> | x[^a] |\n> | - |\n\n[^a]: D[^c].\n\n[^c]:\n    E", "n-"),
            "一[^n-a] `[^a]` b[^n-c].\n\n> | x[^n-a] |\n> | - |\n\n[^n-a]: D[^n-c].\n\n[^n-c]:\n    E"
        );
        assert_eq!(with_notes_renamed("[^none] x", "n-"), "[^none] x");
    }

    #[test]
    fn an_item_is_a_line_of_words() {
        for (text, item) in [
            ("A *fine* one", "A *fine* one"),
            ("1. May", "1\\. May"),
            ("- x", "\\- x"),
            ("# 5", "\\# 5"),
            ("[ ] x", "\\[ ] x"),
            ("[x]: y", "\\[x]: y"),
            ("***", "\\***"),
            ("<div", "\\<div"),
            ("<div> <p>x <b>y</b>", "x <b>y</b>"),
            ("<div>", ""),
            ("2026 was dry", "2026 was dry"),
            ("", ""),
        ] {
            assert_eq!(as_list_item(text), item);
        }
    }

    #[test]
    fn plain_text_shows_as_it_is() {
        for text in ["a *b* _c_ `d` [e](f) <g> &amp; ~~h~~ \\ | # ! {i} $j$ ![k](l) https", "编者按：*重要*"] {
            assert_eq!(to_text(&escaped(text)), text);
        }
    }
}
