//! Markdown → its tree, with the two readings of our own that Chinese text needs: a single tilde is one, as in `10~20元`,
//! and a bare address is a link that ends where its characters do, not at the next blank, which may be a page away.

use std::mem;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Ast, LineColumn, NodeLink, NodeValue};
use comrak::{Arena, Node, Options, parse_document};

use super::address::addresses;

/// The tree of `markdown`. Linear in its length.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, markdown: &str, options: &Options<'_>) -> Node<'a> {
    let root = parse_document(arena, markdown, options);
    let strikes: Vec<Node<'a>> = root.descendants().filter(|node| is_single_tilde(*node)).collect();
    for strike in strikes {
        unwrap_tildes(arena, strike);
    }
    for text in words(root) {
        link_addresses(arena, text);
    }
    root
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

fn is_single_tilde(node: Node<'_>) -> bool {
    let data = node.data();
    let NodeValue::Strikethrough = data.value else { return false };
    // Columns may be moved by what stands before; how far two are apart holds.
    node.first_child().is_some_and(|child| child.data().sourcepos.start.column == data.sourcepos.start.column + 1)
}

/// Puts what a pair of single tildes holds in its place, and the tildes around it.
fn unwrap_tildes<'a>(arena: &'a Arena<'a>, strike: Node<'a>) {
    let place = strike.data().sourcepos;
    let tilde = |at: LineColumn| {
        let text = NodeValue::Text("~".into());
        arena.alloc(Ast::new_with_sourcepos(text, (at, at).into()).into())
    };
    let first = tilde(place.start);
    strike.insert_before(first);
    for child in strike.children().collect::<Vec<_>>() {
        strike.insert_before(child);
    }
    let last = tilde(place.end);
    strike.insert_before(last);
    strike.detach();
    join(last);
    join(first);
}

/// Makes one text of `text`, its neighbours before and its neighbours after: an address can go over them.
fn join(text: Node<'_>) {
    let mut start = text;
    while let Some(before) = start.previous_sibling().filter(|node| node.data().value.text().is_some()) {
        start = before;
    }
    while let Some(next) = start.next_sibling() {
        let Some(more) = next.data_mut().value.text_mut().map(mem::take) else { break };
        let mut data = start.data_mut();
        data.sourcepos.end = next.data().sourcepos.end;
        if let Some(words) = data.value.text_mut() {
            words.to_mut().push_str(&more);
        }
        drop(data);
        next.detach();
    }
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
