//! A brief as a Word document (Office Open XML), for desks that edit in Word: real styles, lists, footnotes, tables and pictures.
//!
//! Each part of the brief stands under a bookmark of its own name, by which it is found again. Why the XML is written here and not by a
//! library: docs/adr/0008.

mod blocks;
mod draft;
mod inlines;
mod lists;
mod package;
mod pictures;
mod properties;
mod sheet;
mod styles;
mod words;
mod xml;

use self::draft::Draft;
use super::{Article, Rendering};
use crate::error::Result;

/// The width of the text, in twips: A4 with an inch on both sides.
const TEXT_WIDTH: u32 = 9026;

/// The namespaces of a part that holds text.
const SPACES: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// The document of `article`. Linear in its length; the same article makes the same bytes.
///
/// # Errors
/// [`crate::Error::Packing`] if the archive can't be made.
pub(super) fn docx(article: &Article) -> Result<Rendering> {
    let mut draft = Draft::new(article);
    open(&mut draft);
    draft.sheet();
    let footer = draft.text.relations.part("footer", "footer1.xml");
    close(&mut draft, &footer);
    let mut parts = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| parts.push((name.to_owned(), bytes));
    add(package::PROPERTIES, properties::core(article));
    add("docProps/app.xml", properties::app());
    for (kind, bytes) in [
        ("styles", styles::styles(&draft.language)),
        ("numbering", draft.lists.xml()),
        ("settings", properties::settings(&draft.language)),
    ] {
        draft.text.relations.part(kind, &format!("{kind}.xml"));
        add(&format!("word/{kind}.xml"), bytes);
    }
    draft.text.relations.part("footnotes", "footnotes.xml");
    add("word/document.xml", draft.text.xml.finish());
    add("word/_rels/document.xml.rels", draft.text.relations.xml());
    add("word/footnotes.xml", draft.notes.xml.finish());
    add("word/_rels/footnotes.xml.rels", draft.notes.relations.xml());
    add("word/footer1.xml", properties::footer());
    parts.extend(draft.media.into_parts());
    Ok(Rendering { bytes: package::archive(&parts)?, beside: Vec::new(), losses: draft.losses })
}

fn open(draft: &mut Draft<'_>) {
    draft.text.xml.open("w:document", SPACES);
    draft.text.xml.open("w:body", &[]);
    let notes = &mut draft.notes.xml;
    notes.open("w:footnotes", SPACES);
    // The lines above notes, which Word wants among them.
    for (id, kind, mark) in
        [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
    {
        notes.within("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
            xml.within("w:p", &[], |xml| xml.within("w:r", &[], |xml| xml.empty(mark, &[])));
        });
    }
}

fn close(draft: &mut Draft<'_>, footer: &str) {
    let xml = &mut draft.text.xml;
    xml.within("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", footer)]);
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1440"));
        let more = [("w:header", "708"), ("w:footer", "708"), ("w:gutter", "0")];
        xml.empty("w:pgMar", &[margins.as_slice(), more.as_slice()].concat());
    });
    xml.close("w:body");
    xml.close("w:document");
    draft.notes.xml.close("w:footnotes");
}
