//! A publication profile: what repeats from brief to brief. Nothing of it is written anywhere else.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What all the briefs of one publication share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Publication {
    /// Its name as printed; unique in a library.
    pub name: String,
    /// Where the site lives, without a slash at the end; empty if it has none.
    pub site_url: String,
    /// Canonical URL with the placeholders `{site}`, `{slug}`, `{year}`, `{month}` and `{day}`; empty if there is none.
    pub canonical_pattern: String,
    /// The desk's name above the analysis.
    pub desk_label: String,
    /// The analysis box's heading.
    pub analysis_title: String,
    /// Who signs a brief.
    pub byline: String,
    /// Who signs an analysis.
    pub analysis_byline: String,
    /// The tag of an analysis.
    pub analysis_tag: String,
    /// The share block's links, in order.
    pub share: Vec<Network>,
    /// A BCP 47 tag.
    pub language: String,
    /// How long each part should be.
    pub guides: LengthGuides,
    /// The HTML theme's name.
    pub theme: String,
}

/// A place to share a page on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Network {
    /// X, formerly Twitter.
    X,
    /// Facebook.
    Facebook,
    /// LinkedIn.
    Linkedin,
    /// Sina Weibo.
    Weibo,
    /// A mail.
    Email,
}

/// The length that each part should have. Words; in Chinese and for headline and summary, characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LengthGuides {
    /// Characters.
    pub headline: Range,
    /// Characters.
    pub summary: Range,
    /// How many takeaways.
    pub takeaways: Range,
    /// Words in one takeaway.
    pub takeaway: Range,
    /// Words.
    pub analysis: Range,
    /// Words.
    pub body: Range,
}

/// From `min` to `max`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Range {
    /// Fewer is short.
    pub min: u32,
    /// More is long.
    pub max: u32,
}

impl Default for LengthGuides {
    fn default() -> Self {
        let range = |min, max| Range { min, max };
        Self {
            headline: range(40, 100),
            summary: range(120, 320),
            takeaways: range(3, 6),
            takeaway: range(0, 35),
            analysis: range(100, 250),
            body: range(300, 900),
        }
    }
}

/// The built-in profile.
impl Default for Publication {
    fn default() -> Self {
        Self {
            name: "China Daily Brief".to_owned(),
            site_url: String::new(),
            canonical_pattern: String::new(),
            desk_label: "Editor's Desk".to_owned(),
            analysis_title: "Strategic Analysis".to_owned(),
            byline: String::new(),
            analysis_byline: "China Daily Brief Editorial".to_owned(),
            analysis_tag: "Strategic Insight".to_owned(),
            share: vec![Network::X, Network::Facebook, Network::Linkedin, Network::Weibo, Network::Email],
            language: "en".to_owned(),
            guides: LengthGuides::default(),
            theme: "brief".to_owned(),
        }
    }
}
