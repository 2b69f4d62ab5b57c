//! The export of one brief or many to a folder: how it was done last, what a file will be, and the work itself.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::BriefId;
use briefdesk_core::export::{ExportOptions, Format, Pictures, Printer, page, render_with};
use briefdesk_core::library::{self, Export, ExportOrder, Finality, LastExport, NamePattern, Naming, Progress};
use briefdesk_core::proof::{Proof, prove};
use briefdesk_core::store::Store;
use briefdesk_core::{Error, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_specta::Event;

use super::{ExportedFile, FileState, Problem};
use crate::desk::{Desk, compute};
use crate::dialog;
use crate::exporting::Percents;
use crate::printing::{Press, press_for};

/// How the briefs of a publication are exported.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ExportSettings {
    /// Where to; none before one was chosen. The page is told and never tells.
    pub folder: Option<String>,
    /// Each gives a file a brief.
    pub options: Vec<ExportOptions>,
    /// What the files are called.
    pub pattern: String,
    /// Whether the briefs go out with it.
    pub finality: Finality,
}

/// A file as it would be.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ExportPreview {
    /// What it is called, from the folder of the export.
    pub name: String,
    /// How large it is; no file of a brief comes near what this holds.
    pub bytes: u32,
    /// What is in it if that is text; a page with its pictures, wherever they will lie.
    pub text: Option<String>,
    /// What will lie beside it.
    pub beside: Vec<String>,
    /// What it was found to hold.
    pub proof: Proof,
}

/// What became of an export.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ExportReport {
    /// A file each; those that were not reached are missing.
    pub outcomes: Vec<ExportedFile>,
    /// It was broken off.
    pub cancelled: bool,
    /// Why the library could not note it: the files went out all the same.
    pub unrecorded: Option<Problem>,
}

/// How far the export of many is.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct ExportProgressed {
    /// Files that are settled, one way or another.
    pub done: u32,
    /// All of them.
    pub of: u32,
}

/// How the briefs of a publication were exported last.
#[tauri::command]
#[specta::specta]
pub async fn read_export_settings(desk: State<'_, Desk>, publication: String) -> Result<ExportSettings, Problem> {
    let settings = desk.run(move |store| library::export_settings(store, &publication)).await?;
    Ok(ExportSettings {
        folder: settings.folder.map(|folder| folder.display().to_string()),
        options: settings.options,
        pattern: settings.pattern.into(),
        finality: settings.finality,
    })
}

/// Has the briefs of a publication exported to a folder that the editor chooses, which is returned; `None` if that was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn choose_export_folder(
    app: AppHandle,
    desk: State<'_, Desk>,
    publication: String,
) -> Result<Option<String>, Problem> {
    let Some(folder) = dialog::choose_folder(&app).await else { return Ok(None) };
    let shown = folder.display().to_string();
    let chosen = move |store: &mut Store| {
        let settings = library::export_settings(store, &publication)?;
        let settings = library::ExportSettings { folder: Some(folder), ..settings };
        library::save_export_settings(store, &publication, &settings)
    };
    desk.run(chosen).await?;
    Ok(Some(shown))
}

/// The file that the stored brief would be.
#[tauri::command]
#[specta::specta]
pub async fn preview_export(
    desk: State<'_, Desk>,
    id: BriefId,
    options: ExportOptions,
    pattern: String,
) -> Result<ExportPreview, Problem> {
    let article = desk.run(move |store| library::article(store, id)).await?;
    compute(move || {
        let name = NamePattern::try_from(pattern)?.name(&article, &options);
        let press = press_for([&options], Press::beside_window)?;
        let rendering = render_with(&article, &options, press.as_ref().map(|press| press as &dyn Printer))?;
        let proof = prove(&article, &options, &rendering)?;
        let bytes = u32::try_from(rendering.bytes.len()).unwrap_or(u32::MAX);
        let text = match options.format {
            Format::Html | Format::Pdf => Some(page(&article, Pictures::Inline)?),
            _ => String::from_utf8(rendering.bytes).ok(),
        };
        let beside = rendering.beside.into_iter().map(|file| file.path).collect();
        Ok(ExportPreview { name: name.display().to_string(), bytes, text, beside, proof })
    })
    .await
}

/// Exports the stored briefs to the publication's folder, and remembers how.
#[tauri::command]
#[specta::specta]
pub async fn export_briefs(
    app: AppHandle,
    desk: State<'_, Desk>,
    ids: Vec<BriefId>,
    publication: String,
    settings: ExportSettings,
) -> Result<ExportReport, Problem> {
    desk.exporting.begin();
    let begun = desk.run(move |store| {
        let order = order(store, &publication, settings)?;
        Export::begin(store, &ids, &order, Timestamp::now())
    });
    let mut percents = Percents::default();
    let progress = move |progress: Progress<'_>| {
        if percents.tells(&progress) {
            tell(&app, &progress);
        }
        app.state::<Desk>().exporting.going_on()
    };
    carry_out(&desk, begun.await?, progress).await
}

/// Makes the files of `export` away from the store's thread: what is typed meanwhile is saved.
pub(super) async fn carry_out(
    desk: &Desk,
    export: Export,
    mut progress: impl FnMut(Progress<'_>) -> ControlFlow<()> + Send + 'static,
) -> Result<ExportReport, Problem> {
    let library = desk.thread().await?;
    let summary = compute(move || {
        let press = press_for(export.options(), Press::beside_window)?;
        export.run(&mut &*library, press.as_ref().map(|press| press as &dyn Printer), &mut progress)
    });
    let summary = summary.await?;
    let unrecorded = summary.unrecorded.map(Problem::from);
    let outcomes: Vec<_> = summary.outcomes.into_iter().map(ExportedFile::from).collect();
    for file in outcomes.iter().filter(|file| matches!(file.state, FileState::Written | FileState::Unchanged)) {
        desk.exporting.note(Path::new(&file.path));
    }
    Ok(ExportReport { outcomes, cancelled: summary.cancelled, unrecorded })
}

fn tell(app: &AppHandle, progress: &Progress<'_>) {
    let (done, of) = (progress.done as u32, progress.total as u32);
    if let Err(error) = (ExportProgressed { done, of }).emit(app) {
        tracing::warn!(%error, "the page can't be told how far an export is");
    }
}

/// What the page has chosen, with the folder that the library has: no page names a place to write to.
fn order(store: &mut Store, publication: &str, chosen: ExportSettings) -> Result<ExportOrder> {
    let ExportSettings { options, pattern, finality, .. } = chosen;
    let pattern = NamePattern::try_from(pattern)?;
    let folder = library::export_settings(store, publication)?.folder;
    let settings = library::ExportSettings { folder, options, pattern, finality };
    // Where the library can't be written to, the articles can still go out.
    let _ = library::save_export_settings(store, publication, &settings);
    let library::ExportSettings { folder, options, pattern, finality } = settings;
    let folder = folder.ok_or_else(|| Error::NotAFolder(PathBuf::new()))?;
    Ok(ExportOrder { options, folder, naming: Naming::Pattern(pattern), finality })
}

/// Breaks the export of many off, which then ends with what was done.
#[tauri::command]
#[specta::specta]
pub async fn cancel_export(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.exporting.cancel();
    Ok(())
}

/// What went out last of a brief.
#[tauri::command]
#[specta::specta]
pub async fn read_last_export(desk: State<'_, Desk>, id: BriefId) -> Result<Option<LastExport>, Problem> {
    desk.run(move |store| library::last_export(store, id)).await
}

/// Shows a file that this window has exported in the system's file manager; no other file is shown.
#[tauri::command]
#[specta::specta]
pub async fn open_exported(desk: State<'_, Desk>, path: String) -> Result<(), Problem> {
    if !desk.exporting.wrote(Path::new(&path)) {
        return Err(Problem::FileFailed { path, reason: "this window has not exported it".to_owned() });
    }
    let shown = compute(move || {
        let shown = tauri_plugin_opener::reveal_item_in_dir(&path);
        Ok(shown.map_err(|error| Problem::FileFailed { path, reason: error.to_string() }))
    });
    shown.await?
}
