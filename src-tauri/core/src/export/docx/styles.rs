//! How a document looks, by its language: the styles that Word shows in its list, with fonts that Word and its kin have.

use std::fmt::Write;

/// The language of a document, as Word has it.
pub(super) struct Language {
    /// Of letters: `en-GB`.
    pub latin: String,
    /// Of Han characters: `zh-CN`.
    pub east: &'static str,
    /// The text is Chinese: emphasis is dots below, and punctuation is set in the Chinese font.
    pub is_chinese: bool,
}

impl Language {
    /// For the BCP 47 tag `tag`; what is no tag is English.
    pub fn of(tag: &str) -> Self {
        let lower = tag.to_ascii_lowercase();
        let mut subtags = lower.split('-');
        let primary = subtags.next().unwrap_or_default();
        let has = |wanted: &[&str]| lower.split('-').any(|subtag| wanted.contains(&subtag));
        let is_tag = !primary.is_empty()
            && tag.len() <= 35
            && lower
                .split('-')
                .all(|subtag| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric()));
        let east = match primary {
            "zh" if has(&["hk", "mo"]) => "zh-HK",
            "zh" if has(&["hant", "tw"]) => "zh-TW",
            "ja" => "ja-JP",
            "ko" => "ko-KR",
            _ => "zh-CN",
        };
        let is_east = matches!(primary, "zh" | "ja" | "ko");
        let latin = if !is_tag || is_east || lower == "en" { "en-US" } else { tag };
        Self { latin: latin.to_owned(), east, is_chinese: primary == "zh" }
    }

    /// Fonts of text and of headings for its Han characters.
    fn fonts(&self) -> (&'static str, &'static str) {
        match self.east {
            "zh-TW" | "zh-HK" => ("PMingLiU", "Microsoft JhengHei"),
            "ja-JP" => ("MS Mincho", "MS Gothic"),
            "ko-KR" => ("Batang", "Malgun Gothic"),
            _ => ("SimSun", "Microsoft YaHei"),
        }
    }
}

/// The part `word/styles.xml`.
pub(super) fn styles(language: &Language) -> Vec<u8> {
    let (text, heading) = language.fonts();
    let xml = include_str!("styles.xml").replace("$HEADINGS", headings().trim_end());
    let xml = xml.replace("$TEXT", text).replace("$HEADING", heading);
    let line = if language.is_chinese { "360" } else { "288" };
    xml.replace("$LATIN", &language.latin).replace("$EAST", language.east).replace("$LINE", line).into_bytes()
}

/// Six headings that differ in their size alone, in half points.
fn headings() -> String {
    let mut xml = String::new();
    for (level, size) in (1..).zip([30, 26, 24, 22, 22, 22]) {
        // Writing to a string can't fail.
        let _ = writeln!(
            xml,
            "  <w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"100\" w:line=\"264\" w:lineRule=\"auto\"/>\
             <w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"$HEADING\"/><w:b/><w:bCs/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            level - 1
        );
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn word_has_names_of_its_own_for_languages() {
        let found = |tag: &str| {
            let language = Language::of(tag);
            (language.latin, language.east, language.is_chinese)
        };
        let of = |latin: &str, east, is_chinese| (latin.to_owned(), east, is_chinese);
        assert_eq!(found("zh-Hans"), of("en-US", "zh-CN", true));
        assert_eq!(found("zh-Hant-HK"), of("en-US", "zh-HK", true));
        assert_eq!(found("zh-TW"), of("en-US", "zh-TW", true));
        assert_eq!(found("en-GB"), of("en-GB", "zh-CN", false));
        assert_eq!(found("en"), of("en-US", "zh-CN", false));
        assert_eq!(found("\"/><x"), of("en-US", "zh-CN", false));
        assert_eq!(found(""), of("en-US", "zh-CN", false));
    }
}
