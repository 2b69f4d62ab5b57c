//! A paragraph of HTML as text with marks, and as the Markdown that shows the same.

use std::cmp::Reverse;
use std::ops::Range;

use super::super::page_text::{Edits, is_entity};

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks {
    pub strong: bool,
    pub emphasis: bool,
    pub strike: bool,
    pub code: bool,
    /// Which of the paragraph's links it belongs to.
    pub link: Option<usize>,
    /// It is Markdown already.
    pub is_raw: bool,
}

type Mark = fn(&mut Marks) -> &mut bool;

const DELIMITERS: [(Mark, &str); 3] =
    [(|marks| &mut marks.strong, "**"), (|marks| &mut marks.emphasis, "*"), (|marks| &mut marks.strike, "~~")];

/// The text of a paragraph, white space collapsed, `\n` where HTML breaks the line, and how each run of it is set.
#[derive(Debug, Clone, Default)]
pub(super) struct Inline {
    text: String,
    runs: Vec<(Range<usize>, Marks)>,
    links: Vec<String>,
}

impl Inline {
    /// Appends text as HTML has it.
    pub(super) fn push(&mut self, text: &str, marks: Marks) {
        let start = self.text.len();
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        self.add_run(start, marks);
    }

    pub(super) fn push_break(&mut self) {
        // White space has been collapsed to one space, which the break replaces.
        if self.text.ends_with(' ')
            && let Some((range, _)) = self.runs.last_mut()
        {
            self.text.pop();
            range.end -= 1;
            self.runs.pop_if(|(range, _)| range.start == range.end);
        }
        if self.text.is_empty() || self.text.ends_with('\n') {
            return;
        }
        let start = self.text.len();
        self.text.push('\n');
        self.add_run(start, Marks::default());
    }

    /// A link for the runs that follow.
    pub(super) fn link(&mut self, address: String) -> usize {
        self.links.push(address);
        self.links.len() - 1
    }

    /// Where that link goes.
    pub(super) fn address_of(&self, link: usize) -> String {
        self.links.get(link).cloned().unwrap_or_default()
    }

    /// Appends another paragraph's text after a space.
    pub(super) fn append(&mut self, other: &Self) {
        self.push(" ", Marks::default());
        let links = self.links.len();
        self.links.extend(other.links.iter().cloned());
        for (range, marks) in &other.runs {
            let start = self.text.len();
            self.text.push_str(&other.text[range.clone()]);
            self.add_run(start, Marks { link: marks.link.map(|link| link + links), ..*marks });
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What the page shows, in one line.
    pub(super) fn plain(&self) -> String {
        self.text.trim().split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
    }

    fn add_run(&mut self, start: usize, marks: Marks) {
        if start == self.text.len() {
            return;
        }
        match self.runs.last_mut() {
            Some((range, last)) if *last == marks && !marks.is_raw => range.end = self.text.len(),
            _ => self.runs.push((start..self.text.len(), marks)),
        }
    }

    /// The Markdown of it. Line breaks become `line_break`.
    pub(super) fn markdown(&self, line_break: &str) -> String {
        let text = self.text.trim_end();
        let runs = self.markable_runs(text);
        let edits = Edits::of(text, &edges(text, &runs));
        let mut writer = Writer {
            out: String::with_capacity(text.len() + 16),
            inline: self,
            open: Vec::new(),
            link: None,
            given_up: [false; 3],
        };
        let lasting = lasting(&runs);
        let mut space = "";
        for (at, (range, marks)) in runs.iter().enumerate() {
            let run = &text[range.clone()];
            let words = run.trim_matches([' ', '\n']);
            let start = range.start + (run.len() - run.trim_start_matches([' ', '\n']).len());
            let before = if start > range.start { &text[range.start..start] } else { space };
            if words.is_empty() {
                // The break between two spaces is the one that shows.
                space = if space.contains('\n') { space } else { run };
                continue;
            }
            writer.close(*marks);
            writer.space(if space.contains('\n') { space } else { before }, line_break);
            writer.open(*marks, lasting[at]);
            writer.words(text, start..start + words.len(), *marks, &edits, line_break);
            space = &text[start + words.len()..range.end];
        }
        writer.close(Marks::default());
        writer.out
    }

    /// The runs of `text`, with the marks that Markdown can't express there taken off: in `a**(b)**c` the marks would show.
    fn markable_runs(&self, text: &str) -> Vec<(Range<usize>, Marks)> {
        let cut = |(range, marks): &(Range<usize>, Marks)| (range.start..range.end.min(text.len()), *marks);
        let mut runs: Vec<_> = self.runs.iter().map(cut).filter(|(range, _)| !range.is_empty()).collect();
        for (mark, _) in DELIMITERS {
            let mut start = 0;
            while start < runs.len() {
                // A run ends at a link's edge as well, where all marks close.
                let link = runs[start].1.link;
                let is_same = |(_, marks): &(Range<usize>, Marks)| {
                    let mut marks = *marks;
                    *mark(&mut marks) && marks.link == link
                };
                let count = runs[start..].iter().take_while(|run| is_same(run)).count();
                let span = start..start + count;
                if count > 0 && !can_mark(text, &runs, &span) {
                    runs[span.clone()].iter_mut().for_each(|(_, marks)| *mark(marks) = false);
                }
                start = span.end.max(start + 1);
            }
        }
        runs
    }
}

/// Whether marks around that span of runs would open and close: by the rules for flanking, which are lenient beside ideographs.
fn can_mark(text: &str, runs: &[(Range<usize>, Marks)], span: &Range<usize>) -> bool {
    let range = runs[span.start].0.start..runs[span.end - 1].0.end;
    let words = text[range.clone()].trim();
    let is_close = |c: &char| !c.is_whitespace();
    let before =
        text[..range.start].chars().next_back().filter(|_| text[range.clone()].starts_with(words)).filter(is_close);
    let after = text[range.end..].chars().next().filter(|_| text[range].ends_with(words)).filter(is_close);
    // Where marks meet marks, only letters and digits on both sides keep them apart.
    let is_marked = |run: Option<&(Range<usize>, Marks)>| run.is_some_and(|(_, marks)| *marks != Marks::default());
    let meets_before = before.is_some() && is_marked(span.start.checked_sub(1).and_then(|at| runs.get(at)));
    let meets_after = after.is_some() && is_marked(runs.get(span.end));
    let is_letter = |c: char| c.is_alphanumeric() && !('\u{2E80}'..='\u{FFEF}').contains(&c);
    let fits = |outer: Option<char>, meets: bool, inner: Option<char>| {
        let (is_inner_word, is_outer_word) =
            (inner.is_some_and(char::is_alphanumeric), outer.is_some_and(char::is_alphanumeric));
        if meets { is_inner_word && is_outer_word } else { is_inner_word || !outer.is_some_and(is_letter) }
    };
    fits(before, meets_before, words.chars().next()) && fits(after, meets_after, words.chars().next_back())
}

/// Where marks will stand: around the words of each run, if any run is marked.
fn edges(text: &str, runs: &[(Range<usize>, Marks)]) -> Vec<usize> {
    if runs.iter().all(|(_, marks)| *marks == Marks::default()) {
        return Vec::new();
    }
    let around = |(range, _): &(Range<usize>, Marks)| {
        let run = &text[range.clone()];
        let start = range.end - run.trim_start_matches([' ', '\n']).len();
        [start, range.start + run.trim_end_matches([' ', '\n']).len()]
    };
    let mut edges: Vec<usize> = runs.iter().flat_map(around).collect();
    edges.sort_unstable();
    edges
}

struct Writer<'a> {
    out: String,
    inline: &'a Inline,
    open: Vec<usize>,
    link: Option<usize>,
    /// Marks that overlapped another's end. They are not opened again: `**a*b****c*` is read as something else.
    given_up: [bool; 3],
}

impl Writer<'_> {
    /// Closes what the next run doesn't have.
    fn close(&mut self, next: Marks) {
        let keeps_link = self.link == next.link;
        for (mark, given_up) in self.given_up.iter_mut().enumerate() {
            *given_up &= has(next, mark);
        }
        if let Some(index) = self.open.iter().position(|mark| !keeps_link || !has(next, *mark)) {
            for mark in self.open.drain(index..).rev() {
                self.out.push_str(DELIMITERS[mark].1);
                self.given_up[mark] = keeps_link && has(next, mark);
            }
        }
        if !keeps_link && let Some(link) = self.link.take() {
            self.out.push_str("](");
            self.out.push_str(&self.inline.links[link]);
            self.out.push(')');
        }
    }

    fn space(&mut self, space: &str, line_break: &str) {
        if space.contains('\n') {
            self.out.push_str(line_break);
        } else {
            self.out.push_str(space);
        }
    }

    /// Opens what the next run has, outermost what lasts longest.
    fn open(&mut self, next: Marks, lasting: [usize; 3]) {
        if self.link != next.link {
            self.link = next.link;
            self.out.push('[');
        }
        let is_new = |mark: &usize| has(next, *mark) && !self.open.contains(mark) && !self.given_up[*mark];
        let mut new: Vec<usize> = (0..DELIMITERS.len()).filter(is_new).collect();
        new.sort_by_key(|mark| Reverse(lasting[*mark]));
        for mark in new {
            self.open.push(mark);
            self.out.push_str(DELIMITERS[mark].1);
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>, marks: Marks, edits: &Edits, line_break: &str) {
        let words = &text[range.clone()];
        if marks.is_raw {
            self.out.push_str(words);
        } else if marks.code {
            let words = words.replace('\n', " ");
            let fence = "`".repeat(longest_ticks(&words) + 1);
            let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
            self.out.extend([&fence, pad, &words, pad, &fence]);
        } else {
            let mut start = range.start;
            for (at, _) in words.match_indices('\n') {
                let end = range.start + at;
                edits.copy(text, start..end, &mut self.out);
                self.out.push_str(line_break);
                start = end + 1;
            }
            edits.copy(text, start..range.end, &mut self.out);
        }
    }
}

/// For each run, how many runs from it on have each mark. Counted from the end: marks close and open again at every link, and
/// counting ahead each time would take the square of the links.
fn lasting(runs: &[(Range<usize>, Marks)]) -> Vec<[usize; 3]> {
    let mut lasting = vec![[0; 3]; runs.len()];
    let mut after = [0; 3];
    for (counts, (_, marks)) in lasting.iter_mut().zip(runs).rev() {
        for (mark, count) in after.iter_mut().enumerate() {
            *count = if has(*marks, mark) { *count + 1 } else { 0 };
        }
        *counts = after;
    }
    lasting
}

fn has(mut marks: Marks, mark: usize) -> bool {
    *DELIMITERS[mark].0(&mut marks)
}

/// The longest run of backticks in `text`.
pub(super) fn longest_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Parameters that tell who has shared a link, besides all that begin with `utm_`.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "spm",
    "scm",
    "chksm",
    "ref_src",
    "share_token",
    "share_source",
];

fn drop_tracking(url: &mut url::Url) {
    let Some(query) = url.query() else { return };
    let is_tracking = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        name.starts_with("utm_") || TRACKING.contains(&name)
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    let kept = kept.join("&");
    if kept.len() < query.len() {
        url.set_query(Some(&kept).filter(|kept| !kept.is_empty()).map(String::as_str));
    }
}

/// The address as it may stand in a Markdown link: only the web and mail, nothing that a browser would run.
pub(super) fn address(href: &str) -> Option<String> {
    let mut url = url::Url::parse(href.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https" | "mailto") {
        return None;
    }
    drop_tracking(&mut url);
    let mut address = String::with_capacity(href.len());
    let text = url.as_str();
    for (at, c) in text.char_indices() {
        match c {
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            '<' | '>' | '\\' | ' ' => return None,
            // A backslash before it would not do: entities are read first.
            '&' if is_entity(&text[at..]) => address.push_str("&amp;"),
            _ => address.push(c),
        }
    }
    Some(address)
}
