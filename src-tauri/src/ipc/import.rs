//! Briefs coming in, from the system's dialog or dropped on the window.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use briefdesk_core::brief::RandomIds;
use briefdesk_core::import::{Imported, import, import_file};
use briefdesk_core::library;
use briefdesk_core::store::BriefRow;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};

use super::Problem;
use crate::desk::{Desk, compute};
use crate::dialog;

/// What became of the files chosen for import.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ImportReport {
    /// The new briefs.
    pub imported: Vec<BriefRow>,
    /// The files that made none.
    pub refused: Vec<Refused>,
}

/// A file that could not be imported; it changed nothing.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Refused {
    /// The file's name.
    pub name: String,
    /// Why.
    pub problem: Problem,
}

/// Imports files chosen in the system's dialog; none if it was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn import_chosen(app: AppHandle, desk: State<'_, Desk>) -> Result<ImportReport, Problem> {
    let mut report = ImportReport { imported: Vec::new(), refused: Vec::new() };
    for path in dialog::choose_briefs(&app).await {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let publications = desk.run(|store| store.publications()).await?;
        let imported = compute(move || import_file(&path, &publications, &mut RandomIds)).await;
        report.add(&desk, name, imported).await;
    }
    Ok(report)
}

/// Imports a file dropped on the window.
#[tauri::command]
#[specta::specta]
pub async fn import_dropped(desk: State<'_, Desk>, name: String, base64: String) -> Result<ImportReport, Problem> {
    let mut report = ImportReport { imported: Vec::new(), refused: Vec::new() };
    let bytes = decoded(&base64)?;
    let publications = desk.run(|store| store.publications()).await?;
    let file = name.clone();
    let imported = compute(move || import(&file, &bytes, &publications, &mut RandomIds)).await;
    report.add(&desk, name, imported).await;
    Ok(report)
}

pub(super) fn decoded(base64: &str) -> Result<Vec<u8>, Problem> {
    STANDARD.decode(base64).map_err(|error| Problem::bug(&error))
}

impl ImportReport {
    async fn add(&mut self, desk: &Desk, name: String, imported: Result<Imported, Problem>) {
        let added = match imported {
            Ok(imported) => desk.run(move |store| library::add(store, imported, Timestamp::now())).await,
            Err(problem) => Err(problem),
        };
        match added {
            Ok(row) => self.imported.push(row),
            Err(problem) => self.refused.push(Refused { name, problem }),
        }
    }
}
