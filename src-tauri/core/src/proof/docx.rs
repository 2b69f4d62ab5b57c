//! Reading a Word document back: the words under each part's bookmark, with the notes that they refer to.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::marked::{attribute, character};
use super::reading::Reading;
use crate::error::{Error, Result};

/// The longest part that is read, in bytes.
const LONGEST: u64 = 1 << 30;

/// What the document `bytes` says.
///
/// # Errors
/// [`Error::ExportUnreadable`] if it is no archive, or a part of it is no XML.
pub(super) fn read(bytes: &[u8]) -> Result<Reading> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut part = |name: &str| {
        let mut text = String::new();
        let file = archive.by_name(name).map_err(failed)?;
        file.take(LONGEST).read_to_string(&mut text).map_err(failed)?;
        Ok::<_, Error>(text)
    };
    let mut text = Story::read(&part("word/document.xml")?)?;
    let notes = Story::read(&part("word/footnotes.xml")?)?.notes;
    let mut words = |name: &str| text.words.remove(name).unwrap_or_default().concat();
    let mut with_notes = |name: &str| {
        let mut ids = text.references.remove(name).unwrap_or_default();
        ids.sort_unstable();
        ids.dedup();
        let noted: Vec<&str> = ids.iter().filter_map(|id| notes.get(id).map(String::as_str)).collect();
        words(name) + &noted.concat()
    };
    let body = with_notes("brief_body");
    let analysis = with_notes("brief_analysis_text");
    Ok(Reading {
        headline: words("brief_headline"),
        summary: words("brief_summary"),
        hero: ["brief_hero_alt", "brief_hero_caption", "brief_hero_credit"].map(&mut words).to_vec(),
        analysis: vec![
            words("brief_analysis_label"),
            words("brief_analysis_title"),
            analysis,
            words("brief_analysis_byline"),
            words("brief_analysis_tag"),
        ],
        takeaways: text.words.remove("brief_takeaways").unwrap_or_default(),
        body,
    })
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::ExportUnreadable(error.to_string())
}

/// What is read of a part that holds text.
#[derive(Default)]
struct Story {
    /// By bookmark: the words of each paragraph.
    words: BTreeMap<String, Vec<String>>,
    /// By bookmark: the ids of notes.
    references: BTreeMap<String, Vec<i64>>,
    /// By id.
    notes: BTreeMap<i64, String>,

    /// Bookmarks of parts that are open, with their ids.
    open: Vec<(String, String)>,
    note: Option<i64>,
    in_words: bool,
    /// Fields that are open: what they show is no text.
    fields: usize,
    /// The paragraph is the name of an alert or the caption of a picture within the text.
    in_furniture: bool,
    /// The run is an address in the place of words.
    in_address: bool,
}

impl Story {
    fn read(xml: &str) -> Result<Self> {
        let mut story = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(failed)? {
                Event::Start(start) => {
                    depth += 1;
                    story.start(&start);
                }
                Event::Empty(empty) => {
                    story.start(&empty);
                    story.end(empty.local_name().as_ref());
                }
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    story.end(end.local_name().as_ref());
                }
                Event::Text(text) if story.in_words => story.push(&text.xml10_content()),
                Event::GeneralRef(reference) if story.in_words => {
                    story.push(character(&reference).map_err(failed)?.encode_utf8(&mut [0; 4]));
                }
                Event::Eof if depth > 0 => return Err(failed("an element is not closed")),
                Event::Eof => return Ok(story),
                _ => {}
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let id = || attribute(start, "w:id");
        match start.local_name().as_ref() {
            "bookmarkStart" => {
                let name = attribute(start, "w:name");
                if name.starts_with("brief_") {
                    self.words.entry(name.clone()).or_default();
                    self.open.push((id(), name));
                }
            }
            "bookmarkEnd" => self.open.retain(|(open, _)| *open != id()),
            "footnote" => self.note = id().parse().ok(),
            "footnoteReference" => {
                if let (Some((_, part)), Ok(id)) = (self.open.last(), id().parse()) {
                    self.references.entry(part.clone()).or_default().push(id);
                }
            }
            "p" => {
                if let Some((_, part)) = self.open.last() {
                    self.words.entry(part.clone()).or_default().push(String::new());
                }
            }
            "pStyle" => {
                let in_text = self.note.is_some()
                    || self.open.last().is_some_and(|(_, part)| part == "brief_body" || part == "brief_analysis_text");
                self.in_furniture = in_text && matches!(&*attribute(start, "w:val"), "AlertTitle" | "Caption");
            }
            "rStyle" => self.in_address = attribute(start, "w:val") == "Address",
            "fldSimple" => self.fields += 1,
            "docPr" => self.push(&attribute(start, "descr")),
            "t" => self.in_words = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_words = false,
            "r" => self.in_address = false,
            "p" => self.in_furniture = false,
            "fldSimple" => self.fields = self.fields.saturating_sub(1),
            "footnote" => self.note = None,
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if self.in_furniture || self.in_address || self.fields > 0 {
            return;
        }
        if let Some(note) = self.note {
            self.notes.entry(note).or_default().push_str(words);
        } else if let Some((_, part)) = self.open.last() {
            let paragraphs = self.words.entry(part.clone()).or_default();
            match paragraphs.last_mut() {
                Some(last) => last.push_str(words),
                None => paragraphs.push(words.to_owned()),
            }
        }
    }
}
