//! The exported page: every part, in page order, safe.

use briefdesk_core::brief::{Brief, Hero, Network, Publication, RandomIds};
use briefdesk_core::export::{Format, Pictures, Warning, page};
use briefdesk_core::store::Picture;
use proptest::prelude::*;

use crate::sample::{any_brief, article, easing, long_wire, takeaway};

fn html(brief: Brief) -> String {
    page(&article(brief), Pictures::Inline).unwrap()
}

#[track_caller]
fn in_order(html: &str, texts: &[&str]) {
    let mut from = html.find("<body>").unwrap();
    for text in texts {
        match html[from..].find(text) {
            Some(at) => from += at + text.len(),
            None => panic!("{text:?} is missing or out of order in\n{html}"),
        }
    }
}

#[test]
fn every_part_stands_in_page_order() {
    in_order(
        &html(long_wire()),
        &[
            "The Long Wire",
            "Three more lines were approved",
            "Pylons cross a dry plateau",
            "A new line west of Lanzhou",
            "Li Wen",
            "Key Takeaways",
            "the <em>most</em> on record",
            "<strong>61 per cent</strong>",
            "Provincial grids",
            "Editor's Desk",
            "Strategic Analysis",
            "Building ahead of demand",
            "idle steel",
            "China Daily Brief Editorial",
            "Strategic Insight",
            "China Daily Brief",
            "<strong>24 gigawatts</strong>",
            "<h2>Who pays</h2>",
            "<table>",
            "Share Article",
            "Related Articles",
            "No related articles found",
        ],
    );
}

#[test]
fn a_chinese_page_speaks_chinese() {
    let html = html(easing());
    assert!(html.starts_with("<!doctype html>\n<html lang=\"zh-Hans\">"));
    in_order(
        &html,
        &[
            "央行再降准",
            "要点",
            "<strong>信贷需求</strong>仍弱",
            "<strong>重要的。</strong>但",
            "分享文章",
            "相关文章",
            "暂无相关文章",
        ],
    );
    assert!(html.contains("og:locale\" content=\"zh_CN"));
}

#[test]
fn the_picture_is_within_the_file() {
    let brief = long_wire();
    let mut article = article(Brief {
        hero: brief.hero.map(|hero| Hero { alt: "A \"quoted\" <sky>".to_owned(), ..hero }),
        ..long_wire()
    });
    article.picture = Some(Picture { media_type: "image/png".to_owned(), width: 3, height: 2, bytes: vec![0, 1, 2] });
    let html = page(&article, Pictures::Inline).unwrap();
    assert!(
        html.contains(
            r#"<img src="data:image/png;base64,AAEC" width="3" height="2" alt="A &quot;quoted&quot; &lt;sky&gt;">"#
        ),
        "{html}"
    );
    assert!(article.warnings(Format::Html).is_empty());
}

#[test]
fn hostile_texts_stay_texts() {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
    let brief = Brief {
        headline: evil.to_owned(),
        summary: evil.to_owned(),
        takeaways: vec![takeaway(evil)],
        body: evil.to_owned(),
        publication: evil.to_owned(),
        dateline: evil.to_owned(),
        section: evil.to_owned(),
        tags: vec![evil.to_owned()],
        language: "en\" onload=\"alert(1)".to_owned(),
        canonical_url: "javascript:alert(1)".to_owned(),
        ..long_wire()
    };
    let html = html(brief);
    assert_eq!(html.matches("<script").count(), 1, "only the data block:\n{html}");
    assert!(!html.contains("<img src=x") && !html.contains("href=\"javascript") && !html.contains("en\" onload"));
}

#[test]
fn sharing_needs_an_address() {
    assert!(
        html(long_wire())
            .contains("https://twitter.com/intent/tweet?url=https%3A%2F%2Fexample.org%2F2026%2Fthe-long-wire")
    );
    let nowhere = article(Brief { canonical_url: String::new(), ..long_wire() });
    assert!(page(&nowhere, Pictures::Inline).unwrap().contains("no address yet"));
    assert_eq!(nowhere.warnings(Format::Html), [Warning::PictureMissing, Warning::AddressMissing]);
}

#[test]
fn a_morning_in_shanghai_is_printed_as_its_own_day() {
    let mut article = article(Brief { published_at: Some(crate::sample::at("2026-06-03T23:30:00Z")), ..long_wire() });
    article.zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let html = page(&article, Pictures::Inline).unwrap();
    assert!(html.contains(r#"<time datetime="2026-06-04T07:30:00+08:00">2026-06-04</time>"#), "{html}");
    assert!(html.contains(r#""datePublished":"2026-06-04T07:30:00+08:00""#));
}

#[test]
fn a_related_brief_is_linked_to_where_it_stands_and_nowhere_else() {
    let mut library = crate::sample::library();
    let store = &mut library.store;
    let mut related = Vec::new();
    for address in ["https://example.org/one", "javascript:alert(1)"] {
        let id = crate::sample::id();
        store
            .save_brief(id, 0, Brief { canonical_url: address.to_owned(), ..easing() }, crate::sample::noon())
            .unwrap();
        related.push(id);
    }
    let id = crate::sample::id();
    store.save_brief(id, 0, Brief { related, ..long_wire() }, crate::sample::noon()).unwrap();
    let article = briefdesk_core::library::article(store, id).unwrap();
    assert_eq!(
        article.related.iter().map(|link| link.url.as_str()).collect::<Vec<_>>(),
        ["https://example.org/one", ""]
    );
    assert!(!page(&article, Pictures::Inline).unwrap().contains("javascript:"));
}

#[test]
fn the_publications_pattern_gives_the_address() {
    let mut article = article(Brief { canonical_url: String::new(), slug: "长线".to_owned(), ..long_wire() });
    article.publication = Publication {
        site_url: "https://example.org/".to_owned(),
        canonical_pattern: "{site}/{year}/{month}/{slug}".to_owned(),
        share: vec![Network::Email],
        ..Publication::default()
    };
    let html = page(&article, Pictures::Inline).unwrap();
    assert!(
        html.contains("<link rel=\"canonical\" href=\"https://example.org/2026/06/%E9%95%BF%E7%BA%BF\">"),
        "{html}"
    );
}

#[test]
fn an_exported_page_can_be_imported() {
    let mut brief = long_wire();
    brief.tags = vec!["energy".to_owned(), "电网".to_owned()];
    let back = briefdesk_core::import::html(&html(brief.clone()), &[Publication::default()], &mut RandomIds);
    assert_eq!((&back.headline, &back.summary), (&brief.headline, &brief.summary));
    assert_eq!(
        back.hero.as_ref().map(|hero| (&hero.alt, &hero.caption, &hero.credit)),
        brief.hero.as_ref().map(|hero| (&hero.alt, &hero.caption, &hero.credit))
    );
    let texts = |brief: &Brief| brief.takeaways.iter().map(|takeaway| takeaway.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&back), texts(&brief));
    assert_eq!(back.analysis, brief.analysis);
    assert_eq!((back.body.trim(), &back.publication), (brief.body.trim(), &brief.publication));
    assert_eq!((back.tags, back.dateline, back.canonical_url), (brief.tags, brief.dateline, brief.canonical_url));
}

proptest! {
    #[test]
    fn any_brief_makes_a_page_that_loads_nothing(brief in any_brief()) {
        let html = html(brief);
        prop_assert_eq!(html.matches("<script").count(), 1);
        for bad in ["<img", "<iframe", "<link rel=\"stylesheet", "javascript:"] {
            // A text may say these words; a tag may not.
            prop_assert!(!html.contains(bad) || bad == "javascript:", "{}", bad);
        }
    }
}
