//! What a web view leaves out of a PDF: who wrote what in which language, letters that can be searched for, and each font once.
//! The only module that names lopdf.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lopdf::{Dictionary, Document, Object, ObjectId, text_string};

use super::super::Article;
use super::letters;
use crate::brief::BriefId;
use crate::error::{Error, Result};

/// What the file says about itself.
pub(super) struct About<'a> {
    pub id: BriefId,
    pub title: &'a str,
    pub author: &'a str,
    pub subject: &'a str,
    pub keywords: String,
    /// BCP 47.
    pub language: &'a str,
    /// When the brief was changed last.
    pub changed: Timestamp,
}

impl<'a> About<'a> {
    /// What `article` says.
    pub fn of(article: &'a Article) -> Self {
        let brief = &article.stored.brief;
        let (byline, publication) = (brief.byline.trim(), brief.publication.trim());
        Self {
            id: article.stored.id,
            title: brief.headline.trim(),
            author: if byline.is_empty() { publication } else { byline },
            subject: brief.summary.trim(),
            keywords: brief.tags.join(", "),
            language: if brief.language.is_empty() { "en" } else { &brief.language },
            changed: article.stored.updated_at,
        }
    }
}

/// `printed` with what belongs to it. The same print gives the same bytes. Linear in its length.
///
/// # Errors
/// [`Error::PrintFailed`] if it is no PDF.
pub(super) fn finish(printed: &[u8], about: &About<'_>) -> Result<Vec<u8>> {
    let mut document = Document::load_mem(printed).map_err(failed)?;
    describe(&mut document, about)?;
    mend_letters(&mut document);
    share_fonts(&mut document);
    let mut bytes = Vec::with_capacity(printed.len());
    document.save_to(&mut bytes).map_err(|error| failed(error.into()))?;
    Ok(bytes)
}

fn failed(error: lopdf::Error) -> Error {
    Error::PrintFailed(error.to_string())
}

/// The engine gives the time of printing, which would make each export another file, and no author or language.
fn describe(document: &mut Document, about: &About<'_>) -> Result<()> {
    let time = text_string(&about.changed.to_zoned(TimeZone::UTC).strftime("D:%Y%m%d%H%M%SZ").to_string());
    let mut info = Dictionary::new();
    let texts = [
        ("Title", about.title),
        ("Author", about.author),
        ("Subject", about.subject),
        ("Keywords", &about.keywords),
        ("Creator", "Briefdesk"),
        // By it a later export knows its own file.
        ("Brief", &about.id.to_string()),
    ];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        info.set(key, text_string(text));
    }
    info.set("CreationDate", time.clone());
    info.set("ModDate", time);
    if let Some(producer) = producer(document) {
        info.set("Producer", producer);
    }
    // In the place of the engine's, which is at the file's beginning, where a later export looks for the id.
    match document.trailer.get(b"Info").and_then(Object::as_reference) {
        Ok(place) => document.set_object(place, info),
        Err(_) => {
            let place = document.add_object(info);
            document.trailer.set("Info", place);
        }
    }
    let catalog = document.catalog_mut().map_err(failed)?;
    catalog.set("Lang", text_string(about.language));
    // The window of a reader is then called after the brief and not after the file.
    catalog.set("ViewerPreferences", Dictionary::from_iter([("DisplayDocTitle", Object::Boolean(true))]));
    Ok(())
}

fn producer(document: &Document) -> Option<Object> {
    let (_, info) = document.dereference(document.trailer.get(b"Info").ok()?).ok()?;
    info.as_dict().ok()?.get(b"Producer").ok().cloned()
}

/// Text is searched for and copied by what the fonts say of their glyphs.
fn mend_letters(document: &mut Document) {
    let fonts = document.objects.values().filter_map(|object| object.as_dict().ok());
    let maps: Vec<ObjectId> =
        fonts.filter_map(|font| font.get(b"ToUnicode").and_then(Object::as_reference).ok()).collect();
    for map in maps {
        let Ok(stream) = document.get_object_mut(map).and_then(Object::as_stream_mut) else { continue };
        let Ok(content) = stream.get_plain_content() else { continue };
        if let Some(mended) = str::from_utf8(&content).ok().and_then(letters::mended) {
            stream.set_plain_content(mended.into_bytes());
            // It is as good uncompressed.
            let _ = stream.compress();
        }
    }
}

/// The engine embeds a font again for each size that it is used in.
fn share_fonts(document: &mut Document) {
    let mut first: BTreeMap<&[u8], ObjectId> = BTreeMap::new();
    let mut again: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
    for (id, object) in &document.objects {
        let Ok(stream) = object.as_stream() else { continue };
        // Of all streams, only programs of TrueType fonts have it.
        if !stream.dict.has(b"Length1") {
            continue;
        }
        let kept = *first.entry(&stream.content).or_insert(*id);
        if kept != *id {
            again.insert(*id, kept);
        }
    }
    document.traverse_objects(|object| {
        if let Object::Reference(id) = object
            && let Some(kept) = again.get(id)
        {
            *id = *kept;
        }
    });
    document.prune_objects();
    document.renumber_objects();
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, decode_text_string};

    use super::*;

    /// One page, two fonts that are the same.
    fn printed() -> Vec<u8> {
        let mut document = Document::with_version("1.4");
        let font = |document: &mut Document| {
            let mut program = Stream::new(Dictionary::new(), vec![7; 400]);
            program.dict.set("Length1", 400);
            let program = document.add_object(program);
            let map = "begincmap\nendcodespacerange\n1 beginbfchar\n<01> <2F1D>\nendbfchar\nendcmap";
            let map = document.add_object(Stream::new(Dictionary::new(), map.into()));
            let font = [("FontFile2", program.into()), ("ToUnicode", Object::from(map))];
            document.add_object(Dictionary::from_iter(font))
        };
        let (one, other) = (font(&mut document), font(&mut document));
        let fonts = Dictionary::from_iter([("A", Object::from(one)), ("B", other.into())]);
        let page = Dictionary::from_iter([("Type", "Page".into()), ("Fonts", Object::from(fonts))]);
        let page = document.add_object(page);
        let pages = [("Type", "Pages".into()), ("Count", 1.into()), ("Kids", Object::Array(vec![page.into()]))];
        let pages = document.add_object(Dictionary::from_iter(pages));
        let catalog =
            document.add_object(Dictionary::from_iter([("Type", "Catalog".into()), ("Pages", Object::from(pages))]));
        let info = document.add_object(Dictionary::from_iter([("Producer", text_string("A press"))]));
        document.trailer.set("Root", catalog);
        document.trailer.set("Info", info);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn about() -> About<'static> {
        About {
            id: "01970000-0000-7000-8000-000000000001".parse().unwrap(),
            title: "船闸 (two) \\ ends",
            author: "Ada",
            subject: "",
            keywords: "river, 河".to_owned(),
            language: "zh-Hans",
            changed: "2026-06-03T22:30:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_print_says_what_it_is_and_holds_each_font_once() {
        let finished = finish(&printed(), &about()).unwrap();
        assert_eq!(finished, finish(&printed(), &about()).unwrap());
        let document = Document::load_mem(&finished).unwrap();
        let (_, info) = document.dereference(document.trailer.get(b"Info").unwrap()).unwrap();
        let text = |key: &[u8]| info.as_dict().unwrap().get(key).ok().map(|text| decode_text_string(text).unwrap());
        assert_eq!(text(b"Title").as_deref(), Some("船闸 (two) \\ ends"));
        assert_eq!(text(b"Author").as_deref(), Some("Ada"));
        assert_eq!(text(b"Subject"), None);
        assert_eq!(text(b"Keywords").as_deref(), Some("river, 河"));
        assert_eq!(text(b"Producer").as_deref(), Some("A press"));
        assert_eq!(text(b"CreationDate").as_deref(), Some("D:20260603223000Z"));
        let lang = document.catalog().unwrap().get(b"Lang").unwrap();
        assert_eq!(decode_text_string(lang).unwrap(), "zh-Hans");
        let id = about().id.to_string();
        assert!(finished.windows(id.len()).any(|window| window == id.as_bytes()));
        let streams = || document.objects.values().filter_map(|object| object.as_stream().ok());
        assert_eq!(streams().filter(|stream| stream.dict.has(b"Length1")).count(), 1);
        let contents =
            streams().map(|stream| String::from_utf8(stream.get_plain_content().unwrap()).unwrap_or_default());
        let maps: Vec<_> = contents.filter(|content| content.contains("begincmap")).collect();
        assert!(maps.len() == 2 && maps.iter().all(|map| map.contains("<01> <53E3>")), "{maps:?}");
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert!(matches!(finish(b"%PDF-1.4\n", &about()), Err(Error::PrintFailed(_))));
    }
}
