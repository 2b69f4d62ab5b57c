//! A page theme: what a page looks like, as data.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Publication;
use crate::error::{Error, Result};

/// What a page of a publication looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Theme {
    /// Unique in a library.
    pub name: String,
    /// A minijinja template of what stands in the page's body.
    pub template: String,
    /// CSS.
    pub styles: String,
}

/// One of the two texts of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ThemeFile {
    /// The template.
    Template,
    /// The CSS.
    Styles,
}

impl ThemeFile {
    /// What it is called as a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Template => "page.html",
            Self::Styles => "page.css",
        }
    }
}

impl Theme {
    /// The name of the theme that comes with the program, which no other may have.
    pub const BUILT_IN: &'static str = "brief";
    /// Characters.
    const LONGEST_NAME: usize = 60;

    /// Whether its name is one that a theme may have.
    ///
    /// # Errors
    /// [`Error::ThemeName`] for one that is blank, long, not a line of text, or that of the built-in theme.
    pub fn check_name(&self) -> Result<()> {
        let name = self.name.as_str();
        let is_line = !name.is_empty() && name.trim() == name && !name.chars().any(char::is_control);
        let fits = name.chars().count() <= Self::LONGEST_NAME && !name.eq_ignore_ascii_case(Self::BUILT_IN);
        if is_line && fits { Ok(()) } else { Err(Error::ThemeName(name.to_owned())) }
    }

    /// That `file` of it is wrong, at `line` if that is known.
    pub(crate) fn error(&self, file: ThemeFile, line: Option<u32>, reason: String) -> Error {
        Error::Theme { name: self.name.clone(), file, line, reason }
    }
}

impl Publication {
    /// Whether it names a theme other than the built-in one.
    #[must_use]
    pub fn names_theme(&self) -> bool {
        !self.theme.is_empty() && self.theme != Theme::BUILT_IN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_has_a_name_of_its_own() {
        let check =
            |name: &str| Theme { name: name.to_owned(), template: String::new(), styles: String::new() }.check_name();
        for name in ["Harbour", "港口 2", "../x"] {
            assert!(check(name).is_ok(), "{name}");
        }
        for name in ["", " ", " a", "a\nb", "brief", "Brief", &"长".repeat(61)] {
            assert!(matches!(check(name), Err(Error::ThemeName(_))), "{name}");
        }
    }
}
