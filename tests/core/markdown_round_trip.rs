//! Markdown out and in again is the same brief, and out once more the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use briefdesk_core::brief::{Brief, Correction, Focal, ImageHash, Publication, RandomIds, Status};
use briefdesk_core::export::{Article, Format, markdown, render};
use briefdesk_core::import::{Imported, import, import_file, picture};
use briefdesk_core::proof::prove;
use briefdesk_core::store::Picture;
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::sample::{any_brief, article, at, easing, id, long_wire, png, write_all};

#[track_caller]
fn imported(text: &str) -> Imported {
    match import("brief.md", text.as_bytes(), &[Publication::default()], &mut RandomIds) {
        Ok(imported) => imported,
        Err(error) => panic!("{error}\n{text}"),
    }
}

#[track_caller]
fn round_trips(article: &Article) {
    let text = markdown(article).unwrap();
    let back = imported(&text);
    assert_eq!(back.brief, article.stored.brief, "{text}");
    assert_eq!(back.id, Some(article.stored.id));
    assert_eq!((back.created_at, back.updated_at), (Some(article.stored.created_at), Some(article.stored.updated_at)));
    let mut again = article.clone();
    again.stored.brief = back.brief.tidy(&mut RandomIds);
    assert_eq!(markdown(&again).unwrap(), text);
}

#[test]
fn a_full_brief_comes_back() {
    let mut article = article(long_wire());
    article.stored.brief.published_at = Some(at("2026-06-03T06:30:00.5Z"));
    article.stored.brief.embargo_until = Some(at("2026-06-03T06:00:00Z"));
    round_trips(&article);
}

#[test]
fn a_chinese_brief_comes_back() {
    round_trips(&article(easing()));
}

#[test]
fn an_empty_brief_comes_back() {
    round_trips(&article(Brief::default()));
}

#[test]
fn the_body_stands_in_the_file_byte_for_byte() {
    let brief = Brief { body: "  odd\n\n\n* spacing  \n---\nand --- dashes\n\n".to_owned(), ..long_wire() };
    let text = markdown(&article(brief.clone())).unwrap();
    assert!(text.ends_with(&format!("\n---\n\n{}", brief.body)));
}

#[test]
fn a_paragraph_of_front_matter_stays_one_line() {
    let text = markdown(&article(long_wire())).unwrap();
    assert!(text.contains("Provinces now ask who pays while they run half empty."), "{text}");
    assert!(text.contains("\n- 'no'\n") || text.contains("\n- \"no\"\n"), "a tag called no is quoted:\n{text}");
}

/// How many generated briefs go out and in again.
fn cases() -> u32 {
    std::env::var("BRIEFDESK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256)
}

/// A brief of any shape, and whether it has a picture as its hero, in its body, in its analysis.
fn any_article() -> impl Strategy<Value = (Brief, [bool; 3])> {
    let line = || "\\PC{0,30}";
    let corrections = prop::collection::vec((0..2_000_000_000_i64, line()), 0..3);
    let times = (prop::option::of(0..2_000_000_000_i64), prop::option::of(0..2_000_000_000_i64));
    let related = 0..3_usize;
    let title = prop::option::weighted(0.2, "[a-z一-龥 :#'\"-]{300}");
    let status = prop::sample::select(Status::ALL.to_vec());
    (any_brief(), corrections, times, related, title, status, any::<[bool; 3]>()).prop_map(
        |(mut brief, corrections, (published, embargo), related, title, status, pictures)| {
            let time = |seconds| Timestamp::from_second(seconds).unwrap();
            brief.corrections = corrections.into_iter().map(|(at, text)| Correction { at: time(at), text }).collect();
            (brief.published_at, brief.embargo_until) = (published.map(time), embargo.map(time));
            brief.related = (0..related).map(|_| id()).collect();
            brief.headline = title.unwrap_or(brief.headline);
            brief.status = status;
            (brief.tidy(&mut RandomIds), pictures)
        },
    )
}

/// Export → import → export, by files in `folder`.
fn comes_back_by_files(article: &Article, folder: &Path) -> Result<(), TestCaseError> {
    let path = folder.join("brief.md");
    let rendering = render(article, &Format::Markdown.into()).unwrap();
    write_all(&render(article, &Format::Markdown.into()).unwrap(), &path);
    let back = import_file(&path, &[Publication::default()], &mut RandomIds)
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&back.brief, &article.stored.brief);
    let mut again = article.clone();
    again.stored.brief = back.brief.tidy(&mut RandomIds);
    again.images = back.images.into_iter().map(|picture| (ImageHash::of(&picture.bytes), picture)).collect();
    again.picture = back.picture;
    let written_again = render(&again, &Format::Markdown.into()).unwrap();
    prop_assert!(written_again.bytes == rendering.bytes, "{}", String::from_utf8_lossy(&rendering.bytes));
    prop_assert!(prove(article, &Format::Markdown.into(), &rendering).unwrap().holds());
    Ok(())
}

#[test]
fn any_brief_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let shades: Vec<Picture> = (0..3).map(|shade| picture("a.png", png(shade)).unwrap()).collect();
    let hashes: Vec<ImageHash> = shades.iter().map(|picture| ImageHash::of(&picture.bytes)).collect();
    let count = std::cell::Cell::new(0_u32);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) };
    let done = TestRunner::new(config).run(&any_article(), |(mut brief, [hero, body, analysis])| {
        let mut images = BTreeMap::new();
        for (at, text) in [(1, body.then_some(&mut brief.body)), (2, analysis.then_some(&mut brief.analysis.text))] {
            if let Some(text) = text {
                text.push_str(&format!("\n\n![港口](image:{})", hashes[at]));
                images.insert(hashes[at].clone(), shades[at].clone());
            }
        }
        if hero {
            brief.hero.get_or_insert_default().image = Some(hashes[0].clone());
        }
        let article = Article { picture: hero.then(|| shades[0].clone()), images, ..article(brief) };
        count.set(count.get() + 1);
        comes_back_by_files(&article, folder.path())
    });
    println!("{} briefs: export, import and export again give the same bytes", count.get());
    done.unwrap();
}

#[test]
fn reads_front_matter_of_other_programs() {
    let imported = imported(
        "---\ntitle: Ports Count the Cost\ndate: 2026-01-05\nsummary: A lost week.\ntakeaways:\n  - One.\n  - Two.\nlayout: post\n---\n\nBody.\n",
    );
    assert_eq!(imported.brief.headline, "Ports Count the Cost");
    assert_eq!(imported.brief.summary, "A lost week.");
    assert_eq!(imported.brief.published_at, Some(at("2026-01-05T00:00:00Z")));
    assert_eq!(imported.brief.takeaways.iter().map(|t| t.text.as_str()).collect::<Vec<_>>(), ["One.", "Two."]);
    assert_eq!(imported.brief.body, "Body.\n");
    assert_eq!(imported.brief.publication, Publication::default().name);
}

#[test]
fn reads_markdown_without_front_matter() {
    let imported = imported("# Ports Count the Cost\n\nA lost week.\n");
    assert_eq!(
        (imported.brief.headline.as_str(), imported.brief.body.as_str()),
        ("Ports Count the Cost", "A lost week.\n")
    );
}

#[test]
fn a_file_that_does_not_tell_its_language_is_in_the_one_that_it_is_written_in() {
    let language = |text: &str| imported(text).brief.language;
    assert_eq!(language("# 港口清点损失\n\n整整一周。\n"), "zh-Hans");
    assert_eq!(language("# 港口清點損失\n\n這個國家對貿易協議說不，會議從東京開始。\n"), "zh-Hant");
    assert_eq!(language("---\ntitle: 港口清点损失\n---\n整整一周。\n"), "zh-Hans");
    assert_eq!(language("---\ntitle: 港口\nlanguage: zh-CN\n---\nA week.\n"), "zh-CN");
    assert_eq!(language("---\ntitle: 港口\nlanguage: zh-CN\nlang: en-GB\n---\nA week.\n"), "en-GB");
    assert_eq!(language("# Ports\n\nA week, in 港口.\n"), Publication::default().language);
}

#[test]
fn windows_line_breaks_and_a_byte_order_mark_change_nothing() {
    let text = markdown(&article(long_wire())).unwrap();
    let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert_eq!(imported(&windows).brief, imported(&text).brief);
}

#[test]
fn front_matter_that_says_nothing_is_empty() {
    let nothing = "title:\ndescription: ~\nsummary: null\nslug:\nlang:\nstatus:\npublication:\nsection:\ntags:\nbyline:\n\
        dateline:\ncanonical:\ntakeaways:\nsources:\nrelated:\nhero:\nanalysis:\ndate:\nembargo:\nid:\nschema:\n";
    assert_eq!(imported(&format!("---\n{nothing}---\n\nBody.\n")), imported("---\nlayout: post\n---\n\nBody.\n"));
    let parts = "---\nhero:\n  src:\n  alt: Kept\n  caption:\n  decorative:\nanalysis:\n  label:\n  title: T\nsources:\n  - title: S\n    url:\n---\n";
    let brief = imported(parts).brief;
    assert_eq!((brief.hero.unwrap().alt.as_str(), brief.analysis.title.as_str()), ("Kept", "T"));
    assert_eq!((brief.sources[0].title.as_str(), brief.sources[0].url.as_str()), ("S", ""));
}

#[test]
fn one_text_is_a_list_of_one_and_numbers_are_read_as_written() {
    let lists = |yaml: &str| {
        let brief = imported(&format!("---\n{yaml}\n---\n")).brief;
        (brief.tags, brief.takeaways.into_iter().map(|takeaway| takeaway.text).collect::<Vec<_>>())
    };
    let both = |texts: &[&str]| {
        let texts: Vec<_> = texts.iter().map(|text| (*text).to_owned()).collect();
        (texts.clone(), texts)
    };
    assert_eq!(lists("tags: china\ntakeaways: china"), both(&["china"]));
    for word in
        ["2.50", "2026", "007", "0x1F", "1_000", "yes", "On", "TRUE", "-1", "1e999", ".inf", "12345678901234567890123"]
    {
        assert_eq!(lists(&format!("tags: {word}  # so\ntakeaways: {word}")), both(&[word]), "{word}");
        let list = format!("[{word}, a, '{word}',{word} , {word}]");
        assert_eq!(lists(&format!("tags: {list}\ntakeaways: {list}")), both(&[word, "a", word, word, word]), "{word}");
        let list = format!("\n- é中\n- {word}\n-   {word}");
        assert_eq!(lists(&format!("title: 中\ntags: {list}\ntakeaways: {list}")), both(&["é中", word, word]), "{word}");
    }
    assert_eq!(lists("tags: [a, null, ~]\ntakeaways: [a, null]"), both(&["a"]));
    let identified = "takeaways:\n  - id: 019745b2-0000-7000-8000-000000000001\n    text: 2.50";
    assert_eq!(lists(identified).1, ["2.50"]);
    assert_eq!(imported("---\ntitle: 2026\nsummary: 2.50\nsection: no\n---\n").brief.headline, "2026");
    assert_eq!(imported("---\ntitle: 2026\nsummary: 2.50\nsection: no\n---\n").brief.summary, "2.50");
}

#[test]
fn a_focal_point_is_read_as_people_write_it() {
    let focal =
        |yaml: &str| imported(&format!("---\nhero:\n  alt: A quay\n  focal: {yaml}\n---\n")).brief.hero.unwrap().focal;
    let at = |x: f64, y: f64| Some(Focal { x: x.into(), y: y.into() });
    assert_eq!(focal("{ x: 0.25, y: 1 }"), at(0.25, 1.0));
    assert_eq!(focal("{ x: 7, y: -2.5 }"), at(1.0, 0.0));
    assert_eq!(focal(""), None);
    let mut brief = long_wire();
    brief.hero.as_mut().unwrap().focal = at(0.333_333, 0.0);
    let text = markdown(&article(brief.clone())).unwrap();
    assert!(text.contains("x: 0.333\n") && imported(&text).brief == brief, "{text}");
}
