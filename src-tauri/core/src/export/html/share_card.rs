//! The picture of a share card: what a network shows beside a link.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, RgbImage};

use crate::brief::Focal;
use crate::error::{Error, Result};
use crate::store::Picture;

/// What networks ask for, in pixels.
pub const SHARE_CARD: (u32, u32) = (1200, 630);
/// Of a card as JPEG, in per cent: networks compress it once more.
const QUALITY: u8 = 88;

/// A part of a picture, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crop {
    /// Pixels to its left.
    pub x: u32,
    /// Pixels above it.
    pub y: u32,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The largest part of a picture of `width` × `height` pixels that has the shape of a card, as near to `focal` as may be.
#[must_use]
pub fn share_crop(width: u32, height: u32, focal: Focal) -> Crop {
    let (across, down) = (f64::from(SHARE_CARD.0), f64::from(SHARE_CARD.1));
    let (w, h) = (f64::from(width), f64::from(height));
    let scale = (w / across).min(h / down);
    let (crop_width, crop_height) = ((across * scale).round().max(1.0), (down * scale).round().max(1.0));
    let start = |at: f64, side: f64, crop: f64| (at * side - crop / 2.0).round().clamp(0.0, (side - crop).max(0.0));
    Crop {
        x: start(focal.x.into(), w, crop_width) as u32,
        y: start(focal.y.into(), h, crop_height) as u32,
        width: crop_width as u32,
        height: crop_height as u32,
    }
}

/// The card of `picture`: 1200 × 630 pixels around its focal point, or around its middle. JPEG, with white where it is transparent; PNG
/// for what is PNG, where letters and lines must stay sharp.
///
/// # Errors
/// [`Error::NotAnImage`] if its bytes are not what the library took in.
pub fn share_card(picture: &Picture, focal: Option<Focal>) -> Result<Picture> {
    let refused = |_: image::ImageError| Error::NotAnImage("the picture".to_owned());
    let reader = ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format();
    let pixels = reader.map_err(|error| Error::io("the picture".as_ref(), error))?.decode().map_err(refused)?;
    let Crop { x, y, width, height } = share_crop(pixels.width(), pixels.height(), focal.unwrap_or_default());
    let card = pixels.crop_imm(x, y, width, height).resize_exact(SHARE_CARD.0, SHARE_CARD.1, FilterType::Lanczos3);
    let mut bytes = Vec::new();
    let media_type = if picture.media_type == "image/png" {
        card.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(refused)?;
        "image/png"
    } else {
        on_white(&card).write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).map_err(refused)?;
        "image/jpeg"
    };
    Ok(Picture { media_type: media_type.to_owned(), width: SHARE_CARD.0, height: SHARE_CARD.1, bytes })
}

/// The picture as it looks on white paper: a JPEG has no transparency.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let pixels = picture.to_rgba8();
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0.map(u32::from);
        image::Rgb([red, green, blue].map(|colour| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crop(width: u32, height: u32, x: f64, y: f64) -> (u32, u32, u32, u32) {
        let crop = share_crop(width, height, Focal { x: x.into(), y: y.into() });
        (crop.x, crop.y, crop.width, crop.height)
    }

    #[test]
    fn follows_the_focal_point_and_stays_within_the_picture() {
        assert_eq!(crop(1200, 630, 0.0, 1.0), (0, 0, 1200, 630));
        assert_eq!(crop(2400, 1600, 0.5, 0.5), (0, 170, 2400, 1260));
        assert_eq!(crop(2400, 1600, 0.5, 0.0), (0, 0, 2400, 1260));
        assert_eq!(crop(2400, 1600, 0.5, 1.0), (0, 340, 2400, 1260));
        assert_eq!(crop(3000, 630, 0.9, 0.2), (1800, 0, 1200, 630));
        assert_eq!(crop(3000, 630, 0.4, 0.2), (600, 0, 1200, 630));
        assert_eq!(crop(16, 32, 0.5, 0.25), (0, 4, 16, 8));
        assert_eq!(crop(1, 1, 0.5, 0.5), (0, 0, 1, 1));
        assert_eq!(crop(1, 5000, 1.0, 1.0), (0, 4999, 1, 1));
    }
}
