//! What machines read of a page: schema.org's `NewsArticle` as JSON-LD.

use serde_json::{Value, json};

use super::Article;
use crate::brief::counts;

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
        "dateModified": article.stored.updated_at,
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
        data["datePublished"] = json!(published);
    }
    if !brief.tags.is_empty() {
        data["keywords"] = json!(brief.tags);
    }
    if !sources.is_empty() {
        data["isBasedOn"] = Value::Array(sources);
    }
    data.to_string().replace('<', "\\u003c")
}

fn with_texts(mut object: Value, texts: &[(&str, &str)]) -> Value {
    for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        object[*key] = json!(text);
    }
    object
}
