//! Whether a text is in Chinese, and in which script.

/// Chinese, and whether it is clearly in the traditional script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Chinese {
    is_traditional: bool,
}

/// Characters of everyday news that exist in one of the scripts only, pair by pair.
const TRADITIONAL: &str =
    "國來個們這對說時會從開關應與為過經長現點發實當動學問見進電業產東報華灣億萬參戰聯軍總統舉讓還變條貿義導濟協議權區";
const SIMPLIFIED: &str =
    "国来个们这对说时会从开关应与为过经长现点发实当动学问见进电业产东报华湾亿万参战联军总统举让还变条贸义导济协议权区";

/// Traditional characters must outnumber simplified ones by so much, and be so many, to be more than a quotation.
const CLEARLY: usize = 3;

/// So many characters tell a page's language.
const SAMPLE: usize = 20_000;

impl Chinese {
    /// The BCP 47 tag, given the language of the profile: a more precise one of the same script stays.
    pub(in crate::import) fn tag(self, profile: &str) -> String {
        let profile_tag = profile.to_ascii_lowercase();
        let is_chinese = profile_tag == "zh" || profile_tag.starts_with("zh-");
        let says_traditional = ["hant", "tw", "hk", "mo"].iter().any(|part| profile_tag.split('-').any(|p| p == *part));
        if is_chinese && says_traditional == self.is_traditional {
            return profile.to_owned();
        }
        if self.is_traditional { "zh-Hant" } else { "zh-Hans" }.to_owned()
    }
}

/// Whether Han dominates these texts. Kana among it is Japanese, not Chinese.
pub(in crate::import) fn chinese<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Chinese> {
    let (mut han, mut kana, mut letters) = (0, 0, 0);
    let (mut traditional, mut simplified) = (0, 0);
    for c in texts.flat_map(str::chars).take(SAMPLE) {
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => {
                han += 1;
                traditional += usize::from(TRADITIONAL.contains(c));
                simplified += usize::from(SIMPLIFIED.contains(c));
            }
            _ if c.is_alphabetic() => letters += 1,
            _ => {}
        }
    }
    // A word of Chinese has about two characters, one of English about five letters.
    let dominates = han * 2 > letters && kana * 10 < han;
    let is_traditional = traditional >= CLEARLY && traditional > simplified * CLEARLY;
    dominates.then_some(Chinese { is_traditional })
}
