//! Takes a picture in: what kind it is and that it really is one.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};

use crate::error::{Error, Result};
use crate::store::Picture;

/// The longest side that is decoded, in pixels.
pub const MOST_PIXELS_A_SIDE: u32 = 16_384;
/// The most that decoding may allocate, in bytes: 100 megapixels of four channels.
const MOST_DECODED: u64 = 400 << 20;

/// The picture in `bytes`, a file called `name`: JPEG, PNG, WebP or GIF, whatever the name says.
///
/// # Errors
/// [`Error::FileEmpty`], [`Error::NotAnImage`], or [`Error::ImageTooLarge`] before a pixel of it is decoded.
pub fn picture(name: &str, bytes: Vec<u8>) -> Result<Picture> {
    if bytes.is_empty() {
        return Err(Error::FileEmpty(name.to_owned()));
    }
    let refused = |_: image::ImageError| Error::NotAnImage(name.to_owned());
    let media_type = match image::guess_format(&bytes).map_err(refused)? {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::WebP => "image/webp",
        ImageFormat::Gif => "image/gif",
        _ => return Err(Error::NotAnImage(name.to_owned())),
    };
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(&bytes))
            .with_guessed_format()
            .map_err(|error| Error::io(name.as_ref(), error))?;
        reader.no_limits();
        Ok::<_, Error>(reader)
    };
    let (width, height) = reader()?.into_dimensions().map_err(refused)?;
    let decoded = u64::from(width) * u64::from(height) * 4;
    if width.max(height) > MOST_PIXELS_A_SIDE || decoded > MOST_DECODED {
        return Err(Error::ImageTooLarge { name: name.to_owned(), width, height });
    }
    let mut limited = reader()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS_A_SIDE);
    limits.max_image_height = Some(MOST_PIXELS_A_SIDE);
    limits.max_alloc = Some(MOST_DECODED * 2);
    limited.limits(limits);
    // Only a whole decode tells a picture from a file that begins like one.
    limited.decode().map_err(refused)?;
    Ok(Picture { media_type: media_type.to_owned(), width, height, bytes })
}
