//! Pictures that come into the window: dropped, pasted, described in their own words, cropped around a point.

use std::io::Cursor;

use briefdesk_core::brief::{Brief, Focal, ImageHash, Publication, named_images};
use briefdesk_core::export::{Format, Pictures, Warning, page};
use briefdesk_core::library;
use fantoccini::key::Key;
use image::{ImageFormat, Rgb, RgbImage};

use crate::window::Desk;

fn brief() -> Brief {
    Brief {
        headline: "Forty Mills, One Quota".to_owned(),
        body: "The quota is one number.\n\n一个数字。".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

/// A PNG of a gradient that says of itself what `description` says.
fn picture(width: u32, height: u32, description: &str) -> Vec<u8> {
    let shade = |at: u32, side: u32| (at * 255 / side) as u8;
    let pixels = RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, width), shade(y, height), 120]));
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let mut bytes = bytes.into_inner();
    let mut chunk = b"iTXtDescription\0\0\0\0\0".to_vec();
    chunk.extend(description.as_bytes());
    let length = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes();
    // After the signature and the header, which are always of the same length.
    let text = [&length[..], &chunk, &crc32(&chunk).to_be_bytes()].concat();
    bytes.splice(33..33, text);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1)))
    })
}

fn named(text: &str) -> Option<ImageHash> {
    named_images(text).into_iter().next()
}

#[tokio::test]
async fn a_picture_dropped_on_the_text_stands_there_and_on_the_exported_page() {
    let desk = Desk::new();
    let id = desk.with(brief());
    let window = desk.open_with(&["open", &id.to_string(), "--part", "body"]).await;
    window.find("textbox", "Body").await;
    window.drop_file("textbox", "Body", "quota.png", &picture(600, 400, "")).await;
    window.saved_as(&desk, |brief| named(&brief.body).is_some()).await;
    // The caret is where the alternative text belongs.
    window.type_text("A mill at night").await;
    window.saved_as(&desk, |brief| brief.body.contains("![A mill at night](image:")).await;
    let brief = desk.only_brief();
    assert_eq!(brief.hero, None);
    let article = library::article(&desk.store(), id).unwrap();
    assert!(!article.warnings(Format::Html).contains(&Warning::ImageMissing));
    let page = page(&article, Pictures::Inline).unwrap();
    assert!(page.contains("width=\"600\" height=\"400\" alt=\"A mill at night\""));
}

#[tokio::test]
async fn a_picture_pasted_on_the_headline_becomes_the_hero_with_its_own_words_and_a_focal_point() {
    let desk = Desk::new();
    let id = desk.with(brief());
    let window = desk.open_with(&["open", &id.to_string(), "--part", "headline"]).await;
    window.find("button", "Add hero image").await;
    window.paste_file("textbox", "Headline", "mill.png", "image/png", &picture(3000, 400, "炼钢炉 at night")).await;
    window.shows("2400 × 320").await;
    window.click("button", "Use “炼钢炉 at night” (from the picture’s PNG description) as Caption").await;
    window.saved_as(&desk, |brief| brief.hero.as_ref().is_some_and(|hero| hero.caption == "炼钢炉 at night")).await;
    assert_eq!(desk.only_brief().hero.unwrap().alt, "");
    window.find("slider", "Focal point").await;
    // The pointer's own place depends on the layout; the keys count from there.
    window.click("slider", "Focal point").await;
    window.press(&[Key::Shift], Key::Right).await;
    window.press(&[], Key::Up).await;
    let near = |focal: Focal| (f64::from(focal.x) - 0.6).abs() < 0.02 && (f64::from(focal.y) - 0.49).abs() < 0.02;
    window.saved_as(&desk, |brief| brief.hero.as_ref().and_then(|hero| hero.focal).is_some_and(near)).await;
    window.find("img", "The picture as a share card crops it").await;
    assert_eq!(window.violations().await, serde_json::json!([]));
    window.keep_screenshot("hero").await;
    window.click("button", "Keep the original too").await;
    window.saved_as(&desk, |brief| brief.hero.as_ref().is_some_and(|hero| hero.original.is_some())).await;
    let hero = desk.only_brief().hero.unwrap();
    let store = desk.store();
    let sizes =
        [hero.image, hero.original].map(|hash| store.image(&hash.unwrap()).unwrap().map(|picture| picture.width));
    assert_eq!(sizes, [Some(2400), Some(3000)]);
}

#[tokio::test]
async fn a_picture_of_a_kind_that_is_not_taken_is_named() {
    let desk = Desk::new();
    let id = desk.with(brief());
    let window = desk.open_with(&["open", &id.to_string(), "--part", "body"]).await;
    window.find("textbox", "Body").await;
    window.drop_file("textbox", "Body", "IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").await;
    window.shows("IMG_1.HEIC is a HEIC picture").await;
    assert_eq!(desk.only_brief().body, brief().body);
}
