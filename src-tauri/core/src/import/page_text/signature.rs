//! The lines that sign an analysis: byline, tag and the name of the publication.

use std::ops::Range;

use super::labels::{Labels, is_tag_like};
use super::lines::{Line, columns, ends_sentence};

/// A line that signs is no wider than this, in columns.
const WIDEST: usize = 60;
/// A signature has at most so many lines.
const MOST: usize = 3;
/// After so many paragraphs, lines at the very end sign the page rather than the analysis.
const LONGEST_ANALYSIS: usize = 2;

/// A signature, and the lines that it takes.
#[derive(Debug)]
pub(super) struct Signature {
    pub lines: Range<usize>,
    pub byline: String,
    pub tag: String,
    pub publication: Option<String>,
}

/// The signature among the lines of an analysis, never in the first: by a name that is known, else by its shape.
pub(super) fn find(lines: &[Line], labels: &Labels) -> Option<Signature> {
    let range = known(lines, labels).or_else(|| by_shape(lines))?;
    Some(read(lines, range, labels))
}

/// Whether among `lines` is the byline or tag of a known publication: then what stands before it is an analysis that has lost
/// its labels.
pub(super) fn is_editorial(lines: &[Line], labels: &Labels) -> bool {
    lines.iter().skip(1).any(|line| is_editorial_line(line, labels))
}

/// Whether the first line is a heading of its own over text: the title of an analysis whose words are no label.
pub(super) fn starts_with_title(lines: &[Line]) -> bool {
    let [first, second, ..] = lines else { return false };
    is_short(first) && !is_short(second) && second.is_apart
}

fn is_editorial_line(line: &Line, labels: &Labels) -> bool {
    labels.is_byline(&line.plain) || labels.is_tag(&line.plain)
}

fn is_short(line: &Line) -> bool {
    line.plain.len() <= WIDEST * 4 && columns(&line.plain) <= WIDEST && !ends_sentence(&line.plain) && has_letters(line)
}

fn has_letters(line: &Line) -> bool {
    line.plain.contains(char::is_alphanumeric)
}

/// Around the first line that says a known name, also where blank lines part it from its neighbours.
fn known(lines: &[Line], labels: &Labels) -> Option<Range<usize>> {
    let is_publication = |line: &Line| labels.publication(&line.plain).is_some();
    let is_known = |line: &Line| is_publication(line) || is_editorial_line(line, labels);
    let at = 1 + lines.iter().skip(1).position(is_known)?;
    let mut start = at;
    while start > 1 && at - start < MOST - 1 && is_short(&lines[start - 1]) {
        start -= 1;
    }
    let mut end = at + 1;
    while !is_publication(&lines[end - 1])
        && end - start < MOST
        && lines.get(end).is_some_and(|next| is_known(next) || (!next.is_apart && is_short(next)))
    {
        end += 1;
    }
    let is_only_name = end - start == 1 && is_publication(&lines[at]);
    let signs_page = is_only_name && end == lines.len() && start > LONGEST_ANALYSIS;
    (!signs_page).then_some(start..end)
}

/// Two or three short lines together, between longer ones or blank lines.
fn by_shape(lines: &[Line]) -> Option<Range<usize>> {
    let mut start = 1;
    while start < lines.len() {
        let run =
            lines[start..].iter().enumerate().take_while(|(at, line)| is_short(line) && (*at == 0 || !line.is_apart));
        let count = run.count();
        let end = start + count;
        let signs_page = end == lines.len() && start > LONGEST_ANALYSIS;
        if (2..=MOST).contains(&count) && !signs_page {
            return Some(start..end);
        }
        start = end.max(start + 1);
    }
    None
}

/// What each line of a signature says: what is known by its name, the rest by its place.
fn read(lines: &[Line], range: Range<usize>, labels: &Labels) -> Signature {
    let mut rest: Vec<&str> = Vec::with_capacity(MOST);
    let (mut byline, mut tag, mut publication) = (None, None, None);
    for line in &lines[range.clone()] {
        let text = line.plain.as_str();
        if let Some(name) = labels.publication(text).filter(|_| publication.is_none()) {
            publication = Some(name);
        } else if byline.is_none() && labels.is_byline(text) {
            byline = Some(text);
        } else if tag.is_none() && labels.is_tag(text) {
            tag = Some(text);
        } else {
            rest.push(text);
        }
    }
    let mut rest = rest.into_iter();
    if byline.is_none() {
        byline = rest.next();
    }
    for text in rest {
        // Of two unknown lines the second is the publication, which pages print more often than a tag.
        let is_last = tag.is_some() || (range.len() == 2 && !is_tag_like(text));
        if publication.is_none() && is_last {
            publication = Some(text);
        } else {
            tag = Some(text);
        }
    }
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Signature { lines: range, byline: owned(byline), tag: owned(tag), publication: publication.map(str::to_owned) }
}
