//! A published page on the clipboard, and where its lines go.

use briefdesk_core::brief::{Brief, RandomIds};
use briefdesk_core::import::{self, RoutedLine};
use tauri::{AppHandle, State};
use tauri_plugin_clipboard_manager::ClipboardExt;

use super::Problem;
use crate::desk::{Desk, compute};

/// The text on the clipboard; `None` if there is none. The page itself may not ask for it.
#[tauri::command]
#[specta::specta]
pub async fn read_clipboard(app: AppHandle) -> Result<Option<String>, Problem> {
    // A clipboard that holds something else refuses, as does an empty one.
    compute(move || Ok(app.clipboard().read_text().ok().filter(|text| !text.trim().is_empty()))).await
}

/// The lines of a page, be it text or HTML, each with the part that it goes to.
#[tauri::command]
#[specta::specta]
pub async fn route_page(desk: State<'_, Desk>, page: String, html: bool) -> Result<Vec<RoutedLine>, Problem> {
    let publications = desk.run(|store| store.publications()).await?;
    let route = if html { import::route_html } else { import::route_page };
    compute(move || Ok(route(&page, &publications))).await
}

/// The brief that routed lines make.
#[tauri::command]
#[specta::specta]
pub async fn place_lines(desk: State<'_, Desk>, lines: Vec<RoutedLine>) -> Result<Brief, Problem> {
    let publications = desk.run(|store| store.publications()).await?;
    compute(move || Ok(import::place_lines(&lines, &publications, &mut RandomIds))).await
}
