//! The parts of a brief, in page order, and what is kept beside them.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{BriefId, Focal, Ids, ImageHash, Publication, TakeawayId, named_images};

/// The article: everything an editor writes, and what the page does not print.
///
/// An unset text is the empty string. [`Brief::tidy`] states the form in which the store keeps one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
pub struct Brief {
    /// Plain text, one line.
    pub headline: String,
    /// Plain text, one line; also called dek or standfirst. Becomes the description metadata.
    pub summary: String,
    /// The picture above the takeaways.
    pub hero: Option<Hero>,
    /// Numbered on the page, in this order.
    pub takeaways: Vec<Takeaway>,
    /// The boxed desk note.
    pub analysis: Analysis,
    /// Markdown.
    pub body: String,
    /// The name of the [`Publication`] that it appears in.
    pub publication: String,
    /// The last segment of its URL and the stem of exported files.
    pub slug: String,
    /// Who wrote it.
    pub byline: String,
    /// The section of the site.
    pub section: String,
    /// Subjects, each a plain text.
    pub tags: Vec<String>,
    /// Where and when it was reported: "Manila, 3 June".
    pub dateline: String,
    /// A BCP 47 tag.
    pub language: String,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// Its own URL; empty means: by the publication's pattern.
    pub canonical_url: String,
    /// Briefs pinned as related.
    pub related: Vec<BriefId>,
    /// How far along it is.
    pub status: Status,
    /// When it was or will be public.
    #[specta(type = Option<String>)]
    pub published_at: Option<Timestamp>,
    /// Not to be published before.
    #[specta(type = Option<String>)]
    pub embargo_until: Option<Timestamp>,
    /// What was put right after it went out, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// The hero image and its words. The picture may be missing while its words are known, as after an import of page text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
pub struct Hero {
    /// The picture in the library.
    pub image: Option<ImageHash>,
    /// What the picture shows, for those who can't see it.
    pub alt: String,
    /// Printed below the picture.
    pub caption: String,
    /// Photographer and agency.
    pub credit: String,
    /// It adds nothing to the text: read aloud as nothing.
    pub decorative: bool,
    /// What every crop of it keeps in view; without it, the middle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focal: Option<Focal>,
    /// The picture before it was scaled, in the library too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<ImageHash>,
}

/// One of the key takeaways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Takeaway {
    /// Stays when it is edited or moved.
    pub id: TakeawayId,
    /// Inline Markdown, one line.
    pub text: String,
}

/// The boxed strategic analysis.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
pub struct Analysis {
    /// The desk's name above the title: "Editor's Desk".
    pub label: String,
    /// The box's heading: "Strategic Analysis".
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Who signs it.
    pub byline: String,
    /// Its kind: "Strategic Insight".
    pub tag: String,
}

/// Something that the brief rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
pub struct Source {
    /// What to call it.
    pub title: String,
    /// Where to find it.
    pub url: String,
}

/// A note of what was put right after a brief went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Correction {
    /// When.
    #[specta(type = String)]
    pub at: Timestamp,
    /// What was wrong and what is right: plain text, one line.
    pub text: String,
}

/// How far along a brief is. The trash is not a status: a trashed brief keeps its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// With a second pair of eyes.
    InReview,
    /// May go out.
    Ready,
    /// Went out.
    Exported,
    /// Kept, out of the way.
    Archived,
}

impl Status {
    /// Every status, in the order that a brief goes through them.
    pub const ALL: [Self; 5] = [Self::Draft, Self::InReview, Self::Ready, Self::Exported, Self::Archived];

    /// Its name in files and on the command line, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Ready => "ready",
            Self::Exported => "exported",
            Self::Archived => "archived",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// A part of the sheet that can be named: to open at it, and later to restore it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The first line.
    Headline,
    /// The paragraph below it.
    Summary,
    /// The picture and its words.
    Hero,
    /// The numbered list.
    Takeaways,
    /// The desk note.
    Analysis,
    /// All that follows.
    Body,
}

/// A brief as the library holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StoredBrief {
    /// Which brief.
    pub id: BriefId,
    /// Rises by one at each save; 0 before the first. A save names the revision that it started from.
    pub revision: u32,
    /// When it was first saved, or what an imported file says.
    #[specta(type = String)]
    pub created_at: Timestamp,
    /// When it was last saved, or what an imported file says.
    #[specta(type = String)]
    pub updated_at: Timestamp,
    /// What it says.
    pub brief: Brief,
}

impl Brief {
    /// A blank brief with what `publication` repeats in each of its own.
    #[must_use]
    pub fn blank(publication: &Publication) -> Self {
        Self {
            publication: publication.name.clone(),
            language: publication.language.clone(),
            byline: publication.byline.clone(),
            analysis: Analysis {
                label: publication.desk_label.clone(),
                title: publication.analysis_title.clone(),
                text: String::new(),
                byline: publication.analysis_byline.clone(),
                tag: publication.analysis_tag.clone(),
            },
            ..Self::default()
        }
    }

    /// The brief in the form that the store keeps: line breaks are `\n`, one-line texts have none, control characters, which no format can
    /// hold, are gone, and every takeaway has a valid id of its own. Changes nothing else; tidying twice changes nothing more.
    #[must_use]
    pub fn tidy(mut self, ids: &mut dyn Ids) -> Self {
        for text in self.one_line_texts() {
            one_line(text);
        }
        for text in [&mut self.body, &mut self.analysis.text] {
            plain_text(text);
        }
        let mut seen = HashSet::new();
        for takeaway in &mut self.takeaways {
            while !takeaway.id.is_valid() || !seen.insert(takeaway.id.clone()) {
                takeaway.id = ids.takeaway();
            }
        }
        self
    }

    /// The pictures of the library that its Markdown names.
    #[must_use]
    pub fn markdown_images(&self) -> BTreeSet<ImageHash> {
        let mut images = named_images(&self.body);
        images.extend(named_images(&self.analysis.text));
        images
    }

    fn one_line_texts(&mut self) -> impl Iterator<Item = &mut String> {
        let hero = self.hero.iter_mut().flat_map(|hero| [&mut hero.alt, &mut hero.caption, &mut hero.credit]);
        let analysis = &mut self.analysis;
        let corrections = self.corrections.iter_mut().map(|correction| &mut correction.text);
        let sources = self.sources.iter_mut().flat_map(|source| [&mut source.title, &mut source.url]);
        [
            &mut self.headline,
            &mut self.summary,
            &mut self.publication,
            &mut self.slug,
            &mut self.byline,
            &mut self.section,
            &mut self.dateline,
            &mut self.language,
            &mut self.canonical_url,
            &mut analysis.label,
            &mut analysis.title,
            &mut analysis.byline,
            &mut analysis.tag,
        ]
        .into_iter()
        .chain(hero)
        .chain(self.takeaways.iter_mut().map(|takeaway| &mut takeaway.text))
        .chain(self.tags.iter_mut())
        .chain(sources)
        .chain(corrections)
    }
}

fn plain_text(text: &mut String) {
    if text.contains('\r') {
        *text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    let unwanted = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(unwanted) {
        *text = text.replace(unwanted, "");
    }
}

fn one_line(text: &mut String) {
    plain_text(text);
    if text.contains('\n') {
        *text = text.replace('\n', " ");
    }
}
