//! The way through comrak's tree, which is at most as deep as `flatten` left it.

use comrak::Node;
use comrak::nodes::{ListType, NodeValue, TableAlignment};

use super::super::blocks::alert_name;
use super::{Alert, Align, Element, Inline, Item, Setting};

/// What stands in `parent`.
pub(super) fn elements<'a>(parent: Node<'a>) -> Vec<Element> {
    let mut found = Vec::new();
    for node in parent.children() {
        element(node, &mut found);
    }
    found
}

/// Adds what `node` is to `found`.
pub(super) fn element<'a>(node: Node<'a>, found: &mut Vec<Element>) {
    let data = node.data();
    found.push(match &data.value {
        NodeValue::Paragraph => Element::Paragraph(line(node)),
        NodeValue::Heading(heading) => Element::Heading { level: heading.level, words: line(node) },
        NodeValue::List(list) => Element::List {
            start: (list.list_type == ListType::Ordered).then(|| u32::try_from(list.start).unwrap_or(u32::MAX)),
            items: node.children().map(item).collect(),
        },
        NodeValue::BlockQuote => Element::Quote { alert: None, elements: elements(node) },
        NodeValue::Alert(alert) => Element::Quote {
            alert: Some(Alert {
                kind: alert_name(alert.alert_type),
                title: alert.title.clone().unwrap_or_default().trim().to_owned(),
            }),
            elements: elements(node),
        },
        NodeValue::CodeBlock(code) => Element::Code {
            language: code.info.split_whitespace().next().unwrap_or_default().to_owned(),
            text: code.literal.strip_suffix('\n').unwrap_or(&code.literal).to_owned(),
        },
        NodeValue::Table(table) => Element::Table {
            columns: table.alignments.iter().map(|alignment| align(*alignment)).collect(),
            rows: node.children().map(|row| row.children().map(line).collect()).collect(),
        },
        NodeValue::ThematicBreak => Element::Rule,
        NodeValue::HtmlBlock(html) => Element::Html(html.literal.clone()),
        // A note within a note, and whatever else holds blocks: what stands in it.
        value if value.block() => return found.extend(elements(node)),
        _ => Element::Paragraph(line(node)),
    });
}

/// What stands where a list has its items; a list that was too deep has a paragraph there.
fn item<'a>(node: Node<'a>) -> Item {
    match &node.data().value {
        NodeValue::TaskItem(task) => Item { checked: Some(task.symbol.is_some()), elements: elements(node) },
        NodeValue::Item(_) => Item { checked: None, elements: elements(node) },
        _ => {
            let mut found = Vec::new();
            element(node, &mut found);
            Item { checked: None, elements: found }
        }
    }
}

fn align(alignment: TableAlignment) -> Align {
    match alignment {
        TableAlignment::None | TableAlignment::Left => Align::Start,
        TableAlignment::Center => Align::Center,
        TableAlignment::Right => Align::Right,
    }
}

fn line<'a>(node: Node<'a>) -> Vec<Inline> {
    let mut words = Vec::new();
    inlines(node, &Setting::default(), &mut words);
    words
}

fn inlines<'a>(parent: Node<'a>, around: &Setting, words: &mut Vec<Inline>) {
    for node in parent.children() {
        let data = node.data();
        let mut setting = around.clone();
        match &data.value {
            NodeValue::Text(run) => text(run, setting, words),
            NodeValue::SoftBreak => text(" ", setting, words),
            NodeValue::LineBreak => words.push(Inline::Break),
            NodeValue::Code(code) => text(&code.literal, Setting { code: true, ..setting }, words),
            NodeValue::HtmlInline(tag) => words.push(Inline::Html(tag.clone())),
            NodeValue::FootnoteReference(note) => words.push(Inline::Note(note.ix.saturating_sub(1) as usize)),
            NodeValue::Image(link) => words.push(Inline::Image {
                address: link.url.clone(),
                alt: alternative(node),
                title: link.title.clone(),
                setting,
            }),
            value => {
                match value {
                    NodeValue::Strong => setting.strong = true,
                    NodeValue::Emph => setting.emphasis = true,
                    NodeValue::Strikethrough => setting.strike = true,
                    NodeValue::Link(link) => setting.link = Some(link.url.as_str().into()),
                    _ => {}
                }
                inlines(node, &setting, words);
            }
        }
    }
}

fn text(run: &str, setting: Setting, words: &mut Vec<Inline>) {
    match words.last_mut() {
        Some(Inline::Text { text, setting: last }) if *last == setting => text.push_str(run),
        _ => words.push(Inline::Text { text: run.to_owned(), setting }),
    }
}

/// The words within an image.
fn alternative<'a>(image: Node<'a>) -> String {
    let words = image.descendants().filter_map(|node| match &node.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        NodeValue::Code(code) => Some(code.literal.clone()),
        NodeValue::SoftBreak | NodeValue::LineBreak => Some(" ".to_owned()),
        _ => None,
    });
    words.collect()
}
