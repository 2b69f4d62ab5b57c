//! The text of a published page, as copied from a browser, taken apart into a brief.
//!
//! Published pages are where most old briefs live, and this is how they come back. The page's own labels ("Key Takeaways",
//! "Editor's Desk") tell its parts; what stands under none of them goes to the body, and no text is dropped.
//! Depends on `brief` alone. Pages in HTML go through the same [`from_lines`].

mod escape;
mod labels;
mod lines;
mod routing;
mod sections;
mod signature;
mod takeaways;

pub(super) use escape::{Edits, as_markdown, is_entity};
pub(super) use lines::{Item, Kind, Line};
pub use routing::{PagePart, RoutedLine, place_lines};

use crate::brief::{Brief, Ids, Publication};

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

/// The lines of the text of a published page, each with the part that it goes to.
pub fn route_page(text: &str, publications: &[Publication]) -> Vec<RoutedLine> {
    route_lines(lines::of_text(text), publications)
}

/// A brief from the lines of a page, be they of a text or of an HTML document.
pub(super) fn from_lines(lines: Vec<Line>, publications: &[Publication], ids: &mut dyn Ids) -> Brief {
    place_lines(&route_lines(lines, publications), publications, ids)
}

/// The lines of a page, each with the part that it goes to.
pub(super) fn route_lines(mut lines: Vec<Line>, publications: &[Publication]) -> Vec<RoutedLine> {
    let built_in = [Publication::default()];
    let publications = if publications.is_empty() { &built_in } else { publications };
    for (at, line) in lines.iter_mut().enumerate() {
        line.span = at..at + 1;
    }
    let labels = Labels::new(publications);
    let wrapping = Wrapping::of(&lines);
    let all = lines.clone();
    let mut page =
        Page { labels: &labels, wrapping, has_hero: false, has_caption: false, publication: None, placed: Vec::new() };
    page.place(Sections::of(lines, &labels));
    routing::in_order(page.placed, &all)
}

/// Whether any of `lines` is a label that tells parts apart.
pub(super) fn has_labels(lines: &[Line], publications: &[Publication]) -> bool {
    let labels = Labels::new(publications);
    lines.iter().any(|line| labels.label(&line.plain).is_some_and(labels::Label::has_part))
}

/// What has been placed so far.
struct Page<'a> {
    labels: &'a Labels,
    wrapping: Wrapping,
    has_hero: bool,
    has_caption: bool,
    publication: Option<String>,
    placed: Vec<(PagePart, Line)>,
}

impl Page<'_> {
    fn place(&mut self, sections: Sections) {
        let is_labelled = sections.is_labelled();
        let Sections { head, takeaways, desk, title, analysis, tail, .. } = sections;
        let is_signed = desk.is_some() || title.is_some();
        let may_have_title = desk.is_some() && title.is_none();
        self.put_all(PagePart::DeskLabel, desk);
        self.put_all(PagePart::AnalysisTitle, title);
        // The signature names the publication with the most authority, so it is read before other lines are asked.
        let mut after_analysis = if is_signed { self.place_analysis(analysis, may_have_title) } else { analysis };
        let mut after_takeaways = Vec::new();
        if let Some(lines) = takeaways {
            let lines = self.take_publication(lines);
            let list = takeaways::split(lines, is_signed);
            self.put_all(PagePart::Takeaways, list.items);
            after_takeaways = list.rest;
        }
        if !is_signed && signature::is_editorial(&after_takeaways, self.labels) {
            after_takeaways = self.place_analysis(after_takeaways, false);
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
            self.put(PagePart::Headline, first);
            let has_third = paragraphs.size_hint().0 >= 2;
            if is_labelled || has_third {
                self.put_all(PagePart::Summary, paragraphs.next());
            }
            // A copied page shows the alt text of a picture as a line; an HTML one has it at the picture.
            if is_labelled
                && !is_rich
                && let Some(third) = paragraphs.next_if(|third| !third.plain.is_longer_than(LONGEST_ALT))
            {
                self.has_hero = true;
                self.put(PagePart::AltText, third);
            }
        }
        self.put_all(PagePart::Body, paragraphs);
    }

    /// The analysis and its signature; returns the lines after it.
    fn place_analysis(&mut self, mut lines: Vec<Line>, may_have_title: bool) -> Vec<Line> {
        if may_have_title && signature::starts_with_title(&lines) {
            let title = lines.remove(0);
            self.put(PagePart::AnalysisTitle, title);
        }
        let Some(found) = signature::find(&lines, self.labels) else {
            let mut paragraphs = Paragraphs::of(lines, self.wrapping).into_iter();
            self.put_all(PagePart::Analysis, paragraphs.next());
            return paragraphs.collect();
        };
        let rest = lines.split_off(found.lines.end);
        for ((part, text), line) in found.says.into_iter().zip(lines.split_off(found.lines.start)) {
            if part == PagePart::Publication {
                self.publication = Some(text.clone());
            }
            self.put(part, Line { plain: text, markdown: None, ..line });
        }
        self.put_all(PagePart::Analysis, Paragraphs::of(lines, self.wrapping));
        rest
    }

    fn place_body(&mut self, lines: Vec<Line>) {
        let lines = self.take_images(lines);
        let lines = self.take_publication(lines);
        self.put_all(PagePart::Body, Paragraphs::of(lines, self.wrapping));
    }

    /// The lines without those that say just the name of the publication.
    fn take_publication(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut text = Vec::with_capacity(lines.len());
        for line in lines {
            let name = self.labels.publication(&line.plain).map(str::to_owned);
            match (name, &self.publication) {
                (Some(name), None) => {
                    self.publication = Some(name.clone());
                    self.put(PagePart::Publication, Line { plain: name, markdown: None, ..line });
                }
                // Said again.
                (Some(name), Some(known)) if name == *known => {}
                _ => text.push(line),
            }
        }
        text
    }

    /// The lines without pictures: the first one's words make the hero.
    fn take_images(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let mut text = Vec::with_capacity(lines.len());
        for line in lines {
            match line.kind {
                Kind::Image if self.has_hero => {}
                Kind::Image => {
                    self.has_hero = true;
                    self.put(PagePart::AltText, line);
                }
                Kind::Caption if self.has_hero && !self.has_caption => {
                    self.has_caption = !line.plain.is_empty();
                    self.put(PagePart::Caption, line);
                }
                _ => text.push(line),
            }
        }
        text
    }

    fn put(&mut self, part: PagePart, line: Line) {
        self.placed.push((part, line));
    }

    fn put_all(&mut self, part: PagePart, lines: impl IntoIterator<Item = Line>) {
        self.placed.extend(lines.into_iter().map(|line| (part, line)));
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
