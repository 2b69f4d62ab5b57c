//! SQLite's record format: the header of serial types and the values behind it (<https://sqlite.org/fileformat2.html#record_format>).

use rusqlite::types::Value;

/// A row as it lies in a payload.
#[derive(Debug, PartialEq)]
pub(super) struct Record {
    /// The columns that are there whole, from the first on.
    pub values: Vec<Value>,
    /// The beginning of the next column, where the payload breaks off.
    pub cut: Option<Vec<u8>>,
}

/// A variable-length integer and its length in bytes.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for (index, byte) in bytes.iter().take(9).enumerate() {
        if index == 8 {
            return Some((value << 8 | u64::from(*byte), 9));
        }
        value = value << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

/// Reads a payload. `whole` says that it is all of the row: then every byte must belong to a column.
pub(super) fn decode(payload: &[u8], whole: bool) -> Option<Record> {
    let (header, mut at) = varint(payload)?;
    let header = usize::try_from(header).ok().filter(|header| (at..=payload.len()).contains(header))?;
    let mut rest = &payload[header..];
    let mut values = Vec::new();
    let mut cut = None;
    while at < header {
        let (kind, length) = varint(&payload[at..header])?;
        at += length;
        let size = size_of(kind)?;
        if cut.is_some() {
            continue;
        }
        if size > rest.len() as u64 {
            cut = Some(rest.to_vec());
            continue;
        }
        let (column, after) = rest.split_at(size as usize);
        values.push(value(kind, column)?);
        rest = after;
    }
    let complete = cut.is_none() && rest.is_empty();
    (complete || !whole).then_some(Record { values, cut })
}

fn size_of(kind: u64) -> Option<u64> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => Some(kind),
        5 => Some(6),
        6 | 7 => Some(8),
        // Kept for SQLite's own use; no file has them.
        10 | 11 => None,
        _ => Some((kind - 12) / 2),
    }
}

fn value(kind: u64, bytes: &[u8]) -> Option<Value> {
    Some(match kind {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
        1..=6 => Value::Integer(integer(bytes)),
        _ if kind.is_multiple_of(2) => Value::Blob(bytes.to_vec()),
        _ => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
    })
}

/// A big-endian two's complement of one to eight bytes.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |value, byte| value << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::types::Value;

    use super::{Record, decode, varint};

    #[test]
    fn a_row_is_read_and_a_broken_off_one_as_far_as_it_goes() {
        // NULL, -2, 300, "降", x'01', 1
        let row = [7, 0, 1, 2, 19, 14, 9, 0xFE, 0x01, 0x2C, 0xE9, 0x99, 0x8D, 0x01];
        let values = vec![
            Value::Null,
            Value::Integer(-2),
            Value::Integer(300),
            Value::Text("降".to_owned()),
            Value::Blob(vec![1]),
            Value::Integer(1),
        ];
        assert_eq!(decode(&row, true), Some(Record { values: values.clone(), cut: None }));
        assert_eq!(decode(&row[..12], true), None);
        let cut = Record { values: values[..3].to_vec(), cut: Some(vec![0xE9, 0x99]) };
        assert_eq!(decode(&row[..12], false), Some(cut));
    }

    #[test]
    fn integers_of_every_length_are_read() {
        assert_eq!(varint(&[0x7F]), Some((0x7F, 1)));
        assert_eq!(varint(&[0x81, 0x00]), Some((0x80, 2)));
        assert_eq!(varint(&[0xFF; 9]), Some((u64::MAX, 9)));
        assert_eq!(varint(&[0xFF; 8]), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>, whole: bool) {
            let _ = decode(&bytes, whole);
        }
    }
}
