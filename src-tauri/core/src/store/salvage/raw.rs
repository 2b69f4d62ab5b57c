//! The damaged file as a heap of pages, read past SQLite, which would stop at the first thing that is wrong.
//!
//! Reads only. The file is held open, and locked, from the first look to the last.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::page::{self, Kind, Page, u16_at, u32_at};
use super::record::{Record, decode};
use super::wal::{Log, Pages};
use crate::error::{Error, Result};
use crate::store::SQLITE_MAGIC;

/// The sizes that a page may have, the one that every library has first.
const PAGE_SIZES: [usize; 8] = [4096, 8192, 16_384, 32_768, 1024, 2048, 512, 65_536];

const LARGEST_PAGE: u64 = 65_536;

/// The first byte of a page of a table, unless it is the file's first page.
const LEAF: u8 = 0x0D;

const ANY_BUT_THE_FIRST: u32 = 2;

/// How many pages are looked at to guess their size, at the beginning of the file and as many spread over it.
const SAMPLE: u64 = 2_000;

/// How often the overflow pages of the whole library are followed at most. Once each is what a sound one needs, and a few times more one
/// that is damaged; in a forged one each row may be as long as the library.
const ROUNDS: u64 = 16;

/// The file and its log.
pub(super) struct Raw<'a> {
    file: &'a File,
    length: u64,
    /// In bytes.
    pub page_size: usize,
    pub log: Log,
    /// The file is a database by its header, its log or some of its pages: there is something to look for.
    pub has_rows: bool,
    /// How many pages the file has.
    in_file: u32,
    /// The numbers of the pages that are in the log alone.
    beyond: Vec<u32>,
    /// How many more overflow pages are followed.
    left: Cell<u64>,
}

/// Where to find pages: SQLite's view of file and log, the file alone, or one transaction of the log.
#[derive(Clone, Copy)]
pub(super) enum View<'a> {
    Newest,
    File,
    Transaction(&'a Pages),
}

/// A row's payload, as far as it can be followed.
pub(super) struct Payload {
    pub bytes: Vec<u8>,
    pub whole: bool,
    /// The overflow pages that it lies on.
    pub pages: Vec<u32>,
}

impl<'a> Raw<'a> {
    /// The library at `path`, open as `file`, with its log at `log`. The header or the pages tell the page size.
    ///
    /// # Errors
    /// [`Error::NotPermitted`] or [`Error::Io`].
    pub(super) fn new(file: &'a File, path: &Path, log: &Path) -> Result<Self> {
        let length = file.metadata().map_err(|error| Error::io(path, error))?.len();
        let (page_size, log_of, beyond, left) = (PAGE_SIZES[0], Log::default(), Vec::new(), Cell::new(0));
        let mut raw = Self { file, length, page_size, log: log_of, has_rows: false, in_file: 0, beyond, left };
        let page_size = raw.stated_page_size().or_else(|| raw.likely_page_size());
        raw.page_size = page_size.unwrap_or(PAGE_SIZES[0]);
        raw.log = Log::read(log, raw.page_size)?;
        raw.in_file = u32::try_from(length.div_ceil(raw.page_size as u64)).unwrap_or(u32::MAX);
        let logged: BTreeSet<u32> = raw.log.later.iter().chain([&raw.log.committed]).flat_map(Pages::numbers).collect();
        raw.has_rows = page_size.is_some() || !logged.is_empty();
        raw.beyond = logged.into_iter().filter(|number| *number > raw.in_file).collect();
        raw.left = Cell::new(ROUNDS * raw.how_many());
        Ok(raw)
    }

    /// The numbers of all pages that there are, in the file or in the log, in their order. A log may name the last page that there can be,
    /// and have few for all that.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        (1..=self.in_file).chain(self.beyond.iter().copied())
    }

    fn exists(&self, number: u32) -> bool {
        (1..=self.in_file).contains(&number) || self.beyond.binary_search(&number).is_ok()
    }

    fn how_many(&self) -> u64 {
        u64::from(self.in_file) + self.beyond.len() as u64
    }

    /// The first 100 bytes, if there are so many.
    pub(super) fn header(&self) -> Option<Vec<u8>> {
        self.bytes(0, 100).filter(|bytes| bytes.len() == 100)
    }

    fn stated_page_size(&self) -> Option<usize> {
        let header = self.header().filter(|header| header.starts_with(SQLITE_MAGIC))?;
        let size = match u16_at(&header, 16)? {
            1 => 65_536,
            size => usize::from(size),
        };
        PAGE_SIZES.contains(&size).then_some(size)
    }

    /// The size by which the most of the pages that are looked at are pages with rows; `None` if there is none.
    fn likely_page_size(&self) -> Option<usize> {
        let spread = (0..SAMPLE).map(|step| self.length / SAMPLE * step / LARGEST_PAGE * LARGEST_PAGE);
        let spread: BTreeSet<u64> = spread.collect();
        let rows = |size: usize| {
            let first = (1..SAMPLE).map(|page| page * size as u64);
            let end = SAMPLE * size as u64;
            let places = first.chain(spread.iter().copied().filter(|at| *at >= end));
            places.take_while(|at| *at < self.length).filter(|at| self.has_rows_at(*at, size)).count()
        };
        // The first of equals wins: the usual one.
        let sizes = PAGE_SIZES.into_iter().rev().map(|size| (rows(size), size));
        sizes.max_by_key(|(rows, _)| *rows).filter(|(rows, _)| *rows > 0).map(|(_, size)| size)
    }

    /// Whether a page of a table begins at byte `at`, and has a row.
    fn has_rows_at(&self, at: u64, size: usize) -> bool {
        // Most other files are known by that, which saves reading all of the page.
        if self.bytes(at, 1).is_none_or(|first| first != [LEAF]) {
            return false;
        }
        let bytes = self.bytes(at, size).unwrap_or_default();
        Page::parse(ANY_BUT_THE_FIRST, &bytes, size).is_some_and(|page| {
            page.cells().any(|cell| decode(cell.local, false).is_some_and(|row| row.values.len() > 1))
        })
    }

    fn bytes(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut file = self.file;
        file.seek(SeekFrom::Start(at)).ok()?;
        file.take(length as u64).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The bytes of a page that count.
    pub(super) fn usable(&self) -> usize {
        let header = self.page(View::Newest, 1);
        // Nothing of ours reserves bytes; a damaged header may say so.
        let reserved =
            header.filter(|header| header.starts_with(SQLITE_MAGIC)).map_or(0, |header| usize::from(header[20]));
        if reserved <= self.page_size - 480 { self.page_size - reserved } else { self.page_size }
    }

    /// A page's bytes, zeros where the file breaks off within it.
    pub(super) fn page(&self, view: View<'_>, number: u32) -> Option<Vec<u8>> {
        let logged = match view {
            View::Newest => self.log.page(&self.log.committed, number, self.page_size),
            View::File => None,
            View::Transaction(pages) => return self.log.page(pages, number, self.page_size).map(<[u8]>::to_vec),
        };
        if let Some(bytes) = logged {
            return Some(bytes.to_vec());
        }
        let at = u64::from(number.checked_sub(1)?) * self.page_size as u64;
        if at >= self.length {
            return None;
        }
        let mut bytes = self.bytes(at, self.page_size)?;
        bytes.resize(self.page_size, 0);
        Some(bytes)
    }

    /// Follows a cell's payload through its overflow pages, at most `left` of them.
    pub(super) fn payload(&self, view: View<'_>, cell: &page::Cell<'_>, usable: usize, left: u64) -> Payload {
        let mut payload = Payload { bytes: cell.local.to_vec(), whole: false, pages: Vec::new() };
        let most = (self.how_many() + 1) * usable as u64;
        let mut seen = HashSet::new();
        let mut next = cell.overflow;
        while let Some(number) = next.filter(|number| *number > 1 && cell.length <= most) {
            let missing = cell.length - payload.bytes.len() as u64;
            if missing == 0 || payload.pages.len() as u64 >= left || self.left.get() == 0 || !seen.insert(number) {
                return payload;
            }
            let Some(page) = self.page(view, number) else { return payload };
            self.left.update(|left| left - 1);
            let take = missing.min(usable as u64 - 4);
            next = u32_at(&page, 0).filter(|number| *number != 0);
            // Where a page leads to is the first thing on it: what follows a wrong one is wrong as well.
            if next.is_some() != (missing > take) || next.is_some_and(|next| !self.exists(next)) {
                return payload;
            }
            payload.bytes.extend(&page[4..4 + take as usize]);
            payload.pages.push(number);
        }
        payload.whole = next.is_none() && payload.bytes.len() as u64 == cell.length;
        payload
    }

    /// The pages that the file lists as free, as far as the list can be followed.
    pub(super) fn free_pages(&self) -> HashSet<u32> {
        let mut free = HashSet::new();
        let header = self.page(View::Newest, 1).filter(|header| header.starts_with(SQLITE_MAGIC));
        let mut next = header.and_then(|header| u32_at(&header, 32)).unwrap_or(0);
        while next > 1 && self.exists(next) && free.insert(next) {
            let Some(trunk) = self.page(View::Newest, next) else { break };
            let leaves = u32_at(&trunk, 4).unwrap_or(0) as usize;
            if leaves > self.page_size / 4 - 2 {
                // Not a page of the list: it is damaged.
                free.remove(&next);
                break;
            }
            free.extend((0..leaves).filter_map(|index| u32_at(&trunk, 8 + 4 * index)));
            next = u32_at(&trunk, 0).unwrap_or(0);
        }
        free
    }
}

/// The rows on a page, or the index entries, that can be read: each with its rowid and the overflow pages that it lies on.
pub(super) struct Row {
    pub rowid: Option<i64>,
    pub record: Record,
    pub pages: Vec<u32>,
}

impl Raw<'_> {
    /// Reads page `number` and gives its rows to `found`, one at a time, for each may be long. Gives its children; `None` for
    /// what is no page of a b-tree.
    ///
    /// # Errors
    /// Those of `found`.
    pub(super) fn read(
        &self,
        view: View<'_>,
        number: u32,
        usable: usize,
        found: &mut dyn FnMut(Kind, Row) -> Result<()>,
    ) -> Result<Option<Vec<u32>>> {
        let Some(bytes) = self.page(view, number) else { return Ok(None) };
        let Some(page) = Page::parse(number, &bytes, usable) else { return Ok(None) };
        // All rows of a page together have no more overflow pages than there are.
        let mut left = self.how_many();
        for cell in page.cells() {
            let payload = self.payload(view, &cell, usable, left);
            left -= payload.pages.len() as u64;
            if let Some(record) = decode(&payload.bytes, payload.whole) {
                found(page.kind, Row { rowid: cell.rowid, record, pages: payload.pages })?;
            }
        }
        Ok(Some(page.children()))
    }

    /// Goes through the tree below page `root` and gives each row on a page that can be read to `found`, with the page's number.
    ///
    /// # Errors
    /// Those of `found`.
    pub(super) fn walk(
        &self,
        root: u32,
        usable: usize,
        mut found: impl FnMut(u32, Kind, Row) -> Result<()>,
    ) -> Result<()> {
        let mut seen = HashSet::new();
        let mut pages = vec![root];
        while let Some(number) = pages.pop() {
            if !self.exists(number) || !seen.insert(number) {
                continue;
            }
            let read = self.read(View::Newest, number, usable, &mut |kind, row| found(number, kind, row))?;
            pages.extend(read.unwrap_or_default().into_iter().rev());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// A database whose only table is on page 2: four rows that all go on in one chain of overflow pages, to the end of the file.
    fn forged(path: &Path) {
        let database = Connection::open(path).unwrap();
        database.execute_batch("PRAGMA page_size = 4096; CREATE TABLE images (hash, bytes)").unwrap();
        for _ in 0..4 {
            database.execute("INSERT INTO images VALUES ('a', zeroblob(401499))", []).unwrap();
        }
        drop(database);
        let mut bytes = std::fs::read(path).unwrap();
        let leaf = bytes[4096..8192].to_vec();
        let chains: Vec<_> =
            Page::parse(2, &leaf, 4096).unwrap().cells().map(|cell| cell.overflow.unwrap().to_be_bytes()).collect();
        assert_eq!(chains.len(), 4);
        for chain in &chains[1..] {
            let at = 4096 + leaf.windows(4).position(|bytes| bytes == chain).unwrap();
            bytes[at..at + 4].copy_from_slice(&chains[0]);
        }
        bytes.truncate((u32::from_be_bytes(chains[1]) as usize - 1) * 4096);
        std::fs::write(path, bytes).unwrap();
    }

    #[test]
    fn rows_that_share_their_overflow_pages_are_no_longer_than_the_library() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("forged.db");
        forged(&path);
        let file = File::open(&path).unwrap();
        let raw = Raw::new(&file, &path, &path.with_extension("log")).unwrap();
        let read = || {
            let (mut rows, mut whole, mut pages) = (0, 0, 0);
            let mut found = |_, row: Row| {
                rows += 1;
                whole += usize::from(row.record.cut.is_none());
                pages += row.pages.len() as u64;
                Ok(())
            };
            raw.read(View::Newest, 2, 4096, &mut found).unwrap();
            (rows, whole, pages)
        };
        assert_eq!(raw.how_many(), 100);
        assert_eq!(read(), (4, 1, 100));
        let all: u64 = (0..1_000).map(|_| read().2).sum();
        assert!(all < ROUNDS * 100, "{all}");
    }
}
