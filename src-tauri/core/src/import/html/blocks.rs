//! The blocks of a page in order: paragraphs, headings, items, each with the lists and quotes that it stands in.
//!
//! The walk is flat, never recursive, and keeps what it knows; whatever it doesn't know shows as its text.

use scraper::{ElementRef, Node};

use super::inline::{Inline, Marks, address};
use super::style::{Raised, is_unseen};
use super::table::{Table, is_data};
use super::word_lists::WordLists;

/// Elements that show nothing, run something, or are controls.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "applet", "svg", "math", "canvas",
    "audio", "video", "head", "title", "meta", "link", "button", "input", "select", "textarea", "dialog", "nav",
];
/// Elements that are for others than the page's readers.
const UNSEEN: &[&str] = &[
    "footnote-backref",
    "markdown-alert-title",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "msoDel",
    "MsoCommentReference",
];
/// Elements within a paragraph; all others begin and end one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];
/// Elements of a block that doesn't stand apart from its neighbours.
const CLOSE: &[&str] = &["div", "tr", "td", "th", "tbody", "dt", "dd", "address"];

/// What a block stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Container {
    Quote(usize),
    /// Of a list, with its number if that is ordered.
    Item {
        list: usize,
        id: usize,
        number: Option<usize>,
    },
    /// A footnote by its label.
    Note(String),
}

/// What a block is.
#[derive(Debug, Clone)]
pub(super) enum Leaf {
    Paragraph(Inline),
    Heading(usize, Inline),
    Caption(Inline),
    Code(String),
    Table(Table),
    Rule,
    /// Its alt text.
    Image(String),
    /// The first line of an alert.
    Alert(String),
}

#[derive(Debug, Clone)]
pub(super) struct Block {
    pub containers: Vec<Container>,
    pub leaf: Leaf,
    pub is_apart: bool,
}

/// The blocks within `root`.
pub(super) fn blocks(root: ElementRef<'_>) -> Vec<Block> {
    let mut walk = Walk::default();
    let mut skipped = None;
    for edge in root.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Text(text) => walk.text(text),
                Node::Element(_) => {
                    let Some(element) = ElementRef::wrap(node) else { continue };
                    if node.id() != root.id() && is_hidden(element) {
                        skipped = Some(node.id());
                    } else if let Some(label) = note_reference(element) {
                        walk.inline.push(&format!("[^{label}]"), Marks { is_raw: true, ..Marks::default() });
                        // Its text is the number that the renderer gave it.
                        skipped = Some(node.id());
                    } else {
                        walk.open(element);
                    }
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
            ego_tree::iter::Edge::Close(node) if skipped.is_none() => {
                if let Some(element) = ElementRef::wrap(node) {
                    walk.close(element);
                }
            }
            _ => {}
        }
    }
    walk.flush();
    walk.blocks
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let is_away = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
    let is_marking = UNSEEN.iter().any(|class| has_class(element, class));
    // What somebody has struck out while Word kept track is no text any more.
    let is_deleted = element.value().name() == "del" && element.attr("datetime").is_some();
    HIDDEN.contains(&element.value().name()) || is_away || is_marking || is_deleted || is_unseen(element)
}

pub(super) fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    element.attr("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    inline: Inline,
    containers: Vec<Container>,
    lists: Vec<List>,
    word_lists: WordLists,
    /// How many containers an open paragraph of Word's has brought.
    in_word_list: usize,
    /// What the open elements set, for when they close.
    marks: Vec<Marks>,
    raised: Vec<Option<Raised>>,
    heading: Option<usize>,
    in_caption: bool,
    preformatted: Option<String>,
    table: Option<Table>,
    in_notes: bool,
    /// Quotes, lists and items so far.
    count: usize,
    is_apart: bool,
}

/// A list that is open.
struct List {
    id: usize,
    /// The number of the next item; `None` if it has none.
    next: Option<usize>,
    /// The last item that began in it.
    last: Option<Container>,
    /// It stands in a list, not in an item, and belongs to the item before it.
    is_adopted: bool,
}

impl Walk {
    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.preformatted {
            code.push_str(text);
        } else {
            let marks = self.marks.last().copied().unwrap_or_default();
            match self.raised.last().copied().flatten() {
                Some(raised) => self.inline.push(&raised.set(text), marks),
                None => self.inline.push(text, marks),
            }
        }
    }

    fn open(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if !INLINE.contains(&name) {
            self.boundary(name);
        }
        match name {
            _ if self.preformatted.is_some() => {}
            "br" => self.inline.push_break(),
            "img" => self.image(element),
            "td" | "th" if self.table.is_some() => {
                self.flush();
                if let Some(table) = &mut self.table {
                    table.begin_cell(element);
                }
            }
            "tr" => {
                if let Some(table) = &mut self.table {
                    table.begin_row();
                }
            }
            _ if INLINE.contains(&name) || self.table.is_some() => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name[1..].parse().ok(),
            "pre" => self.preformatted = Some(String::new()),
            "hr" => self.push(Leaf::Rule),
            "figcaption" => self.in_caption = true,
            "table" => self.table = is_data(element).then(Table::default),
            "section" if has_class(element, "footnotes") => self.in_notes = true,
            _ => self.open_container(name, element),
        }
        if INLINE.contains(&name) {
            let marks = self.inline_marks(name, element);
            self.marks.push(marks);
            self.raised.push(Raised::of(element).or(self.raised.last().copied().flatten()));
        }
    }

    fn close(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if INLINE.contains(&name) {
            self.marks.pop();
            self.raised.pop();
            return;
        }
        self.boundary(name);
        match name {
            "pre" => {
                if let Some(code) = self.preformatted.take() {
                    self.push(Leaf::Code(code));
                }
            }
            "table" => {
                if let Some(table) = self.table.take() {
                    self.push(Leaf::Table(table));
                }
            }
            _ if self.table.is_some() || self.preformatted.is_some() => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "figcaption" => self.in_caption = false,
            "section" if has_class(element, "footnotes") => self.in_notes = false,
            "ul" | "ol" | "menu" => self.close_list(),
            "p" => {
                let outer = self.containers.len().saturating_sub(std::mem::take(&mut self.in_word_list));
                self.containers.truncate(outer);
            }
            "li" | "blockquote" => {
                self.containers.pop();
            }
            "div" if alert(element).is_some() => {
                self.containers.pop();
            }
            _ => {}
        }
    }

    fn open_container(&mut self, name: &str, element: ElementRef<'_>) {
        self.count += 1;
        match name {
            "ul" | "menu" => self.open_list(None),
            "ol" => {
                let start = element.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.open_list(Some(start));
            }
            "p" => {
                let count = &mut self.count;
                let path = self.word_lists.item(element, || {
                    *count += 1;
                    *count
                });
                let path = path.unwrap_or_default();
                self.in_word_list = path.len();
                self.containers.extend(path);
            }
            "li" => {
                let item = self.item(element);
                if let Some(list) = self.lists.last_mut() {
                    list.last = Some(item.clone());
                }
                self.containers.push(item);
            }
            "blockquote" => self.containers.push(Container::Quote(self.count)),
            "div" => {
                if let Some(kind) = alert(element) {
                    self.containers.push(Container::Quote(self.count));
                    self.push(Leaf::Alert(kind));
                }
            }
            _ => {}
        }
    }

    fn open_list(&mut self, next: Option<usize>) {
        // Google Docs and old pages put a list into a list.
        let above = self.lists.last().and_then(|list| list.last.clone());
        let adopts = above.filter(|item| !self.containers.contains(item));
        self.lists.push(List { id: self.count, next, last: None, is_adopted: adopts.is_some() });
        self.containers.extend(adopts);
    }

    fn close_list(&mut self) {
        if self.lists.pop().is_some_and(|list| list.is_adopted) {
            self.containers.pop();
        }
    }

    fn item(&mut self, element: ElementRef<'_>) -> Container {
        if self.in_notes
            && let Some(label) = element.attr("id").and_then(note_label)
        {
            return Container::Note(label);
        }
        // An item outside a list makes a list by itself.
        let (list, next) = self.lists.last_mut().map_or((self.count, None), |list| (list.id, list.next.as_mut()));
        let number = next.map(|next| {
            let number = *next;
            *next = next.saturating_add(1);
            number
        });
        Container::Item { list, id: self.count, number }
    }

    fn inline_marks(&mut self, name: &str, element: ElementRef<'_>) -> Marks {
        let mut marks = self.marks.last().copied().unwrap_or_default();
        // Word says of each bold text how it would be set from right to left: "mso-bidi-font-weight:normal".
        let style =
            element.attr("style").unwrap_or_default().split_whitespace().collect::<String>().to_ascii_lowercase();
        let style = style.replace("mso-bidi-font", "mso-bidi");
        let is_bold =
            ["font-weight:bold", "font-weight:600", "font-weight:700"].iter().any(|bold| style.contains(bold));
        // Google Docs wraps whole documents in a `b` that isn't.
        let is_plain = style.contains("font-weight:normal") || style.contains("font-weight:400");
        marks.strong |= (matches!(name, "strong" | "b") && !is_plain) || is_bold;
        marks.emphasis |=
            (matches!(name, "em" | "i") && !style.contains("font-style:normal")) || style.contains("font-style:italic");
        marks.strike |= matches!(name, "del" | "s" | "strike");
        marks.code |= matches!(name, "code" | "kbd" | "samp" | "tt");
        if name == "a" {
            let href = element.attr("href").unwrap_or_default();
            if marks.link.is_none()
                && let Some(address) = address(href)
            {
                marks.link = Some(self.inline.link(address));
            }
        }
        marks
    }

    fn image(&mut self, element: ElementRef<'_>) {
        let alt = element.attr("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if !alt.is_empty() && self.table.is_none() {
            self.push(Leaf::Image(alt));
        }
    }

    fn boundary(&mut self, name: &str) {
        if self.preformatted.is_none() {
            self.flush();
        }
        self.is_apart |= !CLOSE.contains(&name);
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        // Links go by their place in a paragraph; those still open go on in the next.
        let mut last = None;
        for marks in &mut self.marks {
            if let Some(link) = marks.link {
                let same = last.filter(|(old, _)| *old == link);
                let (_, new) = *last.insert(same.unwrap_or_else(|| (link, self.inline.link(inline.address_of(link)))));
                marks.link = Some(new);
            }
        }
        if inline.is_empty() {
            return;
        }
        // What stands before the first row is the table's caption.
        if let Some(table) = self.table.as_mut().filter(|table| !table.is_empty()) {
            table.append(&inline);
        } else if let Some(level) = self.heading {
            self.push(Leaf::Heading(level, inline));
        } else if self.in_caption {
            self.push(Leaf::Caption(inline));
        } else {
            self.push(Leaf::Paragraph(inline));
        }
    }

    fn push(&mut self, leaf: Leaf) {
        if !self.containers.iter().any(|container| matches!(container, Container::Item { .. })) {
            self.word_lists.end();
        }
        let is_apart = std::mem::take(&mut self.is_apart);
        self.blocks.push(Block { containers: self.containers.clone(), leaf, is_apart });
    }
}

/// The kind of alert that our pages have there.
fn alert(element: ElementRef<'_>) -> Option<String> {
    let classes = element.attr("class")?;
    let kind = classes.split_ascii_whitespace().find_map(|class| class.strip_prefix("markdown-alert-"))?;
    kind.bytes().all(|b| b.is_ascii_lowercase()).then(|| kind.to_ascii_uppercase())
}

/// The label of the footnote that a link in one of our pages goes to.
fn note_reference(link: ElementRef<'_>) -> Option<String> {
    let parent = link.parent().and_then(ElementRef::wrap)?;
    has_class(parent, "footnote-ref").then(|| link.attr("href").and_then(note_label)).flatten()
}

/// The label in "#body-fn-label".
fn note_label(id: &str) -> Option<String> {
    let (_, label) = id.split_once("fn-")?;
    let is_plain = !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    is_plain.then(|| label.to_owned())
}
