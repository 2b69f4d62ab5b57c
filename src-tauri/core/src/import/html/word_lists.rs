//! Word writes each item of a list as a paragraph that says its level, with its marker as text.

use scraper::ElementRef;

use super::blocks::Container;
use super::dom::elements;
use super::style::declared;

/// The items that are open, from the outermost in.
#[derive(Default)]
pub(super) struct WordLists {
    levels: Vec<Level>,
}

struct Level {
    level: usize,
    list: usize,
    /// The number of the next item; `None` in a list of bullets.
    next: Option<usize>,
    item: Container,
}

impl WordLists {
    /// The items that a paragraph stands in if it is one of Word's, itself included; `new_id` names lists and items.
    pub(super) fn item(
        &mut self,
        paragraph: ElementRef<'_>,
        mut new_id: impl FnMut() -> usize,
    ) -> Option<Vec<Container>> {
        let level = level_of(paragraph)?;
        let (is_ordered, number) = marker_of(&marker_text(paragraph));
        while self.levels.last().is_some_and(|last| last.level > level) {
            self.levels.pop();
        }
        let last = self.levels.pop_if(|last| last.level == level);
        let goes_on = last.filter(|last| match last.next {
            Some(next) => is_ordered && number.is_none_or(|number| number == next),
            None => !is_ordered,
        });
        let list = goes_on.as_ref().map_or_else(&mut new_id, |last| last.list);
        let number = is_ordered.then(|| number.or_else(|| goes_on.and_then(|last| last.next)).unwrap_or(1));
        let item = Container::Item { list, id: new_id(), number };
        self.levels.push(Level { level, list, next: number.map(|number| number.saturating_add(1)), item });
        Some(self.levels.iter().map(|level| level.item.clone()).collect())
    }

    /// Something that is no item: what follows is another list.
    pub(super) fn end(&mut self) {
        self.levels.clear();
    }
}

/// Word knows no deeper one. Without a bound each item could stand in as many as came before it.
const DEEPEST: usize = 9;

/// The level in "l0 level2 lfo1", counted from 1.
fn level_of(paragraph: ElementRef<'_>) -> Option<usize> {
    let list = declared(paragraph, "mso-list")?;
    let level = list.split_ascii_whitespace().find_map(|word| word.strip_prefix("level")?.parse().ok());
    level.map(|level: usize| level.clamp(1, DEEPEST))
}

fn marker_text(paragraph: ElementRef<'_>) -> String {
    let mut spans = elements(paragraph).skip(1);
    let marker = spans.find(|span| declared(*span, "mso-list").as_deref() == Some("ignore"));
    marker.map(|span| span.text().collect()).unwrap_or_default()
}

/// Whether a marker counts, and its number where that is written in digits: "·" and "o" are bullets, "b)" counts on.
fn marker_of(text: &str) -> (bool, Option<usize>) {
    let marker: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let value = marker.trim_matches(['(', ')', '（', '）', '.', '、', '．']);
    let is_word = !value.is_empty() && value.chars().all(char::is_alphanumeric);
    // A bare "o" is the bullet of the second level.
    let is_ordered = is_word && (value != marker || value.parse::<usize>().is_ok());
    (is_ordered, value.parse().ok().filter(|_| is_ordered))
}
