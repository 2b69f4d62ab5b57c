//! Starting other programs, and finding them first.

use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{Failure, root};

/// npm's own launcher is a script with another name on Windows.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// A command that will run at the root of the repository.
pub fn command<S: AsRef<OsStr>>(argv: &[S]) -> Command {
    let mut words = argv.iter();
    let mut command = Command::new(words.next().map_or(OsStr::new(""), AsRef::as_ref));
    command.args(words).current_dir(root());
    command
}

/// Runs `command` to its end with its output on standard error, and fails unless it succeeds. `what` completes the
/// sentence "… failed".
pub fn run(what: &str, command: &mut Command) -> Result<(), Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.stdout(io::stderr()).status().map_err(|error| cannot_start(&program, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{what} failed: {program} ended with {status}."))) }
}

/// The sentence for a program that is missing or may not be executed.
pub fn cannot_start(program: &str, error: &io::Error) -> Failure {
    Failure::new(format!("Could not start {program}: {error}."))
}

/// What `program arguments…` prints on standard output, or nothing when it is missing or fails.
pub fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Where `name` lies on the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}
