//! Takes a picture in: what kind it is, that it really is one, the right way up, no larger than a page needs, and without what it tells
//! of its maker. What it says of what it shows is read before that, for the editor to choose from.

mod file;
mod kind;
mod words;

use std::io::Cursor;

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::error::{Error, Result};
use crate::store::Picture;

pub use words::{Suggestion, Suggestions, WordsSource};

/// The longest side that is decoded, in pixels.
pub const MOST_PIXELS_A_SIDE: u32 = 16_384;
/// The longest side that a page needs, in pixels: what an editor adds is scaled down to it.
pub const LONGEST_SIDE: u32 = 2_400;
/// The most that decoding may allocate, in bytes: 100 megapixels of four channels.
const MOST_DECODED: u64 = 400 << 20;

/// A picture that an editor adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedPicture {
    /// As it goes into the library: its longest side is at most [`LONGEST_SIDE`], unless it moves.
    pub picture: Picture,
    /// The same in its full size, if it had to be scaled.
    pub original: Option<Picture>,
    /// What its file said of it.
    pub suggestions: Suggestions,
}

/// The picture in `bytes`, a file called `name`: JPEG, PNG, WebP or GIF, whatever the name says. Metadata is stripped but for the colour
/// profile, and a picture that a camera took lying down is turned.
///
/// # Errors
/// [`Error::FileEmpty`], [`Error::PictureKind`], [`Error::NotAnImage`], or [`Error::ImageTooLarge`] before a pixel of it is decoded.
pub fn picture(name: &str, bytes: Vec<u8>) -> Result<Picture> {
    decoded(name, &bytes)?.whole(name, bytes)
}

/// The picture in `bytes` as [`picture`] has it, scaled to what a page needs, with its original and its words.
///
/// # Errors
/// As [`picture`].
pub fn added_picture(name: &str, bytes: Vec<u8>) -> Result<AddedPicture> {
    let decoded = decoded(name, &bytes)?;
    let suggestions = words::suggestions(decoded.format, &bytes);
    let scaled = decoded.scaled(name)?;
    let whole = decoded.whole(name, bytes)?;
    Ok(match scaled {
        Some(picture) => AddedPicture { picture, original: Some(whole), suggestions },
        None => AddedPicture { picture: whole, original: None, suggestions },
    })
}

/// A picture's pixels, the right way up, and what its file says of how to show them.
struct Decoded {
    format: ImageFormat,
    media_type: &'static str,
    pixels: DynamicImage,
    profile: Option<Vec<u8>>,
    /// The file's pixels have to be turned.
    is_turned: bool,
    /// It has more than one frame, of which these pixels are the first.
    moves: bool,
}

fn decoded(name: &str, bytes: &[u8]) -> Result<Decoded> {
    if bytes.is_empty() {
        return Err(Error::FileEmpty(name.to_owned()));
    }
    if let Some(kind) = kind::refused(bytes) {
        return Err(Error::PictureKind { name: name.to_owned(), kind });
    }
    let refused = |_: image::ImageError| Error::NotAnImage(name.to_owned());
    let format = image::guess_format(bytes).map_err(refused)?;
    let media_type = match format {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::WebP => "image/webp",
        ImageFormat::Gif => "image/gif",
        _ => return Err(Error::NotAnImage(name.to_owned())),
    };
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|error| Error::io(name.as_ref(), error))?;
        reader.no_limits();
        Ok::<_, Error>(reader)
    };
    let (width, height) = reader()?.into_dimensions().map_err(refused)?;
    let size = u64::from(width) * u64::from(height) * 4;
    if width.max(height) > MOST_PIXELS_A_SIDE || size > MOST_DECODED {
        return Err(Error::ImageTooLarge { name: name.to_owned(), width, height });
    }
    let mut decoder = reader()?.into_decoder().map_err(refused)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODED * 2);
    decoder.set_limits(limits).map_err(refused)?;
    let orientation = decoder.orientation().map_err(refused)?;
    let profile = decoder.icc_profile().map_err(refused)?;
    // Only a whole decode tells a picture from a file that begins like one.
    let mut pixels = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let moves = file::moves(format, bytes);
    // Turning what moves would leave one frame of it.
    let is_turned = orientation != Orientation::NoTransforms && !moves;
    if is_turned {
        pixels.apply_orientation(orientation);
    }
    Ok(Decoded { format, media_type, pixels, profile, is_turned, moves })
}

impl Decoded {
    /// In its full size; `bytes` is its file.
    fn whole(self, name: &str, bytes: Vec<u8>) -> Result<Picture> {
        let (width, height) = (self.pixels.width(), self.pixels.height());
        if self.is_turned {
            return self.encoded(name, &self.pixels);
        }
        let bytes = file::without_metadata(self.format, bytes);
        Ok(Picture { media_type: self.media_type.to_owned(), width, height, bytes })
    }

    /// As large as a page needs it, if it is larger.
    fn scaled(&self, name: &str) -> Result<Option<Picture>> {
        if self.moves || self.pixels.width().max(self.pixels.height()) <= LONGEST_SIDE {
            return Ok(None);
        }
        self.encoded(name, &self.pixels.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::Lanczos3)).map(Some)
    }

    fn encoded(&self, name: &str, pixels: &DynamicImage) -> Result<Picture> {
        let bytes = file::encoded(pixels, self.format, self.profile.clone());
        let bytes = bytes.map_err(|_| Error::NotAnImage(name.to_owned()))?;
        let (width, height) = (pixels.width(), pixels.height());
        Ok(Picture { media_type: self.media_type.to_owned(), width, height, bytes })
    }
}
