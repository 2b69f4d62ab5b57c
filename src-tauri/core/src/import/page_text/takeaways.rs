//! The list under the takeaways label: where its items begin and end, and what of them is the list's own marking.

use super::lines::{Item, Kind, Line, append};
use super::{Longer, as_markdown};

const BULLETS: &[char] = &[
    '•', '·', '●', '▪', '◦', '‣', '○', '■', '□', '▸', '▶', '►', '➤', '✓', '✔', '◆', '◇', '⁃', '∙', '・', '⚫', '★', '☆',
];
/// These are bullets only before a space: "-5%" is a number.
const SPACED_BULLETS: &[char] = &['-', '*', '–', '—', '+'];
/// No list of takeaways has a longer number: "2026." begins a sentence.
const MOST_DIGITS: usize = 2;
/// A line of more characters is no takeaway where nothing but length can tell.
const LONGEST_ITEM: usize = 300;
/// What makes "1月" and "3%" amounts, and not a list's number stuck to its text.
const COUNTERS: &[char] =
    &['年', '月', '日', '号', '號', '个', '個', '亿', '億', '万', '萬', '千', '百', '项', '項', '成', '倍', '点', '點'];
/// What may stand between a list's number and its text.
const POINTS: &[char] = &['.', ')', '、', '．'];
const OPENING: &[char] = &['“', '‘', '"', '\'', '《', '「', '(', '（'];
const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];

/// The takeaways as Markdown, and the lines that turned out to be none.
pub(super) struct List {
    pub items: Vec<String>,
    pub rest: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet,
    Number,
}

/// Parts the lines under the takeaways label. `is_bounded` says that they end at a label, not at the end of the article.
pub(super) fn split(mut lines: Vec<Line>, is_bounded: bool) -> List {
    if let Some(at) = lines.iter().take(2).position(|line| matches!(line.kind, Kind::List(_))) {
        return from_html(lines, at);
    }
    let is_marked = lines.iter().take(2).any(|line| marker(&line.plain).is_some());
    let is_numbered_apart = is_lone_number(&lines, 0, 1);
    let (items, rest) = if is_marked || is_numbered_apart {
        marked(lines)
    } else {
        let end = if is_bounded { lines.len() } else { unbounded_end(&lines) };
        let rest = lines.split_off(end);
        (lines.into_iter().map(|line| Found { plain: line.plain, markdown: line.markdown }).collect(), rest)
    };
    List { items: without_stuck_numbers(items), rest }
}

/// A list of an HTML page has its items already; the lines around it are none.
fn from_html(mut lines: Vec<Line>, at: usize) -> List {
    let rest_after = lines.split_off(at + 1);
    let list = lines.pop();
    lines.extend(rest_after);
    let items = match list.map(|line| line.kind) {
        Some(Kind::List(items)) => items,
        _ => Vec::new(),
    };
    let found = items.into_iter().map(|Item { plain, markdown }| Found { plain, markdown: Some(markdown) }).collect();
    List { items: without_stuck_numbers(found), rest: lines }
}

/// Items with their markers. What is marked by none goes on with its item, or after a blank line ends the list.
fn marked(lines: Vec<Line>) -> (Vec<Found>, Vec<Line>) {
    let mut items: Vec<String> = Vec::new();
    let mut rest = Vec::new();
    let mut style = None;
    let mut awaits_text = false;
    let mut index = 0;
    while index < lines.len() {
        let line = &lines[index];
        let found =
            marker(&line.plain).filter(|(kind, _)| *kind == *style.get_or_insert(*kind) || *kind == Marker::Bullet);
        let next = u32::try_from(items.len()).unwrap_or(u32::MAX).saturating_add(1);
        if let Some((_, text)) = found {
            items.push(text.to_owned());
            awaits_text = text.is_empty();
        } else if !awaits_text && is_lone_number(&lines, index, next) {
            items.push(String::new());
            awaits_text = true;
        } else if awaits_text || (!line.is_apart && !items.is_empty()) {
            if let Some(item) = items.last_mut() {
                append(item, &line.plain);
            }
            awaits_text = false;
        } else if items.is_empty() {
            rest.push(line.clone());
        } else {
            break;
        }
        index += 1;
    }
    rest.extend_from_slice(&lines[index..]);
    items.retain(|item| !item.is_empty());
    (items.into_iter().map(|plain| Found { plain, markdown: None }).collect(), rest)
}

/// Whether the line there is a number of the list by itself, over its text.
fn is_lone_number(lines: &[Line], index: usize, number: u32) -> bool {
    let next = lines.get(index + 1);
    lines.get(index).is_some_and(|line| line.plain == number.to_string())
        && next.is_some_and(|next| next.plain.parse::<u32>().is_err())
}

/// Where an unmarked list ends when no label ends it: at a blank line if its lines stand together, else before a paragraph.
fn unbounded_end(lines: &[Line]) -> usize {
    let stands_together = lines.get(1).is_some_and(|second| !second.is_apart);
    let ends = |line: &Line| if stands_together { line.is_apart } else { line.plain.is_longer_than(LONGEST_ITEM) };
    lines.iter().skip(1).position(ends).map_or(lines.len(), |end| end + 1)
}

/// The marker that `line` begins with, and its text.
fn marker(line: &str) -> Option<(Marker, &str)> {
    let first = line.chars().next()?;
    let after = &line[first.len_utf8()..];
    let is_alone = after.is_empty() || after.starts_with(char::is_whitespace);
    if BULLETS.contains(&first) || (SPACED_BULLETS.contains(&first) && is_alone) {
        return Some((Marker::Bullet, after.trim_start_matches('\u{FE0F}').trim_start()));
    }
    if matches!(first, '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '❶'..='❿' | '➀'..='➓' | '㈠'..='㈩') {
        return Some((Marker::Number, after.trim_start()));
    }
    parenthesised(line).or_else(|| numbered(line)).map(|text| (Marker::Number, text))
}

/// The text after "（1）" or "(1)" or "（一）" or "【1】".
fn parenthesised(line: &str) -> Option<&str> {
    let inner = line.strip_prefix(['（', '(', '【'])?;
    let (number, text) = inner.split_at(number_length(inner));
    let text = text.strip_prefix(['）', ')', '】'])?;
    (!number.is_empty()).then(|| text.trim_start())
}

/// The text of "1. text", "1) text", "1、text", "一、text".
fn numbered(line: &str) -> Option<&str> {
    let (number, rest) = line.split_at(number_length(line));
    let text = rest.strip_prefix(['.', ')', '、', '．', '）'])?;
    let is_decimal = rest.starts_with(['.', '．']) && text.starts_with(is_digit);
    let is_han = !number.starts_with(is_digit);
    if number.is_empty() || is_decimal || (is_han && !rest.starts_with(['、', '．', '.'])) {
        return None;
    }
    Some(text.trim_start())
}

/// How long the list number at the start of `text` is in bytes; 0 if there is none.
fn number_length(text: &str) -> usize {
    let digits = text.chars().take_while(|c| is_digit(*c));
    let (count, length) = digits.fold((0, 0), |(count, length), c| (count + 1, length + c.len_utf8()));
    if (1..=MOST_DIGITS).contains(&count) {
        return length;
    }
    let han = text.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).take(3);
    if count == 0 { han.map(char::len_utf8).sum() } else { 0 }
}

/// A digit as it is written in English or, as wide as a character, in Chinese.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The items without the numbers that copying a page has stuck to their texts ("• 1Text"): only if each has the number of its
/// place, so that "15 countries" stays.
fn without_stuck_numbers(items: Vec<Found>) -> Vec<String> {
    let numbers: Vec<Option<Stuck>> = items.iter().map(|item| Stuck::of(&item.plain)).collect();
    let in_order =
        numbers.iter().enumerate().all(|(at, stuck)| stuck.as_ref().is_some_and(|stuck| stuck.number == at + 1));
    let is_glued = numbers.iter().flatten().any(|stuck| stuck.is_glued);
    let are_amounts = numbers.iter().flatten().all(|stuck| stuck.is_amount);
    let strips = in_order && (items.len() > 1 || is_glued) && !are_amounts;
    let strip = |(stuck, item): (Option<Stuck>, Found)| match stuck {
        Some(stuck) if strips => item.without(&stuck),
        _ => item.into_markdown(),
    };
    numbers.into_iter().zip(items).map(strip).collect()
}

/// An item as found: its text, and its Markdown where HTML says more than the text.
struct Found {
    plain: String,
    markdown: Option<String>,
}

impl Found {
    fn into_markdown(self) -> String {
        self.markdown.unwrap_or_else(|| as_markdown(&self.plain))
    }

    fn without(self, stuck: &Stuck) -> String {
        let Some(markdown) = self.markdown else { return as_markdown(self.plain[stuck.length..].trim_start()) };
        let digits = &self.plain[..stuck.digits];
        let after = markdown.strip_prefix(&format!("**{digits}**")).or_else(|| markdown.strip_prefix(digits));
        // A number that is marked in another way stays rather than break the marks.
        match after {
            Some(after) => after.trim_start_matches('\\').trim_start_matches(POINTS).trim_start().to_owned(),
            None => markdown,
        }
    }
}

/// A number at the start of an item.
struct Stuck {
    number: usize,
    /// The bytes of its digits, and of these with the point after them.
    digits: usize,
    length: usize,
    is_glued: bool,
    is_amount: bool,
}

impl Stuck {
    fn of(item: &str) -> Option<Self> {
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let (number, text) = item.split_at(digits);
        let number = number.parse().ok().filter(|_| !number.starts_with('0'))?;
        let next = text.chars().next()?;
        let point = text.strip_prefix(POINTS).filter(|after| !after.starts_with(|c: char| c.is_ascii_digit()));
        let begins_text = next.is_alphabetic() || next.is_whitespace() || OPENING.contains(&next);
        if point.is_none() && !begins_text {
            return None;
        }
        let ends_word = |after: &str| !after.starts_with(char::is_alphanumeric);
        let is_ordinal = ORDINALS.iter().any(|end| text.strip_prefix(end).is_some_and(ends_word));
        Some(Self {
            number,
            digits,
            length: item.len() - point.unwrap_or(text).len(),
            is_glued: !next.is_whitespace(),
            is_amount: point.is_none() && (is_ordinal || COUNTERS.contains(&next)),
        })
    }
}
