//! Pieces of a brief as they are in another.

use std::collections::HashSet;

use crate::brief::{Brief, Part, Takeaway, TakeawayId};
use crate::markdown::BlockKind;
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
    take_all(from, into, std::slice::from_ref(piece))
}

/// `into` with all of `pieces` as they are in `from`, in whatever order they come; a piece that holds another takes it
/// along. Each is meant as [`compare`](super::compare)`(from, into)` shows it: all that changed there, taken, is `from`.
///
/// # Errors
/// [`Error::NoSuchPiece`] if a piece is in neither brief.
pub fn take_all(from: &Brief, into: &Brief, pieces: &[Piece]) -> Result<Brief> {
    let mut taken = into.clone();
    take_markdown(from, &mut taken, pieces)?;
    let ids = pieces.iter().filter_map(|piece| if let Piece::Takeaway { id } = piece { Some(id) } else { None });
    let ids: HashSet<&TakeawayId> = ids.collect();
    taken.takeaways = take_takeaways(&from.takeaways, &into.takeaways, &ids).ok_or(Error::NoSuchPiece)?;
    for piece in pieces {
        match piece {
            Piece::Part { part } => take_part(from, &mut taken, *part),
            Piece::Details => {
                for field in details::FIELDS {
                    details::set(&mut taken, field, details::value(from, field));
                }
            }
            Piece::Everything | Piece::Takeaway { .. } | Piece::Block { .. } => {}
        }
    }
    Ok(if pieces.contains(&Piece::Everything) { from.clone() } else { taken })
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

/// None if an id is in neither list. One that moved, or came back, follows the nearest that it followed and that has not
/// been moved itself.
fn take_takeaways(from: &[Takeaway], into: &[Takeaway], ids: &HashSet<&TakeawayId>) -> Option<Vec<Takeaway>> {
    let known: HashSet<&TakeawayId> = from.iter().chain(into).map(|takeaway| &takeaway.id).collect();
    if !ids.is_subset(&known) {
        return None;
    }
    let is_taken = |takeaway: &&Takeaway| ids.contains(&takeaway.id);
    let stayed = pairs(from, into).into_iter().filter(|pair| !pair.moved).map(|pair| (pair.before, pair.after));
    let (mut taken, mut i, mut j) = (Vec::with_capacity(known.len()), 0, 0);
    for (x, y) in stayed.chain([(from.len(), into.len())]) {
        taken.extend(from[i..x].iter().filter(is_taken));
        taken.extend(into[j..y].iter().filter(|takeaway| !is_taken(takeaway)));
        taken.extend(from.get(x).filter(is_taken).or(into.get(y)));
        (i, j) = (x + 1, y + 1);
    }
    Some(taken.into_iter().cloned().collect())
}

fn take_markdown(from: &Brief, into: &mut Brief, pieces: &[Piece]) -> Result<()> {
    let texts = [
        (MarkdownPart::Analysis, &from.analysis.text, &mut into.analysis.text),
        (MarkdownPart::Body, &from.body, &mut into.body),
    ];
    for (of, from, into) in texts {
        let index = |piece: &Piece| match piece {
            Piece::Block { part, index } if *part == of => Some(*index as usize),
            _ => None,
        };
        let indices: Vec<usize> = pieces.iter().filter_map(index).collect();
        if !indices.is_empty() {
            *into = take_blocks(from, into, &indices).ok_or(Error::NoSuchPiece)?;
        }
    }
    Ok(())
}

/// `into` with the blocks of some rows as they are in `from`; none if there is no such row. Blank lines beside them follow,
/// nothing else changes. The rows are not sought again in what comes out: it may read otherwise than its blocks did, as
/// below the start of code that nothing ends.
fn take_blocks(from: &str, into: &str, indices: &[usize]) -> Option<String> {
    let both = Both { from: Text::new(from), into: Text::new(into) };
    let rows = rows(&both.from, &both.into);
    let mut taken = vec![false; rows.len()];
    for index in indices {
        *taken.get_mut(*index)? = true;
    }
    let chosen = rows.into_iter().zip(taken).map(|(row, taken)| Chosen { row, taken });
    let chosen: Vec<Chosen> = chosen.filter(|chosen| both.block(*chosen).is_some()).collect();
    let mut text = String::with_capacity(from.len().max(into.len()));
    for (at, block) in chosen.iter().enumerate() {
        let (of, index) = both.block(*block)?;
        text.push_str(of.core(index));
        text.push_str(both.gap(*block, chosen.get(at + 1).copied()));
    }
    Some(text)
}

/// A row, and whether it is to be as in the text that is taken from.
#[derive(Clone, Copy)]
struct Chosen {
    row: Row,
    taken: bool,
}

/// The text that is taken from and the one that is taken into.
struct Both<'a> {
    from: Text<'a>,
    into: Text<'a>,
}

impl<'a> Both<'a> {
    /// The block that a row gives, and where it is; none where its text has none.
    fn block(&self, Chosen { row, taken }: Chosen) -> Option<(&Text<'a>, usize)> {
        if taken { row.before().map(|i| (&self.from, i)) } else { row.after().map(|j| (&self.into, j)) }
    }

    /// The blank lines between a block and the next, or the end: as in the text where the two are neighbours, if they are in
    /// both as in the one that the block is from; else as many as either had there.
    fn gap(&self, block: Chosen, next: Option<Chosen>) -> &'a str {
        let (row, next_row) = (block.row, next.map(|next| next.row));
        let of_from = neighbours(&self.from, row.before(), next_row.map(Row::before));
        let of_into = neighbours(&self.into, row.after(), next_row.map(Row::after));
        let beside = if block.taken { of_from.or(of_into) } else { of_into.or(of_from) };
        beside.unwrap_or_else(|| match next {
            Some(next) => self.new_gap(block, next),
            None => end(&self.into).or(end(&self.from)).unwrap_or_default(),
        })
    }

    /// The blank lines between two blocks that have been neighbours in neither text.
    fn new_gap(&self, block: Chosen, next: Chosen) -> &'a str {
        let below = |text: &Text<'a>, index: Option<usize>| index.map(|index| text.gap(index));
        let above = |text: &Text<'a>, index: Option<usize>| below(text, index?.checked_sub(1));
        let gaps = [
            above(&self.into, next.row.after()),
            above(&self.from, next.row.before()),
            below(&self.into, block.row.after()),
            below(&self.from, block.row.before()),
        ];
        let least = if self.share_lines(block, next) { 1 } else { 2 };
        let widest = gaps.into_iter().flatten().max_by_key(|gap| lines(gap));
        widest.filter(|gap| lines(gap) >= least).unwrap_or("\n\n")
    }

    /// Whether two blocks stay two without a blank line between them.
    fn share_lines(&self, block: Chosen, next: Chosen) -> bool {
        let kind = |chosen| self.block(chosen).map(|(of, index)| &of.blocks[index].kind);
        matches!(
            (kind(block), kind(next)),
            (Some(BlockKind::ListItem { .. }), Some(BlockKind::ListItem { .. }))
                | (Some(BlockKind::TableRow { .. }), Some(BlockKind::TableRow { .. }))
        )
    }
}

/// What stands between two blocks of `text`, or between one and the end, if nothing else does.
fn neighbours<'a>(text: &Text<'a>, block: Option<usize>, next: Option<Option<usize>>) -> Option<&'a str> {
    let block = block?;
    let follows = next.unwrap_or(Some(text.blocks.len())) == Some(block + 1);
    follows.then(|| text.gap(block))
}

/// What stands after the last block of `text`.
fn end<'a>(text: &Text<'a>) -> Option<&'a str> {
    text.blocks.len().checked_sub(1).map(|last| text.gap(last))
}

/// Line breaks in a gap between blocks.
pub(super) fn lines(gap: &str) -> usize {
    gap.matches('\n').count()
}
