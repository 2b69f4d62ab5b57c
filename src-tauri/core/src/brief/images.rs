//! Pictures of the library within Markdown: `![alternative text](image:HASH)`.

use std::collections::BTreeSet;

use super::ImageHash;

/// What the address of a picture of the library begins with, in any case.
const SCHEME: &str = "image:";
/// Digits of a hash.
const DIGITS: usize = 64;

/// The picture of the library that the address `url` is of, if it is one's.
#[must_use]
pub fn library_image(url: &str) -> Option<ImageHash> {
    let (scheme, hash) = url.split_at_checked(SCHEME.len())?;
    let hash = scheme.eq_ignore_ascii_case(SCHEME).then(|| hash.to_ascii_lowercase())?;
    ImageHash::try_from(hash).ok()
}

/// The pictures whose addresses stand in `markdown`, be it as text. Linear in its length.
#[must_use]
pub fn named_images(markdown: &str) -> BTreeSet<ImageHash> {
    let colons = markdown.match_indices(':').map(|(at, _)| at);
    let address = |colon: usize| {
        let start = (colon + 1).checked_sub(SCHEME.len())?;
        library_image(markdown.get(start..colon + 1 + DIGITS)?)
    };
    colons.filter_map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_address_of_a_picture() {
        let (one, other) = (ImageHash::of(b"1"), ImageHash::of(b"2"));
        let markdown = format!(
            "港口![](image:{one})![a](<IMAGE:{}> \"t\") image:{} image:",
            other.to_string().to_uppercase(),
            "f".repeat(63)
        );
        assert_eq!(named_images(&markdown), BTreeSet::from([one.clone(), other]));
        assert_eq!(named_images(&format!("{one} imago:{one} 港：{one}:")), BTreeSet::new());
        assert_eq!(library_image(&format!("image:{one}?")), None);
    }
}
