//! What went wrong, for people. A variant exists where the window does or says something of its own; the rest is `Bug`.

use briefdesk_core::Error;
use briefdesk_core::brief::StoredBrief;
use briefdesk_core::import::MOST_PIXELS_A_SIDE;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A failure that can be told and mended.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// The stored brief has moved on.
    Conflict {
        /// What is stored.
        stored: Box<StoredBrief>,
        /// The number under which the refused text is kept beside it, if there was one.
        aside: Option<u32>,
    },
    /// No brief has that id.
    BriefNotFound {
        /// As it was asked for.
        id: String,
    },
    /// More than one brief's id begins so.
    AmbiguousId {
        /// As it was asked for.
        id: String,
    },
    /// The brief has no revision of that number.
    RevisionNotFound {
        /// As it was asked for.
        revision: u32,
    },
    /// A past revision is damaged.
    RevisionUnreadable {
        /// Which.
        revision: u32,
    },
    /// What was chosen of a comparison is not there: one of its two texts has changed since.
    PieceNotFound,
    /// No room to write.
    DiskFull,
    /// This user may not read or write the file.
    NotPermitted {
        /// The file.
        path: String,
    },
    /// Another program holds the library.
    LibraryBusy,
    /// There is no library file.
    NoLibrary {
        /// Where it was looked for.
        path: String,
    },
    /// The library is not an SQLite file.
    NotALibrary {
        /// The file.
        path: String,
    },
    /// The library is another program's database.
    ForeignLibrary {
        /// The file.
        path: String,
    },
    /// The library was written by a later version.
    NewerLibrary {
        /// The file.
        path: String,
    },
    /// The library's file was moved or removed while it was open.
    LibraryGone {
        /// Where it was.
        path: String,
    },
    /// The library's pages contradict each other.
    DamagedLibrary {
        /// The file.
        path: String,
    },
    /// The library was found damaged, and what could be read of it is open now: the same can be asked again.
    LibraryMended {
        /// The file.
        path: String,
    },
    /// A file is there already, and is not overwritten.
    FileExists {
        /// The file.
        path: String,
    },
    /// The editor did not want it any more.
    Cancelled,
    /// Nothing but white space.
    FileEmpty {
        /// The file's name.
        name: String,
    },
    /// No text in any known encoding.
    FileNotText {
        /// The file's name.
        name: String,
    },
    /// More bytes than are taken.
    FileTooLarge {
        /// The file's name.
        name: String,
        /// What is taken, in mebibytes.
        limit_mb: u32,
    },
    /// No kind that can be imported.
    FileKindUnknown {
        /// The file's name.
        name: String,
    },
    /// Reading or writing failed.
    FileFailed {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// Broken front matter.
    FrontMatter {
        /// The file's name.
        name: String,
        /// Counted from 1.
        line: Option<u32>,
        /// What is wrong, in English.
        reason: String,
    },
    /// A pattern for names that gives none in the folder.
    NamePattern {
        /// As it was asked for.
        pattern: String,
    },
    /// There is nothing to correct: no final export was made.
    NeverWentOut {
        /// The brief's.
        id: String,
    },
    /// A folder to write to is a link to elsewhere, or a file.
    NotAFolder {
        /// The folder.
        path: String,
    },
    /// Not a picture.
    NotAnImage {
        /// The file's name.
        name: String,
    },
    /// A kind of picture that is not taken.
    PictureKind {
        /// The file's name.
        name: String,
        /// What the kind is called.
        kind: String,
    },
    /// Too many pixels.
    ImageTooLarge {
        /// The file's name.
        name: String,
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// The longest side that is taken, in pixels.
        limit: u32,
    },
    /// A PDF is printed, and there is no screen to do it with.
    NoPrinter,
    /// This system has no way to print to a file.
    NoPrinting,
    /// Printing to a file failed.
    PrintFailed {
        /// What the printer says.
        reason: String,
    },
    /// An address was not opened: it is none of the web or of mail, or the system has no program for it.
    AddressNotOpened {
        /// As it was asked for.
        address: String,
    },
    /// Nothing that people can mend.
    Bug {
        /// For a report; holds no text of an article.
        detail: String,
    },
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let path = |path: std::path::PathBuf| path.display().to_string();
        match error {
            Error::Conflict { stored, aside } => Self::Conflict { stored, aside },
            Error::RevisionNotFound(revision) => Self::RevisionNotFound { revision },
            Error::RevisionUnreadable(revision) => Self::RevisionUnreadable { revision },
            Error::BriefNotFound(id) => Self::BriefNotFound { id },
            Error::AmbiguousId(id) => Self::AmbiguousId { id },
            Error::NoSuchPiece => Self::PieceNotFound,
            Error::DiskFull => Self::DiskFull,
            Error::NotPermitted(file) => Self::NotPermitted { path: path(file) },
            Error::LibraryBusy => Self::LibraryBusy,
            Error::NoLibrary(file) => Self::NoLibrary { path: path(file) },
            Error::NotALibrary(file) => Self::NotALibrary { path: path(file) },
            Error::ForeignLibrary(file) => Self::ForeignLibrary { path: path(file) },
            Error::NewerLibrary { path: file, .. } => Self::NewerLibrary { path: path(file) },
            Error::LibraryGone(file) => Self::LibraryGone { path: path(file) },
            Error::DamagedLibrary(file) => Self::DamagedLibrary { path: path(file) },
            Error::FileExists(file) => Self::FileExists { path: path(file) },
            Error::Cancelled => Self::Cancelled,
            Error::FileEmpty(name) => Self::FileEmpty { name },
            Error::FileNotText(name) => Self::FileNotText { name },
            Error::FileTooLarge { name, limit } => Self::FileTooLarge { name, limit_mb: (limit >> 20) as u32 },
            Error::FileKindUnknown(name) => Self::FileKindUnknown { name },
            Error::FrontMatter { name, line, reason } => Self::FrontMatter { name, line, reason },
            Error::NamePattern(pattern) => Self::NamePattern { pattern },
            Error::NeverWentOut(id) => Self::NeverWentOut { id },
            Error::NotAFolder(folder) => Self::NotAFolder { path: path(folder) },
            Error::NotAnImage(name) => Self::NotAnImage { name },
            Error::PictureKind { name, kind } => Self::PictureKind { name, kind: kind.to_owned() },
            Error::ImageTooLarge { name, width, height } => {
                Self::ImageTooLarge { name, width, height, limit: MOST_PIXELS_A_SIDE }
            }
            Error::AddressRefused(address) => Self::AddressNotOpened { address },
            Error::NoPrinter => Self::NoPrinter,
            Error::NoPrinting => Self::NoPrinting,
            Error::PrintFailed(reason) => Self::PrintFailed { reason },
            Error::Io { path: file, source } => Self::FileFailed { path: path(file), reason: source.to_string() },
            bug @ (Error::Sqlite(_)
            | Error::Content(_)
            | Error::Template(_)
            | Error::FrontMatterUnwritable(_)
            | Error::Compression(_)
            | Error::Closed) => Self::bug(&bug),
        }
    }
}

impl Problem {
    /// A failure of the program itself: logged, and told with its chain of causes.
    pub fn bug(error: &dyn std::error::Error) -> Self {
        let mut detail = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            detail = format!("{detail}: {inner}");
            cause = inner.source();
        }
        tracing::error!(%detail, "unexpected");
        Self::Bug { detail }
    }
}
