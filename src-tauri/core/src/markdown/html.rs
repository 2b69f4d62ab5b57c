//! Markdown → HTML that is safe to place in a page.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{NodeList, NodeValue};
use comrak::{Arena, Node, Options, format_html};
use memchr::memmem;

use super::images::{Images, Shown};
use super::parse::parse;
use super::{dialect, sanitise};

/// Levels of quotes, lists and emphasis that are kept.
const DEEPEST_TREE: usize = 64;
/// Levels of HTML tags that are taken as HTML.
pub(super) const DEEPEST_HTML: usize = 256;

/// Where on a page the rendered text will stand.
#[derive(Debug, Clone, Copy)]
pub struct Embed<'a> {
    /// The level of its topmost heading; deeper ones follow, down to 6.
    pub top_heading: u8,
    /// Goes before every id, so that two texts on a page don't collide.
    pub id_prefix: &'a str,
}

/// `markdown` as sanitised HTML blocks. Linear in its length.
///
/// Loads nothing from elsewhere: an image that is none of `images` becomes a link to it, named by its alternative text.
#[must_use]
pub fn to_html(markdown: &str, embed: Embed<'_>, images: Images<'_>) -> String {
    let mut shown = Shown::new(images);
    let html = render(markdown, embed.top_heading, &mut shown);
    shown.put_into(sanitise::clean(&html, embed.id_prefix))
}

/// `markdown`, one line, as sanitised HTML without a block around it. A marker at its start is text, not a list or heading.
#[must_use]
pub fn inline_to_html(markdown: &str) -> String {
    // A word in front keeps whatever follows from starting a block, and the space keeps it from touching emphasis.
    let html = render(&format!("x {}", markdown.trim()), 6, &mut Shown::new(&|_| None));
    let inline = html.trim().strip_prefix("<p>x").and_then(|rest| rest.strip_suffix("</p>"));
    sanitise::clean_line(inline.unwrap_or(&html).trim_start())
}

pub(super) fn render(markdown: &str, top_heading: u8, shown: &mut Shown<'_>) -> String {
    let mut options = dialect();
    // Raw HTML passes here and meets the sanitiser next: `<sub>` and `<br>` are wanted, the rest isn't.
    options.render.r#unsafe = true;
    let arena = Arena::new();
    let root = parse(&arena, markdown, &options);
    flatten(&arena, root);
    if let Some(highest) = highest_heading(root) {
        shift_headings(root, highest, top_heading);
    }
    prepare(&arena, root, shown);
    let mut html = String::with_capacity(markdown.len() * 5 / 4);
    format(root, &options, &mut html);
    if nesting(&html) > DEEPEST_HTML {
        // Nobody writes that; an HTML parser would take for ever over it. The tags are shown as the text that they are.
        options.render.escape = true;
        html.clear();
        format(root, &options, &mut html);
    }
    mend_alignment(html)
}

/// Puts what a page shows in the place of images and boxes to tick.
pub(super) fn prepare<'a>(arena: &'a Arena<'a>, root: Node<'a>, shown: &mut Shown<'_>) {
    // What a picture shows instead of, an image within its alternative text too, is no part of the page any more.
    for node in root.descendants().collect::<Vec<_>>() {
        shown.image(node);
    }
    for node in root.descendants() {
        link_instead_of_image(node);
        mark_instead_of_checkbox(arena, node);
    }
}

/// `align` is obsolete HTML; a class isn't. In text the quotation marks would be escaped, so only tags match.
pub(super) fn mend_alignment(mut html: String) -> String {
    if memmem::find(html.as_bytes(), b" align=\"").is_none() {
        return html;
    }
    for side in ["left", "center", "right"] {
        let obsolete = format!(" align=\"{side}\">");
        if html.contains(&obsolete) {
            html = html.replace(&obsolete, &format!(" class=\"align-{side}\">"));
        }
    }
    html
}

/// The level of the topmost heading in `root`, as written.
pub(super) fn highest_heading<'a>(root: Node<'a>) -> Option<u8> {
    let levels = root.descendants().filter_map(|node| match node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    });
    levels.min()
}

pub(super) fn format<'a>(root: Node<'a>, options: &Options<'_>, html: &mut String) {
    if format_html(root, options, html).is_err() {
        // Writing to a string can't fail; an empty page would hide it if it did.
        debug_assert!(false, "formatting to a string failed");
    }
}

/// Ends quotes within quotes and lists within lists at a depth that no reader follows: what is deeper stays as its words.
pub(super) fn flatten<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let mut depth = 0;
    let mut deepest = Vec::new();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                if depth == DEEPEST_TREE && node.first_child().is_some() {
                    deepest.push(node);
                }
            }
            NodeEdge::End(_) => depth -= 1,
        }
    }
    for node in deepest {
        let words: Vec<String> = node.descendants().filter_map(words).collect();
        let block = node.data().value.block()
            && !matches!(node.data().value, NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell);
        for child in node.children().collect::<Vec<_>>() {
            child.detach();
        }
        let text = arena.alloc(NodeValue::Text(words.join(" ").into()).into());
        if block {
            let paragraph = arena.alloc(NodeValue::Paragraph.into());
            paragraph.append(text);
            node.append(paragraph);
        } else {
            node.append(text);
        }
    }
}

fn words<'a>(node: Node<'a>) -> Option<String> {
    match &node.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        NodeValue::Code(code) => Some(code.literal.clone()),
        NodeValue::CodeBlock(block) => Some(block.literal.clone()),
        _ => None,
    }
}

/// How deep tags stand within tags, at the most; a tag that is never closed counts to the end.
pub(crate) fn nesting(html: &str) -> usize {
    let depths = tags(html).scan(0_usize, |depth, (_, step)| {
        *depth = depth.saturating_add_signed(step);
        Some(*depth)
    });
    depths.max().unwrap_or(0)
}

/// Whether sanitised HTML is one element, with nothing beside it.
pub(super) fn is_one_element(html: &str) -> bool {
    let html = html.trim_end_matches('\n');
    let mut depth = 0_isize;
    let end = tags(html).find(|(_, step)| {
        depth += step;
        depth <= 0
    });
    html.starts_with('<') && end.is_some_and(|(at, _)| html[at..].find('>') == Some(html.len() - 1 - at))
}

/// Where each tag begins, in bytes, and how many levels it leads down: 1 or -1, or 0 where it has no end.
fn tags(html: &str) -> impl Iterator<Item = (usize, isize)> {
    html.match_indices('<').filter_map(|(at, _)| match html.as_bytes().get(at + 1)? {
        b'/' => Some((at, -1)),
        letter if letter.is_ascii_alphabetic() => Some((at, if is_void(&html[at + 1..]) { 0 } else { 1 })),
        _ => None,
    })
}

/// Whether a tag is of an element that has no end.
fn is_void(tag: &str) -> bool {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
        .iter()
        .any(|void| name.eq_ignore_ascii_case(void))
}

/// Makes the topmost heading, of level `highest`, one of level `top`, and moves the others with it: the page around has headings of its
/// own.
pub(super) fn shift_headings<'a>(root: Node<'a>, highest: u8, top: u8) {
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data_mut().value {
            heading.level = (heading.level - highest + top.max(highest)).min(6);
        }
    }
}

fn link_instead_of_image<'a>(node: Node<'a>) {
    let NodeValue::Image(link) = &node.data().value.clone() else { return };
    let inside_link = node.ancestors().skip(1).any(|above| matches!(above.data().value, NodeValue::Link(_)));
    // Within a link only the words can stay: links don't nest. A picture that the library does not have is nowhere.
    node.data_mut().value = if inside_link || link.url.to_ascii_lowercase().starts_with("image:") {
        NodeValue::Emph
    } else {
        NodeValue::Link(link.clone())
    };
}

/// A box to tick would be a form control without a label on a page that has no form.
fn mark_instead_of_checkbox<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let NodeValue::TaskItem(task) = node.data().value.clone() else { return };
    let list = node.parent().and_then(|parent| match parent.data().value {
        NodeValue::List(list) => Some(list),
        _ => None,
    });
    node.data_mut().value = NodeValue::Item(list.unwrap_or_else(NodeList::default));
    let mark = if task.symbol.is_some() { "☑ " } else { "☐ " };
    let text = arena.alloc(NodeValue::Text(mark.into()).into());
    match node.first_child() {
        Some(first) if matches!(first.data().value, NodeValue::Paragraph) => first.prepend(text),
        _ => {
            let paragraph = arena.alloc(NodeValue::Paragraph.into());
            paragraph.append(text);
            node.prepend(paragraph);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(markdown: &str) -> String {
        to_html(markdown, Embed { top_heading: 2, id_prefix: "body-" }, &|_| None)
    }

    #[test]
    fn headings_fit_below_the_pages_own() {
        assert_eq!(body("# One\n\n## Two"), "<h2>One</h2>\n<h3>Two</h3>\n");
        assert_eq!(body("### Three"), "<h3>Three</h3>\n");
    }

    #[test]
    fn emphasis_works_beside_chinese_punctuation() {
        assert_eq!(body("**重要的。**但"), "<p><strong>重要的。</strong>但</p>\n");
    }

    #[test]
    fn nothing_runs_and_nothing_loads() {
        let html = body(
            "<script>alert(1)</script><img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) ![A map](https://example.org/map.png)\n\n<iframe src=\"https://example.org\"></iframe><svg onload=alert(1)>",
        );
        for bad in ["script", "onerror", "onload", "<img", "<iframe", "<svg"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert!(
            html.contains(r#"<a href="https://example.org/map.png" rel="noopener noreferrer">A map</a>"#),
            "{html}"
        );
    }

    #[test]
    fn nesting_without_end_is_cut_and_its_words_stay() {
        let quotes = body(&format!("{}deep", "> ".repeat(50_000)));
        assert!(quotes.contains("deep") && quotes.matches("<blockquote>").count() < 100);
        let tags = body(&format!("{}deep", "<div>".repeat(50_000)));
        assert!(tags.contains("deep") && !tags.contains("<div>"));
        let stars = body(&format!("{}deep{}", "*a ".repeat(20_000), " a*".repeat(20_000)));
        assert!(stars.contains("deep"));
        assert_eq!(
            body("> > > three"),
            "<blockquote>\n<blockquote>\n<blockquote>\n<p>three</p>\n</blockquote>\n</blockquote>\n</blockquote>\n"
        );
    }

    #[test]
    fn footnotes_of_two_texts_keep_apart() {
        let html = body("Claim[^a].\n\n[^a]: Source.");
        assert!(html.contains("href=\"#body-fn-a\"") && html.contains("id=\"body-fn-a\""), "{html}");
    }

    #[test]
    fn tables_align_without_obsolete_attributes() {
        let html = body("| a | b |\n| --- | ---: |\n| 1 | 2 |");
        assert!(html.contains("<td class=\"align-right\">2</td>") && !html.contains(" align="), "{html}");
    }

    #[test]
    fn tasks_are_marks_not_controls() {
        let html = body("- [x] done\n- [ ] open");
        assert!(html.contains("☑ done") && html.contains("☐ open") && !html.contains("<input"), "{html}");
    }

    #[test]
    fn a_takeaway_is_never_a_block() {
        assert_eq!(inline_to_html("1. May was *dry*"), "1. May was <em>dry</em>");
        assert_eq!(inline_to_html("# 5"), "# 5");
        assert_eq!(inline_to_html("**重要的。**但"), "<strong>重要的。</strong>但");
        assert_eq!(inline_to_html(""), "");
        assert_eq!(inline_to_html("x"), "x");
    }
}
