//! What differs between two briefs. Pure; may depend on `brief` and `markdown` only.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use specta::Type;
use unicode_segmentation::UnicodeSegmentation;

use crate::brief::Brief;

/// A part of a brief that may differ; what the page does not print counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Touched {
    /// The first line.
    Headline,
    /// The paragraph below it.
    Summary,
    /// The picture and its words.
    Hero,
    /// The numbered list.
    Takeaways,
    /// The desk note.
    Analysis,
    /// All that follows.
    Body,
    /// What the page does not print.
    Details,
}

impl Touched {
    /// Every part, in page order.
    pub const ALL: [Self; 7] =
        [Self::Headline, Self::Summary, Self::Hero, Self::Takeaways, Self::Analysis, Self::Body, Self::Details];
}

/// The parts that differ, and how many words only `after` and only `before` has; in Chinese, characters.
#[must_use]
pub fn touched(before: &Brief, after: &Brief) -> (Vec<Touched>, u32, u32) {
    let details = |brief: &Brief| Brief {
        headline: String::new(),
        summary: String::new(),
        hero: None,
        takeaways: Vec::new(),
        analysis: Default::default(),
        body: String::new(),
        ..brief.clone()
    };
    let differs = [
        before.headline != after.headline,
        before.summary != after.summary,
        before.hero != after.hero,
        before.takeaways != after.takeaways,
        before.analysis != after.analysis,
        before.body != after.body,
        details(before) != details(after),
    ];
    let parts = Touched::ALL.into_iter().zip(differs).filter(|(_, differs)| *differs).map(|(part, _)| part).collect();
    let mut balance: HashMap<&str, i64> = HashMap::new();
    for (brief, sign) in [(before, -1), (after, 1)] {
        for text in texts(brief) {
            for word in text.unicode_words() {
                *balance.entry(word).or_default() += sign;
            }
        }
    }
    let sum = |sign: i64| balance.values().map(|count| (count * sign).max(0)).sum::<i64>();
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    (parts, number(sum(1)), number(sum(-1)))
}

fn texts(brief: &Brief) -> impl Iterator<Item = &str> {
    let takeaways = brief.takeaways.iter().map(|takeaway| takeaway.text.as_str());
    [&brief.headline, &brief.summary, &brief.analysis.text, &brief.body]
        .into_iter()
        .map(String::as_str)
        .chain(takeaways)
}
