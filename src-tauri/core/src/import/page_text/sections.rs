//! A page's lines, dealt out to the sections that its labels begin. Only ever forward: a label further up the page than the
//! last one seen is text.

use super::labels::{Label, Labels, is_furniture, is_network, undecorated};
use super::lines::{Line, append};

/// The lines of a page by section.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// Above every label.
    pub head: Vec<Line>,
    /// Under the takeaways label.
    pub takeaways: Option<Vec<Line>>,
    /// The desk label.
    pub desk: Option<Line>,
    /// The analysis title.
    pub title: Option<Line>,
    /// Under these two: the analysis, its signature and the body.
    pub analysis: Vec<Line>,
    /// What is left under share and related.
    pub tail: Vec<Line>,
    last: Option<Label>,
}

/// A line, and the label that it is.
struct Mark {
    line: Line,
    label: Option<Label>,
}

impl Sections {
    pub(super) fn of(lines: Vec<Line>, labels: &Labels) -> Self {
        let marks = marks(lines, labels);
        let last_part = marks.iter().rposition(|mark| mark.label.is_some_and(Label::has_part));
        let mut sections = Self::default();
        let mut marks = marks.into_iter().enumerate().peekable();
        while let Some((index, Mark { line, label })) = marks.next() {
            match label {
                // Share buttons below the headline don't end the article.
                Some(Label::Share) if last_part.is_some_and(|last| index < last) => {
                    while marks.next_if(|(_, mark)| is_network(&mark.line.plain)).is_some() {}
                }
                Some(Label::Related) if last_part.is_some_and(|last| index < last) => sections.push(line),
                Some(label) if sections.last < Some(label) => {
                    sections.begin(label, line);
                    let is_generated = match label {
                        Label::Share => is_network,
                        Label::Related => is_furniture,
                        _ => continue,
                    };
                    while marks.next_if(|(_, mark)| is_generated(&mark.line.plain)).is_some() {}
                }
                _ => sections.push(line),
            }
        }
        sections
    }

    /// Whether a label tells the parts apart.
    pub(super) fn is_labelled(&self) -> bool {
        self.takeaways.is_some() || self.desk.is_some() || self.title.is_some()
    }

    fn begin(&mut self, label: Label, line: Line) {
        self.last = Some(label);
        let written = Line { plain: undecorated(&line.plain).to_owned(), markdown: None, ..line };
        match label {
            Label::Takeaways => self.takeaways = Some(Vec::new()),
            Label::Desk => self.desk = Some(written),
            Label::AnalysisTitle => self.title = Some(written),
            Label::Share | Label::Related => {}
        }
    }

    fn push(&mut self, line: Line) {
        match self.last {
            None => self.head.push(line),
            Some(Label::Takeaways) => self.takeaways.get_or_insert_default().push(line),
            Some(Label::Desk | Label::AnalysisTitle) => self.analysis.push(line),
            Some(Label::Share | Label::Related) => self.tail.push(line),
        }
    }
}

/// The lines with their labels; labels over two lines are joined, and those that share a line with others parted.
fn marks(lines: Vec<Line>, labels: &Labels) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let label = labels.label(&line.plain);
        if let Some(next) = lines.peek()
            && let Some(joined) = joined(&line, label, next, labels)
        {
            lines.next();
            marks.push(joined);
        } else if label.is_none()
            && let Some(parted) = parted(&line, labels)
        {
            marks.extend(parted);
        } else {
            marks.push(Mark { line, label });
        }
    }
    marks
}

/// The label that two lines make together: "Editor's" over "Desk".
fn joined(line: &Line, label: Option<Label>, next: &Line, labels: &Labels) -> Option<Mark> {
    // Labels by themselves and apart from each other are two labels.
    if label.is_some() && (next.is_apart || labels.label(&next.plain).is_some()) {
        return None;
    }
    // A label is a few words: no need to join paragraphs.
    if line.plain.len() + next.plain.len() > 200 {
        return None;
    }
    let mut text = line.plain.clone();
    append(&mut text, &next.plain);
    let label = labels.label(&text)?;
    // "编者按" over a bullet or a dash is not a label over two lines.
    let both_count = [line, next].iter().all(|half| !undecorated(&half.plain).is_empty());
    let span = line.span.start..next.span.end;
    both_count.then(|| Mark { line: Line { plain: text, span, ..line.clone() }, label: Some(label) })
}

/// The desk label and what follows it in the same line, a title or text: "Editor's Desk | Strategic Analysis", "编者按：本文…".
fn parted(line: &Line, labels: &Labels) -> Option<[Mark; 2]> {
    if line.markdown.is_some() {
        return None;
    }
    let (end, separator) =
        line.plain.char_indices().take(60).find(|(_, c)| matches!(c, ':' | '：' | '|' | '·' | '—'))?;
    let (before, after) = (&line.plain[..end], line.plain[end + separator.len_utf8()..].trim_start());
    let label = labels.label(before).filter(|label| matches!(label, Label::Desk | Label::AnalysisTitle))?;
    let rest = labels.label(after).filter(|rest| *rest > label);
    let is_text = matches!(separator, ':' | '：') && !undecorated(after).is_empty();
    (is_text || rest == Some(Label::AnalysisTitle)).then(|| {
        let of = |text: &str, is_apart| Line { span: line.span.clone(), ..Line::text(text, is_apart) };
        let first = Mark { line: of(before.trim(), line.is_apart), label: Some(label) };
        [first, Mark { line: of(after, true), label: rest }]
    })
}
