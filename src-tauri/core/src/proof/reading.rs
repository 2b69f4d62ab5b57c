//! What a reader finds in a brief or in a file made of it: words alone, part by part.

use super::{PartProof, PartState};
use crate::brief::{Analysis, Brief, Hero, Part};
use crate::export::{printable, printed_analysis};
use crate::markdown::{inline_runs, to_text};

/// The words of each part. A part that is not there is empty. White space is not compared: each format breaks lines in its own way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub headline: String,
    pub summary: String,
    /// Alternative text, caption, credit.
    pub hero: Vec<String>,
    pub takeaways: Vec<String>,
    /// Label, title, text, byline, tag.
    pub analysis: Vec<String>,
    /// With the notes at its end.
    pub body: String,
}

impl Reading {
    /// What a file made of `brief` should say.
    pub fn of(brief: &Brief) -> Self {
        Self {
            headline: brief.headline.clone(),
            summary: brief.summary.clone(),
            hero: brief.hero.as_ref().map(hero_words).unwrap_or_default(),
            takeaways: brief.takeaways.iter().map(|takeaway| inline_text(&takeaway.text)).collect(),
            analysis: printed_analysis(brief).map(analysis_words).unwrap_or_default(),
            body: block_text(&brief.body),
        }
    }

    /// The same with `change` made to each text.
    pub fn map(self, change: impl Fn(&str) -> String) -> Self {
        let all = |texts: Vec<String>| texts.iter().map(|text| change(text)).collect();
        Self {
            headline: change(&self.headline),
            summary: change(&self.summary),
            body: change(&self.body),
            hero: all(self.hero),
            takeaways: all(self.takeaways),
            analysis: all(self.analysis),
        }
    }

    fn part(&self, part: Part) -> String {
        match part {
            Part::Headline => bare(&self.headline),
            Part::Summary => bare(&self.summary),
            Part::Hero => self.hero.iter().map(|text| bare(text)).collect(),
            Part::Takeaways => {
                let items = self.takeaways.iter().map(|text| bare(text)).filter(|text| !text.is_empty());
                items.collect::<Vec<_>>().join("\n")
            }
            Part::Analysis => self.analysis.iter().map(|text| bare(text)).collect(),
            Part::Body => bare(&self.body),
        }
    }
}

fn hero_words(hero: &Hero) -> Vec<String> {
    let alt = if hero.decorative { "" } else { &hero.alt };
    [alt, &hero.caption, &hero.credit].map(str::to_owned).to_vec()
}

fn analysis_words(analysis: &Analysis) -> Vec<String> {
    let text = block_text(&analysis.text);
    [&analysis.label, &analysis.title, &text, &analysis.byline, &analysis.tag].map(ToString::to_string).to_vec()
}

/// The words of Markdown, without what no format can hold.
pub(super) fn block_text(markdown: &str) -> String {
    to_text(&printable(markdown))
}

/// The words of a takeaway: a marker at its start is a word.
pub(super) fn inline_text(markdown: &str) -> String {
    let words = inline_runs(&printable(markdown)).into_iter().filter(|run| !run.format.html);
    words.map(|run| if run.format.footnote { String::new() } else { run.text }).collect()
}

pub(super) fn bare(text: &str) -> String {
    // A byte order mark at the beginning of a text is none of its characters.
    printable(text).split(|c: char| c.is_whitespace() || c == '\u{FEFF}').collect()
}

const PARTS: [Part; 6] = [Part::Headline, Part::Summary, Part::Hero, Part::Takeaways, Part::Analysis, Part::Body];

/// Each part of `expected` that says anything, and what `found` made of it.
pub(super) fn compare(expected: &Reading, found: &Reading, left_out: &dyn Fn(Part) -> bool) -> Vec<PartProof> {
    let compared = PARTS.into_iter().map(|part| (part, expected.part(part), found.part(part)));
    let held = compared.filter(|(_, expected, found)| !(expected.is_empty() && found.is_empty()));
    held.map(|(part, expected, found)| PartProof { part, state: state(&expected, &found, left_out(part)) }).collect()
}

/// What was found of each part in several ways through the same file: what is wrong in one is wrong.
pub(super) fn merge(ways: Vec<Vec<PartProof>>) -> Vec<PartProof> {
    let mut merged: Vec<PartProof> = Vec::new();
    for proof in ways.into_iter().flatten() {
        match merged.iter_mut().find(|known| known.part == proof.part) {
            Some(known) if known.state == PartState::Whole => *known = proof,
            Some(_) => {}
            None => merged.push(proof),
        }
    }
    merged
}

fn state(expected: &str, found: &str, left_out: bool) -> PartState {
    if expected == found {
        PartState::Whole
    } else if left_out && found.is_empty() {
        PartState::LeftOut
    } else {
        let (expected, found) = where_they_part(expected, found);
        PartState::Altered { expected, found }
    }
}

/// Some characters of each from a little before the first that differs.
fn where_they_part(expected: &str, found: &str) -> (String, String) {
    const BEFORE: usize = 12;
    const SHOWN: usize = 40;
    let same = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    let excerpt = |text: &str| text.chars().skip(same.saturating_sub(BEFORE)).take(SHOWN).collect();
    (excerpt(expected), excerpt(found))
}
