//! Damaged libraries: whatever happened to the file, opening it loses nothing that is still in it, and nothing of the file itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::{Brief, BriefId, Hero, ImageHash, Publication, StoredBrief};
use briefdesk_core::store::{BriefQuery, Picture, Preferences, Shelf, Store};
use tempfile::TempDir;

use crate::sample::{easing, id, library, long_wire, noon};

const PAGE: usize = 4096;

/// A sound library, as a file without a log.
struct Sound {
    folder: TempDir,
    briefs: BTreeMap<BriefId, StoredBrief>,
    images: Vec<ImageHash>,
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
        let mut briefs = BTreeMap::new();
        for number in 0..50 {
            let id = id();
            let brief = nth_brief(number, &images);
            library.store.save_brief(id, 0, brief.clone(), noon()).unwrap();
            let again = Brief { dateline: format!("{} again", brief.dateline), ..brief };
            library.store.save_brief(id, 1, again, noon()).unwrap();
            briefs.insert(id, library.store.open_brief(id).unwrap());
        }
        library.store.trash_brief(*briefs.keys().next().unwrap(), noon()).unwrap();
        library.store.save_preferences(&Preferences { preview_shown: true, ..Preferences::default() }).unwrap();
        let desk = Publication { name: "Wire Desk 电讯".to_owned(), ..Publication::default() };
        library.store.save_publication(&desk).unwrap();
        let path = library.path();
        drop(library.store);
        assert!(!beside(&path, "-wal").exists());
        let pages = cells(&path);
        Self { folder: library.folder, briefs, images, pages }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("test.briefdesk")
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    /// Opens a library of `bytes`. Every brief must be there as it was, unless it lies on one of the pages `damaged`, counted from 1.
    #[track_caller]
    fn survives(&self, bytes: &[u8], damaged: &[usize]) -> Option<Store> {
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
        } else {
            for (id, stored) in &self.briefs {
                assert!(
                    store.open_brief(*id).is_ok_and(|found| found == *stored),
                    "{damaged:?}: unseen damage of {id}"
                );
            }
        }
        drop(folder.keep());
        Some(store)
    }
}

fn nth_brief(number: usize, images: &[ImageHash]) -> Brief {
    let brief = if number % 2 == 0 { long_wire() } else { easing() };
    let sentence =
        if number % 2 == 0 { "The grid ran half empty at hour {}. " } else { "第{}小时，电网只用了一半。" };
    let sentences = if number % 5 == 0 { 700 } else { 12 };
    let body: String = (0..sentences).map(|hour| sentence.replace("{}", &(hour * 31 + number).to_string())).collect();
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
    assert!(!half.list_briefs(&BriefQuery::default()).unwrap().is_empty());
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
    let store = sound.survives(&bytes, &[]).unwrap();
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
    let store = sound.survives(&bytes, &[]).unwrap();
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
