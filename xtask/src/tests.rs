//! `test` and `check`: what is run, in which order, and in which groups. Cheap steps come first, and each runs even when
//! an earlier one failed.
//!
//! Every Cargo step selects `--workspace`: with `-p` Cargo would resolve other features for the same libraries, and
//! build Tauri twice.

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

use crate::Failure;
use crate::count::Counting;
use crate::needs::Purpose;
use crate::process::NPM;
use crate::steps::{self, Report, Step};
use crate::{system, tools, ui};

/// A set of steps that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Formatting, lints and types, in Rust and in the UI.
    Checks,
    /// The UI's own tests.
    Ui,
    /// Rust without a window: unit tests, the freshness of the bindings, and the core's tests.
    Core,
    /// The real program in a real window.
    Window,
}

const GROUPS: [(&str, Group); 4] =
    [("checks", Group::Checks), ("ui", Group::Ui), ("core", Group::Core), ("window", Group::Window)];

/// `test [GROUP] [-- FILTER…]`.
pub fn test(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let (groups, filter) = parse(arguments)?;
    Ok(run(&groups, &filter))
}

/// `check [-- FILTER…]`: everything that needs no window.
pub fn check(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let (groups, filter) = parse(arguments)?;
    if groups.len() != GROUPS.len() {
        return Err(Failure::usage("`check` takes no group: that is `cargo xtask test GROUP`."));
    }
    let windowless: Vec<Group> = groups.into_iter().filter(|group| *group != Group::Window).collect();
    Ok(run(&windowless, &filter))
}

/// Splits `[GROUP] [-- FILTER…]`; no group means all of them.
fn parse(arguments: &[OsString]) -> Result<(Vec<Group>, Vec<String>), Failure> {
    let words: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let (before, filter) = match words.iter().position(|word| word == "--") {
        Some(at) => (&words[..at], words[at + 1..].to_vec()),
        None => (&words[..], Vec::new()),
    };
    let groups = match before {
        [] => GROUPS.iter().map(|(_, group)| *group).collect(),
        [name] => match GROUPS.iter().find(|(known, _)| known == name) {
            Some((_, group)) => vec![*group],
            None => return Err(Failure::usage(format!("There is no group `{name}`: checks, ui, core or window."))),
        },
        _ => return Err(Failure::usage("One group at a time: `cargo xtask test [GROUP] [-- FILTER…]`.")),
    };
    Ok((groups, filter))
}

fn run(groups: &[Group], filter: &[String]) -> ExitCode {
    let began = Instant::now();
    let mut groups = groups.to_vec();
    if !cfg!(target_os = "linux") && groups.contains(&Group::Window) {
        println!("The window tests drive WebKitGTK and run on Linux only; they are left out here.");
        groups.retain(|group| *group != Group::Window);
    }
    let mut reports = prepare(&groups);
    reports.extend(steps_of(&groups, filter).iter().map(|step| steps::run(step, began)));
    if steps::conclude(&reports) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Sets up what the groups need. Whatever fails is counted, and the steps that can do without it still run.
fn prepare(groups: &[Group]) -> Vec<Report> {
    let mut reports = vec![steps::prepare("Rust and Node", || tools::check().and_then(|()| tools::add_components()))];
    let rust = groups.iter().any(|group| *group != Group::Ui);
    if rust {
        let window = groups.contains(&Group::Window).then_some(Purpose::WindowTests);
        let purposes: Vec<Purpose> = [Purpose::Program].into_iter().chain(window).collect();
        reports.push(steps::prepare("System packages", || system::ensure(&purposes)));
    }
    reports.push(steps::prepare("UI packages", ui::install));
    if rust {
        // The program embeds the built UI: without it nothing of the shell compiles.
        reports.push(steps::prepare("UI build", ui::build));
    }
    reports
}

/// The steps of `groups`, in the order in which they run.
fn steps_of(groups: &[Group], filter: &[String]) -> Vec<Step> {
    use Counting::{Cargo, Vitest, Whole};
    let filtered = |words: &[&str], after: &[&str]| {
        let separator = if after.is_empty() && filter.is_empty() { &[][..] } else { &["--"] };
        let fixed = [words, separator, after].concat();
        fixed.into_iter().map(str::to_owned).chain(filter.iter().cloned()).collect::<Vec<_>>()
    };
    let plain = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let step = |group, name, counting, folder, argv| (group, Step { name, counting, folder, argv });
    let cargo_test = ["cargo", "test", "--workspace", "--no-fail-fast"];
    let core =
        [&cargo_test[..], &["--lib", "--bins", "--test", "core", "--test", "strength", "--test", "command_line"]]
            .concat();
    let window = [&cargo_test[..], &["--test", "window"]].concat();
    let all = [
        step(Group::Checks, "Rust format", Whole, "", plain(&["cargo", "fmt", "--all", "--check"])),
        step(Group::Checks, "UI types", Whole, "ui", plain(&[NPM, "run", "check"])),
        step(Group::Checks, "UI lint", Whole, "ui", plain(&[NPM, "run", "lint"])),
        step(Group::Ui, "UI tests", Vitest, "ui", filtered(&[NPM, "test"], &[])),
        step(Group::Checks, "Rust lint", Whole, "", plain(&CLIPPY)),
        step(Group::Core, "Rust tests", Cargo, "", filtered(&core, &[])),
        // One at a time: two windows on one small machine wait for each other, and time out.
        step(Group::Window, "Window tests", Cargo, "", in_a_window(filtered(&window, &["--test-threads=1"]))),
    ];
    all.into_iter().filter(|(group, _)| groups.contains(group)).map(|(_, step)| step).collect()
}

const CLIPPY: [&str; 7] = ["cargo", "clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];

/// Wraps a command so that it has a screen and a message bus of its own, and leaves alone those of the person at the
/// desk.
pub fn in_a_window(argv: Vec<String>) -> Vec<String> {
    let mut wrapped: Vec<String> = ["env", "-u", "WAYLAND_DISPLAY", "GDK_BACKEND=x11"].map(str::to_owned).into();
    if let Some(folder) = driver_off_the_path() {
        wrapped.push(format!("PATH={folder}:{}", std::env::var("PATH").unwrap_or_default()));
    }
    let screen = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--"];
    wrapped.extend(screen.map(str::to_owned));
    wrapped.extend(argv);
    wrapped
}

/// The folder of WebKit's driver where a distribution keeps it off the search path.
fn driver_off_the_path() -> Option<String> {
    let driver = system::webdriver()?;
    let folder = driver.parent()?;
    let path = std::env::var_os("PATH")?;
    let known = std::env::split_paths(&path).any(|entry| entry == folder);
    (!known).then(|| folder.to_string_lossy().into_owned())
}

#[cfg(test)]
mod unit {
    use super::*;

    fn parsed(words: &[&str]) -> Option<(Vec<Group>, Vec<String>)> {
        parse(&words.iter().map(OsString::from).collect::<Vec<_>>()).ok()
    }

    fn lines(groups: &[Group], filter: &[String]) -> Vec<String> {
        steps_of(groups, filter).into_iter().map(|step| step.argv.join(" ")).collect()
    }

    #[test]
    fn takes_a_group_and_a_filter() {
        assert_eq!(parsed(&[]).unwrap().0.len(), GROUPS.len());
        assert_eq!(parsed(&["window", "--", "writes"]).unwrap(), (vec![Group::Window], vec!["writes".to_owned()]));
        assert_eq!(parsed(&["--", "writes"]).unwrap().0.len(), GROUPS.len());
        assert!(parsed(&["windows"]).is_none());
        assert!(parsed(&["ui", "core"]).is_none());
    }

    #[test]
    fn a_filter_goes_to_the_test_programs() {
        let filter = ["writes".to_owned()];
        assert!(lines(&[Group::Core], &filter)[0].ends_with("--test command_line -- writes"));
        assert!(lines(&[Group::Window], &filter)[0].ends_with("--test window -- --test-threads=1 writes"));
        assert!(lines(&[Group::Core], &[])[0].ends_with("--test core --test strength --test command_line"));
        assert!(lines(&[Group::Ui], &filter)[0].ends_with("test -- writes"));
    }

    #[test]
    fn no_cargo_step_selects_single_packages() {
        let all = GROUPS.map(|(_, group)| group);
        assert!(lines(&all, &[]).iter().all(|line| !line.contains(" -p ")));
    }
}
