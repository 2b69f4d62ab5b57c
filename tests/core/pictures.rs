//! Pictures as they come in: the right way up, and silent about whoever took them.

use std::io::Cursor;

use briefdesk_core::Error;
use briefdesk_core::brief::Focal;
use briefdesk_core::export::share_card;
use briefdesk_core::import::{added_picture, picture};
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use img_parts::jpeg::Jpeg;
use img_parts::png::{Png, PngChunk};
use img_parts::{Bytes, ImageEXIF, ImageICC};

/// Red on the left, blue on the right.
fn two_colours(format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(32, 16, |x, _| if x < 16 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// EXIF (TIFF 6.0, little-endian) that says how the camera was held and who held it.
fn exif(orientation: u8) -> Bytes {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x3B, 0x01, 2, 0, 4, 0, 0, 0, b'L', b'i', b'\0', 0]);
    tiff.extend([0; 4]);
    tiff.into()
}

fn photo(orientation: u8) -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(two_colours(ImageFormat::Jpeg).into()).unwrap();
    jpeg.set_icc_profile(Some(Bytes::from_static(b"a colour profile")));
    jpeg.set_exif(Some(exif(orientation)));
    jpeg.encoder().bytes().to_vec()
}

fn is_red(bytes: &[u8], x: u32, y: u32) -> bool {
    let pixel = image::load_from_memory(bytes).unwrap().get_pixel(x, y);
    pixel[0] > 150 && pixel[2] < 100
}

#[test]
fn what_the_camera_wrote_is_gone_and_the_colours_stay() {
    let taken = picture("photo.jpg", photo(1)).unwrap();
    let jpeg = Jpeg::from_bytes(taken.bytes.clone().into()).unwrap();
    assert_eq!(jpeg.exif(), None);
    assert_eq!(jpeg.icc_profile(), Some(Bytes::from_static(b"a colour profile")));
    assert!((taken.width, taken.height) == (32, 16) && is_red(&taken.bytes, 2, 8));
}

#[test]
fn a_photo_taken_on_its_side_is_turned() {
    // 6: the camera was turned a quarter to the left, so the picture goes a quarter to the right, and its left side on top.
    let taken = picture("photo.jpg", photo(6)).unwrap();
    assert_eq!((taken.width, taken.height), (16, 32));
    assert!(is_red(&taken.bytes, 8, 2) && !is_red(&taken.bytes, 8, 30));
    let jpeg = Jpeg::from_bytes(taken.bytes.into()).unwrap();
    assert_eq!((jpeg.exif(), jpeg.icc_profile()), (None, Some(Bytes::from_static(b"a colour profile"))));
}

#[test]
fn a_picture_without_metadata_stays_byte_for_byte_and_so_does_one_taken_in_before() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let bytes = two_colours(format);
        assert_eq!(picture("a", bytes.clone()).unwrap().bytes, bytes, "{format:?}");
    }
    let once = picture("photo.jpg", photo(6)).unwrap();
    assert_eq!(picture("photo.jpg", once.bytes.clone()).unwrap(), once);
}

#[test]
fn texts_within_a_png_are_gone() {
    let mut png = Png::from_bytes(two_colours(ImageFormat::Png).into()).unwrap();
    png.chunks_mut().insert(1, PngChunk::new(*b"tEXt", Bytes::from_static(b"Author\0Li")));
    let taken = picture("a.png", png.encoder().bytes().to_vec()).unwrap();
    assert!(!taken.bytes.windows(6).any(|window| window == b"Author") && is_red(&taken.bytes, 2, 8));
}

fn striped(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image =
        RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn a_big_picture_is_scaled_to_what_a_page_needs_in_its_own_format() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let bytes = striped(3000, 1000, format);
        let added = added_picture("big", bytes.clone()).unwrap();
        assert_eq!((added.picture.width, added.picture.height), (2400, 800), "{format:?}");
        assert_eq!(image::guess_format(&added.picture.bytes).unwrap(), format);
        assert!(is_red(&added.picture.bytes, 20, 400) && !is_red(&added.picture.bytes, 2380, 400));
        let original = added.original.unwrap();
        assert_eq!((original.width, original.height, original.bytes), (3000, 1000, bytes), "{format:?}");
        // What was scaled once is never scaled again.
        let again = added_picture("big", added.picture.bytes.clone()).unwrap();
        assert_eq!((again.picture, again.original), (added.picture, None));
    }
}

#[test]
fn a_big_photo_on_its_side_is_turned_first_and_keeps_its_colours_and_no_metadata() {
    let mut jpeg = Jpeg::from_bytes(striped(3000, 1000, ImageFormat::Jpeg).into()).unwrap();
    jpeg.set_icc_profile(Some(Bytes::from_static(b"a colour profile")));
    jpeg.set_exif(Some(exif(6)));
    let added = added_picture("photo.jpg", jpeg.encoder().bytes().to_vec()).unwrap();
    for (picture, size) in [(added.picture, (800, 2400)), (added.original.unwrap(), (1000, 3000))] {
        assert_eq!((picture.width, picture.height), size);
        let jpeg = Jpeg::from_bytes(picture.bytes.into()).unwrap();
        assert_eq!((jpeg.exif(), jpeg.icc_profile()), (None, Some(Bytes::from_static(b"a colour profile"))));
    }
}

#[test]
fn what_moves_stays_as_it_is() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for shade in [0, 200] {
        encoder.encode_frame(Frame::new(RgbaImage::from_pixel(2500, 2, Rgba([shade, 0, 0, 255])))).unwrap();
    }
    drop(encoder);
    let added = added_picture("film.gif", bytes.clone()).unwrap();
    assert_eq!((added.picture.width, added.picture.bytes, added.original), (2500, bytes, None));
}

#[test]
fn a_profile_of_printing_inks_is_not_kept_beside_pixels_of_light() {
    let mut profile = vec![0; 128];
    profile[16..20].copy_from_slice(b"CMYK");
    let mut jpeg = Jpeg::from_bytes(striped(2500, 10, ImageFormat::Jpeg).into()).unwrap();
    jpeg.set_icc_profile(Some(profile.into()));
    let added = added_picture("print.jpg", jpeg.encoder().bytes().to_vec()).unwrap();
    assert_eq!(Jpeg::from_bytes(added.picture.bytes.into()).unwrap().icc_profile(), None);
}

#[test]
fn kinds_that_are_not_taken_are_named() {
    for (bytes, name) in [
        (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG"),
    ] {
        let refused = added_picture("photo", bytes.to_vec()).unwrap_err();
        assert!(matches!(refused, Error::PictureKind { kind, .. } if kind == name), "{refused:?}");
    }
}

#[test]
fn a_share_card_shows_what_the_focal_point_is_on() {
    let long = picture("a", striped(4000, 630, ImageFormat::Jpeg)).unwrap();
    let focal = |x: f64| Some(Focal { x: x.into(), y: 0.5.into() });
    let left = share_card(&long, focal(0.1)).unwrap();
    assert_eq!((left.width, left.height, left.media_type.as_str()), (1200, 630, "image/jpeg"));
    assert!(is_red(&left.bytes, 10, 300) && is_red(&left.bytes, 1190, 300));
    let middle = share_card(&long, None).unwrap();
    assert!(is_red(&middle.bytes, 10, 300) && !is_red(&middle.bytes, 1190, 300));
    assert!(!is_red(&share_card(&long, focal(1.0)).unwrap().bytes, 10, 300));
    // A small picture is enlarged: a network shows nothing for one that is too small.
    let small = share_card(&picture("a", two_colours(ImageFormat::Png)).unwrap(), None).unwrap();
    assert_eq!(image::load_from_memory(&small.bytes).unwrap().dimensions(), (1200, 630));
    assert_eq!(small.media_type, "image/png");
}

#[test]
fn what_is_transparent_lies_on_white_in_a_card() {
    let mut bytes = Cursor::new(Vec::new());
    RgbaImage::from_pixel(1200, 630, Rgba([0, 0, 0, 0])).write_to(&mut bytes, ImageFormat::WebP).unwrap();
    let card = share_card(&picture("a", bytes.into_inner()).unwrap(), None).unwrap();
    let pixel = image::load_from_memory(&card.bytes).unwrap().get_pixel(600, 300);
    assert!(pixel[0] > 250 && pixel[1] > 250 && pixel[2] > 250);
}
