//! What the past costs: its size, beside the same texts in git; and the time to show it, to read it, and to write on top of it.

mod brief;
mod figures;
mod git;
mod median;
mod writing;

use std::path::Path;
use std::time::{Duration, Instant};

use briefdesk_core::brief::{Brief, BriefId, Ids, RandomIds};
use briefdesk_core::store::Store;
use figures::{Figure, wanted};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use writing::{Body, Writer};

fn main() {
    if wanted("history") {
        sizes();
        a_long_past();
    }
}

/// A text that grows to 100 kB in 1,300 sittings.
fn growing() -> Vec<Brief> {
    let brief = brief::brief();
    let mut body = Body::new(Writer::new(7));
    let mut all = Vec::new();
    while all.len() < 1300 {
        let wanted = 100_000 * (all.len() + 1) / 1300;
        body.sit();
        body.grow_to(wanted);
        all.push(Brief { body: body.text(), ..brief.clone() });
    }
    all
}

/// A brief of 6 kB in which 1,000 sittings change a sentence each.
fn mended() -> Vec<Brief> {
    let brief = brief::brief();
    let mut body = Body::new(Writer::new(7));
    body.grow_to(6000 - serde_json::to_string(&brief).expect("JSON").len() + brief.body.len());
    let each = |_| {
        body.change_a_sentence();
        Brief { body: body.text(), ..brief.clone() }
    };
    (0..1000).map(each).collect()
}

fn sizes() {
    for (what, briefs) in [
        ("1,300 revisions of a text that grows to 100 kB, beside git", growing()),
        ("1,000 revisions of 6 kB, a sentence changed in each, beside git", mended()),
    ] {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("library.briefdesk");
        let mut library = Written::new(&path);
        for brief in &briefs {
            library.save(brief.clone());
        }
        drop(library);
        let empty = folder.path().join("empty.briefdesk");
        drop(Store::open(&empty).expect("a library"));
        // What a library takes before anything is written belongs to no history.
        let ours = (bytes(&path) - bytes(&empty)) as f64;
        let texts: Vec<_> = briefs.iter().map(|brief| serde_json::to_string_pretty(brief).expect("JSON")).collect();
        let theirs = git::packed(&folder.path().join("git"), &texts) as f64;
        let ratio = ours / theirs;
        Figure {
            what,
            measured: format!("{ratio:.2} × ({:.0} / {:.0} kB)", ours / 1000.0, theirs / 1000.0),
            limit: Some(("≤ 0.5 ×".to_owned(), ratio <= 0.5)),
        }
        .report();
    }
}

fn bytes(path: &Path) -> u64 {
    std::fs::metadata(path).expect("the library").len()
}

fn a_long_past() {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    let mut short = Written::new(&folder.path().join("short.briefdesk"));
    short.save(brief::brief());
    let mut long = Written::new(&folder.path().join("long.briefdesk"));
    for brief in mended().into_iter().cycle().take(10_000) {
        long.save(brief);
    }
    timeline(&long);
    reading(&long);
    saving(&mut short, &mut long);
}

fn timeline(long: &Written) {
    let look = || timed(|| long.store.list_revisions(long.id, None, 200).expect("the timeline"));
    let took = median::milliseconds(&(0..100).map(|_| look()).collect::<Vec<_>>());
    limit("The first screen of 10,000 revisions, without the window", took, 50.0);
}

fn reading(long: &Written) {
    let newest = long.revision;
    let mut dice = writing::Dice::new(3);
    let mut took: Vec<f64> = (0..2000)
        .map(|_| {
            let revision = 1 + dice.roll(newest as usize) as u32;
            timed(|| long.store.open_revision(long.id, revision).expect("the revision")).as_secs_f64() * 1000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    limit("Any of 10,000 revisions decoded, p99", took[took.len() * 99 / 100], 3.0);
}

fn saving(short: &mut Written, long: &mut Written) {
    let (mut few, mut many) = (Vec::new(), Vec::new());
    let mut body = Body::new(Writer::new(7));
    body.grow_to(4000);
    for round in 0..figures::rounds(600) {
        body.change_a_sentence();
        let brief = Brief { body: body.text(), ..brief::brief() };
        // Each goes first in turn: the second may find the disk still busy with the first.
        if round % 2 == 0 {
            few.push(short.extend(brief.clone()));
            many.push(long.extend(brief));
        } else {
            many.push(long.extend(brief.clone()));
            few.push(short.extend(brief));
        }
    }
    let (few, many) = (median::milliseconds(&few), median::milliseconds(&many));
    Figure {
        what: "A save with 10,000 revisions behind it, beside one with none",
        measured: format!("{:.2} × ({many:.2} / {few:.2} ms)", many / few),
        limit: Some(("≤ 1.1 ×".to_owned(), many / few <= 1.1)),
    }
    .report();
}

fn limit(what: &'static str, milliseconds: f64, most: f64) {
    let measured = format!("{milliseconds:.2} ms");
    Figure { what, measured, limit: Some((format!("< {most} ms"), milliseconds < most)) }.report();
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    drop(result);
    took
}

/// A library with one brief.
struct Written {
    store: Store,
    id: BriefId,
    revision: u32,
    now: Timestamp,
}

impl Written {
    fn new(path: &Path) -> Self {
        let store = Store::open(path).expect("the library opens");
        Self { store, id: RandomIds.brief(), revision: 0, now: Timestamp::UNIX_EPOCH }
    }

    /// Saves in a sitting of its own.
    fn save(&mut self, brief: Brief) {
        self.now += SignedDuration::from_hours(1);
        self.extend(brief);
    }

    /// Saves in the same sitting.
    fn extend(&mut self, brief: Brief) -> Duration {
        let (now, base) = (self.now, self.revision);
        let start = Instant::now();
        let saved = self.store.save_brief(self.id, base, brief, now).expect("the brief is saved");
        let took = start.elapsed();
        self.revision = saved.revision;
        took
    }
}
