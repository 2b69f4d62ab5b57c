//! Exported files are read back: a sound one holds, one that somebody has touched is found out, and where.

use briefdesk_core::brief::{Brief, Part};
use briefdesk_core::export::{Article, ExportOptions, Flavour, Format, render};
use briefdesk_core::proof::{PartState, Proof, prove};
use proptest::prelude::*;

use crate::sample::{any_brief, article, easing, long_wire, takeaway};

fn all() -> Vec<ExportOptions> {
    let markdown = |flavour| ExportOptions { flavour, ..Format::Markdown.into() };
    let flavours = [Flavour::Briefdesk, Flavour::Hugo, Flavour::Jekyll, Flavour::Astro, Flavour::Eleventy];
    flavours.into_iter().map(markdown).chain([Format::Json.into(), Format::Text.into()]).collect()
}

fn every_format() -> impl Iterator<Item = ExportOptions> {
    all().into_iter().chain([Format::Html.into(), Format::Ninjs.into(), Format::Docx.into()])
}

/// The proof of `article` with `old` replaced by `new` at every place of its file.
#[track_caller]
fn tampered(article: &Article, options: &ExportOptions, old: &str, new: &str) -> Proof {
    let mut rendering = render(article, options).unwrap();
    let text = String::from_utf8(rendering.bytes).unwrap();
    assert!(text.contains(old), "{old} is not in {text}");
    rendering.bytes = text.replace(old, new).into_bytes();
    prove(article, options, &rendering).unwrap()
}

fn altered(proof: &Proof) -> Vec<Part> {
    let altered = proof.parts.iter().filter(|part| matches!(part.state, PartState::Altered { .. }));
    altered.map(|part| part.part).collect()
}

#[track_caller]
fn holds(article: &Article, options: &ExportOptions) -> Proof {
    let rendering = render(article, options).unwrap();
    let proof = prove(article, options, &rendering).unwrap();
    assert!(proof.holds(), "{options:?}: {:?}\n{}", proof.parts, String::from_utf8_lossy(&rendering.bytes));
    proof
}

#[test]
fn every_part_of_a_sound_file_is_whole() {
    for options in all() {
        let proof = holds(&article(long_wire()), &options);
        assert_eq!(proof.parts.len(), 6);
        assert!(proof.parts.iter().all(|part| part.state == PartState::Whole));
        holds(&article(easing()), &options);
        assert_eq!(holds(&article(Brief::default()), &options).parts, []);
    }
}

#[test]
fn a_tampered_part_is_found_out() {
    let article = article(long_wire());
    for options in all() {
        for (part, old, new) in [
            (Part::Headline, "The Long Wire: Power", "The Long Wire: Powder"),
            (Part::Summary, "Provinces now ask", "Provinces never ask"),
            (Part::Hero, "Pylons cross", "Pylons crossed"),
            (Part::Takeaways, "Provincial grids, not developers", "Provincial grids, and developers"),
            (Part::Analysis, "Building ahead of demand", "Building behind demand"),
            (Part::Body, "has bought less", "has bought more"),
        ] {
            assert_eq!(altered(&tampered(&article, &options, old, new)), [part], "{options:?}");
        }
    }
}

#[test]
fn words_that_were_added_or_cut_are_found_out() {
    for options in all() {
        let article = article(easing());
        assert_eq!(altered(&tampered(&article, &options, "回落。", "回落。又及。")), [Part::Body], "{options:?}");
        assert_eq!(altered(&tampered(&article, &options, "银行间利率随即回落。", "")), [Part::Body], "{options:?}");
        assert_eq!(
            altered(&tampered(&article, &options, "此次下调释放约一万亿元长期资金。", "此次下调。")),
            [Part::Takeaways],
            "{options:?}"
        );
    }
}

#[test]
fn a_file_that_is_cut_off_or_of_another_kind_does_not_hold() {
    for options in all() {
        let article = article(long_wire());
        let mut rendering = render(&article, &options).unwrap();
        rendering.bytes.truncate(rendering.bytes.len() / 2);
        assert!(!prove(&article, &options, &rendering).unwrap().holds(), "{options:?}");
        for other in ["", "{", "---\n: [\n---\n\nx", "\u{FFFD}"] {
            rendering.bytes = other.as_bytes().to_vec();
            assert!(!prove(&article, &options, &rendering).unwrap().holds(), "{options:?}: {other}");
        }
    }
}

#[test]
fn a_template_that_would_run_is_found_out() {
    let article = article(Brief { body: "A `{{ secret }}` and `{{< figure >}}` stay.".to_owned(), ..long_wire() });
    let of = |flavour| ExportOptions { flavour, ..Format::Markdown.into() };
    holds(&article, &of(Flavour::Hugo));
    assert_eq!(altered(&tampered(&article, &of(Flavour::Hugo), "{{</* figure */>}}", "{{< figure >}}")), [Part::Body]);
    for flavour in [Flavour::Jekyll, Flavour::Eleventy] {
        holds(&article, &of(flavour));
        assert_eq!(
            altered(&tampered(&article, &of(flavour), "{% raw %}{{{% endraw %}", "{{")),
            [Part::Body],
            "{flavour:?}"
        );
    }
}

#[test]
fn a_takeaway_that_looks_like_a_list_is_a_takeaway() {
    let takeaways = ["1. May was *dry*", "# 5", "- x", "[ ] y", "> z"].map(takeaway).to_vec();
    for options in all() {
        holds(&article(Brief { takeaways: takeaways.clone(), ..long_wire() }), &options);
    }
}

#[test]
fn what_no_page_can_hold_hides_no_mark() {
    let markdown = "\u{ffff}# A\n\n\u{ffff}> B\n";
    let mut brief = Brief { body: markdown.to_owned(), takeaways: vec![takeaway("\u{ffff}1. C")], ..Brief::default() };
    brief.analysis.text = markdown.to_owned();
    for options in every_format() {
        holds(&article(brief.clone()), &options);
    }
}

#[test]
fn an_analysis_of_nothing_that_can_be_printed_is_no_box() {
    let mut brief = Brief { body: "Rain.".to_owned(), ..Brief::default() };
    brief.analysis.text = "\u{ffff}".to_owned();
    brief.analysis.tag = "Σ".to_owned();
    for options in every_format() {
        let proof = holds(&article(brief.clone()), &options);
        assert!(proof.parts.iter().all(|part| part.part == Part::Body), "{options:?}: {:?}", proof.parts);
    }
}

proptest! {
    #[test]
    fn any_brief_is_proved_in_every_format(brief in any_brief()) {
        for options in all() {
            holds(&article(brief.clone()), &options);
        }
    }
}
