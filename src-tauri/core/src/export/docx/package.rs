//! The file around the parts: a ZIP archive that says what each part is and what leads to what.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use crate::error::{Error, Result};

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
/// The properties of the file. Stored as they are, so that the brief's id can be found without unpacking.
pub(super) const PROPERTIES: &str = "docProps/core.xml";

/// What a part leads to, by the ids that its XML uses.
#[derive(Default)]
pub(super) struct Relations(Vec<(String, String, bool)>);

impl Relations {
    /// The id of a part of the kind `kind`, named from the folder `word/`.
    pub fn part(&mut self, kind: &str, target: &str) -> String {
        self.id(format!("{OFFICE}{kind}"), target, false)
    }

    /// The id of an address outside.
    pub fn address(&mut self, url: &str) -> String {
        self.id(format!("{OFFICE}hyperlink"), url, true)
    }

    fn id(&mut self, kind: String, target: &str, external: bool) -> String {
        let relation = (kind, target.to_owned(), external);
        let at = self.0.iter().position(|other| *other == relation).unwrap_or_else(|| {
            self.0.push(relation);
            self.0.len() - 1
        });
        format!("rId{}", at + 1)
    }

    pub fn xml(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.within("Relationships", &[("xmlns", RELATIONS)], |xml| {
            for (at, (kind, target, external)) in self.0.iter().enumerate() {
                let id = format!("rId{}", at + 1);
                let mut attributes = vec![("Id", id.as_str()), ("Type", kind.as_str()), ("Target", target.as_str())];
                if *external {
                    attributes.push(("TargetMode", "External"));
                }
                xml.empty("Relationship", &attributes);
            }
        });
        xml.finish()
    }
}

/// The archive of `parts`, each a name and its bytes. The same parts make the same bytes.
pub(super) fn archive(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        let method = if is_packed(name) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // The archive's own first day: the time of an export would make the same brief another file.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    let added = add("[Content_Types].xml", &content_types(parts)).and_then(|()| add("_rels/.rels", &root()));
    let added = parts.iter().fold(added, |added, (name, bytes)| added.and_then(|()| add(name, bytes)));
    added.and_then(|()| zip.finish()).map(Cursor::into_inner).map_err(|error| Error::Packing(error.to_string()))
}

fn is_packed(name: &str) -> bool {
    name == PROPERTIES || name.starts_with("word/media/")
}

fn root() -> Vec<u8> {
    let mut relations = Relations::default();
    relations.part("officeDocument", "word/document.xml");
    let properties = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations.id(properties.to_owned(), PROPERTIES, false);
    relations.part("extended-properties", "docProps/app.xml");
    relations.xml()
}

fn content_types(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Types", &[("xmlns", TYPES)], |xml| {
        let defaults = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("jpg", "image/jpeg"),
            ("png", "image/png"),
        ];
        for (extension, kind) in defaults {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        for (name, _) in parts {
            if let Some(kind) = content_type(name) {
                xml.empty("Override", &[("PartName", &format!("/{name}")), ("ContentType", &kind)]);
            }
        }
    });
    xml.finish()
}

fn content_type(name: &str) -> Option<String> {
    match name {
        "docProps/app.xml" => Some("application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
        PROPERTIES => Some("application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        "word/document.xml" => Some(format!("{WORD}document.main+xml")),
        _ => {
            let part = name.strip_prefix("word/")?.strip_suffix(".xml")?;
            Some(format!("{WORD}{part}+xml"))
        }
    }
}
