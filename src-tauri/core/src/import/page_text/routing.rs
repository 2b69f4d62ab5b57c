//! Where each line of a page goes, told line by line so that an editor can decide otherwise, and the brief that comes of it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::super::language;
use super::lines::Line;
use crate::brief::{Brief, Hero, Ids, Publication, Takeaway};

/// What a line of a page can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PagePart {
    /// The headline.
    Headline,
    /// The summary.
    Summary,
    /// What the hero image shows.
    AltText,
    /// What stands under the hero image.
    Caption,
    /// A takeaway, without its number.
    Takeaways,
    /// The label of the analysis.
    DeskLabel,
    /// The title of the analysis.
    AnalysisTitle,
    /// A paragraph of the analysis.
    Analysis,
    /// Who signs the analysis.
    Byline,
    /// The analysis's tag.
    Tag,
    /// The publication's name.
    Publication,
    /// A paragraph of the body.
    Body,
    /// Nothing of the brief: a label, a button.
    Skip,
}

/// A line of a page, or a paragraph that it broke into lines, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RoutedLine {
    /// What the page shows.
    pub text: String,
    /// The same as Markdown.
    pub markdown: String,
    /// Where it goes.
    pub part: PagePart,
}

/// The placed lines in the order of the page, and between them those that were not placed.
pub(super) fn in_order(mut placed: Vec<(PagePart, Line)>, all: &[Line]) -> Vec<RoutedLine> {
    placed.sort_by_key(|(_, line)| line.span.start);
    let routed = |part, line: &Line| RoutedLine { text: line.plain.clone(), markdown: line.to_markdown(), part };
    let mut lines = Vec::with_capacity(all.len());
    let mut next = 0;
    for (part, line) in &placed {
        let skipped = all.get(next..line.span.start).unwrap_or_default();
        lines.extend(skipped.iter().map(|line| routed(PagePart::Skip, line)));
        lines.push(routed(*part, line));
        next = next.max(line.span.end);
    }
    let skipped = all.get(next..).unwrap_or_default();
    lines.extend(skipped.iter().map(|line| routed(PagePart::Skip, line)));
    lines
}

/// The brief that `lines` make. `publications[0]` is the default profile; the one whose name the page prints gives what the page
/// doesn't say.
pub fn place_lines(lines: &[RoutedLine], publications: &[Publication], ids: &mut dyn Ids) -> Brief {
    let built_in = Publication::default();
    let of = |part: PagePart| lines.iter().filter(move |line| line.part == part);
    let text = |part: PagePart| joined(of(part).map(|line| line.text.as_str()), " ");
    let markdown = |part: PagePart| joined(of(part).map(|line| line.markdown.as_str()), "\n\n");
    let named = text(PagePart::Publication);
    let known = publications.iter().find(|profile| profile.name == named);
    let profile = known.or(publications.first()).unwrap_or(&built_in);
    let mut brief = Brief::blank(profile);
    brief.headline = text(PagePart::Headline);
    brief.summary = text(PagePart::Summary);
    let has_hero = lines.iter().any(|line| matches!(line.part, PagePart::AltText | PagePart::Caption));
    let words = || Hero { alt: text(PagePart::AltText), caption: text(PagePart::Caption), ..Hero::default() };
    brief.hero = has_hero.then(words);
    let takeaway = |line: &RoutedLine| Takeaway { id: ids.takeaway(), text: line.markdown.clone() };
    brief.takeaways = of(PagePart::Takeaways).map(takeaway).collect();
    brief.analysis.text = markdown(PagePart::Analysis);
    set(&mut brief.analysis.label, text(PagePart::DeskLabel));
    set(&mut brief.analysis.title, text(PagePart::AnalysisTitle));
    // A signed analysis has the byline and tag of its page, even if that is none; an unsigned one has the profile's.
    if is_signed(lines) {
        brief.analysis.byline = text(PagePart::Byline);
        brief.analysis.tag = text(PagePart::Tag);
    }
    brief.body = markdown(PagePart::Body);
    set(&mut brief.publication, named);
    if let Some(chinese) = language::chinese(lines.iter().map(|line| line.text.as_str())) {
        brief.language = chinese.tag(&profile.language);
    }
    brief
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>, between: &str) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}

fn set(text: &mut String, said: String) {
    if !said.is_empty() {
        *text = said;
    }
}

/// Whether the analysis says who wrote it, or at least the name of the publication below it.
fn is_signed(lines: &[RoutedLine]) -> bool {
    let signs = |pair: &[RoutedLine]| pair[0].part == PagePart::Analysis && pair[1].part == PagePart::Publication;
    lines.iter().any(|line| matches!(line.part, PagePart::Byline | PagePart::Tag)) || lines.windows(2).any(signs)
}
