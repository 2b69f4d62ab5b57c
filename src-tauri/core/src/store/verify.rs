//! Reading a whole library, or a backup of one, and saying what is wrong with it. Writes nothing.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::compression;
use super::files::beside;
use super::history::{Hash, digest, walk};
use super::proof::{broken_references, claim, count, exists, integrity, open_still};
use super::{Store, located, salvage, sorted};
use crate::brief::{Brief, ImageHash};
use crate::error::{Error, Result};

/// What a library holds and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Verification {
    /// Briefs in it, those in the trash counted.
    pub briefs: u32,
    /// Past revisions in it.
    pub revisions: u32,
    /// Images in it.
    pub images: u32,
    /// Nothing if it is sound.
    pub findings: Vec<Finding>,
}

/// Something that is wrong with a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Finding {
    /// The file's pages contradict each other: opening the library salvages what can be read.
    Damaged {
        /// What SQLite says, in English.
        detail: String,
    },
    /// Rows of a table belong to others that are gone; nothing shows them any more.
    Orphaned {
        /// The table.
        table: String,
    },
    /// What a brief says can't be read: an older revision or a backup of it can be.
    BriefUnreadable {
        /// Its id.
        id: String,
        /// Its headline.
        headline: String,
    },
    /// What a brief says is not what was saved last: the disk has changed it.
    BriefChanged {
        /// Its id.
        id: String,
        /// Its headline.
        headline: String,
    },
    /// A past revision can't be read: those around it can.
    RevisionUnreadable {
        /// The brief's id.
        id: String,
        /// The brief's headline.
        headline: String,
        /// Its number.
        revision: u32,
    },
    /// A past revision can be read, and either it or the one before it is not what was saved.
    RevisionChanged {
        /// The brief's id.
        id: String,
        /// The brief's headline.
        headline: String,
        /// Its number.
        revision: u32,
    },
    /// An image's bytes are not those that were stored: it may look broken.
    ImageChanged {
        /// Its name, the hash of what was stored.
        image: String,
    },
    /// A brief names an image that the library does not have: its page shows the alt text.
    ImageMissing {
        /// The image.
        image: String,
        /// The brief's id.
        id: String,
        /// The brief's headline.
        headline: String,
    },
}

/// How far a verification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct VerifyProgress {
    /// Briefs and images read.
    pub done: u32,
    /// How many there are.
    pub of: u32,
}

/// Who is told of the progress, and may break it off.
type Progress<'a> = &'a mut dyn FnMut(VerifyProgress) -> ControlFlow<()>;

impl Store {
    /// Reads all of the library, as [`verify_file`] does.
    ///
    /// # Errors
    /// [`Error::Cancelled`], or the store's.
    pub fn verify(&self, progress: Progress<'_>) -> Result<Verification> {
        self.read(|connection| verify(connection, progress))
    }
}

/// Reads all of the library or backup at `path`, which may lie where nothing can be written.
///
/// # Errors
/// [`Error::NoLibrary`], [`Error::NotALibrary`], [`Error::ForeignLibrary`], [`Error::NewerLibrary`] if there is nothing to verify;
/// [`Error::Cancelled`], [`Error::NotPermitted`], [`Error::LibraryBusy`]. Damage is a finding and no error.
pub fn verify_file(path: &Path, progress: Progress<'_>) -> Result<Verification> {
    if !path.exists() {
        return Err(Error::NoLibrary(path.to_owned()));
    }
    let verified = open(path).and_then(|connection| {
        claim(&connection, path)?;
        verify(&connection, progress)
    });
    match verified.map_err(|error| located(error, path)) {
        Err(Error::NotALibrary(_)) if !salvage::is_ours(path)? => Err(Error::NotALibrary(path.to_owned())),
        Err(error @ (Error::DamagedLibrary(_) | Error::NotALibrary(_))) => Ok(Verification {
            briefs: 0,
            revisions: 0,
            images: 0,
            findings: vec![Finding::Damaged { detail: error.to_string() }],
        }),
        other => other,
    }
}

/// A library that is in use, or was left by a crash, has a log that belongs to it; any other needs nothing beside it.
fn open(path: &Path) -> Result<Connection> {
    if !beside(path, "-wal").exists() {
        return open_still(path);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|error| sorted(error, path))
}

/// All of one moment, whoever writes meanwhile.
fn verify(connection: &Connection, progress: Progress<'_>) -> Result<Verification> {
    let connection = connection.unchecked_transaction()?;
    let mut findings = Vec::new();
    let pages = integrity(&connection)?;
    findings.extend(pages.into_iter().map(|detail| Finding::Damaged { detail }));
    findings.extend(broken_references(&connection)?.into_iter().map(|table| Finding::Orphaned { table }));
    let mut verification = Verification { briefs: 0, revisions: 0, images: 0, findings };
    match read_all(&connection, &mut verification, progress) {
        Err(Error::Cancelled) => Err(Error::Cancelled),
        // It could be read as far as that.
        Err(_) if !verification.findings.is_empty() => Ok(verification),
        done => done.map(|()| verification),
    }
}

fn read_all(connection: &Connection, verification: &mut Verification, progress: Progress<'_>) -> Result<()> {
    verification.briefs = count(connection, "briefs")?;
    verification.images = count(connection, "images")?;
    verification.revisions = count(connection, "revisions")?;
    let of = verification.briefs + verification.images;
    let mut done = 0;
    let mut tell = || {
        done += 1;
        if progress(VerifyProgress { done, of }).is_break() { Err(Error::Cancelled) } else { Ok(()) }
    };
    let images = check_images(connection, &mut verification.findings, &mut tell)?;
    check_briefs(connection, &images, &mut verification.findings, &mut tell)
}

/// Gives the names of all images.
fn check_images(
    connection: &Connection,
    findings: &mut Vec<Finding>,
    tell: &mut dyn FnMut() -> Result<()>,
) -> Result<BTreeSet<String>> {
    let mut statement = connection.prepare("SELECT hash, bytes FROM images ORDER BY hash")?;
    let mut rows = statement.query([])?;
    let mut names = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let image: String = row.get(0)?;
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        if ImageHash::of(bytes).to_string() != image {
            findings.push(Finding::ImageChanged { image: image.clone() });
        }
        names.insert(image);
        tell()?;
    }
    Ok(names)
}

fn check_briefs(
    connection: &Connection,
    images: &BTreeSet<String>,
    findings: &mut Vec<Finding>,
    tell: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let has_past = exists(connection, "revisions")?;
    // Before the first version with a past, a brief had no number and nothing to compare its content with.
    let past = if has_past { "number, digest, saved_at" } else { "0, x'', 0" };
    let sql = format!("SELECT id, headline, revision, content, {past} FROM briefs ORDER BY id");
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    if has_past && has_orphans(connection)? {
        findings.push(Finding::Orphaned { table: "revisions".to_owned() });
    }
    while let Some(row) = rows.next()? {
        let text = |column| {
            row.get_ref(column).map(|value| String::from_utf8_lossy(value.as_bytes().unwrap_or_default()).into_owned())
        };
        let named = Named { id: text(0)?, headline: text(1)? };
        let content = compression::content(row.get_ref(3)?).unwrap_or_default();
        let readable = check_brief(&named, &content, images, findings);
        if has_past {
            let (saved_at, stated): (i64, Option<Hash>) = (row.get(6)?, row.get(5).ok());
            if readable && stated != Some(digest(row.get(2)?, saved_at, content.as_bytes())) {
                findings.push(named.finding(|id, headline| Finding::BriefChanged { id, headline }));
            }
            check_past(connection, row.get(4)?, &named, findings)?;
        }
        tell()?;
    }
    Ok(())
}

/// Whether there are revisions of a brief that is not there.
fn has_orphans(connection: &Connection) -> Result<bool> {
    let sql = "SELECT 1 FROM revisions WHERE brief NOT IN (SELECT number FROM briefs) LIMIT 1";
    Ok(connection.prepare(sql)?.exists([])?)
}

/// How a finding names its brief.
struct Named {
    id: String,
    headline: String,
}

impl Named {
    fn finding(&self, finding: impl FnOnce(String, String) -> Finding) -> Finding {
        finding(self.id.clone(), self.headline.clone())
    }
}

/// Gives whether it can be read.
fn check_brief(named: &Named, content: &str, images: &BTreeSet<String>, findings: &mut Vec<Finding>) -> bool {
    let Ok(brief) = serde_json::from_str::<Brief>(content) else {
        findings.push(named.finding(|id, headline| Finding::BriefUnreadable { id, headline }));
        return false;
    };
    let in_text = brief.markdown_images();
    let hero = brief.hero.and_then(|hero| hero.image);
    let missing: BTreeSet<String> = hero.into_iter().chain(in_text).map(|image| image.to_string()).collect();
    for image in missing.difference(images).cloned() {
        findings.push(named.finding(|id, headline| Finding::ImageMissing { image, id, headline }));
    }
    true
}

fn check_past(connection: &Connection, number: i64, named: &Named, findings: &mut Vec<Finding>) -> Result<()> {
    walk(connection, number, |step| {
        let revision = step.revision;
        if step.content.is_none() {
            findings.push(named.finding(|id, headline| Finding::RevisionUnreadable { id, headline, revision }));
        } else if !step.holds {
            findings.push(named.finding(|id, headline| Finding::RevisionChanged { id, headline, revision }));
        }
        Ok(())
    })
}
