//! Files coming in: briefs and pictures, from the system's dialog or dropped on the window.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use briefdesk_core::brief::{ImageHash, RandomIds};
use briefdesk_core::import::{Imported, import, import_file, picture, picture_file};
use briefdesk_core::library;
use briefdesk_core::store::{BriefRow, Picture};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::http::{Request, Response, StatusCode, header};
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

/// A picture that the library now holds.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddedImage {
    /// Its hash.
    pub image: ImageHash,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
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

/// Adds a picture chosen in the system's dialog; `None` if it was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn add_chosen_image(app: AppHandle, desk: State<'_, Desk>) -> Result<Option<AddedImage>, Problem> {
    let Some(path) = dialog::choose_picture(&app).await else { return Ok(None) };
    let picture = compute(move || picture_file(&path)).await?;
    add(&desk, picture).await.map(Some)
}

/// Adds a picture dropped on the window.
#[tauri::command]
#[specta::specta]
pub async fn add_dropped_image(desk: State<'_, Desk>, name: String, base64: String) -> Result<AddedImage, Problem> {
    let bytes = decoded(&base64)?;
    let picture = compute(move || picture(&name, bytes)).await?;
    add(&desk, picture).await
}

/// A picture of the library for the page, at `image://localhost/HASH`.
pub async fn picture_response(desk: &Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let hash = ImageHash::try_from(request.uri().path().trim_start_matches('/').to_owned());
    let found = match hash {
        Ok(hash) => desk.run(move |store| store.image(&hash)).await.ok().flatten(),
        Err(_) => None,
    };
    let Some(picture) = found else {
        let mut missing = Response::new(Vec::new());
        *missing.status_mut() = StatusCode::NOT_FOUND;
        return missing;
    };
    let mut response = Response::new(picture.bytes);
    let media_type = header::HeaderValue::from_str(&picture.media_type);
    if let Ok(media_type) = media_type {
        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    }
    // The address is the content's hash: it never changes.
    let forever = header::HeaderValue::from_static("max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    response
}

async fn add(desk: &Desk, picture: Picture) -> Result<AddedImage, Problem> {
    let (width, height) = (picture.width, picture.height);
    let image = desk.run(move |store| store.add_image(&picture)).await?;
    desk.note_picture(&image);
    Ok(AddedImage { image, width, height })
}

fn decoded(base64: &str) -> Result<Vec<u8>, Problem> {
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
