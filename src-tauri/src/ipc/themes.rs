//! The page themes of the library, and the page in one that is being written.

use briefdesk_core::brief::{Brief, BriefId, Publication, Theme};
use briefdesk_core::export::page;
use briefdesk_core::library;
use jiff::Timestamp;
use tauri::State;

use super::Problem;
use super::export::shown_pictures;
use crate::desk::{Desk, compute};

/// Every theme, the built-in one first.
#[tauri::command]
#[specta::specta]
pub async fn list_themes(desk: State<'_, Desk>) -> Result<Vec<Theme>, Problem> {
    desk.run(|store| library::themes(store)).await
}

/// Adds a theme, or puts it in the place of the one called `old`; gives every theme.
#[tauri::command]
#[specta::specta]
pub async fn save_theme(desk: State<'_, Desk>, old: Option<String>, theme: Theme) -> Result<Vec<Theme>, Problem> {
    desk.run(move |store| {
        library::save_theme(store, old.as_deref(), &theme, Timestamp::now())?;
        library::themes(store)
    })
    .await
}

/// Adds a copy of the theme called `from` under another name; gives every theme.
#[tauri::command]
#[specta::specta]
pub async fn copy_theme(desk: State<'_, Desk>, from: String, name: String) -> Result<Vec<Theme>, Problem> {
    desk.run(move |store| {
        let copy = Theme { name, ..library::theme(store, &from)? };
        library::save_theme(store, None, &copy, Timestamp::now())?;
        library::themes(store)
    })
    .await
}

/// Removes a theme; its publications go back to the built-in one. Gives every theme.
#[tauri::command]
#[specta::specta]
pub async fn remove_theme(desk: State<'_, Desk>, name: String) -> Result<Vec<Theme>, Problem> {
    desk.run(move |store| {
        store.remove_theme(&name)?;
        library::themes(store)
    })
    .await
}

/// Has a publication's pages made in a theme; gives its profile.
#[tauri::command]
#[specta::specta]
pub async fn use_theme(desk: State<'_, Desk>, publication: String, name: String) -> Result<Publication, Problem> {
    desk.run(move |store| library::use_theme(store, &publication, &name)).await
}

/// The page of a brief, saved or not, in a theme, saved or not.
#[tauri::command]
#[specta::specta]
pub async fn preview_theme(desk: State<'_, Desk>, id: BriefId, brief: Brief, theme: Theme) -> Result<String, Problem> {
    let mut article = desk.run(move |store| library::article_of(store, id, brief, Timestamp::now())).await?;
    article.theme = Some(theme);
    compute(move || page(&article, shown_pictures())).await
}
