//! Page themes in the library.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::Store;
use super::publications::replace_theme;
use crate::brief::Theme;
use crate::error::{Error, Result};

impl Store {
    /// Every theme that editors made, by name.
    ///
    /// # Errors
    /// The store's.
    pub fn themes(&self) -> Result<Vec<Theme>> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT name, template, styles FROM themes ORDER BY name COLLATE NOCASE, name")?;
            let themes = statement.query_map([], theme)?;
            Ok(themes.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The theme of that name, if the library has it.
    ///
    /// # Errors
    /// The store's.
    pub fn theme(&self, name: &str) -> Result<Option<Theme>> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT name, template, styles FROM themes WHERE name = ?1")?;
            Ok(statement.query_row([name], theme).optional()?)
        })
    }

    /// Adds `theme`, whose name no other may have.
    ///
    /// # Errors
    /// [`Error::ThemeName`], or the store's.
    pub fn add_theme(&mut self, theme: &Theme, now: Timestamp) -> Result<()> {
        self.transact(|transaction| insert(transaction, theme, now))
    }

    /// Puts `theme` in the place of the one called `old`; under a new name, the publications in that theme follow it.
    ///
    /// # Errors
    /// [`Error::ThemeNotFound`], [`Error::ThemeName`], or the store's.
    pub fn replace_theme(&mut self, old: &str, theme: &Theme, now: Timestamp) -> Result<()> {
        self.transact(|transaction| {
            delete(transaction, old)?;
            insert(transaction, theme, now)?;
            if old == theme.name { Ok(()) } else { replace_theme(transaction, old, &theme.name) }
        })
    }

    /// Removes the theme of that name; the publications in it go back to the built-in one.
    ///
    /// # Errors
    /// [`Error::ThemeNotFound`], or the store's.
    pub fn remove_theme(&mut self, name: &str) -> Result<()> {
        self.transact(|transaction| {
            delete(transaction, name)?;
            replace_theme(transaction, name, Theme::BUILT_IN)
        })
    }
}

fn insert(transaction: &Transaction<'_>, theme: &Theme, now: Timestamp) -> Result<()> {
    theme.check_name()?;
    let taken: bool =
        transaction
            .query_row("SELECT EXISTS (SELECT 1 FROM themes WHERE name = ?1)", [&theme.name], |row| row.get(0))?;
    if taken {
        return Err(Error::ThemeName(theme.name.clone()));
    }
    transaction.execute(
        "INSERT INTO themes (name, changed_at, template, styles) VALUES (?1, ?2, ?3, ?4)",
        params![theme.name, now.as_millisecond(), theme.template, theme.styles],
    )?;
    Ok(())
}

fn delete(transaction: &Transaction<'_>, name: &str) -> Result<()> {
    let removed = transaction.execute("DELETE FROM themes WHERE name = ?1", [name])?;
    if removed == 0 { Err(Error::ThemeNotFound(name.to_owned())) } else { Ok(()) }
}

fn theme(row: &Row<'_>) -> rusqlite::Result<Theme> {
    Ok(Theme { name: row.get(0)?, template: row.get(1)?, styles: row.get(2)? })
}
