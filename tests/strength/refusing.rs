//! Disks and files that take no more: full, read-only, locked by another program. Each has its own error, nothing is lost, and all is well
//! once the cause is gone.

use briefdesk_core::store::Store;
use briefdesk_core::{Error, Result};
use briefdesk_disk::{Disk, Op, Random, Refusal};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::contents::Contents;
use crate::cutting::as_it_must_be;
use crate::desk::Desk;
use crate::room::{NAME, room};
use crate::sample::{ferry, harbour, paragraphs};

/// A watched library with two briefs, open.
struct Watched {
    disk: Disk,
    desk: Desk,
    folder: TempDir,
}

impl Watched {
    fn new() -> Self {
        let folder = room();
        let disk = Disk::at(folder.path()).unwrap();
        let mut desk = Desk::new(&folder.path().join(NAME), Contents::fresh());
        desk.open().unwrap();
        desk.save(1, |brief| *brief = ferry()).unwrap();
        desk.save(2, |brief| *brief = harbour()).unwrap();
        Self { disk, desk, folder }
    }

    #[track_caller]
    fn nothing_is_lost(mut self) {
        self.desk.close_all();
        let contents = &self.desk.contents;
        as_it_must_be(&self.folder.path().join(NAME), contents, contents).unwrap();
    }
}

fn write_more(desk: &mut Desk, random: &mut Random) -> Result<()> {
    let length = 200 + random.below(9_000);
    let text = paragraphs(random, length);
    desk.save(1 + length % 2, |brief| brief.body = text)
}

#[test]
fn a_full_disk_takes_nothing_away() {
    // Less than a page, some pages, and enough for the log to be written back once.
    for room in (0..40_000).step_by(1_700).chain([4_400_000]) {
        let mut watched = Watched::new();
        let mut random = Random::new(room);
        watched.disk.leave_room(room);
        let error = loop {
            if let Err(error) = write_more(&mut watched.desk, &mut random) {
                break error;
            }
            if room > 100_000 {
                let _ = watched.desk.add_picture(random.next_number(), 300_000);
            }
        };
        assert!(matches!(error, Error::DiskFull), "{room} bytes left: {error:?}");
        watched.desk.find_out().unwrap_or_else(|complaint| panic!("full, {room} bytes left: {complaint}"));
        assert!(matches!(write_more(&mut watched.desk, &mut Random::new(9)), Ok(()) | Err(Error::DiskFull)));
        watched.desk.find_out().unwrap_or_else(|complaint| panic!("full, {room} bytes left: {complaint}"));
        watched.disk.mend();
        write_more(&mut watched.desk, &mut random).unwrap();
        watched.nothing_is_lost();
    }
}

#[test]
fn a_library_can_be_closed_and_read_on_a_full_disk() {
    let mut watched = Watched::new();
    watched.disk.leave_room(0);
    watched.desk.close().unwrap();
    match watched.desk.open() {
        Ok(()) => watched.desk.find_out().unwrap(),
        Err(error) => assert!(matches!(error, Error::DiskFull), "{error:?}"),
    }
    watched.disk.mend();
    watched.nothing_is_lost();
}

#[test]
fn a_library_that_cannot_be_made_for_want_of_room_is_made_later() {
    for left in (0..30_000).step_by(1_100) {
        let folder = room();
        let disk = Disk::at(folder.path()).unwrap();
        let mut desk = Desk::new(&folder.path().join(NAME), Contents::fresh());
        disk.leave_room(left);
        if let Err(error) = desk.open() {
            assert!(matches!(error, Error::DiskFull), "{left} bytes left: {error:?}");
        }
        disk.mend();
        desk.close_all();
        as_it_must_be(&folder.path().join(NAME), &desk.contents, &desk.contents).unwrap();
    }
}

#[test]
fn a_read_only_library_is_read_and_not_changed() {
    for refusal in [Refusal::File, Refusal::Folder] {
        let mut watched = Watched::new();
        watched.desk.close().unwrap();
        watched.disk.refuse(refusal);
        let before = watched.disk.position();
        let refused = match watched.desk.open() {
            Ok(()) => watched.desk.save(1, |brief| *brief = harbour()),
            refused => refused,
        };
        assert!(matches!(refused, Err(Error::NotPermitted(_))), "{refusal:?}: {refused:?}");
        watched.desk.close_all();
        let changes = watched.disk.log().ops.split_off(before);
        // The library's file was the first on this disk.
        let library_written = |change: &_| matches!(change, Op::Write { inode: 0, .. });
        assert!(!changes.iter().any(library_written), "{refusal:?}: {changes:?}");
        watched.disk.mend();
        watched.nothing_is_lost();
    }
}

#[test]
fn a_library_that_becomes_read_only_refuses_and_recovers() {
    let mut watched = Watched::new();
    watched.disk.refuse(Refusal::Folder);
    // Its files are open: the folder is not asked again.
    watched.desk.save(1, |brief| brief.headline.push('!')).unwrap();
    watched.desk.close().unwrap();
    assert!(!matches!(watched.desk.open(), Err(Error::NotALibrary(_) | Error::DamagedLibrary(_))));
    watched.disk.mend();
    watched.nothing_is_lost();
}

#[test]
fn a_library_that_another_program_holds_is_busy() {
    let mut watched = Watched::new();
    let path = watched.folder.path().join(NAME);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = watched.desk.save(1, |brief| *brief = harbour());
    assert!(matches!(refused, Err(Error::LibraryBusy)), "{refused:?}");
    other.execute_batch("ROLLBACK").unwrap();
    watched.desk.save(1, |brief| *brief = harbour()).unwrap();
    drop(other);
    watched.nothing_is_lost();
}

#[test]
fn a_library_that_another_program_keeps_for_itself_is_busy() {
    let mut watched = Watched::new();
    watched.desk.close().unwrap();
    let path = watched.folder.path().join(NAME);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE other (x); ROLLBACK").unwrap();
    let refused = Store::open(&path);
    assert!(matches!(refused, Err(Error::LibraryBusy)), "{refused:?}");
    drop(other);
    watched.nothing_is_lost();
}
