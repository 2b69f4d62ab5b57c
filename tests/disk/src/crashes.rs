//! What a power cut can leave of the files, at each place of a log.

use std::collections::{BTreeMap, BTreeSet};

use crate::log::{Inode, Log, Op};
use crate::random::Random;

/// Files by their path below the disk's folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a disk writes whole or not at all, in bytes.
const SECTOR: usize = 512;

/// What becomes of the changes that were not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// All are gone.
    Dropped,
    /// All are there: the program died, and the system lived on.
    Kept,
    /// Those up to some moment are there.
    Prefix,
    /// The same, and of the last one only some of its sectors.
    Torn,
    /// Some are there, whichever the disk had come to; some of them in part.
    Reordered,
    /// The same, and some sectors hold rubbish.
    Scrambled,
}

impl Cut {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Dropped, Self::Kept, Self::Prefix, Self::Torn, Self::Reordered, Self::Scrambled];
}

/// How much of a write arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Whole,
    SomeSectors,
    Rubbish,
}

/// A walk through a log that can stop at any place.
#[derive(Debug, Clone)]
pub struct Crashes<'l> {
    log: &'l Log,
    at: usize,
    durable: BTreeMap<Inode, Vec<u8>>,
    names: BTreeMap<String, Inode>,
    /// Places in the log of changes that are not durable yet, in order.
    pending: Vec<usize>,
}

impl<'l> Crashes<'l> {
    /// Begins before the log's first change.
    #[must_use]
    pub fn new(log: &'l Log) -> Self {
        Self {
            log,
            at: 0,
            durable: log.before.values().cloned().enumerate().collect(),
            names: log.before.keys().cloned().zip(0..).collect(),
            pending: Vec::new(),
        }
    }

    /// Goes on to just before the log's change number `place`.
    ///
    /// # Panics
    /// If that lies behind, or after the log's end.
    pub fn walk_to(&mut self, place: usize) {
        assert!(self.at <= place && place <= self.log.ops.len(), "from {} to {place}", self.at);
        for index in self.at..place {
            match &self.log.ops[index] {
                Op::Sync { inode } => self.settle(|op| touches(op, *inode)),
                Op::SyncFolder => self.settle(|op| matches!(op, Op::Create { .. } | Op::Delete { .. })),
                _ => self.pending.push(index),
            }
        }
        self.at = place;
    }

    /// Makes the pending changes durable that `which` picks.
    fn settle(&mut self, which: impl Fn(&Op) -> bool) {
        let log = self.log;
        let (settled, pending) =
            std::mem::take(&mut self.pending).into_iter().partition(|index| which(&log.ops[*index]));
        self.pending = pending;
        let settled: Vec<usize> = settled;
        for index in settled {
            let op = &log.ops[index];
            enter(&mut self.names, op);
            if let Op::Write { inode, .. } | Op::Truncate { inode, .. } = op {
                write(self.durable.entry(*inode).or_default(), op, Arrival::Whole, &mut Random::new(0));
            }
        }
    }

    /// The files as a power cut here can leave them. What chance decides, `random` decides.
    #[must_use]
    pub fn cut(&self, cut: Cut, random: &mut Random) -> Files {
        let arrived = self.arrived(cut, random);
        let mut names = self.names.clone();
        for (index, _) in &arrived {
            enter(&mut names, &self.log.ops[*index]);
        }
        let left: BTreeSet<Inode> = names.values().copied().collect();
        let mut contents: BTreeMap<Inode, Vec<u8>> =
            left.into_iter().map(|inode| (inode, self.durable.get(&inode).cloned().unwrap_or_default())).collect();
        for (index, arrival) in arrived {
            let op = &self.log.ops[index];
            if let Op::Write { inode, .. } | Op::Truncate { inode, .. } = op
                && let Some(content) = contents.get_mut(inode)
            {
                write(content, op, arrival, random);
            }
        }
        names.into_iter().map(|(name, inode)| (name, contents.get(&inode).cloned().unwrap_or_default())).collect()
    }

    /// Which of the pending changes reached the disk, in order.
    fn arrived(&self, cut: Cut, random: &mut Random) -> Vec<(usize, Arrival)> {
        let whole = |pending: &[usize]| pending.iter().map(|index| (*index, Arrival::Whole)).collect::<Vec<_>>();
        match cut {
            Cut::Dropped => Vec::new(),
            Cut::Kept => whole(&self.pending),
            Cut::Prefix => whole(&self.pending[..random.below(self.pending.len() + 1)]),
            Cut::Torn => {
                let mut arrived = whole(&self.pending[..random.below(self.pending.len() + 1)]);
                if let Some((_, arrival)) = arrived.last_mut() {
                    *arrival = Arrival::SomeSectors;
                }
                arrived
            }
            Cut::Reordered | Cut::Scrambled => self.some(cut == Cut::Scrambled, random),
        }
    }

    fn some(&self, rubbish: bool, random: &mut Random) -> Vec<(usize, Arrival)> {
        let in_folder = |index: usize| matches!(self.log.ops[index], Op::Create { .. } | Op::Delete { .. });
        let entries = self.pending.iter().filter(|index| in_folder(**index)).count();
        // File systems keep the order of a folder's changes.
        let mut entries_left = random.below(entries + 1);
        let mut arrived = Vec::new();
        for index in self.pending.iter().copied() {
            if in_folder(index) {
                if entries_left > 0 {
                    entries_left -= 1;
                    arrived.push((index, Arrival::Whole));
                }
            } else if random.once_in(2) {
                let arrival = match random.below(6) {
                    0 => Arrival::SomeSectors,
                    1 | 2 if rubbish => Arrival::Rubbish,
                    _ => Arrival::Whole,
                };
                arrived.push((index, arrival));
            }
        }
        arrived
    }
}

fn touches(op: &Op, file: Inode) -> bool {
    matches!(op, Op::Write { inode, .. } | Op::Truncate { inode, .. } if *inode == file)
}

fn enter(names: &mut BTreeMap<String, Inode>, op: &Op) {
    match op {
        Op::Create { name, inode } => drop(names.insert(name.clone(), *inode)),
        Op::Delete { name } => drop(names.remove(name)),
        _ => {}
    }
}

fn write(content: &mut Vec<u8>, op: &Op, arrival: Arrival, random: &mut Random) {
    match op {
        Op::Truncate { length, .. } => content.resize(usize::try_from(*length).unwrap_or(0), 0),
        Op::Write { at, bytes, .. } => {
            let at = usize::try_from(*at).unwrap_or(0);
            let mut from = 0;
            while from < bytes.len() {
                // Sectors are the disk's: the first piece ends where the file's next sector begins.
                let to = bytes.len().min(from + SECTOR - (at + from) % SECTOR);
                if arrival == Arrival::Whole || random.once_in(2) {
                    put(content, at + from, &bytes[from..to]);
                } else if arrival == Arrival::Rubbish {
                    let mut rubbish = vec![0; to - from];
                    random.fill(&mut rubbish);
                    put(content, at + from, &rubbish);
                }
                from = to;
            }
        }
        _ => {}
    }
}

fn put(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}
