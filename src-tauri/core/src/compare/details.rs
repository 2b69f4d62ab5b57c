//! What the page does not print: whole values, before and after.

use jiff::Timestamp;

use crate::brief::Brief;

use super::types::{Change, DetailComparison, DetailField, DetailValue};

/// Every detail, in the order of a brief's fields.
pub(super) const FIELDS: [DetailField; 14] = [
    DetailField::Publication,
    DetailField::Slug,
    DetailField::Byline,
    DetailField::Section,
    DetailField::Tags,
    DetailField::Dateline,
    DetailField::Language,
    DetailField::Sources,
    DetailField::CanonicalUrl,
    DetailField::Related,
    DetailField::Status,
    DetailField::PublishedAt,
    DetailField::EmbargoUntil,
    DetailField::Corrections,
];

/// The details that changed.
pub(super) fn compare_details(before: &Brief, after: &Brief) -> Vec<DetailComparison> {
    let compare = |field| {
        let (before, after) = (value(before, field), value(after, field));
        (before != after).then(|| DetailComparison {
            field,
            before: shown(&before),
            after: shown(&after),
            values: Change { before, after },
        })
    };
    FIELDS.into_iter().filter_map(compare).collect()
}

/// A detail of `brief`.
pub(super) fn value(brief: &Brief, field: DetailField) -> DetailValue {
    let text = |text: &String| DetailValue::Text(text.clone());
    match field {
        DetailField::Publication => text(&brief.publication),
        DetailField::Slug => text(&brief.slug),
        DetailField::Byline => text(&brief.byline),
        DetailField::Section => text(&brief.section),
        DetailField::Tags => DetailValue::Texts(brief.tags.clone()),
        DetailField::Dateline => text(&brief.dateline),
        DetailField::Language => text(&brief.language),
        DetailField::Sources => DetailValue::Sources(brief.sources.clone()),
        DetailField::CanonicalUrl => text(&brief.canonical_url),
        DetailField::Related => DetailValue::Briefs(brief.related.clone()),
        DetailField::Status => DetailValue::Status(brief.status),
        DetailField::PublishedAt => DetailValue::Time(brief.published_at),
        DetailField::EmbargoUntil => DetailValue::Time(brief.embargo_until),
        DetailField::Corrections => DetailValue::Corrections(brief.corrections.clone()),
    }
}

/// Gives `brief` a detail; one of the wrong sort changes nothing.
pub(super) fn set(brief: &mut Brief, field: DetailField, value: DetailValue) {
    match (field, value) {
        (DetailField::Publication, DetailValue::Text(text)) => brief.publication = text,
        (DetailField::Slug, DetailValue::Text(text)) => brief.slug = text,
        (DetailField::Byline, DetailValue::Text(text)) => brief.byline = text,
        (DetailField::Section, DetailValue::Text(text)) => brief.section = text,
        (DetailField::Tags, DetailValue::Texts(texts)) => brief.tags = texts,
        (DetailField::Dateline, DetailValue::Text(text)) => brief.dateline = text,
        (DetailField::Language, DetailValue::Text(text)) => brief.language = text,
        (DetailField::Sources, DetailValue::Sources(sources)) => brief.sources = sources,
        (DetailField::CanonicalUrl, DetailValue::Text(text)) => brief.canonical_url = text,
        (DetailField::Related, DetailValue::Briefs(briefs)) => brief.related = briefs,
        (DetailField::Status, DetailValue::Status(status)) => brief.status = status,
        (DetailField::PublishedAt, DetailValue::Time(time)) => brief.published_at = time,
        (DetailField::EmbargoUntil, DetailValue::Time(time)) => brief.embargo_until = time,
        (DetailField::Corrections, DetailValue::Corrections(corrections)) => brief.corrections = corrections,
        _ => {}
    }
}

fn shown(value: &DetailValue) -> String {
    let lines = |lines: Vec<String>| lines.join("\n");
    match value {
        DetailValue::Text(text) => text.clone(),
        DetailValue::Texts(texts) => lines(texts.clone()),
        DetailValue::Sources(sources) => {
            lines(sources.iter().map(|source| format!("{}\t{}", source.title, source.url)).collect())
        }
        DetailValue::Corrections(corrections) => {
            lines(corrections.iter().map(|correction| format!("{}\t{}", correction.at, correction.text)).collect())
        }
        DetailValue::Briefs(briefs) => lines(briefs.iter().map(ToString::to_string).collect()),
        DetailValue::Status(status) => status.name().to_owned(),
        DetailValue::Time(time) => time.as_ref().map(Timestamp::to_string).unwrap_or_default(),
    }
}
