//! The names of ninjs 3.1, as far as a brief fills them. A name that is not in the standard makes an item invalid.

use serde::Serialize;

/// A news item, or one that belongs to it.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<Standard>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// What an associated item is to this one; only there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rel: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representation_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargoed_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pub_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slugline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub located: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headlines: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub genres: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub info_sources: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alt_ids: Vec<AltId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub renditions: Vec<Rendition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub associations: Vec<Item>,
}

#[derive(Debug, Serialize)]
pub(super) struct Standard {
    pub name: &'static str,
    pub version: &'static str,
    pub schema: &'static str,
}

/// A headline, a description or a body.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Text {
    pub role: &'static str,
    pub content_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub char_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word_count: Option<u32>,
    pub value: String,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Named {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rel: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct AltId {
    pub role: &'static str,
    pub value: String,
}

/// A picture's file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rendition {
    pub name: &'static str,
    pub href: String,
    pub content_type: String,
    pub width: u32,
    pub height: u32,
    pub size_in_bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poi: Option<Point>,
}

/// In pixels.
#[derive(Debug, Serialize)]
pub(super) struct Point {
    pub x: u32,
    pub y: u32,
}
