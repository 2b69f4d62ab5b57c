//! A library to damage, and what must be left of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::{Brief, BriefId, Hero, ImageHash, Publication, StoredBrief};
use briefdesk_core::store::{BriefQuery, Finding, Picture, Preferences, Store};
use jiff::SignedDuration;
use tempfile::TempDir;

use crate::sample::{Library, easing, id, library, long_wire, noon};

pub const PAGE: usize = 4096;

/// A sound library, as a file without a log.
pub struct Sound {
    pub folder: TempDir,
    pub briefs: BTreeMap<BriefId, StoredBrief>,
    /// Every revision.
    pub past: BTreeMap<(BriefId, u32), Brief>,
    pub images: Vec<ImageHash>,
    /// The pages that hold past revisions.
    pub past_pages: BTreeSet<usize>,
    /// Which briefs have a cell, or a part of one, on each page.
    pub pages: BTreeMap<usize, Vec<BriefId>>,
}

impl Sound {
    /// Fifty briefs, English and Chinese, short and long, with pictures.
    pub fn new() -> Self {
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
        let mut past_pages = pages_of(&path, "revisions");
        past_pages.extend(pages_of(&path, "last_revisions"));
        let pages = cells(&path);
        assert!(past.len() > 90 && past_pages.len() > 2);
        Self { folder: library.folder, briefs, past, images, pages, past_pages }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("test.briefdesk")
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    /// Opens a library of `bytes`. Every brief must be there as it was, unless it lies on one of the pages `damaged`, counted from 1.
    #[track_caller]
    pub fn survives(&self, bytes: &[u8], damaged: &[usize]) -> Option<Library> {
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
    pub fn past_survives(&self, store: &Store, damaged: &[usize]) {
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

    pub fn is_told(&self, store: &Store, id: BriefId) -> bool {
        store.salvage().is_some_and(|salvage| salvage.incomplete.iter().any(|brief| brief.id == id))
    }
}

pub fn pages_of(path: &Path, table: &str) -> BTreeSet<usize> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT pageno FROM dbstat WHERE name = ?1").unwrap();
    let pages = statement.query_map([table], |row| row.get::<_, u32>(0)).unwrap();
    pages.map(|page| page.unwrap() as usize).collect()
}

pub fn nth_brief(number: usize, images: &[ImageHash]) -> Brief {
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
pub fn cells(path: &Path) -> BTreeMap<usize, Vec<BriefId>> {
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
pub fn words(seed: u64, length: usize) -> String {
    let word = |pair: &[u8]| match pair[0] % 8 {
        0 => ' ',
        1..4 => char::from(b'a' + pair[1] % 26),
        _ => char::from_u32(0x4E00 + u32::from(pair[0]) * 64 + u32::from(pair[1])).unwrap(),
    };
    noise(seed, length * 2).chunks(2).map(word).collect()
}

/// Bytes without a pattern, the same for the same seed.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

pub fn overwrite(bytes: &mut [u8], page: usize, seed: u64) {
    let length = bytes.len();
    let at = (page - 1) * PAGE;
    bytes[at..length.min(at + PAGE)].copy_from_slice(&noise(seed, PAGE));
}
