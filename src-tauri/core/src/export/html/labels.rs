//! The words of a page that no editor writes, in the page's own language.

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
};

/// The words for a BCP 47 `language`; English where we have none.
pub(in crate::export) fn labels(language: &str) -> &'static Labels {
    if is_chinese(language) { &CHINESE } else { &ENGLISH }
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

fn is_chinese(language: &str) -> bool {
    language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("zh"))
}
