//! XML as the parts of a Word document need it: escaped, without what XML may not hold, and never failing.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::super::html::printable;

/// A part's XML while it is written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(start(name, attributes)));
    }

    pub fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// An element of one attribute `w:val`, as most of Word's are.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    pub fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&printable(text))));
    }

    /// An element of words alone.
    pub fn words(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.text(words);
        self.close(name);
    }

    pub fn within(&mut self, name: &str, attributes: &[(&str, &str)], write: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        write(self);
        self.close(name);
    }

    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing to memory can't fail.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*printable(value)));
    }
    start
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn what_is_hostile_to_xml_is_text_or_gone() {
        let mut xml = Xml::new();
        xml.words("a", &[("b", "\"<&'\u{1}")], "]]>\u{0}<x>\u{FFFF}\u{b}甲&amp;");
        assert_eq!(
            String::from_utf8(xml.finish()).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a b=\"&quot;&lt;&amp;&apos;\">]]&gt;&lt;x&gt;甲&amp;amp;</a>"
        );
    }
}
