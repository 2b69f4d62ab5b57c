//! The program without a window, as a script calls it.

#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect has failed")]

mod exporting;
mod history;
mod rescue;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PAGE: &[u8] = include_bytes!("../fixtures/page-text/complete.txt");

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.path(name), bytes).unwrap();
        name.to_owned()
    }

    /// Runs the program in the desk's folder on the library `name`.
    fn on(&self, library: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefdesk"));
        command.current_dir(self.folder.path()).args(["--library", library]).args(arguments);
        command.output().unwrap()
    }

    /// Runs the program, which must succeed, and gives what it printed.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> String {
        let output = self.on("a.briefdesk", arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the program, which must fail with `code`, and gives the one line that it complained with.
    #[track_caller]
    fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.on("a.briefdesk", arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
        let complaint = stderr(&output);
        assert_eq!(complaint.lines().count(), 1, "one line: {complaint}");
        complaint
    }

    /// Imports the page and gives its id.
    fn import_page(&self) -> String {
        let file = self.file("page.txt", PAGE);
        self.run(&["import", &file]).split('\t').next().unwrap().to_owned()
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn import_prints_the_id_and_the_headline() {
    let desk = Desk::new();
    let file = desk.file("page.txt", PAGE);
    let printed = desk.run(&["import", &file]);
    let (id, headline) = printed.trim_end().split_once('\t').unwrap();
    assert_eq!(id.len(), 36);
    assert_eq!(Some(headline.as_bytes()), PAGE.split(|byte| *byte == b'\n').next());
}

#[test]
fn show_gives_the_whole_brief_by_a_shortened_id() {
    let desk = Desk::new();
    let id = desk.import_page();
    let brief = json(&desk.run(&["show", &id[..13], "--json"]));
    assert_eq!(brief["id"], *id);
    assert_eq!(brief["takeaways"].as_array().map(Vec::len), Some(3));
    assert!(brief["hero"]["alt"].as_str().is_some_and(|alt| !alt.is_empty()) && brief["hero"]["image"].is_null());
    for key in ["label", "title", "text", "byline", "tag"] {
        assert!(!brief["analysis"][key].as_str().unwrap().is_empty(), "{key}");
    }
    for key in ["headline", "summary", "body", "publication", "language", "status", "created_at", "updated_at"] {
        assert!(brief[key].is_string(), "{key}");
    }
    for key in [
        "slug",
        "byline",
        "section",
        "tags",
        "dateline",
        "sources",
        "canonical_url",
        "related",
        "published_at",
        "embargo_until",
    ] {
        assert!(brief.get(key).is_some(), "{key}");
    }
    assert_eq!(brief["revision"], 1);
}

#[test]
fn list_finds_and_filters() {
    let desk = Desk::new();
    let id = desk.import_page();
    desk.file("other.md", "---\ntitle: 央行再降准\nstatus: ready\nlang: zh-Hans\n---\n\n宽松。\n".as_bytes());
    desk.run(&["import", "other.md"]);
    let ids = |arguments: &[&str]| {
        let rows = json(&desk.run(&[&["list", "--json"], arguments].concat()));
        rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[]).len(), 2);
    assert_eq!(ids(&["--status", "draft"]), [id]);
    assert_eq!(ids(&["--query", "降准"]).len(), 1);
    let row = &json(&desk.run(&["list", "--json", "--status", "ready"]))[0];
    assert_eq!((row["headline"].as_str(), row["words"].as_u64()), (Some("央行再降准"), Some(7)));
}

#[test]
fn markdown_goes_out_and_comes_back_the_same() {
    let desk = Desk::new();
    let id = desk.import_page();
    desk.run(&["export", &id, "--format", "markdown", "--out", "out"]);
    let first = fs::read_dir(desk.path("out")).unwrap().next().unwrap().unwrap().path();
    let other = desk.on("b.briefdesk", &["import", first.to_str().unwrap()]);
    assert!(String::from_utf8(other.stdout).unwrap().starts_with(&id), "a brief keeps its id in another library");
    desk.on("b.briefdesk", &["export", "--all", "--format", "markdown", "--out", "again"]);
    let second = desk.path("again").join(first.file_name().unwrap());
    assert_eq!(fs::read(second).unwrap(), fs::read(first).unwrap());
}

#[test]
fn a_picture_travels_with_the_markdown() {
    let desk = Desk::new();
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(4, 3).write_to(&mut png, image::ImageFormat::Png).unwrap();
    desk.file("sky.png", &png.into_inner());
    desk.file("a.md", b"---\nschema: brief/1\ntitle: Sky\nhero:\n  src: sky.png\n  alt: A sky.\n---\n");
    desk.run(&["import", "a.md"]);
    desk.run(&["export", "--all", "--format", "markdown", "--out", "out"]);
    desk.run(&["export", "--all", "--format", "html", "--out", "out"]);
    assert!(fs::read_to_string(desk.path("out/sky.html")).unwrap().contains("<img src=\"data:image/png;base64,"));
    let other = desk.on("b.briefdesk", &["import", "out/sky.md"]);
    assert!(other.status.success());
    let id = String::from_utf8(other.stdout).unwrap();
    let shown = desk.on("b.briefdesk", &["show", id.split('\t').next().unwrap(), "--json"]);
    let hash = json(&String::from_utf8(shown.stdout).unwrap())["hero"]["image"].clone();
    assert!(desk.path(&format!("out/images/{}.png", hash.as_str().unwrap())).exists());
}

#[test]
fn export_tells_what_it_wrote_and_never_lets_two_briefs_share_a_file() {
    let desk = Desk::new();
    desk.file("a.md", b"# Same\n\nOne.\n");
    desk.run(&["import", "a.md", "a.md"]);
    let files = json(&desk.run(&["export", "--all", "--format", "html", "--out", "out", "--json"]));
    let paths: Vec<_> = files.as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert!(paths.len() == 2 && paths[0] != paths[1] && paths.iter().all(|path| desk.path(path).exists()), "{paths:?}");
    assert_eq!(files[0]["warnings"][0], "address_missing");
    let again = json(&desk.run(&["export", "--all", "--format", "html", "--out", "out", "--json"]));
    let paths_again: Vec<_> = again.as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths_again, paths, "each brief keeps its file");
    assert_eq!((&again[0]["state"]["kind"], &again[0]["warnings"]), (&"unchanged".into(), &files[0]["warnings"]));
    assert_eq!(fs::read_dir(desk.path("out")).unwrap().count(), 2);
}

#[test]
fn failures_are_a_line_each_and_the_rest_is_done() {
    let desk = Desk::new();
    let (page, empty) = (desk.file("page.txt", PAGE), desk.file("empty.txt", b""));
    let output = desk.on("a.briefdesk", &["import", &empty, "missing.txt", &page]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output).lines().count(), 2);
    assert!(stderr(&output).contains("empty.txt is empty"));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
}

#[test]
fn what_can_not_be_done_is_said_in_one_line() {
    let desk = Desk::new();
    let complaint = desk.fails(1, &["list"]);
    assert!(complaint.contains("there is no library at") && complaint.contains("a.briefdesk"), "{complaint}");
    assert!(!desk.path("a.briefdesk").exists());
    desk.import_page();
    assert!(desk.fails(1, &["show", "ffff"]).contains("`briefdesk list`"));
    assert!(desk.fails(1, &["open", "ffff"]).contains("ffff"));
    desk.file("twice.md", b"---\ntitle: A\ntitle: B\n---\n");
    assert!(desk.fails(1, &["import", "twice.md"]).contains("line 3"));
    desk.file("notes.bin", b"x");
    assert!(desk.fails(1, &["import", "notes.bin"]).contains(".txt, .md or .html"));
    fs::write(desk.path("in the way"), "a file").unwrap();
    desk.fails(1, &["export", "--all", "--format", "html", "--out", "in the way"]);
}

#[test]
fn a_pdf_without_a_screen_is_said_to_need_one_and_begins_nothing() {
    let desk = Desk::new();
    desk.import_page();
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefdesk"));
    command.current_dir(desk.folder.path()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.args(["--library", "a.briefdesk", "export", "--all", "--format", "pdf", "--out", "out"]);
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).lines().count()), (Some(1), 1), "{}", stderr(&output));
    let sentence = if cfg!(target_os = "linux") { "a PDF needs a screen" } else { "no PDF on this system" };
    assert!(stderr(&output).contains(sentence) && !desk.path("out").exists());
}

#[test]
fn a_full_disk_under_the_output_is_a_failure() {
    let desk = Desk::new();
    desk.import_page();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefdesk"));
    let status = command
        .current_dir(desk.folder.path())
        .args(["--library", "a.briefdesk", "list"])
        .stdout(full)
        .stderr(std::process::Stdio::null());
    assert_eq!(status.status().unwrap().code(), Some(1));
}

#[test]
fn a_library_in_no_folder_is_said_to_be_so() {
    let desk = Desk::new();
    let output = desk.on("nowhere/a.briefdesk", &["import", "x.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("nowhere"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("permission"));
}

#[test]
fn several_programs_may_begin_one_library_at_once() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let begin = |_| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefdesk"));
        command
            .current_dir(desk.folder.path())
            .args(["--library", "a.briefdesk", "import", "page.txt"])
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..6).map(begin).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(desk.run(&["list"]).lines().count(), 6);
}

#[test]
fn a_wrong_command_is_code_2() {
    let desk = Desk::new();
    for wrong in [
        &["exprot"][..],
        &["export", "--all", "--format", "rtf", "--out", "x"],
        &["show"],
        &["list", "--status", "perfect"],
    ] {
        assert_eq!(desk.on("a.briefdesk", wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn other_files_are_no_libraries_and_stay_as_they_are() {
    let desk = Desk::new();
    desk.file("notes.briefdesk", b"some notes, and more than a header of them");
    let output = desk.on("notes.briefdesk", &["list"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("not a Briefdesk library"));
    assert_eq!(fs::read(desk.path("notes.briefdesk")).unwrap(), b"some notes, and more than a header of them");
}
