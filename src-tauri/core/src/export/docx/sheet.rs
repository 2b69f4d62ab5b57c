//! The parts of a brief in page order, as they stand in its document.

use std::rc::Rc;

use super::draft::{Draft, Place, Set};
use super::lists::{Kind, STEP};
use super::pictures::Drawing;
use super::{TEXT_WIDTH, words};
use crate::brief::{Analysis, Hero, Part};
use crate::export::html::{labels, printable};
use crate::export::printed_analysis;
use crate::markdown::{document, inline_document};

/// What stands between byline, place and date.
const BETWEEN: &str = " · ";
/// What the box leaves of the text's width, in twips.
const BOX_WIDTH: u32 = TEXT_WIDTH - 480;

impl Draft<'_> {
    /// All of the brief.
    pub fn sheet(&mut self) {
        let brief = &self.article.stored.brief;
        self.headline();
        self.part = Part::Summary;
        self.named_line("brief_summary", "Subtitle", &brief.summary);
        self.byline();
        if let Some(hero) = &brief.hero {
            self.part = Part::Hero;
            self.hero(hero);
        }
        self.part = Part::Takeaways;
        self.takeaways();
        self.part = Part::Analysis;
        if let Some(analysis) = printed_analysis(brief) {
            self.analysis(analysis);
        }
        self.part = Part::Body;
        let place = Place { style: "Normal", indent: 0, width: TEXT_WIDTH, depth: 0 };
        self.document("brief_body", &document(&printable(&brief.body)), place, 1);
        self.corrections();
        self.sources();
        self.related();
    }

    /// A paragraph of a part that is one line; none if that is empty.
    fn named_line(&mut self, name: &str, style: &str, line: &str) {
        if !line.trim().is_empty() {
            self.paragraph(&Set { style, ..Set::default() }, |draft| draft.named_words(name, line));
        }
    }

    fn named_words(&mut self, name: &str, line: &str) {
        self.named(name, |draft| draft.words(line.trim()));
    }

    fn headline(&mut self) {
        let brief = &self.article.stored.brief;
        if brief.headline.trim().is_empty() {
            self.line("Title", labels(&brief.language).untitled);
        } else {
            self.named_line("brief_headline", "Title", &brief.headline);
        }
    }

    fn byline(&mut self) {
        let brief = &self.article.stored.brief;
        let date = brief.published_at.map(|time| time.to_zoned(self.article.zone.clone()).date().to_string());
        let said = [brief.publication.as_str(), &brief.byline, &brief.dateline, date.as_deref().unwrap_or_default()];
        let line = said.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN);
        if !line.is_empty() {
            self.line("Byline", &line);
        }
    }

    fn hero(&mut self, hero: &Hero) {
        let article = self.article;
        let alt = if hero.decorative { "" } else { hero.alt.trim() };
        let has_words = !hero.caption.trim().is_empty() || !hero.credit.trim().is_empty();
        let picture = hero.image.as_ref().zip(article.picture.as_ref());
        let file = picture.and_then(|(hash, picture)| self.media.add(hash, picture).map(|name| (name, picture)));
        let figure = Set { style: "Figure", keep_next: has_words, ..Set::default() };
        if let Some((name, picture)) = file {
            self.paragraph(&figure, |draft| {
                draft.named("brief_hero_alt", |draft| {
                    let decorative = hero.decorative;
                    draft.draw(&name, &Drawing { picture, alt, title: "", decorative, width: TEXT_WIDTH });
                });
            });
        } else if !alt.is_empty() {
            // The words stand in the place of a picture that is still to come.
            self.paragraph(&figure, |draft| {
                let words = labels(&article.stored.brief.language).picture_missing;
                draft.run(&format!("[{words}] "), &[]);
                draft.named("brief_hero_alt", |draft| draft.run(alt, &[]));
            });
        }
        if has_words {
            self.paragraph(&Set { style: "Caption", ..Set::default() }, |draft| {
                draft.named_words("brief_hero_caption", &hero.caption);
                draft.words(" ");
                draft.named_words("brief_hero_credit", &hero.credit);
            });
        }
    }

    fn takeaways(&mut self) {
        let brief = &self.article.stored.brief;
        let texts = brief.takeaways.iter().map(|takeaway| inline_document(&printable(takeaway.text.trim())));
        let texts: Vec<_> = texts.filter(|words| !words.is_empty()).collect();
        if texts.is_empty() {
            return;
        }
        self.line("Heading1", labels(&brief.language).takeaways);
        let list = self.list(Kind::Takeaways, 0, 1);
        self.named("brief_takeaways", |draft| {
            for words in texts {
                let set = Set { style: "ListParagraph", item: Some((list, 0)), ..Set::default() };
                draft.paragraph(&set, |draft| draft.inlines(&words, TEXT_WIDTH - STEP));
            }
        });
    }

    /// The box is a table of one cell: borders of paragraphs break where a list, a quote or a table stands among them.
    fn analysis(&mut self, analysis: &Analysis) {
        self.paragraph(&Set { style: "Gap", ..Set::default() }, |_| {});
        let xml = self.xml();
        xml.open("w:tbl", &[]);
        xml.within("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "DeskBox");
            xml.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.value("w:tblCaption", analysis.title.trim());
        });
        let width = TEXT_WIDTH.to_string();
        xml.within("w:tblGrid", &[], |xml| xml.empty("w:gridCol", &[("w:w", &width)]));
        xml.open("w:tr", &[]);
        xml.open("w:tc", &[]);
        xml.within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
            xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "FDF9F5")]);
        });
        self.named_line("brief_analysis_label", "DeskLabel", &analysis.label);
        self.named_line("brief_analysis_title", "Heading1", &analysis.title);
        let place = Place { style: "Normal", indent: 0, width: BOX_WIDTH, depth: 0 };
        self.document("brief_analysis_text", &document(&printable(&analysis.text)), place, 2);
        // Also the paragraph that a cell must end with.
        self.paragraph(&Set { style: "Signature", ..Set::default() }, |draft| {
            draft.named_words("brief_analysis_byline", &analysis.byline);
            if !analysis.byline.trim().is_empty() && !analysis.tag.trim().is_empty() {
                draft.words(BETWEEN);
            }
            draft.named_words("brief_analysis_tag", &analysis.tag);
        });
        for name in ["w:tc", "w:tr", "w:tbl"] {
            self.xml().close(name);
        }
        self.paragraph(&Set { style: "Gap", ..Set::default() }, |_| {});
    }

    fn corrections(&mut self) {
        let article = self.article;
        let corrections = &article.stored.brief.corrections;
        if corrections.is_empty() {
            return;
        }
        self.line("Heading1", words::corrections(self.language.is_chinese));
        for correction in corrections {
            let day = correction.at.to_zoned(article.zone.clone()).date();
            self.line("Normal", &format!("{day}{BETWEEN}{}", correction.text.trim()));
        }
    }

    fn sources(&mut self) {
        let sources = &self.article.stored.brief.sources;
        let named = sources.iter().map(|source| {
            let title = if source.title.trim().is_empty() { source.url.trim() } else { source.title.trim() };
            (title, source.url.trim())
        });
        let named: Vec<_> = named.filter(|(title, _)| !title.is_empty()).collect();
        self.links(words::sources(self.language.is_chinese), &named);
    }

    fn related(&mut self) {
        let article = self.article;
        let related: Vec<_> = article.related.iter().map(|link| (link.headline.trim(), link.url.as_str())).collect();
        self.links(labels(&article.stored.brief.language).related, &related);
    }

    /// A heading, and below it a list of links; nothing if there are none.
    fn links(&mut self, heading: &str, links: &[(&str, &str)]) {
        if links.is_empty() {
            return;
        }
        self.line("Heading1", heading);
        let list = self.list(Kind::Bullets, 0, 1);
        for (words, address) in links {
            let address: Option<Rc<str>> = super::super::uri::uri(address).map(Rc::from);
            let set = Set { style: "ListParagraph", item: Some((list, 0)), ..Set::default() };
            self.paragraph(&set, |draft| {
                draft.link(address.as_ref(), |draft, linked| {
                    draft.run(words, if linked { &[("w:rStyle", "Hyperlink")] } else { &[] });
                });
            });
        }
    }
}
