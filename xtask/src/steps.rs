//! Running steps one after the other: each one's output is shown as it comes and kept for counting, each one's time is
//! taken, and a failing step stops nobody.

use std::io::{self, IsTerminal, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::count::{Counting, Tally, failures, tally};
use crate::process::{cannot_start, command};

/// One thing to run, and how to count what it says.
#[derive(Debug)]
pub struct Step {
    pub name: &'static str,
    pub counting: Counting,
    /// The folder below the root to run in; empty for the root.
    pub folder: &'static str,
    pub argv: Vec<String>,
}

/// How a step went.
pub struct Report {
    name: &'static str,
    pub tally: Tally,
    /// The tests that failed, by name.
    failures: Vec<String>,
    took: Duration,
}

/// Nobody is there to press Ctrl+C in continuous integration, where the whole run must end within forty minutes.
const WHOLE_RUN: Duration = Duration::from_secs(38 * 60);

/// How long a program that left its output open to a forgotten child is waited for.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Does a part of the set-up. It counts as nothing when it works and as one failure when it doesn't.
pub fn prepare(name: &'static str, work: impl FnOnce() -> Result<(), Failure>) -> Report {
    let start = Instant::now();
    let outcome = work();
    if let Err(failure) = &outcome {
        println!("\n== {name}\n{failure}");
    }
    let tally = Tally { passed: 0, failed: usize::from(outcome.is_err()) };
    Report { name, tally, failures: Vec::new(), took: start.elapsed() }
}

/// Runs a step. `began` is when the whole run did.
pub fn run(step: &Step, began: Instant) -> Report {
    println!("\n== {}: {}", step.name, typed(&step.argv));
    let start = Instant::now();
    let (succeeded, output) = match stream(to_run(step, began), io::stdout()) {
        Ok((status, output)) => (status.success(), output),
        Err(error) => {
            println!("{}", cannot_start(&step.argv[0], &error));
            (false, String::new())
        }
    };
    let report = Report {
        name: step.name,
        tally: tally(step.counting, succeeded, &output),
        failures: failures(step.counting, &output),
        took: start.elapsed(),
    };
    println!("-- {}", line(&report));
    report
}

/// Prints every report, with the names of what failed, and the closing line; true when nothing failed.
pub fn conclude(reports: &[Report]) -> bool {
    println!();
    let mut total = Tally::default();
    for report in reports {
        total += report.tally;
        println!("{}", line(report));
        for name in &report.failures {
            println!("          {name}");
        }
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
    total.failed == 0
}

fn line(report: &Report) -> String {
    let Tally { passed, failed } = report.tally;
    let word = if failed == 0 { "ok    " } else { "FAILED" };
    let counts = if (passed, failed) == (0, 0) { String::new() } else { format!("{passed} passed, {failed} failed") };
    format!("{word}  {:<24} {counts:<24} {:>9}", report.name, spoken(report.took))
}

/// The command as it can be typed again.
fn typed(argv: &[String]) -> String {
    let quoted = |word: &String| if word.contains(' ') { format!("'{word}'") } else { word.clone() };
    argv.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// `0.4 s`, `12.0 s`, `3 min 05 s`.
fn spoken(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 60.. => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

fn to_run(step: &Step, began: Instant) -> Command {
    let mut argv = step.argv.clone();
    if std::env::var_os("CI").is_some() && cfg!(target_os = "linux") {
        let left = WHOLE_RUN.saturating_sub(began.elapsed()).as_secs().max(30);
        argv.splice(0..0, ["timeout".into(), "--verbose".into(), "--kill-after=15".into(), left.to_string()]);
    }
    let mut command = command(&argv);
    command.current_dir(crate::root().join(step.folder));
    // The programs see a pipe and would drop their colours, though a person is looking.
    if io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    command
}

/// Runs `command`, passing on to `out` what it prints (both streams, in order) and keeping a copy.
fn stream(mut command: Command, out: impl Write + Send + 'static) -> io::Result<(ExitStatus, String)> {
    let (reader, writer) = io::pipe()?;
    let mut child = command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer).spawn()?;
    // It still holds our ends of the pipe, and the output would never come to its end.
    drop(command);
    let copy = Arc::new(Mutex::new(Vec::new()));
    let (ended, end) = mpsc::channel();
    thread::spawn({
        let copy = Arc::clone(&copy);
        move || {
            pass_on(reader, out, &copy);
            let _ = ended.send(());
        }
    });
    let status = child.wait()?;
    // A browser process that outlives its test keeps the pipe open: don't wait for that.
    let _ = end.recv_timeout(LAST_WORDS);
    let copy = copy.lock().unwrap_or_else(PoisonError::into_inner);
    Ok((status, String::from_utf8_lossy(&copy).into_owned()))
}

fn pass_on(mut reader: impl Read, mut out: impl Write, copy: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 8192];
    while let Ok(length @ 1..) = reader.read(&mut buffer) {
        let _ = out.write_all(&buffer[..length]).and_then(|()| out.flush());
        copy.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&buffer[..length]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_of_time_as_people_do() {
        assert_eq!(spoken(Duration::from_millis(440)), "0.4 s");
        assert_eq!(spoken(Duration::from_secs(59)), "59.0 s");
        assert_eq!(spoken(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    #[cfg(unix)]
    fn keeps_both_streams_in_order() {
        let (status, output) =
            stream(command(&["sh", "-c", "echo one; echo two >&2; echo three; exit 3"]), io::sink()).unwrap();
        assert_eq!((status.code(), output.as_str()), (Some(3), "one\ntwo\nthree\n"));
    }

    #[test]
    #[cfg(unix)]
    fn does_not_wait_for_a_forgotten_child() {
        let start = Instant::now();
        let (_, output) = stream(command(&["sh", "-c", "echo said; sleep 30 &"]), io::sink()).unwrap();
        assert_eq!(output, "said\n");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_program_that_is_not_there_is_one_failure() {
        let step = Step {
            name: "none",
            counting: Counting::Whole,
            folder: "",
            argv: vec!["no-such-program-of-briefdesk".into()],
        };
        assert_eq!(run(&step, Instant::now()).tally, Tally { passed: 0, failed: 1 });
    }
}
