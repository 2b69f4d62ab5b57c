//! Page themes as files.

use std::fs;

use crate::{Desk, json};

#[test]
fn a_theme_is_copied_changed_taken_in_and_used() {
    let desk = Desk::new();
    desk.file("a.md", b"# Sky\n\nOne.\n");
    desk.run(&["import", "a.md"]);
    assert_eq!(desk.run(&["themes"]), "brief\tChina Daily Brief\n");
    desk.run(&["themes", "copy", "brief", "--out", "mine"]);
    let styles = desk.path("mine/page.css");
    fs::write(&styles, fs::read_to_string(&styles).unwrap() + "h1 { color: teal; }\n").unwrap();
    desk.run(&["themes", "add", "mine", "--name", "港口"]);
    desk.run(&["themes", "use", "港口"]);
    assert_eq!(desk.run(&["themes"]), "brief\t\n港口\tChina Daily Brief\n");
    desk.run(&["export", "--all", "--format", "html", "--out", "out"]);
    assert!(fs::read_to_string(desk.path("out/sky.html")).unwrap().contains("color: teal"));
    fs::write(&styles, "h1 { color: olive; }\n").unwrap();
    desk.run(&["themes", "add", "mine", "--name", "港口"]);
    desk.run(&["export", "--all", "--format", "html", "--layout", "folder", "--out", "out"]);
    assert!(fs::read_to_string(desk.path("out/sky/index.html")).unwrap().contains("color: olive"));
}

#[test]
fn a_theme_that_is_wrong_is_told_with_its_line_and_not_taken() {
    let desk = Desk::new();
    desk.file("a.md", b"# Sky\n");
    desk.run(&["import", "a.md"]);
    desk.run(&["themes", "copy", "brief", "--out", "mine"]);
    assert!(desk.fails(1, &["themes", "copy", "brief", "--out", "mine"]).contains("is not overwritten"));
    assert!(desk.fails(1, &["themes", "add", "mine", "--name", "brief"]).contains("no theme can be called \"brief\""));
    fs::write(desk.path("mine/page.html"), "<p>\n{{ title|nonsense }}\n").unwrap();
    let complaint = desk.fails(1, &["themes", "add", "mine", "--name", "Harbour"]);
    assert!(complaint.contains("page.html, line 2"), "{complaint}");
    fs::write(desk.path("mine/page.html"), "<p>\n\n<script>alert(1)</script>\n").unwrap();
    let complaint = desk.fails(1, &["themes", "add", "mine", "--name", "Harbour"]);
    assert!(complaint.contains("page.html, line 3: <script> may not stand"), "{complaint}");
    fs::write(desk.path("mine/page.html"), [0xFF, 0xFE, 0x00]).unwrap();
    assert!(desk.fails(1, &["themes", "add", "mine", "--name", "Harbour"]).contains("not a text file"));
    fs::write(desk.path("mine/page.html"), vec![b'a'; 300 << 10]).unwrap();
    assert!(desk.fails(1, &["themes", "add", "mine", "--name", "Harbour"]).contains("larger than"));
    assert!(desk.fails(1, &["themes", "add", "nowhere", "--name", "Harbour"]).contains("nowhere"));
    assert!(desk.fails(1, &["themes", "use", "Harbour"]).contains("`briefdesk themes`"));
    assert_eq!(desk.run(&["themes"]), "brief\tChina Daily Brief\n");
    let files = json(&desk.run(&["export", "--all", "--format", "html", "--out", "out", "--json"]));
    assert!(!files[0]["warnings"].to_string().contains("theme"));
}
