//! The exported page: every part, in page order, safe.

use briefdesk_core::brief::{Brief, Correction, Hero, ImageHash, Network, Publication, RandomIds, Source};
use briefdesk_core::export::{Article, ExportOptions, Format, Layout, Pictures, Warning, page, render};
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

#[test]
fn corrections_are_dated_in_the_pages_language() {
    let correction = |text: &str| Correction { at: crate::sample::at("2026-06-03T09:00:00Z"), text: text.to_owned() };
    let page =
        html(Brief { corrections: vec![correction("The depth was given in <feet>."), correction(" ")], ..long_wire() });
    in_order(
        &page,
        &[
            "Who pays",
            ">Correction, 3 June 2026: </time></strong>The depth was given in &lt;feet&gt;.",
            "Share Article",
        ],
    );
    assert_eq!(page.matches("Correction, ").count(), 1);
    assert_eq!(
        json_ld(&page)["correction"],
        serde_json::json!([{ "@type": "CorrectionComment", "text": "The depth was given in <feet>.", "datePublished": "2026-06-03T09:00:00+00:00" }])
    );
    let page = html(Brief { corrections: vec![correction("水深单位有误。")], ..easing() });
    in_order(&page, &[">更正（2026年6月3日）：</time></strong>水深单位有误。"]);
    assert!(!html(long_wire()).contains("data-part=\"corrections\""));
}

/// What machines read of a page.
fn json_ld(html: &str) -> serde_json::Value {
    let (_, data) = html.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn machines_read_the_article_and_no_address_that_nobody_may_follow() {
    let source = |title: &str, url: &str| Source { title: title.to_owned(), url: url.to_owned() };
    let sources = vec![
        source("Approvals", "https://example.org/a"),
        source("Notes", "javascript:alert(1)"),
        source("", "data:,x"),
    ];
    let page = html(Brief { sources, byline: "Mara Ellison".to_owned(), section: "Energy".to_owned(), ..long_wire() });
    let data = json_ld(&page);
    assert_eq!(
        (&data["@type"], &data["articleSection"], &data["inLanguage"]),
        (&"NewsArticle".into(), &"Energy".into(), &"en".into())
    );
    assert_eq!(data["author"], serde_json::json!({ "@type": "Person", "name": "Mara Ellison" }));
    assert_eq!(data["publisher"]["name"], "China Daily Brief");
    assert_eq!(data["keywords"], serde_json::json!(["energy", "no", "电网"]));
    assert!(data["wordCount"].as_u64().unwrap() > 20);
    assert_eq!(
        data["isBasedOn"],
        serde_json::json!([{ "@type": "CreativeWork", "name": "Approvals", "url": "https://example.org/a" }, { "@type": "CreativeWork", "name": "Notes" }])
    );
    assert!(!page.contains("javascript:") && !page.contains("data:,x"));
    // What is no language tag is one nowhere on the page.
    let page = html(Brief { language: "in English".to_owned(), ..long_wire() });
    assert_eq!(json_ld(&page)["inLanguage"], "en");
    for tag in ["energy", "no", "电网"] {
        assert_eq!(page.matches(&format!("<meta property=\"article:tag\" content=\"{tag}\">")).count(), 1);
    }
}

/// An article whose hero is a real picture of 40 × 30 pixels.
fn pictured(canonical_url: &str) -> Article {
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let bytes = png.into_inner();
    let brief = long_wire();
    let hero = brief.hero.map(|hero| Hero { image: Some(ImageHash::of(&bytes)), ..hero });
    let mut article = article(Brief { hero, canonical_url: canonical_url.to_owned(), ..long_wire() });
    article.picture = Some(Picture { media_type: "image/png".to_owned(), width: 40, height: 30, bytes });
    article
}

fn in_folder(article: &Article) -> (String, Vec<String>) {
    let options = ExportOptions { layout: Layout::Folder, ..Format::Html.into() };
    let rendering = render(article, &options).unwrap();
    (String::from_utf8(rendering.bytes).unwrap(), rendering.beside.into_iter().map(|file| file.path).collect())
}

#[test]
fn a_page_in_a_folder_has_its_pictures_beside_it_and_a_card_for_networks() {
    let article = pictured("https://example.org/2026/wire");
    let (html, files) = in_folder(&article);
    let hash = ImageHash::of(&article.picture.as_ref().unwrap().bytes);
    assert!(
        html.contains(&format!("<img src=\"images/{hash}.png\" width=\"40\"")) && !html.contains("data:"),
        "{html}"
    );
    assert!(html.contains("img-src 'self';"));
    let card = files.iter().find(|path| **path != format!("images/{hash}.png")).unwrap();
    let meta = format!(
        "<meta property=\"og:image\" content=\"https://example.org/2026/wire/{card}\">\n\
         <meta property=\"og:image:type\" content=\"image/png\">\n\
         <meta property=\"og:image:width\" content=\"1200\">\n\
         <meta property=\"og:image:height\" content=\"630\">\n\
         <meta property=\"og:image:alt\" content=\"Pylons cross a dry plateau under a pale sky.\">\n"
    );
    assert!(html.contains(&meta), "{html}");
    assert!(html.contains("twitter:card\" content=\"summary_large_image"));
    assert_eq!(json_ld(&html)["image"]["url"], format!("https://example.org/2026/wire/{card}"));
    assert_eq!(files.len(), 2);
}

#[test]
fn a_picture_without_an_address_is_named_to_no_network() {
    let (html, files) = in_folder(&pictured(""));
    assert!(!html.contains("og:image") && html.contains("twitter:card\" content=\"summary\""));
    assert_eq!(files.len(), 1);
    let html = page(&pictured("https://example.org/2026/wire"), Pictures::Inline).unwrap();
    assert!(!html.contains("og:image"));
    let image = &json_ld(&html)["image"];
    assert_eq!((&image["width"], &image["url"]), (&40.into(), &serde_json::Value::Null));
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
