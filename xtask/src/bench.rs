//! `bench`: the measurements, and one table of what they came to.
//!
//! There is no release build first: `cargo bench` builds the program that it starts, with the features it needs, and a
//! build of our own beside it would compile Tauri twice. For the same reason every command selects `--workspace`.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::needs::Purpose;
use crate::process::{self, command};
use crate::tests::in_a_window;
use crate::{Failure, system, tools, ui};

/// One program, or several, that measure.
struct Bench {
    name: &'static str,
    targets: &'static [&'static str],
    /// What they can be asked for.
    topics: &'static [&'static str],
    window: bool,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "The core",
        targets: &["comparing", "history", "pages", "saving"],
        topics: &["compare", "history", "render", "import", "save"],
        window: false,
    },
    Bench { name: "Exports", targets: &["exporting"], topics: &["export"], window: false },
    Bench {
        name: "The window",
        targets: &["window"],
        topics: &["kill", "type", "paste", "timeline", "start"],
        window: true,
    },
];

/// Set for the bench programs under `--strength`. A variable, because a bench program refuses options it doesn't know.
const STRENGTH: &str = "BRIEFDESK_BENCH_STRENGTH";

/// Sets the tests of power cuts, failing disks and kills to many times their usual number.
const STRENGTH_OF_TESTS: &str = "BRIEFDESK_STRENGTH";

/// Names the file to which the bench programs add their figures.
const FIGURES: &str = "BRIEFDESK_BENCH_FIGURES";

/// One test after the other: each of them uses every processor.
const STRENGTH_TEST: [&str; 9] =
    ["cargo", "test", "--workspace", "--release", "--test", "strength", "--", "--nocapture", "--test-threads=1"];

/// One line of the table.
type Row = [String; 4];

/// `bench [--strength] [FILTER]`. A bench that fails doesn't keep the others from running; a figure that misses its
/// limit is no failure, the table says so.
pub fn bench(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let (strength, topic) = parse(arguments)?;
    tools::check()?;
    system::ensure(&[Purpose::Program, Purpose::WindowTests])?;
    ui::prepare()?;
    let figures = figures_file()?;
    let mut all_well = true;
    for bench in BENCHES.iter().filter(|bench| covers(bench, topic.as_deref())) {
        println!("\n== {}", bench.name);
        if bench.window && !cfg!(target_os = "linux") {
            println!("This drives WebKitGTK and runs on Linux only; it is left out here.");
            continue;
        }
        let mut command = command(&argv(bench, topic.as_deref()));
        command.env(FIGURES, &figures);
        if strength {
            command.env(STRENGTH, "1");
        }
        let status = command.status().map_err(|error| process::cannot_start("cargo", &error))?;
        all_well &= status.success();
    }
    if strength && topic.is_none() {
        println!("\n== Power cuts, failing disks, kills");
        let mut command = command(&STRENGTH_TEST.map(str::to_owned));
        command.env(FIGURES, &figures).env(STRENGTH_OF_TESTS, "1");
        let status = command.status().map_err(|error| process::cannot_start("cargo", &error))?;
        all_well &= status.success();
    }
    print!("\n{}", table(&read(&figures)?));
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
    let topic = filters.into_iter().next();
    if let Some(unknown) = topic.as_ref().filter(|topic| !BENCHES.iter().any(|bench| covers(bench, Some(topic)))) {
        return Err(Failure::usage(format!("Nothing measures `{unknown}`: {}.", topics())));
    }
    Ok((!options.is_empty(), topic))
}

fn covers(bench: &Bench, topic: Option<&str>) -> bool {
    topic.is_none_or(|topic| bench.topics.contains(&topic))
}

fn topics() -> String {
    BENCHES.iter().flat_map(|bench| bench.topics).copied().collect::<Vec<_>>().join(", ")
}

fn argv(bench: &Bench, topic: Option<&str>) -> Vec<String> {
    let targets = bench.targets.iter().flat_map(|target| ["--bench", target]);
    let topic = topic.into_iter().flat_map(|topic| ["--", topic]);
    let words = ["cargo", "bench", "--workspace"].into_iter().chain(targets).chain(topic);
    let argv = words.map(str::to_owned).collect();
    if bench.window && cfg!(target_os = "linux") { in_a_window(argv) } else { argv }
}

/// The file of figures, empty, in the target folder, whatever that is called: this very program lies in it.
fn figures_file() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe().ok();
    let target = program.as_deref().and_then(|program| program.ancestors().nth(2));
    let file = target.unwrap_or(&std::env::temp_dir()).join("figures.tsv");
    fs::write(&file, "").map_err(|error| unusable(&file, &error))?;
    Ok(file)
}

fn read(file: &Path) -> Result<Vec<Row>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| unusable(file, &error))?;
    Ok(text.lines().map(row).collect())
}

fn unusable(file: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("The figures can't be kept in {}: {error}.", file.display()))
}

/// What was measured, what came out, its limit, and whether it holds; a figure without a limit has the last two empty.
fn row(line: &str) -> Row {
    let mut cells = line.split('\t').map(str::to_owned);
    [(); 4].map(|()| cells.next().unwrap_or_default())
}

fn table(rows: &[Row]) -> String {
    let head = ["what", "measured", "limit", "holds"].map(str::to_owned);
    let lines: Vec<&Row> = [&head].into_iter().chain(rows).collect();
    let width = |column: usize| lines.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let line = |row: &&Row| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("   ").trim_end())
    };
    lines.iter().map(line).collect()
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
        assert_eq!(parsed(&["save", "start"]), None);
        assert_eq!(parsed(&["coffee"]), None);
    }

    #[test]
    fn the_filter_goes_to_the_bench_programs_that_know_it() {
        let command = argv(&BENCHES[0], Some("save")).join(" ");
        assert_eq!(
            command,
            "cargo bench --workspace --bench comparing --bench history --bench pages --bench saving -- save"
        );
        assert!(covers(&BENCHES[0], Some("save")) && !covers(&BENCHES[2], Some("save")));
    }

    #[test]
    fn a_table_is_aligned() {
        let rows = [row("A page\t1.20 ms\t< 2 ms\tyes"), row("A longer × name\t7 ms\t\t")];
        let expected = "what              measured   limit    holds\n\
                        A page            1.20 ms    < 2 ms   yes\n\
                        A longer × name   7 ms\n";
        assert_eq!(table(&rows), expected);
    }
}
