//! The text of a page, and what the import of page text makes of it.

use briefdesk_core::brief::{Analysis, Brief, Hero, Part, Publication, RandomIds};
use briefdesk_core::export::{Format, Loss, Rendering, render};
use briefdesk_core::import;

use crate::sample::{article, easing, long_wire, takeaway};

fn rendering(brief: &Brief) -> Rendering {
    render(&article(brief.clone()), &Format::Text.into()).unwrap()
}

fn text(brief: &Brief) -> String {
    String::from_utf8(rendering(brief).bytes).unwrap()
}

#[track_caller]
fn read_back(brief: &Brief) -> Brief {
    import::page_text(&text(brief), &[Publication::default()], &mut RandomIds)
}

/// As many plain words in every part as page text can hold.
fn plain() -> Brief {
    Brief {
        hero: Some(Hero { alt: "Pylons cross a dry plateau under a pale sky.".to_owned(), ..Hero::default() }),
        takeaways: vec![takeaway("2026 was the first dry year."), takeaway("Grids carry the cost.")],
        body: "The regulator gave no date.\n\nSince spring the coast has bought less.\n\nNobody objected.".to_owned(),
        ..long_wire()
    }
}

#[track_caller]
fn same_parts(brief: &Brief) {
    let back = read_back(brief);
    let texts = |brief: &Brief| brief.takeaways.iter().map(|takeaway| takeaway.text.clone()).collect::<Vec<_>>();
    let shown = text(brief);
    assert_eq!((&back.headline, &back.summary), (&brief.headline, &brief.summary), "{shown}");
    assert_eq!(back.hero.as_ref().map(|hero| &hero.alt), brief.hero.as_ref().map(|hero| &hero.alt), "{shown}");
    assert_eq!(texts(&back), texts(brief), "{shown}");
    assert_eq!((&back.analysis, &back.body), (&brief.analysis, &brief.body), "{shown}");
    assert_eq!((&back.publication, &back.language), (&brief.publication, &brief.language), "{shown}");
}

#[test]
fn the_parts_stand_in_page_order_under_their_labels() {
    let expected = "The Long Wire: Power From the West Waits for Buyers in the East\n\n\
        Three more lines were approved this quarter. Provinces now ask who pays while they run half empty.\n\n\
        Pylons cross a dry plateau under a pale sky.\n\n\
        Key Takeaways\n\n  • 1. 2026 was the first dry year.\n  • 2. Grids carry the cost.\n\n\
        Editor's Desk\n\nStrategic Analysis\n\nBuilding ahead of demand is a choice.\n\nIt buys room at the price of idle steel.\n\n\
        China Daily Brief Editorial\nStrategic Insight\nChina Daily Brief\n\n\
        The regulator gave no date.\n\nSince spring the coast has bought less.\n\nNobody objected.\n";
    assert_eq!(text(&plain()), expected);
}

#[test]
fn the_import_finds_the_same_parts() {
    same_parts(&plain());
    same_parts(&Brief { hero: None, ..plain() });
    same_parts(&Brief { takeaways: vec![takeaway("Only one, of 15 countries.")], ..plain() });
}

#[test]
fn chinese_parts_stand_under_chinese_labels_and_come_back() {
    let analysis = Analysis {
        label: "编者按".to_owned(),
        title: "战略分析".to_owned(),
        text: "钱往哪里去，比钱有多少更要紧。\n\n答案要到秋天才见分晓。".to_owned(),
        byline: "本报编辑部".to_owned(),
        tag: "观点".to_owned(),
    };
    let brief = Brief {
        takeaways: vec![takeaway("此次下调释放约一万亿元长期资金。"), takeaway("信贷需求仍弱于去年同期。")],
        analysis,
        ..easing()
    };
    let text = text(&brief);
    assert!(text.contains("\n\n要点\n\n  • 1. 此次") && text.contains("\n\n编者按\n\n战略分析\n\n钱往"), "{text}");
    same_parts(&brief);
}

#[test]
fn what_is_missing_leaves_no_trace() {
    assert_eq!(text(&Brief::default()), "\n");
    let brief = Brief { headline: "A title".to_owned(), body: "Words.".to_owned(), ..Brief::default() };
    assert_eq!(text(&brief), "A title\n\nWords.\n");
    // Without a label nothing would tell where the analysis begins.
    let unnamed = Analysis { text: "Why.".to_owned(), ..Analysis::default() };
    assert_eq!(text(&Brief { analysis: unnamed, ..brief }), "A title\n\nEditor's Desk\n\nWhy.\n\nWords.\n");
}

#[test]
fn markup_is_gone_and_told_and_paragraphs_are_lines() {
    let rendering = rendering(&long_wire());
    let words_only = |part| Loss::WordsOnly { part };
    assert_eq!(rendering.losses, [Loss::CaptionLeftOut, words_only(Part::Takeaways), words_only(Part::Body)]);
    let text = text(&Brief {
        body: "A [link](https://example.org)\nover two lines.\n\n- 一\n- **二**".to_owned(),
        ..Brief::default()
    });
    assert_eq!(text, "A link over two lines.\n\n一\n\n二\n");
    assert_eq!(self::rendering(&Brief { hero: None, ..plain() }).losses, []);
}
