//! Images of a text that its page may show, on their way past the sanitiser, which lets none through.

use std::cell::LazyCell;
use std::fmt::Write;

use comrak::Node;
use comrak::nodes::NodeValue;
use uuid::Uuid;

/// What the page shows for the address of an image as the Markdown has it; none for one that it must not load.
pub type Images<'a> = &'a dyn Fn(&str) -> Option<EmbeddedImage>;

/// An image as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedImage {
    /// Its address for the page.
    pub source: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Images found in a text. A mark stands for each until the text is sanitised: a word that nobody can have known to write.
pub(super) struct Shown<'a> {
    images: Images<'a>,
    mark: LazyCell<String>,
    tags: Vec<String>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(images: Images<'a>) -> Self {
        let mark = LazyCell::<String>::new(|| format!("image{}n", Uuid::now_v7().simple()));
        Self { images, mark, tags: Vec::new() }
    }

    /// Puts a mark in the place of `node`, if it is an image to show.
    pub(super) fn image<'n>(&mut self, node: Node<'n>) {
        let NodeValue::Image(link) = &node.data().value.clone() else { return };
        let Some(image) = (self.images)(&link.url) else { return };
        let alt: String = node.descendants().filter_map(words).collect();
        for child in node.children().collect::<Vec<_>>() {
            child.detach();
        }
        node.data_mut().value = NodeValue::Text(format!("{}{};", *self.mark, self.tags.len()).into());
        self.tags.push(tag(&image, &alt, &link.title));
    }

    /// `html`, which is sanitised, with the images in the places of their marks.
    pub(super) fn put_into(self, html: String) -> String {
        if self.tags.is_empty() {
            return html;
        }
        let mut pieces = html.split(self.mark.as_str());
        let mut shown = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (number, rest) = piece.split_once(';').unwrap_or_default();
            shown.push_str(number.parse::<usize>().ok().and_then(|at| self.tags.get(at)).map_or("", String::as_str));
            shown.push_str(rest);
        }
        shown
    }
}

fn words<'a>(node: Node<'a>) -> Option<String> {
    match &node.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        NodeValue::Code(code) => Some(code.literal.clone()),
        NodeValue::SoftBreak | NodeValue::LineBreak => Some(" ".to_owned()),
        _ => None,
    }
}

fn tag(image: &EmbeddedImage, alt: &str, title: &str) -> String {
    let EmbeddedImage { source, width, height } = image;
    let mut tag =
        format!("<img src=\"{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"", escaped(source), escaped(alt));
    if !title.is_empty() {
        // Writing to a string can't fail.
        let _ = write!(tag, " title=\"{}\"", escaped(title));
    }
    tag.push('>');
    tag
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::{Embed, to_html};
    use super::EmbeddedImage;

    fn body(markdown: &str) -> String {
        let images = |url: &str| {
            let source = url.strip_prefix("image:")?;
            Some(EmbeddedImage { source: format!("data:{source}"), width: 4, height: 3 }).filter(|_| source != "gone")
        };
        to_html(markdown, Embed { top_heading: 2, id_prefix: "body-" }, &images)
    }

    #[test]
    fn an_image_of_the_library_is_shown() {
        assert_eq!(
            body("Before ![A *crane* \"at\" 港口](image:a \"Dusk\") after"),
            "<p>Before <img src=\"data:a\" width=\"4\" height=\"3\" alt=\"A crane &quot;at&quot; 港口\" title=\"Dusk\"> after</p>\n"
        );
        assert!(body("[![a](image:a)](https://example.org/)").contains("noopener noreferrer\"><img src=\"data:a\""));
        assert_eq!(body("![a ![b](image:b)](image:a)").matches("<img").count(), 1);
        assert_eq!(body("| ![a](image:a) |\n| - |\n| ![b](image:b) |").matches("<img").count(), 2);
        assert_eq!(body("![a][r]\n\n[r]: image:a"), "<p><img src=\"data:a\" width=\"4\" height=\"3\" alt=\"a\"></p>\n");
    }

    #[test]
    fn any_other_image_is_words_or_a_link_and_no_html_of_a_text_shows_one() {
        assert_eq!(body("![A crane](image:gone)"), "<p><em>A crane</em></p>\n");
        assert!(!body("<img src=\"image:a\"> ![x](https://example.org/a.png)").contains("<img"));
        // What an alternative text says stays text.
        let html = body("![\" onload=\"alert(1)\">\\<script>](image:a)");
        assert!(html.contains("alt=\"&quot; onload=&quot;alert(1)&quot;&gt;&lt;script&gt;\""), "{html}");
    }
}
