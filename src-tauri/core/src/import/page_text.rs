//! The text of a published page, as copied from a browser, taken apart into a brief.
//!
//! Published pages are where most old briefs live, and this is how they come back. The page's own labels ("Key Takeaways",
//! "Editor's Desk") tell its parts; what stands under none of them goes to the body, and no text is dropped.
//! Depends on `brief` alone. Pages in HTML go through the same [`from_lines`].

mod escape;
mod labels;
mod language;
mod lines;
mod sections;
mod signature;
mod takeaways;

pub(super) use escape::{Edits, as_markdown, is_entity};
pub(super) use lines::{Item, Kind, Line};

use crate::brief::{Brief, Hero, Ids, Publication, Takeaway};

use labels::Labels;
use lines::{Paragraphs, Wrapping};
use sections::Sections;

/// A first paragraph of more characters has no headline's shape, and a third one no alt text's.
const LONGEST_HEADLINE: usize = 300;
const LONGEST_ALT: usize = 400;

/// A brief from the text of a published page. Never fails: what can't be placed goes to the body, and nothing is dropped but
/// labels, list markers and, under the share label, the names of networks.
///
/// `publications[0]` is the default profile. The profile whose name the page prints gives what the page doesn't say.
pub fn page_text(text: &str, publications: &[Publication], ids: &mut dyn Ids) -> Brief {
    from_lines(lines::of_text(text), publications, ids)
}

/// A brief from the lines of a page, be they of a text or of an HTML document.
pub(super) fn from_lines(lines: Vec<Line>, publications: &[Publication], ids: &mut dyn Ids) -> Brief {
    let built_in = [Publication::default()];
    let publications = if publications.is_empty() { &built_in } else { publications };
    let labels = Labels::new(publications);
    let language = language::chinese(lines.iter().map(|line| line.plain.as_str()));
    let wrapping = Wrapping::of(&lines);
    let sections = Sections::of(lines, &labels);
    let mut page = Page::new(&labels, wrapping);
    page.place(sections);
    page.into_brief(publications, language, ids)
}

/// Whether any of `lines` is a label that tells parts apart.
pub(super) fn has_labels(lines: &[Line], publications: &[Publication]) -> bool {
    let labels = Labels::new(publications);
    lines.iter().any(|line| labels.label(&line.plain).is_some_and(labels::Label::has_part))
}

/// The parts found so far.
struct Page<'a> {
    labels: &'a Labels,
    wrapping: Wrapping,
    headline: String,
    summary: String,
    hero: Option<Hero>,
    takeaways: Vec<String>,
    desk_label: Option<String>,
    analysis_title: Option<String>,
    analysis: Vec<String>,
    /// Byline and tag, if the analysis is signed.
    signature: Option<(String, String)>,
    publication: Option<String>,
    body: Vec<String>,
}

impl<'a> Page<'a> {
    fn new(labels: &'a Labels, wrapping: Wrapping) -> Self {
        Self {
            labels,
            wrapping,
            headline: String::new(),
            summary: String::new(),
            hero: None,
            takeaways: Vec::new(),
            desk_label: None,
            analysis_title: None,
            analysis: Vec::new(),
            signature: None,
            publication: None,
            body: Vec::new(),
        }
    }

    fn place(&mut self, sections: Sections) {
        let is_labelled = sections.is_labelled();
        let Sections { head, takeaways, desk, title, analysis, tail, .. } = sections;
        let is_signed = desk.is_some() || title.is_some();
        self.desk_label = desk;
        self.analysis_title = title;
        // The signature names the publication with the most authority, so it is read before other lines are asked.
        let mut after_analysis = if is_signed { self.place_analysis(analysis) } else { analysis };
        let mut after_takeaways = Vec::new();
        if let Some(lines) = takeaways {
            let lines = self.take_publication(lines);
            let list = takeaways::split(lines, is_signed);
            self.takeaways = list.items;
            after_takeaways = list.rest;
        }
        if !is_signed && signature::is_editorial(&after_takeaways, self.labels) {
            after_takeaways = self.place_analysis(after_takeaways);
        }
        self.place_head(head, is_labelled);
        after_takeaways.append(&mut after_analysis);
        after_takeaways.extend(tail);
        self.place_body(after_takeaways);
    }

    /// Headline, summary and alt text; what comes after them is body.
    fn place_head(&mut self, lines: Vec<Line>, is_labelled: bool) {
        let lines = self.take_images(lines);
        let lines = if lines.len() > 1 { self.take_publication(lines) } else { lines };
        let is_rich = lines.iter().any(Line::is_rich);
        let mut paragraphs = Paragraphs::of(lines, self.wrapping).into_iter().peekable();
        if let Some(first) = paragraphs.next_if(|first| !first.plain.is_longer_than(LONGEST_HEADLINE)) {
            self.headline = first.plain;
            let has_third = paragraphs.size_hint().0 >= 2;
            if is_labelled || has_third {
                self.summary = paragraphs.next().map(|second| second.plain).unwrap_or_default();
            }
            // A copied page shows the alt text of a picture as a line; an HTML one has it at the picture.
            if is_labelled
                && !is_rich
                && let Some(third) = paragraphs.next_if(|third| !third.plain.is_longer_than(LONGEST_ALT))
            {
                self.hero = Some(Hero { alt: third.plain, ..Hero::default() });
            }
        }
        self.body.extend(paragraphs.map(Line::into_markdown));
    }

    /// The analysis and its signature; returns the lines after it.
    fn place_analysis(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        let has_title_line = self.desk_label.is_some() && self.analysis_title.is_none();
        if has_title_line && signature::starts_with_title(&lines) {
            self.analysis_title = Some(lines.remove(0).plain);
        }
        let Some(found) = signature::find(&lines, self.labels) else {
            let mut paragraphs = Paragraphs::of(lines, self.wrapping).into_iter();
            self.analysis.extend(paragraphs.next().map(Line::into_markdown));
            return paragraphs.collect();
        };
        let rest = lines.split_off(found.lines.end);
        lines.truncate(found.lines.start);
        self.analysis = Paragraphs::of(lines, self.wrapping).into_iter().map(Line::into_markdown).collect();
        self.signature = Some((found.byline, found.tag));
        self.publication = found.publication;
        rest
    }

    fn place_body(&mut self, lines: Vec<Line>) {
        let lines = self.take_images(lines);
        let lines = self.take_publication(lines);
        self.body.extend(Paragraphs::of(lines, self.wrapping).into_iter().map(Line::into_markdown));
    }

    /// The lines without those that say just the name of the publication.
    fn take_publication(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        lines.retain(|line| {
            let Some(name) = self.labels.publication(&line.plain) else { return true };
            let known = self.publication.get_or_insert_with(|| name.to_owned());
            known != name
        });
        lines
    }

    /// The lines without pictures: the first one's words make the hero.
    fn take_images(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut text = Vec::with_capacity(lines.len());
        for line in lines {
            match (line.kind, &mut self.hero) {
                (Kind::Image, None) => self.hero = Some(Hero { alt: line.plain, ..Hero::default() }),
                (Kind::Image, Some(_)) => {}
                (Kind::Caption, Some(hero)) if hero.caption.is_empty() => hero.caption = line.plain,
                (kind, _) => text.push(Line { kind, ..line }),
            }
        }
        text
    }

    fn into_brief(self, publications: &[Publication], language: Option<language::Chinese>, ids: &mut dyn Ids) -> Brief {
        let named = self.publication.as_deref();
        let profile =
            publications.iter().find(|profile| Some(profile.name.as_str()) == named).unwrap_or(&publications[0]);
        let mut brief = Brief::blank(profile);
        brief.headline = self.headline;
        brief.summary = self.summary;
        brief.hero = self.hero;
        brief.takeaways = self.takeaways.into_iter().map(|text| Takeaway { id: ids.takeaway(), text }).collect();
        brief.analysis.text = self.analysis.join("\n\n");
        set(&mut brief.analysis.label, self.desk_label);
        set(&mut brief.analysis.title, self.analysis_title);
        // A signed analysis has the byline and tag of its page, even if that is none; an unsigned one has the profile's.
        if let Some((byline, tag)) = self.signature {
            brief.analysis.byline = byline;
            brief.analysis.tag = tag;
        }
        brief.body = self.body.join("\n\n");
        set(&mut brief.publication, self.publication);
        set(&mut brief.language, language.map(|chinese| chinese.tag(&profile.language)));
        brief
    }
}

fn set(text: &mut String, said: Option<String>) {
    if let Some(said) = said {
        *text = said;
    }
}

/// Counting no further than needed keeps long texts cheap.
trait Longer {
    fn is_longer_than(&self, characters: usize) -> bool;
}

impl Longer for str {
    fn is_longer_than(&self, characters: usize) -> bool {
        self.chars().nth(characters).is_some()
    }
}
