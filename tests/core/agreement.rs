//! What the page makes of Markdown, kept as files that the window's editor is held against: `ui/src/sheet/markdown/parser`.
//!
//! `BRIEFDESK_BLESS=1 cargo test -p briefdesk-core agreement` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use briefdesk_core::markdown::spans;

/// Each span as `KIND FROM-TO`, in UTF-16 code units.
fn shown(markdown: &str) -> Vec<String> {
    spans(markdown).iter().map(|span| format!("{} {}-{}", span.kind, span.from, span.to)).collect()
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// One line for each case, so that a difference reads as one.
fn check(path: &str, cases: &BTreeMap<String, Vec<String>>) {
    let lines: Vec<String> = cases
        .iter()
        .map(|(name, spans)| {
            format!("  {}: {}", serde_json::to_string(name).unwrap(), serde_json::to_string(spans).unwrap())
        })
        .collect();
    let now = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let path = project(path);
    if std::env::var_os("BRIEFDESK_BLESS").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let stale: Vec<(&str, Option<&str>)> = now
        .lines()
        .enumerate()
        .map(|(number, line)| (line, kept.lines().nth(number)))
        .filter(|(now, kept)| Some(*now) != *kept)
        .collect();
    assert!(
        stale.is_empty() && kept.len() == now.len(),
        "{} is stale, first here: {:#?}",
        path.display(),
        stale.first()
    );
}

#[test]
fn the_page_reads_our_own_cases_as_the_file_says() {
    let cases = fs::read_to_string(project("tests/fixtures/markdown/cases.json")).unwrap();
    let cases: BTreeMap<String, String> = serde_json::from_str(&cases).unwrap();
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    let read = cases.into_iter().map(|(name, text)| (name, shown(&text))).collect();
    check("tests/fixtures/markdown/cases.spans.json", &read);
}

/// The examples of the CommonMark specification come with an npm package of the UI's tests. What is kept of them are numbers.
#[test]
fn the_page_reads_the_specification_as_the_file_says() {
    let Ok(specification) = fs::read_to_string(project("ui/node_modules/commonmark-spec/spec.txt")) else {
        eprintln!("the specification is not here: `npm ci` in ui/ brings it");
        return;
    };
    let read: BTreeMap<String, Vec<String>> = examples(&specification)
        .into_iter()
        .enumerate()
        .map(|(index, text)| (format!("{:03}", index + 1), shown(&text)))
        .collect();
    assert_eq!(read.len(), 652);
    check("tests/fixtures/markdown/specification.spans.json", &read);
}

/// The Markdown of each example, in order; `→` stands for a tab.
fn examples(specification: &str) -> Vec<String> {
    let fence = "`".repeat(32);
    let start = format!("{fence} example");
    let mut found = Vec::new();
    let mut lines = specification.lines();
    while lines.by_ref().any(|line| line == start) {
        let markdown: String = lines.by_ref().take_while(|line| *line != ".").map(|line| format!("{line}\n")).collect();
        found.push(markdown.replace('→', "\t"));
    }
    found
}
