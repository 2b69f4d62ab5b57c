//! The system's file dialogs. Paths are chosen here and stay here: the page never names a file to read or write.

use std::path::PathBuf;

use briefdesk_core::export::Format;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use tokio::sync::oneshot;

/// The files to import; none if cancelled.
pub async fn choose_briefs(app: &AppHandle) -> Vec<PathBuf> {
    let dialog = builder(app).add_filter("Text, Markdown, HTML", &["txt", "text", "md", "markdown", "html", "htm"]);
    let (answer, answered) = oneshot::channel();
    dialog.pick_files(|files| {
        let _ = answer.send(files.unwrap_or_default());
    });
    let files = answered.await.unwrap_or_default();
    files.into_iter().filter_map(|file| file.into_path().ok()).collect()
}

/// The picture to add.
pub async fn choose_picture(app: &AppHandle) -> Option<PathBuf> {
    let dialog = builder(app).add_filter("JPEG, PNG, WebP, GIF", &["jpg", "jpeg", "png", "webp", "gif"]);
    let (answer, answered) = oneshot::channel();
    dialog.pick_file(|file| {
        let _ = answer.send(file);
    });
    answered.await.ok().flatten()?.into_path().ok()
}

/// Where to write an export; the dialog asks before an existing file is replaced.
pub async fn choose_export(app: &AppHandle, name: &str, format: Format) -> Option<PathBuf> {
    let kind = match format {
        Format::Html => "HTML",
        Format::Markdown => "Markdown",
        Format::Ninjs => "ninjs",
        Format::Docx => "Word",
        Format::Pdf => "PDF",
        Format::Json => "JSON",
        Format::Text => "Text",
    };
    let dialog = builder(app).set_file_name(name).add_filter(kind, &[format.extension()]);
    let (answer, answered) = oneshot::channel();
    dialog.save_file(|file| {
        let _ = answer.send(file);
    });
    let path = answered.await.ok().flatten()?.into_path().ok()?;
    Some(with_extension(path, format.extension()))
}

/// Where to write a backup. What is there is not replaced, whatever the dialog says.
pub async fn choose_backup(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = builder(app).set_file_name(name).add_filter("Briefdesk", &["briefdesk"]);
    let (answer, answered) = oneshot::channel();
    dialog.save_file(|file| {
        let _ = answer.send(file);
    });
    let path = answered.await.ok().flatten()?.into_path().ok()?;
    Some(with_extension(path, "briefdesk"))
}

/// A library or a backup to open.
pub async fn choose_library(app: &AppHandle) -> Option<PathBuf> {
    let dialog = builder(app).add_filter("Briefdesk", &["briefdesk"]);
    let (answer, answered) = oneshot::channel();
    dialog.pick_file(|file| {
        let _ = answer.send(file);
    });
    answered.await.ok().flatten()?.into_path().ok()
}

/// Where daily backups go.
pub async fn choose_folder(app: &AppHandle) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    builder(app).pick_folder(|folder| {
        let _ = answer.send(folder);
    });
    answered.await.ok().flatten()?.into_path().ok()
}

/// A name typed without the format's extension gets it. The dialog asked about the name as typed, so one that is taken then gets a
/// number: nothing is replaced unasked.
fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // An extension may have a dot of its own: `ninjs.json`.
    if name.to_ascii_lowercase().ends_with(&format!(".{extension}")) {
        return path;
    }
    let numbered = (2..).map(|number| format!("{name} {number}.{extension}"));
    let mut names =
        std::iter::once(format!("{name}.{extension}")).chain(numbered).map(|name| path.with_file_name(name));
    names.find(|path| !path.exists()).unwrap_or(path)
}

fn builder(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    use tauri::Manager;
    let dialog = app.dialog().file();
    match app.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_the_extension_and_replaces_nothing_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(with_extension(at("a.HTML"), "html"), at("a.HTML"));
        assert_eq!(with_extension(at("Q1.2026 notes"), "html"), at("Q1.2026 notes.html"));
        std::fs::write(at("foo.html"), "").unwrap();
        assert_eq!(with_extension(at("foo"), "html"), at("foo 2.html"));
    }
}
