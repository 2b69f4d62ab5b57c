//! The library as a whole: what the window needs to begin, and its end.

use std::sync::atomic::Ordering;

use briefdesk_core::brief::{BriefId, Part, Publication};
use briefdesk_core::store::{Preferences, Salvage, SalvagedBrief, Store};
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
    /// Where daily backups go, if they are made.
    pub backup_folder: Option<String>,
    /// What was saved and what was lost, if the library was damaged and nobody has been told.
    pub salvage: Option<SalvageReport>,
}

/// What was saved from a damaged library, and what was not.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct SalvageReport {
    /// Where the damaged library is now, with every byte that it had.
    pub damaged_copy: String,
    /// Briefs in the library now.
    pub briefs: u32,
    /// Those of them whose end could not be read.
    pub incomplete: Vec<SalvagedBrief>,
    /// Those of them of which only an older version could be read.
    pub older: Vec<SalvagedBrief>,
    /// Briefs of which nothing could be read but their name.
    pub lost: Vec<SalvagedBrief>,
    /// Images in the library now.
    pub images: u32,
    /// Images that could not be read.
    pub images_lost: u32,
    /// Past revisions in the library now.
    pub revisions: u32,
    /// Past revisions that were found and could not be read.
    pub revisions_lost: u32,
}

impl From<Salvage> for SalvageReport {
    fn from(salvage: Salvage) -> Self {
        Self {
            damaged_copy: salvage.damaged_copy.display().to_string(),
            briefs: salvage.briefs,
            incomplete: salvage.incomplete,
            older: salvage.older,
            lost: salvage.lost,
            images: salvage.images,
            images_lost: salvage.images_lost,
            revisions: salvage.revisions,
            revisions_lost: salvage.revisions_lost,
        }
    }
}

/// Reads what the window begins with.
#[tauri::command]
#[specta::specta]
pub async fn open_library(window: WebviewWindow, desk: State<'_, Desk>) -> Result<Opening, Problem> {
    page_runs(&window);
    desk.reopen().await;
    let asked = desk.asked.clone();
    let library = desk.path().display().to_string();
    let opening = desk.run(move |store| opening(store, library, asked)).await?;
    // Told once: a page that is loaded anew has nothing new to tell.
    Ok(Opening { salvage: desk.take_salvage().map(SalvageReport::from), ..opening })
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
        backup_folder: store.backup_folder()?.map(|folder| folder.display().to_string()),
        salvage: None,
    })
}

/// Keeps how the window is left.
#[tauri::command]
#[specta::specta]
pub async fn save_preferences(desk: State<'_, Desk>, preferences: Preferences) -> Result<(), Problem> {
    desk.run(move |store| store.save_preferences(&preferences)).await
}

/// The page was asked to close and could not save: the editor decides, and the window stays until then. A page that dies from here on
/// dies of something else: it is loaded anew, and the window does not close over text that is not saved.
#[tauri::command]
#[specta::specta]
pub async fn stay_open(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.closing.store(false, Ordering::Release);
    Ok(())
}

/// Closes the window, after the page has saved what was unsaved.
#[tauri::command]
#[specta::specta]
pub async fn close_window(window: WebviewWindow) -> Result<(), Problem> {
    window.destroy().map_err(|error| Problem::bug(&error))
}
