//! What machines read of a page: schema.org's `NewsArticle` as JSON-LD.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::labels::language_tag;
use super::view::ShareImage;
use crate::brief::{counts, openable};
use crate::export::Article;

/// The JSON-LD of a page, safe within a `script` element.
pub(super) fn json_ld(
    article: &Article,
    title: &str,
    canonical: Option<&str>,
    share_image: Option<&ShareImage>,
) -> String {
    let brief = &article.stored.brief;
    let publisher = named("Organization", &brief.publication);
    let author = named("Person", &brief.byline).or_else(|| publisher.clone());
    let lists = [
        ("keywords", brief.tags.iter().map(|tag| json!(tag)).collect()),
        ("isBasedOn", sources(article)),
        ("correction", corrections(article)),
    ];
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "identifier": article.stored.id.urn(),
        "dateCreated": moment(article.stored.created_at, &article.zone),
        "dateModified": moment(article.stored.updated_at, &article.zone),
        "wordCount": counts(brief).words,
    });
    if let Some(published) = brief.published_at {
        data["datePublished"] = json!(moment(published, &article.zone));
    }
    let objects = [("author", author), ("publisher", publisher), ("image", image(article, share_image))];
    for (key, object) in objects {
        if let Some(object) = object {
            data[key] = object;
        }
    }
    for (key, list) in lists.into_iter().filter(|(_, list): &(_, Vec<Value>)| !list.is_empty()) {
        data[key] = Value::Array(list);
    }
    let texts = [
        ("description", brief.summary.as_str()),
        ("articleSection", &brief.section),
        ("dateline", &brief.dateline),
        ("inLanguage", language_tag(&brief.language)),
        ("url", canonical.unwrap_or_default()),
        ("mainEntityOfPage", canonical.unwrap_or_default()),
    ];
    with_texts(data, &texts).to_string().replace('<', "\\u003c")
}

/// Something of `kind` with a name, if it has one.
fn named(kind: &str, name: &str) -> Option<Value> {
    (!name.trim().is_empty()).then(|| json!({ "@type": kind, "name": name.trim() }))
}

/// The hero; with the address of its card where it has one.
fn image(article: &Article, share_image: Option<&ShareImage>) -> Option<Value> {
    let hero = article.stored.brief.hero.as_ref()?;
    let picture = article.hero_picture()?;
    let (width, height) = share_image.map_or((picture.width, picture.height), |image| (image.width, image.height));
    let object = json!({ "@type": "ImageObject", "width": width, "height": height });
    let url = share_image.map_or("", |image| image.url.as_str());
    let description = if hero.decorative { "" } else { hero.alt.trim() };
    let texts = [
        ("url", url),
        ("description", description),
        ("caption", hero.caption.trim()),
        ("creditText", hero.credit.trim()),
    ];
    Some(with_texts(object, &texts))
}

fn sources(article: &Article) -> Vec<Value> {
    let links = article.stored.brief.sources.iter().map(|source| {
        // An address that no reader may follow is no address.
        let url = openable(source.url.trim()).unwrap_or_default();
        (source.title.trim(), url)
    });
    let said = links.filter(|(title, url)| !title.is_empty() || !url.is_empty());
    said.map(|(title, url)| with_texts(json!({ "@type": "CreativeWork" }), &[("name", title), ("url", url)])).collect()
}

fn corrections(article: &Article) -> Vec<Value> {
    let all = article.stored.brief.corrections.iter().filter(|correction| !correction.text.trim().is_empty());
    all.map(|correction| {
        json!({
            "@type": "CorrectionComment",
            "text": correction.text.trim(),
            "datePublished": moment(correction.at, &article.zone),
        })
    })
    .collect()
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
