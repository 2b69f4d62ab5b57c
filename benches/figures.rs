//! What the bench programs have in common: what was asked for, and how a figure is handed on.
//!
//! A figure is printed, and added to the file that `cargo xtask bench` names, which makes one table of all of them. A
//! figure that misses its limit is no failure: it is there to be read.

use std::fs::OpenOptions;
use std::io::Write;

/// One line of the table.
pub struct Figure {
    /// What was measured.
    pub what: &'static str,
    /// What came out, with its unit.
    pub measured: String,
    /// What it is held against, and whether it keeps it. Without one it is only told.
    pub limit: Option<(String, bool)>,
}

impl Figure {
    /// Hands the figure on.
    pub fn report(&self) {
        let (limit, holds) = match &self.limit {
            Some((limit, true)) => (limit.as_str(), "yes"),
            Some((limit, false)) => (limit.as_str(), "no"),
            None => ("", ""),
        };
        let line = format!("{}\t{}\t{limit}\t{holds}", self.what, self.measured);
        println!("{}: {}", self.what, self.measured);
        let Some(file) = std::env::var_os("BRIEFDESK_BENCH_FIGURES") else { return };
        let mut file = OpenOptions::new().create(true).append(true).open(file).expect("the figures' file opens");
        writeln!(file, "{line}").expect("the figure is written");
    }
}

/// Whether `topic` is to be measured: it is when nothing else was asked for. Cargo says `--bench` only when it
/// measures, and not when it runs every target as a test.
pub fn wanted(topic: &str) -> bool {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut filters = arguments.iter().filter(|argument| !argument.starts_with('-')).peekable();
    let measures = arguments.iter().any(|argument| argument == "--bench");
    measures && (filters.peek().is_none() || filters.any(|filter| topic == filter))
}

/// How often to do what is done `usual` times: more often when strength was asked for.
pub fn rounds(usual: usize) -> usize {
    if std::env::var_os("BRIEFDESK_BENCH_STRENGTH").is_some() { usual * 4 } else { usual }
}
