//! The pictures of a document: JPEG and PNG as they are, the other kinds as PNG, each once.

use std::io::Cursor;

use image::ImageFormat;

use super::package::Relations;
use super::xml::Xml;
use crate::brief::ImageHash;
use crate::store::Picture;

/// English metric units, which drawings are measured in: in a pixel of 96 to the inch, and in a twentieth of a point.
const OF_A_PIXEL: u64 = 9525;
const OF_A_TWIP: u64 = 635;
/// The tallest picture, in twips: it leaves room for its caption on the page.
const TALLEST: u64 = 11_000;

/// Pictures so far, and the names of their parts.
#[derive(Default)]
pub(super) struct Media {
    files: Vec<(ImageHash, String, Vec<u8>)>,
}

/// What is drawn, and how.
pub(super) struct Drawing<'a> {
    pub picture: &'a Picture,
    pub alt: &'a str,
    pub title: &'a str,
    /// Adds nothing to the text.
    pub decorative: bool,
    /// The widest that it may be, in twips.
    pub width: u32,
}

impl Media {
    /// The name of the part of `picture` from the folder `word/`; none if it can't be read.
    pub fn add(&mut self, hash: &ImageHash, picture: &Picture) -> Option<String> {
        if let Some((_, name, _)) = self.files.iter().find(|(other, ..)| other == hash) {
            return Some(name.clone());
        }
        let (extension, bytes) = match picture.extension()? {
            known @ ("jpg" | "png") => (known, picture.bytes.clone()),
            _ => ("png", as_png(&picture.bytes)?),
        };
        let name = format!("media/image{}.{extension}", self.files.len() + 1);
        self.files.push((hash.clone(), name.clone(), bytes));
        Some(name)
    }

    pub fn into_parts(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.files.into_iter().map(|(_, name, bytes)| (format!("word/{name}"), bytes))
    }
}

/// Word knows GIF, and not WebP; of a moving picture it prints the first.
fn as_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut png = Cursor::new(Vec::new());
    image::load_from_memory(bytes).ok()?.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

impl Drawing<'_> {
    /// Writes a run with the drawing. `part` is the name of its picture's part, `id` unique in the document.
    pub fn write(&self, xml: &mut Xml, relations: &mut Relations, part: &str, id: u32) {
        let relation = relations.part("image", part);
        let (width, height) = self.size();
        let (width, height, id) = (width.to_string(), height.to_string(), id.to_string());
        let size = [("cx", width.as_str()), ("cy", height.as_str())];
        let name = format!("Picture {id}");
        let mut named = vec![("id", id.as_str()), ("name", name.as_str()), ("descr", self.alt)];
        if !self.title.is_empty() {
            named.push(("title", self.title));
        }
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &size);
        xml.within("wp:docPr", &named, |xml| {
            if self.decorative {
                decorative(xml);
            }
        });
        xml.within("wp:cNvGraphicFramePr", &[], |xml| xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]));
        xml.open("a:graphic", &[]);
        let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        xml.within("a:graphicData", &[("uri", picture)], |xml| self.picture(xml, &relation, &size, &name));
        for name in ["a:graphic", "wp:inline", "w:drawing", "w:r"] {
            xml.close(name);
        }
    }

    fn picture(&self, xml: &mut Xml, relation: &str, size: &[(&str, &str)], name: &str) {
        xml.open("pic:pic", &[]);
        xml.within("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &[("id", "0"), ("name", name)]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.within("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", relation)]);
            xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.within("pic:spPr", &[], |xml| {
            xml.within("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", size);
            });
            xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
        xml.close("pic:pic");
    }

    /// Width and height in units: that of its pixels, unless the page is smaller.
    fn size(&self) -> (u64, u64) {
        let pixels = [self.picture.width, self.picture.height].map(|length| u64::from(length.max(1)));
        let [width, height] = pixels.map(|length| length * OF_A_PIXEL);
        let (widest, tallest) = (u64::from(self.width) * OF_A_TWIP, TALLEST * OF_A_TWIP);
        let (width, height) = if width > widest { (widest, height * widest / width) } else { (width, height) };
        let (width, height) = if height > tallest { (width * tallest / height, tallest) } else { (width, height) };
        (width.max(1), height.max(1))
    }
}

/// The mark that keeps screen readers from naming a picture.
fn decorative(xml: &mut Xml) {
    let space = "http://schemas.microsoft.com/office/drawing/2017/decorative";
    xml.within("a:extLst", &[], |xml| {
        xml.within("a:ext", &[("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")], |xml| {
            xml.empty("adec:decorative", &[("xmlns:adec", space), ("val", "1")]);
        });
    });
}
