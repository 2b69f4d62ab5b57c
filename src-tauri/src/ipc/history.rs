//! The past of a brief: its revisions, and the texts beside it.

use briefdesk_core::brief::BriefId;
use briefdesk_core::store::{Checkpoint, RevisionRow};
use tauri::State;

use super::Problem;
use crate::desk::Desk;

/// The most rows that one answer holds: more than a screen shows, few enough to come at once.
const PAGE: u32 = 200;

/// The revisions of a brief before `before`, or from the newest on; the newest first, at most 200.
#[tauri::command]
#[specta::specta]
pub async fn list_revisions(
    desk: State<'_, Desk>,
    id: BriefId,
    before: Option<u32>,
) -> Result<Vec<RevisionRow>, Problem> {
    desk.run(move |store| store.list_revisions(id, before, PAGE)).await
}

/// Keeps what is stored for ever, under a name if there is one. Without a change since the last one, that one is named.
#[tauri::command]
#[specta::specta]
pub async fn save_checkpoint(desk: State<'_, Desk>, id: BriefId, name: Option<String>) -> Result<RevisionRow, Problem> {
    desk.run(move |store| store.save_checkpoint(id, Checkpoint::Named, name.as_deref())).await
}

/// Names a revision, which is then kept for ever, or takes its name away.
#[tauri::command]
#[specta::specta]
pub async fn name_revision(
    desk: State<'_, Desk>,
    id: BriefId,
    revision: u32,
    name: Option<String>,
) -> Result<RevisionRow, Problem> {
    desk.run(move |store| store.name_revision(id, revision, name.as_deref())).await
}

/// Lets a text beside a brief go: the editor has chosen.
#[tauri::command]
#[specta::specta]
pub async fn settle_aside(desk: State<'_, Desk>, id: BriefId, aside: u32) -> Result<(), Problem> {
    desk.run(move |store| store.settle_aside(id, aside)).await
}
