//! The library as a whole: what the window needs to begin, and its end.

use briefdesk_core::brief::{BriefId, Part, Publication};
use briefdesk_core::store::{Preferences, Store};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, WebviewWindow};

use super::Problem;
use crate::desk::{Asked, Desk};
use crate::window::page_runs;

/// What the window begins with.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Opening {
    /// The library's file.
    pub library: String,
    /// How the window was left.
    pub preferences: Preferences,
    /// The brief to show: asked for on the command line, or where the window was left.
    pub brief: Option<BriefId>,
    /// The part to put the caret in.
    pub part: Option<Part>,
    /// Every publication profile; the first is that of new briefs.
    pub publications: Vec<Publication>,
}

/// Reads what the window begins with.
#[tauri::command]
#[specta::specta]
pub async fn open_library(window: WebviewWindow, desk: State<'_, Desk>) -> Result<Opening, Problem> {
    page_runs(&window);
    desk.reopen();
    let asked = desk.asked.clone();
    let library = desk.path().display().to_string();
    desk.run(move |store| opening(store, library, asked)).await
}

fn opening(store: &Store, library: String, asked: Asked) -> briefdesk_core::Result<Opening> {
    let brief = match asked.brief {
        Some(id) => Some(store.find_brief(&id)?),
        None => store.last_brief()?,
    };
    Ok(Opening {
        library,
        preferences: store.preferences()?,
        brief,
        part: asked.part,
        publications: store.publications()?,
    })
}

/// Keeps how the window is left.
#[tauri::command]
#[specta::specta]
pub async fn save_preferences(desk: State<'_, Desk>, preferences: Preferences) -> Result<(), Problem> {
    desk.run(move |store| store.save_preferences(&preferences)).await
}

/// Closes the window, after the page has saved what was unsaved.
#[tauri::command]
#[specta::specta]
pub async fn close_window(window: WebviewWindow) -> Result<(), Problem> {
    window.destroy().map_err(|error| Problem::bug(&error))
}
