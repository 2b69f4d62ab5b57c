//! `run` and `dev`: the program, from nothing to its window.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::needs::Purpose;
use crate::process::cannot_start;
use crate::{Failure, root, system, tools, ui};

/// `run [ARGS…]`: sets up, builds, and becomes the program.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let arguments = arguments.strip_prefix(&[OsString::from("--")]).unwrap_or(arguments);
    prepare()?;
    ui::prepare()?;
    if wants_a_window(arguments) && !has_a_display() {
        eprintln!("There is no display here: start this in a desktop session, or as `xvfb-run -a cargo xtask run`.");
    }
    let mut cargo = Command::new("cargo");
    // In the folder where the command was given, because the arguments may name files in it.
    cargo.args(["run", "--quiet", "-p", "briefdesk", "--manifest-path"]).arg(root().join("Cargo.toml"));
    become_it(cargo.arg("--").args(arguments))
}

/// `dev [ARGS…]`: Tauri's own loop, which serves the UI from Vite and starts the program again when Rust changes.
pub fn dev(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    prepare()?;
    ui::install()?;
    become_it(Command::new(tauri()?).arg("dev").args(arguments).current_dir(root()))
}

/// Everything that a build of the program needs, but for the UI.
pub fn prepare() -> Result<(), Failure> {
    tools::check()?;
    system::ensure(&[Purpose::Program])
}

/// Tauri's command line, from the UI's packages.
pub fn tauri() -> Result<PathBuf, Failure> {
    let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    let tauri = root().join("ui/node_modules/.bin").join(name);
    if tauri.exists() {
        return Ok(tauri);
    }
    Err(Failure::new("ui/package.json doesn't bring the Tauri command line: add @tauri-apps/cli to it."))
}

fn wants_a_window(arguments: &[OsString]) -> bool {
    arguments.is_empty() || arguments.iter().any(|argument| argument == "open")
}

fn has_a_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Replaces this process, so that signals and the exit code are the program's own.
#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(cannot_start(&command.get_program().to_string_lossy(), &error))
}

/// Runs the command and passes its exit code on: there is no replacing a process here.
#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<ExitCode, Failure> {
    let status = command.status().map_err(|error| cannot_start(&command.get_program().to_string_lossy(), &error))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn only_the_window_wants_a_window() {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert!(wants_a_window(&[]));
        assert!(wants_a_window(&words(&["--library", "a.briefdesk", "open", "--last"])));
        assert!(!wants_a_window(&words(&["list", "--json"])));
    }
}
