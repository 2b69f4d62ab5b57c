//! Rendering a brief as a page, and reading one from a file, measured by Criterion.

mod brief;
mod figures;
mod long;
mod median;
mod timed;

use std::hint::black_box;
use std::time::Instant;

use briefdesk_core::brief::{Brief, Ids, Publication, RandomIds, Splice, StoredBrief};
use briefdesk_core::export::{Article, Format, LivePage, Pictures, markdown, page, render};
use briefdesk_core::import::import;
use criterion::Criterion;
use figures::{Figure, rounds, wanted};
use jiff::Timestamp;
use timed::{criterion_median, shown, within};

fn main() {
    let mut criterion = timed::criterion();
    if wanted("render") {
        render_a_brief(&mut criterion);
        render_all_formats(&mut criterion);
        render_long_bodies(&mut criterion);
        follow_the_typing(&mut criterion);
    }
    if wanted("import") {
        import_a_brief(&mut criterion);
    }
}

fn render_a_brief(criterion: &mut Criterion) {
    let article = article(brief::brief());
    let took = criterion_median(criterion, "render-brief", rounds(100), || page(&article, Pictures::Inline));
    within("A brief as an HTML page", took, 2.0);
}

/// What one press of Export may ask for at once.
const TEXT_FORMATS: [Format; 5] = [Format::Html, Format::Markdown, Format::Ninjs, Format::Json, Format::Text];

fn render_all_formats(criterion: &mut Criterion) {
    let article = article(brief::brief());
    let all = || TEXT_FORMATS.map(|format| render(&article, &format.into()));
    assert!(all().iter().all(Result::is_ok), "every format is rendered");
    within("A brief in all text formats", criterion_median(criterion, "render-text-formats", rounds(100), all), 25.0);
    let word = || render(&article, &Format::Docx.into());
    let took = criterion_median(criterion, "render-docx", rounds(100), word);
    Figure { what: "The same brief as a Word document", measured: shown(took), limit: None }.report();
}

fn render_long_bodies(criterion: &mut Criterion) {
    let [one, two] = [1, 2].map(|megabytes| {
        let body = long::markdown(2, megabytes * 1_000_000);
        article(Brief { body, ..brief::brief() })
    });
    let html = page(&one, Pictures::Inline).expect("the page is rendered");
    assert!(html.len() > one.stored.brief.body.len(), "all of the body is on the page");
    let took = criterion_median(criterion, "render-1-mb", rounds(20), || page(&one, Pictures::Inline));
    within("A body of 1 MB as an HTML page", took, 400.0);
    compare(&one, &two);
}

/// What the preview asks for at each key: in the usual size with notes, which are made as a whole, and in a long text without.
fn follow_the_typing(criterion: &mut Criterion) {
    let usual = brief::brief();
    let body = format!("A claim.[^1]\n\n{}\n\n[^1]: A source.\n", usual.body);
    let took = key_median(criterion, "key-with-notes", Brief { body, ..usual.clone() });
    within("What a key changes on the page of a brief with footnotes", took, 5.0);
    let body = format!("A claim.\n\n{}", long::markdown(2, 1_000_000));
    within("The same in a body of 1 MB", key_median(criterion, "key-in-1-mb", Brief { body, ..usual }), 10.0);
}

/// How long a letter in the first paragraph takes that comes and goes, in milliseconds.
fn key_median(criterion: &mut Criterion, name: &str, brief: Brief) -> f64 {
    let length = brief.body.encode_utf16().count() as u32;
    let mut page = LivePage::new(article(brief), Pictures::Inline);
    let mut written = false;
    criterion_median(criterion, name, rounds(100), || {
        let insert = if written { "" } else { "s" }.to_owned();
        let splice = Splice { from: 7, to: 7 + u32::from(written), insert };
        written = !written;
        page.edit_body(&splice, length + u32::from(written)).expect("the page goes on")
    })
}

/// Twice the text may take hardly more than twice as long: nothing on the way to a page is quadratic. In turns, which
/// Criterion can't, because other work on the machine would else fall on one of the two.
fn compare(one: &Article, two: &Article) {
    let (mut of_one, mut of_two) = (Vec::new(), Vec::new());
    for _ in 0..rounds(40) {
        for (article, times) in [(one, &mut of_one), (two, &mut of_two)] {
            let start = Instant::now();
            black_box(page(black_box(article), Pictures::Inline).expect("the page is rendered"));
            times.push(start.elapsed());
        }
    }
    let (of_one, of_two) = (median::milliseconds(&of_one), median::milliseconds(&of_two));
    let ratio = of_two / of_one;
    Figure {
        what: "A body of 2 MB, beside one of 1 MB",
        measured: format!("{ratio:.2} × ({of_two:.0} / {of_one:.0} ms)"),
        limit: Some(("≤ 2.3 ×".to_owned(), ratio <= 2.3)),
    }
    .report();
}

fn import_a_brief(criterion: &mut Criterion) {
    let article = article(brief::brief());
    let publications = [Publication::default()];
    let text = page_text(&article.stored.brief);
    let read = |name: &str, text: &str| import(name, text.as_bytes(), &publications, &mut RandomIds);
    let imported = read("page.txt", &text).expect("the page's text is read").brief;
    assert_eq!(imported.takeaways.len(), article.stored.brief.takeaways.len(), "the text has a page's shape");
    assert_eq!(imported.body, article.stored.brief.body, "the text has a page's shape");
    within(
        "Import of a page's text",
        criterion_median(criterion, "import-text", rounds(100), || read("page.txt", &text)),
        5.0,
    );
    let file = markdown(&article).expect("the brief is written as Markdown");
    let took = criterion_median(criterion, "import-markdown", rounds(100), || read("brief.md", &file));
    Figure { what: "Import of the same brief as Markdown", measured: shown(took), limit: None }.report();
}

fn article(brief: Brief) -> Article {
    let now = Timestamp::UNIX_EPOCH;
    let stored = StoredBrief { id: RandomIds.brief(), revision: 1, created_at: now, updated_at: now, brief };
    Article {
        stored,
        publication: Publication::default(),
        picture: None,
        images: Default::default(),
        related: Vec::new(),
        theme: None,
        zone: jiff::tz::TimeZone::UTC,
    }
}

/// The brief as a browser copies its published page.
fn page_text(brief: &Brief) -> String {
    let alt = brief.hero.as_ref().map_or("", |hero| &hero.alt);
    let takeaways: Vec<String> =
        (1..).zip(&brief.takeaways).map(|(number, takeaway)| format!("  • {number}{}", takeaway.text)).collect();
    let label = brief.analysis.label.replace(' ', "\n");
    let analysis = &brief.analysis;
    [
        &brief.headline,
        &brief.summary,
        alt,
        "Key Takeaways",
        &takeaways.join("\n"),
        &label,
        &analysis.title,
        &analysis.text,
        &[&analysis.byline, &analysis.tag, &*brief.publication].join("\n"),
        &brief.body,
        "Share Article",
        "Related Articles",
        "📰\nNo related articles found\n",
    ]
    .join("\n\n")
}
