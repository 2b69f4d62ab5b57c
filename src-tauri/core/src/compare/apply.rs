//! A comparison read forwards: the later brief again.

use crate::brief::{Analysis, Brief, Hero, Takeaway};

use super::details;
use super::text::side;
use super::types::{BlockComparison, Comparison, HeroComparison, Mark, Stretch};

/// The brief that `comparison` leads to from `before`, from which it leads.
#[must_use]
pub fn apply(before: &Brief, comparison: &Comparison) -> Brief {
    let analysis = &comparison.analysis;
    let takeaways = comparison.takeaways.iter().filter(|takeaway| takeaway.after.is_some());
    let mut after = Brief {
        headline: text(&comparison.headline),
        summary: text(&comparison.summary),
        hero: hero(&comparison.hero),
        takeaways: takeaways
            .map(|takeaway| Takeaway { id: takeaway.id.clone(), text: text(&takeaway.source) })
            .collect(),
        analysis: Analysis {
            label: text(&analysis.label),
            title: text(&analysis.title),
            text: markdown(&analysis.text),
            byline: text(&analysis.byline),
            tag: text(&analysis.tag),
        },
        body: markdown(&comparison.body),
        ..before.clone()
    };
    for detail in &comparison.details {
        details::set(&mut after, detail.field, detail.values.after.clone());
    }
    after
}

fn text(stretches: &[Stretch]) -> String {
    side(stretches, Mark::Removed)
}

fn markdown(blocks: &[BlockComparison]) -> String {
    side(blocks.iter().flat_map(|block| &block.source), Mark::Removed)
}

fn hero(hero: &HeroComparison) -> Option<Hero> {
    hero.present.after.then(|| Hero {
        image: hero.image.after.clone(),
        alt: text(&hero.alt),
        caption: text(&hero.caption),
        credit: text(&hero.credit),
        decorative: hero.decorative.after,
        focal: hero.focal.after,
        original: hero.original.after.clone(),
    })
}
