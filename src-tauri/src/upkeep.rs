//! What goes on behind the window while nobody asks for anything: looking out for other programs' writes and for damage, thinning out
//! the past, and the daily backup.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Duration;

use briefdesk_core::Error;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use tokio::time::{Instant, interval, interval_at};

use crate::desk::{Desk, compute};
use crate::ipc::{DailyBackupFailed, LibraryChanged, LibrarySalvaged, Problem, SalvageReport};

/// Another program's write is noticed within a second.
const LOOK: Duration = Duration::from_millis(700);
/// The window is up by then, and its first briefs are open.
const SETTLED: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Begins, and goes on until the program ends.
pub fn begin(app: &AppHandle) {
    tauri::async_runtime::spawn(look_out(app.clone()));
    tauri::async_runtime::spawn(thin_out(app.clone()));
    tauri::async_runtime::spawn(back_up_daily(app.clone()));
}

async fn look_out(app: AppHandle) {
    let mut looks = interval(LOOK);
    loop {
        looks.tick().await;
        let is_changed = app.state::<Desk>().changed_elsewhere().await;
        // Of a salvage that has just ended the window hears first: it may have newer text than could be read.
        tell_of_salvage(&app);
        if is_changed && let Err(error) = LibraryChanged.emit(&app) {
            tracing::error!(%error, "the page can't be told of another program's writes");
        }
    }
}

/// The command that met the damage was answered with a problem; the whole of it is told here.
fn tell_of_salvage(app: &AppHandle) {
    let desk = app.state::<Desk>();
    if desk.listening.load(Ordering::Acquire)
        && let Some(salvage) = desk.take_salvage()
        && let Err(error) = LibrarySalvaged(SalvageReport::from(salvage)).emit(app)
    {
        tracing::error!(%error, "the page can't be told of a salvage");
    }
}

async fn thin_out(app: AppHandle) {
    let mut times = interval_at(Instant::now() + SETTLED, HOUR);
    loop {
        times.tick().await;
        let desk = app.state::<Desk>();
        let now = Timestamp::now();
        let Ok(prunable) = desk.run(move |store| store.prunable(now)).await else { continue };
        // One brief at a time: what is typed meanwhile is saved in between.
        for past in prunable {
            if desk.run(move |store| store.prune(&past)).await.is_err() {
                break;
            }
        }
    }
}

/// A backup a day, as soon as there is a folder for it. What fails is tried again each hour and told of once.
async fn back_up_daily(app: AppHandle) {
    let mut times = interval_at(Instant::now() + SETTLED, HOUR);
    let mut done = None;
    let mut failed = None;
    loop {
        let desk = app.state::<Desk>();
        tokio::select! {
            _ = times.tick() => {}
            () = desk.backing_up.folder_chosen.notified() => failed = None,
        }
        let Ok(Some(folder)) = desk.run(|store| store.backup_folder()).await else { continue };
        let today = Zoned::now().date();
        if done.as_ref() == Some(&(today, folder.clone())) {
            continue;
        }
        match back_up_to(&app, folder.clone(), today).await {
            Ok(()) => (done, failed) = (Some((today, folder)), None),
            Err(problem) => tell_of_failure(&app, &mut failed, desk.mended(problem).await),
        }
    }
}

async fn back_up_to(app: &AppHandle, folder: PathBuf, today: Date) -> Result<(), Problem> {
    let app = app.clone();
    compute(move || {
        // A folder on a drive that is not there now is not made where the drive would be.
        if !folder.is_dir() {
            return Err(Error::io(&folder, std::io::ErrorKind::NotFound.into()));
        }
        let desk = app.state::<Desk>();
        desk.backing_up.daily(desk.path(), &folder, today).map(drop)
    })
    .await
}

/// The same failure an hour later is no news.
fn tell_of_failure(app: &AppHandle, told: &mut Option<std::mem::Discriminant<Problem>>, problem: Problem) {
    let kind = std::mem::discriminant(&problem);
    if told.replace(kind) != Some(kind)
        && let Err(error) = DailyBackupFailed(problem).emit(app)
    {
        tracing::error!(%error, "the page can't be told of a backup that failed");
    }
}
