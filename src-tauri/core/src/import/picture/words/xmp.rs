//! XMP: RDF in XML, where programs of today keep words in several languages, and the only place with a text made to be the alternative.
//!
//! Entities that a document declares are not expanded, and nothing is loaded.

use quick_xml::NsReader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};

use super::{Found, LONGEST, MOST_BYTES, WordsSource};

/// What the segment of a JPEG begins with.
pub(super) const JPEG_HEADER: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// Elements within elements that are followed.
const DEEPEST: usize = 64;
/// The most events that are read: as many as a hundred properties need.
const MOST_EVENTS: usize = 100_000;

/// Reads the packet `data`, as far as it is XML.
pub(super) fn read(data: &[u8], found: &mut Found) {
    let text = String::from_utf8_lossy(&data[..data.len().min(MOST_BYTES)]);
    let mut reader = NsReader::from_str(&text);
    let mut depth = 0;
    let mut property: Option<Property> = None;
    for _ in 0..MOST_EVENTS {
        let Ok(event) = reader.read_event() else { break };
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    break;
                }
                attributes(&reader, &start, found);
                match &mut property {
                    Some(property) if start.local_name().as_ref() == "li" => property.item(&start),
                    Some(_) => {}
                    None => property = source(&reader, start.name(), true).map(|source| Property::new(source, depth)),
                }
            }
            Event::Empty(empty) => attributes(&reader, &empty, found),
            Event::End(end) => {
                if let Some(open) = &mut property {
                    if end.local_name().as_ref() == "li" || depth == open.depth {
                        open.end_item();
                    }
                    if depth == open.depth {
                        property.take().into_iter().for_each(|property| property.tell(found));
                    }
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) => property.iter_mut().for_each(|property| property.push(&text.xml10_content())),
            Event::CData(text) => property.iter_mut().for_each(|property| property.push(&text.xml10_content())),
            Event::GeneralRef(reference) => property.iter_mut().for_each(|property| property.refer(&reference)),
            Event::Eof => break,
            _ => {}
        }
    }
}

/// A property whose value is being read: one text, or one for each item.
struct Property {
    source: WordsSource,
    depth: usize,
    text: String,
    /// Whether the text is in a language that is read here.
    wanted: bool,
    texts: Vec<String>,
}

impl Property {
    fn new(source: WordsSource, depth: usize) -> Self {
        Self { source, depth, text: String::new(), wanted: true, texts: Vec::new() }
    }

    fn item(&mut self, start: &BytesStart<'_>) {
        self.text.clear();
        let language =
            start.try_get_attribute("xml:lang").ok().flatten().map(|attribute| attribute.value.to_lowercase());
        let is_read = |language: String| ["x-default", "en", "zh"].iter().any(|read| language.starts_with(read));
        self.wanted = language.is_none_or(is_read);
    }

    fn end_item(&mut self) {
        if self.wanted && !self.text.trim().is_empty() {
            self.texts.push(std::mem::take(&mut self.text));
        }
        self.text.clear();
    }

    fn push(&mut self, text: &str) {
        // Four bytes a character at the most, and white space between them.
        if self.text.len() < LONGEST * 8 {
            self.text.push_str(text);
        }
    }

    fn refer(&mut self, reference: &BytesRef<'_>) {
        let letter = match reference.resolve_char_ref() {
            Ok(Some(letter)) => letter,
            _ => match reference.as_ref() {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                // What a document declares itself may stand for anything, of any length.
                _ => return,
            },
        };
        self.push(letter.encode_utf8(&mut [0; 4]));
    }

    fn tell(self, found: &mut Found) {
        if self.source == WordsSource::XmpCreator {
            // Several people are one byline.
            found.add(self.source, &self.texts.join(", "));
        } else {
            self.texts.iter().for_each(|text| found.add(self.source, text));
        }
    }
}

/// Simple values may stand as attributes of the description.
fn attributes(reader: &NsReader<&[u8]>, start: &BytesStart<'_>, found: &mut Found) {
    for attribute in start.attributes().with_checks(false).flatten() {
        if let Some(source) = source(reader, attribute.key, false)
            && let Ok(text) = unescape(&attribute.value)
        {
            found.add(source, &text);
        }
    }
}

/// What the words of a property are, if they are wanted.
fn source(reader: &NsReader<&[u8]>, name: QName<'_>, is_element: bool) -> Option<WordsSource> {
    let resolver = reader.resolver();
    let (namespace, local) = if is_element { resolver.resolve_element(name) } else { resolver.resolve_attribute(name) };
    let ResolveResult::Bound(Namespace(namespace)) = namespace else { return None };
    match (namespace, local.as_ref()) {
        ("http://purl.org/dc/elements/1.1/", "description") => Some(WordsSource::XmpDescription),
        ("http://purl.org/dc/elements/1.1/", "creator") => Some(WordsSource::XmpCreator),
        ("http://purl.org/dc/elements/1.1/", "rights") => Some(WordsSource::XmpRights),
        ("http://ns.adobe.com/photoshop/1.0/", "Headline") => Some(WordsSource::XmpHeadline),
        ("http://ns.adobe.com/photoshop/1.0/", "Credit") => Some(WordsSource::XmpCredit),
        ("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "AltTextAccessibility") => Some(WordsSource::XmpAltText),
        ("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "ExtDescrAccessibility") => {
            Some(WordsSource::XmpExtendedDescription)
        }
        _ => None,
    }
}
