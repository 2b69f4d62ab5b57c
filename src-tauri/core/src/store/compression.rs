//! Contents in few bytes, by zstd: a brief's newest as a file of its own kind, its past with the revision before it as prefix, so that
//! only what changed is stored.

use std::cell::RefCell;

use rusqlite::types::ValueRef;
use zstd_safe::{CCtx, CParameter, DCtx, DParameter, ErrorCode, FrameFormat, InBuffer, OutBuffer, get_error_name};

use crate::error::{Error, Result};

/// Above this size, in bytes, the time that the strongest level takes is felt.
const LONG: usize = 256 * 1024;
const LEVEL: i32 = 19;
const LEVEL_OF_LONG: i32 = 9;
/// zstd's own limits for a window that every decoder takes, as powers of two.
const LEAST_WINDOW: u32 = 10;
const MOST_WINDOW: u32 = 27;

/// Packing happens at every save: quick, and already most of what can be had.
const LEVEL_OF_PACKING: i32 = 3;
/// Of a frame that breaks off, all whole blocks can be read: one fits a page of the library.
const BLOCK: u32 = 2048;
/// A brief longer than this, in bytes, is nothing that was written with this program.
const MOST_UNPACKED: u64 = 1 << 30;

/// `content` as a zstd frame that carries its length and a checksum.
///
/// # Errors
/// [`Error::Compression`], when memory runs out.
pub(super) fn pack(content: &[u8]) -> Result<Vec<u8>> {
    let mut context = CCtx::create();
    context.set_parameter(CParameter::CompressionLevel(LEVEL_OF_PACKING)).map_err(failed)?;
    context.set_parameter(CParameter::ChecksumFlag(true)).map_err(failed)?;
    context.set_parameter(CParameter::TargetCBlockSize(BLOCK)).map_err(failed)?;
    let mut data = Vec::with_capacity(zstd_safe::compress_bound(content.len()));
    context.compress2(&mut data, content).map_err(failed)?;
    Ok(data)
}

thread_local! {
    /// Its tables are larger than what it mostly reads: each thread makes one, not each brief.
    static DECODER: RefCell<DCtx<'static>> = RefCell::new(DCtx::create());
}

/// What [`pack`] was given.
///
/// # Errors
/// [`Error::Compression`] for anything that is no such frame, or whose checksum says that it is damaged.
pub(super) fn unpack(data: &[u8]) -> Result<String> {
    let length = zstd_safe::get_frame_content_size(data).ok().flatten().filter(|length| *length <= MOST_UNPACKED);
    let length = length.ok_or_else(|| Error::Compression("no length".to_owned()))?;
    let mut content = room(length as usize)?;
    DECODER.with_borrow_mut(|decoder| decoder.decompress(&mut content, data)).map_err(failed)?;
    String::from_utf8(content).map_err(|error| Error::Compression(error.to_string()))
}

/// The beginning of what [`pack`] was given, from the beginning of what it gave.
pub(super) fn unpack_beginning(data: &[u8]) -> Vec<u8> {
    let mut context = DCtx::create();
    let mut input = InBuffer::around(data);
    let (mut content, mut piece) = (Vec::new(), Vec::with_capacity(DCtx::out_size()));
    loop {
        piece.clear();
        let read = input.pos;
        let going = context.decompress_stream(&mut OutBuffer::around(&mut piece), &mut input).is_ok();
        content.extend_from_slice(&piece);
        let stuck = piece.is_empty() && input.pos == read;
        if !going || stuck || content.len() as u64 > MOST_UNPACKED {
            return content;
        }
    }
}

/// A brief's content as its column holds it, in whichever version: as text, or packed. `None` for anything else.
pub(super) fn content(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).ok(),
        ValueRef::Blob(data) => unpack(data).ok(),
        _ => None,
    }
}

/// `content` in zstd. With `prefix` it can only be read with the same prefix again.
///
/// # Errors
/// [`Error::Compression`], when memory runs out.
pub(super) fn compress(content: &[u8], prefix: &[u8]) -> Result<Vec<u8>> {
    let mut context = CCtx::create();
    let level = if content.len() + prefix.len() > LONG { LEVEL_OF_LONG } else { LEVEL };
    // The magic number, the length and a checksum would outweigh many a revision; the table keeps the length, the chain a hash.
    for parameter in [
        CParameter::CompressionLevel(level),
        CParameter::Format(FrameFormat::Magicless),
        CParameter::ContentSizeFlag(false),
        CParameter::ChecksumFlag(false),
        CParameter::WindowLog(window(content.len() + prefix.len())),
    ] {
        context.set_parameter(parameter).map_err(failed)?;
    }
    context.ref_prefix(prefix).map_err(failed)?;
    let mut data = Vec::with_capacity(zstd_safe::compress_bound(content.len()));
    context.compress2(&mut data, content).map_err(failed)?;
    data.shrink_to_fit();
    Ok(data)
}

/// Reads what [`compress`] wrote. One for many revisions: to make it takes longer than to use it.
pub(super) struct Decoder(DCtx<'static>);

impl Decoder {
    /// # Errors
    /// [`Error::Compression`], when memory runs out.
    pub(super) fn new() -> Result<Self> {
        let mut context = DCtx::try_create().ok_or_else(out_of_memory)?;
        context.set_parameter(DParameter::Format(FrameFormat::Magicless)).map_err(failed)?;
        context.set_parameter(DParameter::WindowLogMax(MOST_WINDOW)).map_err(failed)?;
        Ok(Self(context))
    }

    /// The `length` bytes that `data` was made from, given the prefix that it was made with.
    ///
    /// # Errors
    /// [`Error::Compression`] for data that was not made so.
    pub(super) fn decompress(&mut self, data: &[u8], prefix: &[u8], length: usize) -> Result<Vec<u8>> {
        let mut content = room(length)?;
        // To read, a prefix is a dictionary of plain content, and no content of ours begins as zstd's own dictionaries do.
        self.0.decompress_using_dict(&mut content, data, prefix).map_err(failed)?;
        if content.len() == length { Ok(content) } else { Err(Error::Compression("wrong length".to_owned())) }
    }
}

/// Memory for `length` bytes; a damaged row may claim any length.
fn room(length: usize) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    content.try_reserve_exact(length).map_err(|_| out_of_memory())?;
    Ok(content)
}

fn out_of_memory() -> Error {
    Error::Compression("out of memory".to_owned())
}

/// The smallest window that reaches from the end of the content to the beginning of its prefix.
fn window(length: usize) -> u32 {
    length.next_power_of_two().trailing_zeros().clamp(LEAST_WINDOW, MOST_WINDOW)
}

fn failed(code: ErrorCode) -> Error {
    Error::Compression(get_error_name(code).to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decoder, compress, pack, unpack, unpack_beginning};

    proptest! {
        #[test]
        fn what_was_packed_comes_back(content: String) {
            prop_assert_eq!(unpack(&pack(content.as_bytes()).unwrap()).unwrap(), content);
        }

        #[test]
        fn a_flipped_bit_in_packed_text_is_noticed(content in ".{40,200}", at: prop::sample::Index, bit in 0_u8..8) {
            let mut data = pack(content.as_bytes()).unwrap();
            let at = at.index(data.len());
            data[at] ^= 1 << bit;
            prop_assert!(unpack(&data).is_err() || unpack(&data).unwrap() == content);
        }

        #[test]
        fn a_beginning_that_is_none_gives_nothing_wrong(data: Vec<u8>) {
            let _ = unpack_beginning(&data);
        }

        #[test]
        fn what_was_compressed_comes_back(content: Vec<u8>, prefix: Vec<u8>) {
            let data = compress(&content, &prefix).unwrap();
            prop_assert_eq!(Decoder::new().unwrap().decompress(&data, &prefix, content.len()).unwrap(), content);
        }

        #[test]
        fn damaged_data_is_an_error_or_other_bytes_and_never_a_panic(data: Vec<u8>, prefix: Vec<u8>, length in 0_usize..5000) {
            let _ = Decoder::new().unwrap().decompress(&data, &prefix, length);
        }
    }

    #[test]
    fn of_a_packed_text_that_breaks_off_all_but_the_last_lines_can_be_read() {
        let words = |n: u64| format!("{:x} 第{}行 ", n.wrapping_mul(0x9E37_79B9_7F4A_7C15), n * 7919 % 997);
        let content: String = (0..2_000).map(words).collect();
        let data = pack(content.as_bytes()).unwrap();
        for cut in (0..data.len()).step_by(997) {
            let found = unpack_beginning(&data[..cut]);
            assert!(content.as_bytes().starts_with(&found));
            let expected = content.len() * cut / data.len();
            assert!(found.len() + 8_000 > expected, "{} of {expected}, cut at {cut} of {}", found.len(), data.len());
        }
    }

    #[test]
    fn a_changed_word_costs_a_few_bytes() {
        let sentences = |changed: &str| {
            let all = (0..60).map(|n| format!("Line {n} of the western grid ran at {}.", n * 7919 % 97));
            all.collect::<Vec<_>>().join(" ").replace("Line 30 of", changed)
        };
        let (before, after) = (sentences("Line 30 of"), sentences("Line thirty of"));
        let delta = compress(after.as_bytes(), before.as_bytes()).unwrap();
        assert!(delta.len() < 40, "{} bytes", delta.len());
    }
}
