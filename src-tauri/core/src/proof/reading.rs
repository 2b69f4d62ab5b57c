//! What a reader finds in a brief or in a file made of it: words alone, part by part.

use super::{PartProof, PartState};
use crate::brief::{Brief, Hero, Part};
use crate::markdown::{inline_words, to_text};

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
        let analysis = &brief.analysis;
        // The box is printed for its text; its furniture comes with every blank brief.
        let boxed = !analysis.text.trim().is_empty();
        let text = to_text(&analysis.text);
        let furniture = [&analysis.label, &analysis.title, &text, &analysis.byline, &analysis.tag];
        Self {
            headline: brief.headline.clone(),
            summary: brief.summary.clone(),
            hero: brief.hero.as_ref().map(hero_words).unwrap_or_default(),
            takeaways: brief
                .takeaways
                .iter()
                .map(|takeaway| inline_words(&takeaway.text))
                .filter(|text| !bare(text).is_empty())
                .collect(),
            analysis: if boxed { furniture.map(ToString::to_string).to_vec() } else { Vec::new() },
            body: to_text(&brief.body),
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

pub(super) fn bare(text: &str) -> String {
    // A byte order mark at the beginning of a text is none of its characters.
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').collect()
}

const PARTS: [Part; 6] = [Part::Headline, Part::Summary, Part::Hero, Part::Takeaways, Part::Analysis, Part::Body];

/// Each part of `expected` that says anything, and what `found` made of it.
pub(super) fn compare(expected: &Reading, found: &Reading, left_out: &dyn Fn(Part) -> bool) -> Vec<PartProof> {
    let compared = PARTS.into_iter().map(|part| (part, expected.part(part), found.part(part)));
    let held = compared.filter(|(_, expected, found)| !(expected.is_empty() && found.is_empty()));
    held.map(|(part, expected, found)| PartProof { part, state: state(&expected, &found, left_out(part)) }).collect()
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
