//! What WebKitGTK needs to be told on Linux.

use std::path::Path;
use std::sync::atomic::Ordering;

use tauri::{Manager, WebviewWindow};
use webkit2gtk::{HardwareAccelerationPolicy, InputMethodContextExt, SettingsExt, WebContextExt, WebViewExt};

use crate::desk::Desk;

/// Sets up the window's web view.
pub fn tune(window: &WebviewWindow) -> tauri::Result<()> {
    let window_of_page = window.clone();
    window.with_webview(move |webview| {
        let view = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view)
            && !has_gpu()
        {
            // Composited by software GL a key takes 40 ms to show; drawn by the CPU alone, 8.
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        if let Some(context) = view.context() {
            context.set_spell_checking_enabled(true);
            let languages = spelled(std::env::var("LC_ALL").or_else(|_| std::env::var("LANG")).ok().as_deref());
            context.set_spell_checking_languages(&languages.iter().map(String::as_str).collect::<Vec<_>>());
        }
        // Text being composed is shown where it will stand, not in a window of the input method's.
        if let Some(input) = view.input_method_context() {
            input.set_enable_preedit(true);
        }
        view.connect_web_process_terminated(move |view, _| {
            let desk = window_of_page.state::<Desk>();
            desk.listening.store(false, Ordering::Release);
            if desk.closing.load(Ordering::Acquire) {
                // It was asked to save and has died of it: nobody is left to ask.
                let _ = window_of_page.destroy();
                return;
            }
            tracing::error!("the page's process ended; loading it anew");
            view.reload();
        });
    })
}

/// The dictionaries to spell with: that of the system's language, if it has one, and those of English. By itself WebKit takes the
/// system's alone, and on a Chinese system an English brief would not be checked. The page turns spelling off where a text is
/// in a language without dictionaries.
fn spelled(locale: Option<&str>) -> Vec<String> {
    let system = locale.and_then(|locale| locale.split(['.', '@']).next()).filter(|name| name.contains('_'));
    let mut languages: Vec<String> = system.map(str::to_owned).into_iter().collect();
    for english in ["en_US", "en_GB"] {
        if !languages.iter().any(|language| language == english) {
            languages.push(english.to_owned());
        }
    }
    languages
}

/// A render node is what WebKit would draw with.
fn has_gpu() -> bool {
    let nodes = std::fs::read_dir(Path::new("/dev/dri"));
    nodes.is_ok_and(|mut nodes| {
        nodes.any(|node| node.is_ok_and(|node| node.file_name().to_string_lossy().starts_with("renderD")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_spelled_on_any_system() {
        assert_eq!(spelled(Some("zh_CN.UTF-8")), ["zh_CN", "en_US", "en_GB"]);
        assert_eq!(spelled(Some("en_GB.UTF-8")), ["en_GB", "en_US"]);
        assert_eq!(spelled(Some("C.UTF-8")), ["en_US", "en_GB"]);
        assert_eq!(spelled(None), ["en_US", "en_GB"]);
    }
}
