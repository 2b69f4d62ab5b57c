//! A brief as a Markdown file. In our own flavour: front matter, a blank line, and the body byte for byte, but for where pictures lie.
//! The others are what a site generator reads, with the takeaways and the analysis in the text too.

mod astro;
mod eleventy;
mod front_matter;
mod hugo;
mod images;
mod jekyll;
mod site;
mod templates;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_saphyr::SerializerOptions;

use super::{Article, Flavour, Loss};
use crate::brief::{Analysis, Hero, ImageHash};
use crate::error::{Error, Result};
use crate::store::Picture;

pub use front_matter::{FrontMatter, FrontMatterAnalysis, FrontMatterHero, FrontMatterTakeaway, SCHEMA};
pub(crate) use images::{named_files, of_library};
pub(super) use site::plain;

/// The Markdown file of `article`, whose pictures lie in `images/` beside it. Importing it gives the same brief, and exporting that the same bytes.
///
/// # Errors
/// [`Error::FrontMatterUnwritable`] if the front matter holds what YAML can't.
pub fn markdown(article: &Article) -> Result<String> {
    let yaml = yaml(&front_matter(article))?;
    Ok(format!("---\n{yaml}---\n\n{}", images::as_files(&article.stored.brief.body, &article.images)))
}

/// The Markdown file of `article` for `flavour`, and what the generator has no means for.
///
/// # Errors
/// As [`markdown`].
pub(super) fn flavoured(article: &Article, flavour: Flavour) -> Result<(String, Vec<Loss>)> {
    match flavour {
        Flavour::Briefdesk => Ok((markdown(article)?, Vec::new())),
        Flavour::Hugo => hugo::hugo(article),
        Flavour::Jekyll => jekyll::jekyll(article),
        Flavour::Astro => astro::astro(article),
        Flavour::Eleventy => eleventy::eleventy(article),
    }
}

fn yaml(front: &impl Serialize) -> Result<String> {
    let mut options = SerializerOptions::default();
    // A paragraph stays one line: folding would make a change of one word look like a change of many lines.
    options.folded_wrap_chars = usize::MAX;
    let yaml = serde_saphyr::to_string_with_options(front, options);
    yaml.map_err(|error| Error::FrontMatterUnwritable(error.to_string()))
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
        analysis: (brief.analysis != Analysis::default()).then(|| analysis(&brief.analysis, &article.images)),
        sources: brief.sources,
        related: brief.related,
        corrections: brief.corrections,
    }
}

fn analysis(analysis: &Analysis, images: &BTreeMap<ImageHash, Picture>) -> FrontMatterAnalysis {
    FrontMatterAnalysis {
        label: analysis.label.clone(),
        title: analysis.title.clone(),
        byline: analysis.byline.clone(),
        tag: analysis.tag.clone(),
        body: images::as_files(&analysis.text, images),
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
