//! From one row of tokens to another: which stay, and which are replaced by which.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::{Numbers, Token};

/// Tokens of both sides together beyond which sentences are compared before words.
const LONG: usize = 20_000;
/// Tokens of both sides between equal sentences beyond which no word of them is sought on the other side.
const LONGEST: usize = 60_000;
/// How much more than what stays between them two changes must weigh, each, to swallow it.
const SWALLOW: usize = 6;

/// A step on the way from one text to the other, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Both have these; the ranges are equally long.
    Same(Range<usize>, Range<usize>),
    /// The first range goes, the second comes. Either may be empty.
    Change(Range<usize>, Range<usize>),
}

/// The steps from `before` to `after`, `Same` and `Change` by turns, covering both. Near linear in their length.
pub(super) fn steps(before: &[Token<'_>], after: &[Token<'_>]) -> Vec<Step> {
    let mut numbers = Numbers::default();
    let (a, b) = (numbers.of(before), numbers.of(after));
    let ends: Vec<bool> = after.iter().map(Token::ends_sentence).collect();
    let before_ends: Vec<bool> = before.iter().map(Token::ends_sentence).collect();
    let mut same = Vec::new();
    let (head, tail) = common_ends(&a, &b);
    if head > 0 {
        same.push((0, 0, head));
    }
    let (middle_a, middle_b) = (head..a.len() - tail, head..b.len() - tail);
    if middle_a.len() + middle_b.len() <= LONG {
        words(&a, &b, middle_a, middle_b, &mut same);
    } else {
        sentences(&Side { ids: &a, ends: &before_ends }, &Side { ids: &b, ends: &ends }, middle_a, middle_b, &mut same);
    }
    if tail > 0 {
        same.push((a.len() - tail, b.len() - tail, tail));
    }
    tidy(join(&same, a.len(), b.len()), before, after, &a, &b)
}

/// The equal runs of two rows of numbers, as a start on either side and a length.
pub(super) fn equal_runs(a: &[u32], b: &[u32]) -> Vec<(usize, usize, usize)> {
    let ops = capture_diff_slices(Algorithm::Myers, a, b);
    let equal = |op: DiffOp| match op {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        _ => None,
    };
    ops.into_iter().filter_map(equal).collect()
}

fn common_ends(a: &[u32], b: &[u32]) -> (usize, usize) {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    (head, tail)
}

fn words(a: &[u32], b: &[u32], of_a: Range<usize>, of_b: Range<usize>, same: &mut Vec<(usize, usize, usize)>) {
    let found = equal_runs(&a[of_a.clone()], &b[of_b.clone()]);
    same.extend(found.into_iter().map(|(i, j, len)| (of_a.start + i, of_b.start + j, len)));
}

struct Side<'a> {
    ids: &'a [u32],
    ends: &'a [bool],
}

fn sentences<'a>(
    a: &Side<'a>,
    b: &Side<'a>,
    of_a: Range<usize>,
    of_b: Range<usize>,
    same: &mut Vec<(usize, usize, usize)>,
) {
    let (in_a, in_b) = (pieces(a, of_a.clone()), pieces(b, of_b.clone()));
    let mut known = HashMap::new();
    let mut number = |side: &Side<'a>, piece: &Range<usize>| {
        let next = known.len() as u32;
        *known.entry(&side.ids[piece.clone()]).or_insert(next)
    };
    let a_numbers: Vec<u32> = in_a.iter().map(|piece| number(a, piece)).collect();
    let b_numbers: Vec<u32> = in_b.iter().map(|piece| number(b, piece)).collect();
    let (mut i, mut j) = (of_a.start, of_b.start);
    let gap = |to_a: usize, to_b: usize, i: usize, j: usize, same: &mut Vec<_>| {
        if (to_a - i) + (to_b - j) <= LONGEST {
            words(a.ids, b.ids, i..to_a, j..to_b, same);
        }
    };
    for (x, y, len) in equal_runs(&a_numbers, &b_numbers) {
        let (from_a, from_b) = (in_a[x].start, in_b[y].start);
        gap(from_a, from_b, i, j, same);
        let end = in_a[x + len - 1].end;
        same.push((from_a, from_b, end - from_a));
        (i, j) = (end, from_b + (end - from_a));
    }
    gap(of_a.end, of_b.end, i, j, same);
}

/// Sentences, or shorter: where there are none for long, the text itself decides where to cut, alike on both sides.
fn pieces(side: &Side<'_>, of: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = of.start;
    for at in of.clone() {
        if side.ends[at] || side.ids[at].wrapping_mul(0x9E37_79B9) >> 26 == 0 {
            pieces.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < of.end {
        pieces.push(start..of.end);
    }
    pieces
}

/// Fills the gaps between equal runs with changes.
fn join(same: &[(usize, usize, usize)], a_len: usize, b_len: usize) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y, len) in same.iter().copied().chain([(a_len, b_len, 0)]) {
        if (x, y) != (i, j) {
            steps.push(Step::Change(i..x, j..y));
        }
        match steps.last_mut() {
            _ if len == 0 => {}
            Some(Step::Same(a, b)) => (a.end, b.end) = (x + len, y + len),
            _ => steps.push(Step::Same(x..x + len, y..y + len)),
        }
        (i, j) = (x + len, y + len);
    }
    steps
}

/// Lets changes swallow what little stays between them, and give back what both of their sides begin or end with.
fn tidy(raw: Vec<Step>, before: &[Token<'_>], after: &[Token<'_>], a: &[u32], b: &[u32]) -> Vec<Step> {
    let (of_before, of_after) = (sums(before), sums(after));
    let weight = |a: &Range<usize>, b: &Range<usize>| {
        (of_before[a.end] - of_before[a.start]).max(of_after[b.end] - of_after[b.start])
    };
    let mut steps: Vec<Step> = Vec::with_capacity(raw.len());
    for step in raw {
        let Step::Change(mut of_a, mut of_b) = step else {
            steps.push(step);
            continue;
        };
        while let [.., Step::Change(x, y), Step::Same(stays, _)] = steps.as_slice() {
            let least = weight(x, y).min(weight(&of_a, &of_b));
            let stays = of_before[stays.end] - of_before[stays.start];
            if stays * SWALLOW > least {
                break;
            }
            (of_a.start, of_b.start) = (x.start, y.start);
            steps.truncate(steps.len() - 2);
        }
        steps.push(Step::Change(of_a, of_b));
    }
    give_back(steps, a, b)
}

fn sums(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut sum = 0;
    let running = tokens.iter().map(|token| {
        sum += token.weight();
        sum
    });
    std::iter::once(0).chain(running).collect()
}

fn give_back(steps: Vec<Step>, a: &[u32], b: &[u32]) -> Vec<Step> {
    let mut same = Vec::with_capacity(steps.len());
    for step in steps {
        match step {
            Step::Same(of_a, of_b) => same.push((of_a.start, of_b.start, of_a.len())),
            Step::Change(of_a, of_b) => {
                let (head, tail) = common_ends(&a[of_a.clone()], &b[of_b.clone()]);
                same.push((of_a.start, of_b.start, head));
                same.push((of_a.end - tail, of_b.end - tail, tail));
            }
        }
    }
    same.retain(|(_, _, len)| *len > 0);
    join(&same, a.len(), b.len())
}
