//! Takeaways, matched by id: a move is a move.

use std::collections::HashMap;

use crate::brief::{Takeaway, TakeawayId};
use crate::markdown::inline_runs;

use super::spans::{spans, whole};
use super::text::{push, stretches};
use super::types::{Mark, PieceMark, TakeawayComparison};

/// A takeaway that is in both lists, by its index in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) before: usize,
    pub(super) after: usize,
    /// It is not among the most that kept their order.
    pub(super) moved: bool,
}

/// `before` and `after` in the order of `after`; removed ones stand where they stood.
pub(super) fn compare_takeaways(before: &[Takeaway], after: &[Takeaway]) -> Vec<TakeawayComparison> {
    let pairs = pairs(before, after);
    let mut of_after = vec![None; after.len()];
    let mut of_before = vec![None; before.len()];
    for pair in &pairs {
        of_after[pair.after] = Some(*pair);
        of_before[pair.before] = Some(*pair);
    }
    // A removed one follows what it followed, as far as that stayed.
    let mut removed_after: Vec<Vec<usize>> = vec![Vec::new(); after.len() + 1];
    let mut place = 0;
    for (index, pair) in of_before.iter().enumerate() {
        match pair {
            Some(pair) if !pair.moved => place = pair.after + 1,
            Some(_) => {}
            None => removed_after[place].push(index),
        }
    }
    let mut compared = Vec::with_capacity(before.len().max(after.len()));
    for (place, removed) in removed_after.iter().enumerate() {
        if let Some(index) = place.checked_sub(1) {
            compared.push(match of_after[index] {
                Some(pair) => paired(&before[pair.before], &after[index], pair),
                None => one_sided(&after[index], index, Mark::Added),
            });
        }
        compared.extend(removed.iter().map(|index| one_sided(&before[*index], *index, Mark::Removed)));
    }
    compared
}

/// The takeaways of both lists, in the order of `after`. Of several with one id, the first is matched with the first.
pub(super) fn pairs(before: &[Takeaway], after: &[Takeaway]) -> Vec<Pair> {
    let mut places: HashMap<(&TakeawayId, usize), usize> = HashMap::new();
    for (index, key) in numbered(before).enumerate() {
        places.insert(key, index);
    }
    let found = numbered(after).enumerate().filter_map(|(after, key)| Some((*places.get(&key)?, after)));
    let mut pairs: Vec<Pair> = found.map(|(before, after)| Pair { before, after, moved: true }).collect();
    for stays in longest_rise(&pairs.iter().map(|pair| pair.before).collect::<Vec<_>>()) {
        pairs[stays].moved = false;
    }
    pairs
}

/// Each id with how often it has stood before.
fn numbered(takeaways: &[Takeaway]) -> impl Iterator<Item = (&TakeawayId, usize)> {
    let mut seen: HashMap<&TakeawayId, usize> = HashMap::new();
    takeaways.iter().map(move |takeaway| {
        let times = seen.entry(&takeaway.id).or_insert(0);
        *times += 1;
        (&takeaway.id, *times)
    })
}

/// The indices of a longest increasing subsequence, by patience sorting.
pub(super) fn longest_rise(values: &[usize]) -> Vec<usize> {
    let mut tops: Vec<usize> = Vec::new();
    let mut below = vec![None; values.len()];
    for (index, value) in values.iter().enumerate() {
        let pile = tops.partition_point(|top| values[*top] < *value);
        below[index] = pile.checked_sub(1).map(|pile| tops[pile]);
        if pile == tops.len() {
            tops.push(index);
        } else {
            tops[pile] = index;
        }
    }
    let mut rise: Vec<usize> = std::iter::successors(tops.last().copied(), |index| below[*index]).collect();
    rise.reverse();
    rise
}

fn paired(before: &Takeaway, after: &Takeaway, pair: Pair) -> TakeawayComparison {
    let same = before.text == after.text;
    TakeawayComparison {
        id: after.id.clone(),
        mark: if same { PieceMark::Same } else { PieceMark::Changed },
        before: Some(position(pair.before)),
        after: Some(position(pair.after)),
        moved: pair.moved,
        spans: spans(&inline_runs(&before.text), &inline_runs(&after.text)),
        source: stretches(&before.text, &after.text),
    }
}

fn one_sided(takeaway: &Takeaway, index: usize, mark: Mark) -> TakeawayComparison {
    let added = mark == Mark::Added;
    let mut source = Vec::new();
    push(&mut source, mark, &takeaway.text);
    TakeawayComparison {
        id: takeaway.id.clone(),
        mark: if added { PieceMark::Added } else { PieceMark::Removed },
        before: (!added).then(|| position(index)),
        after: added.then(|| position(index)),
        moved: false,
        spans: whole(&inline_runs(&takeaway.text), mark),
        source,
    }
}

/// As printed, from 1.
fn position(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}
