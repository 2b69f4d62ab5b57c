//! Pictures coming in, from the system's dialog, dropped or pasted; and how the page loads them.

use briefdesk_core::brief::ImageHash;
use briefdesk_core::import::{AddedPicture, Suggestions, added_picture, added_picture_file};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{AppHandle, State};

use super::Problem;
use super::import::decoded;
use crate::desk::{Desk, compute};
use crate::dialog;

/// A picture that the library now holds.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddedImage {
    /// Its hash.
    pub image: ImageHash,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it was scaled from, if it was too large. `add_original` keeps that too.
    pub scaled_from: Option<PixelSize>,
    /// What its file said of it.
    pub suggestions: Suggestions,
}

/// The size of a picture.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
pub struct PixelSize {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Adds a picture chosen in the system's dialog; `None` if it was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn add_chosen_image(app: AppHandle, desk: State<'_, Desk>) -> Result<Option<AddedImage>, Problem> {
    let Some(path) = dialog::choose_picture(&app).await else { return Ok(None) };
    let picture = compute(move || added_picture_file(&path)).await?;
    add(&desk, picture).await.map(Some)
}

/// Adds a picture dropped or pasted.
#[tauri::command]
#[specta::specta]
pub async fn add_dropped_image(desk: State<'_, Desk>, name: String, base64: String) -> Result<AddedImage, Problem> {
    let bytes = decoded(&base64)?;
    let picture = compute(move || added_picture(&name, bytes)).await?;
    add(&desk, picture).await
}

/// Adds the picture that `image` was scaled from; `None` if this window does not have it any more.
#[tauri::command]
#[specta::specta]
pub async fn add_original(desk: State<'_, Desk>, image: ImageHash) -> Result<Option<ImageHash>, Problem> {
    let Some(original) = desk.original(&image) else { return Ok(None) };
    let added = desk.run(move |store| store.add_image(&original)).await?;
    desk.note_picture(&added);
    Ok(Some(added))
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

async fn add(desk: &Desk, added: AddedPicture) -> Result<AddedImage, Problem> {
    let AddedPicture { picture, original, suggestions } = added;
    let (width, height) = (picture.width, picture.height);
    let image = desk.run(move |store| store.add_image(&picture)).await?;
    desk.note_picture(&image);
    let scaled_from = original.as_ref().map(|picture| PixelSize { width: picture.width, height: picture.height });
    if let Some(original) = original {
        desk.hold_original(&image, original);
    }
    Ok(AddedImage { image, width, height, scaled_from, suggestions })
}
