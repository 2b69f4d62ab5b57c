//! Files → briefs: the text of a published page, our Markdown, HTML; and pictures.
//!
//! All of it is hostile until it has passed here: sizes are limited before reading, encodings are decoded, nothing is fetched.
//! May depend on `brief`, `markdown`, `export` (for the front matter it shares) and `error`.

mod decode;
mod html;
mod language;
mod markdown;
mod page_text;
mod picture;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::brief::{Brief, BriefId, Ids, Publication};
use crate::error::{Error, Result};
use crate::store::Picture;

pub use decode::{DecodeError, decode};
pub use html::{html, route_html};
pub use page_text::{PagePart, RoutedLine, page_text, place_lines, route_page};
pub use picture::{
    AddedPicture, LONGEST_SIDE, MOST_PIXELS_A_SIDE, Suggestion, Suggestions, WordsSource, added_picture, picture,
};

/// The most bytes of text that are taken: a thousand times a long brief.
pub const LARGEST_TEXT: u64 = 16 << 20;
/// The most bytes of a picture that are taken.
pub const LARGEST_PICTURE: u64 = 64 << 20;

/// A brief from a file, with what the file says of it beside its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What it says.
    pub brief: Brief,
    /// The id that it was exported with.
    pub id: Option<BriefId>,
    /// When it was first saved, if the file says so.
    pub created_at: Option<Timestamp>,
    /// When it was last saved, if the file says so.
    pub updated_at: Option<Timestamp>,
    /// The hero's picture, found beside the file.
    pub picture: Option<Picture>,
    /// The pictures of its Markdown, found beside the file.
    pub images: Vec<Picture>,
}

/// Reads the brief in the file at `path`, and its pictures beside it.
///
/// # Errors
/// As [`import`]; [`Error::NotPermitted`] or [`Error::Io`] if it can't be read.
pub fn import_file(path: &Path, publications: &[Publication], ids: &mut dyn Ids) -> Result<Imported> {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let bytes = read_limited(path, &name, LARGEST_TEXT)?;
    let beside = |source: &str| picture_beside(path, source);
    import_with(&name, &bytes, publications, ids, &beside)
}

/// Reads the brief in `bytes`, a file called `name`; the extension tells its kind.
///
/// # Errors
/// [`Error::FileKindUnknown`], [`Error::FileTooLarge`], [`Error::FileEmpty`], [`Error::FileNotText`], [`Error::FrontMatter`].
pub fn import(name: &str, bytes: &[u8], publications: &[Publication], ids: &mut dyn Ids) -> Result<Imported> {
    import_with(name, bytes, publications, ids, &|_| Ok(None))
}

/// Reads the picture file at `path`.
///
/// # Errors
/// [`Error::NotAnImage`], [`Error::ImageTooLarge`], [`Error::FileTooLarge`], or that it can't be read.
pub fn picture_file(path: &Path) -> Result<Picture> {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    picture(&name, read_limited(path, &name, LARGEST_PICTURE)?)
}

/// Reads the picture file at `path` as [`added_picture`] does.
///
/// # Errors
/// As [`added_picture`] and [`picture_file`].
pub fn added_picture_file(path: &Path) -> Result<AddedPicture> {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    added_picture(&name, read_limited(path, &name, LARGEST_PICTURE)?)
}

type FindPicture<'a> = &'a dyn Fn(&str) -> Result<Option<Picture>>;

fn import_with(
    name: &str,
    bytes: &[u8],
    publications: &[Publication],
    ids: &mut dyn Ids,
    find_picture: FindPicture<'_>,
) -> Result<Imported> {
    if bytes.len() as u64 > LARGEST_TEXT {
        return Err(Error::FileTooLarge { name: name.to_owned(), limit: LARGEST_TEXT });
    }
    let kind = Kind::of(name).ok_or_else(|| Error::FileKindUnknown(name.to_owned()))?;
    let text = decode(bytes).map_err(|error| match error {
        DecodeError::Empty => Error::FileEmpty(name.to_owned()),
        DecodeError::NotText => Error::FileNotText(name.to_owned()),
    })?;
    let brief = match kind {
        Kind::Markdown => return markdown::markdown(name, &text, publications, ids, find_picture),
        Kind::PageText => page_text(&text, publications, ids),
        Kind::Html => html(&text, publications, ids),
    };
    Ok(Imported { brief, id: None, created_at: None, updated_at: None, picture: None, images: Vec::new() })
}

enum Kind {
    PageText,
    Markdown,
    Html,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::PageText),
            "md" | "markdown" | "mdown" | "mkd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// The picture that a Markdown file names: only one that lies in its own folder or below, links followed.
fn picture_beside(file: &Path, source: &str) -> Result<Option<Picture>> {
    let resolve = || -> Option<PathBuf> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().ok()?;
        let path = folder.join(source).canonicalize().ok()?;
        path.starts_with(&folder).then_some(path)
    };
    resolve().map(|path| picture_file(&path)).transpose()
}

fn read_limited(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>> {
    let read = |path: &Path| -> std::io::Result<Vec<u8>> {
        let file = File::open(path)?;
        // A pipe or device tells no length, and a file may grow: what counts is what is read.
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let length = std::fs::metadata(path).map_err(|error| Error::io(path, error))?.len();
    let too_large = || Error::FileTooLarge { name: name.to_owned(), limit };
    if length > limit {
        return Err(too_large());
    }
    let bytes = read(path).map_err(|error| Error::io(path, error))?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}
