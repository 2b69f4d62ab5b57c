//! How the window was left: kept in the library, so that each library opens as it was.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Store;
use crate::brief::BriefId;
use crate::error::{Error, Result};

const WINDOW: &str = "window";
const LAST_BRIEF: &str = "last brief";
const BACKUP_FOLDER: &str = "backup folder";

/// What an editor chose for the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Preferences {
    /// The interface's language.
    pub language: Language,
    /// The library's column is open.
    pub library_shown: bool,
    /// The inspector's column is open.
    pub inspector_shown: bool,
    /// The preview is open.
    pub preview_shown: bool,
    /// The body and the analysis are shown with all their marks. Libraries of before don't say.
    #[serde(default)]
    pub source_shown: bool,
    /// How the sheet is set for writing. Libraries of before don't say.
    #[serde(default)]
    pub writing: Writing,
}

/// How the sheet is set for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Writing {
    /// All but the paragraph that is written in is dimmed.
    pub focus: bool,
    /// The line that is written in stays at one height.
    pub typewriter: bool,
    /// The size of the sheet's text, in hundredths of the one that it is designed with.
    pub text_size: u16,
    /// What a straight quotation mark that is typed becomes.
    pub quotes: Quotes,
}

impl Default for Writing {
    fn default() -> Self {
        Self { focus: false, typewriter: false, text_size: 100, quotes: Quotes::Straight }
    }
}

/// What a straight quotation mark that is typed becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Quotes {
    /// It stays.
    Straight,
    /// A curly one.
    Curly,
    /// In Chinese a corner bracket, elsewhere a curly one.
    Corner,
}

/// The interface's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// As the system's.
    System,
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: Language::System,
            library_shown: true,
            inspector_shown: true,
            preview_shown: false,
            source_shown: false,
            writing: Writing::default(),
        }
    }
}

impl Store {
    /// The window's preferences; the defaults where none were saved or they can't be read.
    ///
    /// # Errors
    /// The store's.
    pub fn preferences(&self) -> Result<Preferences> {
        Ok(self.preference(WINDOW)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Saves the window's preferences.
    ///
    /// # Errors
    /// The store's.
    pub fn save_preferences(&mut self, preferences: &Preferences) -> Result<()> {
        let text = serde_json::to_string(preferences)?;
        self.transact(|transaction| put(transaction, WINDOW, &text))
    }

    /// The brief that was opened last, if it is still there and not in the trash.
    ///
    /// # Errors
    /// The store's.
    pub fn last_brief(&self) -> Result<Option<BriefId>> {
        let id: Option<BriefId> = self.preference(LAST_BRIEF)?.and_then(|text| text.parse().ok());
        self.read(|connection| {
            let sql = "SELECT id FROM briefs WHERE id = ?1 AND trashed_at IS NULL";
            let found = match id {
                Some(id) => connection.query_row(sql, [id.to_string()], |_| Ok(id)).optional()?,
                None => None,
            };
            Ok(found)
        })
    }

    /// Remembers the brief that was opened last.
    ///
    /// # Errors
    /// The store's.
    pub fn save_last_brief(&mut self, id: BriefId) -> Result<()> {
        self.transact(|transaction| put_last_brief(transaction, id))
    }

    /// The folder that daily backups go to, if they are made.
    ///
    /// # Errors
    /// The store's.
    pub fn backup_folder(&self) -> Result<Option<PathBuf>> {
        Ok(self.preference(BACKUP_FOLDER)?.map(PathBuf::from))
    }

    /// Has daily backups go to `folder`, or ends them. It is a preference of its own and not the window's: no page names a place to write.
    ///
    /// # Errors
    /// [`Error::Io`] for a path that is not Unicode, or the store's.
    pub fn save_backup_folder(&mut self, folder: Option<&Path>) -> Result<()> {
        let Some(folder) = folder else {
            return self.transact(|transaction| {
                transaction.execute("DELETE FROM preferences WHERE name = ?1", [BACKUP_FOLDER])?;
                Ok(())
            });
        };
        let text = folder.to_str().ok_or_else(|| Error::io(folder, std::io::ErrorKind::InvalidFilename.into()))?;
        self.transact(|transaction| put(transaction, BACKUP_FOLDER, text))
    }

    /// How the briefs of a publication were exported last, as the text that was saved.
    ///
    /// # Errors
    /// The store's.
    pub fn export_settings(&self, publication: &str) -> Result<Option<String>> {
        self.preference(&export_settings_of(publication))
    }

    /// Remembers how the briefs of a publication were exported. Not among the window's preferences: they name a folder, which no page does.
    ///
    /// # Errors
    /// The store's.
    pub fn save_export_settings(&mut self, publication: &str, settings: &str) -> Result<()> {
        self.transact(|transaction| put(transaction, &export_settings_of(publication), settings))
    }

    fn preference(&self, name: &str) -> Result<Option<String>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT value FROM preferences WHERE name = ?1")?;
            Ok(statement.query_row([name], |row| row.get(0)).optional()?)
        })
    }
}

fn export_settings_of(publication: &str) -> String {
    format!("export of {publication}")
}

pub(super) fn put_last_brief(connection: &Connection, id: BriefId) -> Result<()> {
    put(connection, LAST_BRIEF, &id.to_string())
}

fn put(connection: &Connection, name: &str, value: &str) -> Result<()> {
    let sql =
        "INSERT INTO preferences (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute(params![name, value])?;
    Ok(())
}
