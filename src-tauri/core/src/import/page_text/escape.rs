//! Plain text written so that Markdown shows it as it is, with as few backslashes as that takes: editors will read them.
//!
//! Held to its word by a property test that renders what it writes.

use std::ops::Range;

/// What could close what it opens: a mark before text, and later one after text.
const DELIMITERS: [char; 3] = ['*', '_', '~'];
/// The longest entity is `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

/// The Markdown that shows `text`.
pub(in crate::import) fn as_markdown(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    Edits::of(text, &[]).copy(text, 0..text.len(), &mut markdown);
    markdown
}

/// Where a text needs backslashes: offsets in order.
#[derive(Debug, Default)]
pub(in crate::import) struct Edits(Vec<usize>);

impl Edits {
    /// The edits for a whole paragraph. `edges` are the offsets, in order, at which marks of ours will stand, with which any
    /// lone mark of the text could pair.
    pub(in crate::import) fn of(text: &str, edges: &[usize]) -> Self {
        let is_marked = !edges.is_empty();
        let mut scan =
            Scan { text, edges, is_marked, edits: Self::default(), pairs: [is_marked; 3], has_ticks: is_marked };
        if !is_marked {
            scan.pairs = DELIMITERS.map(|mark| has_pair(text, mark));
            scan.has_ticks = runs(text, '`').nth(1).is_some();
        }
        scan.all();
        // The start of a line is looked at as a whole before its characters are.
        scan.edits.0.sort_unstable();
        scan.edits.0.dedup();
        scan.edits
    }

    /// Appends that range of `text` to `out`, edited.
    pub(in crate::import) fn copy(&self, text: &str, range: Range<usize>, out: &mut String) {
        let mut done = range.start;
        let first = self.0.partition_point(|at| *at < range.start);
        for at in self.0[first..].iter().take_while(|at| **at < range.end) {
            out.push_str(&text[done..*at]);
            out.push('\\');
            done = *at;
        }
        out.push_str(&text[done..range.end]);
    }

    fn escape(&mut self, at: usize) {
        self.0.push(at);
    }
}

struct Scan<'a> {
    text: &'a str,
    edges: &'a [usize],
    is_marked: bool,
    edits: Edits,
    /// By delimiter: whether it can open and close something here.
    pairs: [bool; 3],
    has_ticks: bool,
}

impl Scan<'_> {
    fn all(&mut self) {
        let mut at = 0;
        let mut before = '\n';
        while let Some(c) = self.text[at..].chars().next() {
            if before == '\n' {
                self.line_start(at);
            }
            let end = self.run(at, c);
            before = self.text[..end].chars().next_back().unwrap_or(c);
            at = end;
        }
    }

    /// Looks at the run of equal marks there, or at the one other character, and returns its end.
    fn run(&mut self, at: usize, c: char) -> usize {
        let rest = &self.text[at..];
        let after = rest[c.len_utf8()..].chars().next();
        if let Some(delimiter) = DELIMITERS.iter().position(|mark| *mark == c) {
            let run = at..at + (rest.len() - rest.trim_start_matches(c).len());
            let (opens, closes) = flanks(self.text, &run);
            let is_mark = (opens || closes) && !(c == '_' && is_within_word(self.text, &run));
            let is_at_edge = self.has_edge(run.start) || self.has_edge(run.end);
            if is_at_edge || (is_mark && self.pairs[delimiter]) {
                run.clone().for_each(|at| self.edits.escape(at));
            }
            return run.end;
        }
        let is_mark = match c {
            '`' => self.has_ticks,
            '\\' => self.has_edge(at + 1) || after.is_none_or(|after| after.is_ascii_punctuation() || after == '\n'),
            '<' => after.is_some_and(|after| after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?')),
            '&' => is_entity(rest),
            ']' => self.is_marked || after == Some('('),
            '[' => self.is_marked,
            // Before a link of ours it would make an image.
            '!' => self.has_edge(at + 1),
            _ => false,
        };
        if is_mark {
            self.edits.escape(at);
        }
        at + c.len_utf8()
    }

    fn has_edge(&self, at: usize) -> bool {
        self.edges.binary_search(&at).is_ok()
    }

    /// What has a meaning only at the start of a line: headings, quotes, lists, rules, fences, definitions.
    fn line_start(&mut self, at: usize) {
        let rest = &self.text[at..];
        let line = rest.split('\n').next().unwrap_or(rest);
        let Some(first) = line.chars().next() else { return };
        let after_run = line.trim_start_matches(first);
        let run = line.len() - after_run.len();
        let is_spaced = |after: &str| after.is_empty() || after.starts_with([' ', '\t']);
        let is_mark = match first {
            '#' => run <= 6 && is_spaced(after_run),
            '>' => true,
            '-' | '+' | '*' => is_spaced(&line[1..]) || is_rule(line),
            '_' | '=' | '|' => is_rule(line),
            ':' => run >= 3 || is_rule(line),
            '[' => line.contains("]:"),
            _ => false,
        };
        if is_mark {
            self.edits.escape(at);
        }
        if matches!(first, '`' | '~') && run >= 3 {
            (at..at + run).for_each(|at| self.edits.escape(at));
        }
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']) && is_spaced(&line[digits + 1..]) {
            self.edits.escape(at + digits);
        }
    }
}

/// Whether a line would be a rule, the underline of a heading, or the second row of a table.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | ':' | '|' | ' ' | '\t'))
}

/// Whether `mark` opens something in `text` that it closes later.
fn has_pair(text: &str, mark: char) -> bool {
    let mut has_opened = false;
    for run in runs(text, mark) {
        let (opens, closes) = flanks(text, &run);
        if closes && has_opened {
            return true;
        }
        has_opened |= opens;
    }
    false
}

/// The runs of `mark` in `text`.
fn runs(text: &str, mark: char) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(mark)?;
        let length = text[start..].len() - text[start..].trim_start_matches(mark).len();
        from = start + length;
        Some(start..from)
    })
}

/// Whether a run of marks touches text after it, and before it.
fn flanks(text: &str, run: &Range<usize>) -> (bool, bool) {
    // A line break may be written with a backslash before it, which is touched as text is.
    let touches = |c: Option<char>| c.is_some_and(|c| !matches!(c, ' ' | '\t'));
    (touches(text[run.end..].chars().next()), touches(text[..run.start].chars().next_back()))
}

fn is_within_word(text: &str, run: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    is_word(text[..run.start].chars().next_back()) && is_word(text[run.end..].chars().next())
}

/// Whether `text` begins with what Markdown would read as an entity.
pub(in crate::import) fn is_entity(text: &str) -> bool {
    let Some(name) = text.strip_prefix('&') else { return false };
    let length = name.bytes().take(LONGEST_ENTITY).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    length > 0 && name[length..].starts_with(';')
}
