//! What machines read of a page: schema.org's `NewsArticle` as JSON-LD.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::brief::counts;
use crate::export::Article;

/// The JSON-LD of a page, safe within a `script` element.
pub(super) fn json_ld(article: &Article, title: &str, canonical: Option<&str>) -> String {
    let brief = &article.stored.brief;
    let publisher = json!({ "@type": "Organization", "name": brief.publication });
    let author = if brief.byline.trim().is_empty() {
        publisher.clone()
    } else {
        json!({ "@type": "Person", "name": brief.byline })
    };
    let sources: Vec<Value> = brief
        .sources
        .iter()
        .filter(|source| !source.title.is_empty() || !source.url.is_empty())
        .map(|source| with_texts(json!({ "@type": "CreativeWork" }), &[("name", &source.title), ("url", &source.url)]))
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "author": author,
        "publisher": publisher,
        "identifier": article.stored.id.urn(),
        "dateModified": moment(article.stored.updated_at, &article.zone),
        "wordCount": counts(brief).words,
    });
    data = with_texts(
        data,
        &[
            ("description", &brief.summary),
            ("articleSection", &brief.section),
            ("inLanguage", &brief.language),
            ("url", canonical.unwrap_or_default()),
        ],
    );
    if let Some(published) = brief.published_at {
        data["datePublished"] = json!(moment(published, &article.zone));
    }
    if !brief.tags.is_empty() {
        data["keywords"] = json!(brief.tags);
    }
    if !sources.is_empty() {
        data["isBasedOn"] = Value::Array(sources);
    }
    data.to_string().replace('<', "\\u003c")
}

/// A moment with its offset, to the second: "2026-06-04T07:30:00+08:00".
pub(super) fn moment(time: Timestamp, zone: &TimeZone) -> String {
    time.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn with_texts(mut object: Value, texts: &[(&str, &str)]) -> Value {
    for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        object[*key] = json!(text);
    }
    object
}
