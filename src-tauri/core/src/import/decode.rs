//! The text of a file, whatever its encoding: editors send what Word, a wire or an old CMS saved.
//!
//! Knows nothing of briefs, of file names or of formats, and depends on nothing else in this crate.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// One stray control character in so many is damage; more is a file that isn't text.
const CHARS_PER_CONTROL: usize = 100;
/// A file with fewer broken bytes than one per so many good multi-byte characters is damaged UTF-8, not another encoding.
const GOOD_PER_BROKEN: usize = 10;

/// Why bytes could not be read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Nothing, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// An image, an archive or another file that is not made of text.
    #[error("the file is not text")]
    NotText,
}

/// The text of `bytes`: UTF-8 or UTF-16 with or without a byte order mark, GB18030, else a legacy encoding by its statistics.
///
/// Line breaks become `\n` and the byte order mark goes. Control characters other than tab and line break are dropped, and
/// terminal escape sequences whole: no one typed them, and they would make exported XML invalid and a terminal obey.
///
/// # Errors
/// [`DecodeError::Empty`] if there is nothing but white space, [`DecodeError::NotText`] if the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<String, DecodeError> {
    let text = clean(&characters(bytes)?)?;
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(DecodeError::Empty);
    }
    Ok(text)
}

fn characters(bytes: &[u8]) -> Result<String, DecodeError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok(text.into_owned());
    }
    if !bytes.contains(&0)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Ok(text.to_owned());
    }
    if let Some(text) = unmarked_utf16(bytes) {
        return Ok(text);
    }
    // None of the encodings left has a use for this byte: spare the detector archives and pictures.
    if bytes.contains(&0) {
        return Err(DecodeError::NotText);
    }
    damaged_utf8(bytes).or_else(|| legacy(bytes)).ok_or(DecodeError::NotText)
}

/// UTF-16 that has lost its mark: only if it makes sense in one of the byte orders and could be nothing else.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    let even = bytes.len().is_multiple_of(2);
    if !even || bytes.is_empty() {
        return None;
    }
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    let has_zero = zeros > 0;
    // Half the bytes of ASCII in UTF-16 are zero. With fewer it is ASCII with stray zeros, which reads as Han.
    if bytes.is_ascii() && zeros * 4 < bytes.len() {
        return None;
    }
    [UTF_16LE, UTF_16BE]
        .into_iter()
        .filter_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
        .map(|text| (usual_share(&text), text))
        // Zero bytes rule out the encodings of one and two bytes. Without them, Shift_JIS reads as Han in UTF-16BE,
        // but never with Chinese punctuation.
        .filter(|(share, text)| *share >= 95 && (has_zero || text.contains(is_cjk_punctuation)))
        .max_by_key(|(share, _)| *share)
        .map(|(_, text)| text.into_owned())
}

/// How many in a hundred characters are of the kinds that news is written in.
fn usual_share(text: &str) -> usize {
    let usual = text.chars().filter(|c| is_usual(*c)).count();
    usual * 100 / text.chars().count().max(1)
}

fn is_usual(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' => true,
        '\u{A0}'..='\u{1FFF}' => c.is_alphanumeric() || c <= '\u{BF}',
        '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20BF}' | '\u{2100}'..='\u{214F}' => true,
        '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF00}'..='\u{FFEF}' => true,
        '\u{1F300}'..='\u{1FAFF}' => true,
        _ => false,
    }
}

fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3011}' | '！' | '（' | '）' | '，' | '：' | '；' | '？')
}

/// UTF-8 with a few bytes broken, as when a file was cut within a character.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let good = text.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count();
    (good >= broken * GOOD_PER_BROKEN).then(|| text.into_owned())
}

fn legacy(bytes: &[u8]) -> Option<String> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let encoding = if guess == encoding_rs::GBK || is_short_chinese(bytes, guess) { GB18030 } else { guess };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// In a headline's length of bytes the statistics may take GB18030 for a Western encoding; its letters would all be accents.
fn is_short_chinese(bytes: &[u8], guess: &'static Encoding) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    guess.is_single_byte()
        && high * 2 > bytes.len()
        && GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some_and(|text| text.chars().all(|c| c.is_ascii() || is_usual(c)))
}

/// The text with plain line breaks and without controls.
fn clean(text: &str) -> Result<String, DecodeError> {
    let mut kept = String::with_capacity(text.len());
    let mut dropped = 0;
    let mut characters = text.strip_prefix('\u{FEFF}').unwrap_or(text).chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                kept.push('\n');
            }
            // Old printers' page break and the line break of mainframes.
            '\u{B}' | '\u{C}' | '\u{85}' => kept.push('\n'),
            '\u{1B}' => {
                if characters.next_if_eq(&'[').is_some() {
                    while characters.next_if(|c| matches!(c, '0'..='?')).is_some() {}
                    characters.next_if(|c| matches!(c, '@'..='~'));
                }
            }
            '\0' => return Err(DecodeError::NotText),
            '\t' | '\n' => kept.push(c),
            _ if c.is_control() => dropped += 1,
            _ => kept.push(c),
        }
    }
    // Two are forgiven in the shortest of notes.
    let is_text = dropped <= 2.max(kept.len() / CHARS_PER_CONTROL);
    if is_text { Ok(kept) } else { Err(DecodeError::NotText) }
}
