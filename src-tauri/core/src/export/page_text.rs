//! The text of the page, as a content system's field takes it and as a browser would copy it: the parts in page order under their labels,
//! no markup. The import of page text finds the parts again.

use super::html::labels::labels;
use super::html::printable;
use super::{Article, Loss, printed_analysis};
use crate::brief::{Analysis, Brief, Part};
use crate::markdown::{inline_words, is_plain, to_paragraphs};

/// The text of `article`'s page, and what is lost by being text alone. Linear in its length.
#[must_use]
pub fn page_text(article: &Article) -> (String, Vec<Loss>) {
    let brief = &article.stored.brief;
    let alt = brief.hero.as_ref().filter(|hero| !hero.decorative).map_or("", |hero| &hero.alt);
    let head = [&brief.headline, &brief.summary, alt].map(|text| text.trim().to_owned());
    let parts = head
        .into_iter()
        .chain([takeaways(brief)])
        .chain(analysis(brief))
        .chain([to_paragraphs(&printable(&brief.body))]);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    (parts.join("\n\n") + "\n", losses(brief))
}

fn takeaways(brief: &Brief) -> String {
    let says_something = |text: &String| text.contains(|c: char| !c.is_whitespace() && c != '\u{FEFF}');
    let items = brief.takeaways.iter().map(|takeaway| inline_words(&printable(&takeaway.text))).filter(says_something);
    // As a page's numbered list is copied, but for the point: "12026" would be another number than 1 before 2026.
    let items: Vec<String> = items.enumerate().map(|(at, item)| format!("  • {}. {}", at + 1, item.trim())).collect();
    if items.is_empty() {
        String::new()
    } else {
        format!("{}\n\n{}", labels(&brief.language).takeaways, items.join("\n"))
    }
}

/// Label, title, text and signature. Without a label and a title nothing would tell where the analysis begins.
fn analysis(brief: &Brief) -> [String; 4] {
    let Some(Analysis { label, title, text, byline, tag }) = printed_analysis(brief) else {
        return [const { String::new() }; 4];
    };
    let [label, title] = [label, title].map(|text| text.trim());
    let label = if label.is_empty() && title.is_empty() { labels(&brief.language).desk } else { label };
    let signature =
        [byline, tag, &brief.publication].into_iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    [label.to_owned(), title.to_owned(), to_paragraphs(&printable(text)), signature.collect::<Vec<_>>().join("\n")]
}

fn losses(brief: &Brief) -> Vec<Loss> {
    let has_caption = brief.hero.as_ref().is_some_and(|hero| !hero.caption.is_empty() || !hero.credit.is_empty());
    let is_marked = brief.takeaways.iter().any(|takeaway| !is_plain(&takeaway.text));
    let marked = [
        (Part::Takeaways, is_marked),
        (Part::Analysis, !is_plain(&brief.analysis.text)),
        (Part::Body, !is_plain(&brief.body)),
    ];
    let marked = marked.into_iter().filter_map(|(part, is_marked)| is_marked.then_some(Loss::WordsOnly { part }));
    has_caption.then_some(Loss::CaptionLeftOut).into_iter().chain(marked).collect()
}
