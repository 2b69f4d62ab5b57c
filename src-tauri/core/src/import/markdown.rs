//! A Markdown file → a brief: our own flavour whole, any other as far as its front matter is understood.

use serde_saphyr::{Options, from_str_with_options};

use super::{FindPicture, Imported};
use crate::brief::{Analysis, Brief, Hero, Ids, ImageHash, Publication, Status, Takeaway};
use crate::error::{Error, Result};
use crate::export::{FrontMatter, FrontMatterAnalysis, FrontMatterHero, FrontMatterTakeaway, SCHEMA};
use crate::store::Picture;

/// Lines before the front matter's first: `---`.
const LINES_BEFORE: u32 = 1;

pub(super) fn markdown(
    name: &str,
    text: &str,
    publications: &[Publication],
    ids: &mut dyn Ids,
    find_picture: FindPicture<'_>,
) -> Result<Imported> {
    let Some((yaml, body)) = split(text) else {
        if text.starts_with("---\n") && text[4..].lines().next().is_some_and(|line| line.contains(':')) {
            let reason = "it begins with --- and has no closing --- line".to_owned();
            return Err(Error::FrontMatter { name: name.to_owned(), line: Some(1), reason });
        }
        return Ok(without_front_matter(text, publications));
    };
    let front = parse(name, yaml)?;
    let picture = match &front.hero {
        Some(hero) if !hero.src.is_empty() => find_picture(&hero.src)?,
        _ => None,
    };
    brief(name, front, body, publications, ids, picture)
}

/// The front matter and the body: between two lines of `---`, and one blank line after it.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let (yaml, body) = if let Some(body) = rest.strip_prefix("---\n") {
        ("", body)
    } else if let Some(end) = rest.find("\n---\n") {
        (&rest[..=end], &rest[end + 5..])
    } else {
        (rest.strip_suffix("---").filter(|yaml| yaml.ends_with('\n'))?, "")
    };
    Some((yaml, body.strip_prefix('\n').unwrap_or(body)))
}

fn parse(name: &str, yaml: &str) -> Result<FrontMatter> {
    if yaml.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    from_str_with_options(yaml, Options::default()).map_err(|error| {
        let line = error.location().and_then(|location| u32::try_from(location.line()).ok()).filter(|line| *line > 0);
        let reason = error.without_snippet().to_string();
        let reason = reason.lines().next().unwrap_or_default().trim().trim_end_matches('.').to_owned();
        Error::FrontMatter { name: name.to_owned(), line: line.map(|line| line + LINES_BEFORE), reason }
    })
}

/// A file of another program, or of a hand: a heading on its first line is the headline.
fn without_front_matter(text: &str, publications: &[Publication]) -> Imported {
    let mut brief = blank(publications);
    let start = text.trim_start_matches('\n');
    match start.strip_prefix("# ").map(|rest| rest.split_once('\n').unwrap_or((rest, ""))) {
        Some((headline, body)) => {
            brief.headline = headline.trim().trim_end_matches('#').trim_end().to_owned();
            brief.body = body.trim_start_matches('\n').to_owned();
        }
        None => brief.body = text.to_owned(),
    }
    Imported { brief, id: None, created_at: None, updated_at: None, picture: None }
}

fn brief(
    name: &str,
    front: FrontMatter,
    body: &str,
    publications: &[Publication],
    ids: &mut dyn Ids,
    picture: Option<Picture>,
) -> Result<Imported> {
    // In our own flavour what is left out is empty; a foreign file just never said it.
    let ours = front.schema == SCHEMA;
    let default = if ours { Brief::default() } else { blank(publications) };
    let or = |text: String, default: String| if text.is_empty() { default } else { text };
    let status = match front.status.as_str() {
        "" => Status::Draft,
        other => Status::from_name(other).ok_or_else(|| {
            let known = Status::ALL.map(Status::name).join(", ");
            Error::FrontMatter {
                name: name.to_owned(),
                line: None,
                reason: format!("status is {other:?}; it can be {known}"),
            }
        })?,
    };
    let brief = Brief {
        headline: front.title,
        summary: or(front.description, front.summary),
        hero: front.hero.map(|words| hero(words, picture.as_ref())),
        takeaways: front.takeaways.into_iter().map(|takeaway| identified(takeaway, ids)).collect(),
        analysis: front.analysis.map_or(default.analysis, analysis),
        body: body.to_owned(),
        publication: or(front.publication, default.publication),
        slug: front.slug,
        byline: or(front.byline, default.byline),
        section: front.section,
        tags: front.tags,
        dateline: front.dateline,
        language: or(front.lang, default.language),
        sources: front.sources,
        canonical_url: front.canonical,
        related: front.related,
        status,
        published_at: front.date,
        embargo_until: front.embargo,
    };
    Ok(Imported { brief, id: front.id, created_at: front.created, updated_at: front.lastmod, picture })
}

fn blank(publications: &[Publication]) -> Brief {
    publications.first().map(Brief::blank).unwrap_or_default()
}

fn hero(words: FrontMatterHero, picture: Option<&Picture>) -> Hero {
    let image = picture.map(|picture| ImageHash::of(&picture.bytes));
    Hero { image, alt: words.alt, caption: words.caption, credit: words.credit, decorative: words.decorative }
}

fn identified(takeaway: FrontMatterTakeaway, ids: &mut dyn Ids) -> Takeaway {
    match takeaway {
        FrontMatterTakeaway::Identified { id, text } => Takeaway { id, text },
        FrontMatterTakeaway::Text(text) => Takeaway { id: ids.takeaway(), text },
    }
}

fn analysis(front: FrontMatterAnalysis) -> Analysis {
    Analysis { label: front.label, title: front.title, text: front.body, byline: front.byline, tag: front.tag }
}
