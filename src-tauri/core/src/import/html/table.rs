//! Tables: those that hold data become Markdown tables, those that only arrange a page don't.

use scraper::ElementRef;

use super::blocks::has_class;
use super::dom::elements;
use super::inline::Inline;

/// The cells of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    rows: Vec<Vec<Inline>>,
    /// The second row of the Markdown, a column each.
    alignments: Vec<&'static str>,
    /// For each column, how many rows below are still covered by a cell from above.
    covered: Vec<usize>,
    /// The place in the last row that text goes to.
    at: usize,
}

/// Wider than any table that a brief could show.
const MOST_COLUMNS: usize = 60;

impl Table {
    /// Whether no row has begun yet.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn begin_row(&mut self) {
        self.fill();
        self.rows.push(Vec::new());
    }

    /// Empty cells where one from above reaches down to.
    fn fill(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(left) = self.covered.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(Inline::default());
        }
    }

    /// A merged cell has its text in its first place, and the others are empty.
    pub(super) fn begin_cell(&mut self, cell: ElementRef<'_>) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        self.fill();
        let (width, height) = (span(cell, "colspan"), span(cell, "rowspan"));
        let is_head = self.rows.len() == 1;
        let Some(row) = self.rows.last_mut() else { return };
        self.at = row.len();
        for _ in 0..width.min(MOST_COLUMNS.saturating_sub(row.len()).max(1)) {
            if height > 1 {
                self.covered.resize(self.covered.len().max(row.len() + 1), 0);
                self.covered[row.len()] = height - 1;
            }
            row.push(Inline::default());
        }
        if is_head {
            self.alignments.resize(row.len(), alignment(cell));
        }
    }

    /// Adds a paragraph to the last cell.
    pub(super) fn append(&mut self, inline: &Inline) {
        // Text between the cells, which HTML doesn't allow, must not be lost either.
        if self.rows.last().is_none_or(Vec::is_empty) {
            self.rows.push(vec![Inline::default()]);
            self.at = 0;
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.get_mut(self.at)) {
            cell.append(inline);
        }
    }

    pub(super) fn plain(&self) -> String {
        self.rows.iter().flatten().map(Inline::plain).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn markdown(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        for (at, row) in self.rows.iter().filter(|row| !row.is_empty()).enumerate() {
            let cells = row.iter().map(|cell| cell.markdown(" ").replace('|', "\\|"));
            let cells: Vec<_> = cells.chain(std::iter::repeat(String::new())).take(columns).collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            if at == 0 {
                let rule: Vec<_> =
                    self.alignments.iter().copied().chain(std::iter::repeat("---")).take(columns).collect();
                lines.push(format!("| {} |", rule.join(" | ")));
            }
        }
        lines.join("\n")
    }
}

fn alignment(cell: ElementRef<'_>) -> &'static str {
    let is = |side: &str| cell.attr("align") == Some(side) || has_class(cell, &format!("align-{side}"));
    match () {
        () if is("right") => "---:",
        () if is("center") => ":---:",
        () if is("left") => ":---",
        () => "---",
    }
}

/// How many columns or rows a cell takes.
fn span(cell: ElementRef<'_>, attribute: &str) -> usize {
    cell.attr(attribute).and_then(|span| span.trim().parse().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS)
}

/// Whether a table holds data: rows of more than one cell, each of a paragraph at most, and most of them there.
pub(super) fn is_data(table: ElementRef<'_>) -> bool {
    let (mut rows, mut cells, mut in_row, mut columns) = (0_usize, 0_usize, 0_usize, 0_usize);
    for element in elements(table).skip(1) {
        match element.value().name() {
            "tr" => {
                rows += 1;
                in_row = 0;
            }
            "td" | "th" => {
                cells += 1;
                in_row += 1;
                columns = columns.max(in_row);
            }
            "table" | "ul" | "ol" | "pre" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figure"
            | "hr" => {
                return false;
            }
            "p" if element.prev_siblings().filter_map(ElementRef::wrap).any(|before| before.value().name() == "p") => {
                return false;
            }
            _ => {}
        }
    }
    // A Markdown table pads every row to the widest: one long row over many short ones would be the square of the page.
    let is_mostly_there = rows.saturating_mul(columns) <= cells * 4 + 64;
    rows > 1 && cells > rows && is_mostly_there
}
