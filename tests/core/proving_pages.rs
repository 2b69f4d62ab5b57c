//! An exported page is read back, and says what its brief does; one that was meddled with is found out.

use briefdesk_core::brief::{Brief, Correction, Hero, ImageHash, Part, Theme};
use briefdesk_core::export::{Article, ExportOptions, Format, Layout, Rendering, built_in_theme, render};
use briefdesk_core::proof::{PartState, Proof, prove};
use briefdesk_core::store::Picture;
use proptest::prelude::*;

use crate::sample::{any_brief, article, easing, long_wire, noon, takeaway};

const ALL: [Part; 6] = [Part::Headline, Part::Summary, Part::Hero, Part::Takeaways, Part::Analysis, Part::Body];

fn page(layout: Layout) -> ExportOptions {
    ExportOptions { layout, ..Format::Html.into() }
}

fn proof(article: &Article, layout: Layout) -> Proof {
    let rendering = render(article, &page(layout)).unwrap();
    prove(article, &page(layout), &rendering).unwrap()
}

#[track_caller]
fn whole(article: &Article) -> Vec<Part> {
    let proof = proof(article, Layout::File);
    for part in &proof.parts {
        assert_eq!(part.state, PartState::Whole, "{:?}", part.part);
    }
    assert!(proof.holds());
    proof.parts.iter().map(|part| part.part).collect()
}

/// A brief with what pages show in ways of their own.
fn harbour() -> Brief {
    let picture = ImageHash::of(b"quay");
    Brief {
        headline: "Dredgers <Wait> & Watch".to_owned(),
        takeaways: vec![
            takeaway("1. May was the *driest* month"),
            takeaway("H<sub>2</sub>O at **9 metres**"),
            takeaway("\u{FEFF}"),
        ],
        body: format!(
            "# Depth\n\nThe channel silts up.[^silt] See https://example.org/chart。 And ~~no~~ `more`.\n\n\
             ![The *old* quay](image:{picture}) ![Gone](image:{}) ![Chart](https://example.org/chart.png)\n\n\
             - [x] sounded\n- [ ] dredged\n  1. east\n  2. west ☑\n\n\
             | Berth | Metres |\n| --- | ---: |\n| 东一 | 9 |\n| East \\| 2 | 11 |\n\n\
             > [!NOTE]\n> Tides are not counted.\n\n<div>Raw <b>words</b><script>alert(1)</script></div>\n\n\
             ```\nif a < b\n```\n\n[^silt]: Harbour office, *May*. 港务局。\n",
            ImageHash::of(b"none")
        ),
        corrections: vec![Correction { at: noon(), text: "The depth was given in feet.".to_owned() }],
        ..long_wire()
    }
}

fn harbour_article() -> Article {
    let mut article = article(harbour());
    let picture = Picture { media_type: "image/png".to_owned(), width: 3, height: 2, bytes: b"quay".to_vec() };
    article.images.insert(ImageHash::of(b"quay"), picture.clone());
    article.stored.brief.hero =
        article.stored.brief.hero.map(|hero| Hero { image: Some(ImageHash::of(b"quay")), ..hero });
    article.picture = Some(picture);
    article
}

#[test]
fn every_part_of_a_page_is_found() {
    assert_eq!(whole(&article(long_wire())), ALL);
    assert_eq!(whole(&harbour_article()), ALL);
    assert!(proof(&harbour_article(), Layout::Folder).holds());
    assert_eq!(whole(&article(easing())), [Part::Headline, Part::Summary, Part::Takeaways, Part::Analysis, Part::Body]);
    assert_eq!(whole(&article(Brief::default())), []);
}

#[test]
fn a_page_in_another_theme_is_read_by_what_its_elements_say() {
    let mut article = harbour_article();
    article.theme = Some(Theme { name: "Harbour".to_owned(), ..built_in_theme() });
    assert_eq!(whole(&article), ALL);
    let template = built_in_theme().template.replace("{{ summary }}", "{{ summary|upper }}");
    article.theme = Some(Theme { name: "Loud".to_owned(), template, styles: String::new() });
    assert_eq!(altered(&proof(&article, Layout::File)), [Part::Summary]);
    let template = built_in_theme().template.replace("data-part=\"takeaways\"", "");
    article.theme = Some(Theme { name: "Mute".to_owned(), template, styles: String::new() });
    assert_eq!(altered(&proof(&article, Layout::File)), [Part::Takeaways]);
}

fn altered(proof: &Proof) -> Vec<Part> {
    let altered = proof.parts.iter().filter(|part| matches!(part.state, PartState::Altered { .. }));
    altered.map(|part| part.part).collect()
}

#[test]
fn a_page_that_was_meddled_with_is_found_out() {
    let article = harbour_article();
    let written = render(&article, &page(Layout::File)).unwrap();
    let html = String::from_utf8(written.bytes).unwrap();
    for (from, to, part) in [
        ("Dredgers &lt;Wait", "Dredgers <Wait", Part::Headline),
        ("Three more lines were approved", "Four more lines were approved", Part::Summary),
        ("alt=\"Pylons cross", "alt=\"Wires cross", Part::Hero),
        (">Li Wen<", "><", Part::Hero),
        ("1. May was the", "May was the", Part::Takeaways),
        ("<li>H<sub>2</sub>O at <strong>9 metres</strong></li>\n", "", Part::Takeaways),
        (">Strategic Insight<", ">Insight<", Part::Analysis),
        ("idle steel", "idle <!-- steel -->", Part::Analysis),
        ("The channel silts up.", "The channel never silts up.", Part::Body),
        ("<td>东一</td>", "<td>东二</td>", Part::Body),
        ("<td class=\"align-right\">11</td>", "<td class=\"align-right\">12</td>", Part::Body),
        ("港务局", "海事局", Part::Body),
        ("alt=\"The old quay\"", "alt=\"\"", Part::Body),
        ("<b>words</b>", "<b></b>", Part::Body),
        ("if a &lt; b", "if a &gt; b", Part::Body),
    ] {
        let (head, body) = html.split_once("<body>").unwrap();
        assert!(body.contains(from), "{from} is not in\n{body}");
        let bytes = format!("{head}<body>{}", body.replacen(from, to, 1)).into_bytes();
        let meddled = Rendering { bytes, beside: Vec::new(), losses: Vec::new() };
        let proof = prove(&article, &page(Layout::File), &meddled).unwrap();
        assert_eq!(altered(&proof), [part], "{from} → {to}");
        assert!(!proof.holds());
    }
}

#[test]
fn where_a_page_parts_from_its_brief_is_told() {
    let article = article(easing());
    let rendering = render(&article, &page(Layout::File)).unwrap();
    let bytes =
        String::from_utf8(rendering.bytes).unwrap().replace("银行间利率随即回落", "银行间利率随即上升").into_bytes();
    let proof =
        prove(&article, &page(Layout::File), &Rendering { bytes, beside: Vec::new(), losses: Vec::new() }).unwrap();
    let body = proof.parts.iter().find(|part| part.part == Part::Body).unwrap();
    let PartState::Altered { expected, found } = &body.state else { panic!("{body:?}") };
    assert!(expected.contains("随即回落") && found.contains("随即上升"), "{expected} / {found}");
}

proptest! {
    #[test]
    fn the_page_of_any_brief_says_what_it_says(brief in any_brief()) {
        let proof = proof(&article(brief), Layout::File);
        prop_assert!(proof.holds(), "{:?}", proof.parts);
    }
}
