//! Markdown → its tree, with the two readings of our own that Chinese text needs: a single tilde is one, as in `10~20元`,
//! and a bare address is a link that ends where its characters do, not at the next blank, which may be a page away. Of
//! footnotes of one name the first counts, as it does for links.

use std::borrow::Cow;
use std::collections::HashMap;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Ast, LineColumn, NodeFootnoteDefinition, NodeLink, NodeValue};
use comrak::{Arena, Node, Options, parse_document};

use super::address::addresses;

/// The tree of `markdown`. Linear in its length.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, markdown: &str, options: &Options<'_>) -> Node<'a> {
    let veil = Veil::new(markdown);
    let root = parse_document(arena, &veil.text, options);
    for node in root.descendants() {
        veil.lift(&mut node.data_mut().value);
    }
    if !options.parse.leave_footnote_definitions && markdown.contains("[^") {
        keep_first_notes(root);
    }
    for text in words(root) {
        link_addresses(arena, text);
    }
    root
}

/// comrak takes the last note of a name, puts it at the end, and leaves the others where they stand, in the middle of the text.
fn keep_first_notes<'a>(root: Node<'a>) {
    let (placed, left): (Vec<_>, Vec<_>) = root
        .descendants()
        .filter_map(|node| Some((node, note(node)?)))
        .partition(|(_, note)| note.total_references > 0);
    let mut placed: HashMap<_, _> = placed.into_iter().map(|(node, note)| (note.name.to_lowercase(), node)).collect();
    for (node, NodeFootnoteDefinition { name, .. }) in left {
        let inside_another = node.ancestors().skip(1).any(|above| note(above).is_some());
        node.detach();
        // The later ones of the name find none any more.
        let Some(placed) = (!inside_another).then(|| placed.remove(&name.to_lowercase())).flatten() else { continue };
        placed.children().for_each(|child| child.detach());
        placed.extend(node.children());
    }
}

fn note<'a>(node: Node<'a>) -> Option<NodeFootnoteDefinition> {
    match &node.data().value {
        NodeValue::FootnoteDefinition(note) => Some(note.clone()),
        _ => None,
    }
}

/// The texts that are in no link and no image.
fn words<'a>(root: Node<'a>) -> Vec<Node<'a>> {
    let is_link = |node: Node<'a>| matches!(node.data().value, NodeValue::Link(_) | NodeValue::Image(_));
    let mut links = 0;
    let mut words = Vec::new();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) if is_link(node) => links += 1,
            NodeEdge::End(node) if is_link(node) => links -= 1,
            NodeEdge::Start(node) if links == 0 && node.data().value.text().is_some() => words.push(node),
            _ => {}
        }
    }
    words
}

/// `markdown` with another character in place of each single tilde: comrak would strike through what stands between two,
/// and drop the emphasis that begins there.
struct Veil<'m> {
    text: Cow<'m, str>,
    /// The character; none if there is no need, or none that the text doesn't have.
    stand_in: Option<char>,
}

impl<'m> Veil<'m> {
    fn new(markdown: &'m str) -> Self {
        let single: Vec<usize> =
            markdown.match_indices('~').map(|(at, _)| at).filter(|at| is_word(markdown.as_bytes(), *at)).collect();
        // Of one byte, so that every place stays where it is.
        let stand_in = ['\u{1a}', '\u{1b}', '\u{1c}', '\u{1e}', '\u{1f}'].into_iter().find(|c| !markdown.contains(*c));
        let Some(stand_in) = stand_in.filter(|_| !single.is_empty()) else {
            return Self { text: markdown.into(), stand_in: None };
        };
        let mut text = String::with_capacity(markdown.len());
        let mut done = 0;
        for at in single {
            text.push_str(&markdown[done..at]);
            text.push(stand_in);
            done = at + 1;
        }
        text.push_str(&markdown[done..]);
        Self { text: text.into(), stand_in: Some(stand_in) }
    }

    /// Puts the tildes back into a node.
    fn lift(&self, value: &mut NodeValue) {
        let Some(stand_in) = self.stand_in else { return };
        let lift = |text: &mut String| {
            if text.contains(stand_in) {
                *text = text.replace(stand_in, "~");
            }
        };
        match value {
            NodeValue::Text(text) if text.contains(stand_in) => lift(text.to_mut()),
            NodeValue::Code(code) => lift(&mut code.literal),
            NodeValue::CodeBlock(code) => {
                lift(&mut code.info);
                lift(&mut code.literal);
            }
            NodeValue::HtmlBlock(html) => lift(&mut html.literal),
            NodeValue::HtmlInline(html) => lift(html),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                lift(&mut link.url);
                lift(&mut link.title);
            }
            NodeValue::FootnoteDefinition(note) => lift(&mut note.name),
            NodeValue::FootnoteReference(note) => lift(&mut note.name),
            NodeValue::Alert(alert) => alert.title.iter_mut().for_each(lift),
            _ => {}
        }
    }
}

/// Whether the tilde at `at` is part of the words: single, not escaped, and in no address, where no other character may stand
/// in for it.
fn is_word(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[..at];
    if bytes.get(at + 1) == Some(&b'~') || before.last().is_some_and(|byte| matches!(byte, b'~' | b'\\' | b'/')) {
        return false;
    }
    // Longer addresses are taken for words: each tilde is looked at for itself.
    let token = before.iter().rev().take(256).take_while(|byte| byte.is_ascii_graphic()).count();
    let token = &before[at - token..];
    !token.windows(2).any(|pair| pair == b"](" || pair == b"//")
}

/// Splits a text at the addresses in it and makes links of them.
fn link_addresses<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let place = node.data().sourcepos;
    let words = match &node.data().value {
        NodeValue::Text(text) if text.contains("://") || text.contains("www.") || text.contains("WWW.") => {
            text.to_string()
        }
        _ => return,
    };
    let found = addresses(&words);
    if found.is_empty() {
        return;
    }
    // Entities and escapes are longer in the source than in the words: then the places are only near.
    let at = |bytes: usize| LineColumn { line: place.start.line, column: place.start.column + bytes };
    let piece = |value: NodeValue, from: usize, to: usize| {
        arena.alloc(Ast::new_with_sourcepos(value, (at(from), at(to.saturating_sub(1))).into()).into())
    };
    let text = |from: usize, to: usize| piece(NodeValue::Text(words[from..to].to_owned().into()), from, to);
    let mut done = 0;
    for range in found {
        if range.start > done {
            node.insert_before(text(done, range.start));
        }
        let address = &words[range.clone()];
        let url = if address.as_bytes()[..3].eq_ignore_ascii_case(b"www") {
            format!("http://{address}")
        } else {
            address.to_owned()
        };
        let link = piece(NodeValue::Link(Box::new(NodeLink { url, title: String::new() })), range.start, range.end);
        link.append(text(range.start, range.end));
        node.insert_before(link);
        done = range.end;
    }
    if done < words.len() {
        node.insert_before(text(done, words.len()));
    }
    node.detach();
}

#[cfg(test)]
mod tests {
    use comrak::{Arena, format_html};

    use super::*;
    use crate::markdown::dialect;

    fn page(markdown: &str) -> String {
        let arena = Arena::new();
        let mut html = String::new();
        format_html(parse(&arena, markdown, &dialect()), &dialect(), &mut html).unwrap();
        html
    }

    #[test]
    fn a_single_tilde_is_a_tilde_wherever_it_stands() {
        assert_eq!(page("约10~20%，**其中30~40%**来自"), "<p>约10~20%，<strong>其中30~40%</strong>来自</p>\n");
        assert_eq!(page("`a~b` \\~c\\~ ~~d~e~~"), "<p><code>a~b</code> ~c~ <del>d~e</del></p>\n");
        assert_eq!(page("```a~b\nc~d\n```"), "<pre><code class=\"language-a~b\">c~d\n</code></pre>\n");
        assert_eq!(
            page("[a~b](/~c/d \"e~f\") ![g~h](/~i)"),
            "<p><a href=\"/~c/d\" title=\"e~f\">a~b</a> <img src=\"/~i\" alt=\"g~h\" /></p>\n"
        );
        assert!(page("> [!NOTE] a~b\n> c~d").contains(">a~b</p>\n<p>c~d</p>"));
        let notes = page("x[^a~b]\n\n[^a~b]: c~d\n\n[e~f]\n\n[e~f]: /~h");
        assert!(notes.contains("id=\"fn-a~b\"") && notes.contains("c~d") && notes.contains("<a href=\"/~h\">e~f</a>"));
        assert!(!notes.contains('\u{1a}'));
    }

    #[test]
    fn of_notes_of_one_name_the_first_counts() {
        let note = |words: &str| {
            format!(
                "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-A\">\n<p>{words} <a href=\"#fnref-A\" \
                 class=\"footnote-backref\" data-footnote-backref data-footnote-backref-idx=\"1\" \
                 aria-label=\"Back to reference 1\">↩</a></p>\n</li>\n</ol>\n</section>\n"
            )
        };
        let html = page("Toll[^A]\n\n[^a]: one\n\nFee\n\n[^A]: two\n\n> [^A]: three");
        assert!(
            html.ends_with(&format!("</sup></p>\n<p>Fee</p>\n<blockquote>\n</blockquote>\n{}", note("one"))),
            "{html}"
        );
        assert_eq!(page("Toll\n\n[^a]: one\n\nFee\n\n[^a]: two"), "<p>Toll</p>\n<p>Fee</p>\n");
        let html = page("Toll[^A]\n\n[^b]: Fee\n\n    [^A]: within\n\n[^A]: own");
        assert!(html.ends_with(&note("own")), "{html}");
    }

    #[test]
    fn a_bare_address_is_a_link_without_its_sentence() {
        assert_eq!(
            page("见https://example.org/~desk。**又**（www.example.org）"),
            "<p>见<a href=\"https://example.org/~desk\">https://example.org/~desk</a>。<strong>又</strong>（<a \
             href=\"http://www.example.org\">www.example.org</a>）</p>\n"
        );
        assert_eq!(
            page("[see https://example.org](/a) `https://example.org`"),
            "<p><a href=\"/a\">see https://example.org</a> <code>https://example.org</code></p>\n"
        );
    }
}
