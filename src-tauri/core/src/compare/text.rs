//! Plain text, and the source of Markdown, word by word.

use super::steps::{Step, steps};
use super::types::{Mark, Stretch};
use super::words::{self, Token};

/// `before` and `after` word by word; nothing when both are empty. Near linear in their length.
pub(super) fn stretches(before: &str, after: &str) -> Vec<Stretch> {
    if before == after || before.is_empty() || after.is_empty() {
        let mark = if before == after {
            Mark::Same
        } else if before.is_empty() {
            Mark::Added
        } else {
            Mark::Removed
        };
        let mut whole = Vec::new();
        push(&mut whole, mark, if before.is_empty() { after } else { before });
        return whole;
    }
    let (mut a, mut b) = (Vec::new(), Vec::new());
    words::split(before, 0, &mut a);
    words::split(after, 0, &mut b);
    let mut stretches = Vec::new();
    for step in steps(&a, &b) {
        match step {
            Step::Same(_, of_b) => push(&mut stretches, Mark::Same, text(after, &b[of_b])),
            Step::Change(of_a, of_b) => {
                push(&mut stretches, Mark::Removed, text(before, &a[of_a]));
                push(&mut stretches, Mark::Added, text(after, &b[of_b]));
            }
        }
    }
    stretches
}

/// Adds a stretch unless it is empty, joined to the last if that has the same mark.
pub(super) fn push(stretches: &mut Vec<Stretch>, mark: Mark, text: &str) {
    match stretches.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.mark == mark => last.text.push_str(text),
        _ => stretches.push(Stretch { mark, text: text.to_owned() }),
    }
}

fn text<'a>(whole: &'a str, tokens: &[Token<'a>]) -> &'a str {
    match tokens {
        [first, .., last] => &whole[first.at..last.at + last.text.len()],
        [only] => only.text,
        [] => "",
    }
}

/// The text after, or before, of which `stretches` tell.
pub(super) fn side<'a>(stretches: impl IntoIterator<Item = &'a Stretch>, without: Mark) -> String {
    stretches.into_iter().filter(|stretch| stretch.mark != without).map(|stretch| stretch.text.as_str()).collect()
}

/// Words added and removed.
pub(super) fn counts(stretches: &[Stretch]) -> (u32, u32) {
    let count = |mark: Mark| {
        let of_mark = stretches.iter().filter(|stretch| stretch.mark == mark);
        of_mark.map(|stretch| words::count(&stretch.text)).fold(0, u32::saturating_add)
    };
    (count(Mark::Added), count(Mark::Removed))
}
