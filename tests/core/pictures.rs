//! Pictures as they come in: the right way up, and silent about whoever took them.

use std::io::Cursor;

use briefdesk_core::import::picture;
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};
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
