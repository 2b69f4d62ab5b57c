//! How long a brief is. Words by Unicode's rules (UAX #29), under which each Han character counts as one.

use serde::{Deserialize, Serialize};
use specta::Type;
use unicode_segmentation::UnicodeSegmentation;

use super::Brief;

/// Silent reading, in words a minute: Brysbaert (2019), non-fiction in English.
const WORDS_A_MINUTE: f64 = 238.0;
/// Silent reading, in characters a minute: the lower end of what is measured for news in Chinese.
const HAN_A_MINUTE: f64 = 400.0;

/// The length of a brief's printed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Counts {
    /// Words; in Chinese, characters.
    pub words: u32,
    /// Reading time in minutes, rounded up.
    pub minutes: u32,
}

/// The words in `markdown`, Han characters one each; link targets don't count. Linear in its length.
#[must_use]
pub fn count_words(markdown: &str) -> u32 {
    let count = prose(markdown).map(words_in).sum::<usize>();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a byte is to whoever counts words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Blank,
    /// Another one of ASCII.
    Mark,
    /// Of a longer character.
    Other,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        kinds[byte as usize] = if byte.is_ascii_alphanumeric() {
            Kind::Letter
        } else if byte.is_ascii_whitespace() {
            Kind::Blank
        } else {
            Kind::Mark
        };
        byte += 1;
    }
    kinds
};

/// The words in `text`. No word goes on over a blank of ASCII, and what is between two is mostly one plain word with marks before and behind
/// it, which needs no tables of Unicode.
fn words_in(text: &str) -> usize {
    let bytes = text.as_bytes();
    let kind = |at: usize| bytes.get(at).map(|byte| KINDS[usize::from(*byte)]);
    let run = |mut at: usize, of: Kind| {
        while kind(at) == Some(of) {
            at += 1;
        }
        at
    };
    let mut count = 0;
    let mut from = 0;
    while from < bytes.len() {
        let word = run(from, Kind::Mark);
        let behind = run(word, Kind::Letter);
        let mut to = run(behind, Kind::Mark);
        if matches!(kind(to), None | Some(Kind::Blank)) {
            count += usize::from(behind > word);
        } else {
            while !matches!(kind(to), None | Some(Kind::Blank)) {
                to += 1;
            }
            count += text[from..to].unicode_words().count();
        }
        // The blank behind it goes too.
        from = to + 1;
    }
    count
}

/// The length of all that the page prints of `brief`.
#[must_use]
pub fn counts(brief: &Brief) -> Counts {
    let takeaways = brief.takeaways.iter().map(|takeaway| takeaway.text.as_str());
    let texts = [&brief.headline, &brief.summary, &brief.analysis.text, &brief.body];
    let mut words = 0;
    let mut han = 0;
    for text in texts.into_iter().map(String::as_str).chain(takeaways) {
        words += count_words(text);
        if !text.is_ascii() {
            han += text.chars().filter(|c| is_han(*c)).count();
        }
    }
    let others = f64::from(words) - han as f64;
    let minutes = (others.max(0.0) / WORDS_A_MINUTE + han as f64 / HAN_A_MINUTE).ceil();
    Counts { words, minutes: minutes as u32 }
}

/// The runs of `markdown` between link targets: what stands in `](…)` is an address, not prose.
fn prose(markdown: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(markdown);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(target) = text.find("](") else {
            rest = None;
            return Some(text);
        };
        let line_end = text[target..].find('\n').map_or(text.len(), |end| target + end);
        let end = text[target..line_end].find(')').map_or(target + 2, |close| target + close + 1);
        rest = Some(&text[end..]);
        Some(&text[..target])
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_and_han_characters() {
        assert_eq!(count_words("Three lines won approval, the most on record."), 8);
        assert_eq!(count_words("央行再降准：宽松能否唤醒信贷"), 13);
        assert_eq!(count_words("出口 grew 3.2% in May"), 6);
        assert_eq!(count_words(""), 0);
    }

    proptest::proptest! {
        #[test]
        fn plain_words_are_counted_as_the_tables_say(text in "([a-z0-9_'.,:*\u{301}\u{200d}\u{fe0f}é字かアก🇫🇷👍\"-]{0,4}[ \n\t\u{a0}]?){0,12}") {
            proptest::prop_assert_eq!(count_words(&text) as usize, text.unicode_words().count());
        }
    }

    #[test]
    fn link_targets_are_not_words() {
        assert_eq!(count_words("See [the rule](https://example.org/a/b) now"), 4);
        assert_eq!(count_words("a ](unclosed\nb"), 3);
    }

    #[test]
    fn reading_time_adds_both_scripts() {
        let brief = Brief { body: "word ".repeat(239), headline: "字".repeat(400), ..Brief::default() };
        assert_eq!(counts(&brief), Counts { words: 639, minutes: 3 });
    }
}
