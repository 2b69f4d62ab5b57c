//! Two briefs become what changed between them, part by part, each in its own way: texts word by word, Chinese by its
//! words too, takeaways by their ids, Markdown block by block and then word by word as a page shows it.
//!
//! Pure. [`apply`]`(a, &`[`compare`]`(a, b))` is `b`. Depends on [`crate::brief`] and [`crate::markdown`] only.

mod apply;
mod blocks;
mod details;
mod likeness;
mod merge;
mod pairing;
mod spans;
mod steps;
mod take;
mod takeaways;
mod text;
mod types;
mod words;

#[cfg(test)]
mod tests;

pub use apply::apply;
pub use merge::merge;
pub use take::{take, take_all};
pub use types::{
    AnalysisComparison, BlockComparison, Change, Comparison, DetailComparison, DetailField, DetailValue,
    HeroComparison, Mark, MarkdownPart, Piece, PieceMark, Span, Stretch, TakeawayComparison, Touched,
};

pub use crate::markdown::{BlockKind, TextFormat};

use crate::brief::{Analysis, Brief, Hero};

/// What changed from `before` to `after`. Near linear in their length.
#[must_use]
pub fn compare(before: &Brief, after: &Brief) -> Comparison {
    let mut comparison = Comparison {
        headline: text::stretches(&before.headline, &after.headline),
        summary: text::stretches(&before.summary, &after.summary),
        hero: compare_heroes(before.hero.as_ref(), after.hero.as_ref()),
        takeaways: takeaways::compare_takeaways(&before.takeaways, &after.takeaways),
        analysis: compare_analyses(&before.analysis, &after.analysis),
        body: blocks::compare_blocks(&before.body, &after.body),
        details: details::compare_details(before, after),
        touched: touched_parts(before, after),
        added: 0,
        removed: 0,
        moved: 0,
    };
    let moved = comparison.takeaways.iter().filter(|takeaway| takeaway.moved).count();
    comparison.moved = u32::try_from(moved).unwrap_or(u32::MAX);
    let mut counts = Counts::default();
    counts.stretches(&comparison.headline);
    counts.stretches(&comparison.summary);
    counts.hero(&comparison.hero);
    comparison.takeaways.iter().for_each(|takeaway| counts.spans(&takeaway.spans));
    counts.analysis(&comparison.analysis);
    comparison.body.iter().for_each(|block| counts.spans(&block.spans));
    (comparison.added, comparison.removed) = (counts.added, counts.removed);
    comparison
}

/// The parts that changed from `before` to `after`, in page order, and the words added and removed, as [`compare`] tells
/// them. What is equal costs next to nothing.
#[must_use]
pub fn touched(before: &Brief, after: &Brief) -> (Vec<Touched>, u32, u32) {
    let parts = touched_parts(before, after);
    let mut counts = Counts::default();
    for part in &parts {
        match part {
            Touched::Headline => counts.stretches(&text::stretches(&before.headline, &after.headline)),
            Touched::Summary => counts.stretches(&text::stretches(&before.summary, &after.summary)),
            Touched::Hero => counts.hero(&compare_heroes(before.hero.as_ref(), after.hero.as_ref())),
            Touched::Takeaways => takeaways::compare_takeaways(&before.takeaways, &after.takeaways)
                .iter()
                .for_each(|takeaway| counts.spans(&takeaway.spans)),
            Touched::Analysis => counts.analysis(&compare_analyses(&before.analysis, &after.analysis)),
            Touched::Body => {
                blocks::compare_blocks(&before.body, &after.body).iter().for_each(|block| counts.spans(&block.spans));
            }
            Touched::Details => {}
        }
    }
    (parts, counts.added, counts.removed)
}

fn touched_parts(before: &Brief, after: &Brief) -> Vec<Touched> {
    let details = |field| details::value(before, field) != details::value(after, field);
    [
        (Touched::Headline, before.headline != after.headline),
        (Touched::Summary, before.summary != after.summary),
        (Touched::Hero, before.hero != after.hero),
        (Touched::Takeaways, before.takeaways != after.takeaways),
        (Touched::Analysis, before.analysis != after.analysis),
        (Touched::Body, before.body != after.body),
        (Touched::Details, details::FIELDS.into_iter().any(details)),
    ]
    .into_iter()
    .filter_map(|(part, changed)| changed.then_some(part))
    .collect()
}

fn compare_heroes(before: Option<&Hero>, after: Option<&Hero>) -> HeroComparison {
    let mark = match (before, after) {
        (Some(before), Some(after)) if before != after => PieceMark::Changed,
        (None, Some(_)) => PieceMark::Added,
        (Some(_), None) => PieceMark::Removed,
        _ => PieceMark::Same,
    };
    let present = Change { before: before.is_some(), after: after.is_some() };
    let none = Hero::default();
    let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
    HeroComparison {
        mark,
        present,
        image: Change { before: before.image.clone(), after: after.image.clone() },
        alt: text::stretches(&before.alt, &after.alt),
        caption: text::stretches(&before.caption, &after.caption),
        credit: text::stretches(&before.credit, &after.credit),
        decorative: Change { before: before.decorative, after: after.decorative },
        focal: Change { before: before.focal, after: after.focal },
        original: Change { before: before.original.clone(), after: after.original.clone() },
    }
}

fn compare_analyses(before: &Analysis, after: &Analysis) -> AnalysisComparison {
    AnalysisComparison {
        label: text::stretches(&before.label, &after.label),
        title: text::stretches(&before.title, &after.title),
        byline: text::stretches(&before.byline, &after.byline),
        tag: text::stretches(&before.tag, &after.tag),
        text: blocks::compare_blocks(&before.text, &after.text),
    }
}

/// Words that came and went.
#[derive(Default)]
struct Counts {
    added: u32,
    removed: u32,
}

impl Counts {
    fn add(&mut self, (added, removed): (u32, u32)) {
        self.added = self.added.saturating_add(added);
        self.removed = self.removed.saturating_add(removed);
    }

    fn stretches(&mut self, stretches: &[Stretch]) {
        self.add(text::counts(stretches));
    }

    fn spans(&mut self, spans: &[Span]) {
        self.add(spans::counts(spans));
    }

    fn hero(&mut self, hero: &HeroComparison) {
        [&hero.alt, &hero.caption, &hero.credit].into_iter().for_each(|text| self.stretches(text));
    }

    fn analysis(&mut self, analysis: &AnalysisComparison) {
        let lines = [&analysis.label, &analysis.title, &analysis.byline, &analysis.tag];
        lines.into_iter().for_each(|text| self.stretches(text));
        analysis.text.iter().for_each(|block| self.spans(&block.spans));
    }
}
