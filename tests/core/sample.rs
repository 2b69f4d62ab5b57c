//! Briefs and libraries to test with.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::{
    Analysis, Brief, BriefId, Focal, Hero, Ids, ImageHash, Publication, RandomIds, Source, StoredBrief, Takeaway,
};
use briefdesk_core::export::file::{self, Takes};
use briefdesk_core::export::{Article, Rendering};
use briefdesk_core::store::Store;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use tempfile::TempDir;

/// A library in a folder of its own, which goes when this is dropped.
pub struct Library {
    pub folder: TempDir,
    pub store: Store,
}

pub fn library() -> Library {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("test.briefdesk")).unwrap();
    Library { folder, store }
}

impl Library {
    pub fn path(&self) -> PathBuf {
        self.store.path().to_owned()
    }
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn noon() -> Timestamp {
    at("2026-06-03T12:00:00Z")
}

pub fn id() -> BriefId {
    RandomIds.brief()
}

pub fn takeaway(text: &str) -> Takeaway {
    Takeaway { id: RandomIds.takeaway(), text: text.to_owned() }
}

/// A small picture of one colour.
pub fn png(shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::from_pixel(6, 4, Rgb([shade, 90, 90])))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A brief with something in every part.
pub fn long_wire() -> Brief {
    Brief {
        headline: "The Long Wire: Power From the West Waits for Buyers in the East".to_owned(),
        summary: "Three more lines were approved this quarter. Provinces now ask who pays while they run half empty.".to_owned(),
        hero: Some(Hero {
            alt: "Pylons cross a dry plateau under a pale sky.".to_owned(),
            caption: "A new line west of Lanzhou, October.".to_owned(),
            credit: "Li Wen".to_owned(),
            ..Hero::default()
        }),
        takeaways: vec![
            takeaway("Three lines won approval in one quarter, the *most* on record."),
            takeaway("Existing lines carried **61 per cent** of what they could."),
            takeaway("Provincial grids, not developers, carry the cost."),
        ],
        analysis: Analysis {
            text: "Building ahead of demand is a choice.\n\nIt buys room at the price of idle steel.".to_owned(),
            ..Brief::blank(&Publication::default()).analysis
        },
        body: "The regulator said the approvals add **24 gigawatts** by 2028.\n\n## Who pays\n\nSince spring the coast has bought less.\n\n| Year | Lines |\n| --- | ---: |\n| 2026 | 3 |\n".to_owned(),
        tags: vec!["energy".to_owned(), "no".to_owned(), "电网".to_owned()],
        sources: vec![Source { title: "Approvals, third quarter".to_owned(), url: "https://example.org/approvals".to_owned() }],
        dateline: "Lanzhou, 3 June".to_owned(),
        slug: "the-long-wire".to_owned(),
        canonical_url: "https://example.org/2026/the-long-wire".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

pub fn easing() -> Brief {
    Brief {
        headline: "央行再降准：宽松能否唤醒信贷".to_owned(),
        summary: "存款准备金率下调半个百分点，银行有了更多可贷资金，但企业并不急于借钱。".to_owned(),
        takeaways: vec![takeaway("此次下调释放约一万亿元长期资金。"), takeaway("**信贷需求**仍弱于去年同期。")],
        analysis: Analysis {
            text: "**重要的。**但钱往哪里去，比钱有多少更要紧。".to_owned(),
            ..Brief::blank(&Publication::default()).analysis
        },
        body: "周三的决定早在预期之中。\n\n银行间利率随即回落。".to_owned(),
        language: "zh-Hans".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

pub fn article(brief: Brief) -> Article {
    let stored = StoredBrief { id: id(), revision: 1, created_at: noon(), updated_at: noon(), brief };
    Article {
        stored,
        publication: Publication::default(),
        picture: None,
        images: BTreeMap::new(),
        related: Vec::new(),
        theme: None,
        zone: TimeZone::UTC,
    }
}

/// Any brief that the store may hold: arbitrary Unicode in every part.
pub fn any_brief() -> impl Strategy<Value = Brief> {
    let line = || any_text().prop_map(|text| text.replace(['\r', '\n'], " "));
    let focal = (0.0..=1.0, 0.0..=1.0).prop_map(|(x, y): (f64, f64)| Focal { x: x.into(), y: y.into() });
    let original = any::<[u8; 4]>().prop_map(|bytes| ImageHash::of(&bytes));
    let hero = (line(), line(), line(), any::<bool>(), prop::option::of(focal), prop::option::of(original)).prop_map(
        |(alt, caption, credit, decorative, focal, original)| Hero {
            image: None,
            alt,
            caption,
            credit,
            decorative,
            focal,
            original,
        },
    );
    let analysis = (line(), line(), any_text(), line(), line())
        .prop_map(|(label, title, text, byline, tag)| Analysis { label, title, text, byline, tag });
    let takeaways = prop::collection::vec(line().prop_map(|text| takeaway(&text)), 0..5);
    let sources = prop::collection::vec((line(), line()).prop_map(|(title, url)| Source { title, url }), 0..3);
    let texts = prop::collection::vec(line(), 9);
    (prop::option::of(hero), takeaways, analysis, any_text(), prop::collection::vec(line(), 0..4), sources, texts)
        .prop_map(|(hero, takeaways, analysis, body, tags, sources, texts)| {
            let mut texts = texts.into_iter();
            let mut next = || texts.next().unwrap_or_default();
            Brief {
                headline: next(),
                summary: next(),
                publication: next(),
                slug: next(),
                byline: next(),
                section: next(),
                dateline: next(),
                language: next(),
                canonical_url: next(),
                hero,
                takeaways,
                analysis,
                body,
                tags,
                sources,
                ..Brief::default()
            }
            .tidy(&mut RandomIds)
        })
}

/// Texts that files trip over, among arbitrary ones.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "\\PC{0,12}",
        2 => any::<String>(),
        1 => prop::sample::select(vec![
            "---", "\n---\n", "\n...\n", "\n", "\n\n", " ", "  ", "\t", "# ", "- ", ": ", " #", "'", "\"", "\\", "|", ">", "%", "@", "`", "&a", "*a", "!!str ",
            "no", "on", "~", "null", "1.10", "0x1F", "12:30", "2026-09-01", "<<", "{", "}", "[", "]", ",", "?", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{FFFF}",
            "要点", "“", "。**但", "🇨🇳", "e\u{301}", "\u{202E}", "trailing ", "\n  indented", "\n\n\n", "\r", "\r\n", "\u{0}", "\u{7}", "\u{1B}[31m", "\n---\ntitle: x\n---\n",
            "schema: brief/2\n", "{{ x }}", "{% raw %}", "{% endraw %}", "{{< x >}}", "{{</* x */>}}", "{{%", "```\n", "~~~", "> ", "1. ", "| a |\n| - |\n",
            "[^1]", "\n\n[^1]: note\n\n", "<div>", "<!--", "~", "**重要的。**但", "https://example.org/~a", "\n## ", "- [x] ", "\n    code\n",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Writes what was rendered to `path`, and what belongs beside it.
pub fn write_all(rendering: &Rendering, path: &Path) {
    for part in rendering.beside.iter().filter_map(|beside| file::write_beside(beside, path).unwrap()) {
        part.place(Takes::Older).unwrap();
    }
    file::write(path, &rendering.bytes).unwrap();
}
