//! Exports from the window: one at a time, and which files came of them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use briefdesk_core::library::Progress;

/// The exports of one window.
#[derive(Default)]
pub struct Exporting {
    /// The editor does not want the one that goes on any more.
    cancelled: AtomicBool,
    /// What this window has written: the only files that it shows in their folder.
    written: Mutex<BTreeSet<PathBuf>>,
}

impl Exporting {
    /// An export begins.
    pub fn begin(&self) {
        self.cancelled.store(false, Ordering::Release);
    }

    /// Breaks the one off that goes on.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    /// Whether it goes on.
    pub fn going_on(&self) -> ControlFlow<()> {
        if self.cancelled.load(Ordering::Acquire) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// A file was written, or is there unchanged.
    pub fn note(&self, path: &Path) {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }

    /// Whether this window has written that file.
    pub fn wrote(&self, path: &Path) -> bool {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}

/// Lets through what is worth telling: each whole percent, and the end.
#[derive(Default)]
pub struct Percents {
    last: Option<usize>,
}

impl Percents {
    /// Whether `progress` is another percent than the last one.
    pub fn tells(&mut self, progress: &Progress<'_>) -> bool {
        let percent = progress.done * 100 / progress.total.max(1);
        self.last.replace(percent) != Some(percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_that_was_cancelled_does_not_cancel_the_next() {
        let exporting = Exporting::default();
        exporting.cancel();
        assert!(exporting.going_on().is_break());
        exporting.begin();
        assert!(exporting.going_on().is_continue());
    }

    #[test]
    fn only_what_was_written_is_shown() {
        let exporting = Exporting::default();
        exporting.note(Path::new("/exports/ports.html"));
        assert!(exporting.wrote(Path::new("/exports/ports.html")));
        assert!(!exporting.wrote(Path::new("/exports")));
    }

    #[test]
    fn ten_thousand_files_are_told_of_in_percents() {
        let mut percents = Percents::default();
        let told = (1..=10_000).filter(|done| percents.tells(&Progress { done: *done, total: 10_000, outcome: None }));
        assert_eq!(told.count(), 101);
        assert!(Percents::default().tells(&Progress { done: 0, total: 0, outcome: None }));
    }
}
