//! The finished article: the live preview, and export through the system's save dialog.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, PoisonError};

use briefdesk_core::brief::{Brief, BriefId, ImageHash, Splice};
use briefdesk_core::export::{self, Copied, CopyAs, Format, LivePage, Pictures};
use briefdesk_core::library::{self, Export, ExportOrder, Finality, Naming};
use briefdesk_core::markdown::Patch;
use briefdesk_core::{Error, Result};
use jiff::Timestamp;
use tauri::{AppHandle, State};
use tauri_plugin_clipboard_manager::ClipboardExt;

use super::{ExportedFile, FileState, Problem, exporting};
use crate::desk::{Desk, compute};
use crate::dialog;

/// The page as the export would write it now, saved or not.
#[tauri::command]
#[specta::specta]
pub async fn preview_brief(desk: State<'_, Desk>, id: BriefId, brief: Brief) -> Result<String, Problem> {
    let article = desk.run(move |store| library::article_of(store, id, brief, Timestamp::now())).await?;
    let pictures = shown_pictures();
    let previewed = Arc::clone(&desk.previewed);
    compute(move || {
        let page = LivePage::new(article, pictures);
        let html = page.html()?;
        *previewed.lock().unwrap_or_else(PoisonError::into_inner) = Some((id, page));
        Ok(html)
    })
    .await
}

/// Makes an edit in the body of the page that was previewed last; the body is then `length` UTF-16 units long. Gives what changes in it;
/// none if the page has to be asked for anew.
#[tauri::command]
#[specta::specta]
pub async fn preview_edit(
    desk: State<'_, Desk>,
    id: BriefId,
    splice: Splice,
    length: u32,
) -> Result<Option<Patch>, Problem> {
    let previewed = Arc::clone(&desk.previewed);
    compute(move || {
        let mut previewed = previewed.lock().unwrap_or_else(PoisonError::into_inner);
        let patch = match previewed.as_mut().filter(|(previewed, _)| *previewed == id) {
            Some((_, page)) => page.edit_body(&splice, length),
            None => None,
        };
        // A page that could not follow is not the one that the window shows.
        if patch.is_none() {
            *previewed = None;
        }
        Ok(patch)
    })
    .await
}

/// Writes the saved brief where the editor chooses; `None` if that was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_brief(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: BriefId,
    format: Format,
) -> Result<Option<ExportedFile>, Problem> {
    let brief = desk.run(move |store| store.open_brief(id)).await?.brief;
    let name = format!("{}.{}", export::slug(&brief, id), format.extension());
    let Some(path) = dialog::choose_export(&app, &name, format).await else { return Ok(None) };
    let begun = desk.run(move |store| Export::begin(store, &[id], &one_file(&path, format)?, Timestamp::now()));
    let report = exporting::carry_out(&desk, begun.await?, |_| ControlFlow::Continue(())).await?;
    match report.outcomes.into_iter().next() {
        Some(ExportedFile { state: FileState::Failed { problem }, .. }) => Err(problem),
        file => Ok(file),
    }
}

/// The order of a draft in the one file `path`.
fn one_file(path: &Path, format: Format) -> Result<ExportOrder> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(Error::NotAFolder(path.to_owned()));
    };
    Ok(ExportOrder {
        options: vec![format.into()],
        folder: folder.to_owned(),
        naming: Naming::File(name.to_owned()),
        finality: Finality::Draft,
    })
}

/// Pictures as a page in the window has them.
pub(super) fn shown_pictures() -> Pictures<'static> {
    Pictures::From { address: picture_address, sources: "image: http://image.localhost" }
}

/// Copies the saved brief for other programs.
#[tauri::command]
#[specta::specta]
pub async fn copy_brief(app: AppHandle, desk: State<'_, Desk>, id: BriefId, form: CopyAs) -> Result<(), Problem> {
    let article = desk.run(move |store| library::article(store, id)).await?;
    compute(move || {
        let Copied { html, text } = export::copied(&article, form);
        let clipboard = app.clipboard();
        let written = match html {
            Some(html) => clipboard.write_html(html, Some(text)),
            None => clipboard.write_text(text),
        };
        // The plugin's error is none of the core's: it tells of the system, and is for a report.
        Ok(written.map_err(|error| Problem::bug(&error)))
    })
    .await?
}

/// Where the window finds a picture. On Windows the web view serves own schemes through `http`.
fn picture_address(hash: &ImageHash) -> String {
    if cfg!(windows) { format!("http://image.localhost/{hash}") } else { format!("image://localhost/{hash}") }
}
