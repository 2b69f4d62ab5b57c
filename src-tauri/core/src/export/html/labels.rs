//! The words of a page that no editor writes, in the page's own language.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

/// The page's words in one language.
#[derive(Debug, Serialize)]
pub(in crate::export) struct Labels {
    pub takeaways: &'static str,
    pub desk: &'static str,
    pub share: &'static str,
    pub share_on: &'static str,
    pub no_address: &'static str,
    pub related: &'static str,
    pub no_related: &'static str,
    pub untitled: &'static str,
    pub picture_missing: &'static str,
    pub email: &'static str,
    pub corrections: &'static str,
    /// What stands around the date of a correction, before what it says.
    #[serde(skip)]
    correction: (&'static str, &'static str),
}

impl Labels {
    /// What begins a correction of that date.
    pub fn correction(&self, date: &str) -> String {
        let (before, after) = self.correction;
        format!("{before}{date}{after}")
    }
}

const ENGLISH: Labels = Labels {
    takeaways: "Key Takeaways",
    desk: "Editor's Desk",
    share: "Share Article",
    share_on: "Share on",
    no_address: "This page has no address yet, so there are no links to share it.",
    related: "Related Articles",
    no_related: "No related articles found",
    untitled: "Untitled brief",
    picture_missing: "The picture is still to come",
    email: "Email",
    corrections: "Corrections",
    correction: ("Correction, ", ": "),
};

const CHINESE: Labels = Labels {
    takeaways: "要点",
    desk: "编者按",
    share: "分享文章",
    share_on: "分享到",
    no_address: "本文尚无网址，暂不能分享。",
    related: "相关文章",
    no_related: "暂无相关文章",
    untitled: "未命名简报",
    picture_missing: "图片待补",
    email: "电子邮件",
    corrections: "更正",
    correction: ("更正（", "）："),
};

/// The words for a BCP 47 `language`; English where we have none.
pub(in crate::export) fn labels(language: &str) -> &'static Labels {
    if is_chinese(language) { &CHINESE } else { &ENGLISH }
}

/// `language` as a page may state it: English where it is empty or no language tag, as an older file may have it.
pub(super) fn language_tag(language: &str) -> &str {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    let is_primary = (2..=8).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let others =
        subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_primary && others { language } else { "en" }
}

/// Open Graph's name for a language, where it is clear.
pub(super) fn open_graph_locale(language: &str) -> Option<&'static str> {
    let tag = language.to_ascii_lowercase();
    if is_chinese(&tag) {
        let traditional = ["hant", "tw", "hk", "mo"].iter().any(|part| tag.split('-').any(|subtag| subtag == *part));
        return Some(if traditional { "zh_TW" } else { "zh_CN" });
    }
    match tag.split('-').next() {
        Some("en") if tag.ends_with("-gb") => Some("en_GB"),
        Some("en") => Some("en_US"),
        _ => None,
    }
}

/// The day of `time` as people write it: "3 June 2026", "2026年6月3日".
pub(super) fn date(language: &str, time: Timestamp, zone: &TimeZone) -> String {
    let date = time.to_zoned(zone.clone()).date();
    let pattern = if is_chinese(language) { "%-Y年%-m月%-d日" } else { "%-d %B %-Y" };
    date.strftime(pattern).to_string()
}

fn is_chinese(language: &str) -> bool {
    language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("zh"))
}

#[cfg(test)]
mod tests {
    use super::language_tag;

    #[test]
    fn a_page_states_only_what_is_a_language_tag() {
        for tag in ["en", "zh-Hans", "zh-Hant-TW", "de-DE-1996"] {
            assert_eq!(language_tag(tag), tag);
        }
        for other in ["", "-", "en-", "e", "en\" onload=\"x", "Chinese (simplified)", "中文", "en-abcdefghi"] {
            assert_eq!(language_tag(other), "en", "{other}");
        }
    }
}
