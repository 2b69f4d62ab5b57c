//! The lines that sign an analysis: byline, tag and the name of the publication.

use std::ops::Range;

use super::PagePart;
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
    /// What each of them says, and its text: a known publication's as its profile writes it.
    pub says: Vec<(PagePart, String)>,
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
    let texts: Vec<&str> = lines[range.clone()].iter().map(|line| line.plain.as_str()).collect();
    let mut says: Vec<Option<(PagePart, String)>> = Vec::with_capacity(MOST);
    for text in &texts {
        let is_new = |part: PagePart| !says.iter().flatten().any(|(known, _)| *known == part);
        says.push(if let Some(name) = labels.publication(text).filter(|_| is_new(PagePart::Publication)) {
            Some((PagePart::Publication, name.to_owned()))
        } else if is_new(PagePart::Byline) && labels.is_byline(text) {
            Some((PagePart::Byline, (*text).to_owned()))
        } else if is_new(PagePart::Tag) && labels.is_tag(text) {
            Some((PagePart::Tag, (*text).to_owned()))
        } else {
            None
        });
    }
    let unknown: Vec<usize> = (0..texts.len()).filter(|at| says[*at].is_none()).collect();
    for at in unknown {
        let is_new = |part: PagePart| !says.iter().flatten().any(|(known, _)| *known == part);
        // Of two unknown lines the second is the publication, which pages print more often than a tag.
        let is_last = !is_new(PagePart::Tag) || (range.len() == 2 && !is_tag_like(texts[at]));
        let part = if is_new(PagePart::Byline) {
            PagePart::Byline
        } else if is_new(PagePart::Publication) && is_last {
            PagePart::Publication
        } else {
            PagePart::Tag
        };
        says[at] = Some((part, texts[at].to_owned()));
    }
    Signature { lines: range, says: says.into_iter().flatten().collect() }
}
