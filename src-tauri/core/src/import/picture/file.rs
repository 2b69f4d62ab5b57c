//! The file of a picture: without what nobody needs to know, and written anew.

use std::io::Cursor;

use image::codecs::gif::{GifDecoder, GifEncoder};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{AnimationDecoder, DynamicImage, Frame, ImageEncoder, ImageFormat, ImageResult};
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

/// Of a JPEG that is written anew, in per cent: beyond it files grow and nobody sees why.
const QUALITY: u8 = 92;

/// The picture's file without what cameras and programs write beside it: place, owner, device, thumbnails. Colour profiles stay. A file
/// that has none of it stays as it is, byte for byte.
pub(super) fn without_metadata(format: ImageFormat, bytes: Vec<u8>) -> Vec<u8> {
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
            let has_any = webp.has_chunk(*b"EXIF") || webp.has_chunk(*b"XMP ");
            webp.remove_chunks_by_id(*b"XMP ");
            // After the other one: this also states anew in the header what the file holds.
            webp.set_exif(None);
            has_any.then(|| webp.encoder().bytes())
        }),
        _ => None,
    };
    stripped.unwrap_or(bytes).to_vec()
}

/// Whether a picture has more than one frame.
pub(super) fn moves(format: ImageFormat, bytes: &[u8]) -> bool {
    let file = || Bytes::copy_from_slice(bytes);
    match format {
        ImageFormat::Gif => {
            GifDecoder::new(Cursor::new(bytes)).is_ok_and(|decoder| decoder.into_frames().take(2).flatten().count() > 1)
        }
        ImageFormat::Png => Png::from_bytes(file()).is_ok_and(|png| png.chunk_by_type(*b"acTL").is_some()),
        ImageFormat::WebP => WebP::from_bytes(file()).is_ok_and(|webp| webp.has_chunk(*b"ANIM")),
        _ => false,
    }
}

/// The picture anew in its own format, with its colour profile and nothing else beside it.
pub(super) fn encoded(picture: &DynamicImage, format: ImageFormat, profile: Option<Vec<u8>>) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Jpeg => write(picture, JpegEncoder::new_with_quality(&mut bytes, QUALITY), profile)?,
        ImageFormat::WebP => write(picture, WebPEncoder::new_lossless(&mut bytes), profile)?,
        ImageFormat::Gif => GifEncoder::new(&mut bytes).encode_frame(Frame::new(picture.to_rgba8()))?,
        _ => write(picture, PngEncoder::new(&mut bytes), profile)?,
    }
    Ok(bytes)
}

fn write(picture: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> ImageResult<()> {
    // Decoding has made RGB of what a printer's profile speaks of.
    let fits = |profile: &Vec<u8>| profile.get(16..20) != Some(b"CMYK");
    if let Some(profile) = profile.filter(fits)
        && encoder.set_icc_profile(profile).is_err()
    {
        tracing::warn!("a colour profile could not be kept");
    }
    picture.write_with_encoder(encoder)
}
