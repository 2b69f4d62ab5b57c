//! The past of a brief: its revisions, and the texts beside it.

use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::compare::{self, Comparison, Piece};
use briefdesk_core::library;
use briefdesk_core::store::{Checkpoint, RevisionRow, Saved};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::Problem;
use super::briefs::{OpenBrief, opened};
use crate::desk::{Desk, compute};

/// A brief after something of it was brought back.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Restored {
    /// As it is now.
    pub opened: OpenBrief,
    /// The save that made it so.
    pub saved: Saved,
    /// The checkpoint of what was there: restoring all of it takes the restore back.
    pub before: u32,
}

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

/// What changed from one revision to another.
#[tauri::command]
#[specta::specta]
pub async fn compare_revisions(desk: State<'_, Desk>, id: BriefId, from: u32, to: u32) -> Result<Comparison, Problem> {
    let both = desk.run(move |store| Ok((store.open_revision(id, from)?, store.open_revision(id, to)?)));
    let (before, after) = both.await?;
    compare_briefs(before, after).await
}

/// What changed from a revision to the window's text.
#[tauri::command]
#[specta::specta]
pub async fn compare_with(desk: State<'_, Desk>, id: BriefId, from: u32, brief: Brief) -> Result<Comparison, Problem> {
    let before = desk.run(move |store| store.open_revision(id, from)).await?;
    compare_briefs(before, brief).await
}

/// What changed from one text to another.
#[tauri::command]
#[specta::specta]
pub async fn compare_briefs(before: Brief, after: Brief) -> Result<Comparison, Problem> {
    compute(move || Ok(compare::compare(&before, &after))).await
}

/// `into`, with pieces of it as they are in `from`, all as the comparison from `from` to `into` has them.
#[tauri::command]
#[specta::specta]
pub async fn take_pieces(from: Brief, into: Brief, pieces: Vec<Piece>) -> Result<Brief, Problem> {
    compute(move || compare::take_all(&from, &into, &pieces)).await
}

/// What both made of `ancestor`; `None` where they changed the same place.
#[tauri::command]
#[specta::specta]
pub async fn merge_briefs(ancestor: Brief, mine: Brief, theirs: Brief) -> Result<Option<Brief>, Problem> {
    compute(move || Ok(compare::merge(&ancestor, &mine, &theirs))).await
}

/// Takes a piece of a revision into what is stored, which must be the revision `base`, after a checkpoint of that.
#[tauri::command]
#[specta::specta]
pub async fn restore_revision(
    desk: State<'_, Desk>,
    id: BriefId,
    base: u32,
    revision: u32,
    piece: Piece,
) -> Result<Restored, Problem> {
    desk.run(move |store| {
        let library::Restored { saved, before } =
            library::restore(store, id, base, revision, &piece, Timestamp::now())?;
        Ok(Restored { opened: opened(store, id)?, saved, before })
    })
    .await
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
