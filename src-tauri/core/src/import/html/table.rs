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
}

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self, cell: ElementRef<'_>) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        if self.rows.len() == 1 {
            let is = |side: &str| cell.attr("align") == Some(side) || has_class(cell, &format!("align-{side}"));
            self.alignments.push(match () {
                () if is("right") => "---:",
                () if is("center") => ":---:",
                () if is("left") => ":---",
                () => "---",
            });
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(Inline::default());
        }
    }

    /// Adds a paragraph to the last cell.
    pub(super) fn append(&mut self, inline: &Inline) {
        // Text between the cells, which HTML doesn't allow, must not be lost either.
        if self.rows.last().is_none_or(Vec::is_empty) {
            self.rows.push(vec![Inline::default()]);
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
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
