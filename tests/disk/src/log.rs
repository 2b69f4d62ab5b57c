//! What happened to the files of a disk, in order.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A file as the disk knows it: its name may go to another one.
pub type Inode = usize;

/// One change.
#[derive(Debug, Clone)]
pub enum Op {
    /// A file of no bytes got a name in the folder.
    Create {
        /// Its path below the disk's folder.
        name: String,
        /// The new file.
        inode: Inode,
    },
    /// Bytes were written.
    Write {
        /// Into this file.
        inode: Inode,
        /// From this byte on.
        at: u64,
        /// What was written.
        bytes: Arc<[u8]>,
    },
    /// A file was cut, or lengthened with zeros.
    Truncate {
        /// This file.
        inode: Inode,
        /// Its length since, in bytes.
        length: u64,
    },
    /// All that was written to a file before has reached the disk.
    Sync {
        /// This file.
        inode: Inode,
    },
    /// All that was made and deleted in the folder before has reached the disk.
    SyncFolder,
    /// A name went.
    Delete {
        /// A path below the disk's folder.
        name: String,
    },
}

/// Everything since the disk was made.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The files that were there then, all of them durable. The n-th of them is inode n.
    pub before: BTreeMap<String, Vec<u8>>,
    /// What happened since.
    pub ops: Vec<Op>,
}
