//! `cargo xtask VERB`: everything that people do to this repository, spelled alike on every machine.
//!
//! It may depend on the standard library only: it has to compile in seconds on a machine that has Rust and nothing
//! else, and it is what sets that machine up. Each module is one concern; the verbs are listed here and nowhere else.
//!
//! Set-up and progress go to standard error wherever a verb prints something of its own (`run`, `build`), so that
//! `cargo xtask run list --json` can be piped.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bench;
mod bundle;
mod conform;
mod count;
mod failure;
mod icons;
mod needs;
mod packages;
mod process;
mod run;
mod steps;
mod system;
mod tests;
mod tools;
mod ui;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

use failure::Failure;

/// One verb: its name, what may follow it, what it does, and the function that does it.
struct Verb {
    name: &'static str,
    arguments: &'static str,
    does: &'static str,
    run: fn(&[OsString]) -> Result<ExitCode, Failure>,
}

const VERBS: &[Verb] = &[
    Verb { name: "run", arguments: "[ARGS…]", does: "set up, build and start Briefdesk", run: run::run },
    Verb {
        name: "test",
        arguments: "[checks|ui|core|window] [-- FILTER…]",
        does: "set up and run every check and test, or one group",
        run: tests::test,
    },
    Verb { name: "check", arguments: "[-- FILTER…]", does: "the same without the window", run: tests::check },
    Verb {
        name: "conform",
        arguments: "[FILTER]",
        does: "exported files before checkers, a browser, site generators and a word processor",
        run: conform::conform,
    },
    Verb { name: "build", arguments: "", does: "the release build; prints the program's path", run: bundle::build },
    Verb {
        name: "bench",
        arguments: "[--strength] [FILTER]",
        does: "measure; --strength repeats each measurement four times as often",
        run: bench::bench,
    },
    Verb { name: "bundle", arguments: "", does: "the deb and rpm packages", run: bundle::bundle },
    Verb { name: "dev", arguments: "[ARGS…]", does: "Briefdesk that reloads as you edit ui/", run: run::dev },
    Verb { name: "icons", arguments: "", does: "draw icon.svg again in every size", run: icons::icons },
    Verb { name: "help", arguments: "", does: "this list", run: help },
];

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = match arguments.split_first() {
        None => help(&[]),
        Some((name, rest)) => match VERBS.iter().find(|verb| name == verb.name) {
            Some(verb) => (verb.run)(rest),
            None if name == "--help" || name == "-h" => help(&[]),
            None => Err(Failure::usage(format!(
                "There is no `{}` here: `cargo xtask help` lists the verbs.",
                name.to_string_lossy()
            ))),
        },
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("{failure}");
        failure.exit_code()
    })
}

/// Prints the verbs.
fn help(_: &[OsString]) -> Result<ExitCode, Failure> {
    let line = |verb: &Verb| format!("  {:<44} {}\n", format!("{} {}", verb.name, verb.arguments), verb.does);
    let list: String = VERBS.iter().map(line).collect();
    // Whoever reads the list through `head` has seen enough.
    let _ = write!(std::io::stdout(), "cargo xtask VERB\n\n{list}");
    Ok(ExitCode::SUCCESS)
}

/// The root of the repository, wherever in it the command was given.
fn root() -> &'static Path {
    // Cargo says where this package is when it runs it. What it said at compile time may be another checkout, when two of
    // them share a target folder.
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let here = PathBuf::from(here);
        here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
    });
    &ROOT
}

/// Refuses arguments that a verb doesn't take, instead of ignoring them.
fn no_arguments(arguments: &[OsString]) -> Result<(), Failure> {
    match arguments.first() {
        None => Ok(()),
        Some(first) => Err(Failure::usage(format!(
            "`{}` isn't expected here: `cargo xtask help` shows what each verb takes.",
            first.to_string_lossy()
        ))),
    }
}
