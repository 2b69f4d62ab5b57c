//! Briefs that differ in all that an export can trip over, each with what it needs from the library.

use std::io::Cursor;

use briefdesk_core::brief::{Brief, Correction, Focal, Hero, ImageHash, Publication, Source, Status};
use briefdesk_core::export::{Article, RelatedLink};
use briefdesk_core::store::Picture;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::sample::{article, at, easing, long_wire, takeaway};

/// A picture of 8 × 6 pixels.
pub fn picture(shade: u8, format: ImageFormat) -> (ImageHash, Picture) {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::from_pixel(8, 6, Rgb([shade, 90, 140]))).write_to(&mut bytes, format).unwrap();
    let bytes = bytes.into_inner();
    let picture = Picture { media_type: format.to_mime_type().to_owned(), width: 8, height: 6, bytes };
    (ImageHash::of(&picture.bytes), picture)
}

/// A picture in the hero (JPEG), the analysis (WebP) and the body (GIF).
pub fn illustrated() -> Article {
    let [hero, boxed, body] = [(1, ImageFormat::Jpeg), (2, ImageFormat::WebP), (3, ImageFormat::Gif)]
        .map(|(shade, format)| picture(shade, format));
    let mut brief = Brief {
        body: format!("Before.\n\n![港口](image:{} \"Dusk falls\")\n\nIn line ![too](image:{}).\n", body.0, body.0),
        hero: Some(Hero {
            image: Some(hero.0),
            alt: "A quay \\ \"at\" dusk".to_owned(),
            caption: "Harbour, 3 June".to_owned(),
            focal: Some(Focal { x: 0.25.into(), y: 0.5.into() }),
            ..Hero::default()
        }),
        ..long_wire()
    };
    brief.analysis.text = format!("- ![图表](image:{})\n\n  And what it says.", boxed.0);
    let mut article = article(brief);
    article.picture = Some(hero.1);
    article.images.extend([boxed, body]);
    article
}

fn with_body(body: &str) -> Article {
    article(Brief { body: body.to_owned(), ..long_wire() })
}

fn changed(change: impl FnOnce(&mut Brief)) -> Article {
    let mut brief = long_wire();
    change(&mut brief);
    article(brief)
}

/// More than twenty, each with a name.
pub fn varieties() -> Vec<(&'static str, Article)> {
    let mut all = texts();
    all.extend(parts());
    all.extend(hostile());
    assert!(all.len() >= 20);
    all
}

fn texts() -> Vec<(&'static str, Article)> {
    let long =
        "The grid company filed another request, and the province answered with another question.\n\n".repeat(400);
    vec![
        ("plain", article(long_wire())),
        ("Chinese", article(easing())),
        ("long", with_body(&long)),
        (
            "footnotes",
            with_body(
                "Prices fell[^1], twice[^二] and again[^1].\n\n[^1]: The [ministry](https://example.org/m) said so.\n\n    - twice\n[^二]: 国家统计局，*六月*。\n",
            ),
        ),
        ("notes within notes", with_body("A[^a].\n\n[^a]: See[^b].\n[^b]: Only from there.\n")),
        (
            "tables",
            with_body(
                "| 年份 | Lines | Share |\n| :- | :-: | -: |\n| 2025 | 2 | **41%** |\n| 2026 | 3[^t] | a \\| b |\n\n| one |\n| - |\n\n[^t]: Planned.\n",
            ),
        ),
        (
            "lists",
            with_body(
                "3. three\n   - *deep*\n     - deeper\n\n       with a paragraph\n4. four\n\n- [ ] ask the *desk*\n- [x] 已核实\n\n-\n- > quoted\n",
            ),
        ),
        (
            "quotes and alerts",
            with_body(
                "> Said once.\n>\n> > Said again.\n\n> [!WARNING]\n> Not confirmed.\n\n> [!TIP] 编者注\n> - 一\n> - 二\n",
            ),
        ),
        (
            "code and rules",
            with_body(
                "Run `a < b && c`:\n\n```sh\nif [ \"$a\" ]; then\n\techo \"]]>\"\nfi\n```\n\n---\n\n    indented\n",
            ),
        ),
        ("headings", with_body("### First\n\n#### Second\n\n###### Sixth\n\n# Above\n")),
        (
            "links",
            with_body(
                "[one](https://example.org/?a=b&c=\"d\") <https://example.org> www.example.org [*two* **three**](mailto:desk@example.org) [nowhere](#x) [bad](https://[)\n",
            ),
        ),
        (
            "raw HTML",
            with_body(
                "<div class=\"x\">block</div>\n\nH<sub>2</sub>O<br>and <script>alert(1)</script> <b>bold</b>\n\n<p>more\n",
            ),
        ),
        ("deep", with_body(&format!("{}at the bottom", "> - ".repeat(60)))),
    ]
}

fn parts() -> Vec<(&'static str, Article)> {
    let corrections = vec![
        Correction {
            at: at("2026-06-04T08:00:00Z"),
            text: "An earlier version gave the wrong year & <month>.".to_owned(),
        },
        Correction { at: at("2026-06-05T08:00:00Z"), text: "更正：线路为三条。".to_owned() },
    ];
    let mut related = article(long_wire());
    related.related = vec![
        RelatedLink {
            headline: "Who pays for the coast".to_owned(),
            url: "https://example.org/新闻/a|b?c[]=1".to_owned(),
        },
        RelatedLink { headline: "无网址".to_owned(), url: String::new() },
    ];
    vec![
        ("nothing", article(Brief::default())),
        ("blank", article(Brief::blank(&Publication::default()))),
        ("illustrated", illustrated()),
        ("related", related),
        ("headline alone", article(Brief { headline: "Alone".to_owned(), ..Brief::default() })),
        ("no box", changed(|brief| brief.analysis.text.clear())),
        (
            "box without furniture",
            changed(|brief| {
                brief.analysis = briefdesk_core::brief::Analysis {
                    text: "Only this[^x].\n\n[^x]: And that.".to_owned(),
                    ..Default::default()
                };
            }),
        ),
        (
            "embargo",
            changed(|brief| {
                brief.embargo_until = Some(at("2026-06-09T00:00:00Z"));
                brief.published_at = Some(at("2026-06-09T01:00:00Z"));
                brief.status = Status::Ready;
            }),
        ),
        ("corrections", changed(|brief| brief.corrections = corrections)),
        (
            "sources",
            changed(|brief| {
                brief.sources.push(Source { title: String::new(), url: "not an address".to_owned() });
                brief.sources.push(Source { title: "年鉴".to_owned(), url: String::new() });
                brief.byline = "Wu Min".to_owned();
                brief.section = "Energy".to_owned();
            }),
        ),
        (
            "decorative hero",
            changed(|brief| {
                brief.hero = Some(Hero {
                    alt: "Unsaid".to_owned(),
                    decorative: true,
                    caption: "Said".to_owned(),
                    ..Hero::default()
                });
            }),
        ),
        ("a headline of 300 characters", changed(|brief| brief.headline = "长".repeat(300))),
    ]
}

fn hostile() -> Vec<(&'static str, Article)> {
    let text = "]]><&\"' \u{1}\u{b}\u{FFFF}\u{FDD0}\u{202E} </w:t> {{ x }} &#1; &nbsp; ☑ $EAST";
    let takeaways = [
        "1. a list?",
        "# a heading?",
        "<script>x</script> <i>y",
        "☐ todo",
        "`<code>` &amp; ![alt *text*](x.png)",
        "  ",
        "[^a]",
    ];
    let mut all = vec![("takeaways", changed(|brief| brief.takeaways = takeaways.map(takeaway).into()))];
    all.push((
        "every part hostile",
        changed(|brief| {
            brief.headline = text.to_owned();
            brief.summary = text.to_owned();
            brief.hero = Some(Hero {
                alt: text.to_owned(),
                caption: text.to_owned(),
                credit: text.to_owned(),
                ..Hero::default()
            });
            brief.takeaways = vec![takeaway(text)];
            brief.analysis = briefdesk_core::brief::Analysis {
                label: text.to_owned(),
                title: text.to_owned(),
                text: format!("{text}\n\n> [!NOTE] {text}\n> {text}"),
                byline: text.to_owned(),
                tag: text.to_owned(),
            };
            brief.body = format!("{text}\n\n![{text}](image:x \"{text}\")\n\n```{text}\n{text}\n```\n");
            for field in [
                &mut brief.byline,
                &mut brief.section,
                &mut brief.dateline,
                &mut brief.publication,
                &mut brief.slug,
                &mut brief.language,
            ] {
                *field = text.to_owned();
            }
            brief.tags = vec![text.to_owned()];
            brief.sources = vec![Source { title: text.to_owned(), url: text.to_owned() }];
            brief.canonical_url = format!("https://example.org/{text}");
            brief.corrections = vec![Correction { at: at("2026-06-04T08:00:00Z"), text: text.to_owned() }];
        }),
    ));
    all
}
