//! Reads the text of a page back. Plain text has no marks that tell where a part ends: what is expected is looked for word by word in the
//! order of the page, and what stands in its place otherwise is what was found.

use std::collections::VecDeque;

use super::reading::{Reading, letters};
use crate::brief::Brief;
use crate::export::Loss;

/// The labels and numbers of a page; no words of the brief.
const TAKEAWAYS: [&str; 2] = ["KeyTakeaways", "要点"];
const DESKS: [&str; 2] = ["Editor'sDesk", "编者按"];

/// What `text` should say of `brief`, and what it says.
pub(super) fn readings(brief: &Brief, text: &str, losses: &[Loss]) -> (Reading, Reading) {
    let mut expected = Reading::of(brief);
    if losses.contains(&Loss::CaptionLeftOut) {
        expected.hero.truncate(1);
    }
    expected.takeaways.retain(|text| letters(text).next().is_some());
    let found = read(text, &expected, &brief.publication);
    (expected, found)
}

/// What `text` says where `expected` and the line `publication` below the analysis should stand.
fn read(text: &str, expected: &Reading, publication: &str) -> Reading {
    let text: String = letters(text).collect();
    let mut page = Page { rest: &text, pieces: pieces(expected) };
    let headline = page.take();
    let summary = page.take();
    let hero = expected.hero.iter().map(|_| page.take()).collect();
    let mut takeaways = Vec::new();
    for at in 0..expected.takeaways.len() {
        if at == 0 {
            page.skip(&TAKEAWAYS);
        }
        page.skip(&[&format!("•{}.", at + 1)]);
        takeaways.push(page.take());
    }
    let is_unlabelled = expected.analysis.iter().take(2).all(|words| words.trim().is_empty());
    if !expected.analysis.is_empty() && is_unlabelled {
        page.skip(&DESKS);
    }
    let analysis: Vec<String> = expected.analysis.iter().map(|_| page.take()).collect();
    if !analysis.is_empty() {
        page.skip(&[&letters(publication).collect::<String>()]);
    }
    let mut body = page.take();
    // What nobody expects is in nobody's words.
    body.push_str(page.rest);
    Reading { headline, summary, hero, takeaways, analysis, body }
}

/// The texts of `expected` in the order of the page, without white space.
fn pieces(expected: &Reading) -> VecDeque<String> {
    let head = [&expected.headline, &expected.summary].into_iter().chain(&expected.hero).chain(&expected.takeaways);
    head.chain(&expected.analysis).chain([&expected.body]).map(|text| letters(text).collect()).collect()
}

/// What is left of a page without its white space, and what should stand there.
struct Page<'t> {
    rest: &'t str,
    pieces: VecDeque<String>,
}

impl Page<'_> {
    /// What stands in the place of the next piece: it, or all up to where it ends further on, or to the first of those after it.
    fn take(&mut self) -> String {
        let expected = self.pieces.pop_front().unwrap_or_default();
        let end = if self.rest.starts_with(&expected) {
            expected.len()
        } else if let Some(at) = self.rest.find(&expected) {
            at + expected.len()
        } else {
            let later = self.pieces.iter().filter(|piece| !piece.is_empty());
            later.filter_map(|piece| self.rest.find(piece)).next().unwrap_or(self.rest.len())
        };
        let (found, rest) = self.rest.split_at(end);
        self.rest = rest;
        found.to_owned()
    }

    fn skip(&mut self, furniture: &[&str]) {
        self.rest = furniture.iter().find_map(|words| self.rest.strip_prefix(words)).unwrap_or(self.rest);
    }
}
