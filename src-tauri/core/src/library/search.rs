//! Briefs by the words in them.

use crate::brief::Brief;
use crate::error::{Error, Result};
use crate::store::{BriefQuery, BriefRow, Store};

/// Characters shown on either side of a hit.
const AROUND: usize = 40;

/// The briefs that `query` asks for, the newest first; with a text, those in which each of its words occurs, and where the first does.
///
/// # Errors
/// The store's.
pub fn search(store: &Store, query: &BriefQuery) -> Result<Vec<BriefRow>> {
    let words: Vec<String> = query.text.split_whitespace().map(str::to_lowercase).collect();
    let mut rows = store.list_briefs(query)?;
    if words.is_empty() {
        return Ok(rows);
    }
    let mut failure = None;
    rows.retain_mut(|row| match store.open_brief(row.id) {
        Ok(stored) => {
            let snippet = snippet(&stored.brief, &words);
            let found = snippet.is_some();
            row.snippet = snippet;
            found
        }
        // One damaged brief hides no other.
        Err(Error::RevisionUnreadable(_)) => false,
        Err(error) => {
            failure.get_or_insert(error);
            false
        }
    });
    failure.map_or(Ok(rows), Err)
}

/// The text around the first word, if every word occurs in some part.
fn snippet(brief: &Brief, words: &[String]) -> Option<String> {
    let takeaways = brief.takeaways.iter().map(|takeaway| takeaway.text.as_str());
    let texts =
        [brief.headline.as_str(), &brief.summary, &brief.body, &brief.analysis.text, &brief.slug, &brief.byline];
    let texts: Vec<&str> = texts.into_iter().chain(takeaways).chain(brief.tags.iter().map(String::as_str)).collect();
    let lowered: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    let everywhere = words.iter().all(|word| lowered.iter().any(|text| text.contains(word.as_str())));
    if !everywhere {
        return None;
    }
    let (text, at) = lowered.iter().find_map(|text| text.find(&words[0]).map(|at| (text, at)))?;
    let index = lowered.iter().position(|other| std::ptr::eq(other, text))?;
    // Lower-casing may change lengths, so the place is counted in characters; a rare letter shifts it by one.
    let start = text[..at].chars().count().saturating_sub(AROUND);
    let length = AROUND * 2 + words[0].chars().count();
    let around: String = texts[index].chars().skip(start).take(length).collect();
    Some(around.split_whitespace().collect::<Vec<_>>().join(" "))
}
