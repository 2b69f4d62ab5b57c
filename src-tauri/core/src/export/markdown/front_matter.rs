//! The front matter of our own Markdown flavour, `brief/1`: every part but the body. Written by the export, read by the import.

use std::fmt;
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::brief::{BriefId, Correction, Focal, ImageHash, Source, TakeawayId};

/// What the key `schema` says.
pub const SCHEMA: &str = "brief/1";

/// The front matter. What is empty is left out; what is left out, or has no value after its colon, is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the keys are the documented file format, named like the parts of a brief")]
pub struct FrontMatter {
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub schema: String,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "id")]
    pub id: Option<BriefId>,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub description: String,
    /// What other programs call the description.
    #[serde(skip_serializing, deserialize_with = "empty_if_null")]
    pub summary: String,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub created: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub lastmod: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "time")]
    pub embargo: Option<Timestamp>,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub slug: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub lang: String,
    /// What other programs call `lang`; only read.
    #[serde(skip_serializing, deserialize_with = "empty_if_null")]
    pub language: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub status: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub publication: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub section: String,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub byline: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub dateline: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub canonical: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hero: Option<FrontMatterHero>,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub takeaways: Vec<FrontMatterTakeaway>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub analysis: Option<FrontMatterAnalysis>,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "sources")]
    pub sources: Vec<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "ids")]
    pub related: Vec<BriefId>,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "empty_if_null")]
    pub corrections: Vec<Correction>,
}

/// The hero: `src` is a path beside the file, `images/HASH.EXTENSION`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "as above")]
pub struct FrontMatterHero {
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub src: String,
    #[serde(deserialize_with = "empty_if_null")]
    pub alt: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub caption: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub credit: String,
    #[serde(skip_serializing_if = "std::ops::Not::not", deserialize_with = "empty_if_null")]
    pub decorative: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focal: Option<Focal>,
    /// The picture before it was scaled, by its hash: no file is written for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<ImageHash>,
}

/// The analysis; `body` is its Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "as above")]
pub struct FrontMatterAnalysis {
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub label: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub byline: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub tag: String,
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "empty_if_null")]
    pub body: String,
}

/// A takeaway. Other programs' files, and hands, write the text alone; ours keep the id, so that an edit elsewhere is still a change
/// to the same takeaway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "as above")]
pub enum FrontMatterTakeaway {
    Identified { id: TakeawayId, text: String },
    Text(String),
}

impl From<String> for FrontMatterTakeaway {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

// By hand: the untagged enum that serde would derive reads a number before it knows that a text is wanted, and `2.50` becomes 2.5.
impl<'de> Deserialize<'de> for FrontMatterTakeaway {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TakeawayVisitor)
    }
}

struct TakeawayVisitor;

impl TakeawayVisitor {
    const EXPECTED: &str = "a takeaway must be a text, or have an id and a text";
}

impl<'de> Visitor<'de> for TakeawayVisitor {
    type Value = FrontMatterTakeaway;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(FrontMatterTakeaway::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(de::Error::custom(Self::EXPECTED))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Identified {
            id: Option<TakeawayId>,
            #[serde(deserialize_with = "empty_if_null")]
            text: String,
        }
        let Identified { id, text } = Identified::deserialize(MapAccessDeserializer::new(map))?;
        let id = id.ok_or_else(|| de::Error::custom(Self::EXPECTED))?;
        Ok(FrontMatterTakeaway::Identified { id, text })
    }
}

fn empty_if_null<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A list, or one text in place of a list of one. Items without a value are none.
fn one_or_many<'de, D: Deserializer<'de>, T: DeserializeOwned + From<String>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    struct OneOrMany<T>(PhantomData<T>);

    impl<'de, T: DeserializeOwned + From<String>> Visitor<'de> for OneOrMany<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text or a list of texts")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(vec![text.to_owned().into()])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut list = Vec::new();
            while let Some(item) = items.next_element::<Option<T>>()? {
                list.extend(item);
            }
            Ok(list)
        }
    }

    deserializer.deserialize_any(OneOrMany(PhantomData))
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<BriefId>, D::Error> {
    Option::deserialize(deserializer)?.map(brief_id).transpose()
}

fn ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<BriefId>, D::Error> {
    let ids: Vec<Option<String>> = empty_if_null(deserializer)?;
    ids.into_iter().flatten().map(brief_id).collect()
}

/// By way of a text: what the id's own type says of a text that is none speaks of bytes and groups.
fn brief_id<E: de::Error>(text: String) -> Result<BriefId, E> {
    text.parse().map_err(|_| E::custom(format!("{text:?} is not the id of a brief")))
}

fn sources<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Source>, D::Error> {
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Words {
        #[serde(deserialize_with = "empty_if_null")]
        title: String,
        #[serde(deserialize_with = "empty_if_null")]
        url: String,
    }
    let sources: Vec<Words> = empty_if_null(deserializer)?;
    Ok(sources.into_iter().map(|Words { title, url }| Source { title, url }).collect())
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
