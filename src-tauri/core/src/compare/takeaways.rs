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
    for stays in longest_rise(&pairs) {
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

/// The indices of the most pairs that kept their order; where several sets are as large, of the one with the most that kept
/// their numbers too. `pairs` is in the order of `after`.
fn longest_rise(pairs: &[Pair]) -> Vec<usize> {
    // A Fenwick tree over `before`: the best rise that ends there or earlier, as its length, the numbers kept, and its last pair.
    let places = pairs.iter().map(|pair| pair.before + 1).max().unwrap_or(0);
    let mut best: Vec<Option<(usize, usize, usize)>> = vec![None; places + 1];
    let up_to = |best: &[_], end: usize| {
        let steps = std::iter::successors(Some(end), |at| Some(at & at.wrapping_sub(1)));
        steps.take_while(|at| *at > 0).filter_map(|at| best[at]).max()
    };
    let mut below = vec![None; pairs.len()];
    for (index, pair) in pairs.iter().enumerate() {
        let under = up_to(&best, pair.before);
        below[index] = under.map(|(_, _, last)| last);
        let (length, kept, _) = under.unwrap_or_default();
        let rise = Some((length + 1, kept + usize::from(pair.before == pair.after), index));
        let mut at = pair.before + 1;
        while at <= places {
            best[at] = best[at].max(rise);
            at += at & at.wrapping_neg();
        }
    }
    let last = up_to(&best, places).map(|(_, _, last)| last);
    std::iter::successors(last, |index| below[*index]).collect()
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
