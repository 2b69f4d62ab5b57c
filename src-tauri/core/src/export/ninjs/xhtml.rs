//! HTML as XML has it. The HTML is ours, sanitised: read as a browser does, and written with every element closed.

use ego_tree::iter::Edge;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use scraper::{Html, Node};

use super::super::html::printable;

const NAMESPACE: &str = "http://www.w3.org/1999/xhtml";

/// `html` within one element `name`, in `language`. Linear in its length.
pub(super) fn xhtml(name: &str, language: &str, html: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let mut root = BytesStart::new(name);
    root.push_attribute(("xmlns", NAMESPACE));
    if !language.is_empty() {
        let language = printable(language);
        root.push_attribute(("lang", &*language));
        root.push_attribute(("xml:lang", &*language));
    }
    let mut xml = Xml(Writer::new(Vec::with_capacity(html.len() * 5 / 4)));
    xml.write(Event::Start(root));
    // Below the document stands the one element that the parser puts around a fragment.
    let around = fragment.tree.root().first_child().map(|node| node.id());
    for edge in fragment.tree.root().traverse() {
        match edge {
            Edge::Open(node) if Some(node.id()) == around => {}
            Edge::Open(node) => xml.open(node.value(), node.has_children()),
            Edge::Close(node) if Some(node.id()) == around => {}
            Edge::Close(node) if node.has_children() => xml.close(node.value()),
            Edge::Close(_) => {}
        }
    }
    xml.write(Event::End(BytesEnd::new(name)));
    // What was written to it is strings.
    String::from_utf8(xml.0.into_inner()).unwrap_or_default()
}

struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn open(&mut self, node: &Node, has_children: bool) {
        match node {
            Node::Text(text) => self.write(Event::Text(BytesText::new(&printable(text)))),
            Node::Element(element) => {
                let mut start = BytesStart::new(element.name());
                for (name, value) in element.attrs() {
                    start.push_attribute((name, &*printable(value)));
                    if name == "lang" {
                        start.push_attribute(("xml:lang", &*printable(value)));
                    }
                }
                self.write(if has_children { Event::Start(start) } else { Event::Empty(start) });
            }
            _ => {}
        }
    }

    fn close(&mut self, node: &Node) {
        if let Node::Element(element) = node {
            self.write(Event::End(BytesEnd::new(element.name())));
        }
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing to memory can't fail.
        let _ = self.0.write_event(event);
    }
}

#[cfg(test)]
mod tests {
    use super::xhtml;

    #[test]
    fn every_element_is_closed_and_every_entity_a_character() {
        assert_eq!(
            xhtml("div", "zh-Hans", "<p lang=\"en\">a&nbsp;&amp;<br>b</p><hr><p>“甲”</p><p></p>"),
            "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh-Hans\" xml:lang=\"zh-Hans\"><p lang=\"en\" xml:lang=\"en\">a\u{a0}&amp;<br/>b</p><hr/><p>“甲”</p><p/></div>"
        );
    }

    #[test]
    fn a_character_that_xml_may_not_hold_is_left_out() {
        assert_eq!(
            xhtml("ol", "", "<li>a&#1;&#xFFFF;\u{8}b</li>"),
            "<ol xmlns=\"http://www.w3.org/1999/xhtml\"><li>ab</li></ol>"
        );
    }
}
