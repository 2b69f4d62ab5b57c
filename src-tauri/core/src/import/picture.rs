//! Takes a picture in: what kind it is, that it really is one, the right way up, and without what it tells of its maker.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, ImageResult, Limits};
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

use crate::error::{Error, Result};
use crate::store::Picture;

/// The longest side that is decoded, in pixels.
pub const MOST_PIXELS_A_SIDE: u32 = 16_384;
/// The most that decoding may allocate, in bytes: 100 megapixels of four channels.
const MOST_DECODED: u64 = 400 << 20;
/// Of a JPEG that had to be turned, in per cent: beyond it files grow and nobody sees why.
const QUALITY: u8 = 92;

/// The picture in `bytes`, a file called `name`: JPEG, PNG, WebP or GIF, whatever the name says. Metadata is stripped but for the colour
/// profile, and a picture that a camera took lying down is turned.
///
/// # Errors
/// [`Error::FileEmpty`], [`Error::NotAnImage`], or [`Error::ImageTooLarge`] before a pixel of it is decoded.
pub fn picture(name: &str, bytes: Vec<u8>) -> Result<Picture> {
    if bytes.is_empty() {
        return Err(Error::FileEmpty(name.to_owned()));
    }
    let refused = |_: image::ImageError| Error::NotAnImage(name.to_owned());
    let format = image::guess_format(&bytes).map_err(refused)?;
    let media_type = match format {
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
    let mut decoder = reader()?.into_decoder().map_err(refused)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODED * 2);
    decoder.set_limits(limits).map_err(refused)?;
    let orientation = decoder.orientation().map_err(refused)?;
    let profile = decoder.icc_profile().map_err(refused)?;
    // Only a whole decode tells a picture from a file that begins like one.
    let mut decoded = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let media_type = media_type.to_owned();
    if orientation == Orientation::NoTransforms {
        return Ok(Picture { media_type, width, height, bytes: without_metadata(format, bytes) });
    }
    decoded.apply_orientation(orientation);
    let bytes = encoded(&decoded, format, profile).map_err(refused)?;
    Ok(Picture { media_type, width: decoded.width(), height: decoded.height(), bytes })
}

/// The picture's file without what cameras and programs write beside it: place, owner, device, thumbnails. Colour profiles stay. A file
/// that has none of it stays as it is, byte for byte.
fn without_metadata(format: ImageFormat, bytes: Vec<u8>) -> Vec<u8> {
    let bytes = Bytes::from(bytes);
    let stripped = match format {
        ImageFormat::Jpeg => Jpeg::from_bytes(bytes.clone()).ok().and_then(|mut jpeg| {
            let before = jpeg.segments().len();
            // APP1 holds EXIF and XMP, APP13 IPTC, COM comments. APP2 is the colour profile.
            jpeg.segments_mut()
                .retain(|segment| !matches!(segment.marker(), markers::APP1 | markers::APP13 | markers::COM));
            (jpeg.segments().len() < before).then(|| jpeg.encoder().bytes())
        }),
        ImageFormat::Png => Png::from_bytes(bytes.clone()).ok().and_then(|mut png| {
            let before = png.chunks().len();
            png.chunks_mut().retain(|chunk| !matches!(&chunk.kind(), b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt" | b"tIME"));
            (png.chunks().len() < before).then(|| png.encoder().bytes())
        }),
        ImageFormat::WebP => WebP::from_bytes(bytes.clone()).ok().and_then(|mut webp| {
            let before = webp.chunks().len();
            webp.set_exif(None);
            webp.remove_chunks_by_id(*b"XMP ");
            (webp.chunks().len() < before).then(|| webp.encoder().bytes())
        }),
        _ => None,
    };
    stripped.unwrap_or(bytes).to_vec()
}

/// The picture anew in its own format, with its colour profile and nothing else beside it.
fn encoded(picture: &DynamicImage, format: ImageFormat, profile: Option<Vec<u8>>) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Jpeg => write(picture, JpegEncoder::new_with_quality(&mut bytes, QUALITY), profile)?,
        ImageFormat::WebP => write(picture, WebPEncoder::new_lossless(&mut bytes), profile)?,
        _ => write(picture, PngEncoder::new(&mut bytes), profile)?,
    }
    Ok(bytes)
}

fn write(picture: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> ImageResult<()> {
    if let Some(profile) = profile
        && encoder.set_icc_profile(profile).is_err()
    {
        tracing::warn!("a colour profile could not be kept");
    }
    picture.write_with_encoder(encoder)
}
