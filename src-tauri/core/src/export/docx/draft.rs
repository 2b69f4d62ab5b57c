//! A document while it is written: its text, its notes, and what both need to be unique.

use std::rc::Rc;

use super::lists::{Kind, Lists};
use super::package::Relations;
use super::pictures::{Drawing, Media};
use super::styles::Language;
use super::xml::Xml;
use crate::brief::Part;
use crate::brief::library_image;
use crate::export::{Article, Loss};

/// One of the parts that hold text, with what it leads to.
pub(super) struct Story {
    pub xml: Xml,
    pub relations: Relations,
}

/// The document so far.
pub(super) struct Draft<'a> {
    pub article: &'a Article,
    pub language: Language,
    pub text: Story,
    pub notes: Story,
    pub lists: Lists,
    pub media: Media,
    pub losses: Vec<Loss>,
    /// The part of the brief that is being written, for what is lost of it.
    pub part: Part,
    /// How many notes the texts before this one have; a note's id is its place after them, from 1.
    pub notes_before: usize,
    /// Which notes of this text have been referred to from outside of notes.
    pub referred: Vec<bool>,
    /// Being within the notes, not in the text.
    pub in_notes: bool,
    ids: u32,
}

/// Where a paragraph stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// What its paragraphs are.
    pub style: &'static str,
    /// How far they stand in, in twips; 0 leaves it to the style.
    pub indent: u32,
    /// How wide they are, in twips.
    pub width: u32,
    /// Lists around it.
    pub depth: u32,
}

/// What a paragraph is, beside its words.
#[derive(Default)]
pub(super) struct Set<'a> {
    pub style: &'a str,
    /// The list and the level that it is an item of.
    pub item: Option<(u32, u32)>,
    /// How far it stands in, in twips.
    pub indent: u32,
    /// `center` or `right`.
    pub alignment: Option<&'a str>,
    /// On the page of what follows.
    pub keep_next: bool,
}

impl<'a> Draft<'a> {
    pub fn new(article: &'a Article) -> Self {
        let story = || Story { xml: Xml::new(), relations: Relations::default() };
        Self {
            article,
            language: Language::of(&article.stored.brief.language),
            text: story(),
            notes: story(),
            lists: Lists::default(),
            media: Media::default(),
            losses: Vec::new(),
            part: Part::Headline,
            notes_before: 0,
            referred: Vec::new(),
            in_notes: false,
            ids: 0,
        }
    }

    /// What is being written to.
    pub fn story(&mut self) -> &mut Story {
        if self.in_notes { &mut self.notes } else { &mut self.text }
    }

    pub fn xml(&mut self) -> &mut Xml {
        &mut self.story().xml
    }

    pub fn id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }

    pub fn list(&mut self, kind: Kind, level: u32, start: u32) -> u32 {
        self.lists.add(kind, level, start)
    }

    pub fn lose(&mut self, loss: Loss) {
        if !self.losses.contains(&loss) {
            self.losses.push(loss);
        }
    }

    /// What `write` writes, under the name of a bookmark.
    pub fn named(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        let id = self.id().to_string();
        self.xml().empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        write(self);
        self.xml().empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// A paragraph of what `write` writes.
    pub fn paragraph(&mut self, set: &Set<'_>, write: impl FnOnce(&mut Self)) {
        let xml = self.xml();
        xml.open("w:p", &[]);
        set.write(xml);
        write(self);
        self.xml().close("w:p");
    }

    /// A paragraph of plain words.
    pub fn line(&mut self, style: &str, words: &str) {
        self.paragraph(&Set { style, ..Set::default() }, |draft| draft.words(words));
    }

    /// A run of plain words.
    pub fn words(&mut self, words: &str) {
        self.run(words, &[]);
    }

    /// A run of `words` as `properties` have them: names of Word's with their values, in Word's order.
    pub fn run(&mut self, words: &str, properties: &[(&str, &str)]) {
        // Quotation marks and dashes are in both scripts' fonts: in a Chinese text they are Chinese.
        let hint = self.language.is_chinese && !words.is_ascii();
        let xml = self.xml();
        xml.open("w:r", &[]);
        if hint || !properties.is_empty() {
            xml.open("w:rPr", &[]);
            for (name, value) in properties.iter().filter(|(name, _)| *name == "w:rStyle") {
                xml.value(name, value);
            }
            if hint {
                xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
            }
            for (name, value) in properties.iter().filter(|(name, _)| *name != "w:rStyle") {
                xml.value(name, value);
            }
            xml.close("w:rPr");
        }
        text(xml, words);
        xml.close("w:r");
    }

    /// The picture of the library at `address`, drawn in a run; whether there is one that can be read.
    pub fn image(&mut self, address: &str, alt: &str, title: &str, width: u32) -> bool {
        let article = self.article;
        let Some(hash) = library_image(address) else { return false };
        let Some(picture) = article.images.get(&hash) else { return false };
        let Some(name) = self.media.add(&hash, picture) else { return false };
        self.draw(&name, &Drawing { picture, alt, title, decorative: false, width });
        true
    }

    pub fn draw(&mut self, name: &str, drawing: &Drawing<'_>) {
        let id = self.id();
        let story = self.story();
        drawing.write(&mut story.xml, &mut story.relations, name, id);
    }

    /// What `write` writes as a link to `address`, where that is one of the web or of mail.
    pub fn link(&mut self, address: Option<&Rc<str>>, write: impl FnOnce(&mut Self, bool)) {
        let Some(address) = address else { return write(self, false) };
        let Some(uri) = super::super::uri::uri(address).filter(|uri| uri.len() <= LONGEST_ADDRESS) else {
            let part = self.part;
            self.lose(Loss::LinkAddress { part });
            return write(self, false);
        };
        let story = self.story();
        let id = story.relations.address(&uri);
        story.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        write(self, true);
        self.xml().close("w:hyperlink");
    }
}

/// Word's own limit.
const LONGEST_ADDRESS: usize = 2000;

/// Words with their line breaks and tabs.
fn text(xml: &mut Xml, words: &str) {
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            xml.empty("w:br", &[]);
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                xml.empty("w:tab", &[]);
            }
            if !piece.is_empty() {
                xml.words("w:t", &[("xml:space", "preserve")], piece);
            }
        }
    }
}

impl Set<'_> {
    /// The order is that of Word's schema.
    fn write(&self, xml: &mut Xml) {
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", self.style);
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if let Some((list, level)) = self.item {
            xml.within("w:numPr", &[], |xml| {
                xml.value("w:ilvl", &level.to_string());
                xml.value("w:numId", &list.to_string());
            });
        }
        if self.indent > 0 {
            let left = self.indent.to_string();
            match self.item {
                Some(_) => xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &super::lists::STEP.to_string())]),
                None => xml.empty("w:ind", &[("w:left", &left)]),
            }
        }
        if let Some(alignment) = self.alignment {
            xml.value("w:jc", alignment);
        }
        xml.close("w:pPr");
    }
}
