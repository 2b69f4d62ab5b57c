//! Markdown → its tree, for those who write it in a form of their own: what stands in what, and the words with how they are set.

mod walk;

use std::rc::Rc;

use comrak::Arena;
use comrak::nodes::NodeValue;

use super::dialect;
use super::html::flatten;
use super::parse::parse;
use walk::{element, elements};

/// A text as a tree. At most some 64 levels deep: what is deeper stays as its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What stands in it, in its order.
    pub elements: Vec<Element>,
    /// The notes that are referred to, in the order of their first reference. [`Inline::Note`] says which.
    pub notes: Vec<Vec<Element>>,
}

/// A piece that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// Plain words.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// From 1 to 6, as written.
        level: u8,
        /// What it says.
        words: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of its first item; none if it has bullets.
        start: Option<u32>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A quote, or an alert.
    Quote {
        /// What kind of alert, if it is one.
        alert: Option<Alert>,
        /// What stands in it.
        elements: Vec<Element>,
    },
    /// Code on lines of its own, without the last line break.
    Code {
        /// As named at its fence; may be empty.
        language: String,
        /// The lines.
        text: String,
    },
    /// A table.
    Table {
        /// How each column is aligned.
        columns: Vec<Align>,
        /// Its rows; the first is the header.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A line across.
    Rule,
    /// Raw HTML, as written.
    Html(String),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Of a task: whether it is done.
    pub checked: Option<bool>,
    /// What stands in it.
    pub elements: Vec<Element>,
}

/// What makes a quote an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// `note`, `tip`, `important`, `warning` or `caution`.
    pub kind: &'static str,
    /// Its own title; empty if it has none.
    pub title: String,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// As the language has it.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words that are set alike.
    Text {
        /// As a reader sees them.
        text: String,
        /// How they are set.
        setting: Setting,
    },
    /// A line break that is meant.
    Break,
    /// An image.
    Image {
        /// Where it is.
        address: String,
        /// Its alternative text.
        alt: String,
        /// Its title; may be empty.
        title: String,
        /// How the words around it are set.
        setting: Setting,
    },
    /// A reference to the note of that place in [`Document::notes`].
    Note(usize),
    /// A raw HTML tag, as written.
    Html(String),
}

/// How words are set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setting {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck through.
    pub strike: bool,
    /// Code among words.
    pub code: bool,
    /// Where they lead to. Shared by all words of the link, which can be many and its address long.
    pub link: Option<Rc<str>>,
}

/// The tree of `markdown`. Linear in its length.
#[must_use]
pub fn document(markdown: &str) -> Document {
    let arena = Arena::new();
    let root = parse(&arena, markdown, &dialect());
    flatten(&arena, root);
    let mut document = Document::default();
    for node in root.children() {
        if matches!(node.data().value, NodeValue::FootnoteDefinition(_)) {
            document.notes.push(elements(node));
        } else {
            element(node, &mut document.elements);
        }
    }
    document
}

/// The words of `markdown`, one line without a block around it: a marker at its start is text, as for [`super::inline_to_html`].
#[must_use]
pub fn inline_document(markdown: &str) -> Vec<Inline> {
    // A word in front keeps whatever follows from starting a block.
    let found = document(&format!("x {}", markdown.trim())).elements;
    let mut words = found.into_iter().flat_map(|element| match element {
        Element::Paragraph(words) => words,
        _ => Vec::new(),
    });
    let first = words.next().and_then(|first| match first {
        Inline::Text { text, setting } => {
            let text = text.strip_prefix('x').unwrap_or(&text).trim_start_matches(' ').to_owned();
            (!text.is_empty()).then_some(Inline::Text { text, setting })
        }
        other => Some(other),
    });
    first.into_iter().chain(words).collect()
}

impl Document {
    /// Whether raw HTML stands anywhere in it.
    #[must_use]
    pub fn has_html(&self) -> bool {
        self.elements.iter().chain(self.notes.iter().flatten()).any(has_html)
    }

    /// The level of its topmost heading, as written.
    #[must_use]
    pub fn highest_heading(&self) -> Option<u8> {
        self.elements.iter().chain(self.notes.iter().flatten()).filter_map(highest_heading).min()
    }
}

fn inner(element: &Element) -> Vec<&Element> {
    match element {
        Element::List { items, .. } => items.iter().flat_map(|item| &item.elements).collect(),
        Element::Quote { elements, .. } => elements.iter().collect(),
        _ => Vec::new(),
    }
}

fn has_html(element: &Element) -> bool {
    let in_line = |words: &Vec<Inline>| words.iter().any(|word| matches!(word, Inline::Html(_)));
    match element {
        Element::Html(_) => true,
        Element::Paragraph(words) | Element::Heading { words, .. } => in_line(words),
        Element::Table { rows, .. } => rows.iter().flatten().any(in_line),
        other => inner(other).into_iter().any(has_html),
    }
}

fn highest_heading(element: &Element) -> Option<u8> {
    match element {
        Element::Heading { level, .. } => Some(*level),
        other => inner(other).into_iter().filter_map(highest_heading).min(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Inline {
        Inline::Text { text: text.to_owned(), setting: Setting::default() }
    }

    fn paragraph(text: &str) -> Element {
        Element::Paragraph(vec![plain(text)])
    }

    #[test]
    fn what_stands_in_what_is_kept() {
        let found =
            document("> 3. 一\n>    - [x] done\n>\n> ```rs\n> a\n> ```\n\n| a | b |\n| - | -: |\n| 1 | |\n\n---\n");
        let done = Item { checked: Some(true), elements: vec![paragraph("done")] };
        let inner = Element::List { start: None, items: vec![done] };
        let outer = Item { checked: None, elements: vec![paragraph("一"), inner] };
        let expected = [
            Element::Quote {
                alert: None,
                elements: vec![
                    Element::List { start: Some(3), items: vec![outer] },
                    Element::Code { language: "rs".to_owned(), text: "a".to_owned() },
                ],
            },
            Element::Table {
                columns: vec![Align::Start, Align::Right],
                rows: vec![vec![vec![plain("a")], vec![plain("b")]], vec![vec![plain("1")], vec![]]],
            },
            Element::Rule,
        ];
        assert_eq!(found.elements, expected);
    }

    #[test]
    fn words_know_how_they_are_set() {
        let link = Setting { link: Some("/x".into()), ..Setting::default() };
        let text = |text: &str, setting: &Setting| Inline::Text { text: text.to_owned(), setting: setting.clone() };
        let expected = [
            plain("1. "),
            text("Bold ", &Setting { strong: true, ..Setting::default() }),
            text("both", &Setting { strong: true, emphasis: true, ..Setting::default() }),
            plain(" "),
            text("to", &link),
            Inline::Image { address: "i".to_owned(), alt: "a b".to_owned(), title: "t".to_owned(), setting: link },
            Inline::Html("<br>".to_owned()),
        ];
        assert_eq!(inline_document("1. **Bold *both*** [to![a *b*](i \"t\")](/x)<br>"), expected);
        assert_eq!(inline_document("# 5"), [plain("# 5")]);
        assert_eq!(inline_document(" "), []);
    }

    #[test]
    fn references_name_their_notes() {
        let found = document("B[^b] a[^a] b[^b] c[^c]\n\n[^a]: First.\n[^b]: 第二\n[^d]: Nobody's.\n");
        assert_eq!(found.notes, [vec![paragraph("第二")], vec![paragraph("First.")]]);
        let expected = vec![
            plain("B"),
            Inline::Note(0),
            plain(" a"),
            Inline::Note(1),
            plain(" b"),
            Inline::Note(0),
            plain(" c[^c]"),
        ];
        assert_eq!(found.elements, [Element::Paragraph(expected)]);
    }

    #[test]
    fn html_and_headings_are_found_wherever_they_stand() {
        assert!(document("- > a<br>b").has_html() && document("x[^a]\n\n[^a]: <i>y</i>").has_html());
        assert!(!document("a < b > c").has_html());
        assert_eq!(document("> ### a\n\n#### b").highest_heading(), Some(3));
        assert_eq!(document("a").highest_heading(), None);
    }

    #[test]
    fn nesting_without_end_keeps_its_words() {
        for deep in [
            format!("{}deep", "> ".repeat(20_000)),
            format!("{}deep", "- ".repeat(20_000)),
            format!("{}deep{}", "*a ".repeat(20_000), " a*".repeat(20_000)),
        ] {
            assert!(format!("{:?}", document(&deep)).contains("deep"));
        }
    }
}
