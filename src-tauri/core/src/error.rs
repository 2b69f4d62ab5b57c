//! Everything that can go wrong in the core, in enough detail to decide and to log. What people are told is made from it at the edge.

use std::path::{Path, PathBuf};

use crate::brief::StoredBrief;

/// Shorthand for results of the core.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the core could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No brief has that id, in full or shortened.
    #[error("no brief {0}")]
    BriefNotFound(String),
    /// More than one brief's id begins so.
    #[error("more than one brief's id begins with {0}")]
    AmbiguousId(String),
    /// The stored brief has moved on since the revision that a save started from.
    #[error("the stored brief has moved on to revision {}", .stored.revision)]
    Conflict {
        /// What is stored.
        stored: Box<StoredBrief>,
        /// The number under which the refused text is kept beside it, if there was one.
        aside: Option<u32>,
    },
    /// A brief has no revision of that number, or has none any more.
    #[error("no revision {0}")]
    RevisionNotFound(u32),
    /// A past revision whose data is damaged.
    #[error("revision {0} can't be read")]
    RevisionUnreadable(u32),
    /// Data that can't be compressed or brought back, with the library's reason.
    #[error("compression: {0}")]
    Compression(String),

    /// What is to be taken from one brief into another is in neither.
    #[error("no such piece")]
    NoSuchPiece,

    /// There is no library file where one was expected.
    #[error("no library at {0}")]
    NoLibrary(PathBuf),
    /// The file is not an SQLite database.
    #[error("{0} is not an SQLite file")]
    NotALibrary(PathBuf),
    /// An SQLite database of another program.
    #[error("{0} belongs to another program")]
    ForeignLibrary(PathBuf),
    /// A library of a later version of this program.
    #[error("{path} has version {version}")]
    NewerLibrary {
        /// The library.
        path: PathBuf,
        /// Its `user_version`.
        version: i64,
    },
    /// The library's file was moved or removed while it was open.
    #[error("{0} is not there any more")]
    LibraryGone(PathBuf),
    /// The library's pages contradict each other.
    #[error("{0} is damaged")]
    DamagedLibrary(PathBuf),
    /// Another program holds the library.
    #[error("the library is locked by another program")]
    LibraryBusy,
    /// There is no room left to write.
    #[error("the disk is full")]
    DiskFull,
    /// The file may not be read or written by this user.
    #[error("no permission for {0}")]
    NotPermitted(PathBuf),
    /// A file is there already, and is not overwritten.
    #[error("{0} exists")]
    FileExists(PathBuf),
    /// Whoever asked for it did not want it any more.
    #[error("cancelled")]
    Cancelled,
    /// The store has been closed.
    #[error("the library is closed")]
    Closed,

    /// An address that is not opened, for its scheme or for what is in it.
    #[error("the address {0} is not opened")]
    AddressRefused(String),
    /// A file of no bytes, or of white space alone.
    #[error("{0} is empty")]
    FileEmpty(String),
    /// A file whose bytes are text in no encoding that we know.
    #[error("{0} is not text")]
    FileNotText(String),
    /// A file larger than we take.
    #[error("{name} is larger than {limit} bytes")]
    FileTooLarge {
        /// The file's name.
        name: String,
        /// The most that is taken, in bytes.
        limit: u64,
    },
    /// A file of a kind that can't be imported.
    #[error("{0} is of no kind that can be imported")]
    FileKindUnknown(String),
    /// The front matter of a Markdown file is broken or says what it may not.
    #[error("front matter of {name}, line {line:?}: {reason}")]
    FrontMatter {
        /// The file's name.
        name: String,
        /// Counted from 1 in the file, if known.
        line: Option<u32>,
        /// What is wrong, in English.
        reason: String,
    },
    /// A pattern for names that has an unknown placeholder, or leads out of the folder.
    #[error("{0} is no pattern for names")]
    NamePattern(String),
    /// A correction of a brief that no final export has sent out.
    #[error("brief {0} never went out")]
    NeverWentOut(String),
    /// A folder to write to that is a link to elsewhere, or no folder.
    #[error("{0} is a link or no folder")]
    NotAFolder(PathBuf),
    /// A file that claims to be a picture and is not.
    #[error("{0} is not a picture")]
    NotAnImage(String),
    /// A picture of a kind that is not taken.
    #[error("{name} is of the kind {kind}")]
    PictureKind {
        /// The file's name.
        name: String,
        /// What its kind is called.
        kind: &'static str,
    },
    /// A picture with more pixels than we decode.
    #[error("{name} has {width} × {height} pixels")]
    ImageTooLarge {
        /// The file's name.
        name: String,
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },

    /// Nothing to print with: there is no screen.
    #[error("no screen to print with")]
    NoPrinter,
    /// This system has no way to print to a file.
    #[error("no printing on this system")]
    NoPrinting,
    /// Printing to a file failed, with what the printer says.
    #[error("printing: {0}")]
    PrintFailed(String),

    /// Reading or writing a file failed.
    #[error("{}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// SQLite refused for a reason that has no variant of its own.
    #[error("the store")]
    Sqlite(#[source] rusqlite_error::Boxed),
    /// What the library holds is not what this program wrote.
    #[error("stored content")]
    Content(#[from] serde_json::Error),
    /// A page template failed.
    #[error("the page template")]
    Template(#[from] minijinja::Error),
    /// Front matter could not be written.
    #[error("front matter: {0}")]
    FrontMatterUnwritable(String),
}

/// The store's error, opaque outside the store.
pub mod rusqlite_error {
    /// An error of the database library.
    pub type Boxed = Box<dyn std::error::Error + Send + Sync>;
}

impl Error {
    /// An input/output error at `path`, sorted by what people can do about it.
    #[must_use]
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match source.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotPermitted(path.to_owned()),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { path: path.to_owned(), source },
        }
    }
}
