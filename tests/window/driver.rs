//! WebKitWebDriver and the processes below it.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a condition may take on a busy machine before a test gives up on it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A running WebKitWebDriver; it and all below it end when this is dropped.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts a driver whose programs have their home in `home`; with an input method their keys go through IBus.
    pub fn start(home: &Path, input_method: bool) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "the window tests need a display: run them by `cargo xtask test window`"
        );
        let port = free_port();
        let process = Command::new(program())
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_USE_PORTAL", "0")
            .env("GTK_IM_MODULE", if input_method { "ibus" } else { "gtk-im-context-simple" })
            .env("LANG", "C.UTF-8")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts");
        wait_until("WebKitWebDriver listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        Self { process, port }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The program that it started.
    pub fn program(&self) -> u32 {
        let children = children(self.process.id());
        let program = children.into_iter().find(|pid| name(*pid) == "briefdesk");
        program.expect("the program runs below the driver")
    }

    /// The program and every process below it: its page's, its network's.
    pub fn program_and_below(&self) -> Vec<u32> {
        with_all_below(self.program())
    }

    /// Ends the program and every process below it as `kill -9` does, at once.
    pub fn kill_program(&self) {
        let program = self.program();
        // The program first: nothing may tell it that its page is gone.
        signal("KILL", program);
        wait_until("the program is gone", || !Path::new(&format!("/proc/{program}/exe")).exists());
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for pid in with_all_below(self.process.id()).into_iter().rev() {
            signal("KILL", pid);
        }
        let _ = self.process.wait();
    }
}

/// Sends `signal` to a process.
pub fn signal(signal: &str, pid: u32) {
    let _ = Command::new("kill").args([format!("-{signal}"), pid.to_string()]).stderr(Stdio::null()).status();
}

/// Waits for `condition`, looking again and again.
#[track_caller]
pub fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::yield_now();
    }
}

fn program() -> PathBuf {
    let elsewhere = ["/usr/libexec/WebKitWebDriver", "/usr/lib/webkit2gtk-4.1/WebKitWebDriver"];
    let found = elsewhere.iter().map(PathBuf::from).find(|path| path.exists());
    found.unwrap_or_else(|| PathBuf::from("WebKitWebDriver"))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}

fn with_all_below(pid: u32) -> Vec<u32> {
    let mut found = vec![pid];
    let mut at = 0;
    while at < found.len() {
        found.extend(children(found[at]));
        at += 1;
    }
    found
}

fn children(parent: u32) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").expect("/proc is there");
    let pids = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(|pid| parent_of(*pid) == Some(parent)).collect()
}

fn parent_of(pid: u32) -> Option<u32> {
    let stat = read(&format!("/proc/{pid}/stat"))?;
    // The name, in brackets, may itself hold spaces and brackets.
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

fn name(pid: u32) -> String {
    read(&format!("/proc/{pid}/comm")).unwrap_or_default().trim().to_owned()
}

fn read(path: &str) -> Option<String> {
    let mut text = String::new();
    std::fs::File::open(path).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}
