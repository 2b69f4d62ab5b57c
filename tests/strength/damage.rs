//! Damage: each page of a library in turn is overwritten with rubbish. Nothing that is then done with the file may panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use briefdesk_core::store::{BriefQuery, Shelf, Store};
use briefdesk_disk::Random;

use crate::chances::{on_every_processor, seed, times};
use crate::contents::Contents;
use crate::desk::Desk;
use crate::room::{NAME, files_in, lay_out, room};
use crate::sample::{ferry, harbour, paragraphs};

const BRIEFS: usize = 50;

/// In bytes, as SQLite makes them unless told otherwise.
const PAGE: usize = 4096;

#[test]
fn no_damaged_page_makes_the_program_panic() {
    let folder = room();
    let path = folder.path().join(NAME);
    fifty_briefs(&path);
    let pristine = files_in(folder.path());
    let pages = pristine[NAME].len() / PAGE;
    let rounds = times(1, 20);
    let found = on_every_processor(|number, count| {
        let folder = room();
        let mut panicked = Vec::new();
        let mut read = Vec::new();
        for turn in (number..pages * rounds).step_by(count) {
            let mut files = pristine.clone();
            let page = turn % pages;
            let library = files.get_mut(NAME).unwrap();
            Random::new(seed() + turn as u64).fill(&mut library[page * PAGE..(page + 1) * PAGE]);
            let damaged = lay_out(folder.path(), &files);
            match catch_unwind(AssertUnwindSafe(|| trial(&damaged))) {
                Ok(briefs) => read.push(briefs),
                Err(_) => panicked.push(page + 1),
            }
        }
        (panicked, read)
    });
    let panicked: Vec<usize> = found.iter().flat_map(|(panicked, _)| panicked.clone()).collect();
    let mut read: Vec<usize> = found.into_iter().flat_map(|(_, read)| read).collect();
    read.sort_unstable();
    println!(
        "{} damaged pages, {} panics; of {BRIEFS} briefs {} were read at worst and {} in the middle",
        pages * rounds,
        panicked.len(),
        read.first().unwrap_or(&0),
        read.get(read.len() / 2).unwrap_or(&0),
    );
    assert!(panicked.is_empty(), "panics at pages {panicked:?}, seed {}", seed());
}

fn fifty_briefs(path: &Path) {
    let mut desk = Desk::new(path, Contents::fresh());
    let mut random = Random::new(50);
    desk.open().unwrap();
    for number in 0..BRIEFS {
        let body = paragraphs(&mut random, 1_000 + 120 * number);
        desk.save(number, |brief| *brief = if number % 2 == 0 { ferry() } else { harbour() }).unwrap();
        desk.save(number, |brief| brief.body = body).unwrap();
    }
    desk.add_picture(5, 20_000).unwrap();
    desk.close().unwrap();
}

/// Does with a damaged library what people would. Gives how many briefs could be read.
fn trial(damaged: &Path) -> usize {
    let Ok(store) = Store::open(damaged) else { return 0 };
    let mut read = 0;
    for shelf in [Shelf::Briefs, Shelf::Trash] {
        for row in store.list_briefs(&BriefQuery { shelf, ..BriefQuery::default() }).unwrap_or_default() {
            read += usize::from(store.open_brief(row.id).is_ok());
        }
    }
    // What can't be read is an error, and not the end of the program.
    let _ = (store.publications(), store.preferences(), store.last_brief());
    read
}
