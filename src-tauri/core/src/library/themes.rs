//! The page themes of a library: the built-in one and those that editors made.

use jiff::Timestamp;

use super::Surroundings;
use crate::brief::{Publication, Theme};
use crate::error::{Error, Result};
use crate::export::{built_in_theme, check_theme};
use crate::store::Store;

/// Every theme, the built-in one first.
///
/// # Errors
/// The store's.
pub fn themes(store: &Store) -> Result<Vec<Theme>> {
    let mut themes = vec![built_in_theme()];
    themes.extend(store.themes()?);
    Ok(themes)
}

/// The theme of that name.
///
/// # Errors
/// [`Error::ThemeNotFound`], or the store's.
pub fn theme(store: &Store, name: &str) -> Result<Theme> {
    if name == Theme::BUILT_IN {
        return Ok(built_in_theme());
    }
    store.theme(name)?.ok_or_else(|| Error::ThemeNotFound(name.to_owned()))
}

/// Adds `theme`, or puts it in the place of the one called `old`: only if it makes a page.
///
/// # Errors
/// [`Error::Theme`] with the line that is wrong, [`Error::ThemeName`], [`Error::ThemeNotFound`], or the store's; nothing is changed then.
pub fn save_theme(store: &mut Store, old: Option<&str>, theme: &Theme, now: Timestamp) -> Result<()> {
    check_theme(theme)?;
    match old {
        Some(old) => store.replace_theme(old, theme, now),
        None => store.add_theme(theme, now),
    }
}

/// Has the pages of the publication called `publication` made in the theme called `name`; a publication that has no profile yet gets one.
///
/// # Errors
/// [`Error::ThemeNotFound`], or the store's.
pub fn use_theme(store: &mut Store, publication: &str, name: &str) -> Result<Publication> {
    let theme = theme(store, name)?.name;
    let profile = Publication { theme, ..Surroundings::of(store)?.publication(publication) };
    store.save_publication(&profile)?;
    Ok(profile)
}
