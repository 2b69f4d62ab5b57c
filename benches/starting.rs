//! How long the program takes from its start to a window with the library listed, with a thousand briefs and with none.
//!
//! It is started as people start it, and what it shows is read off the screen: a WebDriver would be part of the time,
//! its questions would run on the page's own thread, and a driver takes as long for an empty library as for a full one,
//! which would hide a difference. The file's blocks are in the system's memory after the first round; the program is
//! not.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use briefdesk_core::brief::{Brief, Ids, RandomIds};
use briefdesk_core::store::Store;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use crate::driver::{PATIENCE, signal};
use crate::figures::{Figure, rounds};
use crate::screen::{Area, Screen};
use crate::{brief, long, median};

const MOST: f64 = 1.2;
const BRIEFS: u64 = 1000;

/// Where the list stands, or the sentence in its place: below search and filters. Not its scroll bar, whose thumb goes on settling by a
/// pixel while rows out of sight arrive.
const LIST: Area = Area { x: 0, y: 136, width: 256, height: 750 };

/// Nothing has changed for so long: it is all there.
const STILL: Duration = Duration::from_millis(1000);
const LOOK_EVERY: Duration = Duration::from_millis(3);

/// The fewest pixels that a line of text leaves on the lines that are looked at.
const A_SENTENCE: usize = 60;

/// Reports the medians of alternating starts, and their ratio.
pub fn measure() {
    let mut screen = Screen::start();
    let (full, empty) = (Home::with_briefs(BRIEFS), Home::with_briefs(0));
    // The first start of each makes its caches.
    let shown = [&full, &empty].map(|home| home.start(&mut screen).ink);
    assert!(shown[0] > 4 * shown[1], "a list is shown, and a sentence where there is none: {shown:?}");
    let (mut of_full, mut of_empty) = (Vec::new(), Vec::new());
    for _ in 0..rounds(9) {
        of_full.push(full.start(&mut screen).took);
        of_empty.push(empty.start(&mut screen).took);
    }
    report(median::milliseconds(&of_full), median::milliseconds(&of_empty));
}

fn report(full: f64, empty: f64) {
    let ratio = full / empty;
    Figure {
        what: "Start with 1,000 briefs, beside none",
        measured: format!("{ratio:.2} × ({full:.0} / {empty:.0} ms)"),
        limit: Some((format!("≤ {MOST} ×"), ratio <= MOST)),
    }
    .report();
}

/// What a start came to.
struct Started {
    took: Duration,
    /// How many pixels of the list aren't background.
    ink: usize,
}

/// A home of its own with a library in it.
struct Home {
    folder: TempDir,
    library: PathBuf,
}

impl Home {
    fn with_briefs(count: u64) -> Self {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
        let library = folder.path().join("library.briefdesk");
        let mut store = Store::open(&library).expect("the library opens");
        let now = Timestamp::now();
        for number in 0..count {
            let body = long::markdown(number, 3600);
            let headline = format!("{} ({number})", body.lines().next().unwrap_or_default().trim_start_matches("# "));
            let written = now - SignedDuration::from_hours(7 * (count - number) as i64);
            let brief = Brief { headline, body, ..brief::brief() };
            let (id, other) = (RandomIds.brief(), RandomIds.brief());
            store.add_brief(id, other, (written, written), brief, now).expect("the brief is added");
        }
        // The brief that came last would be opened too, and there is none to open beside it. In the trash it is not.
        let last = RandomIds.brief();
        store.add_brief(last, last, (now, now), brief::brief(), now).expect("the brief is added");
        store.trash_brief(last, now).expect("the brief is in the trash");
        Self { folder, library }
    }

    /// Starts the program, waits until its list stands, and ends it.
    fn start(&self, screen: &mut Screen) -> Started {
        let start = Instant::now();
        let _program = Running(self.program(screen.display()));
        let mut before = Vec::new();
        let mut changed = start;
        loop {
            let seen = screen.look(LIST);
            let now = Instant::now();
            if seen != before {
                before = seen;
                changed = now;
            } else if now - changed > STILL && ink(&before) > A_SENTENCE {
                return Started { took: changed - start, ink: ink(&before) };
            }
            assert!(now - start < PATIENCE, "the window shows no list");
            std::thread::sleep(LOOK_EVERY);
        }
    }

    fn program(&self, display: &str) -> Child {
        let home = self.folder.path();
        Command::new(env!("CARGO_BIN_EXE_briefdesk"))
            .arg("--library")
            .arg(&self.library)
            .env("DISPLAY", display)
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_USE_PORTAL", "0")
            .env("LANG", "C.UTF-8")
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }
}

/// The program, which is closed when this is dropped: its window is gone when the next one opens.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        signal("TERM", self.0.id());
        let asked = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) {
            if asked.elapsed() > PATIENCE {
                let _ = self.0.kill();
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }
}

/// How many pixels don't have the most frequent colour.
fn ink(pixels: &[[u8; 4]]) -> usize {
    let mut counts: HashMap<[u8; 4], usize> = HashMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    pixels.len() - counts.values().max().copied().unwrap_or(0)
}
