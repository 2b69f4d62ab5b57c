//! One page of a b-tree: its kind, its children and its cells (<https://sqlite.org/fileformat2.html#b_tree_pages>).

use super::record::varint;

/// What a page is, by its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    IndexInterior,
    TableInterior,
    /// Also a page of a table WITHOUT ROWID, as [`Kind::IndexInterior`] is.
    IndexLeaf,
    TableLeaf,
}

impl Kind {
    /// Cells of this kind hold rows or index entries.
    pub(super) fn has_payload(self) -> bool {
        self != Self::TableInterior
    }

    pub(super) fn is_interior(self) -> bool {
        matches!(self, Self::IndexInterior | Self::TableInterior)
    }
}

/// A page whose header makes sense. Its cells need not.
pub(super) struct Page<'a> {
    pub kind: Kind,
    bytes: &'a [u8],
    /// Where the b-tree's header begins: after the file's on page 1.
    start: usize,
    usable: usize,
    cells: usize,
}

/// A row or an entry, of which a part may lie in a chain of overflow pages.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    /// Tables with rowids only.
    pub rowid: Option<i64>,
    /// The length of the whole payload in bytes.
    pub length: u64,
    /// Its beginning.
    pub local: &'a [u8],
    /// The page on which it goes on.
    pub overflow: Option<u32>,
}

impl<'a> Page<'a> {
    /// Takes the bytes of page `number`, of which the first `usable` count, as a b-tree page if they can be one.
    pub(super) fn parse(number: u32, bytes: &'a [u8], usable: usize) -> Option<Self> {
        let start = if number == 1 { 100 } else { 0 };
        let kind = match bytes.get(start)? {
            0x02 => Kind::IndexInterior,
            0x05 => Kind::TableInterior,
            0x0A => Kind::IndexLeaf,
            0x0D => Kind::TableLeaf,
            _ => return None,
        };
        if usable > bytes.len() {
            return None;
        }
        let cells = usize::from(u16_at(bytes, start + 3)?);
        let page = Self { kind, bytes, start, usable, cells };
        let content = usize::from(u16_at(bytes, start + 5)?);
        // A content area at 65536 is written as 0.
        let content = if content == 0 { 65_536 } else { content };
        (page.pointers() + 2 * cells <= content.min(usable) && content <= usable.max(512)).then_some(page)
    }

    fn pointers(&self) -> usize {
        self.start + if self.kind.is_interior() { 12 } else { 8 }
    }

    fn cell_at(&self, index: usize) -> Option<&'a [u8]> {
        let at = usize::from(u16_at(self.bytes, self.pointers() + 2 * index)?);
        (at >= self.pointers() + 2 * self.cells).then(|| self.bytes.get(at..self.usable)).flatten()
    }

    /// The pages below an interior page, in the order of their keys.
    pub(super) fn children(&self) -> Vec<u32> {
        if !self.kind.is_interior() {
            return Vec::new();
        }
        let left = (0..self.cells).filter_map(|index| u32_at(self.cell_at(index)?, 0));
        left.chain(u32_at(self.bytes, self.start + 8)).collect()
    }

    /// The cells that have a payload and make sense.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell<'a>> {
        let cells = if self.kind.has_payload() { self.cells } else { 0 };
        (0..cells).filter_map(|index| self.cell(self.cell_at(index)?))
    }

    fn cell(&self, mut bytes: &'a [u8]) -> Option<Cell<'a>> {
        if self.kind == Kind::IndexInterior {
            bytes = bytes.get(4..)?;
        }
        let (length, size) = varint(bytes)?;
        bytes = &bytes[size..];
        let mut rowid = None;
        if self.kind == Kind::TableLeaf {
            let (number, size) = varint(bytes)?;
            rowid = Some(number as i64);
            bytes = &bytes[size..];
        }
        let local = self.local(length);
        let overflow = if (local as u64) < length { Some(u32_at(bytes, local)?) } else { None };
        Some(Cell { rowid, length, local: bytes.get(..local)?, overflow })
    }

    /// How many bytes of a payload of `length` bytes stay on the page.
    fn local(&self, length: u64) -> usize {
        let usable = self.usable as u64;
        let most = if self.kind == Kind::TableLeaf { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
        let least = (usable - 12) * 32 / 255 - 23;
        if length <= most {
            return length as usize;
        }
        let even = least + (length - least) % (usable - 4);
        (if even <= most { even } else { least }) as usize
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Page;

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(kind in prop::sample::select(vec![2_u8, 5, 10, 13]), mut bytes in prop::collection::vec(any::<u8>(), 480..600), number in 1_u32..3) {
            let start = if number == 1 { 100 } else { 0 };
            bytes[start] = kind;
            bytes[start + 3] = 0;
            for usable in [480, 512] {
                if let Some(page) = Page::parse(number, &bytes, usable) {
                    for cell in page.cells() {
                        prop_assert!(cell.local.len() as u64 <= cell.length);
                    }
                    let _ = page.children();
                }
            }
        }
    }
}
