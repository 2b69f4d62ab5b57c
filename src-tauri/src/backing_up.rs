//! Backups from the window: one at a time, away from the store's thread, and broken off when the program ends.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use briefdesk_core::Result;
use briefdesk_core::store::{Backup, BackupProgress, back_up, daily_backup};
use jiff::civil::Date;
use tokio::sync::Notify;

/// The backups of one window.
#[derive(Default)]
pub struct BackingUp {
    at_work: Mutex<()>,
    /// The editor does not want the one that was asked for by hand any more.
    cancelled: AtomicBool,
    /// The program ends.
    ending: AtomicBool,
    /// A folder for the daily ones was chosen.
    pub folder_chosen: Notify,
}

impl BackingUp {
    /// Backs up to a file that the editor chose. `told` hears of every whole percent of a stage.
    ///
    /// # Errors
    /// As [`back_up`].
    pub fn by_hand(&self, library: &Path, to: &Path, mut told: impl FnMut(BackupProgress)) -> Result<Backup> {
        self.cancelled.store(false, Ordering::Release);
        let _alone = self.alone();
        let mut last = None;
        back_up(library, to, &mut |progress| {
            let percent = (progress.stage, u64::from(progress.done) * 100 / u64::from(progress.of.max(1)));
            if last.replace(percent) != Some(percent) {
                told(progress);
            }
            self.going_on(self.cancelled.load(Ordering::Acquire))
        })
    }

    /// Backs up to the folder for daily ones, if there is none of `today`.
    ///
    /// # Errors
    /// As [`daily_backup`].
    pub fn daily(&self, library: &Path, folder: &Path, today: Date) -> Result<Option<Backup>> {
        let _alone = self.alone();
        daily_backup(library, folder, today, &mut |_| self.going_on(false))
    }

    /// Breaks off the one that was asked for by hand.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    /// Breaks off whatever goes on, and waits until it has tidied up.
    pub fn end(&self) {
        self.ending.store(true, Ordering::Release);
        drop(self.alone());
    }

    fn going_on(&self, cancelled: bool) -> ControlFlow<()> {
        if cancelled || self.ending.load(Ordering::Acquire) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn alone(&self) -> MutexGuard<'_, ()> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use briefdesk_core::Error;
    use briefdesk_core::store::{BackupStage, Store};
    use jiff::civil::date;
    use tempfile::TempDir;

    use super::*;

    fn library() -> (TempDir, Store) {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("a.briefdesk")).unwrap();
        (folder, store)
    }

    #[test]
    fn one_that_is_cancelled_leaves_nothing_and_the_next_goes_on() {
        let (folder, store) = library();
        let (backing_up, to) = (BackingUp::default(), folder.path().join("b.briefdesk"));
        let refused = backing_up.by_hand(store.path(), &to, |_| backing_up.cancel());
        assert!(matches!(refused, Err(Error::Cancelled)), "{refused:?}");
        let mut left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(left.all(|name| name.to_str().unwrap().starts_with("a.")));
        let mut stages = Vec::new();
        let backup = backing_up.by_hand(store.path(), &to, |progress| stages.push(progress.stage)).unwrap();
        assert_eq!((backup.path, stages.first()), (to, Some(&BackupStage::Copying)));
    }

    #[test]
    fn the_end_of_the_program_breaks_off_the_daily_one_too() {
        let (folder, store) = library();
        let backing_up = BackingUp::default();
        let today = date(2026, 11, 22);
        let daily = folder.path().join("daily");
        assert!(backing_up.daily(store.path(), &daily, today).unwrap().is_some());
        assert!(backing_up.daily(store.path(), &daily, today).unwrap().is_none());
        backing_up.end();
        let refused = backing_up.daily(store.path(), &daily, today.tomorrow().unwrap());
        assert!(matches!(refused, Err(Error::Cancelled)), "{refused:?}");
    }
}
