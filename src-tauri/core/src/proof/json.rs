//! Reads the whole brief as JSON back.

use serde_json::Value;

use super::markdown::{hero, said};
use super::reading::{Reading, block_text, inline_text};
use crate::export::printable;

/// What the JSON file `text` says; nothing if it is none.
pub(super) fn read(text: &str) -> Reading {
    let Ok(brief) = serde_json::from_str::<Value>(text) else { return Reading::default() };
    let takeaways = brief.get("takeaways").and_then(Value::as_array).into_iter().flatten();
    let analysis = brief.get("analysis").map(|analysis| {
        let text = block_text(&said(analysis, "text"));
        let [label, title, byline, tag] = ["label", "title", "byline", "tag"].map(|key| said(analysis, key));
        if printable(&said(analysis, "text")).trim().is_empty() {
            return Vec::new();
        }
        vec![label, title, text, byline, tag]
    });
    Reading {
        headline: said(&brief, "headline"),
        summary: said(&brief, "summary"),
        hero: brief.get("hero").filter(|hero| !hero.is_null()).map(hero).unwrap_or_default(),
        takeaways: takeaways.map(|takeaway| inline_text(&said(takeaway, "text"))).collect(),
        analysis: analysis.unwrap_or_default(),
        body: block_text(&said(&brief, "body")),
    }
}
