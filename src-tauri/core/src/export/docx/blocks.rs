//! The elements of a text as Word's paragraphs and tables.

use super::draft::{Draft, Place, Set};
use super::lists::{Kind, LEVELS, STEP};
use super::words::alert_title;
use crate::export::Loss;
use crate::markdown::{Alert, Align, Document, Element, Inline, Item, Markup};

impl Draft<'_> {
    /// A whole text with its notes, under the name of a bookmark. Its topmost headings are of level `top`.
    pub fn document(&mut self, name: &str, document: &Document, place: Place, top: u8) {
        self.referred = vec![false; document.notes.len()];
        let lift = document.highest_heading().unwrap_or(1).saturating_sub(top);
        self.named(name, |draft| {
            draft.elements(&document.elements, place, lift);
            draft.unreferred();
        });
        self.in_notes = true;
        for (at, note) in document.notes.iter().enumerate() {
            self.note(self.notes_before + at + 1, note, lift);
        }
        self.in_notes = false;
        self.notes_before += document.notes.len();
    }

    /// Notes that only other notes refer to: in Word each must be referred to from the text.
    fn unreferred(&mut self) {
        let left: Vec<usize> = (0..self.referred.len()).filter(|note| !self.referred[*note]).collect();
        if !left.is_empty() {
            let set = Set { style: "FootnoteText", ..Set::default() };
            self.paragraph(&set, |draft| left.into_iter().for_each(|note| draft.reference(note)));
        }
    }

    fn note(&mut self, id: usize, elements: &[Element], lift: u8) {
        let place = Place { style: "FootnoteText", indent: 0, width: super::TEXT_WIDTH, depth: 0 };
        self.xml().open("w:footnote", &[("w:id", &id.to_string())]);
        let (first, rest) = match elements.split_first() {
            Some((Element::Paragraph(words), rest)) => (words.as_slice(), rest),
            _ => (&[] as &[Inline], elements),
        };
        let set = Set { style: place.style, ..Set::default() };
        self.paragraph(&set, |draft| {
            let xml = draft.xml();
            xml.open("w:r", &[]);
            xml.within("w:rPr", &[], |xml| xml.value("w:rStyle", "FootnoteReference"));
            xml.empty("w:footnoteRef", &[]);
            xml.close("w:r");
            draft.words(" ");
            draft.inlines(first, place.width);
        });
        self.elements(rest, place, lift);
        self.xml().close("w:footnote");
    }

    fn elements(&mut self, elements: &[Element], place: Place, lift: u8) {
        for element in elements {
            self.element(element, place, lift);
        }
    }

    fn element(&mut self, element: &Element, place: Place, lift: u8) {
        let set = |style| Set { style, indent: place.indent, ..Set::default() };
        match element {
            Element::Paragraph(words) => self.text(words, &set(place.style), place),
            Element::Heading { level, words } => {
                let style = format!("Heading{}", level.saturating_sub(lift).clamp(1, 6));
                self.paragraph(&set(&style), |draft| draft.inlines(words, place.width));
            }
            Element::List { start, items } => self.items(*start, items, place, lift),
            Element::Quote { alert, elements } => self.quote(alert.as_ref(), elements, place, lift),
            Element::Code { text, .. } => self.paragraph(&set("Code"), |draft| draft.words(text)),
            Element::Table { columns, rows } => self.table(columns, rows, place),
            Element::Rule => self.paragraph(&set("Rule"), |_| {}),
            Element::Html(_) => {
                let part = self.part;
                self.lose(Loss::Markup { part, markup: Markup::RawHtml });
            }
        }
    }

    /// A paragraph; one of nothing but a picture is a figure, with the picture's title as its caption.
    fn text(&mut self, words: &[Inline], set: &Set<'_>, place: Place) {
        if let ([Inline::Image { address, title, setting, .. }], None) = (words, set.item) {
            let figure = Set { style: "Figure", indent: set.indent, keep_next: !title.is_empty(), ..Set::default() };
            let known =
                crate::brief::library_image(address).is_some_and(|hash| self.article.images.contains_key(&hash));
            if known && setting.link.is_none() {
                self.paragraph(&figure, |draft| draft.inlines(words, place.width));
                if !title.is_empty() {
                    let caption = Set { style: "Caption", indent: set.indent, ..Set::default() };
                    self.paragraph(&caption, |draft| draft.words(title));
                }
                return;
            }
        }
        self.paragraph(set, |draft| draft.inlines(words, place.width));
    }

    fn items(&mut self, start: Option<u32>, items: &[Item], place: Place, lift: u8) {
        let level = place.depth.min(LEVELS - 1);
        let (own, kind) = (place.indent + STEP, start.map_or(Kind::Bullets, |_| Kind::Numbers));
        let list = self.list(kind, level, start.unwrap_or(1));
        // A note's items are as small as the note.
        let style = if self.in_notes { place.style } else { "ListParagraph" };
        let within =
            Place { style, indent: own, depth: place.depth + 1, width: place.width.saturating_sub(STEP).max(STEP) };
        for item in items {
            let list = match item.checked {
                Some(true) => self.list(Kind::Done, level, 1),
                Some(false) => self.list(Kind::ToDo, level, 1),
                None => list,
            };
            let set = Set { style, item: Some((list, level)), indent: own, ..Set::default() };
            // What has the mark is a paragraph, if need be one of nothing.
            let rest = match item.elements.split_first() {
                Some((Element::Paragraph(words), rest)) => {
                    self.text(words, &set, within);
                    rest
                }
                _ => {
                    self.paragraph(&set, |_| {});
                    &item.elements
                }
            };
            self.elements(rest, within, lift);
        }
    }

    fn quote(&mut self, alert: Option<&Alert>, elements: &[Element], place: Place, lift: u8) {
        let style = if alert.is_some() { "Alert" } else { "Quote" };
        let within =
            Place { style, indent: place.indent + STEP, width: place.width.saturating_sub(STEP).max(STEP), ..place };
        if let Some(alert) = alert {
            let own = alert_title(alert.kind, self.language.is_chinese);
            let title = if alert.title.is_empty() { own } else { &alert.title };
            let set = Set { style: "AlertTitle", indent: within.indent, ..Set::default() };
            self.paragraph(&set, |draft| draft.words(title));
        }
        self.elements(elements, within, lift);
    }

    fn table(&mut self, columns: &[Align], rows: &[Vec<Vec<Inline>>], place: Place) {
        let count = u32::try_from(rows.iter().map(Vec::len).max().unwrap_or(0)).unwrap_or(u32::MAX);
        if count == 0 {
            return;
        }
        let width = place.width / count;
        let xml = self.xml();
        xml.open("w:tbl", &[]);
        xml.within("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "BriefTable");
            xml.empty("w:tblW", &[("w:w", &place.width.to_string()), ("w:type", "dxa")]);
            if place.indent > 0 {
                xml.empty("w:tblInd", &[("w:w", &place.indent.to_string()), ("w:type", "dxa")]);
            }
            xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1"), ("w:noHBand", "1"), ("w:noVBand", "1")]);
        });
        xml.within("w:tblGrid", &[], |xml| {
            for _ in 0..count {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        for (at, row) in rows.iter().enumerate() {
            self.row(row, at == 0, columns, width);
        }
        self.xml().close("w:tbl");
        // Two tables that touch are one, and a cell can't end with one.
        self.paragraph(&Set { style: "Gap", ..Set::default() }, |_| {});
    }

    fn row(&mut self, cells: &[Vec<Inline>], header: bool, columns: &[Align], width: u32) {
        let xml = self.xml();
        xml.open("w:tr", &[]);
        xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if header {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (at, words) in cells.iter().enumerate() {
            let alignment = match columns.get(at).copied().unwrap_or_default() {
                Align::Start => None,
                Align::Center => Some("center"),
                Align::Right => Some("right"),
            };
            let xml = self.xml();
            xml.open("w:tc", &[]);
            xml.within("w:tcPr", &[], |xml| xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]));
            let set = Set { style: "TableText", alignment, ..Set::default() };
            self.paragraph(&set, |draft| draft.inlines(words, width.saturating_sub(216).max(1)));
            self.xml().close("w:tc");
        }
        self.xml().close("w:tr");
    }
}
