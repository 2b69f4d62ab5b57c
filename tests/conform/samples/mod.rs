//! Briefs of every shape, in a library, as people would have written them.

mod chinese;
mod english;

use std::io::Cursor;

use briefdesk_core::brief::{Brief, Correction, Ids, ImageHash, Publication, RandomIds, Takeaway};
use briefdesk_core::import;
use briefdesk_core::store::Store;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jiff::Timestamp;

/// The pictures that the samples name.
pub struct Pictures {
    pub png: ImageHash,
    pub jpeg: ImageHash,
}

impl Pictures {
    /// Draws them and keeps them in `store`.
    pub fn in_library(store: &mut Store) -> Self {
        Self {
            png: drawn(store, "quay.png", ImageFormat::Png, (640, 400)),
            jpeg: drawn(store, "reservoir.jpg", ImageFormat::Jpeg, (800, 450)),
        }
    }
}

/// A sky that darkens towards the right above a plain.
fn drawn(store: &mut Store, name: &str, format: ImageFormat, (width, height): (u32, u32)) -> ImageHash {
    let shade = |part: u32, whole: u32| u8::try_from(part * 160 / whole).unwrap();
    let picture = RgbImage::from_fn(width, height, |x, y| {
        if y * 3 < height * 2 { Rgb([90, 140, 240 - shade(x, width)]) } else { Rgb([150, 120, 60 + shade(y, height)]) }
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
    store.add_image(&import::picture(name, bytes.into_inner()).unwrap()).unwrap()
}

/// Every sample, with the name that a failure is told by.
pub fn all(pictures: &Pictures) -> Vec<(&'static str, Brief)> {
    let mut samples = english::all(pictures);
    samples.extend(chinese::all(pictures));
    samples
}

fn blank(language: &str) -> Brief {
    Brief { language: language.into(), ..Brief::blank(&Publication::default()) }
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

pub fn takeaway(text: &str) -> Takeaway {
    Takeaway { id: RandomIds.takeaway(), text: text.into() }
}

fn takeaways(texts: &[&str]) -> Vec<Takeaway> {
    texts.iter().map(|text| takeaway(text)).collect()
}

pub fn corrected(time: &str, text: &str) -> Correction {
    Correction { at: at(time), text: text.into() }
}
