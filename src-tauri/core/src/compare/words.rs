//! The words of a text: where a change begins and ends.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

/// Chinese has no spaces between words: a dictionary knows them.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Words that say little: alone between two changes they are no reason to tell these apart.
const SMALL_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "in", "is", "it",
    "its", "not", "of", "on", "or", "that", "the", "their", "this", "to", "was", "were", "which", "will", "with", "的",
    "了", "在", "是", "和", "与", "也", "将", "把", "被", "对", "为", "从", "到", "而", "但", "就", "都", "这", "那",
    "个", "中",
];

/// What a word weighs that says something.
pub(super) const WORD: usize = 3;

/// A word, white space between words, a mark of punctuation, or a thing that is no word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// Its first byte in the text that was split.
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// What sort of thing it is, if it is no word: equal only to others of its sort. 0 for words.
    pub(super) sort: u8,
}

impl Token<'_> {
    /// How much it matters that it stayed.
    pub(super) fn weight(&self) -> usize {
        if self.sort != 0 {
            WORD
        } else if self.text.chars().all(char::is_whitespace) {
            0
        } else if !self.text.contains(char::is_alphanumeric) || is_small(self.text) {
            1
        } else {
            WORD
        }
    }

    /// Whether a sentence or line ends here.
    pub(super) fn ends_sentence(&self) -> bool {
        matches!(self.text, "." | "!" | "?" | "。" | "！" | "？" | "；" | "\n")
    }
}

fn is_small(word: &str) -> bool {
    SMALL_WORDS.iter().any(|small| word.eq_ignore_ascii_case(small))
}

/// Adds the tokens of `text`, which stands at `at` in the whole. Linear in its length.
pub(super) fn split<'a>(text: &'a str, at: usize, tokens: &mut Vec<Token<'a>>) {
    let first = tokens.len();
    let mut start = 0;
    let mut after_number = false;
    for end in SEGMENTER.segment_str(text).filter(|end| *end > 0) {
        let word = &text[start..end];
        if after_number && is_unit(word) {
            // 1万亿 is one number, and so is 3.2%.
            if let Some(last) = tokens[first..].last_mut() {
                last.text = &text[last.at - at..end];
            }
        } else {
            after_number = word.starts_with(|c: char| c.is_ascii_digit());
            tokens.push(Token { at: at + start, text: word, sort: 0 });
        }
        start = end;
    }
}

fn is_unit(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿' | '兆' | '%' | '％' | '‰'))
}

/// Words in plain text, as [`crate::brief::count_words`] counts them.
pub(super) fn count(text: &str) -> u32 {
    u32::try_from(text.unicode_words().count()).unwrap_or(u32::MAX)
}

/// Gives equal tokens equal numbers.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    known: HashMap<(u8, &'a str), u32>,
}

impl<'a> Numbers<'a> {
    pub(super) fn of(&mut self, tokens: &[Token<'a>]) -> Vec<u32> {
        let mut number = |token: &Token<'a>| {
            let next = self.known.len() as u32;
            *self.known.entry((token.sort, token.text)).or_insert(next)
        };
        tokens.iter().map(&mut number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn splits(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        split(text, 0, &mut tokens);
        assert_eq!(tokens.iter().map(|token| token.text).collect::<Vec<_>>().join("|"), expected);
    }

    #[test]
    fn chinese_is_split_at_its_words() {
        splits("会议从周四推迟到周五。", "会议|从|周四|推迟|到|周五|。");
        splits("从8000亿元增至1万亿元，增长3.2%", "从|8000亿|元|增|至|1万亿|元|，|增长|3.2%");
    }

    #[test]
    fn english_is_split_at_its_words() {
        splits("It's  twenty-five, 8.5bn.", "It's|  |twenty|-|five|,| |8.5bn|.");
        splits("", "");
    }
}
