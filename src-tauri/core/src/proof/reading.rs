//! What a reader finds in a brief or in a file made of it: words alone, part by part.

use std::slice;

use super::{PartProof, PartState};
use crate::brief::{Analysis, Brief, Hero, Part};
use crate::export::{is_forbidden, printable, printed_analysis};
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

    fn texts(&self, part: Part) -> &[String] {
        match part {
            Part::Headline => slice::from_ref(&self.headline),
            Part::Summary => slice::from_ref(&self.summary),
            Part::Hero => &self.hero,
            Part::Takeaways => &self.takeaways,
            Part::Analysis => &self.analysis,
            Part::Body => slice::from_ref(&self.body),
        }
    }

    /// What is compared of a part: its characters without white space, with a line for each takeaway.
    fn part(&self, part: Part) -> impl Iterator<Item = char> + Clone {
        let texts = self.texts(part);
        let end = (part == Part::Takeaways).then_some('\n');
        let said = texts.iter().filter(|text| letters(text).next().is_some());
        said.flat_map(move |text| letters(text).chain(end))
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

/// The characters of `text` that are compared.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().filter(|c| is_compared(*c))
}

fn is_compared(c: char) -> bool {
    // A byte order mark at the beginning of a text is none of its characters.
    !c.is_whitespace() && !is_forbidden(c) && c != '\u{FEFF}'
}

/// Whether the compared characters of two texts are the same. Most stretches are the same byte by byte.
fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a, b);
    loop {
        let equal = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        let from = (0..=equal).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0);
        (a, b) = (&a[from..], &b[from..]);
        let [next_a, next_b] = [a, b].map(|text| text.chars().next().filter(|c| !is_compared(*c)));
        match (next_a, next_b) {
            (Some(blank), _) => a = &a[blank.len_utf8()..],
            (None, Some(blank)) => b = &b[blank.len_utf8()..],
            (None, None) => return a.is_empty() && b.is_empty(),
        }
    }
}

const PARTS: [Part; 6] = [Part::Headline, Part::Summary, Part::Hero, Part::Takeaways, Part::Analysis, Part::Body];

/// Each part of `expected` that says anything, and what `found` made of it.
pub(super) fn compare(expected: &Reading, found: &Reading, left_out: &dyn Fn(Part) -> bool) -> Vec<PartProof> {
    let is_held = |part: &Part| expected.part(*part).chain(found.part(*part)).next().is_some();
    let state = |part| {
        let (expected_texts, found_texts) = (expected.texts(part), found.texts(part));
        let pairs = || expected_texts.iter().zip(found_texts);
        if expected_texts.len() == found_texts.len() && pairs().all(|(expected, found)| same(expected, found)) {
            PartState::Whole
        } else {
            state(expected.part(part), found.part(part), left_out(part))
        }
    };
    PARTS.into_iter().filter(is_held).map(|part| PartProof { part, state: state(part) }).collect()
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

fn state(
    expected: impl Iterator<Item = char> + Clone,
    found: impl Iterator<Item = char> + Clone,
    left_out: bool,
) -> PartState {
    if expected.clone().eq(found.clone()) {
        PartState::Whole
    } else if left_out && found.clone().next().is_none() {
        PartState::LeftOut
    } else {
        let (expected, found) = where_they_part(expected, found);
        PartState::Altered { expected, found }
    }
}

/// Some characters of each from a little before the first that differs.
fn where_they_part(
    expected: impl Iterator<Item = char> + Clone,
    found: impl Iterator<Item = char> + Clone,
) -> (String, String) {
    const BEFORE: usize = 12;
    const SHOWN: usize = 40;
    let same = expected.clone().zip(found.clone()).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(BEFORE);
    (expected.skip(from).take(SHOWN).collect(), found.skip(from).take(SHOWN).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{letters, same};

    proptest! {
        #[test]
        fn texts_are_the_same_if_their_letters_are(a in "[a字é \n\u{ffff}\u{feff}吗]{0,8}", b in "[a字é \n\u{ffff}\u{feff}吗]{0,8}") {
            prop_assert_eq!(same(&a, &b), letters(&a).eq(letters(&b)));
            let spaced: String = a.chars().flat_map(|c| [' ', c, '\n']).collect();
            prop_assert!(same(&a, &spaced));
        }
    }
}
