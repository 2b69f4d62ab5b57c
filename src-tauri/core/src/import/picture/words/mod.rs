//! What a picture says of itself: the words that agencies, cameras and programs wrote into its file. They are offered to the editor, and
//! never filled in.
//!
//! All of it is hostile: what can't be read is passed over, nothing is expanded, and every text is plain, short and on one line.

mod exif;
mod iptc;
mod png;
mod xmp;

use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};
use serde::{Deserialize, Serialize};
use specta::Type;

use image::ImageFormat;

/// The most characters of a text.
const LONGEST: usize = 1000;
/// The most offers for a field.
const MOST: usize = 3;
/// The most bytes that one kind of metadata is read from.
const MOST_BYTES: usize = 1 << 20;

/// Words for the fields of a picture, the likeliest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Suggestions {
    /// For the alternative text.
    pub alt: Vec<Suggestion>,
    /// For the caption.
    pub caption: Vec<Suggestion>,
    /// For the credit.
    pub credit: Vec<Suggestion>,
}

/// A text that a picture's file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Suggestion {
    /// Plain text, one line.
    pub text: String,
    /// Where in the file it stood.
    pub source: WordsSource,
}

/// A place in a picture's file where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum WordsSource {
    /// XMP's alternative text, made to be one.
    XmpAltText,
    /// XMP's longer description for those who can't see it.
    XmpExtendedDescription,
    /// IPTC's caption.
    IptcCaption,
    /// XMP's description.
    XmpDescription,
    /// EXIF's image description.
    ExifDescription,
    /// A PNG's own description.
    PngDescription,
    /// XMP's headline.
    XmpHeadline,
    /// IPTC's byline together with its credit line.
    IptcBylineAndCredit,
    /// IPTC's byline.
    IptcByline,
    /// IPTC's credit line.
    IptcCredit,
    /// XMP's creator together with its credit line.
    XmpCreatorAndCredit,
    /// XMP's creator.
    XmpCreator,
    /// XMP's credit line.
    XmpCredit,
    /// EXIF's artist.
    ExifArtist,
    /// A PNG's own author.
    PngAuthor,
    /// IPTC's copyright notice.
    IptcCopyright,
    /// XMP's rights.
    XmpRights,
    /// EXIF's copyright.
    ExifCopyright,
}

/// Texts as they were found.
#[derive(Default)]
struct Found(Vec<Suggestion>);

impl Found {
    fn add(&mut self, source: WordsSource, text: &str) {
        let text = plain(text);
        if !text.is_empty() && !is_of_no_one(&text) {
            self.0.push(Suggestion { text, source });
        }
    }

    fn first(&self, source: WordsSource) -> Option<&str> {
        self.0.iter().find(|found| found.source == source).map(|found| found.text.as_str())
    }

    /// Puts photographer and agency into one text, as a credit line has them.
    fn join(&mut self, person: WordsSource, agency: WordsSource, both: WordsSource) {
        let (Some(name), Some(credit)) = (self.first(person), self.first(agency)) else { return };
        let joined = (!credit.contains(name) && !name.contains(credit)).then(|| format!("{name} / {credit}"));
        let kept = if credit.contains(name) { agency } else { person };
        self.0.retain(|found| {
            found.source != person && found.source != agency || joined.is_none() && found.source == kept
        });
        if let Some(text) = joined {
            self.0.push(Suggestion { text, source: both });
        }
    }

    fn suggestions(mut self) -> Suggestions {
        use WordsSource::{
            ExifDescription, IptcByline, IptcBylineAndCredit, IptcCaption, IptcCredit, PngDescription, XmpAltText,
            XmpCreator, XmpCreatorAndCredit, XmpCredit, XmpDescription, XmpExtendedDescription, XmpHeadline,
        };
        self.join(IptcByline, IptcCredit, IptcBylineAndCredit);
        self.join(XmpCreator, XmpCredit, XmpCreatorAndCredit);
        self.0.sort_by_key(|found| found.source);
        let is_alt = |source| matches!(source, XmpAltText | XmpExtendedDescription);
        let is_description = |source| matches!(source, IptcCaption | XmpDescription | ExifDescription | PngDescription);
        let alt = self.offers(is_alt);
        Suggestions {
            // Who wrote no alternative text has often said in the caption what is to be seen.
            alt: if alt.is_empty() { self.offers(is_description) } else { alt },
            caption: self.offers(|source| is_description(source) || source == XmpHeadline),
            credit: self.offers(|source| source > XmpHeadline),
        }
    }

    fn offers(&self, wanted: impl Fn(WordsSource) -> bool) -> Vec<Suggestion> {
        let mut offers: Vec<Suggestion> = Vec::new();
        for found in self.0.iter().filter(|found| wanted(found.source)) {
            if offers.len() < MOST && offers.iter().all(|offer| offer.text != found.text) {
                offers.push(found.clone());
            }
        }
        offers
    }
}

/// The words in the file `bytes`; none where they can't be read.
pub(super) fn suggestions(format: ImageFormat, bytes: &[u8]) -> Suggestions {
    let mut found = Found::default();
    let file = Bytes::copy_from_slice(bytes);
    match format {
        ImageFormat::Jpeg => {
            if let Ok(jpeg) = Jpeg::from_bytes(file) {
                of_jpeg(&jpeg, &mut found);
            }
        }
        ImageFormat::Png => {
            if let Ok(picture) = Png::from_bytes(file) {
                of_exif(picture.exif(), &mut found);
                png::read(&picture, &mut found);
            }
        }
        ImageFormat::WebP => {
            if let Ok(webp) = WebP::from_bytes(file) {
                of_exif(webp.exif(), &mut found);
                let xmp = webp.chunk_by_id(*b"XMP ").and_then(|chunk| chunk.content().data());
                xmp.into_iter().for_each(|data| xmp::read(data, &mut found));
            }
        }
        _ => {}
    }
    found.suggestions()
}

fn of_jpeg(jpeg: &Jpeg, found: &mut Found) {
    of_exif(jpeg.exif(), found);
    let mut resources = Vec::new();
    for segment in jpeg.segments() {
        let contents = segment.contents();
        match segment.marker() {
            markers::APP1 => {
                contents.strip_prefix(xmp::JPEG_HEADER).into_iter().for_each(|data| xmp::read(data, found))
            }
            // One block may go on in the next segment.
            markers::APP13 if resources.len() < MOST_BYTES => {
                resources.extend_from_slice(contents.strip_prefix(iptc::JPEG_HEADER).unwrap_or_default());
            }
            _ => {}
        }
    }
    iptc::read(&resources, found);
}

fn of_exif(exif: Option<Bytes>, found: &mut Found) {
    if let Some(exif) = exif.filter(|exif| exif.len() <= MOST_BYTES) {
        // Some programs write the header of a JPEG's segment into a WebP too.
        exif::read(exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif).to_vec(), found);
    }
}

/// `text` on one line, without what nobody sees: controls, marks that turn the direction of what follows, noncharacters.
fn plain(text: &str) -> String {
    let is_hidden = |c: char| {
        c == '\u{FFFD}'
            || c == '\u{FEFF}'
            || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let mut plain = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let letters: Vec<char> = word.chars().filter(|c| !is_hidden(*c)).take(LONGEST).collect();
        if letters.is_empty() {
            continue;
        }
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(letters);
        if plain.chars().count() >= LONGEST {
            return plain.chars().take(LONGEST - 1).chain(['…']).collect();
        }
    }
    plain
}

/// What cameras write into every picture, and says nothing of this one.
fn is_of_no_one(text: &str) -> bool {
    const ALWAYS: &[&str] = &[
        "olympus digital camera",
        "sony dsc",
        "minolta digital camera",
        "kodak digital still camera",
        "konica minolta digital camera",
        "samsung camera pictures",
        "digital camera",
        "exif_jpeg_picture",
        "default",
        "untitled",
        "unknown",
        "dcim",
        "dav",
        "oznor",
        "picture",
        "image",
        "photographer",
        "copyright",
    ];
    ALWAYS.contains(&text.to_lowercase().as_str()) || !text.chars().any(char::is_alphanumeric)
}
