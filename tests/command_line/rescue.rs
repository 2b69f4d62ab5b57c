//! Backups, verifying, and libraries that were damaged.

use std::fs;

use crate::{Desk, stderr};

const PAGE: usize = 4096;

/// Overwrites a page of a file with bytes that mean nothing.
fn damage(desk: &Desk, library: &str, page: usize) -> Vec<u8> {
    let mut bytes = fs::read(desk.path(library)).unwrap();
    bytes[page * PAGE..(page + 1) * PAGE].fill(0xA7);
    fs::write(desk.path(library), &bytes).unwrap();
    bytes
}

#[test]
fn a_backup_is_a_library_of_its_own_and_verifies() {
    let desk = Desk::new();
    let id = desk.import_page();
    assert_eq!(desk.run(&["backup", "copy.briefdesk"]), "1 brief, 0 revisions, 0 images in copy.briefdesk\n");
    assert_eq!(desk.run(&["verify", "copy.briefdesk"]), "1 brief, 0 revisions, 0 images, sound\n");
    let shown = desk.on("copy.briefdesk", &["show", &id, "--json"]);
    assert_eq!(String::from_utf8(shown.stdout).unwrap(), desk.run(&["show", &id, "--json"]));
}

#[test]
fn a_backup_overwrites_nothing() {
    let desk = Desk::new();
    desk.import_page();
    desk.file("notes.txt", b"notes");
    assert!(desk.fails(1, &["backup", "notes.txt"]).contains("notes.txt is there already"));
    assert_eq!(fs::read(desk.path("notes.txt")).unwrap(), b"notes");
    assert!(desk.fails(1, &["backup", "nowhere/copy.briefdesk"]).contains("nowhere"));
}

#[test]
fn verify_says_what_is_wrong_and_what_to_do_and_changes_nothing() {
    let desk = Desk::new();
    desk.import_page();
    desk.run(&["backup", "copy.briefdesk"]);
    let bytes = damage(&desk, "copy.briefdesk", 1);
    let output = desk.on("a.briefdesk", &["verify", "copy.briefdesk"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).lines().all(|line| line.starts_with("briefdesk: copy.briefdesk: ")), "{}", stderr(&output));
    assert!(stderr(&output).contains("use a backup"));
    assert!(String::from_utf8(output.stdout).unwrap().contains("finding"));
    assert_eq!(fs::read(desk.path("copy.briefdesk")).unwrap(), bytes);
    assert!(desk.fails(1, &["verify", "missing.briefdesk"]).contains("missing.briefdesk"));
    desk.file("notes.txt", b"some notes, and more than a header of them");
    assert!(desk.fails(1, &["verify", "notes.txt"]).contains("not a Briefdesk library"));
}

#[test]
fn a_damaged_library_is_salvaged_once_and_said_to_be() {
    let desk = Desk::new();
    let id = desk.import_page();
    let bytes = damage(&desk, "a.briefdesk", 0);
    let output = desk.on("a.briefdesk", &["list"]);
    assert!(output.status.success() && String::from_utf8(output.stdout.clone()).unwrap().starts_with(&id));
    let said = stderr(&output);
    assert_eq!(said.lines().count(), 1, "{said}");
    let copy = said.trim_end().rsplit(' ').next().unwrap();
    assert!(said.contains("a.briefdesk was damaged: 1 brief, 0 revisions, 0 images could be saved"), "{said}");
    assert_eq!(fs::read(desk.path(copy)).unwrap(), bytes);
    assert!(stderr(&desk.on("a.briefdesk", &["list"])).is_empty());
}
