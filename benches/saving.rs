//! A save that is on disk when it returns, beside the least that SQLite needs for the same: one row of the same size in
//! a file of its own, with the same promise.

mod brief;
mod figures;
mod median;

use std::path::Path;
use std::time::{Duration, Instant};

use briefdesk_core::brief::{Brief, BriefId, Ids, RandomIds};
use briefdesk_core::store::Store;
use figures::{Figure, rounds, wanted};
use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};
use tempfile::TempDir;

const MOST: f64 = 1.5;

fn main() {
    if wanted("save") {
        durable_saves();
    }
}

fn durable_saves() {
    // Under target/, which is on a disk: a temporary folder may be in memory, where nothing is ever synced.
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    let mut saves = Saves::new(&folder.path().join("saves.briefdesk"));
    let mut rows = Rows::new(&folder.path().join("rows.sqlite"));
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for round in 0..rounds(600) {
        let brief = changed(round);
        let content = serde_json::to_string(&brief).expect("a brief is JSON");
        // Each goes first in turn: the second may find the disk still busy with the first.
        if round % 2 == 0 {
            ours.push(saves.save(brief));
            bare.push(rows.write(&content));
        } else {
            bare.push(rows.write(&content));
            ours.push(saves.save(brief));
        }
    }
    report(median::milliseconds(&ours), median::milliseconds(&bare));
}

fn report(ours: f64, bare: f64) {
    let ratio = ours / bare;
    Figure {
        what: "A durable save, beside a bare SQLite commit",
        measured: format!("{ratio:.2} × ({ours:.2} / {bare:.2} ms)"),
        limit: Some((format!("≤ {MOST} ×"), ratio <= MOST)),
    }
    .report();
}

/// The brief with one more sentence, as after some typing.
fn changed(round: usize) -> Brief {
    let mut brief = brief::brief();
    brief.body.push_str(&format!("\n\nRevision {round:06} adds a sentence."));
    brief
}

struct Saves {
    store: Store,
    id: BriefId,
    revision: u32,
}

impl Saves {
    fn new(path: &Path) -> Self {
        Self { store: Store::open(path).expect("the library opens"), id: RandomIds.brief(), revision: 0 }
    }

    fn save(&mut self, brief: Brief) -> Duration {
        let now = Timestamp::now();
        let start = Instant::now();
        let saved = self.store.save_brief(self.id, self.revision, brief, now).expect("the brief is saved");
        let took = start.elapsed();
        self.revision = saved.revision;
        took
    }
}

struct Rows {
    connection: Connection,
}

impl Rows {
    fn new(path: &Path) -> Self {
        let connection = Connection::open(path).expect("the file opens");
        connection.pragma_update(None, "journal_mode", "WAL").expect("a write-ahead log");
        connection.pragma_update(None, "synchronous", "FULL").expect("synced commits");
        connection
            .execute_batch(
                "CREATE TABLE texts (id INTEGER PRIMARY KEY, content TEXT NOT NULL); INSERT INTO texts VALUES (1, '')",
            )
            .expect("a table");
        Self { connection }
    }

    fn write(&mut self, content: &str) -> Duration {
        let start = Instant::now();
        let immediate = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(immediate).expect("the write lock");
        let update = "UPDATE texts SET content = ?1 WHERE id = 1";
        transaction.prepare_cached(update).and_then(|mut update| update.execute(params![content])).expect("the row");
        transaction.commit().expect("the commit");
        start.elapsed()
    }
}
