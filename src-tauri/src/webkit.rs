//! What WebKitGTK needs to be told on Linux.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::atomic::Ordering;

use tauri::{Manager, WebviewWindow};
use webkit2gtk::{HardwareAccelerationPolicy, InputMethodContextExt, SettingsExt, WebContextExt, WebViewExt, glib};

use crate::desk::Desk;

/// Says whether WebKit draws with the graphics hardware, instead of us: `always`, `never`, or `auto` for what WebKit does by itself.
const ACCELERATION: &str = "BRIEFDESK_ACCELERATION";

/// Where the kernel lists what can be drawn with.
const GRAPHICS: &str = "/dev/dri";

/// When JavaScriptCore compiles what runs again and again. By itself it waits for many more rounds: what runs once a key would be
/// interpreted for the first hundred keys. See ADR 11.
const COMPILE: [(&str, &str); 2] =
    [("JSC_thresholdForJITAfterWarmUp", "50"), ("JSC_thresholdForOptimizeAfterWarmUp", "300")];

/// Sets up what WebKit's processes find in their environment. Before the first of them is started, and before other threads are.
pub fn prepare() {
    for (option, value) in COMPILE {
        // What is set already is somebody's own choice.
        if let Err(error) = glib::setenv(option, value, false) {
            tracing::warn!("{option} can't be set: {error}");
        }
    }
}

/// Sets up the window's web view.
pub fn tune(window: &WebviewWindow) -> tauri::Result<()> {
    let window_of_page = window.clone();
    window.with_webview(move |webview| {
        let view = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view)
            && let Some(policy) =
                acceleration(std::env::var_os(ACCELERATION).as_deref(), has_render_node(Path::new(GRAPHICS)))
        {
            settings.set_hardware_acceleration_policy(policy);
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

/// How to draw; `None` leaves it to WebKit. Composited by software GL a key takes 40 ms to show; drawn by the CPU alone, 8.
fn acceleration(wanted: Option<&OsStr>, has_render_node: bool) -> Option<HardwareAccelerationPolicy> {
    match wanted.and_then(OsStr::to_str) {
        Some("always") => Some(HardwareAccelerationPolicy::Always),
        Some("never") => Some(HardwareAccelerationPolicy::Never),
        Some("auto") => None,
        other => {
            if let Some(other) = other.filter(|other| !other.is_empty()) {
                tracing::warn!("{ACCELERATION} is {other:?}; it can be always, never or auto");
            }
            (!has_render_node).then_some(HardwareAccelerationPolicy::Never)
        }
    }
}

/// A render node is what WebKit would draw with.
fn has_render_node(graphics: &Path) -> bool {
    let nodes = std::fs::read_dir(graphics);
    nodes.is_ok_and(|mut nodes| {
        nodes.any(|node| node.is_ok_and(|node| node.file_name().to_string_lossy().starts_with("renderD")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_render_node_the_cpu_draws_unless_the_editor_says_otherwise() {
        use HardwareAccelerationPolicy::{Always, Never};
        let chosen = |wanted: &str, has_node| acceleration(Some(OsStr::new(wanted)), has_node);
        assert_eq!(acceleration(None, false), Some(Never));
        assert_eq!(acceleration(None, true), None);
        assert_eq!(chosen("always", false), Some(Always));
        assert_eq!(chosen("never", true), Some(Never));
        assert_eq!(chosen("auto", false), None);
        assert_eq!(chosen("sometimes", false), Some(Never));
        assert_eq!(chosen("", true), None);
    }

    #[test]
    fn a_card_that_only_shows_is_no_render_node() {
        let graphics = tempfile::tempdir().expect("a folder");
        assert!(!has_render_node(&graphics.path().join("missing")));
        std::fs::write(graphics.path().join("card0"), "").expect("a file");
        assert!(!has_render_node(graphics.path()));
        std::fs::write(graphics.path().join("renderD128"), "").expect("a file");
        assert!(has_render_node(graphics.path()));
    }

    #[test]
    fn english_is_spelled_on_any_system() {
        assert_eq!(spelled(Some("zh_CN.UTF-8")), ["zh_CN", "en_US", "en_GB"]);
        assert_eq!(spelled(Some("en_GB.UTF-8")), ["en_GB", "en_US"]);
        assert_eq!(spelled(Some("C.UTF-8")), ["en_US", "en_GB"]);
        assert_eq!(spelled(None), ["en_US", "en_GB"]);
    }
}
