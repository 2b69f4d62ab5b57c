//! A disk for tests of the library: it remembers what was written, loses power on request, and fails when told to.
//!
//! Between SQLite and its own file code stands a VFS ([`vfs`]). It writes through to real files, so that code which looks
//! at them by `std::fs` sees what it always sees. For every file below the folder of a [`Disk`] it
//!
//! - keeps a [`Log`] of every change: created, written, cut short, synced, deleted;
//! - counts the calls, and fails those that a [`Plan`] names;
//! - refuses what goes past a size limit, or what a read-only file or folder would refuse.
//!
//! [`Crashes`] walks through a log and gives, for each place in it, the files as a power cut there could leave them. What
//! it takes for granted is what SQLite does: what was synced stays; what was not may be there or not, in any order, in
//! 512-byte sectors, or as rubbish; a change of the folder (a file made or deleted) is whole or not there, in order.
//! Shared memory (`-shm`) is never part of a crash state: SQLite rebuilds it.
//!
//! Files outside of every disk's folder go straight to SQLite's own code. Depends on SQLite and nothing of ours.

mod crashes;
mod disk;
mod fault;
mod file;
mod log;
mod random;
pub mod vfs;

pub use crashes::{Crashes, Cut, Files};
pub use disk::{Disk, Refusal};
pub use fault::{Fault, Plan};
pub use log::{Inode, Log, Op};
pub use random::Random;
