//! Comparing two briefs, measured by Criterion: the usual ones, and the worst that a text can be.

mod brief;
mod figures;
mod long;
mod median;
mod timed;

use std::hint::black_box;
use std::time::Instant;

use briefdesk_core::brief::Brief;
use briefdesk_core::compare::{apply, compare};
use criterion::Criterion;
use figures::{Figure, rounds, wanted};
use timed::{criterion_median, within};

/// A sentence of news in Chinese, in which little repeats.
const CHINESE: &str = "存款准备金率下调半个百分点，银行有了更多可贷资金，但企业并不急于借钱。周三的决定早在预期之中，\
银行间利率随即回落，地方政府的债务规模仍在扩大。分析人士指出，宽松能否唤醒信贷，取决于居民是否愿意消费。";

fn main() {
    let mut criterion = timed::criterion();
    if wanted("compare") {
        compare_briefs(&mut criterion);
        compare_long_bodies(&mut criterion);
        compare_bad_bodies(&mut criterion);
    }
}

fn compare_briefs(criterion: &mut Criterion) {
    let before = brief::brief();
    let after = Brief { body: edited(&before.body, 12), ..before.clone() };
    let took = measured(criterion, "compare-brief", &before, &after, 100);
    within("A brief compared with what an hour made of it", took, 2.0);
}

fn compare_long_bodies(criterion: &mut Criterion) {
    let [one, two] = [1, 2].map(|megabytes| {
        let body = long::markdown(2, megabytes * 1_000_000);
        let after = edited(&body, 200 * megabytes);
        [body, after].map(|body| Brief { body, ..brief::brief() })
    });
    let took = measured(criterion, "compare-1-mb", &one[0], &one[1], 20);
    within("A body of 1 MB compared after 200 edits", took, 150.0);
    in_proportion("Comparing bodies of 2 MB, beside 1 MB", &one, &two, 20);
}

/// Texts in which comparing could lose its way.
fn compare_bad_bodies(criterion: &mut Criterion) {
    let body = |body: String| Brief { body, ..Brief::default() };
    let [one, two] = [1, 2].map(|megabytes| [3, 4].map(|seed| body(long::markdown(seed, megabytes * 1_000_000))));
    let took = measured(criterion, "compare-unlike", &one[0], &one[1], 10);
    within("Two bodies of 1 MB that have nothing but words in common", took, 2000.0);
    in_proportion("The same of 2 MB, beside 1 MB", &one, &two, 5);

    let paragraph = long::markdown(5, 1_000_000).replace('\n', " ");
    let took = measured(criterion, "compare-paragraph", &body(paragraph.clone()), &body(edited(&paragraph, 200)), 10);
    within("One paragraph of 1 MB after 200 edits", took, 1000.0);

    let other = long::markdown(6, 1_000_000).replace('\n', " ");
    let took = measured(criterion, "compare-paragraphs", &body(paragraph), &body(other), 10);
    within("Two paragraphs of 1 MB, unlike", took, 4000.0);

    let chinese = [CHINESE; 20].concat() + "\n\n";
    let chinese = chinese.repeat(1_000_000 / chinese.len());
    let after = chinese.char_indices().filter(|(at, _)| at / 3 % 1777 != 0).map(|(_, c)| c).collect();
    let took = measured(criterion, "compare-chinese", &body(chinese), &body(after), 10);
    within("A Chinese body of 1 MB after 200 edits", took, 1000.0);

    let repetitive = "the same\n\n".repeat(100_000);
    let after = (0..100_000).map(|at| if at % 500 == 250 { "another\n\n" } else { "the same\n\n" }).collect();
    let took = measured(criterion, "compare-repetitive", &body(repetitive), &body(after), 10);
    within("100,000 paragraphs that are one, after 200 edits", took, 2000.0);
}

/// `text` with so many words replaced, evenly apart.
fn edited(text: &str, edits: usize) -> String {
    let words = text.split(' ').count();
    let every = (words / edits).max(1);
    let edit = |(at, word): (usize, &str)| {
        // Not what begins a block: that would be another edit.
        if at % every == every / 2 && !word.contains('\n') { format!("edited{at}") } else { word.to_owned() }
    };
    text.split(' ').enumerate().map(edit).collect::<Vec<_>>().join(" ")
}

fn measured(criterion: &mut Criterion, name: &str, before: &Brief, after: &Brief, samples: usize) -> f64 {
    let comparison = compare(before, after);
    assert!(before != after, "there is something to compare");
    assert!(apply(before, &comparison) == *after, "the comparison is right");
    criterion_median(criterion, name, rounds(samples), || compare(before, after))
}

/// Twice the text may take hardly more than twice as long. In turns, because other work on the machine would else fall on
/// one of the two.
fn in_proportion(what: &'static str, one: &[Brief; 2], two: &[Brief; 2], samples: usize) {
    let (mut of_one, mut of_two) = (Vec::new(), Vec::new());
    for _ in 0..rounds(samples) {
        for ([before, after], times) in [(one, &mut of_one), (two, &mut of_two)] {
            let start = Instant::now();
            black_box(compare(black_box(before), black_box(after)));
            times.push(start.elapsed());
        }
    }
    let (of_one, of_two) = (median::milliseconds(&of_one), median::milliseconds(&of_two));
    let ratio = of_two / of_one;
    let measured = format!("{ratio:.2} × ({of_two:.0} / {of_one:.0} ms)");
    Figure { what, measured, limit: Some(("≤ 2.3 ×".to_owned(), ratio <= 2.3)) }.report();
}
