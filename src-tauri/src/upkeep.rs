//! What goes on behind the window while nobody asks for anything: looking out for other programs' writes and for damage, and thinning
//! out the past.

use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::Timestamp;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use tokio::time::{Instant, interval, interval_at};

use crate::desk::Desk;
use crate::ipc::{LibraryChanged, LibrarySalvaged, SalvageReport};

/// Another program's write is noticed within a second.
const LOOK: Duration = Duration::from_millis(700);
/// The window is up by then, and its first briefs are open.
const SETTLED: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Begins, and goes on until the program ends.
pub fn begin(app: &AppHandle) {
    tauri::async_runtime::spawn(look_out(app.clone()));
    tauri::async_runtime::spawn(thin_out(app.clone()));
}

async fn look_out(app: AppHandle) {
    let mut looks = interval(LOOK);
    loop {
        looks.tick().await;
        tell_of_salvage(&app);
        if app.state::<Desk>().changed_elsewhere().await
            && let Err(error) = LibraryChanged.emit(&app)
        {
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
