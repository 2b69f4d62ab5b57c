//! One piece of a brief as it is in another.

use std::ops::Range;

use crate::brief::{Brief, Part, Takeaway, TakeawayId};
use crate::{Error, Result};

use super::blocks::is_same;
use super::details;
use super::pairing::{Row, Text, rows};
use super::takeaways::pairs;
use super::types::{MarkdownPart, Piece};

/// `into` with `piece` as it is in `from`. What `from` does not have goes, what only `from` has comes back where it stood,
/// as far as its neighbours are there. Taking what is the same in both changes nothing.
///
/// # Errors
/// [`Error::NoSuchPiece`] if the piece is in neither brief.
pub fn take(from: &Brief, into: &Brief, piece: &Piece) -> Result<Brief> {
    let mut taken = into.clone();
    match piece {
        Piece::Everything => taken = from.clone(),
        Piece::Part { part } => take_part(from, &mut taken, *part),
        Piece::Takeaway { id } => {
            taken.takeaways = take_takeaway(&from.takeaways, &into.takeaways, id).ok_or(Error::NoSuchPiece)?;
        }
        Piece::Block { part, index } => {
            let (from, into, text) = match part {
                MarkdownPart::Analysis => (&from.analysis.text, &into.analysis.text, &mut taken.analysis.text),
                MarkdownPart::Body => (&from.body, &into.body, &mut taken.body),
            };
            *text = take_block(from, into, *index as usize).ok_or(Error::NoSuchPiece)?;
        }
        Piece::Details => {
            for field in details::FIELDS {
                details::set(&mut taken, field, details::value(from, field));
            }
        }
    }
    Ok(taken)
}

fn take_part(from: &Brief, into: &mut Brief, part: Part) {
    match part {
        Part::Headline => into.headline.clone_from(&from.headline),
        Part::Summary => into.summary.clone_from(&from.summary),
        Part::Hero => into.hero.clone_from(&from.hero),
        Part::Takeaways => into.takeaways.clone_from(&from.takeaways),
        Part::Analysis => into.analysis.clone_from(&from.analysis),
        Part::Body => into.body.clone_from(&from.body),
    }
}

fn take_takeaway(from: &[Takeaway], into: &[Takeaway], id: &TakeawayId) -> Option<Vec<Takeaway>> {
    let there = from.iter().position(|takeaway| takeaway.id == *id);
    let here = into.iter().position(|takeaway| takeaway.id == *id);
    let pairs = pairs(from, into);
    let moved = pairs.iter().any(|pair| pair.moved && Some(pair.after) == here);
    let mut taken = into.to_vec();
    match (there, here) {
        (None, None) => return None,
        (None, Some(here)) => drop(taken.remove(here)),
        (Some(there), Some(here)) if !moved => taken[here].text.clone_from(&from[there].text),
        (Some(there), here) => {
            // After the nearest that it followed and that has not been moved itself.
            let before = pairs.iter().filter(|pair| !pair.moved && pair.before < there).max_by_key(|pair| pair.before);
            let mut place = before.map_or(0, |pair| pair.after + 1);
            if let Some(here) = here {
                taken.remove(here);
                place -= usize::from(here < place);
            }
            taken.insert(place, from[there].clone());
        }
    }
    Some(taken)
}

/// `into` with the block of the row at `index` as it is in `from`. Blank lines beside it follow, nothing else changes,
/// except in a text whose meaning hangs on the block, as on the start of code that nothing ends: then all that changed
/// around it is taken, or all, so that there is always less left to take than before.
fn take_block(from: &str, into: &str, index: usize) -> Option<String> {
    let (from, into) = (Text::new(from), Text::new(into));
    let rows = rows(&from, &into);
    let row = *rows.get(index)?;
    let differs: Vec<bool> = (0..rows.len()).map(|at| !is_same(&from, &into, &rows, at)).collect();
    if !differs[index] {
        return Some(into.whole.to_owned());
    }
    let left = |text: &str| {
        let text = Text::new(text);
        let rows = self::rows(&from, &text);
        (0..rows.len()).filter(|at| !is_same(&from, &text, &rows, *at)).count()
    };
    let least = differs.iter().filter(|differs| **differs).count();
    let start = differs[..index].iter().rposition(|differs| !differs).map_or(0, |same| same + 1);
    let end = differs[index..].iter().position(|differs| !differs).map_or(rows.len(), |same| index + same);
    let block = one_block(&from, &into, &rows, index, row);
    if left(&block) < least {
        return Some(block);
    }
    let around = stretch(&from, &into, &rows, start..end);
    Some(if left(&around) < least { around } else { from.whole.to_owned() })
}

fn one_block(from: &Text<'_>, into: &Text<'_>, rows: &[Row], index: usize, row: Row) -> String {
    let is_here = |row: &Row| row.after().is_some();
    let previous = rows[..index].iter().copied().rfind(is_here);
    let next = rows[index + 1..].iter().copied().find(is_here);
    let joint = Joint { from, into };
    let (mut taken, mut block) = (String::new(), String::new());
    if let Some(j) = previous.and_then(Row::after) {
        taken.push_str(&into.whole[..into.blocks[j].source.end - into.gap(j).len()]);
    }
    let follows = match row {
        Row::Both(i, j) => {
            taken.push_str(previous.and_then(Row::after).map_or("", |previous| into.gap(previous)));
            block.push_str(from.core(i));
            block.push_str(if joint.are_neighbours(row, next) { from.gap(i) } else { into.gap(j) });
            None
        }
        Row::Removed(i) => {
            block.push_str(from.core(i));
            block.push_str(joint.gap(row, next));
            Some(row)
        }
        Row::Added(_) => next,
    };
    if let (Row::Removed(_) | Row::Added(_), Some(previous)) = (row, previous) {
        taken.push_str(joint.gap(previous, follows));
    }
    taken.push_str(&block);
    taken.push_str(next.and_then(Row::after).map_or("", |j| &into.whole[into.blocks[j].source.start..]));
    taken
}

/// `into` with a stretch of rows as it is in `from`.
fn stretch(from: &Text<'_>, into: &Text<'_>, rows: &[Row], taken: Range<usize>) -> String {
    let source = |(at, row): (usize, &Row)| {
        let (text, index) = if taken.contains(&at) { (from, row.before()) } else { (into, row.after()) };
        index.map_or("", |index| &text.whole[text.blocks[index].source.clone()]).to_owned()
    };
    rows.iter().enumerate().map(source).collect()
}

/// What stands between two blocks that may have been apart.
struct Joint<'a> {
    from: &'a Text<'a>,
    into: &'a Text<'a>,
}

impl<'a> Joint<'a> {
    /// Whether `next` follows `row` in `from`, or the end does when it is none.
    fn are_neighbours(&self, row: Row, next: Option<Row>) -> bool {
        let Some(i) = row.before() else { return false };
        next.map_or(i + 1 == self.from.blocks.len(), |next| next.before() == Some(i + 1))
    }

    /// The blank lines between: as in `from` where the two are neighbours there, else as many as any of the two had.
    fn gap(&self, row: Row, next: Option<Row>) -> &'a str {
        let of_from = row.before().map(|i| self.from.gap(i));
        let of_into = row.after().map(|j| self.into.gap(j));
        let before_next = match next {
            Some(next) => next.after().and_then(|j| j.checked_sub(1)),
            None => self.into.blocks.len().checked_sub(1),
        };
        let before_next = before_next.map(|j| self.into.gap(j));
        if self.are_neighbours(row, next) {
            return of_from.unwrap_or_default();
        }
        if next.is_none() {
            return before_next.or(of_from).unwrap_or_default();
        }
        let widest = [before_next, of_into, of_from].into_iter().flatten().max_by_key(|gap| lines(gap));
        widest.filter(|gap| lines(gap) > 0).unwrap_or("\n\n")
    }
}

/// Line breaks in a gap between blocks.
pub(super) fn lines(gap: &str) -> usize {
    gap.matches('\n').count()
}
