//! What a comparison says. All of it goes to the window.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::brief::{BriefId, Correction, Focal, ImageHash, Part, Source, Status, TakeawayId};
use crate::markdown::{BlockKind, TextFormat};

/// What changed from one brief to another, part by part in page order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Comparison {
    /// Word by word; empty when both are empty, as every list of stretches.
    pub headline: Vec<Stretch>,
    /// Word by word.
    pub summary: Vec<Stretch>,
    /// The picture and its words.
    pub hero: HeroComparison,
    /// In the order of the later brief; removed ones stand where they stood.
    pub takeaways: Vec<TakeawayComparison>,
    /// The desk note.
    pub analysis: AnalysisComparison,
    /// Block by block.
    pub body: Vec<BlockComparison>,
    /// What the page does not print. Only what changed.
    pub details: Vec<DetailComparison>,
    /// The parts that changed, in page order; none when the briefs are equal.
    pub touched: Vec<Touched>,
    /// Words that came, in all but the details; in Chinese, characters.
    pub added: u32,
    /// Words that went.
    pub removed: u32,
    /// Takeaways that moved.
    pub moved: u32,
}

/// Whether words are in both briefs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// In both.
    Same,
    /// In the earlier one only.
    Removed,
    /// In the later one only.
    Added,
}

/// A run of text with its mark. `Same` and `Removed` in a row are the text before, `Same` and `Added` the text after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Stretch {
    /// Where it is.
    pub mark: Mark,
    /// Plain text, or the source of Markdown.
    pub text: String,
}

/// Words of a page with their mark: those of Markdown without its own marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Span {
    /// Where it is.
    pub mark: Mark,
    /// As a reader sees it.
    pub text: String,
    /// How it is set: in the later brief if it is in both.
    pub format: TextFormat,
    /// How the same words were set in the earlier brief, where that differs.
    pub was: Option<TextFormat>,
}

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PieceMark {
    /// Nothing; it may have moved.
    Same,
    /// It says something else.
    Changed,
    /// It is in the later brief only.
    Added,
    /// It is in the earlier brief only.
    Removed,
}

/// Two values of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Change<T> {
    /// In the earlier brief.
    pub before: T,
    /// In the later brief.
    pub after: T,
}

/// The hero image. `Same` too when neither brief has one; then all else is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HeroComparison {
    /// Whether it came, went or changed.
    pub mark: PieceMark,
    /// Whether each brief has one.
    pub present: Change<bool>,
    /// The picture.
    pub image: Change<Option<ImageHash>>,
    /// Word by word.
    pub alt: Vec<Stretch>,
    /// Word by word.
    pub caption: Vec<Stretch>,
    /// Word by word.
    pub credit: Vec<Stretch>,
    /// Whether it is decorative.
    pub decorative: Change<bool>,
    /// Its focal point.
    pub focal: Change<Option<Focal>>,
    /// The picture before it was scaled.
    pub original: Change<Option<ImageHash>>,
}

/// One takeaway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TakeawayComparison {
    /// Which.
    pub id: TakeawayId,
    /// What became of its text.
    pub mark: PieceMark,
    /// Its position in the earlier brief, from 1.
    pub before: Option<u32>,
    /// Its position in the later brief, from 1.
    pub after: Option<u32>,
    /// It has been moved past others. The fewest that explain the new order are; the rest stayed.
    pub moved: bool,
    /// Its words.
    pub spans: Vec<Span>,
    /// Its Markdown.
    pub source: Vec<Stretch>,
}

/// The desk note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct AnalysisComparison {
    /// Word by word.
    pub label: Vec<Stretch>,
    /// Word by word.
    pub title: Vec<Stretch>,
    /// Word by word.
    pub byline: Vec<Stretch>,
    /// Word by word.
    pub tag: Vec<Stretch>,
    /// Block by block.
    pub text: Vec<BlockComparison>,
}

/// A block of Markdown. The sources of all blocks in a row are the whole text, before and after, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BlockComparison {
    /// What became of it. A block is the same when it is written the same; blank lines that come or go with a neighbour
    /// don't count.
    pub mark: PieceMark,
    /// What it is; what it was, if it was removed.
    pub kind: BlockKind,
    /// What a changed block was before, if of another kind.
    pub was: Option<BlockKind>,
    /// Its words. Two changed blocks may have the same words: then the format or the writing of the Markdown changed.
    pub spans: Vec<Span>,
    /// Its Markdown, with the blank lines after it.
    pub source: Vec<Stretch>,
}

/// A detail that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DetailComparison {
    /// Which.
    pub field: DetailField,
    /// To be shown: of a list, a line for each entry; of a source, its title, a tab and its address; of a time, RFC 3339
    /// or nothing.
    pub before: String,
    /// To be shown.
    pub after: String,
    /// The same, not as text.
    pub values: Change<DetailValue>,
}

/// A detail's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named as the fields of a brief, which say what they are")]
pub enum DetailField {
    Publication,
    Slug,
    Byline,
    Section,
    Tags,
    Dateline,
    Language,
    Sources,
    CanonicalUrl,
    Related,
    Status,
    PublishedAt,
    EmbargoUntil,
    Corrections,
}

/// A detail's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", content = "value", rename_all = "snake_case")]
pub enum DetailValue {
    /// A plain text.
    Text(String),
    /// Plain texts in order.
    Texts(Vec<String>),
    /// Sources in order.
    Sources(Vec<Source>),
    /// Briefs in order.
    Briefs(Vec<BriefId>),
    /// A status.
    Status(Status),
    /// A time, if it is set.
    Time(#[specta(type = Option<String>)] Option<Timestamp>),
    /// Corrections in order.
    Corrections(Vec<Correction>),
}

/// What of a brief changed: a part, or its details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Touched {
    /// The first line.
    Headline,
    /// The paragraph below it.
    Summary,
    /// The picture and its words.
    Hero,
    /// The numbered list: texts or order.
    Takeaways,
    /// The desk note.
    Analysis,
    /// All that follows.
    Body,
    /// What the page does not print.
    Details,
}

impl Touched {
    /// Each of them, in page order.
    pub const ALL: [Self; 7] =
        [Self::Headline, Self::Summary, Self::Hero, Self::Takeaways, Self::Analysis, Self::Body, Self::Details];
}

/// What is taken over from another brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Piece {
    /// The whole brief.
    Everything,
    /// One part.
    Part {
        /// Which.
        part: Part,
    },
    /// One takeaway: its text and its place.
    Takeaway {
        /// Which.
        id: TakeawayId,
    },
    /// One block.
    Block {
        /// Of which text.
        part: MarkdownPart,
        /// In the comparison from the brief that it is taken from to the one that it is taken into, from 0.
        index: u32,
    },
    /// All that the page does not print.
    Details,
}

/// The parts that are Markdown of many blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MarkdownPart {
    /// The desk note's text.
    Analysis,
    /// The body.
    Body,
}
