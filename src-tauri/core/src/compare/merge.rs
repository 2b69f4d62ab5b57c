//! Two briefs that come from one become one again, if they changed it in different places.

use std::collections::{HashMap, HashSet};

use crate::brief::{Analysis, Brief, Hero, Takeaway, TakeawayId};

use super::pairing::{Row, Text, rows};
use super::take::lines;

/// What `mine` and `theirs` made of `ancestor`, both together; none where both changed the same place: a line of text, a
/// block of Markdown, a takeaway, the order of the takeaways, a detail.
#[must_use]
pub fn merge(ancestor: &Brief, mine: &Brief, theirs: &Brief) -> Option<Brief> {
    macro_rules! either {
        ($($field:ident).+) => {
            either(&ancestor.$($field).+, &mine.$($field).+, &theirs.$($field).+)?.clone()
        };
    }
    Some(Brief {
        headline: either!(headline),
        summary: either!(summary),
        hero: merge_heroes(&ancestor.hero, &mine.hero, &theirs.hero)?,
        takeaways: merge_takeaways(&ancestor.takeaways, &mine.takeaways, &theirs.takeaways)?,
        analysis: Analysis {
            label: either!(analysis.label),
            title: either!(analysis.title),
            text: merge_markdown(&ancestor.analysis.text, &mine.analysis.text, &theirs.analysis.text)?,
            byline: either!(analysis.byline),
            tag: either!(analysis.tag),
        },
        body: merge_markdown(&ancestor.body, &mine.body, &theirs.body)?,
        publication: either!(publication),
        slug: either!(slug),
        byline: either!(byline),
        section: either!(section),
        tags: either!(tags),
        dateline: either!(dateline),
        language: either!(language),
        sources: either!(sources),
        canonical_url: either!(canonical_url),
        related: either!(related),
        status: either!(status),
        published_at: either!(published_at),
        embargo_until: either!(embargo_until),
        corrections: either!(corrections),
    })
}

/// The one that changed; none if both did, each in its own way.
fn either<T: PartialEq>(ancestor: T, mine: T, theirs: T) -> Option<T> {
    if mine == theirs || theirs == ancestor {
        Some(mine)
    } else if mine == ancestor {
        Some(theirs)
    } else {
        None
    }
}

fn merge_heroes(ancestor: &Option<Hero>, mine: &Option<Hero>, theirs: &Option<Hero>) -> Option<Option<Hero>> {
    if let Some(hero) = either(ancestor, mine, theirs) {
        return Some(hero.clone());
    }
    let (Some(ancestor), Some(mine), Some(theirs)) = (ancestor, mine, theirs) else { return None };
    Some(Some(Hero {
        image: either(&ancestor.image, &mine.image, &theirs.image)?.clone(),
        alt: either(&ancestor.alt, &mine.alt, &theirs.alt)?.clone(),
        caption: either(&ancestor.caption, &mine.caption, &theirs.caption)?.clone(),
        credit: either(&ancestor.credit, &mine.credit, &theirs.credit)?.clone(),
        decorative: either(ancestor.decorative, mine.decorative, theirs.decorative)?,
        focal: either(ancestor.focal, mine.focal, theirs.focal)?,
        original: either(&ancestor.original, &mine.original, &theirs.original)?.clone(),
    }))
}

fn merge_takeaways(ancestor: &[Takeaway], mine: &[Takeaway], theirs: &[Takeaway]) -> Option<Vec<Takeaway>> {
    if let Some(takeaways) = either(ancestor, mine, theirs) {
        return Some(takeaways.to_vec());
    }
    let (of_ancestor, of_mine, of_theirs) = (by_id(ancestor)?, by_id(mine)?, by_id(theirs)?);
    let mut texts = HashMap::new();
    for id in of_mine.keys().chain(of_theirs.keys()) {
        let text = either(of_ancestor.get(id), of_mine.get(id), of_theirs.get(id))?;
        if let Some(text) = text {
            texts.insert(*id, *text);
        }
    }
    let in_all = |takeaways: &'_ [Takeaway]| -> Vec<TakeawayId> {
        let everywhere =
            |id: &&TakeawayId| of_ancestor.contains_key(id) && of_mine.contains_key(id) && of_theirs.contains_key(id);
        takeaways.iter().map(|takeaway| &takeaway.id).filter(everywhere).cloned().collect()
    };
    let (old_order, my_order, their_order) = (in_all(ancestor), in_all(mine), in_all(theirs));
    let order = either(&old_order, &my_order, &their_order)?;
    let (base, other) = if *order == my_order { (mine, theirs) } else { (theirs, mine) };
    let ids = interleave(base, other, &texts);
    Some(
        ids.into_iter()
            .filter_map(|id| Some(Takeaway { id: id.clone(), text: (*texts.get(id)?).to_owned() }))
            .collect(),
    )
}

/// Each takeaway's text; none if an id repeats.
fn by_id(takeaways: &[Takeaway]) -> Option<HashMap<&TakeawayId, &str>> {
    let texts: HashMap<_, _> = takeaways.iter().map(|takeaway| (&takeaway.id, takeaway.text.as_str())).collect();
    (texts.len() == takeaways.len()).then_some(texts)
}

/// The ids of `texts` in the order of `base`; those in `other` alone follow what they follow there.
fn interleave<'a>(
    base: &'a [Takeaway],
    other: &'a [Takeaway],
    texts: &HashMap<&TakeawayId, &str>,
) -> Vec<&'a TakeawayId> {
    let kept = |takeaway: &&Takeaway| texts.contains_key(&takeaway.id);
    let in_base: HashSet<&TakeawayId> = base.iter().map(|takeaway| &takeaway.id).collect();
    let mut following: HashMap<Option<&TakeawayId>, Vec<&TakeawayId>> = HashMap::new();
    let mut last = None;
    for takeaway in other.iter().filter(kept) {
        if in_base.contains(&takeaway.id) {
            last = Some(&takeaway.id);
        } else {
            following.entry(last).or_default().push(&takeaway.id);
        }
    }
    let mut ids = following.remove(&None).unwrap_or_default();
    for takeaway in base.iter().filter(kept) {
        ids.push(&takeaway.id);
        ids.extend(following.remove(&Some(&takeaway.id)).unwrap_or_default());
    }
    ids
}

fn merge_markdown(ancestor: &str, mine: &str, theirs: &str) -> Option<String> {
    if let Some(text) = either(ancestor, mine, theirs) {
        return Some(text.to_owned());
    }
    let (ancestor, mine, theirs) = (Text::new(ancestor), Text::new(mine), Text::new(theirs));
    let (my, their) = (Side::new(&ancestor, &mine), Side::new(&ancestor, &theirs));
    let mut merged: Vec<(&str, &str)> = Vec::new();
    for place in 0..=ancestor.blocks.len() {
        merged.extend(new_blocks(my.added(place), their.added(place))?);
        if place == ancestor.blocks.len() {
            break;
        }
        let (m, t) = (my.kept[place], their.kept[place]);
        let core = either(Some(ancestor.core(place)), m.map(|m| mine.core(m)), t.map(|t| theirs.core(t)))?;
        let gap = merge_gaps(Some(ancestor.gap(place)), m.map(|m| mine.gap(m)), t.map(|t| theirs.gap(t)));
        if let Some(core) = core {
            merged.push((core, gap));
        }
    }
    let end = |text: &Text<'_>| text.blocks.len().checked_sub(1);
    let end = merge_gaps(
        end(&ancestor).map(|last| ancestor.gap(last)),
        end(&mine).map(|last| mine.gap(last)),
        end(&theirs).map(|last| theirs.gap(last)),
    );
    Some(written(&merged, end))
}

/// The blank lines after a block: they are no reason for a conflict.
fn merge_gaps<'a>(ancestor: Option<&'a str>, mine: Option<&'a str>, theirs: Option<&'a str>) -> &'a str {
    let widest = || [mine, theirs].into_iter().flatten().max_by_key(|gap| (lines(gap), gap.len(), *gap));
    either(ancestor, mine, theirs).flatten().or_else(widest).unwrap_or_default()
}

/// A text beside the one that it came from.
struct Side<'a> {
    text: &'a Text<'a>,
    /// For each block of the ancestor, what it is here.
    kept: Vec<Option<usize>>,
    /// New blocks that stand before each block of the ancestor, and at the end.
    added: Vec<Vec<usize>>,
}

impl<'a> Side<'a> {
    fn new(ancestor: &Text<'_>, text: &'a Text<'a>) -> Self {
        let mut side = Self { text, kept: Vec::new(), added: vec![Vec::new()] };
        for row in rows(ancestor, text) {
            match row {
                Row::Added(index) => side.added[side.kept.len()].push(index),
                Row::Both(..) | Row::Removed(_) => {
                    side.kept.push(row.after());
                    side.added.push(Vec::new());
                }
            }
        }
        side
    }

    fn added(&self, place: usize) -> Vec<(&'a str, &'a str)> {
        self.added[place].iter().map(|index| (self.text.core(*index), self.text.gap(*index))).collect()
    }
}

/// Blocks that came at one place: from one side, or the same from both.
fn new_blocks<'a>(mine: Vec<(&'a str, &'a str)>, theirs: Vec<(&'a str, &'a str)>) -> Option<Vec<(&'a str, &'a str)>> {
    let cores = |blocks: &[(&'a str, &'a str)]| blocks.iter().map(|(core, _)| *core).collect::<Vec<_>>();
    if theirs.is_empty() || cores(&mine) == cores(&theirs) { Some(mine) } else { mine.is_empty().then_some(theirs) }
}

/// The blocks as a text that ends as `end` says.
fn written(blocks: &[(&str, &str)], end: &str) -> String {
    let mut text = String::new();
    for (index, (core, gap)) in blocks.iter().enumerate() {
        text.push_str(core);
        text.push_str(match *gap {
            _ if index + 1 == blocks.len() => end,
            gap if lines(gap) == 0 => "\n\n",
            gap => gap,
        });
    }
    text
}
