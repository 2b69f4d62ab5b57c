//! HTML of a text that is being written: only the blocks around an edit are made again, so that a long text is shown as quickly as a
//! short one.
//!
//! That holds while its blocks have nothing to do with each other. A text with footnotes, definitions of links or raw HTML, where one
//! block may change how another looks, is made anew as a whole, and compared with what it was.

use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::html::{
    DEEPEST_HTML, Embed, flatten, format, highest_heading, is_one_element, mend_alignment, nesting, prepare,
    shift_headings, to_html,
};
use super::images::{Images, Shown};
use super::parse::parse;
use super::{dialect, sanitise};

/// What changed in the HTML of a text: blocks in a row that take the place of others. Each is one element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Patch {
    /// The first block that goes, from 0.
    pub from: u32,
    /// How many go.
    pub removed: u32,
    /// What comes in their place.
    pub inserted: Vec<String>,
}

/// A text and its HTML, block by block.
#[derive(Debug)]
pub struct LiveHtml {
    text: String,
    top_heading: u8,
    id_prefix: &'static str,
    /// None for a text whose HTML does not come apart.
    blocks: Option<Vec<Block>>,
}

/// One element of the HTML. The footnotes are the last.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    /// The bytes from its beginning to that of the next; counts where blocks stand apart.
    length: usize,
    html: String,
    /// The highest level of a heading in it, as written.
    heading: Option<u8>,
}

impl LiveHtml {
    /// `text` where it stands in a page.
    #[must_use]
    pub fn new(text: &str, embed: Embed<'static>, images: Images<'_>) -> Self {
        let Embed { top_heading, id_prefix } = embed;
        let mut live = Self { text: text.to_owned(), top_heading, id_prefix, blocks: None };
        live.blocks = live.make_all(text, images);
        live
    }

    /// The text, as it was last given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same as [`to_html`] of the text.
    #[must_use]
    pub fn html(&self, images: Images<'_>) -> String {
        match &self.blocks {
            Some(blocks) => blocks.iter().map(|block| block.html.as_str()).collect(),
            None => to_html(&self.text, self.embed(), images),
        }
    }

    /// Goes on with `text`. Gives what changed; none if that can't be told by blocks. Linear in the length of the text, of which little
    /// is read anew where its blocks stand apart.
    pub fn update(&mut self, text: &str, images: Images<'_>) -> Option<Patch> {
        let all = 0..self.blocks.as_ref().map_or(0, Vec::len);
        let made = self.make_around(text, images).or_else(|| Some((all, self.make_all(text, images)?)));
        text.clone_into(&mut self.text);
        match (&mut self.blocks, made) {
            (Some(blocks), Some((place, fresh))) => Some(splice(blocks, place, fresh)),
            (blocks, made) => {
                *blocks = made.map(|(_, fresh)| fresh);
                None
            }
        }
    }

    fn embed(&self) -> Embed<'static> {
        Embed { top_heading: self.top_heading, id_prefix: self.id_prefix }
    }

    /// The blocks around what `text` has changed, and the place of those that they replace. None if all others may look different, too.
    fn make_around(&self, text: &str, images: Images<'_>) -> Option<(Range<usize>, Vec<Block>)> {
        let blocks = self.blocks.as_ref()?;
        if !stand_apart(&self.text) || !stand_apart(text) {
            return None;
        }
        let (before, after) = ends_in_common(self.text.as_bytes(), text.as_bytes());
        if before + after == text.len() && text.len() == self.text.len() {
            return Some((0..0, Vec::new()));
        }
        let ends: Vec<usize> = blocks
            .iter()
            .scan(0, |end, block| {
                *end += block.length;
                Some(*end)
            })
            .collect();
        let holds = |at: usize| ends.partition_point(|end| *end <= at).min(ends.len().saturating_sub(1));
        let begins = |block: usize| if block == 0 { 0 } else { ends[block - 1] };
        // The block before may go on in the one that was edited. One that follows another without a blank line may owe its kind to it.
        let mut first = holds(before).saturating_sub(1);
        while first > 0 && !ends_blank(&self.text[..begins(first)]) {
            first -= 1;
        }
        let last = holds(self.text.len() - after);
        let highest = blocks.iter().filter_map(|block| block.heading).min();
        let mut ahead = 1;
        loop {
            let until = (last + ahead).min(blocks.len().checked_sub(1)?);
            let start = begins(first);
            let end = text.len() - (self.text.len() - ends[until]);
            let kept = blocks[..first].iter().chain(&blocks[until + 1..]).filter_map(|block| block.heading).min();
            // Where the topmost heading came or went, all others move with it.
            let same_highest = |found: Option<u8>| [kept, found].into_iter().flatten().min();
            let Made { blocks: fresh, raw } = self.make(text.get(start..end)?, &same_highest, images)?;
            if raw || same_highest(fresh.iter().filter_map(|block| block.heading).min()) != highest {
                return None;
            }
            // What follows is as it was only if what it follows is.
            if until + 1 == blocks.len() || (until > last && fresh.last() == Some(&blocks[until])) {
                return Some((first..until + 1, fresh));
            }
            ahead *= 4;
        }
    }

    /// All blocks of `text`. None if they don't come apart.
    fn make_all(&self, text: &str, images: Images<'_>) -> Option<Vec<Block>> {
        let Made { blocks, raw } = self.make(text, &|found| found, images)?;
        // A tag may reach from one block into another.
        let apart =
            || blocks.iter().flat_map(|block| block.html.bytes()).eq(to_html(text, self.embed(), images).bytes());
        (!raw || apart()).then_some(blocks)
    }

    /// The blocks of `text`, whose highest heading in its whole is what `highest` says, given that in `text`. None if they are not one
    /// element each.
    fn make(&self, text: &str, highest: &dyn Fn(Option<u8>) -> Option<u8>, images: Images<'_>) -> Option<Made> {
        let mut options = dialect();
        options.render.r#unsafe = true;
        let arena = Arena::new();
        let root = parse(&arena, text, &options);
        let raw = root.descendants().any(|node| is_raw(node));
        let (notes, nodes): (Vec<_>, Vec<_>) = root.children().partition(|node| is_note(node));
        let lengths = if stand_apart(text) { lengths(&nodes, text)? } else { vec![0; nodes.len()] };
        let mut headings: Vec<_> = nodes.iter().map(|node| highest_heading(node)).collect();
        if !notes.is_empty() {
            headings.push(notes.iter().filter_map(|node| highest_heading(node)).min());
        }
        flatten(&arena, root);
        if let Some(highest) = highest(headings.iter().copied().flatten().min()) {
            shift_headings(root, highest, self.top_heading);
        }
        let mut shown = Shown::new(images);
        prepare(&arena, root, &mut shown);
        let mark = format!("block{}", Uuid::now_v7().simple());
        let mut html = String::with_capacity(text.len() * 5 / 4);
        for node in nodes {
            format(node, &options, &mut html);
            html.push_str(&mark);
            node.detach();
        }
        if !notes.is_empty() {
            // What is left of the text: they stand in one list.
            format(root, &options, &mut html);
            html.push_str(&mark);
        }
        if nesting(&html) > DEEPEST_HTML {
            return None;
        }
        let html = shown.put_into(sanitise::clean(&mend_alignment(html), self.id_prefix));
        let mut pieces: Vec<_> = html.split(&mark).map(str::to_owned).collect();
        pieces.pop();
        let whole = pieces.len() == headings.len() && pieces.iter().all(|piece| is_one_element(piece));
        let lengths = lengths.into_iter().chain([0]);
        let blocks = pieces.into_iter().zip(lengths).zip(headings);
        let blocks = blocks.map(|((html, length), heading)| Block { length, html, heading }).collect();
        whole.then_some(Made { blocks, raw })
    }
}

/// Blocks that were made together.
struct Made {
    blocks: Vec<Block>,
    /// Whether any of them has HTML of its own.
    raw: bool,
}

/// Whether nothing in `text` can name what stands in another block. Lines end as the store has them.
fn stand_apart(text: &str) -> bool {
    !text.contains("[^") && !text.contains("]:") && !text.contains('\r')
}

fn is_raw<'a>(node: Node<'a>) -> bool {
    matches!(node.data().value, NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_))
}

fn is_note<'a>(node: Node<'a>) -> bool {
    matches!(node.data().value, NodeValue::FootnoteDefinition(_))
}

/// The bytes of `text` from each of `nodes` to the next; the first begins at 0. None if they don't follow each other by whole lines.
fn lengths(nodes: &[Node<'_>], text: &str) -> Option<Vec<usize>> {
    let mut lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).enumerate();
    let mut starts = Vec::with_capacity(nodes.len());
    for node in nodes {
        let line = node.data().sourcepos.start.line.checked_sub(1)?;
        let (_, start) = lines.find(|(number, _)| *number == line)?;
        starts.push(if starts.is_empty() { 0 } else { start });
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    Some(starts.iter().zip(ends).map(|(start, end)| end - start).collect())
}

/// Whether the last line of `text` is blank.
fn ends_blank(text: &str) -> bool {
    text.strip_suffix('\n')
        .is_some_and(|lines| lines.rsplit('\n').next().unwrap_or_default().trim_matches([' ', '\t']).is_empty())
}

/// How many bytes two texts have in common at their beginning, and how many of the rest at their end.
fn ends_in_common(one: &[u8], other: &[u8]) -> (usize, usize) {
    let before = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let rest = one[before..].iter().rev().zip(other[before..].iter().rev());
    (before, rest.take_while(|(a, b)| a == b).count())
}

/// Puts `fresh` in a place among `blocks`, and tells only of those that look different.
fn splice(blocks: &mut Vec<Block>, place: Range<usize>, fresh: Vec<Block>) -> Patch {
    let looks = |old: &&Block, new: &&Block| old.html == new.html;
    let same = |old: &[Block], new: &[Block]| old.iter().zip(new).take_while(|(old, new)| looks(old, new)).count();
    let at_start = same(&blocks[place.clone()], &fresh);
    let old_rest = blocks[place.start + at_start..place.end].iter().rev();
    let at_end = old_rest.zip(fresh[at_start..].iter().rev()).take_while(|(old, new)| looks(old, new)).count();
    let inserted = fresh[at_start..fresh.len() - at_end].iter().map(|block| block.html.clone()).collect();
    let from = (place.start + at_start) as u32;
    let removed = (place.len() - at_start - at_end) as u32;
    blocks.splice(place, fresh);
    Patch { from, removed, inserted }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::images::EmbeddedImage;
    use super::*;

    const BODY: Embed<'static> = Embed { top_heading: 2, id_prefix: "body-" };

    fn picture(address: &str) -> Option<EmbeddedImage> {
        let source = address.strip_prefix("image:")?.to_owned();
        Some(EmbeddedImage { source, width: 3, height: 2 })
    }

    fn live(text: &str) -> LiveHtml {
        LiveHtml::new(text, BODY, &picture)
    }

    /// What a page shows that was made with `before` and patched since.
    fn patched(before: &[String], patch: &Patch) -> Vec<String> {
        let mut page = before.to_vec();
        let from = patch.from as usize;
        page.splice(from..from + patch.removed as usize, patch.inserted.iter().cloned());
        page
    }

    fn shown(live: &LiveHtml) -> Vec<String> {
        live.blocks.iter().flatten().map(|block| block.html.clone()).collect()
    }

    fn paragraphs(count: usize) -> String {
        (0..count).map(|n| format!("Lorry {n} waits at the pass. 第{n}辆卡车。\n\n")).collect()
    }

    #[test]
    fn a_key_in_a_long_text_changes_one_block() {
        let before = paragraphs(2_000);
        let mut live = live(&before);
        let after = before.replacen("Lorry 1000 waits", "Lorry 1000 still waits", 1);
        let patch = live.update(&after, &picture).unwrap();
        assert_eq!((patch.from, patch.removed), (1000, 1));
        assert_eq!(patch.inserted, ["<p>Lorry 1000 still waits at the pass. 第1000辆卡车。</p>\n"]);
        assert_eq!(live.html(&picture), to_html(&after, BODY, &picture));
    }

    #[test]
    fn a_fence_that_opens_swallows_all_that_follows_and_gives_it_back() {
        let before = paragraphs(50);
        let mut live = live(&before);
        let open = before.replacen("Lorry 20", "```\nLorry 20", 1);
        let patch = live.update(&open, &picture).unwrap();
        assert_eq!((patch.from, patch.removed, patch.inserted.len()), (20, 30, 1));
        let patch = live.update(&before, &picture).unwrap();
        assert_eq!((patch.from, patch.removed, patch.inserted.len()), (20, 1, 30));
        assert_eq!(live.html(&picture), to_html(&before, BODY, &picture));
    }

    #[test]
    fn headings_move_with_the_topmost_one() {
        let mut live = live("### Tolls\n\nOne.\n\n#### Fees\n");
        let after = "# Tolls\n\nOne.\n\n#### Fees\n";
        let patch = live.update(after, &picture).unwrap();
        assert_eq!((patch.from, patch.removed, patch.inserted.len()), (0, 3, 3));
        assert_eq!(live.html(&picture), to_html(after, BODY, &picture));
    }

    #[test]
    fn a_note_and_what_names_it_are_told_of_together() {
        let mut live = live("One.[^a] Two.[^b]\n\nThree.\n\n[^b]: B.\n\n[^a]: A.\n");
        let patch = live.update("One.[^a] Two.[^b]\n\nThree!\n\n[^b]: B.\n\n[^a]: A.\n", &picture).unwrap();
        assert_eq!((patch.from, patch.inserted), (1, vec!["<p>Three!</p>\n".to_owned()]));
        let patch = live.update("One.[^a] Two.[^b]\n\nThree!\n\n[^b]: B.\n\n[^a]: AA.\n", &picture).unwrap();
        assert_eq!((patch.from, patch.removed), (2, 1));
        assert!(patch.inserted[0].starts_with("<section") && patch.inserted[0].contains("AA."), "{patch:?}");
        let patch = live.update("One. Two.[^b]\n\nThree!\n\n[^b]: B.\n\n[^a]: AA.\n", &picture).unwrap();
        assert_eq!((patch.from, patch.removed, patch.inserted.len()), (0, 3, 3));
        assert_eq!(live.html(&picture), to_html(live.text(), BODY, &picture));
    }

    #[test]
    fn the_address_of_a_link_changes_it_wherever_it_stands() {
        let mut live = live("See [there].\n\nPlain.\n\n[there]: https://example.org\n");
        let patch = live.update("See [there].\n\nPlain.\n\n[there]: https://example.com\n", &picture).unwrap();
        assert_eq!((patch.from, patch.removed), (0, 1));
        assert_eq!(live.html(&picture), to_html(live.text(), BODY, &picture));
    }

    #[test]
    fn html_of_its_own_comes_apart_if_it_stays_in_its_block() {
        let mut live = live("CO<sub>2</sub>\n\nPlain.\n");
        assert!(live.update("CO<sub>2</sub>\n\nPlain!\n", &picture).is_some());
        assert!(live.update("CO<sub>3</sub>\n\nPlain!\n", &picture).is_some());
        for reaching in ["<b>a\n\nb</b>\n", "<div>\n\na\n\n</div>\n", "<!-- a -->\n\nb\n", "<b>a</b>b\n"] {
            live.update(reaching, &picture);
            assert_eq!(live.html(&picture), to_html(reaching, BODY, &picture));
            assert_eq!(live.update("Plain.\n", &picture).is_some(), reaching.ends_with("</b>b\n"));
            assert!(live.update("Plain!\n", &picture).is_some());
        }
    }

    /// Pieces of which most things that Markdown knows can come together.
    fn piece() -> impl Strategy<Value = String> {
        prop::sample::select(vec![
            "\n",
            "\n\n",
            "\n",
            "    ",
            "  ",
            "> ",
            "- ",
            "* ",
            "1. ",
            "2) ",
            "- [x] ",
            "# ",
            "## ",
            "### ",
            "---",
            "===",
            "```",
            "~~~",
            "| a | b |\n|---|:-:|\n| 1 | 2 |\n",
            "| ",
            "**",
            "*",
            "~~",
            "`",
            "[a](https://example.org)",
            "![图](image:ab)",
            "![x](https://example.org/x.png)",
            "[a](javascript:alert(1))",
            "word ",
            "山口",
            "。",
            "\\",
            "&amp;",
            "<",
            "<https://example.org>",
            "> [!NOTE]\n> ",
            "    code\n",
            "\t",
            "***",
            "[^1]",
            "[^注]",
            "\n\n[^1]: # Note\n",
            "\n\n[^注]: 见[^1]\n",
            "[there]",
            "\n\n[there]: https://example.org\n",
            "<b>",
            "</b>",
            "<br>",
            "H<sub>2</sub>O",
            "<div>",
            "</div>",
            "<table>",
            "<p>",
            "<a href=\"https://example.org\">",
            "<!--",
            "-->",
            "<li>",
            "<textarea>",
        ])
        .prop_map(str::to_owned)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn however_a_text_is_edited_the_page_is_that_of_the_text(
            start in prop::collection::vec(piece(), 0..60),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, prop::collection::vec(piece(), 0..4)), 1..8),
        ) {
            let mut pieces = start;
            let mut live = live(&pieces.concat());
            prop_assert_eq!(live.html(&picture), to_html(live.text(), BODY, &picture));
            for (at, gone, come) in edits {
                let at = at.index(pieces.len() + 1);
                let end = (at + gone).min(pieces.len());
                pieces.splice(at..end, come);
                let text = pieces.concat();
                let before = shown(&live);
                let patch = live.update(&text, &picture);
                prop_assert_eq!(live.html(&picture), to_html(&text, BODY, &picture), "{:?}", text);
                if let Some(patch) = patch {
                    prop_assert_eq!(patched(&before, &patch), shown(&live));
                }
            }
        }
    }
}
