//! PDFs, from the command line and from the window, read by a program that knows nothing of how they were made.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use briefdesk_core::brief::{Analysis, Brief, Hero, Ids, ImageHash, Publication, RandomIds, Takeaway};
use briefdesk_core::store::Picture;

use crate::driver::wait_until;
use crate::window::Desk;
use fantoccini::key::Key;

fn briefdesk(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefdesk"));
    command.current_dir(desk.folder.path()).arg("--library").arg(desk.library()).args(arguments);
    command
}

/// Exports all briefs and gives the files, in the order of their names.
#[track_caller]
fn export(desk: &Desk) -> Vec<PathBuf> {
    let output = briefdesk(desk, &["export", "--all", "--format", "pdf", "--out", "out"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut files: Vec<_> = std::fs::read_dir(desk.path("out")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn read(program: &str, arguments: &[&str], file: &Path) -> String {
    let Output { status, stdout, stderr } = Command::new(program).args(arguments).arg(file).arg("-").output().unwrap();
    assert!(status.success(), "{program}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// What can be searched for and copied, without white space: lines are broken where they are full.
fn text(file: &Path) -> String {
    read("pdftotext", &["-enc", "UTF-8"], file).chars().filter(|c| !c.is_whitespace()).collect()
}

/// What the file says of itself.
fn about(file: &Path, what: &str) -> String {
    let output = Command::new("pdfinfo").args(["-enc", "UTF-8"]).arg(file).output().unwrap();
    let all = String::from_utf8(output.stdout).unwrap();
    let line = all.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':').map(str::trim));
    line.unwrap_or_default().to_owned()
}

fn paragraphs(first: &str, number: usize) -> String {
    (1..=number).map(|paragraph| format!("{first} {paragraph}.\n\n")).collect()
}

fn english(picture: &ImageHash) -> Brief {
    Brief {
        headline: "Ferries Wait for the Tide".to_owned(),
        summary: "Five crossings a day became three, and the offices find the first efficient.".to_owned(),
        hero: Some(Hero { image: Some(picture.clone()), alt: "A pier.".to_owned(), ..Hero::default() }),
        takeaways: vec![Takeaway { id: RandomIds.takeaway(), text: "Fares rose by a **fifth**.".to_owned() }],
        analysis: Analysis { text: "A timetable is a promise with numbers.".to_owned(), ..Analysis::default() },
        body: format!(
            "See [the timetable](https://ferries.example/table).\n\n{}| Pier | Days |\n|---|---:|\n| East | 9 |\n",
            paragraphs("The east pier was dredged twice and silted up again before the autumn gales, in note", 60),
        ),
        byline: "Ines Falk".to_owned(),
        language: "en-US".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

fn chinese() -> Brief {
    Brief {
        headline: "渡轮等潮，人口外流".to_owned(),
        summary: "每天五班减为三班，见证者走了，角落里的长凳还在。".to_owned(),
        body: "## 变化\n\n东码头清淤两次，秋季大风前又淤塞。\n".to_owned(),
        language: "zh-Hans".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

fn picture() -> Picture {
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 36).write_to(&mut png, image::ImageFormat::Png).unwrap();
    Picture { media_type: "image/png".to_owned(), width: 64, height: 36, bytes: png.into_inner() }
}

#[test]
fn prints_english_and_chinese_with_words_that_are_found() {
    let desk = Desk::new();
    let picture = desk.store().add_image(&picture()).unwrap();
    desk.with(english(&picture));
    desk.with(chinese());
    let files = export(&desk);
    let [ferries, duhuo] = &files[..] else { panic!("{files:?}") };

    let words = text(ferries);
    for said in ["FerriesWaitfortheTide", "findthefirstefficient", "Faresroseby", "fifth", "apromisewithnumbers"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(words.contains("thetimetable(https://ferries.example/table)") && words.contains("innote60."), "{words}");
    assert_eq!(about(ferries, "Title"), "Ferries Wait for the Tide");
    assert_eq!(about(ferries, "Author"), "Ines Falk");
    assert!(about(ferries, "Page size").ends_with("(letter)"), "{}", about(ferries, "Page size"));
    let pages: u32 = about(ferries, "Pages").parse().unwrap();
    assert!((3..=6).contains(&pages), "{pages}");
    assert!(list("pdfimages", ferries).contains(" 64 "), "the hero's picture is in it");
    assert!(list("pdffonts", ferries).lines().skip(2).all(|font| font.contains(" yes ")), "fonts are embedded");

    let words = text(duhuo);
    for said in ["渡轮等潮，人口外流", "见证者走了，角落里的长凳还在", "变化", "秋季大风前又淤塞"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(about(duhuo, "Page size").ends_with("(A4)"));
    assert_eq!(about(duhuo, "Title"), "渡轮等潮，人口外流");
}

fn list(program: &str, file: &Path) -> String {
    let list: &[&str] = if program == "pdfimages" { &["-list"] } else { &[] };
    String::from_utf8(Command::new(program).args(list).arg(file).output().unwrap().stdout).unwrap()
}

#[test]
fn the_same_brief_is_the_same_file_and_replaces_its_own() {
    let desk = Desk::new();
    desk.with(chinese());
    let files = export(&desk);
    let first = std::fs::read(&files[0]).unwrap();
    let again = export(&desk);
    assert_eq!(again, files);
    assert!(std::fs::read(&again[0]).unwrap() == first, "the same bytes");
}

#[test]
fn what_wants_to_run_or_to_be_fetched_is_only_text() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let own = listener.local_addr().unwrap();
    let hostile = format!(
        "<script>document.title = 'ran'; document.body.textContent = 'ran'</script>\
         <img src=\"http://{own}/a.png\" onerror=\"document.body.textContent='ran'\">\
         <meta http-equiv=\"refresh\" content=\"0;url=http://{own}/\"><iframe src=\"http://{own}/b\"></iframe>",
    );
    let body = format!("Before.\n\n{hostile}\n\n![c](http://{own}/c.png)\n\nAfter.\n");
    let desk = Desk::new();
    desk.with(Brief { headline: hostile, body, ..chinese() });
    let files = export(&desk);
    let words = text(&files[0]);
    assert!(words.contains("Before.") && words.contains("After."), "{words}");
    assert!(words.contains("<script>document.title"), "the headline says what was written: {words}");
    assert!(listener.accept().is_err(), "nobody was asked");
}

#[tokio::test]
async fn prints_from_the_window_while_it_is_used() {
    let desk = Desk::new();
    let id = desk.with(chinese()).to_string();
    let window = desk.open_with(&["open", &id]).await;
    for name in ["one.pdf", "two.pdf"] {
        let file = desk.path(name);
        window.press(&[Key::Control], 'k').await;
        window.find("dialog", "Commands and briefs").await;
        window.type_text("Export as PDF").await;
        window.shows("Export as PDF").await;
        window.press(&[], Key::Enter).await;
        window.choose_file("Save", &file);
        wait_until("the PDF is written", || file.exists());
        window.shows(name).await;
        assert!(text(&file).contains("渡轮等潮，人口外流"));
    }
    window.close().await;
}
