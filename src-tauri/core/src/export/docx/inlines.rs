//! The words of a paragraph as Word's runs.

use std::rc::Rc;

use super::draft::Draft;
use crate::export::Loss;
use crate::markdown::{Inline, Setting};

/// Raw HTML that is open at the moment: how often each of what Word has too.
#[derive(Default)]
struct Tags {
    strong: i32,
    emphasis: i32,
    strike: i32,
    code: i32,
    subscript: i32,
    superscript: i32,
}

impl Draft<'_> {
    /// `words`, with pictures of at most `width` twips.
    pub fn inlines(&mut self, words: &[Inline], width: u32) {
        let mut tags = Tags::default();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let link = link(first);
            let length = rest.iter().take_while(|word| self::link(word) == link).count().max(1);
            let (these, others) = rest.split_at(length);
            rest = others;
            self.link(link, |draft, linked| {
                for word in these {
                    draft.inline(word, linked, &mut tags, width);
                }
            });
        }
    }

    fn inline(&mut self, word: &Inline, linked: bool, tags: &mut Tags, width: u32) {
        match word {
            Inline::Text { text, setting } => {
                let properties = self.properties(setting, linked, tags);
                self.run(text, &properties);
            }
            Inline::Break => self.run("\n", &[]),
            Inline::Image { address, alt, title, setting } => {
                if !self.image(address, alt, title, width) {
                    self.instead_of_image(address, alt, setting, linked, tags);
                }
            }
            Inline::Note(note) => self.reference(*note),
            Inline::Html(tag) => self.html(tag, tags),
        }
    }

    /// A picture that is not in the library: its words, which lead to it where they can.
    fn instead_of_image(&mut self, address: &str, alt: &str, setting: &Setting, linked: bool, tags: &Tags) {
        let outside = super::super::uri::uri(address).filter(|_| !linked).map(Rc::from);
        self.link(outside.as_ref(), |draft, leads| {
            let setting = Setting { emphasis: !leads || setting.emphasis, ..setting.clone() };
            let mut properties = draft.properties(&setting, leads || linked, tags);
            if alt.is_empty() && leads {
                // Its address are no words of the text; a reader knows that by their style.
                properties.retain(|(name, _)| *name != "w:rStyle");
                properties.insert(0, ("w:rStyle", "Address"));
                draft.run(address, &properties);
            } else {
                draft.run(alt, &properties);
            }
        });
    }

    /// In the order of Word's schema.
    fn properties(&self, setting: &Setting, linked: bool, tags: &Tags) -> Vec<(&'static str, &'static str)> {
        let mut properties = Vec::new();
        let emphasis = setting.emphasis || tags.emphasis > 0;
        if linked {
            properties.push(("w:rStyle", "Hyperlink"));
        } else if setting.code || tags.code > 0 {
            properties.push(("w:rStyle", "CodeWords"));
        }
        if setting.strong || tags.strong > 0 {
            properties.extend([("w:b", "1"), ("w:bCs", "1")]);
        }
        if emphasis && !self.language.is_chinese {
            properties.extend([("w:i", "1"), ("w:iCs", "1")]);
        }
        if setting.strike || tags.strike > 0 {
            properties.push(("w:strike", "1"));
        }
        if tags.subscript > 0 {
            properties.push(("w:vertAlign", "subscript"));
        } else if tags.superscript > 0 {
            properties.push(("w:vertAlign", "superscript"));
        }
        if emphasis && self.language.is_chinese {
            properties.push(("w:em", "underDot"));
        }
        properties
    }

    fn html(&mut self, html: &str, tags: &mut Tags) {
        let name = html.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        let count = match name.as_str() {
            "b" | "strong" => &mut tags.strong,
            "i" | "em" | "cite" => &mut tags.emphasis,
            "s" | "del" => &mut tags.strike,
            "code" | "kbd" => &mut tags.code,
            "sub" => &mut tags.subscript,
            "sup" => &mut tags.superscript,
            "br" => return self.run("\n", &[]),
            _ => {
                let part = self.part;
                return self.lose(Loss::RawHtml { part });
            }
        };
        *count = (*count + if html.starts_with("</") { -1 } else { 1 }).max(0);
    }

    /// A reference to a note of this text. Word has one for each note; a further one is a field that repeats its number.
    pub fn reference(&mut self, note: usize) {
        let id = (self.notes_before + note + 1).to_string();
        let name = format!("_note_{id}");
        let first = !self.in_notes && self.referred.get(note) == Some(&false);
        if first {
            self.referred[note] = true;
            self.named(&name, |draft| {
                let xml = draft.xml();
                xml.open("w:r", &[]);
                xml.within("w:rPr", &[], |xml| xml.value("w:rStyle", "FootnoteReference"));
                xml.empty("w:footnoteReference", &[("w:id", &id)]);
                xml.close("w:r");
            });
        } else {
            let instruction = format!(" NOTEREF {name} \\f \\h ");
            self.xml().open("w:fldSimple", &[("w:instr", &instruction)]);
            self.run(&id, &[("w:rStyle", "FootnoteReference")]);
            self.xml().close("w:fldSimple");
        }
    }
}

fn link(word: &Inline) -> Option<&Rc<str>> {
    match word {
        Inline::Text { setting, .. } | Inline::Image { setting, .. } => setting.link.as_ref(),
        Inline::Break | Inline::Note(_) | Inline::Html(_) => None,
    }
}
