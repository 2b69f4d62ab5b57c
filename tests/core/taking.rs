//! The laws of taking pieces of one brief into another: what was chosen comes, and nothing else changes.

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, Part, Takeaway, TakeawayId};
use briefdesk_core::compare::{
    BlockComparison, Comparison, Mark, MarkdownPart, Piece, PieceMark, Touched, compare, take, take_all,
};
use proptest::prelude::*;

use crate::comparing::{THREE, agrees, edited, edited_paragraph, markdown, side, takeaways, with_body, with_takeaways};
use crate::sample::{any_brief, easing, long_wire};

/// Blocks that stand anywhere, some of them alike.
const PARAGRAPHS: &[&str] = &[
    "The port reopened on Monday.",
    "The port reopened on Tuesday.",
    "Insurers had refused the business.",
    "Tickets go on sale early.",
    "央行宣布下调存款准备金率。",
    "央行再次下调存款准备金率。",
    "企业并不急于借钱。",
    "- the ports of the east",
    "- 东部的港口",
    "> said the minister",
    "## Who pays",
];

/// Paragraphs in any order, each at most once.
fn distinct() -> impl Strategy<Value = String> {
    prop::sample::subsequence(PARAGRAPHS, 0..=7).prop_shuffle().prop_map(|paragraphs| paragraphs.join("\n\n"))
}

/// Paragraphs of which some come again and again.
fn repeated() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARAGRAPHS[3..7]), 0..8).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

/// Two texts whose blocks read the same wherever they stand.
fn two_plain_texts() -> impl Strategy<Value = (String, String)> {
    prop_oneof![(distinct(), distinct()), (repeated(), repeated())]
}

/// Two texts of any kind, hostile ones among them.
fn two_texts() -> impl Strategy<Value = (String, String)> {
    let hostile = || markdown().prop_map(|pieces| pieces.concat());
    prop_oneof![two_plain_texts(), (hostile(), hostile()), edited()]
}

/// For each row whether it is taken, and a place among the others.
fn choices() -> impl Strategy<Value = Vec<(bool, u8)>> {
    prop::collection::vec(any::<(bool, u8)>(), 64)
}

fn block(index: usize) -> Piece {
    Piece::Block { part: MarkdownPart::Body, index: u32::try_from(index).unwrap() }
}

/// The blocks that are chosen, in the order of the numbers beside the choices.
fn chosen_blocks(choices: &[(bool, u8)], blocks: usize) -> Vec<Piece> {
    let mut chosen: Vec<usize> = (0..blocks).filter(|index| choices[index % choices.len()].0).collect();
    chosen.sort_by_key(|index| choices[index % choices.len()].1);
    chosen.into_iter().map(block).collect()
}

/// Each row as it is on the side that is chosen for it, without the blank lines after it.
fn chosen_sides(comparison: &Comparison, pieces: &[Piece]) -> Vec<String> {
    let chosen = |(at, row): (usize, &BlockComparison)| {
        let without = if pieces.contains(&block(at)) { Mark::Added } else { Mark::Removed };
        side(&row.source, without).trim_end_matches([' ', '\t', '\n', '\r']).to_owned()
    };
    comparison.body.iter().enumerate().map(chosen).filter(|text| !text.is_empty()).collect()
}

fn unspaced(text: &str) -> String {
    text.replace([' ', '\t', '\n', '\r'], "")
}

/// All that differs, each the smallest piece that the window offers of it.
fn changed_pieces(comparison: &Comparison) -> Vec<Piece> {
    let blocks = |part, blocks: &[BlockComparison]| -> Vec<Piece> {
        let changed = blocks.iter().zip(0..).filter(|(block, _)| block.mark != PieceMark::Same);
        changed.map(|(_, index)| Piece::Block { part, index }).collect()
    };
    let analysis = &comparison.analysis;
    let lines = [&analysis.label, &analysis.title, &analysis.byline, &analysis.tag];
    let is_new = |line: &&Vec<_>| side(line, Mark::Added) != side(line, Mark::Removed);
    let moved = comparison.takeaways.iter().filter(|takeaway| takeaway.mark != PieceMark::Same || takeaway.moved);
    let pieces = |part: &Touched| match part {
        Touched::Headline => vec![Piece::Part { part: Part::Headline }],
        Touched::Summary => vec![Piece::Part { part: Part::Summary }],
        Touched::Hero => vec![Piece::Part { part: Part::Hero }],
        Touched::Takeaways => moved.clone().map(|takeaway| Piece::Takeaway { id: takeaway.id.clone() }).collect(),
        Touched::Analysis if lines.iter().any(is_new) => vec![Piece::Part { part: Part::Analysis }],
        Touched::Analysis => blocks(MarkdownPart::Analysis, &analysis.text),
        Touched::Body => blocks(MarkdownPart::Body, &comparison.body),
        Touched::Details => vec![Piece::Details],
    };
    comparison.touched.iter().flat_map(pieces).collect()
}

/// Takes the first piece of the body that differs, until none does.
#[track_caller]
fn takes_block_by_block(from: &Brief, into: &Brief) {
    let mut taken = into.clone();
    for _ in 0..200 {
        let comparison = compare(from, &taken);
        let Some(index) = comparison.body.iter().position(|block| block.mark != PieceMark::Same) else {
            assert_eq!(taken, *from);
            return;
        };
        let piece = Piece::Block { part: MarkdownPart::Body, index: u32::try_from(index).unwrap() };
        taken = take(from, &taken, &piece).unwrap();
    }
    panic!("never ends: {:?} into {:?}, at last {:?}", from.body, into.body, taken.body);
}

proptest! {
    #[test]
    fn every_changed_piece_taken_is_the_other_brief(from in any_brief(), into in any_brief(), (a, b) in two_texts()) {
        let mut pieces = changed_pieces(&compare(&from, &into));
        prop_assert_eq!(&take_all(&from, &into, &pieces).unwrap(), &from);
        pieces.reverse();
        prop_assert_eq!(&take_all(&from, &into, &pieces).unwrap(), &from);
        prop_assert_eq!(&take_all(&from, &into, &[]).unwrap(), &into);
        prop_assert_eq!(&take(&from, &into, &Piece::Everything).unwrap(), &from);
        let with_texts = |text: &str| {
            let mut brief = with_body(text);
            brief.analysis.text = text.chars().rev().collect();
            brief
        };
        let (from, into) = (with_texts(&a), with_texts(&b));
        let pieces = changed_pieces(&compare(&from, &into));
        prop_assert_eq!(take_all(&from, &into, &pieces).unwrap(), from);
    }

    #[test]
    fn each_block_is_as_on_the_side_chosen_for_it(from in distinct(), into in distinct(), choices in choices()) {
        let (from, into) = (with_body(&from), with_body(&into));
        let comparison = compare(&from, &into);
        let pieces = chosen_blocks(&choices, comparison.body.len());
        let taken = take_all(&from, &into, &pieces).unwrap();
        prop_assert_eq!(taken.body, chosen_sides(&comparison, &pieces).join("\n\n"));
    }

    #[test]
    fn in_any_text_only_blank_lines_come_beside_what_was_chosen((from, into) in two_texts(), choices in choices()) {
        let (from, into) = (with_body(&from), with_body(&into));
        let comparison = compare(&from, &into);
        let pieces = chosen_blocks(&choices, comparison.body.len());
        let taken = take_all(&from, &into, &pieces).unwrap();
        prop_assert_eq!(unspaced(&taken.body), unspaced(&chosen_sides(&comparison, &pieces).concat()));
        // In whatever order, and however often.
        let mut sorted = [pieces.clone(), pieces].concat();
        sorted.sort_by_key(|piece| if let Piece::Block { index, .. } = piece { *index } else { 0 });
        prop_assert_eq!(&take_all(&from, &into, &sorted).unwrap(), &taken);
        // What is the same in both changes nothing, and neither does choosing it.
        let same = |piece: &Piece| matches!(piece, Piece::Block { index, .. } if comparison.body[*index as usize].mark == PieceMark::Same);
        let (same, changed): (Vec<_>, Vec<_>) = (0..comparison.body.len()).map(block).partition(same);
        prop_assert_eq!(&take_all(&from, &into, &same).unwrap(), &into);
        prop_assert_eq!(&take_all(&from, &into, &changed).unwrap(), &from);
        prop_assert_eq!(&take_all(&from, &into, &[changed, same].concat()).unwrap(), &from);
        prop_assert!(take(&from, &into, &block(comparison.body.len())).is_err());
    }

    #[test]
    fn each_takeaway_is_as_on_the_side_chosen_for_it(from in takeaways(), into in takeaways(), choices in choices()) {
        let (from, into) = (with_takeaways(from), with_takeaways(into));
        let compared = compare(&from, &into).takeaways;
        let mut chosen: Vec<_> = compared.iter().zip(&choices).filter(|(_, (is, _))| *is).collect();
        chosen.sort_by_key(|(_, (_, place))| *place);
        let ids: Vec<_> = chosen.iter().map(|(takeaway, _)| takeaway.id.clone()).collect();
        let pieces: Vec<_> = ids.iter().map(|id| Piece::Takeaway { id: id.clone() }).collect();
        let taken = take_all(&from, &into, &pieces).unwrap();
        let backwards: Vec<_> = pieces.into_iter().rev().collect();
        prop_assert_eq!(&take_all(&from, &into, &backwards).unwrap(), &taken);
        let is_taken = |takeaway: &&Takeaway| ids.contains(&takeaway.id);
        let of_from = from.takeaways.iter().filter(is_taken);
        let of_into = into.takeaways.iter().filter(|takeaway| !is_taken(takeaway));
        let mut expected: Vec<_> = of_from.chain(of_into).collect();
        let mut found: Vec<_> = taken.takeaways.iter().collect();
        expected.sort_by_key(|takeaway| takeaway.id.to_string());
        found.sort_by_key(|takeaway| takeaway.id.to_string());
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_body_taken_block_by_block_is_the_other_body((from, into) in two_plain_texts()) {
        takes_block_by_block(&with_body(&from), &with_body(&into));
    }

    #[test]
    fn takeaways_taken_one_by_one_are_the_other_takeaways(from in takeaways(), into in takeaways()) {
        let (from, mut taken) = (with_takeaways(from), with_takeaways(into));
        agrees(&from, &taken);
        for _ in 0..20 {
            let comparison = compare(&from, &taken);
            let differs = comparison.takeaways.iter().find(|takeaway| takeaway.mark != PieceMark::Same || takeaway.moved);
            let Some(differs) = differs else { break };
            taken = take(&from, &taken, &Piece::Takeaway { id: differs.id.clone() }).unwrap();
        }
        prop_assert_eq!(taken, from);
    }

    #[test]
    fn a_paragraph_is_taken_and_nothing_beside_it(edits in prop::collection::vec(0..4_u8, 6), at in any::<prop::sample::Index>()) {
        let edited = |edits: &[u8]| -> Vec<String> {
            edits.iter().enumerate().flat_map(|(number, edit)| edited_paragraph(number, *edit)).collect()
        };
        let (from, into) = (with_body(&edited(&[0; 6]).join("\n\n")), with_body(&edited(&edits).join("\n\n")));
        let comparison = compare(&from, &into);
        prop_assume!(!comparison.body.is_empty());
        let index = at.index(comparison.body.len());
        let piece = Piece::Block { part: MarkdownPart::Body, index: u32::try_from(index).unwrap() };
        let taken = take(&from, &into, &piece).unwrap();
        // The blocks of `into`, but that one as it was.
        let words = |block: &BlockComparison, without: Mark| side(&block.source, without).trim_end().to_owned();
        let expected = comparison.body.iter().enumerate().map(|(at, block)| {
            words(block, if at == index { Mark::Added } else { Mark::Removed })
        });
        let expected: Vec<String> = expected.filter(|block| !block.is_empty()).collect();
        prop_assert_eq!(taken.body, expected.join("\n\n"));
    }
}

#[test]
fn paragraphs_that_moved_are_taken_with_those_that_replaced_them() {
    let from = with_body("The port reopened on Monday.\n\nTickets go on sale early.");
    let into = with_body(
        "央行再次下调存款准备金率。\n\nTickets go on sale early.\n\n- the ports of the east\n\n\
         The port reopened on Monday.\n\nThe port reopened on Tuesday.",
    );
    let pieces = changed_pieces(&compare(&from, &into));
    assert_eq!(take_all(&from, &into, &pieces).unwrap(), from);
    let (from, into) = (with_body("一。\n\n二。\n\n一。\n\n二。"), with_body("二。\n\n二。\n\n一。"));
    assert_eq!(take_all(&from, &into, &changed_pieces(&compare(&from, &into))).unwrap(), from);
}

#[test]
fn blocks_that_meet_for_the_first_time_stay_two() {
    let taken = |from: &str, into: &str, index| take(&with_body(from), &with_body(into), &block(index)).unwrap().body;
    assert_eq!(taken("Ports open.\n# 谁来买单\nRoads close.\n", "Roads close.\n", 0), "Ports open.\n\nRoads close.\n");
    assert_eq!(taken("- ports\n- roads\n", "- 铁路\n- roads\n", 0), "- ports\n- 铁路\n- roads\n");
    assert_eq!(taken("Ports open.\n\nRoads close.\n", "", 0), "Ports open.\n");
}

#[test]
fn a_removed_paragraph_comes_back_where_it_stood() {
    let piece = |index| Piece::Block { part: MarkdownPart::Body, index };
    let taken = |into: &str, index| take(&with_body(THREE), &with_body(into), &piece(index)).unwrap().body;
    assert_eq!(taken("- ports\n- roads\n\nTickets go on sale early.\n", 0), THREE);
    assert_eq!(taken("The port reopened.\n\n- roads\n\nTickets go on sale early.\n", 1), THREE);
    assert_eq!(taken("The port reopened.\n\n- ports\n- roads", 3), THREE);
    assert_eq!(taken("The port reopened.\n\n- ports\n- roads\n\nTickets go on sale early.\n\nNew.\n", 4), THREE);
}

#[test]
fn a_changed_paragraph_is_taken_alone() {
    let into = "The port closed.\n\n- ports\n- mines\n\nTickets go on sale late.\n";
    let piece = Piece::Block { part: MarkdownPart::Body, index: 0 };
    let comparison = compare(&with_body(THREE), &with_body(into));
    assert_eq!(comparison.body[0].mark, PieceMark::Changed);
    let taken = take(&with_body(THREE), &with_body(into), &piece).unwrap();
    assert_eq!(taken.body, into.replace("closed", "reopened"));
}

#[test]
fn a_part_is_taken_alone() {
    let (from, into) = (easing(), long_wire());
    let taken = take(&from, &into, &Piece::Part { part: Part::Analysis }).unwrap();
    assert_eq!(taken, Brief { analysis: from.analysis.clone(), ..into.clone() });
    let taken = take(&from, &into, &Piece::Details).unwrap();
    assert_eq!((taken.language, taken.body), (from.language, into.body));
}

#[test]
fn a_piece_that_is_in_neither_is_refused_beside_whatever_others() {
    let (from, into) = (easing(), long_wire());
    let pieces = [
        Piece::Takeaway { id: TakeawayId::new("nobody").unwrap() },
        Piece::Block { part: MarkdownPart::Analysis, index: 99 },
        Piece::Block { part: MarkdownPart::Body, index: u32::MAX },
    ];
    for piece in pieces {
        assert!(matches!(take(&from, &into, &piece), Err(Error::NoSuchPiece)));
        assert!(matches!(take_all(&from, &into, &[Piece::Everything, piece]), Err(Error::NoSuchPiece)));
    }
}
