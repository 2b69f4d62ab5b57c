//! What the file says of itself, and the small parts that every document has.

use jiff::Timestamp;

use super::SPACES;
use super::styles::Language;
use super::xml::Xml;
use crate::export::Article;

/// Title, author, language, times and id.
pub(super) fn core(article: &Article) -> Vec<u8> {
    let stored = &article.stored;
    let brief = &stored.brief;
    let author = [&brief.byline, &brief.publication].into_iter().map(|text| text.trim()).find(|text| !text.is_empty());
    let mut xml = Xml::new();
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.within("cp:coreProperties", &spaces, |xml| {
        for (name, value) in [
            ("dc:title", brief.headline.trim()),
            ("dc:creator", author.unwrap_or_default()),
            ("dc:description", brief.summary.trim()),
            ("dc:identifier", &stored.id.urn()),
            ("dc:language", &brief.language),
            ("cp:category", brief.section.trim()),
            ("cp:keywords", &brief.tags.join(", ")),
            ("cp:revision", &stored.revision.to_string()),
        ] {
            if !value.is_empty() {
                xml.words(name, &[], value);
            }
        }
        time(xml, "dcterms:created", stored.created_at);
        time(xml, "dcterms:modified", stored.updated_at);
    });
    xml.finish()
}

/// To the second; years that the format has no digits for are left out.
fn time(xml: &mut Xml, name: &str, time: Timestamp) {
    let text = time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        xml.words(name, &[("xsi:type", "dcterms:W3CDTF")], &text);
    }
}

pub(super) fn app() -> Vec<u8> {
    let mut xml = Xml::new();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.within("Properties", &[("xmlns", space)], |xml| xml.words("Application", &[], "Briefdesk"));
    xml.finish()
}

pub(super) fn settings(language: &Language) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:settings", SPACES, |xml| {
        xml.value("w:defaultTabStop", "720");
        xml.within("w:footnotePr", &[], |xml| {
            xml.empty("w:footnote", &[("w:id", "-1")]);
            xml.empty("w:footnote", &[("w:id", "0")]);
        });
        // Without it Word opens the file as one of an old version.
        xml.within("w:compat", &[], |xml| {
            let of = "http://schemas.microsoft.com/office/word";
            xml.empty("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", of), ("w:val", "15")]);
        });
        xml.empty("w:themeFontLang", &[("w:val", &language.latin), ("w:eastAsia", language.east)]);
    });
    xml.finish()
}

/// The number of the page.
pub(super) fn footer() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:ftr", SPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| xml.value("w:pStyle", "Footer"));
            xml.within("w:fldSimple", &[("w:instr", " PAGE ")], |xml| {
                xml.within("w:r", &[], |xml| xml.words("w:t", &[], "1"));
            });
        });
    });
    xml.finish()
}
