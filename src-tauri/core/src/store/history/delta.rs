//! A revision's content in few bytes: zstd with the revision before it as prefix, so that only what changed is stored.

use zstd_safe::{CCtx, CParameter, DCtx, DParameter, ErrorCode, FrameFormat, get_error_name};

use crate::error::{Error, Result};

/// Above this size, in bytes, the time that the strongest level takes is felt.
const LONG: usize = 256 * 1024;
const LEVEL: i32 = 19;
const LEVEL_OF_LONG: i32 = 9;
/// zstd's own limits for a window that every decoder takes, as powers of two.
const LEAST_WINDOW: u32 = 10;
const MOST_WINDOW: u32 = 27;

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

/// The `length` bytes that `data` was made from, given the prefix that it was made with.
///
/// # Errors
/// [`Error::Compression`] for data that was not made so.
pub(super) fn decompress(data: &[u8], prefix: &[u8], length: usize) -> Result<Vec<u8>> {
    let mut context = DCtx::create();
    context.set_parameter(DParameter::Format(FrameFormat::Magicless)).map_err(failed)?;
    context.set_parameter(DParameter::WindowLogMax(MOST_WINDOW)).map_err(failed)?;
    context.ref_prefix(prefix).map_err(failed)?;
    let mut content = Vec::new();
    // A damaged row may claim any length.
    content.try_reserve_exact(length).map_err(|_| Error::Compression("out of memory".to_owned()))?;
    context.decompress(&mut content, data).map_err(failed)?;
    if content.len() == length { Ok(content) } else { Err(Error::Compression("wrong length".to_owned())) }
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

    use super::{compress, decompress};

    proptest! {
        #[test]
        fn what_was_compressed_comes_back(content: Vec<u8>, prefix: Vec<u8>) {
            let data = compress(&content, &prefix).unwrap();
            prop_assert_eq!(decompress(&data, &prefix, content.len()).unwrap(), content);
        }

        #[test]
        fn damaged_data_is_an_error_or_other_bytes_and_never_a_panic(data: Vec<u8>, prefix: Vec<u8>, length in 0_usize..5000) {
            let _ = decompress(&data, &prefix, length);
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
