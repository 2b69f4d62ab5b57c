//! Signals that end a program: a logout, `kill`, Ctrl+C. They close the window as its close button does, which saves first.

use std::sync::Once;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tauri::WebviewWindow;

use crate::window;

const ENDING: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];

/// Holds these signals back from this thread and all that it starts, threads and programs. Ctrl+C and a logout reach the page's process
/// too, which would die with text that this program has yet to ask it for. (Ignoring them would not do: GLib undoes that in what it
/// starts.) One that comes before [`close`] waits until then.
pub fn hold_back() {
    mask(libc::SIG_BLOCK);
}

/// Closes `window` at each of these signals from now on. Called when the page runs; once is enough.
pub fn close(window: &WebviewWindow) {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let window = window.clone();
        let listen = move || match Signals::new(ENDING) {
            Ok(mut signals) => {
                mask(libc::SIG_UNBLOCK);
                signals.forever().for_each(|_| window::close(&window));
            }
            Err(error) => tracing::error!(%error, "signals can't be handled"),
        };
        if let Err(error) = std::thread::Builder::new().name("signals".to_owned()).spawn(listen) {
            tracing::error!(%error, "signals can't be waited for");
        }
    });
}

fn mask(how: libc::c_int) {
    #[allow(unsafe_code, reason = "no safe interface changes a thread's signal mask")]
    // SAFETY: `set` is initialised by sigemptyset before it is read, and lives through the calls; all numbers are the system's own.
    unsafe {
        let mut set = std::mem::MaybeUninit::uninit();
        libc::sigemptyset(set.as_mut_ptr());
        for signal in ENDING {
            libc::sigaddset(set.as_mut_ptr(), signal);
        }
        libc::pthread_sigmask(how, set.as_ptr(), std::ptr::null_mut());
    }
}
