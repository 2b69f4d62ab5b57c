//! A damaged library: it is copied aside, all that can be read goes to a new one, and that takes its place.
//!
//! SQLite stops at the first page that contradicts itself, so the pages are read past it (`raw`, `page`, `record`, `wal`), and rows are
//! known by what they look like (`table`) on whatever page they are. A sound library read this way gives the same rows as SQLite does.
//! Nothing of the damaged library is changed before its copy and the new library are on disk, and the new one has proved itself.

mod aside;
mod gather;
mod lock;
mod page;
mod past;
mod raw;
mod record;
mod repair;
mod table;
mod wal;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::files::{beside, sync, sync_folder, unfinished};
use super::{APPLICATION_ID, Identity, SQLITE_MAGIC, located, migrations, proof};
use crate::brief::BriefId;
use crate::error::{Error, Result};
use aside::{Aside, COMPANIONS};
use gather::{Gathering, Place};
use page::{Kind, u32_at};
use raw::{Raw, Row, View};
use table::Table;
use wal::Log;

pub(in crate::store) use table::TABLES;

/// The new library's name until it takes the place of the old one begins with that one's, and ends so.
const PART: &str = ".salvage.part";

/// What was saved from a damaged library, and what was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Salvage {
    /// Where the damaged library is now, with every byte that it had.
    pub damaged_copy: PathBuf,
    /// Briefs in the library now.
    pub briefs: u32,
    /// Those of them whose end could not be read. Where a whole older version was found, it is in the library, and what could be read of
    /// the newer one is kept beside it.
    pub incomplete: Vec<SalvagedBrief>,
    /// Those of them of which only an older version could be read.
    pub older: Vec<SalvagedBrief>,
    /// Briefs of which nothing could be read but their name. The headline is empty where not even that could.
    pub lost: Vec<SalvagedBrief>,
    /// Images in the library now.
    pub images: u32,
    /// Images that the library had, or that its briefs name, and that could not be read.
    pub images_lost: u32,
    /// Past revisions in the library now.
    pub revisions: u32,
    /// Past revisions that were found and could not be read. There may have been more.
    pub revisions_lost: u32,
}

/// A brief by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SalvagedBrief {
    /// Which brief.
    pub id: BriefId,
    /// Its headline, as far as it is known.
    pub headline: String,
}

/// The log at `path` says that something which was saved to it can't be had from it. Whoever asks holds the write lock.
pub(super) fn log_is_damaged(library: &Path, page_size: usize) -> Result<bool> {
    Ok(Log::read(&beside(library, "-wal"), page_size)?.damaged)
}

/// Whether the file at `path`, which SQLite makes nothing of, has pages of ours.
///
/// # Errors
/// [`Error::NotPermitted`] or [`Error::Io`].
pub(super) fn is_ours(path: &Path) -> Result<bool> {
    let file = fs::File::open(path).map_err(|error| Error::io(path, error))?;
    let raw = Raw::new(&file, path, &beside(path, "-wal"))?;
    Ok(version(&raw, path).is_ok())
}

/// Puts a new library with all that can be read in the place of the damaged one at `path`, which nobody may have open. `None` if the file
/// there is not the one that was found damaged any more: another process was faster.
///
/// # Errors
/// [`Error::NotALibrary`], [`Error::ForeignLibrary`] or [`Error::NewerLibrary`] if it is not ours; [`Error::DamagedLibrary`] if nothing can
/// be read of it; [`Error::LibraryBusy`], [`Error::DiskFull`], [`Error::NotPermitted`], [`Error::Io`]. Then everything is as it was.
pub(super) fn rescue(path: &Path, damaged: Option<Identity>, now: &Zoned) -> Result<Option<Salvage>> {
    let file = lock::open_alone(path)?;
    if Identity::of(path) != damaged {
        return Ok(None);
    }
    let earlier = Aside::earlier(path, &file)?;
    let logged = earlier.as_ref().map_or(path, |aside| &aside.path);
    let raw = Raw::new(&file, path, &beside(logged, "-wal"))?;
    let version = version(&raw, path)?;
    let aside = earlier.map_or_else(|| Aside::keep(path, &file, now), Ok)?;
    let new = unfinished(path, PART);
    match build(&new, &raw, version).and_then(|salvage| ready(&new, path, salvage)) {
        Ok(salvage) => match replace(path, &new) {
            Ok(()) => Ok(Some(Salvage { damaged_copy: aside.path, ..salvage })),
            Err(error) => {
                // If not even that can be done, the next opening sees what was begun here, and goes on.
                if aside.put_log_back(path).is_ok() {
                    take_back(aside, &new);
                }
                Err(error)
            }
        },
        Err(error) => {
            take_back(aside, &new);
            Err(located(error, path))
        }
    }
}

fn take_back(aside: Aside, new: &Path) {
    aside.discard();
    let _ = fs::remove_file(new);
}

/// Whether a salvage of the library at `path`, which has no log, was killed or lost power when it had put the log away: the new library is
/// there, and a copy of the old one with its log.
///
/// # Errors
/// [`Error::NotPermitted`] or [`Error::Io`].
pub(super) fn was_interrupted(path: &Path) -> Result<bool> {
    if !unfinished(path, PART).exists() || !path.exists() {
        return Ok(false);
    }
    let file = fs::File::open(path).map_err(|error| Error::io(path, error))?;
    Ok(Aside::earlier(path, &file)?.is_some_and(|aside| aside.has_log()))
}

/// Whose library it is, and the schema's version. In doubt it is not ours.
fn version(raw: &Raw<'_>, path: &Path) -> Result<i64> {
    let header = raw.page(View::Newest, 1).filter(|header| header.starts_with(SQLITE_MAGIC));
    let number = |at| header.as_ref().and_then(|header| u32_at(header, at));
    match (number(68), number(60).map(i64::from)) {
        (Some(application), Some(version)) if application == APPLICATION_ID as u32 && version > 0 => {
            let newer = version > migrations::LATEST;
            if newer { Err(Error::NewerLibrary { path: path.to_owned(), version }) } else { Ok(version) }
        }
        // The header is lost, or was never written: then a log may have it.
        (None | Some(0), None | Some(0)) => {
            // Whoever opens a film by mistake must not wait until all of it has been read.
            let version = if raw.has_rows { likely_version(raw)? } else { None };
            version.ok_or_else(|| Error::NotALibrary(path.to_owned()))
        }
        _ => Err(Error::ForeignLibrary(path.to_owned())),
    }
}

/// The newest version whose briefs are on the pages; where there are none, the newest whose images are.
fn likely_version(raw: &Raw<'_>) -> Result<Option<i64>> {
    let mut versions = Vec::new();
    for version in 1..=migrations::LATEST {
        let mut blank = Connection::open_in_memory()?;
        lay_out(&mut blank, version)?;
        versions.push((version, Table::all(&blank)?));
    }
    let (mut by_briefs, mut by_images) = (None, None);
    let mut look = |_, row: Row| {
        let whole = row.record.cut.is_none();
        let is_of = |tables: &[Table], name| {
            let mut tables = tables.iter().filter(|table| table.name == name);
            tables.any(|table| table.row(row.rowid, row.record.values.clone(), whole).is_some())
        };
        for (version, tables) in &versions {
            by_briefs = by_briefs.max(is_of(tables, "briefs").then_some(*version));
            by_images = by_images.max((whole && is_of(tables, "images")).then_some(*version));
        }
        // Nothing can be newer: an end to the looking, and no failure.
        if by_briefs == Some(migrations::LATEST) { Err(Error::Cancelled) } else { Ok(()) }
    };
    let usable = raw.usable();
    let mut look_at = |view, number| raw.read(view, number, usable, &mut look).map(drop);
    let mut logged = raw.log.later.iter().flat_map(|pages| pages.numbers().map(move |number| (pages, number)));
    let looked = logged
        .try_for_each(|(pages, number)| look_at(View::Transaction(pages), number))
        .and_then(|()| raw.numbers().try_for_each(|number| look_at(View::Newest, number)));
    match looked {
        Ok(()) | Err(Error::Cancelled) => Ok(by_briefs.or(by_images)),
        Err(error) => Err(error),
    }
}

fn lay_out(connection: &mut Connection, version: i64) -> Result<()> {
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrations::apply(&transaction, 0, version)?;
    Ok(transaction.commit()?)
}

/// Makes the new library at `new`.
fn build(new: &Path, raw: &Raw<'_>, version: i64) -> Result<Salvage> {
    // Left by an attempt that was killed.
    let _ = fs::remove_file(new);
    let mut connection = Connection::open(new).map_err(|error| super::sorted(error, new))?;
    // It counts only when it is whole: until then nothing needs a way back.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    lay_out(&mut connection, version)?;
    let transaction = connection.transaction()?;
    let mut gathering = Gathering::new(&transaction)?;
    gather(raw, &mut gathering)?;
    let gathered = gathering.finish()?;
    let count = |table: &str| proof::count(&transaction, table);
    let salvage = Salvage {
        damaged_copy: PathBuf::new(),
        briefs: count("briefs")?,
        incomplete: gathered.incomplete,
        older: gathered.older,
        lost: gathered.lost,
        images: count("images")?,
        images_lost: gathered.images_lost,
        revisions: count("revisions")?,
        revisions_lost: gathered.revisions_lost,
    };
    transaction.commit()?;
    Ok(salvage)
}

/// Goes through all pages: along the tables, then over what they don't lead to, then over what stood there once.
fn gather(raw: &Raw<'_>, gathering: &mut Gathering<'_>) -> Result<()> {
    let usable = raw.usable();
    let mut seen = HashSet::new();
    for (name, root) in roots(raw, usable)? {
        raw.walk(root, usable, |number, _, row| {
            seen.insert(number);
            if row.record.cut.is_none() {
                seen.extend(&row.pages);
            }
            gathering.take(Place::Table, Some(&name), row)
        })?;
    }
    let free = raw.free_pages();
    let mut take = |place, view, number| -> Result<()> {
        raw.read(view, number, usable, &mut |_, row| gathering.take(place, None, row)).map(drop)
    };
    for number in raw.numbers().filter(|number| *number > 1 && !seen.contains(number) && !free.contains(number)) {
        take(Place::Stray, View::Newest, number)?;
    }
    for pages in &raw.log.later {
        for number in pages.numbers().filter(|number| *number > 1) {
            take(Place::Stray, View::Transaction(pages), number)?;
        }
    }
    for number in raw.numbers().filter(|number| *number > 1 && free.contains(number)) {
        take(Place::Leftover, View::Newest, number)?;
    }
    for number in raw.log.committed.numbers().filter(|number| *number > 1) {
        take(Place::Leftover, View::File, number)?;
    }
    Ok(())
}

/// The roots of all trees that the schema names, each with its table's name; an index has its own, so that its entries are no rows.
fn roots(raw: &Raw<'_>, usable: usize) -> Result<Vec<(String, u32)>> {
    let mut roots = Vec::new();
    raw.walk(1, usable, |_, kind, row| {
        if let (Kind::TableLeaf, [Value::Text(_), Value::Text(name), Value::Text(_), Value::Integer(root), ..]) =
            (kind, row.record.values.as_slice())
        {
            roots.extend(u32::try_from(*root).ok().map(|root| (name.clone(), root)));
        }
        Ok(())
    })?;
    Ok(roots)
}

/// The new library proves itself and is on disk.
fn ready(new: &Path, path: &Path, salvage: Salvage) -> Result<Salvage> {
    if salvage.briefs + salvage.images + salvage.revisions == 0 {
        return Err(Error::DamagedLibrary(path.to_owned()));
    }
    proof::prove(new)?;
    let permissions = fs::metadata(path).map_err(|error| Error::io(path, error))?.permissions();
    fs::set_permissions(new, permissions).map_err(|error| Error::io(new, error))?;
    sync(new)?;
    Ok(salvage)
}

/// The log goes first: SQLite would take it for the new library's. From then on the new library's name says what has happened, so it must be
/// on disk before that.
fn replace(path: &Path, new: &Path) -> Result<()> {
    sync_folder(path)?;
    for companion in COMPANIONS {
        let companion = beside(path, companion);
        match fs::remove_file(&companion) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(&companion, error)),
            _ => {}
        }
    }
    sync_folder(path)?;
    fs::rename(new, path).map_err(|error| Error::io(path, error))?;
    sync_folder(path)
}
