//! Published page text → brief: the parts of well-formed pages, of broken ones, and that nothing is ever lost.

use std::collections::HashMap;

use briefdesk_core::brief::{Brief, Publication, RandomIds};
use briefdesk_core::import::{DecodeError, decode, page_text};
use proptest::prelude::*;

fn read(text: &str) -> Brief {
    page_text(text, &[Publication::default()], &mut RandomIds)
}

fn takeaways(brief: &Brief) -> Vec<&str> {
    brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect()
}

fn listed(list: &str) -> Vec<String> {
    let brief = read(&format!("Headline\n\nSummary.\n\nKey Takeaways\n\n{list}\n\nEditor's Desk\n\nAn analysis."));
    brief.takeaways.into_iter().map(|takeaway| takeaway.text).collect()
}

fn assert_complete(brief: &Brief) {
    assert_eq!(brief.headline, "Cold Water, Warm Trade: Why Northern Ports Are Betting on Smaller Ships");
    assert!(brief.summary.starts_with("Three northern ports") && brief.summary.ends_with("no slack."));
    let hero = brief.hero.as_ref().expect("an alt text");
    assert_eq!(hero.alt, "A red coaster leaves a harbour at dawn while gulls circle above its stern.");
    assert_eq!(hero.image, None);
    assert_eq!(brief.takeaways.len(), 3);
    assert!(takeaways(brief)[0].starts_with("The ports will pool 14 berths"));
    assert!(takeaways(brief)[2].starts_with("Crews say"));
    let analysis = &brief.analysis;
    assert_eq!((analysis.label.as_str(), analysis.title.as_str()), ("Editor's Desk", "Strategic Analysis"));
    assert_eq!((analysis.byline.as_str(), analysis.tag.as_str()), ("Harbour Review Editorial", "Trade Insight"));
    assert!(analysis.text.starts_with("Smaller ships look") && !analysis.text.contains('\n'));
    assert_eq!(brief.publication, "Harbour Review");
    let body: Vec<_> = brief.body.split("\n\n").collect();
    assert_eq!(body.len(), 3, "{body:#?}");
    assert!(body[0].starts_with("The agreement") && body[2].ends_with("with lorries.”"));
    assert_eq!(brief.language, "en");
}

const COMPLETE: &str = include_str!("../fixtures/page-text/complete.txt");
const CHINESE: &str = include_str!("../fixtures/page-text/chinese.txt");

#[test]
fn takes_a_complete_page_apart() {
    assert_complete(&read(COMPLETE));
}

#[test]
fn line_breaks_of_windows_and_old_macs_make_no_difference() {
    let unix = COMPLETE.replace("\r\n", "\n");
    assert_complete(&read(&unix.replace('\n', "\r\n")));
    assert_complete(&read(&unix.replace('\n', "\r")));
}

#[test]
fn takes_a_chinese_page_apart() {
    let brief = read(CHINESE);
    assert_eq!(brief.headline, "小港联手：北方三港为何押注小型货轮");
    assert_eq!(takeaways(&brief)[1], "试运行期间冷藏水果运费下降8%。");
    assert_eq!(brief.takeaways.len(), 3);
    assert_eq!((brief.analysis.label.as_str(), brief.analysis.title.as_str()), ("编者按", "战略分析"));
    assert_eq!((brief.analysis.byline.as_str(), brief.analysis.tag.as_str()), ("港口评论编辑部", "贸易洞察"));
    assert_eq!(brief.publication, "港口评论");
    assert_eq!(brief.body.split("\n\n").count(), 2);
    assert_eq!(brief.language, "zh-Hans");
}

#[test]
fn traditional_script_is_told_from_simplified() {
    let brief = read("兩岸經濟論壇開幕\n\n與會者說，貿易協議應當讓參與國長期發展。\n\n會議還討論了電動車產業。");
    assert_eq!(brief.language, "zh-Hant");
    assert_eq!(read("港の朝\n\nこのニュースはひらがなが多い。").language, "en");
}

#[test]
fn a_page_without_labels_is_headline_summary_and_body() {
    let brief = read("A headline\n\nA first paragraph.\n\nA second.\n\nA third.");
    assert_eq!((brief.headline.as_str(), brief.summary.as_str()), ("A headline", "A first paragraph."));
    assert_eq!(brief.body, "A second.\n\nA third.");
    assert_eq!(brief.hero, None);
    assert_eq!(brief.analysis, Brief::blank(&Publication::default()).analysis);

    let short = read("A headline\n\nThe only paragraph.");
    assert_eq!((short.summary.as_str(), short.body.as_str()), ("", "The only paragraph."));
    assert_eq!(read("").headline, "");
}

#[test]
fn more_paragraphs_above_the_labels_go_first_in_the_body() {
    let brief = read("H\n\nS.\n\nAlt.\n\nFourth.\n\nFifth.\n\nKey Takeaways\n\n• One\n• Two\n\nAfter the list.");
    assert_eq!(brief.hero.map(|hero| hero.alt).as_deref(), Some("Alt."));
    assert_eq!(brief.body, "Fourth.\n\nFifth.\n\nAfter the list.");
}

#[test]
fn list_markers_of_all_kinds_go() {
    for list in [
        "• One\n• Two",
        "- One\n- Two",
        "* One\n* Two",
        "·One\n·Two",
        "1. One\n2. Two",
        "1) One\n2) Two",
        "1、One\n2、Two",
        "（1）One\n（2）Two",
        "①One\n②Two",
        "一、One\n二、Two",
        "（一）One\n（二）Two",
        "【1】One\n【2】Two",
        "１．One\n２．Two",
        "１、One\n２、Two",
        "⑴One\n⑵Two",
        "⒈One\n⒉Two",
        "❶ One\n❷ Two",
        "㈠One\n㈡Two",
        "(1) One\n(2) Two",
        "– One\n\n– Two",
        "•\nOne\n•\nTwo",
        "1\n\nOne\n\n2\n\nTwo",
        "• 1One\n• 2Two",
        "• 1. One\n• 2. Two",
        "• 1 One\n• 2 Two",
        "One\nTwo",
        "One\n\nTwo",
    ] {
        assert_eq!(listed(list), ["One", "Two"], "{list}");
    }
}

#[test]
fn numbers_that_belong_to_the_text_stay() {
    assert_eq!(listed("• 15 countries agreed\n• 2 refused"), ["15 countries agreed", "2 refused"]);
    assert_eq!(listed("• 1月出口增长\n• 2月出口下降"), ["1月出口增长", "2月出口下降"]);
    assert_eq!(listed("• 1日本与菲律宾\n• 2双边关系"), ["日本与菲律宾", "双边关系"]);
    assert_eq!(listed("• 1st place\n• 2nd place"), ["1st place", "2nd place"]);
    assert_eq!(listed("• 1.5 million\n• 2.5 million"), ["1.5 million", "2.5 million"]);
    assert_eq!(listed("• -5% growth"), ["-5% growth"]);
    assert_eq!(listed("• １．５万亿元\n• ２．５万亿元"), ["１．５万亿元", "２．５万亿元"]);
    assert_eq!(listed("• 一季度增长\n• 二季度下降"), ["一季度增长", "二季度下降"]);
    assert_eq!(listed("• 2026年是关键\n• 2027年再看"), ["2026年是关键", "2027年再看"]);
    assert_eq!(listed("• 1 in five agreed"), ["1 in five agreed"]);
    assert_eq!(listed("• 1Glued"), ["Glued"]);
}

#[test]
fn wrapped_items_continue_and_paragraphs_after_the_list_do_not() {
    assert_eq!(listed("• One goes\n  on here\n• Two"), ["One goes on here", "Two"]);
    assert_eq!(listed("• 一条很长的\n要点\n• 二"), ["一条很长的要点", "二"]);
    let brief = read("H\n\nS.\n\nKey Takeaways\n\n• One\n• Two\n\nNot an item.\n\nStrategic Analysis\n\nText.");
    assert_eq!(takeaways(&brief), ["One", "Two"]);
    assert_eq!((brief.body.as_str(), brief.analysis.text.as_str()), ("Not an item.", "Text."));
}

#[test]
fn labels_may_be_decorated_broken_or_of_a_profile() {
    let page = "H\n\nS.\n\n**KEY TAKEAWAYS:**\n• One\n\nEditor’s\n\nDesk\n\n— strategic analysis —\nText.";
    let brief = read(page);
    assert_eq!(takeaways(&brief), ["One"]);
    assert_eq!((brief.analysis.label.as_str(), brief.analysis.title.as_str()), ("Editor’s Desk", "strategic analysis"));
    assert_eq!(brief.analysis.text, "Text.");

    let profile = Publication {
        desk_label: "The Harbour Desk".to_owned(),
        analysis_title: "Why It Matters".to_owned(),
        ..Publication::default()
    };
    let brief = page_text("H\n\nS.\n\nThe Harbour Desk\nWhy it matters\n\nText.\n\nBody.", &[profile], &mut RandomIds);
    assert_eq!((brief.analysis.label.as_str(), brief.analysis.title.as_str()), ("The Harbour Desk", "Why it matters"));
    assert_eq!((brief.analysis.text.as_str(), brief.body.as_str()), ("Text.", "Body."));
}

#[test]
fn a_label_may_share_its_line() {
    let brief = read("标题\n\n编者按：这是分析。\n\n这是正文。");
    assert_eq!((brief.analysis.label.as_str(), brief.analysis.text.as_str()), ("编者按", "这是分析。"));
    assert_eq!(brief.body, "这是正文。");
    let brief = read("H\n\nEditor's Desk | Strategic Analysis\n\nText.\n\nBody.");
    assert_eq!((brief.analysis.label.as_str(), brief.analysis.title.as_str()), ("Editor's Desk", "Strategic Analysis"));
    assert_eq!(brief.analysis.text, "Text.");
}

#[test]
fn labels_only_count_forward() {
    let brief = read("H\n\nS.\n\nStrategic Analysis\n\nText.\n\nBody.\n\nKey Takeaways\n\nMore.");
    assert!(brief.takeaways.is_empty());
    assert_eq!(brief.body, "Body.\n\nKey Takeaways\n\nMore.");
}

#[test]
fn share_buttons_below_the_headline_do_not_end_the_article() {
    let brief = read("H\n\nShare\nFacebook\nX\n\nS.\n\nKey Takeaways\n\n• One\n\nStrategic Analysis\n\nText.\n\nBody.");
    assert_eq!((brief.summary.as_str(), takeaways(&brief)), ("S.", vec!["One"]));
    assert_eq!(brief.body, "Body.");
}

#[test]
fn what_follows_share_and_related_is_kept() {
    let page = "H\n\nS.\n\nStrategic Analysis\n\nText.\n\nBody.\n\nShare Article\nShare on X\nEmail\nOdd end.\n\nRelated Articles\n📰\nNo related articles found\nAnother headline";
    assert_eq!(read(page).body, "Body.\n\nOdd end.\n\nAnother headline");
}

#[test]
fn signatures_come_in_several_shapes() {
    let signed = |signature: &str| {
        read(&format!("H\n\nS.\n\nStrategic Analysis\n\nOne.\n\nTwo.\n\n{signature}\n\nBody one.\n\nBody two."))
    };
    let parts = |brief: &Brief| (brief.analysis.byline.clone(), brief.analysis.tag.clone(), brief.publication.clone());
    for (signature, expected) in [
        ("China Daily Brief", ("", "", "China Daily Brief")),
        ("A. Writer\nOpinion\nThe Other Paper", ("A. Writer", "Opinion", "The Other Paper")),
        (
            "A. Writer\n\nStrategic Insight\n\nChina Daily Brief",
            ("A. Writer", "Strategic Insight", "China Daily Brief"),
        ),
        ("A. Writer\nThe Other Paper", ("A. Writer", "", "The Other Paper")),
        ("China Daily Brief Editorial", ("China Daily Brief Editorial", "", "China Daily Brief")),
    ] {
        let brief = signed(signature);
        assert_eq!(parts(&brief), (expected.0.into(), expected.1.into(), expected.2.into()), "{signature}");
        assert_eq!(brief.analysis.text, "One.\n\nTwo.", "{signature}");
        assert_eq!(brief.body, "Body one.\n\nBody two.", "{signature}");
    }
}

#[test]
fn an_unsigned_analysis_is_one_paragraph() {
    let brief = read("H\n\nS.\n\nStrategic Analysis\n\nOne.\n\nTwo.\n\nThree.");
    assert_eq!((brief.analysis.text.as_str(), brief.body.as_str()), ("One.", "Two.\n\nThree."));
    assert_eq!(brief.analysis.byline, Publication::default().analysis_byline);
}

#[test]
fn the_profile_that_the_page_names_gives_the_rest() {
    let other = Publication { name: "Hafenblatt".to_owned(), language: "de".to_owned(), ..Publication::default() };
    let page = "H\n\nS.\n\nKey Takeaways\n\n• One\n\nHAFENBLATT\n\nBody.";
    let brief = page_text(page, &[Publication::default(), other], &mut RandomIds);
    assert_eq!(
        (brief.publication.as_str(), brief.language.as_str(), brief.body.as_str()),
        ("Hafenblatt", "de", "Body.")
    );
}

#[test]
fn an_unlabelled_analysis_is_known_by_its_signature() {
    let page = "H\n\nS.\n\nKey Takeaways\n\n• One\n\nAn analysis.\n\nChina Daily Brief Editorial\nStrategic Insight\nChina Daily Brief\n\nBody.";
    let brief = read(page);
    assert_eq!((brief.analysis.text.as_str(), brief.body.as_str()), ("An analysis.", "Body."));
}

#[test]
fn paragraphs_broken_into_lines_are_made_whole() {
    let page = "Ports agree to share pilots\n\nThe three ports of the northern coast have agreed to share\ntheir pilots from next spring, the harbour board said.\n\nThe plan was drawn up by a committee of growers and of the\ncrews that have carried their fruit for two generations. It\nleaves the tariffs as they are and settles an old quarrel in\none sentence.\n\nA second paragraph follows.";
    let brief = read(page);
    assert!(brief.summary.contains("to share their pilots"));
    assert_eq!(brief.body.split("\n\n").count(), 2);
    assert!(!brief.body.contains("\nleaves"));
}

#[test]
fn text_shows_as_it_was_without_litter() {
    for plain in [
        "It's a well-known 3 < 4 case",
        "snake_case and 5 * 3 [sic] (a)",
        "AT&T, R&D, 100%",
        "~5% to ~6%",
        "C:\\temp #5 f*ck",
    ] {
        assert_eq!(read(&format!("H\n\nS.\n\n{plain}")).body, plain);
    }
    for (plain, markdown) in [
        ("# Not a heading", "\\# Not a heading"),
        ("1. Not a list", "1\\. Not a list"),
        ("- Not a list", "\\- Not a list"),
        ("> Not a quote", "\\> Not a quote"),
        ("*not bold*", "\\*not bold\\*"),
        ("_x_ a_b", "\\_x\\_ a_b"),
        ("[a](b)", "[a\\](b)"),
        ("[a]: b", "\\[a]: b"),
        ("<b> &amp; &x", "\\<b> \\&amp; &x"),
        ("`code` it", "\\`code\\` it"),
        ("```", "\\`\\`\\`"),
        ("---", "\\---"),
    ] {
        assert_eq!(read(&format!("H\n\nS.\n\n{plain}")).body, markdown);
    }
}

#[test]
fn a_text_of_megabytes_is_read() {
    let line = "Lorem ipsum dolor sit amet, *consectetur* `adipiscing` [elit](x) _sed_ & do.\n\n";
    let text = format!(
        "H\n\nS.\n\nKey Takeaways\n\n{}\n\nEditor's Desk\n\n{}",
        "• Item\n".repeat(100_000),
        line.repeat(60_000)
    );
    let brief = read(&text);
    assert_eq!(brief.takeaways.len(), 100_000);
    assert_eq!(brief.body.split("\n\n").count(), 59_999);
    let one_line = "a_ *b [`~\\ ".repeat(500_000);
    assert!(read(&one_line).body.len() >= one_line.trim().len());
}

// What a Markdown reader shows of a text.
fn shown(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.cjk_friendly_emphasis = true;
    let html = comrak::markdown_to_html(markdown, &options);
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn counted(text: &str, counts: &mut HashMap<char, i64>, by: i64) {
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += by;
    }
}

/// The characters of all parts, Markdown as it shows.
fn kept(brief: &Brief) -> HashMap<char, i64> {
    let mut counts = HashMap::new();
    let hero = brief.hero.clone().unwrap_or_default();
    let plain = [&brief.headline, &brief.summary, &hero.alt, &hero.caption, &brief.publication];
    let analysis = &brief.analysis;
    let signed = [&analysis.label, &analysis.title, &analysis.byline, &analysis.tag];
    plain.into_iter().chain(signed).for_each(|text| counted(text, &mut counts, 1));
    for takeaway in &brief.takeaways {
        counted(&shown(&takeaway.text), &mut counts, 1);
    }
    for markdown in [&analysis.text, &brief.body] {
        counted(&shown(markdown), &mut counts, 1);
    }
    counts
}

const DROPPED: &[&str] = &[
    "Key Takeaways",
    "TAKEAWAYS:",
    "要点",
    "Editor's",
    "Desk",
    "编者按",
    "Strategic Analysis",
    "战略分析",
    "Share Article",
    "分享",
    "Facebook",
    "Related Articles",
    "No related articles found",
    "📰",
    "China Daily Brief",
];

fn assert_nothing_lost(text: &str, dropped_lines: &[&str]) {
    let brief = read(text);
    let mut missing = HashMap::new();
    counted(text, &mut missing, 1);
    for (c, count) in kept(&brief) {
        *missing.entry(c).or_default() -= count;
    }
    for line in dropped_lines {
        counted(line, &mut missing, -1);
    }
    let lost: Vec<_> = missing.into_iter().filter(|(_, count)| *count > 0).collect();
    assert!(lost.is_empty(), "lost {lost:?} of {text:?}: {brief:#?}");
}

proptest! {
    #[test]
    fn nothing_is_lost_of_any_text(text in "\\PC{0,200}(\n{1,3}\\PC{0,80}){0,8}") {
        assert_nothing_lost(&text, &[]);
    }

    #[test]
    fn nothing_is_lost_of_page_like_texts(lines in prop::collection::vec((0usize..30, "[ -~一-十。“”]{0,60}", 1usize..3), 0..25), crlf: bool) {
        let mut text = String::new();
        // A line of random words may begin with a marker or a number of its own.
        let starts: Vec<String> = lines.iter().map(|(_, words, _)| words.trim().chars().take(3).collect()).collect();
        let mut dropped: Vec<&str> = starts.iter().map(String::as_str).collect();
        for (kind, words, breaks) in &lines {
            let line = match kind {
                0..15 => { dropped.push(DROPPED[*kind]); DROPPED[*kind].to_owned() }
                15..18 => { dropped.push("•"); format!("  • {words}") }
                18 => { dropped.push("•1"); format!("• 1{words}") }
                19 => { dropped.push("1."); format!("1. {words}") }
                _ => words.clone(),
            };
            text.push_str(&line);
            text.push_str(&if crlf { "\r\n" } else { "\n" }.repeat(*breaks));
        }
        assert_nothing_lost(&text, &dropped);
    }

    #[test]
    fn markdown_shows_the_text_as_it_was(text in "[a-c1.)#>*+_~`\\[\\]()<>&;:!|=\\\\ \\-“。中é/]{1,40}") {
        let text = text.trim();
        prop_assume!(!text.is_empty());
        let brief = read(&format!("H\n\nS.\n\n{text}"));
        let shown = shown(&brief.body);
        prop_assert_eq!(shown.trim(), text);
    }

    #[test]
    fn reading_is_deterministic(text in "\\PC{0,60}(\n\\PC{0,60}){0,6}") {
        let (a, b) = (read(&text), read(&text));
        prop_assert_eq!((a.headline, a.body, a.summary), (b.headline, b.body, b.summary));
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode(&bytes);
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn decodes_the_encodings_of_editors() {
    let (gb, _, _) = encoding_rs::GB18030.encode(CHINESE);
    assert_eq!(decode(&gb).as_deref(), Ok(CHINESE));
    let (short, _, _) = encoding_rs::GB18030.encode("央行再降准");
    assert_eq!(decode(&short).as_deref(), Ok("央行再降准"));
    for text in [CHINESE, COMPLETE, "央行再降准，信贷回暖。", "A short line"] {
        assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode(format!("\u{FEFF}{text}").as_bytes()).as_deref(), Ok(text));
        for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            assert_eq!(decode(&utf16(text, bytes)).as_deref(), Ok(text));
            assert_eq!(decode(&utf16(&format!("\u{FEFF}{text}"), bytes)).as_deref(), Ok(text));
        }
    }
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode("Le café de la gare rouvre, annonce la mairie à l’été.");
    assert!(decode(&western).expect("text").contains("café de la gare"));
    let traditional = "央行宣布下調存款準備金率，市場預期信貸將會回暖。分析師認為，這項措施的效果仍有待觀察。";
    let (big5, _, _) = encoding_rs::BIG5.encode(traditional);
    assert_eq!(decode(&big5).as_deref(), Ok(traditional));
    let japanese = "日本銀行は金融政策の維持を決めた。市場では円安が進むとの見方が広がっている。";
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
    assert_eq!(decode(&shift_jis).as_deref(), Ok(japanese));
}

#[test]
fn a_cut_or_marked_up_text_is_still_text() {
    let bytes = CHINESE.as_bytes();
    assert!(decode(&bytes[..bytes.len() - 4]).expect("text").starts_with("小港联手"));
    assert_eq!(decode(b"a\r\nb\rc\x0cd").as_deref(), Ok("a\nb\nc\nd"));
    assert_eq!(decode(b"\x1b[1;31mred\x1b[0m and\tplain\x07").as_deref(), Ok("red and\tplain"));
}

#[test]
fn what_is_no_text_is_refused() {
    for empty in [&b""[..], b" \n\t ", b"\xEF\xBB\xBF", b"\xFF\xFE", "\u{3000}\u{A0}".as_bytes()] {
        assert_eq!(decode(empty), Err(DecodeError::Empty));
    }
    let noise: Vec<u8> = (0u32..4000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0";
    let zip = b"PK\x03\x04\x14\0\x08\0\x08\0\x21\x4a\x5b\x57\0\0\0\0\0\0\0\0";
    for binary in [&png[..], zip, &noise, b"text with\0 a nul", b"\x01\x02\x03\x04\x05\x06 many controls"] {
        assert_eq!(decode(binary), Err(DecodeError::NotText), "{:?}", &binary[..16]);
    }
}
