//! Markdown's text and its tree: the only module that names comrak.
//!
//! The page, the preview and every export read Markdown here, so they always agree. The text itself is never rewritten.
//! Depends on nothing else in this crate.

mod address;
mod blocks;
mod html;
mod images;
mod inlines;
mod live;
mod markup;
mod parse;
mod sanitise;
mod spans;
mod text;
mod tree;

pub use blocks::{Block, BlockKind, blocks};
pub(crate) use html::nesting;
pub use html::{Embed, inline_to_html, to_html};
pub use images::{EmbeddedImage, Images};
pub use inlines::{Run, TextFormat, inline_runs};
pub use live::{LiveHtml, Patch};
pub use markup::{Markup, as_list_item, escaped, is_plain, markup, with_notes_renamed, with_words_escaped};
pub use spans::{Span, SpanKind, spans};
pub use text::{has_html, inline_words, to_paragraphs, to_text};
pub use tree::{Alert, Align, Document, Element, Inline, Item, Setting, document, inline_document};

use comrak::Options;

/// The dialect: CommonMark, GFM, footnotes and alerts, with emphasis that works beside Chinese punctuation. Bare addresses
/// and tildes are read in `parse`: comrak's own address takes in whatever follows, up to the next blank.
fn dialect() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.cjk_friendly_emphasis = true;
    options
}
