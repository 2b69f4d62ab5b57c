//! How exported files are named: a pattern with placeholders, which always gives a place within the folder.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, de};
use specta::Type;

use crate::brief::StoredBrief;
use crate::error::{Error, Result};
use crate::export::{ExportOptions, Flavour, Format, Layout, is_device, slug};

/// Bytes of one segment; leaves room for an id and an extension within the 255 that file systems allow.
const LONGEST: usize = 120;

/// The most segments: folders in folders, and the file.
const MOST_SEGMENTS: usize = 8;

const PLACEHOLDERS: [&str; 7] = ["slug", "date", "year", "month", "day", "lang", "id"];

/// A pattern such as `{year}/{slug}`: text and placeholders, with a slash between folders. What is between braces is one of `slug`, `date`
/// (YYYY-MM-DD), `year`, `month`, `day` (of publication, else of the brief's making), `lang` and `id`. The extension is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(transparent)]
pub struct NamePattern(String);

impl Default for NamePattern {
    fn default() -> Self {
        Self("{slug}".to_owned())
    }
}

impl TryFrom<String> for NamePattern {
    type Error = Error;

    fn try_from(pattern: String) -> Result<Self> {
        if is_valid(&pattern) { Ok(Self(pattern)) } else { Err(Error::NamePattern(pattern)) }
    }
}

impl<'de> Deserialize<'de> for NamePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

fn is_valid(pattern: &str) -> bool {
    let segments = || pattern.split('/');
    let known = |part: &str| match part.split_once('}') {
        Some((name, rest)) => PLACEHOLDERS.contains(&name) && !rest.contains('}'),
        None => false,
    };
    let holds = |segment: &str| {
        let mut parts = segment.split('{');
        let text = parts.next().unwrap_or_default();
        !text.contains('}') && parts.all(known) && !segment.trim_matches(['.', ' ']).is_empty()
    };
    pattern.len() <= LONGEST * MOST_SEGMENTS
        && segments().count() <= MOST_SEGMENTS
        && segments().all(holds)
        && !pattern.contains(['\\', '\0'])
}

impl NamePattern {
    /// The pattern as it is for `options`: where the editor has no wish of their own, a site generator's convention.
    pub(super) fn of(&self, options: &ExportOptions) -> Self {
        let own = *self != Self::default();
        match (options.format, options.flavour) {
            _ if own => self.clone(),
            (Format::Html | Format::Markdown | Format::Pdf, Flavour::Briefdesk) => self.clone(),
        }
    }

    /// Where `stored` goes below a folder, without the extension: one normal path component a segment, whatever the brief says.
    pub(super) fn stem(&self, stored: &StoredBrief, zone: &TimeZone) -> PathBuf {
        let time = stored.brief.published_at.unwrap_or(stored.created_at);
        let date = time.to_zoned(zone.clone()).date();
        let value = |name: &str| match name {
            "slug" => slug(&stored.brief, stored.id),
            "date" => date.to_string(),
            "year" => format!("{:04}", date.year()),
            "month" => format!("{:02}", date.month()),
            "day" => format!("{:02}", date.day()),
            "lang" => stored.brief.language.clone(),
            _ => stored.id.to_string(),
        };
        let expanded = |segment: &str| {
            let mut parts = segment.split('{');
            let mut text = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let (name, rest) = part.split_once('}').unwrap_or((part, ""));
                text.push_str(&value(name));
                text.push_str(rest);
            }
            text
        };
        let id = stored.id.to_string();
        self.0.split('/').map(|segment| component(&expanded(segment), &id)).collect()
    }
}

/// `text` as a name that every file system takes, and that stays where it is put.
fn component(text: &str, id: &str) -> String {
    let refused = |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    let mut name = String::new();
    for c in text.trim_matches(['.', ' ']).chars() {
        let c = if refused(c) { '-' } else { c };
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    let name = name.trim_end_matches(['.', ' ']);
    match name {
        "" => format!("brief-{}", &id[..8]),
        device if is_device(device) => format!("brief-{device}"),
        name => name.to_owned(),
    }
}

/// The file of that stem which `options` ask for; `suffix` tells it from another one of the stem.
pub(super) fn file_of(stem: &std::path::Path, suffix: &str, options: &ExportOptions) -> PathBuf {
    let name = stem.file_name().unwrap_or_default().to_string_lossy();
    let Layout::File = options.layout;
    stem.with_file_name(format!("{name}{suffix}.{}", options.format.extension()))
}

#[cfg(test)]
mod tests {
    use std::path::Component;

    use super::*;
    use crate::brief::Brief;

    fn stored(brief: Brief) -> StoredBrief {
        let created_at = "2026-03-07T22:30:00Z".parse().unwrap();
        let id = "0192f0c1-2345-7abc-8def-0123456789ab".parse().unwrap();
        StoredBrief { id, revision: 1, created_at, updated_at: created_at, brief }
    }

    fn pattern(text: &str) -> NamePattern {
        text.to_owned().try_into().unwrap()
    }

    fn stem(text: &str, brief: Brief) -> String {
        pattern(text).stem(&stored(brief), &TimeZone::UTC).to_str().unwrap().replace('\\', "/")
    }

    fn titled(headline: &str) -> Brief {
        Brief { headline: headline.to_owned(), language: "zh-Hans".to_owned(), ..Brief::default() }
    }

    #[test]
    fn every_placeholder_has_its_value() {
        assert_eq!(stem("{slug}", titled("Ferries wait")), "ferries-wait");
        assert_eq!(stem("{year}/{month}/{day}-{lang}", titled("渡轮")), "2026/03/07-zh-Hans");
        assert_eq!(stem("{date}_{slug}", titled("渡轮 等待")), "2026-03-07_渡轮-等待");
        assert_eq!(stem("b {id}", titled("")), "b 0192f0c1-2345-7abc-8def-0123456789ab");
    }

    #[test]
    fn a_time_is_of_the_editors_day_and_of_publication_first() {
        let east = TimeZone::fixed(jiff::tz::offset(8));
        let brief = Brief { published_at: Some("2026-04-01T17:00:00Z".parse().unwrap()), ..Brief::default() };
        assert_eq!(pattern("{date}").stem(&stored(brief), &east).to_str(), Some("2026-04-02"));
        assert_eq!(pattern("{date}").stem(&stored(Brief::default()), &east).to_str(), Some("2026-03-08"));
    }

    #[test]
    fn no_value_leaves_its_segment() {
        let hostile =
            ["../../etc", "..", ".", "/abs", "C:\\boot", "a/b", "nul", "COM1", "con.txt", "…", "", "\u{0}x", "x. ."];
        for text in hostile {
            let brief = Brief { slug: text.to_owned(), language: text.to_owned(), ..titled(text) };
            for wanted in ["{slug}", "{lang}", "{lang}/{slug}", "x{lang}", "{lang}.{lang}"] {
                let path = pattern(wanted).stem(&stored(brief.clone()), &TimeZone::UTC);
                let segments = wanted.split('/').count();
                assert_eq!(path.components().count(), segments, "{text:?} {wanted}");
                for component in path.components() {
                    let Component::Normal(name) = component else { panic!("{text:?} {wanted}") };
                    let name = name.to_str().unwrap();
                    assert!(!is_device(name) && !name.ends_with(['.', ' ']) && !name.starts_with('.'), "{name:?}");
                }
            }
        }
    }

    #[test]
    fn long_titles_fit_a_file_system() {
        for title in ["w".repeat(300), "长".repeat(300), "ab ".repeat(100)] {
            let path = pattern("{date}-{slug}-{slug}").stem(&stored(titled(&title)), &TimeZone::UTC);
            let name = file_of(&path, "-0192f0c1-2345-7abc-8def-0123456789ab", &Format::Html.into());
            assert!(name.to_str().unwrap().len() <= 200, "{}", name.display());
        }
    }

    #[test]
    fn a_pattern_that_names_no_place_in_the_folder_is_refused() {
        for text in
            ["", "/{slug}", "{slug}/", "../{slug}", "a//b", "{slug", "slug}", "{title}", "{sl{ug}}", "a\\b", ". /x"]
        {
            assert!(matches!(NamePattern::try_from(text.to_owned()), Err(Error::NamePattern(_))), "{text:?}");
        }
        assert!(NamePattern::try_from("x/".repeat(9) + "x").is_err());
    }
}
