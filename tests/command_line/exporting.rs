//! `export`: what it says, what it leaves alone, and what is left when it is stopped.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use briefdesk_core::brief::{Brief, Ids, RandomIds};
use briefdesk_core::store::Store;
use jiff::Timestamp;

use super::{Desk, json, stderr};

/// A library of so many briefs, which take some time to export.
fn library(desk: &Desk, briefs: usize) {
    let mut store = Store::open(&desk.path("a.briefdesk")).unwrap();
    for number in 0..briefs {
        let headline = format!("Ferry {number}");
        let body = format!("The tide of day {number} is late. 第{number}天的潮水来迟了。\n\n").repeat(60);
        let brief = Brief { headline, body, ..Brief::default() };
        store.save_brief(RandomIds.brief(), 0, brief, Timestamp::now()).unwrap();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Starts an export of everything, and gives it back as soon as the first page is there.
fn begun(desk: &Desk) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefdesk"));
    let arguments = ["--library", "a.briefdesk", "export", "--all", "--format", "html", "--out", "out"];
    command.current_dir(desk.folder.path()).args(arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    while !names(&desk.path("out")).iter().any(|name| name.ends_with(".html")) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before its first page");
    }
    child
}

#[track_caller]
fn assert_pages_are_whole(desk: &Desk) {
    for name in names(&desk.path("out")).iter().filter(|name| name.ends_with(".html")) {
        let page = fs::read_to_string(desk.path("out").join(name)).unwrap();
        assert!(page.trim_end().ends_with("</html>"), "{name}");
    }
}

#[test]
fn an_export_that_is_killed_leaves_no_half_page_and_is_taken_up_again() {
    let desk = Desk::new();
    library(&desk, 400);
    let mut child = begun(&desk);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_pages_are_whole(&desk);
    let files = json(&desk.run(&["export", "--all", "--format", "html", "--out", "out", "--json"]));
    assert_eq!(files.as_array().unwrap().len(), 400);
    assert_pages_are_whole(&desk);
    let pages = names(&desk.path("out")).into_iter().filter(|name| name.ends_with(".html")).count();
    assert_eq!(pages, 400, "each brief has found its own page again");
}

#[cfg(unix)]
#[test]
fn an_interrupted_export_says_what_it_did_and_leaves_nothing_else() {
    let desk = Desk::new();
    library(&desk, 400);
    let child = begun(&desk);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let pages = names(&desk.path("out"));
    assert!(pages.iter().all(|name| name.ends_with(".html")), "{pages:?}");
    let told = format!("briefdesk: cancelled; {} of 400 files are done\n", pages.len());
    assert!(stderr(&output).ends_with(&told), "{}", stderr(&output));
    assert_pages_are_whole(&desk);
}

#[test]
fn again_with_nothing_changed_nothing_is_written() {
    let desk = Desk::new();
    library(&desk, 3);
    let export = ["export", "--all", "--format", "markdown", "--format", "html", "--out", "out", "--json"];
    let states = |files: &serde_json::Value| -> Vec<_> {
        files.as_array().unwrap().iter().map(|file| file["state"]["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(states(&json(&desk.run(&export))), ["written"; 6]);
    let times = || -> Vec<_> {
        let folder = desk.path("out");
        names(&folder).iter().map(|name| folder.join(name).metadata().unwrap().modified().unwrap()).collect()
    };
    let before = times();
    let again = json(&desk.run(&export));
    assert_eq!((states(&again), times()), (vec!["unchanged".to_owned(); 6], before));
    assert_eq!(again[0]["parts"][0]["state"]["kind"], "whole");
}

#[test]
fn a_changed_file_is_left_and_told_of() {
    let desk = Desk::new();
    library(&desk, 2);
    desk.run(&["export", "--all", "--format", "markdown", "--out", "out"]);
    fs::write(desk.path("out/ferry-1.md"), "mine").unwrap();
    let told = desk.fails(1, &["export", "--all", "--format", "markdown", "--out", "out"]);
    assert!(told.contains("ferry-1.md: somebody changed the file"), "{told}");
    assert_eq!(fs::read(desk.path("out/ferry-1.md")).unwrap(), b"mine");
}

#[test]
fn a_pattern_and_a_final_export() {
    let desk = Desk::new();
    let id = desk.import_page();
    let printed =
        desk.run(&["export", &id, "--format", "markdown", "--out", "out", "--pattern", "{lang}/{id}", "--final"]);
    let path = desk.path(&format!("out/en/{id}.md"));
    assert!(printed.trim_end().ends_with(&format!("{id}.md")) && path.is_file(), "{printed}");
    assert_eq!(json(&desk.run(&["list", "--json"]))[0]["status"], "exported");
    let told = desk.fails(1, &["export", &id, "--format", "html", "--out", "out", "--pattern", "../{slug}"]);
    assert!(told.contains("\"../{slug}\" can't name files"), "{told}");
}

#[cfg(unix)]
#[test]
fn no_room_for_a_page_leaves_the_older_one() {
    let desk = Desk::new();
    library(&desk, 1);
    desk.run(&["export", "--all", "--format", "html", "--out", "out"]);
    let older = fs::read(desk.path("out/ferry-0.html")).unwrap();
    let mut store = Store::open(&desk.path("a.briefdesk")).unwrap();
    let row = store.list_briefs(&Default::default()).unwrap().remove(0);
    let mut stored = store.open_brief(row.id).unwrap();
    // Little for the library, which compresses it, and much for the page.
    stored.brief.body = "tide ".repeat(600_000);
    store.save_brief(row.id, stored.revision, stored.brief, Timestamp::now()).unwrap();
    drop(store);
    let script = format!(
        "trap '' XFSZ; ulimit -f 2000; exec '{}' --library a.briefdesk export --all --format html --out out",
        env!("CARGO_BIN_EXE_briefdesk")
    );
    let output = Command::new("sh").current_dir(desk.folder.path()).args(["-c", &script]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("\"Ferry 0\"") && stderr(&output).contains("not exported: "),
        "{}",
        stderr(&output)
    );
    assert_eq!(names(&desk.path("out")), ["ferry-0.html"]);
    assert_eq!(fs::read(desk.path("out/ferry-0.html")).unwrap(), older);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    library(&desk, 2);
    let out = desk.path("out");
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    let is_kept_out = fs::File::create(out.join("try")).is_err();
    if is_kept_out {
        let output = desk.on("a.briefdesk", &["export", "--all", "--format", "html", "--out", "out"]);
        assert_eq!((output.status.code(), stderr(&output).matches("no permission for").count()), (Some(1), 2));
        assert!(names(&out).is_empty());
    }
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).unwrap();
}
