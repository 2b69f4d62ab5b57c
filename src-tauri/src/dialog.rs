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
    };
    let dialog = builder(app).set_file_name(name).add_filter(kind, &[format.extension()]);
    let (answer, answered) = oneshot::channel();
    dialog.save_file(|file| {
        let _ = answer.send(file);
    });
    let path = answered.await.ok().flatten()?.into_path().ok()?;
    // A name typed without an extension gets the format's.
    Some(if path.extension().is_some() { path } else { path.with_extension(format.extension()) })
}

fn builder(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    use tauri::Manager;
    let dialog = app.dialog().file();
    match app.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}
