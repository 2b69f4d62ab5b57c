//! Damaged libraries: whatever happened to the file, opening it loses nothing that is still in it, and nothing of the file itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, BriefId, Hero, ImageHash, Publication, StoredBrief};
use briefdesk_core::store::{BriefQuery, Finding, Picture, Preferences, Shelf, Store};
use jiff::SignedDuration;
use tempfile::TempDir;

use crate::sample::{Library, easing, id, library, long_wire, noon};

const PAGE: usize = 4096;

/// A sound library, as a file without a log.
struct Sound {
    folder: TempDir,
    briefs: BTreeMap<BriefId, StoredBrief>,
    /// Every revision.
    past: BTreeMap<(BriefId, u32), Brief>,
    images: Vec<ImageHash>,
    /// The pages that hold past revisions.
    past_pages: BTreeSet<usize>,
    /// Which briefs have a cell, or a part of one, on each page.
    pages: BTreeMap<usize, Vec<BriefId>>,
}

impl Sound {
    /// Fifty briefs, English and Chinese, short and long, with pictures.
    fn new() -> Self {
        let mut library = library();
        let mut images = Vec::new();
        for number in 0..8_u8 {
            let bytes = noise(u64::from(number), 9_000);
            let picture = Picture { media_type: "image/png".to_owned(), width: 3, height: 2, bytes };
            images.push(library.store.add_image(&picture).unwrap());
        }
        let (mut briefs, mut past) = (BTreeMap::new(), BTreeMap::new());
        for number in 0..50 {
            let id = id();
            let brief = nth_brief(number, &images);
            library.store.save_brief(id, 0, brief.clone(), noon()).unwrap();
            // The same sitting, and for some the next ones.
            for save in 1..if number % 3 == 0 { 5 } else { 2 } {
                let dateline = format!("{} {save}", brief.dateline);
                let body = format!("{} 又{save}", brief.body);
                let now = noon() + SignedDuration::from_mins(30) * (i32::try_from(save).unwrap() - 1);
                library.store.save_brief(id, save, Brief { dateline, body, ..brief.clone() }, now).unwrap();
            }
            briefs.insert(id, library.store.open_brief(id).unwrap());
            for row in library.store.list_revisions(id, None, 99).unwrap() {
                past.insert((id, row.revision), library.store.open_revision(id, row.revision).unwrap());
            }
        }
        library.store.trash_brief(*briefs.keys().next().unwrap(), noon()).unwrap();
        library.store.save_preferences(&Preferences { preview_shown: true, ..Preferences::default() }).unwrap();
        let desk = Publication { name: "Wire Desk 电讯".to_owned(), ..Publication::default() };
        library.store.save_publication(&desk).unwrap();
        let path = library.path();
        drop(library.store);
        assert!(!beside(&path, "-wal").exists());
        let (pages, past_pages) = (cells(&path), pages_of(&path, "revisions"));
        assert!(past.len() > 90 && past_pages.len() > 2);
        Self { folder: library.folder, briefs, past, images, pages, past_pages }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("test.briefdesk")
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    /// Opens a library of `bytes`. Every brief must be there as it was, unless it lies on one of the pages `damaged`, counted from 1.
    #[track_caller]
    fn survives(&self, bytes: &[u8], damaged: &[usize]) -> Option<Library> {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("desk.briefdesk");
        fs::write(&path, bytes).unwrap();
        let opened = Store::open(&path);
        let hit: BTreeSet<_> = damaged.iter().filter_map(|page| self.pages.get(page)).flatten().collect();
        let Ok(store) = opened else {
            assert_eq!(fs::read(&path).unwrap(), bytes, "what can't be opened stays as it is: {opened:?}");
            assert_eq!(hit.len(), self.briefs.len(), "all were hit, or {damaged:?} must be opened: {opened:?}");
            return None;
        };
        if let Some(salvage) = store.salvage() {
            assert_eq!(fs::read(&salvage.damaged_copy).unwrap(), bytes, "every byte of the damaged library is kept");
            let told = [&salvage.incomplete, &salvage.older, &salvage.lost].into_iter().flatten();
            let told: Vec<_> = told.map(|brief| brief.id).collect();
            for (id, stored) in &self.briefs {
                let found = store.open_brief(*id).ok();
                assert!(found.as_ref() == Some(stored) || hit.contains(&id), "{damaged:?}: {id}, {salvage:?}");
                let as_it_was = found.as_ref() == Some(stored);
                // One page may hold a brief or the index that names it, and not both.
                let no_trace = found.is_none() && damaged.len() > 1;
                assert!(as_it_was || told.contains(id) || no_trace, "{damaged:?}: a change is told: {id}");
            }
            if damaged.iter().any(|page| page % 4 == 0 || self.past_pages.contains(page)) {
                self.past_survives(&store, damaged);
            }
        } else {
            for (id, stored) in &self.briefs {
                assert!(
                    store.open_brief(*id).is_ok_and(|found| found == *stored),
                    "{damaged:?}: unseen damage of {id}"
                );
            }
        }
        Some(Library { folder, store })
    }

    /// What is left of the past is what was saved, every link of it holds, and a damaged page elsewhere takes none of it.
    fn past_survives(&self, store: &Store, damaged: &[usize]) {
        let mut left = 0;
        for row in store.list_briefs(&BriefQuery::default()).unwrap() {
            for revision in store.list_revisions(row.id, None, 99).unwrap() {
                let Some(saved) = self.past.get(&(row.id, revision.revision)) else { continue };
                let found = store.open_revision(row.id, revision.revision).unwrap();
                assert!(
                    found == *saved || self.is_told(store, row.id),
                    "{damaged:?}: {} {}",
                    row.id,
                    revision.revision
                );
                left += 1;
            }
        }
        let verified = store.verify(&mut |_| ControlFlow::Continue(())).unwrap();
        let missing = |finding: &Finding| matches!(finding, Finding::ImageMissing { .. });
        assert!(verified.findings.iter().all(missing), "{damaged:?}: {verified:?}");
        let elsewhere = damaged.iter().all(|page| !self.past_pages.contains(page) && !self.pages.contains_key(page));
        // One brief is in the trash.
        assert!(!elsewhere || left >= self.past.len() - 5, "{damaged:?}: {left} of {}", self.past.len());
    }

    fn is_told(&self, store: &Store, id: BriefId) -> bool {
        store.salvage().is_some_and(|salvage| salvage.incomplete.iter().any(|brief| brief.id == id))
    }
}

fn pages_of(path: &Path, table: &str) -> BTreeSet<usize> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT pageno FROM dbstat WHERE name = ?1").unwrap();
    let pages = statement.query_map([table], |row| row.get::<_, u32>(0)).unwrap();
    pages.map(|page| page.unwrap() as usize).collect()
}

fn nth_brief(number: usize, images: &[ImageHash]) -> Brief {
    let brief = if number.is_multiple_of(2) { long_wire() } else { easing() };
    let body = words(number as u64, if number.is_multiple_of(5) { 9_000 } else { 400 });
    let hero = Hero { image: images.get(number).cloned(), alt: format!("Picture {number}"), ..Hero::default() };
    Brief {
        headline: format!("{} {number}", brief.headline),
        dateline: format!("第 {number} 号"),
        hero: Some(hero),
        body,
        ..brief
    }
}

/// Which briefs lie on which page, as SQLite itself tells it.
fn cells(path: &Path) -> BTreeMap<usize, Vec<BriefId>> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let ids: Vec<String> = {
        let mut statement = connection.prepare("SELECT id FROM briefs NOT INDEXED ORDER BY rowid").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let mut statement = connection
        .prepare("SELECT path, pageno, pagetype, ncell FROM dbstat WHERE name = 'briefs' ORDER BY path")
        .unwrap();
    let pages: Vec<(String, u32, String, u32)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut first = BTreeMap::new();
    let mut found: BTreeMap<usize, Vec<BriefId>> = BTreeMap::new();
    let mut next = 0;
    let pages: Vec<_> =
        pages.into_iter().map(|(path, page, kind, cells)| (path, page as usize, kind, cells as usize)).collect();
    for (path, page, kind, cells) in &pages {
        if kind == "leaf" {
            first.insert(path.clone(), next);
            found.insert(*page, ids[next..next + cells].iter().map(|id| id.parse().unwrap()).collect());
            next += cells;
        }
    }
    assert_eq!(next, ids.len());
    for (path, page, kind, _) in &pages {
        if kind == "overflow" {
            let (cell, _) = path.split_once('+').unwrap();
            let (leaf, cell) = cell.split_at(cell.rfind('/').unwrap() + 1);
            let cell = usize::from_str_radix(cell, 16).unwrap();
            found.insert(*page, vec![ids[first[leaf] + cell].parse().unwrap()]);
        }
    }
    found
}

/// English letters and Chinese characters that no compression makes much shorter.
fn words(seed: u64, length: usize) -> String {
    let word = |pair: &[u8]| match pair[0] % 8 {
        0 => ' ',
        1..4 => char::from(b'a' + pair[1] % 26),
        _ => char::from_u32(0x4E00 + u32::from(pair[0]) * 64 + u32::from(pair[1])).unwrap(),
    };
    noise(seed, length * 2).chunks(2).map(word).collect()
}

/// Bytes without a pattern, the same for the same seed.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

fn overwrite(bytes: &mut [u8], page: usize, seed: u64) {
    let length = bytes.len();
    let at = (page - 1) * PAGE;
    bytes[at..length.min(at + PAGE)].copy_from_slice(&noise(seed, PAGE));
}

#[test]
fn whatever_page_is_damaged_every_brief_that_is_not_on_it_is_there() {
    let sound = Sound::new();
    let bytes = sound.bytes();
    let pages = bytes.len() / PAGE;
    assert!(pages > 100, "{pages}");
    for page in 1..=pages {
        let mut damaged = bytes.clone();
        overwrite(&mut damaged, page, page as u64);
        sound.survives(&damaged, &[page]);
    }
}

#[test]
fn two_damaged_pages_cost_no_more_than_what_is_on_them() {
    let sound = Sound::new();
    let bytes = sound.bytes();
    let pages = bytes.len() / PAGE;
    for trial in 0..60 {
        let picks = noise(trial, 4);
        let two: Vec<_> =
            picks.chunks(2).map(|pair| (usize::from(pair[0]) * 256 + usize::from(pair[1])) % pages + 1).collect();
        let mut damaged = bytes.clone();
        for page in &two {
            overwrite(&mut damaged, *page, trial + *page as u64);
        }
        sound.survives(&damaged, &two);
    }
}

#[test]
fn a_library_cut_short_keeps_what_is_left() {
    let sound = Sound::new();
    let bytes = sound.bytes();
    let pages = bytes.len() / PAGE;
    let cut = |length: usize| {
        let gone: Vec<_> = (length / PAGE + 1..=pages).collect();
        sound.survives(&bytes[..length], &gone)
    };
    let half = cut(bytes.len() / 2).unwrap();
    assert!(!half.store.list_briefs(&BriefQuery::default()).unwrap().is_empty());
    assert!(cut(bytes.len() / 2 + 1_000).is_some());
    assert!(cut(bytes.len() - 1).is_some());
    assert!(cut(PAGE).is_none());
    for length in [1, 15, 16, 17, 50, 99, 100] {
        assert!(cut(length).is_none(), "{length} bytes");
    }
}

#[test]
fn a_first_page_of_zeros_costs_nothing() {
    let sound = Sound::new();
    let mut bytes = sound.bytes();
    bytes[..PAGE].fill(0);
    let Library { store, folder: _folder } = sound.survives(&bytes, &[]).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!((salvage.briefs, salvage.images), (50, 8));
    assert_eq!((salvage.incomplete.len(), salvage.older.len(), salvage.lost.len(), salvage.images_lost), (0, 0, 0, 0));
    assert_eq!(store.list_briefs(&BriefQuery { shelf: Shelf::Trash, ..BriefQuery::default() }).unwrap().len(), 1);
}

#[test]
fn a_sound_library_whose_pages_are_read_one_by_one_is_the_same() {
    let sound = Sound::new();
    let mut bytes = sound.bytes();
    // A root that points nowhere is the least damage that needs a salvage: one more free page than there is.
    bytes[36..40].copy_from_slice(&9_u32.to_be_bytes());
    let Library { store, folder: _folder } = sound.survives(&bytes, &[]).unwrap();
    assert!(store.salvage().is_some());
    let before = Store::open(&sound.path()).unwrap();
    assert_eq!(store.preferences().unwrap(), before.preferences().unwrap());
    assert_eq!(store.publications().unwrap(), before.publications().unwrap());
    assert_eq!(store.last_brief().unwrap(), before.last_brief().unwrap());
    for shelf in [Shelf::Briefs, Shelf::Trash] {
        let query = BriefQuery { shelf, ..BriefQuery::default() };
        assert_eq!(store.list_briefs(&query).unwrap(), before.list_briefs(&query).unwrap());
    }
    for image in &sound.images {
        assert_eq!(store.image(image).unwrap(), before.image(image).unwrap());
    }
}

/// A library with a log that no checkpoint has emptied: what a crash leaves behind.
struct Crashed {
    folder: TempDir,
    id: BriefId,
    saved: Vec<StoredBrief>,
}

impl Crashed {
    fn new() -> Self {
        let mut library = library();
        let (id, folder) = (id(), TempDir::new().unwrap());
        let mut saved = Vec::new();
        for save in 0..6 {
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
fn a_brief_whose_end_is_gone_keeps_its_beginning() {
    let mut library = library();
    let (brief, path) = (id(), library.path());
    let body = lines();
    let long = Brief { body: body.clone(), ..easing() };
    library.store.save_brief(brief, 0, long.clone(), noon()).unwrap();
    drop(library.store);
    let page = last_overflow(&path);
    let mut bytes = fs::read(&path).unwrap();
    overwrite(&mut bytes, page, 1);
    fs::write(&path, &bytes).unwrap();
    let store = Store::open(&path).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!(
        salvage.incomplete.iter().map(|brief| (brief.id, brief.headline.clone())).collect::<Vec<_>>(),
        [(brief, long.headline.clone())]
    );
    let found = store.open_brief(brief).unwrap().brief;
    assert_eq!((&found.headline, &found.summary, &found.takeaways), (&long.headline, &long.summary, &long.takeaways));
    assert!(found.body.len() > 4_000 && body.starts_with(&found.body), "{}", found.body.len());
}

#[test]
fn a_brief_whose_end_is_gone_and_that_has_a_past_is_the_older_one_with_the_newer_beside_it() {
    let mut library = library();
    let (brief, path) = (id(), library.path());
    let older = easing();
    library.store.save_brief(brief, 0, older.clone(), noon()).unwrap();
    let older = library.store.open_brief(brief).unwrap().brief;
    let body = lines();
    let newer = Brief { body: body.clone(), ..older.clone() };
    library.store.save_brief(brief, 1, newer, noon() + SignedDuration::from_hours(1)).unwrap();
    drop(library.store);
    let page = last_overflow(&path);
    let mut bytes = fs::read(&path).unwrap();
    overwrite(&mut bytes, page, 1);
    fs::write(&path, &bytes).unwrap();
    let store = Store::open(&path).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!(salvage.older.iter().map(|brief| brief.id).collect::<Vec<_>>(), [brief]);
    assert_eq!(store.open_brief(brief).unwrap().brief, older);
    let [aside] = store.asides(brief).unwrap().try_into().unwrap();
    assert!(aside.brief.body.len() > 4_000 && body.starts_with(&aside.brief.body));
}

/// A long text of the usual kind: much of it comes again, and some never.
fn lines() -> String {
    let line =
        |n: u64| format!("第{}行：the grid ran at {:x}. ", n * 7919 % 997, n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    (0..1_500).map(line).collect()
}

/// The page with the end of a library's only long brief.
fn last_overflow(path: &Path) -> usize {
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT pageno FROM dbstat WHERE name = 'briefs' AND pagetype = 'overflow' ORDER BY path DESC LIMIT 1";
    connection.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap() as usize
}

/// Opening must fail so, and change nothing in the folder.
#[track_caller]
fn refused(path: &Path, expected: impl Fn(&Error) -> bool) {
    let folder = path.parent().unwrap();
    let content = || {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .filter(|path| !path.to_string_lossy().ends_with("-shm"))
            .map(|path| (fs::read(&path).ok(), path))
            .collect::<BTreeSet<_>>()
    };
    let before = content();
    let error = Store::open(path).unwrap_err();
    assert!(expected(&error), "{error:?}");
    assert!(content() == before, "nothing is changed and nothing is left behind");
}

#[test]
fn a_damaged_database_of_another_program_is_refused_and_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA application_id = 7; CREATE TABLE notes (id TEXT, body TEXT);").unwrap();
    for note in 0..400 {
        connection.execute("INSERT INTO notes VALUES (?1, ?2)", [format!("{note}"), "note ".repeat(40)]).unwrap();
    }
    drop(connection);
    let mut bytes = fs::read(&path).unwrap();
    overwrite(&mut bytes, 2, 9);
    fs::write(&path, &bytes).unwrap();
    refused(&path, |error| matches!(error, Error::ForeignLibrary(_)));
    overwrite(&mut bytes, 1, 9);
    fs::write(&path, &bytes).unwrap();
    refused(&path, |error| matches!(error, Error::NotALibrary(_)));
}

#[test]
fn a_damaged_library_that_another_program_has_open_is_left_to_it() {
    let sound = Sound::new();
    let path = sound.path();
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", "salvaging::another_program"])
        .env(OPEN, &path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("it is open")));
    let mut bytes = sound.bytes();
    overwrite(&mut bytes, 3, 1);
    // In its place: the other program has this very file open.
    fs::File::options().write(true).open(&path).unwrap().write_all(&bytes).unwrap();
    assert!(matches!(Store::open(&path), Err(Error::LibraryBusy)));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    drop(other.stdin.take());
    assert!(other.wait().unwrap().success());
    assert!(Store::open(&path).unwrap().salvage().is_some());
}

/// Names the library for [`another_program`].
const OPEN: &str = "BRIEFDESK_TEST_OPEN";

#[test]
#[ignore = "run by a_damaged_library_that_another_program_has_open_is_left_to_it"]
fn another_program() {
    let store = Store::open(Path::new(&std::env::var_os(OPEN).unwrap())).unwrap();
    println!("it is open");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    drop(store);
}

#[test]
fn a_salvage_that_can_not_be_written_changes_nothing() {
    let sound = Sound::new();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.briefdesk");
    let mut bytes = sound.bytes();
    bytes[..PAGE].fill(0);
    fs::write(&path, &bytes).unwrap();
    // A folder in the place of the unfinished file makes the writing fail, for every user.
    let in_the_way = folder.path().join(".desk.briefdesk.salvage.part");
    fs::create_dir(&in_the_way).unwrap();
    refused(&path, |error| matches!(error, Error::NotPermitted(_)));
    fs::remove_dir(&in_the_way).unwrap();
    assert_eq!(Store::open(&path).unwrap().salvage().unwrap().briefs, 50);
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
