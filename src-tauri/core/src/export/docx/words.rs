//! The words of a document that no editor writes and that its page does not have.

/// Above the corrections.
pub(super) fn corrections(is_chinese: bool) -> &'static str {
    if is_chinese { "更正" } else { "Corrections" }
}

/// Above the sources.
pub(super) fn sources(is_chinese: bool) -> &'static str {
    if is_chinese { "资料来源" } else { "Sources" }
}

/// Above an alert that has no title of its own.
pub(super) fn alert_title(kind: &str, is_chinese: bool) -> &'static str {
    match (kind, is_chinese) {
        ("tip", false) => "Tip",
        ("tip", true) => "提示",
        ("important", false) => "Important",
        ("important", true) => "重要",
        ("warning", false) => "Warning",
        ("warning", true) => "警告",
        ("caution", false) => "Caution",
        ("caution", true) => "当心",
        (_, false) => "Note",
        (_, true) => "注意",
    }
}
