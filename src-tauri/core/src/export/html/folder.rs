//! A page in a folder of its own: `index.html`, and its pictures in `images/`.

use super::{Pictures, SHARE_CARD, beside_path, page, share_card};
use crate::brief::ImageHash;
use crate::error::Result;
use crate::export::{Article, BesideFile, Rendering, address};
use crate::store::Picture;

/// What a network shows beside a link to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where it lies, from the page's folder.
    pub path: String,
    /// The picture.
    pub picture: Picture,
}

/// The page of `article` and the pictures beside it.
pub(in crate::export) fn in_folder(article: &Article) -> Result<Rendering> {
    let card = card(article);
    let html = page(article, Pictures::Beside { card: card.as_ref() })?;
    let mut beside = pictures(article);
    beside.extend(card.map(|card| BesideFile { path: card.path, bytes: card.picture.bytes }));
    beside.sort_by(|one, other| one.path.cmp(&other.path));
    // The hero may stand in the text as well.
    beside.dedup_by(|one, other| one.path == other.path);
    Ok(Rendering { bytes: html.into_bytes(), beside, losses: Vec::new() })
}

fn pictures(article: &Article) -> Vec<BesideFile> {
    let hero = article.stored.brief.hero.as_ref().and_then(|hero| hero.image.as_ref());
    let all = hero.zip(article.hero_picture()).into_iter().chain(&article.images);
    let file = |(hash, picture): (&ImageHash, &Picture)| {
        let path = beside_path(hash, picture.extension()?);
        Some(BesideFile { path, bytes: picture.bytes.clone() })
    };
    all.filter_map(file).collect()
}

/// The hero as a share card; none without an address, by which alone a network finds it. A picture that can't be decoded is shown as it
/// is.
fn card(article: &Article) -> Option<Card> {
    let hero = article.stored.brief.hero.as_ref()?;
    let original = article.hero_picture()?;
    address::beside(&article.canonical_url()?, "images/")?;
    if (original.width, original.height) == SHARE_CARD {
        return None;
    }
    let picture = share_card(original, hero.focal).ok()?;
    let path = beside_path(&ImageHash::of(&picture.bytes), picture.extension()?);
    Some(Card { path, picture })
}
