//! Blocks → Markdown, and → the lines from which page text is taken apart.

use super::super::page_text::{Item, Kind, Line};
use super::blocks::{Block, Container, Leaf};
use super::inline::longest_ticks;

/// Deeper lists and quotes show at this depth: Markdown's indents would outgrow the text.
const DEEPEST: usize = 8;
const HARD_BREAK: &str = "\\\n";

/// The Markdown of `blocks`. Pictures are left out: the only one that a brief has is its hero.
pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut last: Option<&Block> = None;
    for block in blocks {
        let text = leaf_markdown(&block.leaf);
        if text.is_empty() {
            continue;
        }
        let above = last.map_or(&[][..], containers);
        let containers = containers(block);
        let common = above.iter().zip(containers).take_while(|(a, b)| a == b).count();
        if let Some(last) = last {
            out.push('\n');
            if !is_tight(last, block, common) {
                let blank: String = containers[..common].iter().map(indent).collect();
                out.push_str(blank.trim_end());
                out.push('\n');
            }
        }
        let first: String =
            containers.iter().enumerate().map(|(at, c)| if at < common { indent(c) } else { marker(c) }).collect();
        let rest: String = containers.iter().map(indent).collect();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                out.push('\n');
            }
            let prefix = if at == 0 { &first } else { &rest };
            out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
            out.push_str(line);
        }
        last = Some(block);
    }
    out
}

/// The lines of `blocks`: a block each, but a list or quote is one.
pub(super) fn lines(blocks: &[Block]) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in blocks.chunk_by(|a, b| outermost(a).is_some() && outermost(a) == outermost(b)) {
        let Some(first) = group.first() else { continue };
        let plain = group.iter().map(|block| leaf_plain(&block.leaf)).filter(|text| !text.is_empty());
        let plain = plain.collect::<Vec<_>>().join(" ");
        let kind = match (&first.leaf, first.containers.first()) {
            (_, Some(Container::Item { .. })) => Kind::List(items(group)),
            (Leaf::Image(_), _) => Kind::Image,
            (Leaf::Caption(_), _) => Kind::Caption,
            _ => Kind::Paragraph,
        };
        let is_rule = matches!(first.leaf, Leaf::Rule);
        if !plain.is_empty() || is_rule {
            lines.push(Line { plain, markdown: Some(markdown(group)), kind, is_apart: first.is_apart, span: 0..0 });
        }
    }
    lines
}

fn outermost(block: &Block) -> Option<usize> {
    match block.containers.first()? {
        Container::Quote(id) | Container::Item { list: id, .. } => Some(*id),
        // Never an id of the others.
        Container::Note(_) => Some(usize::MAX),
    }
}

/// The items of a list as takeaways want them: one line each.
fn items(list: &[Block]) -> Vec<Item> {
    let same_item = |a: &Block, b: &Block| a.containers.first() == b.containers.first();
    let joined = |item: &[Block], text: fn(&Leaf) -> String| {
        item.iter().map(|block| text(&block.leaf)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let item = |item: &[Block]| Item { plain: joined(item, leaf_plain), markdown: joined(item, leaf_in_line) };
    list.chunk_by(same_item).map(item).filter(|item| !item.plain.is_empty()).collect()
}

fn containers(block: &Block) -> &[Container] {
    &block.containers[..block.containers.len().min(DEEPEST)]
}

/// Whether no blank line goes between: within a list from item to item, and after an alert's first line.
fn is_tight(last: &Block, next: &Block, common: usize) -> bool {
    let (above, below) = (containers(last), containers(next));
    let is_next_item = match (above.get(common), below.get(common)) {
        (Some(Container::Item { list: a, .. }), Some(Container::Item { list: b, .. })) => a == b,
        (None, Some(Container::Item { .. })) => common > 0 && matches!(above[common - 1], Container::Item { .. }),
        _ => false,
    };
    is_next_item || matches!(last.leaf, Leaf::Alert(_))
}

fn indent(container: &Container) -> String {
    match container {
        Container::Quote(_) => "> ".to_owned(),
        Container::Item { .. } => " ".repeat(marker(container).len()),
        Container::Note(_) => " ".repeat(4),
    }
}

fn marker(container: &Container) -> String {
    match container {
        Container::Quote(_) => "> ".to_owned(),
        Container::Item { number: Some(number), .. } => format!("{}. ", number % 1_000_000_000),
        Container::Item { number: None, .. } => "- ".to_owned(),
        Container::Note(label) => format!("[^{label}]: "),
    }
}

fn leaf_plain(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Paragraph(inline) | Leaf::Heading(_, inline) | Leaf::Caption(inline) => inline.plain(),
        Leaf::Code(code) => code.split_whitespace().collect::<Vec<_>>().join(" "),
        Leaf::Table(table) => table.plain(),
        Leaf::Image(alt) => alt.clone(),
        Leaf::Rule | Leaf::Alert(_) => String::new(),
    }
}

fn leaf_markdown(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Paragraph(inline) | Leaf::Caption(inline) => inline.markdown(HARD_BREAK),
        Leaf::Heading(level, inline) => format!("{} {}", "#".repeat(*level), inline.markdown(" ")),
        Leaf::Code(code) => {
            let fence = "`".repeat((longest_ticks(code) + 1).max(3));
            format!("{fence}\n{}\n{fence}", code.trim_matches(['\n', '\r']))
        }
        Leaf::Table(table) => table.markdown(),
        Leaf::Rule => "---".to_owned(),
        Leaf::Alert(kind) => format!("[!{kind}]"),
        Leaf::Image(_) => String::new(),
    }
}

/// As much of a block as fits into a line.
fn leaf_in_line(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Paragraph(inline) | Leaf::Caption(inline) | Leaf::Heading(_, inline) => inline.markdown(" "),
        Leaf::Image(_) => String::new(),
        _ => super::super::page_text::as_markdown(&leaf_plain(leaf)),
    }
}
