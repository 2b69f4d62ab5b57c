//! IBus with its Pinyin engine: Chinese typed as people type it. The driver's own keys go past an input method, so these come from the
//! X server.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::driver::{signal, wait_until};
use crate::window::{Window, xdotool};

const ENGINE: &str = "libpinyin";

/// A running IBus; it ends when this is dropped.
pub struct InputMethod {
    daemon: Child,
    home: PathBuf,
}

impl InputMethod {
    /// Starts one for programs whose home is `home`.
    pub fn start(home: &Path) -> Self {
        let daemon =
            at_home("ibus-daemon", home).args(["--replace", "--panel=disable"]).spawn().expect("ibus-daemon starts");
        let method = Self { daemon, home: home.to_owned() };
        wait_until("the Pinyin engine is chosen", || {
            method.ibus(&["engine", ENGINE]);
            method.ibus(&["engine"]).trim() == ENGINE
        });
        method
    }

    /// Presses keys by their names on the X server, in the window's focused control.
    pub fn press(&self, keys: &[&str]) {
        let window =
            Command::new("xdotool").args(["search", "--sync", "--onlyvisible", "--name", "^Briefdesk$"]).output();
        let window = String::from_utf8(window.expect("xdotool runs").stdout).expect("a number");
        xdotool(&["windowfocus", "--sync", window.lines().next().expect("the window is open")]);
        xdotool(&[&["key", "--clearmodifiers", "--delay", "20"], keys].concat());
    }

    /// Types `pinyin` and waits until `composed` stands in the focused control, underlined and not yet chosen.
    pub async fn compose(&self, window: &Window, pinyin: &str, composed: &str) {
        let keys: Vec<String> = pinyin.chars().map(String::from).collect();
        self.press(&keys.iter().map(String::as_str).collect::<Vec<_>>());
        let script = format!(
            "const focused = document.activeElement; return (focused.value ?? focused.innerText).includes({composed:?})"
        );
        window.wait(&format!("{composed} is composed"), &script).await;
    }

    fn ibus(&self, arguments: &[&str]) -> String {
        let output = at_home("ibus", &self.home).args(arguments).stdout(Stdio::piped()).output().expect("ibus runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for InputMethod {
    fn drop(&mut self) {
        self.ibus(&["exit"]);
        signal("KILL", self.daemon.id());
        let _ = self.daemon.wait();
    }
}

fn at_home(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}
