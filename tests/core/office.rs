//! Word documents: every part in them, read back; hostile texts; the same bytes each time.

use std::io::{Cursor, Read};

use briefdesk_core::brief::{Brief, Correction, Hero, ImageHash};
use briefdesk_core::export::{Article, Format, Loss, RelatedLink, render};
use briefdesk_core::proof::{PartState, Proof, prove};
use briefdesk_core::{Error, brief::Part};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::sample::{any_brief, article, at, easing, long_wire, takeaway};
use crate::varieties::{illustrated, varieties};

fn docx(article: &Article) -> Vec<u8> {
    render(article, &Format::Docx.into()).unwrap().bytes
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn document(brief: Brief) -> String {
    part(&docx(&article(brief)), "word/document.xml")
}

fn proof(article: &Article) -> Proof {
    let options = Format::Docx.into();
    prove(article, &options, &render(article, &options).unwrap()).unwrap()
}

#[track_caller]
fn well_formed(bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        if file.name().unwrap().starts_with("word/media/") {
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let mut reader = Reader::from_str(&text);
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    depth += 1;
                    start.attributes().for_each(|attribute| drop(attribute.unwrap()));
                }
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        let held =
            |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
        assert!(text.chars().all(held), "{}", file.name().unwrap());
    }
}

#[track_caller]
fn in_order(text: &str, wanted: &[&str]) {
    let mut from = 0;
    for piece in wanted {
        match text[from..].find(piece) {
            Some(found) => from += found + piece.len(),
            None => panic!("{piece:?} is missing or out of order in\n{text}"),
        }
    }
}

#[test]
fn every_kind_of_brief_is_read_back_whole() {
    for (name, article) in varieties() {
        let bytes = docx(&article);
        well_formed(&bytes);
        let proof = proof(&article);
        assert!(proof.holds(), "{name}: {proof:#?}");
        assert_eq!(docx(&article), bytes, "{name} is the same each time");
        assert!(
            String::from_utf8_lossy(&bytes).contains(&article.stored.id.to_string()),
            "{name} can be found by its id"
        );
    }
}

#[test]
fn parts_have_the_styles_of_word_and_stand_in_page_order() {
    let xml = document(long_wire());
    in_order(
        &xml,
        &[
            "\"Title\"",
            "The Long Wire",
            "\"Subtitle\"",
            "Three more lines",
            "Pylons",
            "\"Caption\"",
            "Li Wen",
            "\"Heading1\"",
            "Key Takeaways",
            "<w:numPr>",
            "<w:i w:val=\"1\"/>",
            "most",
            "<w:numPr>",
            "<w:b w:val=\"1\"/>",
            "61 per cent",
            "<w:tbl>",
            "DeskBox",
            "Editor&apos;s Desk",
            "Strategic Analysis",
            "idle steel",
            "Strategic Insight",
            "</w:tbl>",
            "24 gigawatts",
            "\"Heading1\"",
            "Who pays",
            "<w:tblHeader/>",
            "Year",
            "<w:jc w:val=\"right\"/>",
            "Sources",
            "<w:hyperlink",
            "<w:sectPr>",
        ],
    );
}

#[test]
fn notes_are_footnotes_and_a_second_reference_is_a_field() {
    let body = "One[^a], two[^b], one[^a].\n\n[^a]: See [this](https://example.org/a).\n\n    More[^c].\n[^b]: 第二\n[^c]: Third.\n";
    let mut brief = Brief { body: body.to_owned(), ..long_wire() };
    brief.analysis.text = "Boxed[^a].\n\n[^a]: 方框。".to_owned();
    let article = article(brief);
    let bytes = docx(&article);
    let text = part(&bytes, "word/document.xml");
    assert_eq!(text.matches("<w:footnoteReference w:id=").count(), 4);
    in_order(&text, &["w:id=\"1\"/>", "Boxed", "NOTEREF _note_2"]);
    let notes = part(&bytes, "word/footnotes.xml");
    in_order(
        &notes,
        &["方框", "See ", "<w:hyperlink r:id=\"rId1\"", "this", "More", "NOTEREF _note_4", "第二", "Third."],
    );
    assert!(part(&bytes, "word/_rels/footnotes.xml.rels").contains("https://example.org/a\" TargetMode=\"External\""));
    assert!(proof(&article).holds(), "{:#?}", proof(&article));
}

#[test]
fn lists_count_by_themselves_and_tasks_have_boxes() {
    let body =
        "4. four\n   - deep\n     1. deeper\n5. five\n\nand\n\n1. one\n\n- [ ] to do\n- [x] done\n\n1. > quoted\n";
    let bytes = docx(&article(Brief { takeaways: Vec::new(), body: body.to_owned(), ..long_wire() }));
    let numbering = part(&bytes, "word/numbering.xml");
    assert_eq!(numbering.matches("<w:startOverride").count(), 4);
    in_order(
        &numbering,
        &[
            "☐",
            "☑",
            "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/>",
            "<w:lvlOverride w:ilvl=\"2\"><w:startOverride w:val=\"1\"/>",
        ],
    );
    in_order(
        &part(&bytes, "word/document.xml"),
        &[
            "<w:ilvl w:val=\"1\"/>",
            "deep",
            "<w:ilvl w:val=\"2\"/>",
            "deeper",
            "five",
            "<w:ind w:left=\"800\"/>",
            "quoted",
        ],
    );
}

#[test]
fn a_chinese_document_is_in_chinese() {
    let bytes = docx(&article(Brief { body: "他说：“*很好*”。".to_owned(), ..easing() }));
    let styles = part(&bytes, "word/styles.xml");
    assert!(
        styles.contains("w:eastAsia=\"zh-CN\"") && styles.contains("w:eastAsia=\"SimSun\"") && !styles.contains('$')
    );
    in_order(
        &part(&bytes, "word/document.xml"),
        &["要点", "w:hint=\"eastAsia\"", "<w:em w:val=\"underDot\"/>", "很好"],
    );
    in_order(
        &part(&bytes, "docProps/core.xml"),
        &["央行再降准", "China Daily Brief", "<dc:language>zh-Hans<", "2026-06-03T12:00:00Z"],
    );
}

#[test]
fn pictures_have_their_words_and_are_kinds_that_word_knows() {
    let article = illustrated();
    let bytes = docx(&article);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
    let media: Vec<String> =
        archive.file_names().map(|name| name.unwrap().into_owned()).filter(|name| name.contains("media")).collect();
    assert_eq!(media, ["word/media/image1.jpg", "word/media/image2.png", "word/media/image3.png"]);
    let mut webp = Vec::new();
    archive.by_name("word/media/image2.png").unwrap().read_to_end(&mut webp).unwrap();
    assert!(webp.starts_with(b"\x89PNG"), "what was WebP is PNG");
    in_order(
        &part(&bytes, "word/document.xml"),
        &[
            "descr=\"A quay \\ &quot;at&quot; dusk\"",
            "\"Caption\"",
            "Harbour",
            "descr=\"图表\"",
            "descr=\"港口\"",
            "\"Caption\"",
            "Dusk falls",
        ],
    );
    assert!(proof(&article).holds());
}

#[test]
fn what_word_has_no_place_for_is_told() {
    let body = "<div>raw</div>\n\nH<sub>2</sub>O, <blink>a</blink> [b](javascript:alert(1)) [c](/relative)\n";
    let article = article(Brief { body: body.to_owned(), ..long_wire() });
    let rendering = render(&article, &Format::Docx.into()).unwrap();
    assert_eq!(rendering.losses, [Loss::RawHtml { part: Part::Body }, Loss::LinkAddress { part: Part::Body }]);
    let text = part(&rendering.bytes, "word/document.xml");
    in_order(&text, &["<w:vertAlign w:val=\"subscript\"/>", ">2<"]);
    assert!(!part(&rendering.bytes, "word/_rels/document.xml.rels").contains("javascript"));
    assert!(proof(&article).holds());
}

#[test]
fn a_document_that_was_tampered_with_is_found_out() {
    let mut brief =
        Brief { body: "Said[^a].\n\n| a | b |\n| - | - |\n| cell | 2 |\n\n[^a]: Noted.".to_owned(), ..long_wire() };
    brief.corrections = vec![Correction { at: at("2026-06-04T00:00:00Z"), text: "A date was wrong.".to_owned() }];
    let article = article(brief);
    let options = Format::Docx.into();
    let whole = render(&article, &options).unwrap();
    for (part, from, to) in [
        (Part::Headline, "The Long Wire", "The Short Wire"),
        (Part::Summary, "Three more lines", "Two more lines"),
        (Part::Hero, "Li Wen", "Wen Li"),
        (Part::Takeaways, "Provincial grids", "Provincial roads"),
        (Part::Analysis, "idle steel", "steel"),
        (Part::Analysis, "Strategic Insight", ""),
        (Part::Body, ">cell<", ">sell<"),
        (Part::Body, "Noted.", "Noted!"),
    ] {
        let tampered = briefdesk_core::export::Rendering { bytes: replaced(&whole.bytes, from, to), ..whole.clone() };
        let proof = prove(&article, &options, &tampered).unwrap();
        let altered: Vec<Part> =
            proof.parts.iter().filter(|part| part.state != PartState::Whole).map(|part| part.part).collect();
        assert_eq!(altered, [part], "{from}");
    }
    let torn =
        briefdesk_core::export::Rendering { bytes: whole.bytes[..whole.bytes.len() / 2].to_vec(), ..whole.clone() };
    assert!(matches!(prove(&article, &options, &torn), Err(Error::ExportUnreadable(_))));
}

/// The archive `bytes` with other words in its parts.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut other = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = String::new();
        let name = file.name().unwrap().into_owned();
        file.read_to_string(&mut content).unwrap();
        found |= content.contains(from);
        other.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        other.write_all(content.replace(from, to).as_bytes()).unwrap();
    }
    assert!(found, "{from}");
    other.finish().unwrap().into_inner()
}

#[test]
fn a_brief_of_nothing_and_one_whose_pictures_are_gone_are_documents() {
    well_formed(&docx(&article(Brief::default())));
    let body = format!(
        "![A quay](image:{}) ![](https://example.org/a.png) ![b](https://example.org/b.png)",
        ImageHash::of(b"gone")
    );
    let hero = Hero { image: Some(ImageHash::of(b"too")), alt: "A crane".to_owned(), ..Hero::default() };
    let mut article = article(Brief { body, hero: Some(hero), ..long_wire() });
    article.related = vec![RelatedLink { headline: "旧闻".to_owned(), url: "https://example.org/a|b".to_owned() }];
    let text = part(&docx(&article), "word/document.xml");
    in_order(
        &text,
        &["The picture is still to come", "A crane", "A quay", "Address", "https://example.org/a.png", "旧闻"],
    );
    assert!(proof(&article).holds(), "{:#?}", proof(&article));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_a_brief_it_is_a_document_that_says_it(brief in any_brief()) {
        let article = article(Brief { takeaways: vec![takeaway("1. &#1; ![a](b) <i>x"), takeaway(&brief.summary)], ..brief });
        well_formed(&docx(&article));
        let proof = proof(&article);
        prop_assert!(proof.holds(), "{proof:#?}");
    }
}
