//! What the flavours for site generators have in common: the keys that are ours, and a text that shows the whole article under a plain
//! theme: takeaways, analysis, body.

use jiff::Timestamp;
use serde::Serialize;

use super::super::html::labels::labels;
use super::super::{Article, Loss, RelatedLink, printable, printed_analysis};
use super::{FrontMatterAnalysis, FrontMatterHero, analysis, hero, images, yaml};
use crate::brief::{BriefId, Correction, Part, Source, Status};
use crate::error::Result;
use crate::markdown::{Markup, as_list_item, escaped, markup, with_notes_renamed, with_words_escaped};

/// Goes before the names of the analysis's footnotes: the body may use the same ones.
const NOTES_OF_ANALYSIS: &str = "analysis-";

/// How a generator reads the text.
pub(super) struct Reader {
    /// Where its pages find what lies in `images/` beside the file.
    pub images: &'static str,
    /// What it takes for more than words among words.
    pub escapes: &'static [&'static str],
    /// What its Markdown has not, as it comes.
    pub lacks: &'static [Markup],
    /// The text with what its templates would run written so that it comes out as it is.
    pub literal: fn(&str) -> String,
}

/// The keys that no generator knows.
#[derive(Serialize)]
pub(super) struct Own<'a> {
    brief_id: BriefId,
    status: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publication: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    section: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    author: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    dateline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embargo: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hero: Option<FrontMatterHero>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    takeaways: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    analysis: Option<FrontMatterAnalysis>,
    #[serde(skip_serializing_if = "<[Source]>::is_empty")]
    sources: &'a [Source],
    #[serde(skip_serializing_if = "<[RelatedLink]>::is_empty")]
    related: &'a [RelatedLink],
    #[serde(skip_serializing_if = "<[Correction]>::is_empty")]
    corrections: &'a [Correction],
}

impl<'a> Own<'a> {
    pub(super) fn of(article: &'a Article, reader: &Reader) -> Self {
        let brief = &article.stored.brief;
        Self {
            brief_id: article.stored.id,
            status: brief.status.name(),
            publication: &brief.publication,
            section: &brief.section,
            author: &brief.byline,
            dateline: &brief.dateline,
            lang: &brief.language,
            canonical_url: article.canonical_url(),
            embargo: brief.embargo_until,
            hero: brief.hero.clone().map(|words| FrontMatterHero {
                src: picture(article, reader).unwrap_or_default(),
                ..hero(words, article.picture.as_ref())
            }),
            takeaways: takeaways(article).collect(),
            analysis: printed_analysis(brief).map(|printed| analysis(printed, &article.images)),
            sources: &brief.sources,
            related: &article.related,
            corrections: &brief.corrections,
        }
    }
}

/// The hero's picture as a page of the generator finds it.
pub(super) fn picture(article: &Article, reader: &Reader) -> Option<String> {
    let hash = article.stored.brief.hero.as_ref()?.image.as_ref()?;
    let path = images::path(hash, article.picture.as_ref()?)?;
    Some(format!("{}{path}", reader.images))
}

/// Whether it must not be published yet.
pub(super) fn is_draft(article: &Article) -> bool {
    matches!(article.stored.brief.status, Status::Draft | Status::InReview)
}

/// When it was or will be public; before that is known, when it was begun.
pub(super) fn published(article: &Article) -> Timestamp {
    article.stored.brief.published_at.unwrap_or(article.stored.created_at)
}

/// The whole file: `times`, which stand without quotes so that they are read as times, the other keys, the text.
///
/// # Errors
/// [`crate::Error::FrontMatterUnwritable`] if the front matter holds what YAML can't.
pub(super) fn file(front: &impl Serialize, times: &[(&str, String)], text: &str) -> Result<String> {
    let times: String = times.iter().map(|(key, time)| format!("{key}: {time}\n")).collect();
    Ok(format!("---\n{}{times}---\n\n{text}", yaml(front)?))
}

/// The whole article as Markdown for any program: the headline as its heading, the summary, then as [`text`].
pub(in crate::export) fn plain(article: &Article) -> String {
    const READER: Reader = Reader { images: "", escapes: &[], lacks: &[], literal: str::to_owned };
    let brief = &article.stored.brief;
    let [headline, summary] = [&brief.headline, &brief.summary].map(|text| escaped(text.trim()));
    let headline = if headline.is_empty() { headline } else { format!("# {headline}") };
    joined([headline, as_list_item(&summary), text(article, &READER)], "\n\n")
}

/// Takeaways and analysis as Markdown, a line across, the body. The analysis stands in a quote, so that nothing that it opens and doesn't
/// close reaches the body.
pub(super) fn text(article: &Article, reader: &Reader) -> String {
    let body = readable(article, &article.stored.brief.body, reader);
    let blocks = [takeaway_list(article, reader), analysis_quote(article, reader)];
    let blocks: Vec<String> = blocks.into_iter().flatten().collect();
    let text = if blocks.is_empty() { body } else { format!("{}\n\n---\n\n{body}", blocks.join("\n\n")) };
    (reader.literal)(&text)
}

fn takeaway_list(article: &Article, reader: &Reader) -> Option<String> {
    let items = takeaways(article).map(|text| as_list_item(&readable(article, text, reader)));
    let items: Vec<String> = items.enumerate().map(|(at, item)| format!("{}. {item}", at + 1)).collect();
    let heading = labels(&article.stored.brief.language).takeaways;
    (!items.is_empty()).then(|| format!("## {heading}\n\n{}", items.join("\n")))
}

/// The signature stands below the quote, where the text can't reach it either.
fn analysis_quote(article: &Article, reader: &Reader) -> Option<String> {
    let analysis = printed_analysis(&article.stored.brief)?;
    let line = |text: &str| as_list_item(&escaped(text.trim()));
    let title = escaped(analysis.title.trim());
    let title = if title.is_empty() { title } else { format!("## {title}") };
    let text = with_notes_renamed(&readable(article, &analysis.text, reader), NOTES_OF_ANALYSIS);
    let quote = quoted(&joined([line(&analysis.label), title, text], "\n\n"));
    Some(joined([quote, line(&analysis.byline), line(&analysis.tag)], "\n\n"))
}

fn joined<const N: usize>(texts: [String; N], between: &str) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}

fn quoted(text: &str) -> String {
    let quote = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    text.trim_matches('\n').split('\n').map(quote).collect::<Vec<_>>().join("\n")
}

/// `markdown` of the brief, without what no page can hold, as the generator reads it in the same way.
fn readable(article: &Article, markdown: &str, reader: &Reader) -> String {
    let text = with_words_escaped(&printable(markdown), reader.escapes);
    images::as_files_at(&text, &article.images, reader.images)
}

fn takeaways(article: &Article) -> impl Iterator<Item = &str> {
    article.stored.brief.takeaways.iter().map(|takeaway| takeaway.text.trim()).filter(|text| !text.is_empty())
}

/// What the generator has no means for.
pub(super) fn losses(article: &Article, reader: &Reader) -> Vec<Loss> {
    let brief = &article.stored.brief;
    let takeaways = takeaways(article).collect::<Vec<_>>().join("\n\n");
    let parts = [(Part::Takeaways, &takeaways), (Part::Analysis, &brief.analysis.text), (Part::Body, &brief.body)];
    let lost = parts.into_iter().flat_map(|(part, markdown)| {
        let used = markup(markdown).into_iter().filter(|markup| reader.lacks.contains(markup));
        used.map(move |markup| Loss::Markup { part, markup })
    });
    lost.collect()
}
