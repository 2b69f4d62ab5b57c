//! IPTC-IIM: the records that newsrooms and agencies have written since 1991, within Photoshop's resource blocks of a JPEG.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, GB18030, GBK, WINDOWS_1252};

use super::{Found, WordsSource};

/// What the segment begins with.
pub(super) const JPEG_HEADER: &[u8] = b"Photoshop 3.0\0";
/// The resource that holds the records.
const IPTC: u16 = 0x0404;
/// What record 1:90 says of texts in UTF-8.
const UTF_8: &[u8] = b"\x1b%G";

/// Reads the records within Photoshop's resources `resources`.
pub(super) fn read(resources: &[u8], found: &mut Found) {
    let Some(records) = records(resources) else { return };
    let mut texts: Vec<(WordsSource, &[u8])> = Vec::new();
    let mut is_utf_8 = false;
    for (record, dataset, value) in Datasets(records) {
        match (record, dataset) {
            (1, 90) => is_utf_8 = value == UTF_8,
            (2, 120) => texts.push((WordsSource::IptcCaption, value)),
            (2, 80) => texts.push((WordsSource::IptcByline, value)),
            (2, 110) => texts.push((WordsSource::IptcCredit, value)),
            (2, 116) => texts.push((WordsSource::IptcCopyright, value)),
            _ => {}
        }
    }
    let all: Vec<&[u8]> = texts.iter().map(|(_, value)| *value).collect();
    let decode = decoder(&all.concat(), is_utf_8);
    for (source, value) in texts {
        found.add(source, &decode(value));
    }
}

/// The texts of a file in one encoding: as it says, else as most programs meant it, else by what the bytes look like.
fn decoder(all: &[u8], says_utf_8: bool) -> impl Fn(&[u8]) -> String + use<> {
    let is_utf_8 = says_utf_8 || std::str::from_utf8(all).is_ok();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(all, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let chinese = [GBK, GB18030, BIG5].contains(&guess).then_some(guess);
    move |bytes| {
        if is_utf_8 {
            return String::from_utf8_lossy(bytes).into_owned();
        }
        chinese.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// The text of bytes that do not say their encoding.
pub(super) fn text(bytes: &[u8]) -> String {
    decoder(bytes, false)(bytes)
}

/// The IPTC records among Photoshop's resources: each `8BIM`, a number, a name of even length, its data of even length.
fn records(resources: &[u8]) -> Option<&[u8]> {
    let mut rest = resources;
    while let Some(resource) = rest.strip_prefix(b"8BIM") {
        let (number, after) = resource.split_first_chunk::<2>()?;
        let name = usize::from(*after.first()?);
        let after = after.get((1 + name).next_multiple_of(2)..)?;
        let (length, data) = after.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        if u16::from_be_bytes(*number) == IPTC {
            // Of one that was cut off, what is there.
            return Some(data.get(..length).unwrap_or(data));
        }
        rest = data.get(length.checked_next_multiple_of(2)?..)?;
    }
    None
}

/// Record, dataset and value of each, as far as they can be told apart.
struct Datasets<'a>(&'a [u8]);

impl<'a> Iterator for Datasets<'a> {
    type Item = (u8, u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&[0x1C, record, dataset, high, low], rest) = self.0.split_first_chunk::<5>()? else { return None };
        let length = u16::from_be_bytes([high, low]);
        // Beyond 32,767 bytes the length has a length; no text that is wanted here is so long.
        if length & 0x8000 != 0 {
            return None;
        }
        let (value, rest) = rest.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some((record, dataset, value))
    }
}
