//! How the briefs of a publication are exported, as it was chosen last.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Finality, NamePattern};
use crate::error::Result;
use crate::export::{ExportOptions, Format};
use crate::store::Store;

/// What is asked for again the next time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportSettings {
    /// Where to; none before one was chosen.
    pub folder: Option<PathBuf>,
    /// Each gives a file a brief.
    pub options: Vec<ExportOptions>,
    /// What the files are called.
    pub pattern: NamePattern,
    /// Whether the briefs go out with it.
    pub finality: Finality,
}

impl Default for ExportSettings {
    fn default() -> Self {
        Self {
            folder: None,
            options: vec![Format::Html.into()],
            pattern: NamePattern::default(),
            finality: Finality::default(),
        }
    }
}

/// How the briefs of `publication` were exported last; the defaults if they never were, or if another version wrote what this one does
/// not know.
///
/// # Errors
/// The store's.
pub fn export_settings(store: &Store, publication: &str) -> Result<ExportSettings> {
    Ok(store.export_settings(publication)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Remembers how the briefs of `publication` are exported.
///
/// # Errors
/// The store's, or [`Error::Content`](crate::Error::Content) for a folder whose name is not Unicode.
pub fn save_export_settings(store: &mut Store, publication: &str, settings: &ExportSettings) -> Result<()> {
    store.save_export_settings(publication, &serde_json::to_string(settings)?)
}
