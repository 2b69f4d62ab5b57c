//! The boundary between the page and the core: every command, event and type that the page knows.
//!
//! A command converts and delegates. Names tell effects: `list_ open_ blank_ preview_ read_` read (and `open_link` opens outside),
//! `compare_ take_ merge_ route_ place_` compute;
//! `copy_` writes to the clipboard; `save_ trash_ untrash_ add_ import_ export_ restore_ name_ settle_ back_up_ remove_` write and return what changed.

mod backups;
mod briefs;
mod clean_up;
mod export;
mod exported;
mod exporting;
mod history;
mod images;
mod import;
mod library;
mod links;
mod paste;
mod problem;
mod themes;

use briefdesk_core::brief::{BriefId, Part};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::{Builder, Event, collect_commands, collect_events};

pub use backups::{BackupProgressed, DailyBackupFailed};
pub use exported::{ExportedFile, FileState};
pub use exporting::ExportProgressed;
pub use images::picture_response;
pub use library::SalvageReport;
pub use problem::Problem;

/// The window is about to close: the page saves what is unsaved and then calls `close_window`.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct CloseRequested;

/// Another program has written to the library.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct LibraryChanged;

/// The library turned out to be damaged while it was open, and what could be read of it is open now.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct LibrarySalvaged(pub SalvageReport);

/// A brief is to be shown, asked for from outside the window.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct OpenRequested {
    /// Which.
    pub id: BriefId,
    /// Where to put the caret.
    pub part: Option<Part>,
}

/// Every command and event.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
        .commands(collect_commands![
            library::open_library,
            library::save_preferences,
            library::stay_open,
            library::close_window,
            briefs::list_briefs,
            briefs::open_brief,
            briefs::blank_brief,
            briefs::save_brief,
            briefs::save_edit,
            briefs::trash_brief,
            briefs::untrash_brief,
            history::list_revisions,
            history::compare_revisions,
            history::compare_with,
            history::compare_briefs,
            history::take_pieces,
            history::merge_briefs,
            history::restore_revision,
            history::save_checkpoint,
            history::name_revision,
            history::settle_aside,
            import::import_chosen,
            import::import_dropped,
            images::add_chosen_image,
            images::add_dropped_image,
            images::add_original,
            paste::read_clipboard,
            paste::route_page,
            paste::place_lines,
            links::open_link,
            export::preview_brief,
            export::preview_edit,
            export::export_brief,
            exporting::read_export_settings,
            exporting::choose_export_folder,
            exporting::preview_export,
            exporting::export_briefs,
            exporting::cancel_export,
            exporting::read_last_export,
            exporting::open_exported,
            export::copy_brief,
            backups::back_up_library,
            backups::cancel_backup,
            backups::choose_backup_folder,
            backups::stop_daily_backups,
            backups::open_backup,
            clean_up::list_unused_images,
            clean_up::remove_images,
            themes::list_themes,
            themes::save_theme,
            themes::copy_theme,
            themes::remove_theme,
            themes::use_theme,
            themes::preview_theme,
        ])
        .events(collect_events![
            CloseRequested,
            LibraryChanged,
            LibrarySalvaged,
            OpenRequested,
            BackupProgressed,
            DailyBackupFailed,
            ExportProgressed,
        ])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// `BRIEFDESK_BLESS=1 cargo test -p briefdesk bindings` writes them anew.
    #[test]
    fn bindings_are_fresh() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/backend/bindings.ts");
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("bindings.ts");
        super::builder().export(specta_typescript::Typescript::default(), &fresh).unwrap();
        let fresh = std::fs::read_to_string(fresh).unwrap();
        if std::env::var_os("BRIEFDESK_BLESS").is_some() {
            std::fs::write(&committed, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(committed).unwrap();
        assert!(
            committed == fresh,
            "ui/src/backend/bindings.ts is stale: BRIEFDESK_BLESS=1 cargo test -p briefdesk bindings"
        );
    }
}
