//! Kinds of picture that are not taken, by their first bytes: so that they can be named.

/// How far into a file an SVG may begin to be one, after declarations and comments.
const SVG_WITHIN: usize = 4096;

/// The name of the kind of picture that `bytes` is, if it is one that no browser shows everywhere, or none of pixels.
pub(super) fn refused(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4)? {
            b"avif" | b"avis" => Some("AVIF"),
            b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => Some("HEIC"),
            _ => None,
        },
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some("TIFF"),
        [b'8', b'B', b'P', b'S', ..] => Some("Photoshop"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("BMP"),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Some("JPEG XL"),
        _ => is_svg(bytes).then_some("SVG"),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(SVG_WITHIN)]);
    let text = text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
    text.starts_with('<') && text.contains("<svg")
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn what_is_not_taken_has_a_name() {
        for (bytes, kind) in [
            (&b"\0\0\0\x18ftypheic\0\0"[..], Some("HEIC")),
            (b"\0\0\0\x18ftypmif1\0\0", Some("HEIC")),
            (b"\0\0\0\x1cftypavif\0\0", Some("AVIF")),
            (b"\0\0\0\x1cftypmp42\0\0", None),
            (b"\0\0\0\x1cftyp", None),
            (b"II*\0\x08\0", Some("TIFF")),
            (b"MM\0*\0\0", Some("TIFF")),
            (b"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- a --><svg xmlns='http://www.w3.org/2000/svg'/>", Some("SVG")),
            (b"<p>svg</p>", None),
            (b"BM\x36\0\0\0\0\0\0\0\x36", Some("BMP")),
            (b"\x89PNG\r\n\x1a\n", None),
            (b"", None),
        ] {
            assert_eq!(refused(bytes), kind, "{bytes:?}");
        }
    }
}
