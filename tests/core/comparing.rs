//! The laws of comparing, over any two briefs: what is said of them can be applied and merged.

use briefdesk_core::brief::{Brief, Takeaway, TakeawayId};
use briefdesk_core::compare::{
    BlockComparison, Comparison, Mark, PieceMark, Span, Stretch, Touched, apply, compare, merge, touched,
};
use proptest::prelude::*;

use crate::sample::{any_brief, long_wire};

/// Pieces of Markdown that stand badly beside each other, and some that stand well.
const PIECES: &[&str] = &[
    "The port reopened on Monday.",
    "周三的决定早在预期之中。",
    "央行再降准",
    "**重要的。**但",
    "*fine*",
    "[rule](https://example.org/a)",
    "![alt](a.png)",
    "![](b.png)",
    "[^n]",
    "[^n]: a note\n",
    "[a]: /b\n",
    "[a]",
    "`code`",
    "```\n",
    "~~~ rust\n",
    "    indented\n",
    "# ",
    "## Who pays\n",
    "===\n",
    "---\n",
    "***\n",
    "- one\n",
    "- two\n",
    "  - deep\n",
    "1. first\n",
    "2. second\n",
    "7) seventh\n",
    "- [ ] open\n",
    "- [x] done\n",
    "-\n",
    "> ",
    "> said\n",
    "> [!NOTE]\n",
    ">\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n",
    "| 3 |\n",
    "<b>",
    "</b>",
    "<div>\n",
    "<!-- ",
    "-->",
    "&amp;",
    "\\*",
    "  \n",
    "\\\n",
    "\t",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n\n",
    "👩‍👩‍👧",
    "🇨🇳",
    "e\u{301}",
    "\u{FEFF}",
    "\u{2028}",
    "\u{202E}",
    "8000亿",
    "3.2%",
    "the",
    "的",
    "，",
    ".",
];

pub fn markdown() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ];
    prop::collection::vec(piece, 0..24)
}

/// A text and what an hour of editing made of it.
pub fn edited() -> impl Strategy<Value = (String, String)> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, prop::sample::select(PIECES)), 0..6);
    (markdown(), edits).prop_map(|(mut pieces, edits)| {
        let before = pieces.concat();
        for (at, edit, piece) in edits {
            let at = at.index(pieces.len() + 1);
            match edit {
                0 if at < pieces.len() => drop(pieces.remove(at)),
                1 if at < pieces.len() => pieces[at] = piece.to_owned(),
                _ => pieces.insert(at, piece.to_owned()),
            }
        }
        (before, pieces.concat())
    })
}

pub fn takeaways() -> impl Strategy<Value = Vec<Takeaway>> {
    let texts = prop::collection::vec(
        (0..8_usize, prop::sample::select(vec!["One.", "Two *fine*.", "约一万亿元。", ""])),
        0..8,
    );
    texts.prop_map(|texts| {
        let mut takeaways: Vec<Takeaway> = Vec::new();
        for (id, text) in texts {
            let id = TakeawayId::new(format!("t{id}")).unwrap();
            if takeaways.iter().all(|takeaway| takeaway.id != id) {
                takeaways.push(Takeaway { id, text: text.to_owned() });
            }
        }
        takeaways
    })
}

pub fn with_body(body: &str) -> Brief {
    Brief { body: body.to_owned(), ..Brief::default() }
}

pub fn with_takeaways(takeaways: Vec<Takeaway>) -> Brief {
    Brief { takeaways, ..Brief::default() }
}

pub fn side(stretches: &[Stretch], without: Mark) -> String {
    stretches.iter().filter(|stretch| stretch.mark != without).map(|stretch| stretch.text.as_str()).collect()
}

fn sources(blocks: &[BlockComparison], without: Mark) -> String {
    blocks.iter().map(|block| side(&block.source, without)).collect()
}

#[track_caller]
pub fn agrees(before: &Brief, after: &Brief) -> Comparison {
    let comparison = compare(before, after);
    assert_eq!(apply(before, &comparison), *after);
    assert_eq!(side(&comparison.headline, Mark::Added), before.headline);
    assert_eq!(sources(&comparison.body, Mark::Added), before.body);
    assert_eq!(sources(&comparison.body, Mark::Removed), after.body);
    assert_eq!(sources(&comparison.analysis.text, Mark::Added), before.analysis.text);
    assert_eq!(
        touched(before, after),
        (comparison.touched.clone(), comparison.added, comparison.removed),
        "the short way says the same"
    );
    assert_eq!(comparison.touched.is_empty(), before == after);
    let changed = comparison.body.iter().any(|block| block.mark != PieceMark::Same);
    assert_eq!(changed, before.body != after.body, "a body that changed has a block that did");
    comparison
}

fn only_same<'a>(spans: impl IntoIterator<Item = &'a Span>) -> bool {
    spans.into_iter().all(|span| span.mark == Mark::Same && span.was.is_none())
}

proptest! {
    #[test]
    fn a_comparison_leads_from_any_brief_to_any_other(before in any_brief(), after in any_brief()) {
        agrees(&before, &after);
    }

    #[test]
    fn a_comparison_leads_from_a_text_to_what_was_made_of_it((before, after) in edited()) {
        agrees(&with_body(&before), &with_body(&after));
        let analysis = |text: &str| {
            let mut brief = Brief::default();
            brief.analysis.text = text.to_owned();
            brief
        };
        agrees(&analysis(&before), &analysis(&after));
    }

    #[test]
    fn a_brief_beside_itself_is_the_same(brief in any_brief(), (body, _) in edited()) {
        let brief = Brief { body, ..brief };
        let comparison = compare(&brief, &brief.clone());
        prop_assert_eq!((comparison.touched, comparison.added, comparison.removed, comparison.moved), (vec![], 0, 0, 0));
        prop_assert!(comparison.details.is_empty());
        prop_assert!(comparison.headline.iter().chain(&comparison.summary).all(|stretch| stretch.mark == Mark::Same));
        for block in comparison.body.iter().chain(&comparison.analysis.text) {
            prop_assert!(block.mark == PieceMark::Same && only_same(&block.spans) && block.was.is_none());
        }
        for takeaway in &comparison.takeaways {
            prop_assert!(takeaway.mark == PieceMark::Same && !takeaway.moved && only_same(&takeaway.spans));
        }
    }

    #[test]
    fn as_few_takeaways_as_possible_have_moved(order in Just((0..7_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let takeaway = |number: &usize| Takeaway { id: TakeawayId::new(format!("t{number}")).unwrap(), text: String::new() };
        let before = with_takeaways((0..7).map(|number| takeaway(&number)).collect());
        let comparison = compare(&before, &with_takeaways(order.iter().map(takeaway).collect()));
        // Of all sets that could have stayed in place, the largest.
        let rises = |set: u32| {
            let kept: Vec<_> = (0..7).filter(|place| set & (1 << place) != 0).map(|place| order[place]).collect();
            kept.is_sorted()
        };
        let most = (0..1_u32 << 7).filter(|set| rises(*set)).map(u32::count_ones).max().unwrap();
        prop_assert_eq!(comparison.moved, 7 - most);
        let stayed = comparison.takeaways.iter().filter(|takeaway| !takeaway.moved).map(|takeaway| takeaway.before);
        prop_assert!(stayed.collect::<Vec<_>>().is_sorted());
    }

    #[test]
    fn merging_with_no_change_of_one_side_is_the_other_side(a in any_brief(), b in any_brief()) {
        prop_assert_eq!(merge(&a, &b, &a), Some(b.clone()));
        prop_assert_eq!(merge(&a, &a, &b), Some(b.clone()));
        prop_assert_eq!(merge(&a, &b, &b), Some(b.clone()));
    }

    #[test]
    fn merging_never_depends_on_which_side_is_mine((a, b) in edited(), more in markdown()) {
        let (ancestor, mine, theirs) = (with_body(&a), with_body(&b), with_body(&format!("{a}{}", more.concat())));
        let (one, other) = (merge(&ancestor, &mine, &theirs), merge(&ancestor, &theirs, &mine));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn changes_of_different_paragraphs_merge(edits in prop::collection::vec((any::<bool>(), 0..4_u8), 8)) {
        let whose = |mine: Option<bool>| {
            let edit = |(number, (is_mine, edit)): (usize, &(bool, u8))| {
                edited_paragraph(number, if mine.is_none_or(|mine| mine == *is_mine) { *edit } else { 0 })
            };
            with_body(&edits.iter().enumerate().flat_map(edit).collect::<Vec<_>>().join("\n\n"))
        };
        let ancestor = with_body(&(0..8).flat_map(|number| edited_paragraph(number, 0)).collect::<Vec<_>>().join("\n\n"));
        prop_assert_eq!(merge(&ancestor, &whose(Some(true)), &whose(Some(false))), Some(whose(None)));
    }
}

/// One of several paragraphs as it was (0), changed (1), removed (2) or with another after it (3).
pub fn edited_paragraph(number: usize, edit: u8) -> Vec<String> {
    let subject = ["Ports", "Roads", "银行", "Mines", "企业", "Ferries", "Rails", "Banks"][number];
    let paragraph = format!("{subject} open later than {number} of their neighbours, 据称如此.");
    match edit {
        0 => vec![paragraph],
        1 => vec![paragraph.replace("later", "much earlier")],
        2 => Vec::new(),
        _ => vec![paragraph, format!("{subject}: nobody wrote that before, 无人提及。")],
    }
}

pub const THREE: &str = "The port reopened.\n\n- ports\n- roads\n\nTickets go on sale early.\n";

#[test]
fn both_sides_of_one_paragraph_do_not_merge() {
    let (mine, theirs) = (THREE.replace("reopened", "closed"), THREE.replace("port", "harbour"));
    assert_eq!(merge(&with_body(THREE), &with_body(&mine), &with_body(&theirs)), None);
    assert_eq!(merge(&with_body(THREE), &with_body(""), &with_body(&theirs)), None);
    let headline = |text: &str| Brief { headline: text.to_owned(), ..long_wire() };
    assert_eq!(merge(&headline("A"), &headline("B"), &headline("C")), None);
}

#[test]
fn paragraphs_added_at_different_places_merge() {
    let mine = "New first.\n\n".to_owned() + THREE;
    let theirs = THREE.to_owned() + "\nNew last.\n";
    let both = mine.clone() + "\nNew last.\n";
    assert_eq!(merge(&with_body(THREE), &with_body(&mine), &with_body(&theirs)), Some(with_body(&both)));
    let roads_gone = THREE.replace("- roads\n", "");
    let merged = merge(&with_body(THREE), &with_body(&roads_gone), &with_body(&theirs));
    assert_eq!(merged, Some(with_body(&theirs.replace("- roads\n", ""))));
}

#[test]
fn takeaways_merge_by_their_ids() {
    let list = |items: &[(&str, &str)]| {
        let takeaway =
            |(id, text): &(&str, &str)| Takeaway { id: TakeawayId::new(*id).unwrap(), text: (*text).to_owned() };
        with_takeaways(items.iter().map(takeaway).collect())
    };
    let ancestor = list(&[("a", "One."), ("b", "Two."), ("c", "三。")]);
    let mine = list(&[("c", "三。"), ("a", "One."), ("b", "Two!")]);
    let theirs = list(&[("a", "One."), ("n", "New."), ("b", "Two."), ("c", "三！")]);
    let both = list(&[("c", "三！"), ("a", "One."), ("n", "New."), ("b", "Two!")]);
    assert_eq!(merge(&ancestor, &mine, &theirs), Some(both.clone()));
    assert_eq!(merge(&ancestor, &theirs, &mine), Some(both));
    assert_eq!(merge(&ancestor, &mine, &list(&[("a", "One.")])), None, "they removed what I changed");
    assert_eq!(merge(&ancestor, &mine, &list(&[("b", "Two."), ("a", "One."), ("c", "三。")])), None, "two orders");
}

#[test]
fn details_tell_their_values() {
    let before = long_wire();
    let after = Brief { tags: vec!["电网".to_owned()], slug: "wire".to_owned(), ..before.clone() };
    let comparison = agrees(&before, &after);
    assert_eq!(comparison.touched, [Touched::Details]);
    let shown: Vec<_> =
        comparison.details.iter().map(|detail| (detail.before.as_str(), detail.after.as_str())).collect();
    assert_eq!(shown, [("the-long-wire", "wire"), ("energy\nno\n电网", "电网")]);
}
