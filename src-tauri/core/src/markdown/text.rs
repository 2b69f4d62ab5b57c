//! Markdown → the words that a reader sees.

use comrak::Arena;
use comrak::nodes::NodeValue;

use super::dialect;
use super::parse::parse;

/// The visible text of `markdown`, blocks apart by a blank line. Raw HTML is left out. Linear in its length.
#[must_use]
pub fn to_text(markdown: &str) -> String {
    words(markdown, "\n")
}

/// As [`to_text`], with each paragraph on one line: where one is broken in the source a space stands.
#[must_use]
pub fn to_paragraphs(markdown: &str) -> String {
    words(markdown, " ")
}

/// The visible words of `markdown`, one line without a block around it, as [`super::inline_to_html`] reads it: `1. May` begins no list.
#[must_use]
pub fn inline_words(markdown: &str) -> String {
    let text = to_text(&format!("x {}", markdown.trim()));
    text.strip_prefix('x').map_or_else(|| text.clone(), |rest| rest.trim_start().to_owned())
}

fn words(markdown: &str, soft_break: &str) -> String {
    let arena = Arena::new();
    let root = parse(&arena, markdown, &dialect());
    let mut text = String::with_capacity(markdown.len());
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(run) => text.push_str(run),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(block) => {
                new_block(&mut text);
                text.push_str(block.literal.trim_end());
            }
            NodeValue::SoftBreak => text.push_str(soft_break),
            NodeValue::LineBreak => text.push('\n'),
            NodeValue::TableCell if node.previous_sibling().is_some() => text.push('\t'),
            value if value.block() && !matches!(value, NodeValue::TableCell) => new_block(&mut text),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Whether HTML stands in `markdown`, of which a page shows what it may and [`to_text`] leaves blocks out.
#[must_use]
pub fn has_html(markdown: &str) -> bool {
    if !markdown.contains('<') {
        return false;
    }
    let arena = Arena::new();
    let root = parse(&arena, markdown, &dialect());
    root.descendants().any(|node| matches!(node.data().value, NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_)))
}

fn new_block(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_signs() {
        assert!(has_html("a <sub>2</sub>") && has_html("<div>\nwords\n</div>"));
        assert!(!has_html("1 < 2 > 0, `<b>` and <https://example.org>"));
    }

    #[test]
    fn a_paragraph_can_be_one_line_and_an_item_no_list() {
        assert_eq!(to_paragraphs("a\nb\n\nc"), "a b\n\nc");
        assert_eq!(inline_words(" 1. *May* was dry"), "1. May was dry");
        assert_eq!(inline_words("x"), "x");
        assert_eq!(inline_words(""), "");
    }

    #[test]
    fn keeps_the_words_and_drops_the_marks() {
        let markdown = "# Title\n\nA *fine* [link](https://example.org), `code`\nand more.\n\n- 一\n- 二\n\n| a | b |\n| - | - |\n| 1 | 2 |";
        assert_eq!(to_text(markdown), "Title\n\nA fine link, code\nand more.\n\n一\n\n二\n\na\tb\n\n1\t2");
    }
}
