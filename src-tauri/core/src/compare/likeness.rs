//! Whether two blocks say much the same.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::markdown::{Block, BlockKind};

/// From here on, of 1000, two blocks are one that was changed.
const ENOUGH: u32 = 350;

/// A block's words as numbers, in order of size; in Chinese, pairs of neighbours, of which unlike texts share few.
pub(super) struct Features {
    words: Vec<u64>,
    kind: std::mem::Discriminant<BlockKind>,
}

/// How much of two blocks is the same, of 1000.
pub(super) struct Likeness(u32);

impl Features {
    pub(super) fn of(block: &Block) -> Self {
        let mut words = Vec::new();
        for run in &block.runs {
            collect(&run.text, &mut words);
        }
        words.sort_unstable();
        Self { words, kind: std::mem::discriminant(&block.kind) }
    }
}

impl Likeness {
    /// Linear in the number of words.
    pub(super) fn between(a: &Features, b: &Features) -> Self {
        if a.words.is_empty() && b.words.is_empty() {
            return Self(if a.kind == b.kind { ENOUGH } else { 0 });
        }
        let (mut i, mut j, mut both) = (0, 0, 0_usize);
        while let (Some(x), Some(y)) = (a.words.get(i), b.words.get(j)) {
            both += usize::from(x == y);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        Self((2000 * both / (a.words.len() + b.words.len())) as u32)
    }

    /// The likeness, if it is enough for a pair.
    pub(super) fn enough(&self) -> Option<u32> {
        (self.0 >= ENOUGH).then_some(self.0)
    }
}

fn collect(text: &str, words: &mut Vec<u64>) {
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.is_ascii() {
            words.push(number(word));
            continue;
        }
        let mut letters = word.chars().peekable();
        let mut first = true;
        while let Some(letter) = letters.next() {
            match letters.peek() {
                Some(next) => words.push(number((letter, *next))),
                None if first => words.push(number(letter)),
                None => {}
            }
            first = false;
        }
    }
}

fn number(word: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::blocks;

    fn likeness(a: &str, b: &str) -> u32 {
        Likeness::between(&Features::of(&blocks(a)[0]), &Features::of(&blocks(b)[0])).0
    }

    #[test]
    fn an_edited_paragraph_is_like_itself_and_another_is_not() {
        assert_eq!(likeness("The port **reopened** on Monday.", "The port reopened on Monday."), 1000);
        assert!(likeness("The port reopened on Monday.", "The port reopened on Tuesday, two days late.") >= ENOUGH);
        assert!(likeness("The port reopened on Monday.", "Insurers had refused the same business twice.") < ENOUGH);
        assert!(likeness("银行间利率随即回落。", "银行间利率很快回落。") >= ENOUGH);
        assert!(likeness("银行间利率随即回落。", "周三的决定早在预期之中。") < ENOUGH);
    }
}
