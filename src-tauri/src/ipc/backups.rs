//! Backups, and looking into one.

use briefdesk_core::Error;
use briefdesk_core::store::{Backup, BackupProgress};
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_specta::Event;

use super::Problem;
use crate::desk::{Desk, compute};
use crate::{dialog, window};

/// A backup that has proved itself and is on disk.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct BackedUp {
    /// The file.
    pub path: String,
    /// Briefs in it, those in the trash counted.
    pub briefs: u32,
    /// Past revisions in it.
    pub revisions: u32,
    /// Images in it.
    pub images: u32,
}

impl From<Backup> for BackedUp {
    fn from(Backup { path, briefs, revisions, images, .. }: Backup) -> Self {
        Self { path: path.display().to_string(), briefs, revisions, images }
    }
}

/// How far the backup has come that was asked for by hand.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct BackupProgressed(pub BackupProgress);

/// Today's backup could not be made.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct DailyBackupFailed(pub Problem);

/// Backs the library up to where the editor chooses; `None` if that was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn back_up_library(app: AppHandle, desk: State<'_, Desk>) -> Result<Option<BackedUp>, Problem> {
    let name = desk.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = format!("{name} backup {}.briefdesk", Zoned::now().date());
    let Some(to) = dialog::choose_backup(&app, &name).await else { return Ok(None) };
    let made = compute(move || {
        let desk = app.state::<Desk>();
        desk.backing_up.by_hand(desk.path(), &to, |progress| {
            if let Err(error) = BackupProgressed(progress).emit(&app) {
                tracing::warn!(%error, "the page can't be told how far a backup is");
            }
        })
    });
    match made.await {
        Ok(backup) => Ok(Some(backup.into())),
        Err(problem) => Err(desk.mended(problem).await),
    }
}

/// Breaks off the backup that was asked for by hand, which then ends with a problem.
#[tauri::command]
#[specta::specta]
pub async fn cancel_backup(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.backing_up.cancel();
    Ok(())
}

/// Has the library backed up each day to a folder that the editor chooses, which is returned; `None` if that was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn choose_backup_folder(app: AppHandle, desk: State<'_, Desk>) -> Result<Option<String>, Problem> {
    let Some(folder) = dialog::choose_folder(&app).await else { return Ok(None) };
    let shown = folder.display().to_string();
    desk.run(move |store| store.save_backup_folder(Some(&folder))).await?;
    desk.backing_up.folder_chosen.notify_one();
    Ok(Some(shown))
}

/// Ends the daily backups; those that are there stay.
#[tauri::command]
#[specta::specta]
pub async fn stop_daily_backups(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.run(|store| store.save_backup_folder(None)).await
}

/// Opens a backup that the editor chooses in a window of its own, beside this library.
#[tauri::command]
#[specta::specta]
pub async fn open_backup(app: AppHandle) -> Result<(), Problem> {
    match dialog::choose_library(&app).await {
        Some(path) => window::open_another(&path).map_err(|error| Problem::from(Error::io(&path, error))),
        None => Ok(()),
    }
}
