//! The damaged file as a heap of pages, read past SQLite, which would stop at the first thing that is wrong.
//!
//! Reads only. The file is held open, and locked, from the first look to the last.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::page::{Cell, Kind, Page, u16_at, u32_at};
use super::record::{Record, decode};
use super::wal::{Log, Pages};
use crate::error::{Error, Result};
use crate::store::SQLITE_MAGIC;

/// The sizes that a page may have, the one that every library has first.
const PAGE_SIZES: [usize; 8] = [4096, 8192, 16_384, 32_768, 1024, 2048, 512, 65_536];

/// How many pages are looked at to guess their size.
const SAMPLE: u64 = 4_000;

/// The file and its log.
pub(super) struct Raw<'a> {
    file: &'a File,
    length: u64,
    /// In bytes.
    pub page_size: usize,
    pub log: Log,
    /// The number of the last page, in the file or in the log.
    pub count: u32,
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
        let mut raw = Self { file, length, page_size: PAGE_SIZES[0], log: Log::default(), count: 0 };
        raw.page_size = raw.stated_page_size().unwrap_or_else(|| raw.likely_page_size());
        raw.log = Log::read(log, raw.page_size)?;
        let in_file = u32::try_from(length.div_ceil(raw.page_size as u64)).unwrap_or(u32::MAX);
        let logged = raw.log.later.iter().chain([&raw.log.committed]).flat_map(Pages::numbers).max();
        raw.count = in_file.max(logged.unwrap_or(0));
        Ok(raw)
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

    /// The size by which the most pages look like pages with rows.
    fn likely_page_size(&self) -> usize {
        let rows = |size: usize| {
            let pages = (self.length / size as u64).min(SAMPLE) as u32;
            let good = (2..=pages).filter(|number| {
                let bytes = self.bytes((u64::from(*number) - 1) * size as u64, size).unwrap_or_default();
                let page = Page::parse(*number, &bytes, size).filter(|page| page.kind == Kind::TableLeaf);
                page.is_some_and(|page| {
                    page.cells().any(|cell| decode(cell.local, false).is_some_and(|row| row.values.len() > 1))
                })
            });
            good.count()
        };
        // The first of equals wins: the usual one.
        PAGE_SIZES.into_iter().rev().max_by_key(|size| rows(*size)).unwrap_or(PAGE_SIZES[0])
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

    /// Follows a cell's payload through its overflow pages.
    pub(super) fn payload(&self, view: View<'_>, cell: &Cell<'_>, usable: usize) -> Payload {
        let mut payload = Payload { bytes: cell.local.to_vec(), whole: false, pages: Vec::new() };
        let most = (u64::from(self.count) + 1) * usable as u64;
        let mut next = cell.overflow;
        while let Some(number) = next.filter(|number| *number > 1 && cell.length <= most) {
            let left = cell.length - payload.bytes.len() as u64;
            if left == 0 || payload.pages.contains(&number) {
                return payload;
            }
            let Some(page) = self.page(view, number) else { return payload };
            let take = left.min(usable as u64 - 4);
            next = u32_at(&page, 0).filter(|number| *number != 0);
            // Where a page leads to is the first thing on it: what follows a wrong one is wrong as well.
            if next.is_some() != (left > take) || next.is_some_and(|next| next > self.count) {
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
        while next > 1 && next <= self.count && free.insert(next) {
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
    /// Reads page `number`; gives its kind, its children and its rows. `None` for what is no page of a b-tree.
    pub(super) fn read(&self, view: View<'_>, number: u32, usable: usize) -> Option<(Kind, Vec<u32>, Vec<Row>)> {
        let bytes = self.page(view, number)?;
        let page = Page::parse(number, &bytes, usable)?;
        let rows = page.cells().filter_map(|cell| {
            let payload = self.payload(view, &cell, usable);
            let record = decode(&payload.bytes, payload.whole)?;
            Some(Row { rowid: cell.rowid, record, pages: payload.pages })
        });
        Some((page.kind, page.children(), rows.collect()))
    }

    /// Goes through the tree below page `root` and gives each page that can be read to `found`.
    pub(super) fn walk(
        &self,
        root: u32,
        usable: usize,
        mut found: impl FnMut(u32, Kind, Vec<Row>) -> Result<()>,
    ) -> Result<()> {
        let mut seen = HashSet::new();
        let mut pages = vec![root];
        while let Some(number) = pages.pop() {
            if number == 0 || number > self.count || !seen.insert(number) {
                continue;
            }
            if let Some((kind, children, rows)) = self.read(View::Newest, number, usable) {
                found(number, kind, rows)?;
                pages.extend(children.into_iter().rev());
            }
        }
        Ok(())
    }
}
