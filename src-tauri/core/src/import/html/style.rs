//! What the inline style of an element says, as far as it changes what the text is.

use scraper::ElementRef;

/// The value of a property in lower case, without `!important`; the last one counts.
pub(super) fn declared(element: ElementRef<'_>, property: &str) -> Option<String> {
    let declarations = element.attr("style")?.split(';').rev().filter_map(|declaration| declaration.split_once(':'));
    let mut values =
        declarations.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property)).map(|(_, value)| value);
    values.next().map(|value| value.to_ascii_lowercase().replace("!important", "").trim().to_owned())
}

/// Whether the style takes the element away, or Word says that it is no part of the text: a comment, a marker, a header.
pub(super) fn is_unseen(element: ElementRef<'_>) -> bool {
    if element.attr("style").is_none() {
        return false;
    }
    let is = |property: &str, values: &[&str]| {
        declared(element, property).is_some_and(|value| values.contains(&value.as_str()))
    };
    is("display", &["none"])
        || is("mso-hide", &["all"])
        || is("mso-list", &["ignore"])
        || is("mso-element", &["comment", "comment-list", "header", "footer"])
        || declared(element, "mso-comment-reference").is_some()
        // Articles of WeChat are hidden until their page's script shows them.
        || (is("visibility", &["hidden"]) && element.attr("id") != Some("js_content"))
}

/// Above or below the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raised {
    Above,
    Below,
}

impl Raised {
    /// How an element sets its text; `None` leaves it as that around it.
    pub(super) fn of(element: ElementRef<'_>) -> Option<Self> {
        match (element.value().name(), declared(element, "vertical-align").as_deref()) {
            (_, Some("super")) | ("sup", _) => Some(Self::Above),
            (_, Some("sub")) | ("sub", _) => Some(Self::Below),
            _ => None,
        }
    }

    /// Figures by the characters that Unicode has for them there: "m²" must not become "m2". Any other text is unchanged.
    pub(super) fn set(self, text: &str) -> String {
        const FIGURES: &str = "0123456789+-−=()";
        let row = match self {
            Self::Above => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾",
            Self::Below => "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎",
        };
        let raised = |c: char| FIGURES.chars().position(|figure| figure == c).and_then(|at| row.chars().nth(at));
        let figures = text.trim();
        match figures.chars().map(raised).collect::<Option<String>>() {
            Some(set) if !figures.is_empty() => text.replacen(figures, &set, 1),
            _ => text.to_owned(),
        }
    }
}
