//! Markdown of many blocks: which are the same, and what changed inside the others.

use super::pairing::{Row, Text, rows};
use super::spans::{spans, whole};
use super::text::{push, stretches};
use super::types::{BlockComparison, Mark, PieceMark, Stretch};

/// `before` and `after` block by block.
pub(super) fn compare_blocks(before: &str, after: &str) -> Vec<BlockComparison> {
    if before == after {
        let text = Text::new(after);
        return (0..text.blocks.len()).map(|index| one_sided(&text, index, PieceMark::Same)).collect();
    }
    let (before, after) = (Text::new(before), Text::new(after));
    let rows = rows(&before, &after);
    let compare = |(at, row): (usize, &Row)| match *row {
        Row::Both(i, j) if before.core(i) == after.core(j) => {
            let mark = if is_same(&before, &after, &rows, at) { PieceMark::Same } else { PieceMark::Changed };
            same_core(&before, i, &after, j, mark)
        }
        Row::Both(i, j) => changed(&before, i, &after, j),
        Row::Added(j) => one_sided(&after, j, PieceMark::Added),
        Row::Removed(i) => one_sided(&before, i, PieceMark::Removed),
    };
    rows.iter().enumerate().map(compare).collect()
}

/// Whether a row's block is written the same in both, and has the same blank lines after it, or others because its neighbour
/// is new or gone.
pub(super) fn is_same(before: &Text<'_>, after: &Text<'_>, rows: &[Row], at: usize) -> bool {
    let Row::Both(i, j) = rows[at] else { return false };
    let beside_new = matches!(rows.get(at + 1), Some(Row::Added(_) | Row::Removed(_)));
    before.core(i) == after.core(j) && (beside_new || before.gap(i) == after.gap(j))
}

fn same_core(before: &Text<'_>, i: usize, after: &Text<'_>, j: usize, mark: PieceMark) -> BlockComparison {
    let mut source = Vec::new();
    push(&mut source, Mark::Same, after.core(j));
    gaps(before.gap(i), after.gap(j), &mut source);
    // The same source can show otherwise: where a link leads can stand elsewhere.
    let spans = spans(&before.blocks[i].runs, &after.blocks[j].runs);
    BlockComparison { mark, kind: after.blocks[j].kind.clone(), was: None, spans, source }
}

fn gaps(before: &str, after: &str, source: &mut Vec<Stretch>) {
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    push(source, Mark::Same, &after[..same]);
    push(source, Mark::Removed, &before[same..]);
    push(source, Mark::Added, &after[same..]);
}

fn changed(before: &Text<'_>, i: usize, after: &Text<'_>, j: usize) -> BlockComparison {
    let mut source = stretches(before.core(i), after.core(j));
    gaps(before.gap(i), after.gap(j), &mut source);
    let (old, new) = (&before.blocks[i], &after.blocks[j]);
    BlockComparison {
        mark: PieceMark::Changed,
        kind: new.kind.clone(),
        was: (old.kind != new.kind).then(|| old.kind.clone()),
        spans: spans(&old.runs, &new.runs),
        source,
    }
}

/// A block that is in one text only, or in both of two equal texts.
fn one_sided(text: &Text<'_>, index: usize, mark: PieceMark) -> BlockComparison {
    let each = match mark {
        PieceMark::Added => Mark::Added,
        PieceMark::Removed => Mark::Removed,
        PieceMark::Same | PieceMark::Changed => Mark::Same,
    };
    let block = &text.blocks[index];
    let mut source = Vec::new();
    push(&mut source, each, &text.whole[block.source.clone()]);
    BlockComparison { mark, kind: block.kind.clone(), was: None, spans: whole(&block.runs, each), source }
}
