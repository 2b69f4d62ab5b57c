//! HTML text to a tree, however hostile: what is nested too deep is flattened while it is read.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, TokenizerResult};
use scraper::{ElementRef, Html, HtmlTreeSink};

/// Real pages stay far below. The tree builder looks through all open elements at each tag, so depth costs time squared.
const DEEPEST: u32 = 200;

/// Elements that never nest in themselves without one of the others between, and may be left open.
const SELF_CLOSING: &[&str] = &[
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];
/// Elements whose text the tree builder must hear of, or it would be read as markup. They hold no others.
const RAW_TEXT: &[&str] =
    &["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// The tree of a page.
pub(super) fn parse(source: &str) -> Html {
    let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), TreeBuilderOpts::default());
    let tokenizer =
        Tokenizer::new(Shallow { builder, open: RefCell::default(), depth: Cell::new(0) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(source));
    // It stops at scripts and declared encodings: the former are not run and the latter is known.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Passes tokens on, except for the tags of elements that are nested too deep. Their text stays.
struct Shallow<Builder> {
    builder: Builder,
    /// How many elements of each name are open.
    open: RefCell<HashMap<LocalName, u32>>,
    /// How many there are of all names.
    depth: Cell<u32>,
}

impl<Builder: TokenSink> Shallow<Builder> {
    fn passes(&self, tag: &Tag) -> bool {
        let name: &str = &tag.name;
        if tag.self_closing || SELF_CLOSING.contains(&name) || RAW_TEXT.contains(&name) {
            return true;
        }
        let mut open = self.open.borrow_mut();
        let depth = self.depth.get();
        match tag.kind {
            TagKind::StartTag if depth >= DEEPEST => return false,
            TagKind::StartTag => {
                *open.entry(tag.name.clone()).or_default() += 1;
                self.depth.set(depth + 1);
            }
            // An end without a beginning closes nothing, here as in the tree builder.
            TagKind::EndTag => {
                if let Some(count) = open.get_mut(&tag.name).filter(|count| **count > 0) {
                    *count -= 1;
                    self.depth.set(depth - 1);
                }
            }
        }
        true
    }
}

impl<Builder: TokenSink> TokenSink for Shallow<Builder> {
    type Handle = Builder::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        match &token {
            Token::TagToken(tag) if !self.passes(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The elements within `root` in the order of the page, itself first.
pub(super) fn elements(root: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    root.descendants().filter_map(ElementRef::wrap)
}

/// The first element of that name.
pub(super) fn named<'a>(root: ElementRef<'a>, name: &str) -> Option<ElementRef<'a>> {
    elements(root).find(|element| element.value().name() == name)
}

/// What the page says of itself under that name or property.
pub(super) fn meta<'a>(page: &'a Html, name: &str) -> impl Iterator<Item = &'a str> {
    elements(page.root_element())
        .filter(move |element| {
            let is = |attribute| element.attr(attribute).is_some_and(|value| value.eq_ignore_ascii_case(name));
            element.value().name() == "meta" && (is("name") || is("property"))
        })
        .filter_map(|element| element.attr("content"))
        .map(str::trim)
        .filter(|content| !content.is_empty())
}
