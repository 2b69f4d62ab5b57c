//! Before and after, and what is marked, to be read.

use super::spans::spans;
use super::text::stretches;
use super::*;
use crate::brief::{Brief, Takeaway, TakeawayId};

fn marked(mark: Mark, text: &str) -> String {
    match mark {
        Mark::Same => text.to_owned(),
        Mark::Removed => format!("[-{text}-]"),
        Mark::Added => format!("{{+{text}+}}"),
    }
}

#[track_caller]
fn reads(before: &str, after: &str, expected: &str) {
    let shown: String = stretches(before, after).iter().map(|stretch| marked(stretch.mark, &stretch.text)).collect();
    assert_eq!(shown, expected);
}

#[test]
fn english_changes_word_by_word() {
    reads("Beijing Looks Abroad", "Beijing Waits Abroad", "Beijing [-Looks-]{+Waits+} Abroad");
    reads("Growth of 3.2% in May", "Growth of 3.5% in May", "Growth of [-3.2%-]{+3.5%+} in May");
    reads("It rose in May.", "It rose sharply in May.", "It rose {+sharply +}in May.");
    reads("It rose sharply in May.", "It rose in May.", "It rose [-sharply -]in May.");
    reads("", "New", "{+New+}");
    reads("", "", "");
}

#[test]
fn chinese_changes_word_by_word() {
    reads("会议从周四推迟到下月。", "会议从周五推迟到下月。", "会议从[-周四-]{+周五+}推迟到下月。");
    reads("投资额增至8000亿元", "投资额增至1万亿元", "投资额增至[-8000亿-]{+1万亿+}元");
    reads("银行间利率随即回落。", "银行间利率很快回落。", "银行间利率[-随即-]{+很快+}回落。");
    reads("企业并不急于借钱。", "企业并不急于借钱，银行也不急于放贷。", "企业并不急于借钱{+，银行也不急于放贷+}。");
}

#[test]
fn what_little_stays_between_two_changes_goes_with_them() {
    reads(
        "Insurers had refused the business before.",
        "Lenders from abroad followed the railways within weeks.",
        "[-Insurers had refused the business before-]{+Lenders from abroad followed the railways within weeks+}.",
    );
    reads("Ports and roads reopen", "Mines and roads close", "[-Ports-]{+Mines+} and roads [-reopen-]{+close+}");
    reads("地方政府负责的债务规模", "中央银行发布的贷款利率", "[-地方政府负责的债务规模-]{+中央银行发布的贷款利率+}");
}

/// The spans of a change of inline Markdown; `<was now>` around words that are set otherwise.
fn page(before: &str, after: &str) -> String {
    let runs = crate::markdown::inline_runs;
    let setting = |format: &TextFormat| {
        let flags = [
            (format.strong, "b"),
            (format.emphasis, "i"),
            (format.strike, "s"),
            (format.code, "c"),
            (format.image, "!"),
            (format.footnote, "^"),
        ];
        let flags: String = flags.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
        flags + format.link.as_deref().unwrap_or_default()
    };
    let shown = |span: &Span| match &span.was {
        Some(was) => format!("<{}→{} {}>", setting(was), setting(&span.format), span.text),
        None => marked(span.mark, &span.text),
    };
    spans(&runs(before), &runs(after)).iter().map(shown).collect()
}

#[test]
fn formats_and_links_that_change_are_named() {
    assert_eq!(page("A **fine** day", "A fine day"), "A <b→ fine> day");
    assert_eq!(page("A fine day", "A *fine day*"), "A <→i fine day>");
    assert_eq!(page("unbelievable", "un**believ**able"), "un<→b believ>able");
    assert_eq!(page("See [rule](/a).", "See [rule](/b)."), "See </a→/b rule>.");
    assert_eq!(page("**信贷需求**仍弱", "信贷需求仍然弱"), "<b→ 信贷需求>[-仍-]{+仍然+}弱");
    assert_eq!(page("A ![](a.png) b", "A ![](c.png) b"), "A <!a.png→!c.png > b");
}

#[test]
fn things_that_are_no_words_are_marked_as_such() {
    assert_eq!(page("A ![old](a.png).", "A ![new](a.png)."), "A [-old-]{+new+}.");
    assert_eq!(page("x ~~gone~~", "x gone `x`"), "x <s→ gone>{+ +}{+x+}");
}

/// Blocks as lines: a sign for what became of it, its words with marks.
fn body(before: &str, after: &str) -> Vec<String> {
    let sign = |mark| match mark {
        PieceMark::Same => "  ",
        PieceMark::Changed => "~ ",
        PieceMark::Added => "+ ",
        PieceMark::Removed => "- ",
    };
    let compare = |a: &str, b: &str| {
        let brief = |body: &str| Brief { body: body.to_owned(), ..Brief::default() };
        compare(&brief(a), &brief(b)).body
    };
    let line = |block: &BlockComparison| {
        let words: String = block.spans.iter().map(|span| marked(span.mark, &span.text)).collect();
        format!("{}{words}", sign(block.mark))
    };
    compare(before, after).iter().map(line).collect()
}

#[test]
fn paragraphs_are_paired_by_their_words() {
    let before = "Opening.\n\nThe port reopened on Monday.\n\nInsurers had refused the same business twice.";
    let after =
        "Opening.\n\nThe port reopened on Tuesday.\n\nA first train leaves in autumn.\n\nTickets go on sale early.\n";
    assert_eq!(
        body(before, after),
        [
            "  Opening.",
            "~ The port reopened on [-Monday-]{+Tuesday+}.",
            "- [-Insurers had refused the same business twice.-]",
            "+ {+A first train leaves in autumn.+}",
            "+ {+Tickets go on sale early.+}",
        ]
    );
}

#[test]
fn a_paragraph_at_the_end_does_not_touch_the_one_before() {
    assert_eq!(
        body("周三的决定。", "周三的决定。\n\n银行间利率随即回落。\n"),
        ["  周三的决定。", "+ {+银行间利率随即回落。+}"]
    );
    assert_eq!(body("- one\n- two", "- one\n- two\n- three"), ["  one", "  two", "+ {+three+}"]);
    assert_eq!(body("One.\n\nTwo.", "One.\n\n\nTwo."), ["~ One.", "  Two."]);
}

#[test]
fn items_and_rows_are_compared_each_by_itself() {
    assert_eq!(
        body(
            "| Year | Lines |\n| - | - |\n| 2026 | 3 |\n| 2027 | 4 |\n",
            "| Year | Lines |\n| - | - |\n| 2026 | 5 |\n| 2027 | 4 |\n"
        ),
        ["  Year\tLines", "~ 2026\t[-3-]{+5+}", "  2027\t4"]
    );
    assert_eq!(body("- ports\n- roads\n", "- ports\n- rails\n- roads\n"), ["  ports", "+ {+rails+}", "  roads"]);
}

#[test]
fn a_paragraph_that_becomes_a_heading_says_so() {
    let brief = |body: &str| Brief { body: body.to_owned(), ..Brief::default() };
    let compared = compare(&brief("Who pays\n\nThe coast."), &brief("## Who pays\n\nThe coast."));
    assert_eq!(compared.body[0].mark, PieceMark::Changed);
    assert_eq!(compared.body[0].kind, BlockKind::Heading { level: 2 });
    assert_eq!(compared.body[0].was, Some(BlockKind::Paragraph));
    assert!(compared.body[0].spans.iter().all(|span| span.mark == Mark::Same));
    assert_eq!((compared.added, compared.removed), (0, 0));
}

fn list(items: &[(&str, &str)]) -> Brief {
    let takeaway = |(id, text): &(&str, &str)| Takeaway { id: TakeawayId::new(*id).unwrap(), text: (*text).to_owned() };
    Brief { takeaways: items.iter().map(takeaway).collect(), ..Brief::default() }
}

#[test]
fn a_takeaway_moves_and_changes_at_once() {
    let before =
        list(&[("a", "Ports reopen."), ("b", "Roads stay shut."), ("c", "约一万亿元周四到账。"), ("d", "Rails wait.")]);
    let after =
        list(&[("c", "约一万亿元周五到账。"), ("a", "Ports reopen."), ("d", "Rails wait."), ("e", "Mines too.")]);
    let compared = compare(&before, &after);
    let line = |takeaway: &TakeawayComparison| {
        let words: String = takeaway.spans.iter().map(|span| marked(span.mark, &span.text)).collect();
        let place = |place: Option<u32>| place.map_or("–".to_owned(), |place| place.to_string());
        let moved = if takeaway.moved { " moved" } else { "" };
        format!("{} → {}{moved}: {words}", place(takeaway.before), place(takeaway.after))
    };
    assert_eq!(
        compared.takeaways.iter().map(line).collect::<Vec<_>>(),
        [
            "3 → 1 moved: 约一万亿元[-周四-]{+周五+}到账。",
            "1 → 2: Ports reopen.",
            "2 → –: [-Roads stay shut.-]",
            "4 → 3: Rails wait.",
            "– → 4: {+Mines too.+}",
        ]
    );
    assert_eq!((compared.moved, compared.added, compared.removed), (1, 4, 5));
    assert_eq!(compared.touched, [Touched::Takeaways]);
}

#[test]
fn of_three_takeaways_the_one_between_two_that_changed_places_stayed() {
    let before = list(&[("a", "Ports reopen."), ("b", "Roads stay shut."), ("c", "Rails wait.")]);
    let after = list(&[("c", "Rails wait."), ("b", "Roads stay shut."), ("a", "Ports reopen.")]);
    let moved = compare(&before, &after).takeaways.iter().map(|takeaway| takeaway.moved).collect::<Vec<_>>();
    assert_eq!(moved, [true, false, true]);
}

#[test]
fn a_long_paragraph_keeps_its_words() {
    let words: Vec<String> =
        (0..12_000).map(|at| format!("word{}{}", at * 7 % 601, if at % 17 == 0 { "." } else { "" })).collect();
    let mut edited = words.clone();
    for at in (500..12_000).step_by(1000) {
        edited[at] = "编辑".to_owned();
    }
    let (before, after) = (words.join(" "), edited.join(" "));
    let stretches = stretches(&before, &after);
    let of = |mark| stretches.iter().filter(move |stretch| stretch.mark == mark).map(|stretch| stretch.text.as_str());
    assert_eq!(of(Mark::Added).collect::<Vec<_>>(), ["编辑"; 12]);
    assert_eq!(of(Mark::Removed).count(), 12);
}

#[test]
fn many_changed_paragraphs_are_each_compared_with_what_they_were() {
    let body_of = |year: u32| -> String {
        (0..100)
            .map(|number| format!("Port {number} handled {} boxes in {year}, 港口{number}.\n\n", number * 31))
            .collect()
    };
    let lines = body(&body_of(2025), &body_of(2026));
    assert_eq!(lines.len(), 100);
    assert_eq!(lines[42], "~ Port 42 handled 1302 boxes in [-2025-]{+2026+}, 港口42.");
    assert!(lines.iter().all(|line| line.contains("[-2025-]{+2026+}")));
}
