//! The window: how it is built, and how it closes without losing a word.

use std::path::Path;
use std::sync::atomic::Ordering;

use tauri::{
    AppHandle, Manager, Monitor, PhysicalRect, PhysicalSize, RunEvent, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};
use tauri_specta::Event;

use crate::cli::{self, Command};
use crate::desk::{Asked, Desk};
use crate::ipc::{self, CloseRequested, OpenRequested, picture_response};
#[cfg(unix)]
use crate::signals;
use crate::upkeep;
#[cfg(target_os = "linux")]
use crate::webkit;

const LABEL: &str = "main";

/// Opens the window on the library at `path` and returns when it has closed.
pub fn run(path: &Path, asked: Asked) -> tauri::Result<()> {
    #[cfg(unix)]
    signals::hold_back();
    #[cfg(target_os = "linux")]
    webkit::prepare();
    let commands = ipc::builder();
    let handler = commands.invoke_handler();
    let library = path.to_owned();
    let app = tauri::Builder::default()
        .plugin(single_instance(path))
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .register_asynchronous_uri_scheme_protocol("image", |context, request, responder| {
            let app = context.app_handle().clone();
            tauri::async_runtime::spawn(async move {
                responder.respond(picture_response(&app.state::<Desk>(), &request).await);
            });
        })
        .invoke_handler(handler)
        .setup(move |app| {
            commands.mount_events(app);
            app.manage(Desk::new(&library, asked));
            tauri::async_runtime::spawn(open_library(app.handle().clone()));
            build(app.handle())?;
            upkeep::begin(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        // On macOS ⌘Q may come without a close request: the page is asked all the same.
        RunEvent::ExitRequested { api, code: None, .. } => {
            if let Some(window) = app.get_webview_window(LABEL) {
                api.prevent_exit();
                close(&window);
            }
        }
        RunEvent::Exit => app.state::<Desk>().close(),
        _ => {}
    });
    Ok(())
}

/// Opens the library while the page is still being made; whatever comes of it, the page will hear when it asks.
async fn open_library(app: AppHandle) {
    let _ = app.state::<Desk>().run(|_| Ok(())).await;
}

fn build(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let (width, height) = size(app)?;
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Briefdesk")
        .inner_size(width, height)
        .min_inner_size(720.0, 480.0)
        // Files dropped on the page reach it as the web has them: names and bytes, never paths.
        .disable_drag_drop_handler()
        // Nothing in a brief or its preview can take the window elsewhere.
        .on_navigation(|url| matches!(url.scheme(), "tauri" | "about") || is_own_host(url))
        .build()?;
    #[cfg(target_os = "linux")]
    webkit::tune(&window)?;
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event
            && closing.state::<Desk>().listening.load(Ordering::Acquire)
        {
            api.prevent_close();
            closing.state::<Desk>().closing.store(true, Ordering::Release);
            ask_page_to_close(&closing);
        }
    });
    Ok(window)
}

/// As large as the sheet with both its columns wants, and no larger than the screen. In logical pixels.
fn size(app: &AppHandle) -> tauri::Result<(f64, f64)> {
    let (width, height) = (1440.0_f64, 900.0_f64);
    let Some(monitor) = first_monitor(app)? else { return Ok((width, height)) };
    let screen = monitor.size().to_logical::<f64>(monitor.scale_factor());
    Ok((width.min(screen.width), height.min(screen.height)))
}

/// The size that the window had when it was last closed may be that of a screen that has been unplugged since.
fn fit_screens(window: &WebviewWindow) -> tauri::Result<()> {
    let screens: Vec<_> = window.available_monitors()?.iter().map(|monitor| *monitor.work_area()).collect();
    let current = window.current_monitor()?.or(first_monitor(window.app_handle())?);
    let Some(room) = current.map(|monitor| monitor.work_area().size) else { return Ok(()) };
    let size = window.inner_size()?;
    let fitted = fitted(size, &screens, room);
    if fitted == size { Ok(()) } else { window.set_size(fitted) }
}

/// `size` as long as `screens` have that much room together; otherwise no more than `room`.
fn fitted(size: PhysicalSize<u32>, screens: &[PhysicalRect<i32, u32>], room: PhysicalSize<u32>) -> PhysicalSize<u32> {
    let fits = |length: u32, stretch: fn(&PhysicalRect<i32, u32>) -> (i32, u32)| {
        let begin = screens.iter().map(|screen| stretch(screen).0).min().unwrap_or(0);
        let ends = screens.iter().map(stretch).map(|(begin, length)| i64::from(begin) + i64::from(length));
        i64::from(length) <= ends.max().unwrap_or(0) - i64::from(begin)
    };
    let wide = fits(size.width, |screen| (screen.position.x, screen.size.width));
    let high = fits(size.height, |screen| (screen.position.y, screen.size.height));
    if wide && high {
        return size;
    }
    PhysicalSize::new(size.width.min(room.width), size.height.min(room.height))
}

fn first_monitor(app: &AppHandle) -> tauri::Result<Option<Monitor>> {
    // Wayland calls none of them the primary one.
    Ok(app.primary_monitor()?.or(app.available_monitors()?.into_iter().next()))
}

/// The development server, and Tauri's own address on Windows.
fn is_own_host(url: &tauri::Url) -> bool {
    matches!(url.host_str(), Some("tauri.localhost")) || (cfg!(debug_assertions) && url.host_str() == Some("localhost"))
}

/// The page runs and listens: from here on it is asked before the window closes.
pub fn page_runs(window: &WebviewWindow) {
    window.state::<Desk>().listening.store(true, Ordering::Release);
    if let Err(error) = fit_screens(window) {
        tracing::warn!(%error, "the window's size");
    }
    #[cfg(unix)]
    signals::close(window);
}

fn ask_page_to_close(window: &WebviewWindow) {
    if let Err(error) = CloseRequested.emit(window) {
        // A page that can't be told can't save either; the window must still close.
        tracing::error!(%error, "the page can't be asked to save");
        let _ = window.destroy();
    }
}

/// Closes the window as its close button does.
pub fn close(window: &WebviewWindow) {
    if let Err(error) = window.close() {
        tracing::error!(%error, "closing the window");
    }
}

/// Opens the library at `path` in a window of its own: another process, as each library has one.
///
/// # Errors
/// The system's, if it starts no program.
pub fn open_another(path: &Path) -> std::io::Result<()> {
    let mut child = std::process::Command::new(std::env::current_exe()?).arg("--library").arg(path).spawn()?;
    // It may outlive this window. If it does not, the system wants to be asked how it ended.
    std::thread::Builder::new().name("other window".to_owned()).spawn(move || child.wait()).map(drop)
}

/// One window a library: a second start hands its wish to the first and ends.
fn single_instance(path: &Path) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let digest = briefdesk_core::brief::ImageHash::of(path.as_os_str().as_encoded_bytes()).to_string();
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(format!("app.briefdesk.Briefdesk.library{}", &digest[..16]))
        .callback(|app, arguments, _| {
            let Some(window) = app.get_webview_window(LABEL) else { return };
            let _ = window.unminimize();
            let _ = window.set_focus();
            if let Some(Command::Open(open)) = cli::parse_forwarded(&arguments) {
                tauri::async_runtime::spawn(show(app.clone(), open.asked()));
            }
        })
        .build()
}

async fn show(app: AppHandle, asked: Asked) {
    let Some(prefix) = asked.brief else { return };
    let found = app.state::<Desk>().run(move |store| store.find_brief(&prefix)).await;
    if let Ok(id) = found
        && let Err(error) = (OpenRequested { id, part: asked.part }).emit(&app)
    {
        tracing::error!(%error, "the page can't be asked to open a brief");
    }
}

#[cfg(test)]
mod tests {
    use tauri::PhysicalPosition;

    use super::*;

    fn screen(x: i32, width: u32, height: u32) -> PhysicalRect<i32, u32> {
        PhysicalRect { position: PhysicalPosition::new(x, 0), size: PhysicalSize::new(width, height) }
    }

    #[test]
    fn a_window_of_an_unplugged_screen_comes_down_to_the_one_that_is_left() {
        let (laptop, beside) = (screen(0, 1366, 768), screen(-1920, 1920, 1080));
        let fit = |width, height, screens: &[_]| {
            let PhysicalSize { width, height } = fitted(PhysicalSize::new(width, height), screens, laptop.size);
            (width, height)
        };
        assert_eq!(fit(1900, 1000, &[laptop, beside]), (1900, 1000));
        assert_eq!(fit(1900, 1000, &[laptop]), (1366, 768));
        assert_eq!(fit(1200, 1000, &[laptop]), (1200, 768));
        assert_eq!(fit(3000, 700, &[laptop, beside]), (3000, 700));
        assert_eq!(fit(800, 600, &[laptop]), (800, 600));
    }
}
