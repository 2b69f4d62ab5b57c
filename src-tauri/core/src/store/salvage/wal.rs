//! The write-ahead log beside a library: which pages it holds newer than the file, and whether it is whole
//! (<https://sqlite.org/fileformat2.html#the_write_ahead_log>).

use std::collections::HashMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::page::u32_at;
use crate::error::{Error, Result};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// A log that has been read whole. It is never longer than what was written since the last checkpoint: some megabytes.
#[derive(Debug, Default)]
pub(super) struct Log {
    bytes: Vec<u8>,
    /// The pages that SQLite itself would take from the log: all that is committed before the first frame that does not add up.
    pub committed: Pages,
    /// The sound pages of transactions behind a frame that does not add up, in their order.
    pub later: Vec<Pages>,
    /// What was saved to the log can't be had from it in the ordinary way.
    pub damaged: bool,
}

/// The newest version of each page in some transactions: where its bytes are in the log.
#[derive(Debug, Default, Clone)]
pub(super) struct Pages {
    at: HashMap<u32, usize>,
    /// The length of the database after the last of them, in pages.
    pub count: u32,
}

impl Pages {
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.at.keys().copied()
    }
}

struct Frame<'a> {
    page: u32,
    /// The length of the database, on the last frame of a transaction; 0 on others.
    count: u32,
    salts: &'a [u8],
    sum: (u32, u32),
    /// Begins with the header's eight bytes that are summed.
    header: &'a [u8],
    data: &'a [u8],
}

impl Log {
    /// Reads the log at `path`, for a database of `page_size` bytes a page; an empty one where there is none.
    ///
    /// # Errors
    /// [`Error::NotPermitted`] or [`Error::Io`].
    pub(super) fn read(path: &Path, page_size: usize) -> Result<Self> {
        let mut bytes = Vec::new();
        match File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)) {
            Ok(_) => Ok(Self::parse(bytes, page_size)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::io(path, error)),
        }
    }

    /// The bytes of a page.
    pub(super) fn page(&self, pages: &Pages, number: u32, page_size: usize) -> Option<&[u8]> {
        let at = *pages.at.get(&number)?;
        self.bytes.get(at..at + page_size)
    }

    pub(super) fn parse(bytes: Vec<u8>, page_size: usize) -> Self {
        let mut log = Self::default();
        // A log that was made and never synced is empty, short or all zero after a power cut: nothing was ever saved to it.
        if bytes.len() >= HEADER && bytes.iter().any(|byte| *byte != 0) {
            log.sort(&bytes, page_size);
        }
        log.bytes = bytes;
        log
    }

    fn sort(&mut self, bytes: &[u8], page_size: usize) {
        let magic = u32_at(bytes, 0).unwrap_or(0);
        let big_endian = magic & 1 == 1;
        let header = &bytes[..HEADER];
        let sum = checksum((0, 0), &header[..24], big_endian);
        let sound_header = magic & !1 == 0x377F_0682
            && u32_at(header, 8) == u32::try_from(page_size).ok()
            && (u32_at(header, 24), u32_at(header, 28)) == (Some(sum.0), Some(sum.1));
        let frames: Vec<_> = bytes[HEADER..].chunks_exact(FRAME_HEADER + page_size).map(frame).collect();
        let sound = if sound_header { self.commit(&frames, &header[16..24], sum, big_endian, page_size) } else { 0 };
        // Of a damaged header not even the byte order can be trusted.
        let orders = if sound_header { vec![big_endian] } else { vec![false, true] };
        let salts = sound_header.then(|| &header[16..24]);
        let mut whole = 0;
        for big_endian in orders {
            whole += self.recover(&frames, sound, salts, big_endian, page_size);
        }
        // A power cut may leave one transaction in pieces, and it was never said to be saved. The next one begins only when the one
        // before is on disk, so a second one behind a gap means that what was on disk is damaged. Of a log that has just begun, a header
        // alone may be left, and in pieces.
        self.damaged = !frames.is_empty() && (!sound_header || whole > 1);
    }

    /// Takes the transactions from the beginning that add up; gives the number of frames that do.
    fn commit(
        &mut self,
        frames: &[Frame<'_>],
        salts: &[u8],
        mut sum: (u32, u32),
        big_endian: bool,
        page_size: usize,
    ) -> usize {
        let mut open = HashMap::new();
        let mut sound = 0;
        for (index, frame) in frames.iter().enumerate() {
            sum = checksum(checksum(sum, frame.header, big_endian), frame.data, big_endian);
            if frame.salts != salts || frame.page == 0 || frame.sum != sum {
                break;
            }
            open.insert(frame.page, data_at(index, page_size));
            sound = index + 1;
            if frame.count != 0 {
                self.committed.at.extend(open.drain());
                self.committed.count = frame.count;
            }
        }
        sound
    }

    /// Finds what can be had of transactions behind the frames that add up, and gives how many of them are whole. A frame is sound if it
    /// adds up with the sum that the frame before it states.
    fn recover(
        &mut self,
        frames: &[Frame<'_>],
        sound: usize,
        salts: Option<&[u8]>,
        big_endian: bool,
        page_size: usize,
    ) -> usize {
        let mut whole = 0;
        let mut open = Pages::default();
        let mut is_whole = false;
        for (index, pair) in frames.windows(2).enumerate().skip(sound.saturating_sub(1)) {
            let [before, frame] = pair else { continue };
            if before.count != 0 {
                open = Pages::default();
                is_whole = true;
            }
            let sum = checksum(checksum(before.sum, frame.header, big_endian), frame.data, big_endian);
            let ours = salts.is_none_or(|salts| frame.salts == salts) && frame.salts == before.salts;
            if !ours || frame.page == 0 || frame.sum != sum {
                is_whole = false;
                continue;
            }
            open.at.insert(frame.page, data_at(index + 1, page_size));
            if frame.count != 0 {
                open.count = frame.count;
                whole += usize::from(is_whole);
                self.later.push(std::mem::take(&mut open));
            }
        }
        whole
    }
}

fn data_at(frame: usize, page_size: usize) -> usize {
    HEADER + frame * (FRAME_HEADER + page_size) + FRAME_HEADER
}

fn frame(bytes: &[u8]) -> Frame<'_> {
    let number = |at| u32_at(bytes, at).unwrap_or(0);
    Frame {
        page: number(0),
        count: number(4),
        salts: &bytes[8..16],
        sum: (number(16), number(20)),
        header: &bytes[..8],
        data: &bytes[FRAME_HEADER..],
    }
}

/// The log's running checksum, continued over `bytes`, whose length is a multiple of eight.
fn checksum((mut first, mut second): (u32, u32), bytes: &[u8], big_endian: bool) -> (u32, u32) {
    let word = |bytes: &[u8]| {
        let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    };
    for pair in bytes.chunks_exact(8) {
        first = first.wrapping_add(word(&pair[..4])).wrapping_add(second);
        second = second.wrapping_add(word(&pair[4..])).wrapping_add(first);
    }
    (first, second)
}
