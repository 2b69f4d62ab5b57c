//! A brief as a Markdown file in our own flavour: front matter, a blank line, and the body byte for byte, but for where pictures lie.

mod front_matter;
mod images;

use serde_saphyr::SerializerOptions;

use super::Article;
use crate::brief::{Analysis, Hero};
use crate::error::{Error, Result};
use crate::store::Picture;

pub use front_matter::{FrontMatter, FrontMatterAnalysis, FrontMatterHero, FrontMatterTakeaway, SCHEMA};
pub(crate) use images::{named_files, of_library};

/// The Markdown file of `article`, whose pictures lie in `images/` beside it. Importing it gives the same brief, and exporting that the same bytes.
///
/// # Errors
/// [`Error::FrontMatterUnwritable`] if the front matter holds what YAML can't.
pub fn markdown(article: &Article) -> Result<String> {
    let mut options = SerializerOptions::default();
    // A paragraph stays one line: folding would make a change of one word look like a change of many lines.
    options.folded_wrap_chars = usize::MAX;
    let yaml = serde_saphyr::to_string_with_options(&front_matter(article), options);
    let yaml = yaml.map_err(|error| Error::FrontMatterUnwritable(error.to_string()))?;
    Ok(format!("---\n{yaml}---\n\n{}", images::as_files(&article.stored.brief.body, &article.images)))
}

/// The pictures that the file names, and where they lie beside it.
pub(super) fn pictures(article: &Article) -> impl Iterator<Item = (String, &Picture)> {
    let hero = article.stored.brief.hero.as_ref().and_then(|hero| hero.image.as_ref());
    let all = hero.zip(article.picture.as_ref()).into_iter().chain(&article.images);
    all.filter_map(|(hash, picture)| Some((images::path(hash, picture)?, picture)))
}

fn front_matter(article: &Article) -> FrontMatter {
    let stored = &article.stored;
    let brief = stored.brief.clone();
    FrontMatter {
        schema: SCHEMA.to_owned(),
        id: Some(stored.id),
        title: brief.headline,
        description: brief.summary,
        summary: String::new(),
        date: brief.published_at,
        created: Some(stored.created_at),
        lastmod: Some(stored.updated_at),
        embargo: brief.embargo_until,
        slug: brief.slug,
        lang: brief.language,
        language: String::new(),
        status: brief.status.name().to_owned(),
        publication: brief.publication,
        section: brief.section,
        tags: brief.tags,
        byline: brief.byline,
        dateline: brief.dateline,
        canonical: brief.canonical_url,
        hero: brief.hero.map(|hero| self::hero(hero, article.picture.as_ref())),
        takeaways: brief
            .takeaways
            .into_iter()
            .map(|takeaway| FrontMatterTakeaway::Identified { id: takeaway.id, text: takeaway.text })
            .collect(),
        analysis: (brief.analysis != Analysis::default()).then_some(FrontMatterAnalysis {
            label: brief.analysis.label,
            title: brief.analysis.title,
            byline: brief.analysis.byline,
            tag: brief.analysis.tag,
            body: images::as_files(&brief.analysis.text, &article.images),
        }),
        sources: brief.sources,
        related: brief.related,
        corrections: brief.corrections,
    }
}

fn hero(hero: Hero, picture: Option<&Picture>) -> FrontMatterHero {
    let src =
        picture.zip(hero.image.as_ref()).and_then(|(picture, hash)| images::path(hash, picture)).unwrap_or_default();
    FrontMatterHero {
        src,
        alt: hero.alt,
        caption: hero.caption,
        credit: hero.credit,
        decorative: hero.decorative,
        focal: hero.focal,
        original: hero.original,
    }
}
