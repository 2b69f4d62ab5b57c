//! The front matter of our own Markdown flavour, `brief/1`: every part but the body. Written by the export, read by the import.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::brief::{BriefId, Source, TakeawayId};

/// What the key `schema` says.
pub const SCHEMA: &str = "brief/1";

/// The front matter. What is empty is left out; what is left out is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the keys are the documented file format, named like the parts of a brief")]
pub struct FrontMatter {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub schema: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<BriefId>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What other programs call the description.
    #[serde(skip_serializing)]
    pub summary: String,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub created: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub lastmod: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub embargo: Option<Timestamp>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub slug: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lang: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub publication: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub byline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dateline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub canonical: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hero: Option<FrontMatterHero>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub takeaways: Vec<FrontMatterTakeaway>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub analysis: Option<FrontMatterAnalysis>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<BriefId>,
}

/// The hero: `src` is a path beside the file, `images/HASH.EXTENSION`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "as above")]
pub struct FrontMatterHero {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub src: String,
    pub alt: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caption: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub decorative: bool,
}

/// The analysis; `body` is its Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "as above")]
pub struct FrontMatterAnalysis {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub byline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// A takeaway. Other programs' files, and hands, write the text alone; ours keep the id, so that an edit elsewhere is still a change
/// to the same takeaway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a takeaway must be a text, or have an id and a text")]
#[allow(missing_docs, reason = "as above")]
pub enum FrontMatterTakeaway {
    Identified { id: TakeawayId, text: String },
    Text(String),
}

/// A time as RFC 3339 has it; other programs also write a date alone, or leave the offset out, and mean UTC.
fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let without_offset =
        |text: &str| text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
    let time = text.parse().ok().or_else(|| without_offset(&text));
    time.map(Some)
        .ok_or_else(|| de::Error::custom(format!("{text:?} is not a date or time such as 2026-06-03T09:30:00Z")))
}
