//! One piece of a brief as it is in another.

use crate::brief::{Brief, Part, Takeaway, TakeawayId};
use crate::{Error, Result};

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

/// `into` with the block of the row at `index` as it is in `from`. Blank lines beside it follow, nothing else changes.
fn take_block(from: &str, into: &str, index: usize) -> Option<String> {
    let (from, into) = (Text::new(from), Text::new(into));
    let rows = rows(&from, &into);
    let row = *rows.get(index)?;
    let is_here = |row: &Row| row.after().is_some();
    let previous = rows[..index].iter().copied().rfind(is_here);
    let next = rows[index + 1..].iter().copied().find(is_here);
    let joint = Joint { from: &from, into: &into };
    let (mut before, mut block, mut after) = (String::new(), String::new(), "");
    if let Some(j) = previous.and_then(Row::after) {
        before.push_str(&into.whole[..into.blocks[j].source.end - into.gap(j).len()]);
    }
    if let Some(j) = next.and_then(Row::after) {
        after = &into.whole[into.blocks[j].source.start..];
    }
    let follows = match row {
        Row::Both(i, j) => {
            before.push_str(previous.and_then(Row::after).map_or("", |previous| into.gap(previous)));
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
        before.push_str(joint.gap(previous, follows));
    }
    Some(before + &block + after)
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
