//! An article with something in every part, by which a theme is tried out before it is kept.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::brief::{Brief, Correction, Hero, Ids, ImageHash, Publication, RandomIds, StoredBrief, Takeaway, Theme};
use crate::export::{Article, RelatedLink};
use crate::store::Picture;

const BODY: &str = "A paragraph with **strong** and *emphasised* words, `code`, a [link](https://example.org) and a note.[^1]\n\n## Heading\n\n- item\n\n1. item\n\n> Quote\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n```\ncode\n```\n\n---\n\n[^1]: Note.\n";

/// The article, in `theme`.
pub(super) fn article(theme: Theme) -> Article {
    let pixel = Picture { media_type: "image/gif".to_owned(), width: 1, height: 1, bytes: Vec::new() };
    let publication = Publication { theme: theme.name.clone(), ..Publication::default() };
    let text = |text: &str| text.to_owned();
    let mut brief = Brief {
        headline: text("Headline"),
        summary: text("Summary"),
        hero: Some(Hero {
            image: Some(ImageHash::of(&[])),
            alt: text("Alternative text"),
            caption: text("Caption"),
            credit: text("Credit"),
            ..Hero::default()
        }),
        takeaways: vec![Takeaway { id: RandomIds.takeaway(), text: text("Takeaway") }],
        body: text(BODY),
        byline: text("Byline"),
        section: text("Section"),
        tags: vec![text("tag")],
        dateline: text("Dateline"),
        canonical_url: text("https://example.org/headline"),
        published_at: Some(Timestamp::UNIX_EPOCH),
        corrections: vec![Correction { at: Timestamp::UNIX_EPOCH, text: text("Correction") }],
        ..Brief::blank(&publication)
    };
    brief.analysis.text = text("Analysis");
    let (created_at, updated_at) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
    Article {
        stored: StoredBrief { id: RandomIds.brief(), revision: 1, created_at, updated_at, brief },
        publication,
        picture: Some(pixel),
        images: BTreeMap::new(),
        related: vec![RelatedLink { headline: text("Related"), url: text("https://example.org/related") }],
        theme: Some(theme),
        zone: TimeZone::UTC,
    }
}
