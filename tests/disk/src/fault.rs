//! What shall go wrong, and with which code SQLite is told.

use std::ffi::c_int;

use rusqlite::ffi;

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// EIO: any call can meet it.
    Broken,
    /// ENOSPC: only calls that need room meet it.
    Full,
    /// Half of the bytes are written, then there is no more room.
    Short,
}

impl Fault {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Broken, Self::Full, Self::Short];
}

/// Which call fails, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How it fails.
    pub fault: Fault,
    /// Which of the calls that can meet it, counted from 0 since the plan was made.
    pub at: u64,
    /// The calls after it fail too, until the disk is mended.
    pub lasting: bool,
}

/// What SQLite asks of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Size,
    Lock,
    Delete,
    Access,
    Memory,
}

impl Call {
    pub(crate) fn can_meet(self, fault: Fault) -> bool {
        match fault {
            Fault::Broken => true,
            Fault::Full => matches!(self, Self::Write | Self::Memory),
            Fault::Short => self == Self::Write,
        }
    }

    /// What SQLite's own file code answers.
    pub(crate) fn code(self, fault: Fault) -> c_int {
        match self {
            Self::Write if fault != Fault::Broken => ffi::SQLITE_FULL,
            Self::Open => ffi::SQLITE_CANTOPEN,
            Self::Read => ffi::SQLITE_IOERR_READ,
            Self::Write => ffi::SQLITE_IOERR_WRITE,
            Self::Truncate => ffi::SQLITE_IOERR_TRUNCATE,
            Self::Sync => ffi::SQLITE_IOERR_FSYNC,
            Self::Size => ffi::SQLITE_IOERR_FSTAT,
            Self::Lock => ffi::SQLITE_IOERR_LOCK,
            Self::Delete => ffi::SQLITE_IOERR_DELETE,
            Self::Access => ffi::SQLITE_IOERR_ACCESS,
            Self::Memory => ffi::SQLITE_IOERR_SHMSIZE,
        }
    }
}
