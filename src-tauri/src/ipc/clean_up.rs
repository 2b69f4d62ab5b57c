//! Removing pictures that nothing names.

use briefdesk_core::brief::{Brief, ImageHash};
use briefdesk_core::store::{Store, UnusedImages};
use tauri::State;

use super::Problem;
use crate::desk::{Desk, compute};

/// The pictures that nothing in the library names, nor any brief in `open`, which are the texts of the window, saved or not. What this
/// window has added stays as well: it may be on its way into a brief, or be brought back by an undo.
#[tauri::command]
#[specta::specta]
pub async fn list_unused_images(desk: State<'_, Desk>, open: Vec<Brief>) -> Result<UnusedImages, Problem> {
    let path = desk.path().to_owned();
    let open = [open, desk.added_pictures()].concat();
    // Reading all of the past takes a while: by a connection of its own, so that saving goes on.
    match compute(move || Store::open_existing(&path)?.unused_images(&open)).await {
        Ok(unused) => Ok(unused),
        Err(problem) => Err(desk.mended(problem).await),
    }
}

/// Removes those of `images` that are still unused, and gives them.
#[tauri::command]
#[specta::specta]
pub async fn remove_images(
    desk: State<'_, Desk>,
    images: Vec<ImageHash>,
    open: Vec<Brief>,
) -> Result<UnusedImages, Problem> {
    let open = [open, desk.added_pictures()].concat();
    desk.run(move |store| store.remove_images(&images, &open)).await
}
