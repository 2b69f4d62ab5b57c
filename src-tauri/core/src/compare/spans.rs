//! The words of a block as a page shows them, before and after.

use crate::markdown::{Run, TextFormat};

use super::steps::{Step, steps};
use super::types::{Mark, Span};
use super::words::{self, Token};

/// `before` and `after` word by word. Words that stay and are set otherwise stay, and say so. Near linear in their length.
pub(super) fn spans(before: &[Run], after: &[Run]) -> Vec<Span> {
    if before == after {
        return whole(after, Mark::Same);
    }
    let (a_text, b_text) = (joined(before), joined(after));
    let (a, b) = (Words::new(before, &a_text), Words::new(after, &b_text));
    let mut spans = Spans::default();
    for step in steps(&a.tokens, &b.tokens) {
        match step {
            Step::Same(of_a, of_b) => of_a.zip(of_b).for_each(|(i, j)| spans.same(&a, i, &b, j)),
            Step::Change(of_a, of_b) => {
                of_a.for_each(|i| spans.one_sided(Mark::Removed, &a, i));
                of_b.for_each(|j| spans.one_sided(Mark::Added, &b, j));
            }
        }
    }
    spans.0
}

/// All of `runs` with one mark.
pub(super) fn whole(runs: &[Run], mark: Mark) -> Vec<Span> {
    runs.iter().map(|run| Span { mark, text: run.text.clone(), format: run.format.clone(), was: None }).collect()
}

/// Words added and removed.
pub(super) fn counts(spans: &[Span]) -> (u32, u32) {
    let count = |mark: Mark| {
        // A word that is bold in part is one.
        let of_mark: String = spans
            .chunk_by(|a, b| a.mark == b.mark)
            .filter(|row| row[0].mark == mark)
            .flat_map(|row| row.iter().map(|span| span.text.as_str()).chain([" "]))
            .collect();
        words::count(&of_mark)
    };
    (count(Mark::Added), count(Mark::Removed))
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A side: its tokens, and for each the run in which it begins.
struct Words<'a> {
    runs: &'a [Run],
    /// Where each run begins in the text.
    starts: Vec<usize>,
    tokens: Vec<Token<'a>>,
    first_run: Vec<usize>,
}

impl<'a> Words<'a> {
    fn new(runs: &'a [Run], text: &'a str) -> Self {
        let mut words = Self { runs, starts: Vec::new(), tokens: Vec::new(), first_run: Vec::new() };
        let mut at = 0;
        // Words go on from run to run, but not over a thing that is no word.
        for row in runs.chunk_by(|a, b| !a.format.is_single() && !b.format.is_single()) {
            let mut run = words.starts.len();
            let start = at;
            for run in row {
                words.starts.push(at);
                at += run.text.len();
            }
            let (sort, first) = (sort(&row[0].format), words.tokens.len());
            if sort == 0 {
                words::split(&text[start..at], start, &mut words.tokens);
            } else {
                words.tokens.push(Token { at: start, text: &text[start..at], sort });
            }
            for token in &words.tokens[first..] {
                while words.starts.get(run + 1).is_some_and(|next| *next <= token.at) {
                    run += 1;
                }
                words.first_run.push(run);
            }
        }
        words
    }

    fn end_of_run(&self, run: usize) -> usize {
        self.starts[run] + self.runs[run].text.len()
    }
}

/// Things that are no words are equal only to others of their sort.
fn sort(format: &TextFormat) -> u8 {
    [format.image, format.footnote, format.html, format.cell].iter().position(|is| *is).map_or(0, |sort| sort as u8 + 1)
}

#[derive(Default)]
struct Spans(Vec<Span>);

impl Spans {
    /// Adds a token that is in both, cut where the format changes on either side.
    fn same(&mut self, a: &Words<'_>, i: usize, b: &Words<'_>, j: usize) {
        let (of_a, of_b) = (&a.tokens[i], &b.tokens[j]);
        let (mut in_a, mut in_b, mut at) = (a.first_run[i], b.first_run[j], 0);
        loop {
            let (end_a, end_b) = (a.end_of_run(in_a) - of_a.at, b.end_of_run(in_b) - of_b.at);
            let end = end_a.min(end_b).min(of_b.text.len());
            self.push(Mark::Same, &of_b.text[at..end], &b.runs[in_b].format, Some(&a.runs[in_a].format));
            at = end;
            if at == of_b.text.len() {
                return;
            }
            in_a += usize::from(end == end_a);
            in_b += usize::from(end == end_b);
        }
    }

    fn one_sided(&mut self, mark: Mark, words: &Words<'_>, i: usize) {
        let token = &words.tokens[i];
        let (mut run, mut at) = (words.first_run[i], 0);
        loop {
            let end = (words.end_of_run(run) - token.at).min(token.text.len());
            self.push(mark, &token.text[at..end], &words.runs[run].format, None);
            at = end;
            run += 1;
            if at == token.text.len() {
                return;
            }
        }
    }

    fn push(&mut self, mark: Mark, text: &str, format: &TextFormat, was: Option<&TextFormat>) {
        let was = was.filter(|was| *was != format);
        match self.0.last_mut() {
            Some(last)
                if last.mark == mark && last.format == *format && last.was.as_ref() == was && !format.is_single() =>
            {
                last.text.push_str(text);
            }
            _ => {
                let (text, format) = (text.to_owned(), format.clone());
                self.0.push(Span { mark, text, format, was: was.cloned() });
            }
        }
    }
}
