//! Briefs: list, open, save, trash.

use briefdesk_core::brief::{Brief, BriefId, Counts, Splice, StoredBrief, counts};
use briefdesk_core::library;
use briefdesk_core::store::{Aside, BriefQuery, BriefRow, Saved, Store};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::Problem;
use crate::desk::Desk;

/// A brief as the sheet opens it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct OpenBrief {
    /// The brief.
    pub stored: StoredBrief,
    /// Its length.
    pub counts: Counts,
    /// Texts that could not be saved, or were found after a crash: the editor has to choose.
    pub asides: Vec<Aside>,
}

/// The briefs that `query` asks for, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_briefs(desk: State<'_, Desk>, query: BriefQuery) -> Result<Vec<BriefRow>, Problem> {
    desk.run(move |store| library::search(store, &query)).await
}

/// The brief of that id; the window will be found at it next time.
#[tauri::command]
#[specta::specta]
pub async fn open_brief(desk: State<'_, Desk>, id: BriefId) -> Result<OpenBrief, Problem> {
    desk.run(move |store| {
        let opened = opened(store, id)?;
        store.save_last_brief(id)?;
        Ok(opened)
    })
    .await
}

/// A blank brief, not stored before its first save.
#[tauri::command]
#[specta::specta]
pub async fn blank_brief(desk: State<'_, Desk>) -> Result<OpenBrief, Problem> {
    let stored = desk.run(|store| library::blank_brief(store, Timestamp::now())).await?;
    Ok(OpenBrief { counts: counts(&stored.brief), stored, asides: Vec::new() })
}

/// The brief of that id, as the sheet opens it.
pub(super) fn opened(store: &Store, id: BriefId) -> briefdesk_core::Result<OpenBrief> {
    let stored = store.open_brief(id)?;
    Ok(OpenBrief { counts: counts(&stored.brief), stored, asides: store.asides(id)? })
}

/// Saves a brief that was edited from revision `base`; 0 makes it.
#[tauri::command]
#[specta::specta]
pub async fn save_brief(desk: State<'_, Desk>, id: BriefId, base: u32, brief: Brief) -> Result<Saved, Problem> {
    desk.save(id, base, brief).await
}

/// Saves a brief as [`save_brief`] does, whose body is that of revision `base` after `edit`, and then `length` UTF-16 units long: of a long
/// text only what was written goes over. `brief` has no body. None if the whole text is wanted: nothing is saved then.
#[tauri::command]
#[specta::specta]
pub async fn save_edit(
    desk: State<'_, Desk>,
    id: BriefId,
    base: u32,
    brief: Brief,
    edit: Splice,
    length: u32,
) -> Result<Option<Saved>, Problem> {
    let edited = desk.run(move |store| store.edited(id, base, brief, &edit, length)).await;
    // A text that the library can't be asked about has to be here whole, to be kept elsewhere.
    let Ok(Some(brief)) = edited else { return Ok(None) };
    desk.save(id, base, brief).await.map(Some)
}

/// Moves a brief to the trash.
#[tauri::command]
#[specta::specta]
pub async fn trash_brief(desk: State<'_, Desk>, id: BriefId) -> Result<BriefRow, Problem> {
    desk.run(move |store| store.trash_brief(id, Timestamp::now())).await
}

/// Takes a brief out of the trash.
#[tauri::command]
#[specta::specta]
pub async fn untrash_brief(desk: State<'_, Desk>, id: BriefId) -> Result<BriefRow, Problem> {
    desk.run(move |store| store.untrash_brief(id)).await
}
