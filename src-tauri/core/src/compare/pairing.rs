//! Which block of one text is which of the other.

use std::collections::HashMap;
use std::ops::Range;

use crate::markdown::{Block, blocks};

use super::likeness::{Features, Likeness};
use super::steps::equal_runs;

/// Pairs of blocks in a gap up to which the best pairing is sought; beyond, each block looks at the next few.
const THOROUGH: usize = 4096;
/// How many blocks ahead one looks in a long gap.
const AHEAD: usize = 8;

/// A text and its blocks.
pub(super) struct Text<'a> {
    pub(super) whole: &'a str,
    pub(super) blocks: Vec<Block>,
}

/// A block of either text, by its index there, or the two that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Both(usize, usize),
    Removed(usize),
    Added(usize),
}

impl Row {
    pub(super) fn before(self) -> Option<usize> {
        match self {
            Self::Both(before, _) | Self::Removed(before) => Some(before),
            Self::Added(_) => None,
        }
    }

    pub(super) fn after(self) -> Option<usize> {
        match self {
            Self::Both(_, after) | Self::Added(after) => Some(after),
            Self::Removed(_) => None,
        }
    }
}

impl<'a> Text<'a> {
    pub(super) fn new(whole: &'a str) -> Self {
        Self { whole, blocks: blocks(whole) }
    }

    /// A block's source without the blank lines after it.
    pub(super) fn core(&self, index: usize) -> &'a str {
        self.whole[self.blocks[index].source.clone()].trim_end_matches([' ', '\t', '\n', '\r'])
    }

    /// The blank lines after a block, from the end of its last line on.
    pub(super) fn gap(&self, index: usize) -> &'a str {
        &self.whole[self.blocks[index].source.clone()][self.core(index).len()..]
    }
}

/// The rows of both texts, in the order of either: blocks written the same are one, and those in between whose words are
/// alike. Of what was replaced, the old stands before the new.
pub(super) fn rows(before: &Text<'_>, after: &Text<'_>) -> Vec<Row> {
    let (a, b) = numbers(before, after);
    let mut rows = Vec::with_capacity(a.len().max(b.len()));
    let (mut i, mut j) = (0, 0);
    for (x, y, len) in equal_runs(&a, &b).into_iter().chain([(a.len(), b.len(), 0)]) {
        gap(before, after, i..x, j..y, &mut rows);
        rows.extend((0..len).map(|step| Row::Both(x + step, y + step)));
        (i, j) = (x + len, y + len);
    }
    rows
}

/// Equal blocks get equal numbers.
fn numbers(before: &Text<'_>, after: &Text<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut known = HashMap::new();
    let mut number = |core| {
        let next = known.len() as u32;
        *known.entry(core).or_insert(next)
    };
    let a = (0..before.blocks.len()).map(|index| number(before.core(index))).collect();
    let b = (0..after.blocks.len()).map(|index| number(after.core(index))).collect();
    (a, b)
}

/// The rows of blocks that are written the same on neither side.
fn gap(before: &Text<'_>, after: &Text<'_>, of_a: Range<usize>, of_b: Range<usize>, rows: &mut Vec<Row>) {
    let pairs = if of_a.is_empty() || of_b.is_empty() {
        Vec::new()
    } else {
        let a: Vec<Features> = before.blocks[of_a.clone()].iter().map(Features::of).collect();
        let b: Vec<Features> = after.blocks[of_b.clone()].iter().map(Features::of).collect();
        if a.len() * b.len() <= THOROUGH { best_pairs(&a, &b) } else { near_pairs(&a, &b) }
    };
    let (mut i, mut j) = (of_a.start, of_b.start);
    let ends = [(of_a.len(), of_b.len())];
    for (x, y) in pairs.iter().copied().chain(ends) {
        let (x, y) = (of_a.start + x, of_b.start + y);
        rows.extend((i..x).map(Row::Removed));
        rows.extend((j..y).map(Row::Added));
        if (x, y) != (of_a.end, of_b.end) {
            rows.push(Row::Both(x, y));
        }
        (i, j) = (x + 1, y + 1);
    }
}

/// Of all pairings that keep the order, the one whose blocks are most alike.
fn best_pairs(a: &[Features], b: &[Features]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // best[i * width + j]: of a from i on and b from j on; likeness of the pair itself beside it.
    let mut best = vec![0_u32; (a.len() + 1) * width];
    let mut alike = vec![0_u32; a.len() * b.len()];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let likeness = Likeness::between(&a[i], &b[j]).enough().unwrap_or(0);
            alike[i * b.len() + j] = likeness;
            let with = if likeness > 0 { likeness + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = with.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let likeness = alike[i * b.len() + j];
        let here = best[i * width + j];
        if likeness > 0 && here == likeness + best[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// The first alike among the next few, for each block in turn.
fn near_pairs(a: &[Features], b: &[Features]) -> Vec<(usize, usize)> {
    let (mut pairs, mut from) = (Vec::new(), 0);
    for (i, features) in a.iter().enumerate() {
        // Where nothing has been alike for a while, look where the block stood in proportion.
        let expected = (i * b.len() / a.len()).saturating_sub(AHEAD / 2);
        let first = from.max(expected);
        let ahead = first..(first + AHEAD).min(b.len());
        let found = ahead.into_iter().find(|j| Likeness::between(features, &b[*j]).enough().is_some());
        if let Some(j) = found {
            pairs.push((i, j));
            from = j + 1;
        }
    }
    pairs
}
