//! HTML pages: valid, accessible, and safe whatever a brief says.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::desk::{self, named};
use super::hostile::unsafe_page;
use super::injections;
use super::tools::{Finding, ask, none, run, scripts};

/// What the Nu HTML checker calls an error in the pages of `folder`.
fn invalid(folder: &Path) -> Vec<Finding> {
    let jar = scripts().join("node_modules/vnu-jar/build/dist/vnu.jar");
    let arguments =
        ["-jar", jar.to_str().unwrap(), "--errors-only", "--format", "json", "--exit-zero-always", "--stdout", "."];
    let said: Value = serde_json::from_str(&run("java", &arguments, folder)).unwrap();
    let finding = |message: &Value| Finding {
        page: message["url"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned(),
        what: message["message"].as_str().unwrap_or_default().to_owned(),
        r#where: message["extract"].as_str().unwrap_or_default().to_owned(),
    };
    said["messages"].as_array().unwrap().iter().map(finding).collect()
}

#[test]
#[ignore = "needs Java: cargo xtask conform"]
fn every_page_is_valid_html() {
    let (folder, files) = desk::samples().export(&["--format", "html"]);
    none(&named(invalid(&folder), &files));
}

#[test]
#[ignore = "needs Java: cargo xtask conform"]
fn hostile_words_still_make_a_valid_page() {
    // Not in Markdown: whoever nests HTML against its rules there gets that HTML, made harmless.
    let (folder, files) = desk::hostile_words().export(&["--format", "html"]);
    none(&named(invalid(&folder), &files));
}

#[test]
#[ignore = "needs Java: cargo xtask conform"]
fn the_checker_sees_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wrong.html"), "<!doctype html><html lang=en><title>x</title><img src=y>").unwrap();
    assert_eq!(invalid(folder.path()).len(), 1);
}

#[test]
#[ignore = "needs Chromium: cargo xtask conform"]
fn no_page_keeps_anybody_out() {
    let (folder, files) = desk::samples().export(&["--format", "html"]);
    none(&named(ask("axe.mjs", &folder, &[]), &files));
}

#[test]
#[ignore = "needs Chromium: cargo xtask conform"]
fn nothing_in_a_page_runs_or_loads() {
    let (folder, files) = desk::hostile().export(&["--format", "html"]);
    none(&named(ask("watch.mjs", &folder, &["with-policy"]), &files));
}

#[test]
#[ignore = "needs Chromium: cargo xtask conform"]
fn nothing_in_a_page_runs_or_loads_without_its_policy_either() {
    let (folder, files) = desk::hostile().export(&["--format", "html"]);
    none(&named(ask("watch.mjs", &folder, &["without-policy"]), &files));
}

/// The watch is worth what it sees: most of the list does run, where nothing is escaped.
#[test]
#[ignore = "needs Chromium: cargo xtask conform"]
fn the_watch_sees_what_runs() {
    let folder = tempfile::tempdir().unwrap();
    let all = injections::all();
    for (number, (_, string)) in all.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:03}.html")), unsafe_page(string)).unwrap();
    }
    let findings = ask("watch.mjs", folder.path(), &["without-policy"]);
    let active = |finding: &&Finding| finding.what.starts_with("alert(") || finding.what.starts_with("asked for");
    let mut pages: Vec<_> = findings.iter().filter(active).map(|finding| finding.page.as_str()).collect();
    pages.sort_unstable();
    pages.dedup();
    assert!(pages.len() >= 150, "of {} pages only {} were seen to do something", all.len(), pages.len());
}
