//! `bench`: the measurements, each of which prints its own table.
//!
//! There is no release build first: `cargo bench` builds the program that it starts, with the features it needs, and a
//! build of our own beside it would compile Tauri twice.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::needs::Purpose;
use crate::process::{self, command};
use crate::tests::in_a_window;
use crate::{Failure, system, tools, ui};

/// One program, or several, that measure.
struct Bench {
    name: &'static str,
    select: &'static [&'static str],
    window: bool,
}

const BENCHES: &[Bench] = &[
    Bench { name: "The core", select: &["-p", "briefdesk-core"], window: false },
    Bench { name: "The window", select: &["-p", "briefdesk", "--bench", "window"], window: true },
];

/// Set for the bench programs under `--strength`. A variable, because a bench program refuses options it doesn't know.
const STRENGTH: &str = "BRIEFDESK_BENCH_STRENGTH";

/// `bench [--strength] [FILTER]`. A bench that fails doesn't keep the others from running.
pub fn bench(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let (strength, filter) = parse(arguments)?;
    tools::check()?;
    system::ensure(&[Purpose::Program, Purpose::WindowTests])?;
    ui::prepare()?;
    let mut all_well = true;
    for bench in BENCHES {
        let mut command = command(&argv(bench, filter.as_deref()));
        if strength {
            command.env(STRENGTH, "1");
        }
        println!("\n== {}", bench.name);
        let status = command.status().map_err(|error| process::cannot_start("cargo", &error))?;
        all_well &= status.success();
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn parse(arguments: &[OsString]) -> Result<(bool, Option<String>), Failure> {
    let words: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let (options, filters): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| word.starts_with('-'));
    if let Some(unknown) = options.iter().find(|option| *option != "--strength") {
        return Err(Failure::usage(format!("`bench` has no option {unknown}: [--strength] [FILTER].")));
    }
    if filters.len() > 1 {
        return Err(Failure::usage("`bench` takes one filter."));
    }
    Ok((!options.is_empty(), filters.into_iter().next()))
}

fn argv(bench: &Bench, filter: Option<&str>) -> Vec<String> {
    let filter = filter.map(|filter| ["--", filter]);
    let words = ["cargo", "bench"].iter().chain(bench.select).chain(filter.iter().flatten());
    let argv = words.map(|word| (*word).to_owned()).collect();
    if bench.window && cfg!(target_os = "linux") { in_a_window(argv) } else { argv }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn takes_strength_and_one_filter() {
        let parsed = |words: &[&str]| parse(&words.iter().map(OsString::from).collect::<Vec<_>>()).ok();
        assert_eq!(parsed(&[]), Some((false, None)));
        assert_eq!(parsed(&["save", "--strength"]), Some((true, Some("save".to_owned()))));
        assert_eq!(parsed(&["--fast"]), None);
        assert_eq!(parsed(&["one", "two"]), None);
    }

    #[test]
    fn the_filter_goes_to_the_bench_program() {
        assert_eq!(argv(&BENCHES[0], Some("save")).join(" "), "cargo bench -p briefdesk-core -- save");
    }
}
