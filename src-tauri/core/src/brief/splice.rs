//! An edit of a long text, so that the text itself need not go along.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A stretch of a text that another takes the place of. Offsets are in UTF-16 units, as the window counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Splice {
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What comes in its place.
    pub insert: String,
}

impl Splice {
    /// Makes the edit in `text`, which is then `length` UTF-16 units long. Answers whether this is the text that was meant, as far as its
    /// length tells; if not, it is not to be used any more.
    pub fn apply(&self, text: &mut String, length: u32) -> bool {
        let (Some(from), Some(to)) = (byte_of(text, self.from), byte_of(text, self.to)) else { return false };
        if from > to {
            return false;
        }
        text.replace_range(from..to, &self.insert);
        text.encode_utf16().count() == length as usize
    }
}

/// The place in bytes of one in UTF-16 units, if there is a character's edge.
fn byte_of(text: &str, utf16: u32) -> Option<usize> {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= utf16 {
            return (units == utf16).then_some(at);
        }
        units += c.len_utf16() as u32;
    }
    (units == utf16).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_the_window_counts_them() {
        let text = "a山😀b";
        let places: Vec<_> = (0..=6).map(|at| byte_of(text, at)).collect();
        assert_eq!(places, [Some(0), Some(1), Some(4), None, Some(8), Some(9), None]);
    }

    #[test]
    fn an_edit_of_another_text_is_known_by_its_length() {
        let splice = Splice { from: 1, to: 2, insert: "水".to_owned() };
        let edited = |text: &str| {
            let mut text = text.to_owned();
            splice.apply(&mut text, 3).then_some(text)
        };
        assert_eq!(edited("a山b"), Some("a水b".to_owned()));
        assert_eq!(edited("a山bc"), None);
        assert_eq!(edited("a"), None);
        assert_eq!(edited("a😀"), None, "half a character");
    }
}
