//! A page's lines, each with its part, and the brief that they make.

use briefdesk_core::brief::{Brief, Publication, RandomIds, TakeawayId};
use briefdesk_core::import::{PagePart, RoutedLine, page_text, place_lines, route_html, route_page};

const COMPLETE: &str = include_str!("../fixtures/page-text/complete.txt");
const CHINESE: &str = include_str!("../fixtures/page-text/chinese.txt");

#[test]
fn every_line_of_a_page_has_its_part_in_the_order_of_the_page() {
    let lines = route(
        "Title\n\nSummary.\n\nAlt.\n\nKey Takeaways\n\n• 1One\n• 2Two\n\nEditor’s\nDesk\n\nStrategic Analysis\n\nWhy.\n\nChina Daily Brief Editorial\n\nStrategic Insight\n\nChina Daily Brief\n\nBody.\n\nShare Article\n\nX\n\nRelated Articles\n\nNo related articles found",
    );
    let parts: Vec<(&str, PagePart)> = lines.iter().map(|line| (line.text.as_str(), line.part)).collect();
    assert_eq!(
        parts,
        [
            ("Title", PagePart::Headline),
            ("Summary.", PagePart::Summary),
            ("Alt.", PagePart::AltText),
            ("Key Takeaways", PagePart::Skip),
            ("One", PagePart::Takeaways),
            ("Two", PagePart::Takeaways),
            ("Editor’s Desk", PagePart::DeskLabel),
            ("Strategic Analysis", PagePart::AnalysisTitle),
            ("Why.", PagePart::Analysis),
            ("China Daily Brief Editorial", PagePart::Byline),
            ("Strategic Insight", PagePart::Tag),
            ("China Daily Brief", PagePart::Publication),
            ("Body.", PagePart::Body),
            ("Share Article", PagePart::Skip),
            ("X", PagePart::Skip),
            ("Related Articles", PagePart::Skip),
            ("No related articles found", PagePart::Skip),
        ]
    );
}

#[test]
fn the_lines_as_they_are_routed_make_the_brief_that_the_importer_makes() {
    for page in [COMPLETE, CHINESE, "", "One line", "A\n\nB\n\nC", "编者按：本文只有一句。\n\n正文。"] {
        let made = place_lines(&route(page), &[], &mut RandomIds);
        assert_eq!(without_ids(made), without_ids(page_text(page, &[], &mut RandomIds)), "{page}");
    }
}

#[test]
fn a_line_that_is_routed_otherwise_goes_there() {
    let mut lines = route("题目\n\n摘要。\n\n要点\n\n1、一\n2、二\n\n编者按\n\n战略分析\n\n为什么。\n\n分享\n\n正文。");
    for line in &mut lines {
        match line.text.as_str() {
            "一" => line.part = PagePart::Body,
            "为什么。" => line.part = PagePart::Takeaways,
            "摘要。" => line.part = PagePart::Skip,
            _ => {}
        }
    }
    let brief = place_lines(&lines, &[Publication::default()], &mut RandomIds);
    assert_eq!((brief.headline.as_str(), brief.summary.as_str()), ("题目", ""));
    assert_eq!(brief.body, "一\n\n正文。");
    assert_eq!(brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect::<Vec<_>>(), ["二", "为什么。"]);
    assert_eq!((brief.analysis.text.as_str(), brief.language.as_str()), ("", "zh-Hans"));
}

#[test]
fn a_line_is_text_in_the_headline_and_markdown_in_the_body() {
    let mut lines =
        route_html("<h1>A * and a #</h1><p>With a <a href='https://a.example.org/'>link</a>.</p><p>More.</p>", &[]);
    assert_eq!(
        (lines[1].text.as_str(), lines[1].markdown.as_str()),
        ("With a link.", "With a [link](https://a.example.org/).")
    );
    lines[1].part = PagePart::Headline;
    lines[0].part = PagePart::Body;
    let brief = place_lines(&lines, &[], &mut RandomIds);
    assert_eq!(brief.headline, "With a link.");
    assert!(brief.body.contains("A * and a #"), "{}", brief.body);
}

fn route(page: &str) -> Vec<RoutedLine> {
    route_page(page, &[Publication::default()])
}

fn without_ids(mut brief: Brief) -> Brief {
    for (at, takeaway) in brief.takeaways.iter_mut().enumerate() {
        takeaway.id = TakeawayId::new(format!("takeaway-{at}")).expect("an id");
    }
    brief
}
