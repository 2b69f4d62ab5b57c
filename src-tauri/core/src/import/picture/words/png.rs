//! The texts of a PNG: keyword and value, in Latin-1 or UTF-8, compressed or not.

use std::io::Read;

use encoding_rs::WINDOWS_1252;
use flate2::read::ZlibDecoder;
use img_parts::png::Png;

use super::{Found, MOST_BYTES, WordsSource, xmp};

/// Reads the text chunks of `png`.
pub(super) fn read(png: &Png, found: &mut Found) {
    for chunk in png.chunks().iter().filter(|chunk| chunk.contents().len() <= MOST_BYTES) {
        let text = match &chunk.kind() {
            b"tEXt" => split(chunk.contents()).map(|(keyword, text)| (keyword, latin_1(text))),
            b"zTXt" => compressed(chunk.contents()),
            b"iTXt" => international(chunk.contents()),
            _ => None,
        };
        match text {
            Some((b"Description", text)) => found.add(WordsSource::PngDescription, &text),
            Some((b"Author", text)) => found.add(WordsSource::PngAuthor, &text),
            Some((b"XML:com.adobe.xmp", text)) => xmp::read(text.as_bytes(), found),
            _ => {}
        }
    }
}

/// What stands before the next zero, and after it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn latin_1(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// Keyword, method, data.
fn compressed(contents: &[u8]) -> Option<(&[u8], String)> {
    let (keyword, rest) = split(contents)?;
    let (method, data) = rest.split_first()?;
    (*method == 0).then(|| (keyword, latin_1(&inflated(data))))
}

/// Keyword, whether it is compressed, method, language, translated keyword, text.
fn international(contents: &[u8]) -> Option<(&[u8], String)> {
    let (keyword, rest) = split(contents)?;
    let (&[is_compressed, method], rest) = rest.split_first_chunk::<2>()?;
    let (_, rest) = split(rest)?;
    let (_, text) = split(rest)?;
    match (is_compressed, method) {
        (0, _) => Some((keyword, String::from_utf8_lossy(text).into_owned())),
        (1, 0) => Some((keyword, String::from_utf8_lossy(&inflated(text)).into_owned())),
        _ => None,
    }
}

/// As much of it as may be: a kilobyte can stand for a gigabyte.
fn inflated(data: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    // What came out before an error is still text.
    let _ = ZlibDecoder::new(data).take(MOST_BYTES as u64).read_to_end(&mut text);
    text
}
