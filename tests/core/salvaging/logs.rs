//! Damaged logs: what was saved and is not in the library's file yet.

use std::fs;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::{Brief, BriefId, StoredBrief};
use briefdesk_core::store::Store;
use tempfile::TempDir;

use super::sound::{PAGE, Sound, beside, noise};
use crate::sample::{easing, id, library, long_wire, noon};

/// A library with a log that no checkpoint has emptied: what a crash leaves behind.
struct Crashed {
    folder: TempDir,
    id: BriefId,
    saved: Vec<StoredBrief>,
}

impl Crashed {
    fn new() -> Self {
        Self::with_first_save(|_| {})
    }

    /// The first save is in the library's file.
    fn on_disk() -> Self {
        Self::with_first_save(|path| {
            let library = rusqlite::Connection::open(path).unwrap();
            library.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        })
    }

    fn with_first_save(then: impl Fn(&Path)) -> Self {
        let mut library = library();
        let (id, folder) = (id(), TempDir::new().unwrap());
        let mut saved = Vec::new();
        for save in 0..6 {
            if save == 1 {
                then(&library.path());
            }
            let brief =
                Brief { dateline: format!("第 {save} 次"), ..if save % 2 == 0 { long_wire() } else { easing() } };
            library.store.save_brief(id, save, brief, noon()).unwrap();
            saved.push(library.store.open_brief(id).unwrap());
        }
        let path = folder.path().join("desk.briefdesk");
        fs::copy(library.path(), &path).unwrap();
        fs::copy(beside(&library.path(), "-wal"), beside(&path, "-wal")).unwrap();
        Self { folder, id, saved }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("desk.briefdesk")
    }

    fn log(&self) -> Vec<u8> {
        fs::read(beside(&self.path(), "-wal")).unwrap()
    }

    fn set_log(&self, bytes: &[u8]) {
        fs::write(beside(&self.path(), "-wal"), bytes).unwrap();
    }

    /// Where each transaction of the log ends, in bytes.
    fn ends(&self) -> Vec<usize> {
        let log = self.log();
        let ends = (32..log.len()).step_by(24 + PAGE).filter(|at| log[at + 4..at + 8] != [0; 4]);
        ends.map(|at| at + 24 + PAGE).collect()
    }
}

#[test]
fn a_log_that_a_crash_left_is_read_without_a_word() {
    let crashed = Crashed::new();
    let store = Store::open(&crashed.path()).unwrap();
    assert!(store.salvage().is_none());
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
}

#[test]
fn a_log_of_garbage_is_kept_aside_and_hides_nothing() {
    let sound = Sound::new();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.briefdesk");
    fs::copy(sound.path(), &path).unwrap();
    fs::write(beside(&path, "-wal"), noise(7, 10_000)).unwrap();
    let store = Store::open(&path).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!(fs::read(beside(&salvage.damaged_copy, "-wal")).unwrap(), noise(7, 10_000));
    assert_eq!((salvage.briefs, salvage.images, salvage.revisions_lost), (50, 8, 0));
    for (id, stored) in &sound.briefs {
        assert_eq!(store.open_brief(*id).unwrap(), *stored);
    }
}

#[test]
fn saves_behind_a_damaged_place_of_the_log_are_found() {
    let crashed = Crashed::new();
    let (log, ends) = (crashed.log(), crashed.ends());
    let third_last = ends[ends.len() - 4];
    let mut damaged = log.clone();
    damaged[third_last + 40..third_last + 200].copy_from_slice(&noise(3, 160));
    crashed.set_log(&damaged);
    let store = Store::open(&crashed.path()).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
    assert_eq!(fs::read(beside(&salvage.damaged_copy, "-wal")).unwrap(), damaged);
}

#[test]
fn a_log_whose_beginning_is_damaged_gives_the_last_save_all_the_same() {
    let crashed = Crashed::new();
    let mut log = crashed.log();
    log[..32].copy_from_slice(&noise(5, 32));
    crashed.set_log(&log);
    let store = Store::open(&crashed.path()).unwrap();
    assert!(store.salvage().is_some());
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
}

#[test]
fn a_save_that_a_power_cut_broke_off_is_no_damage() {
    let crashed = Crashed::new();
    let (log, ends) = (crashed.log(), crashed.ends());
    // The last transaction's end reached the disk and its beginning did not.
    let last = ends[ends.len() - 2];
    let mut torn = log;
    torn[last..last + 24 + PAGE].fill(0);
    crashed.set_log(&torn);
    let store = Store::open(&crashed.path()).unwrap();
    assert!(store.salvage().is_none());
    assert_eq!(store.open_brief(crashed.id).unwrap(), crashed.saved[crashed.saved.len() - 2]);
}

#[test]
fn a_library_that_lost_its_file_comes_back_from_its_log() {
    let crashed = Crashed::new();
    fs::write(crashed.path(), b"").unwrap();
    let store = Store::open(&crashed.path()).unwrap();
    assert!(store.salvage().is_some());
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
}

#[test]
fn a_salvage_that_was_interrupted_goes_on_from_its_copy() {
    let crashed = Crashed::new();
    let path = crashed.path();
    let mut log = crashed.log();
    log[..32].copy_from_slice(&noise(5, 32));
    // The copy was made and the log put away; the new library had not taken its place yet.
    let copy = crashed.folder.path().join("desk.damaged-2026-06-03T120000.briefdesk");
    fs::copy(&path, &copy).unwrap();
    fs::write(beside(&copy, "-wal"), &log).unwrap();
    fs::remove_file(beside(&path, "-wal")).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] = 0xFF;
    fs::write(&path, &bytes).unwrap();
    fs::copy(&path, &copy).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.salvage().unwrap().damaged_copy, copy);
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
}

/// A library and its damaged log in `crashed`, and what a salvage that was interrupted leaves: a copy of both, and the new library.
fn interrupted(crashed: &Crashed) -> PathBuf {
    let path = crashed.path();
    let mut log = crashed.log();
    log[..32].copy_from_slice(&noise(5, 32));
    let copy = crashed.folder.path().join("desk.damaged-2026-06-03T120000.briefdesk");
    fs::copy(&path, &copy).unwrap();
    fs::write(beside(&copy, "-wal"), &log).unwrap();
    crashed.set_log(&log);
    fs::write(crashed.folder.path().join(".desk.briefdesk.salvage.part"), "the new library").unwrap();
    copy
}

#[test]
fn a_salvage_that_was_interrupted_when_the_log_alone_was_damaged_goes_on_from_its_copy() {
    let crashed = Crashed::on_disk();
    let copy = interrupted(&crashed);
    // What is left is sound, and says what was saved first.
    fs::remove_file(beside(&crashed.path(), "-wal")).unwrap();
    let store = Store::open(&crashed.path()).unwrap();
    assert_eq!(store.salvage().unwrap().damaged_copy, copy);
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
    store.close();
    assert!(Store::open(&crashed.path()).unwrap().salvage().is_none(), "it is done");
}

#[test]
fn what_is_left_of_the_salvage_of_another_file_concerns_no_library() {
    let crashed = Crashed::on_disk();
    interrupted(&crashed);
    // A backup has been put in its place.
    fs::remove_file(beside(&crashed.path(), "-wal")).unwrap();
    fs::copy(Sound::new().path(), crashed.path()).unwrap();
    assert!(Store::open(&crashed.path()).unwrap().salvage().is_none());
}

#[test]
fn a_salvage_that_can_not_take_the_place_of_the_library_gives_the_log_back() {
    let crashed = Crashed::new();
    let path = crashed.path();
    let bytes = noise(3, 100);
    fs::write(&path, &bytes).unwrap();
    interrupted(&crashed);
    let log = crashed.log();
    // A folder can't be put away like the file that should be there.
    fs::create_dir(beside(&path, "-shm")).unwrap();
    Store::open(&path).unwrap_err();
    assert!(crashed.log() == log, "what was saved is still beside the library");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    fs::remove_dir(beside(&path, "-shm")).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
}

/// The log's checksum over `bytes`, continued from `sum`, in the byte order that its first word tells.
fn checksum(log: &[u8], mut sum: (u32, u32), bytes: &[u8]) -> (u32, u32) {
    let word = |word: &[u8]| {
        let word = word.try_into().unwrap();
        if log[3] & 1 == 1 { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
    };
    for pair in bytes.chunks(8) {
        sum.0 = sum.0.wrapping_add(word(&pair[..4])).wrapping_add(sum.1);
        sum.1 = sum.1.wrapping_add(word(&pair[4..])).wrapping_add(sum.0);
    }
    sum
}

#[test]
fn a_log_that_names_the_last_page_of_all_is_read_as_fast_as_any() {
    let crashed = Crashed::new();
    let mut log = crashed.log();
    let last = log.len() - 24 - PAGE;
    let number = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().unwrap());
    let pages = log[last + 4..last + 8].to_vec();
    let mut frame = [&u32::MAX.to_be_bytes()[..], &pages].concat();
    let content = noise(1, PAGE);
    let sum = checksum(&log, checksum(&log, (number(last + 16), number(last + 20)), &frame), &content);
    frame.extend(&log[24 - 8..24]);
    frame.extend([sum.0.to_be_bytes(), sum.1.to_be_bytes()].concat());
    log.extend([frame, content].concat());
    // Nobody can follow the sums from there.
    log[..32].copy_from_slice(&noise(5, 32));
    crashed.set_log(&log);
    let store = Store::open(&crashed.path()).unwrap();
    assert!(store.salvage().is_some());
    assert_eq!(Some(&store.open_brief(crashed.id).unwrap()), crashed.saved.last());
}

#[test]
fn a_new_library_whose_log_broke_off_in_its_header_is_a_new_library() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.briefdesk");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "journal_mode", "WAL").unwrap();
    fs::write(beside(&path, "-wal"), noise(5, 32)).unwrap();
    let mut store = Store::open(&path).unwrap();
    let (id, brief) = (id(), easing());
    store.save_brief(id, 0, brief.clone(), noon()).unwrap();
    assert_eq!(store.open_brief(id).unwrap().brief, brief);
}
