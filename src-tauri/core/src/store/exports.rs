//! What went out: the record of every exported file, and what it changes of a brief.

use std::cmp::Reverse;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, params};

use super::history::{Checkpoint, Hash};
use super::saving::{head, mark_exported};
use super::{Store, sorted, timestamp};
use crate::brief::{BriefId, Status};
use crate::error::{Error, Result};

/// A brief's newest revision, as far as an export has to know it before it reads what it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadRow {
    /// Its number.
    pub revision: u32,
    /// When the brief was first saved.
    pub created_at: Timestamp,
    /// When it was last saved.
    pub updated_at: Timestamp,
    /// The brief's headline.
    pub headline: String,
    /// How far along the brief is.
    pub status: Status,
    /// Its digest: another text or another save has another one.
    pub digest: [u8; 16],
    /// It is kept for ever.
    pub kept: bool,
}

/// An exported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// The file, from the root.
    pub path: String,
    /// As what it was exported, in JSON.
    pub options: String,
    /// The brief went out with it.
    pub is_final: bool,
    /// What it needs of the library beside the brief, in JSON.
    pub leans_on: String,
    /// What it was found to hold, in JSON.
    pub proof: String,
    /// The hash of its bytes.
    pub hash: [u8; 16],
    /// In bytes.
    pub size: u64,
    /// When it was written: nanoseconds since 1970 UTC.
    pub modified: i64,
}

/// What went out last to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRecord {
    /// Whose it is.
    pub brief: BriefId,
    /// What the brief was then.
    pub revision: u32,
    /// When.
    pub exported_at: Timestamp,
    /// The hash of all that it is made of.
    pub made_of: [u8; 16],
    /// The file.
    pub file: FileRecord,
}

/// What went out of a brief, to be noted.
#[derive(Debug)]
pub struct ExportNote {
    /// Which brief.
    pub brief: BriefId,
    /// The revision that the files were made of.
    pub head: HeadRow,
    /// It is kept for nothing but this export.
    pub kept_for_it: bool,
    /// The brief becomes "exported".
    pub sets_status: bool,
    /// The files, each with the hash of what it is made of beside the brief.
    pub files: Vec<(FileRecord, [u8; 16])>,
}

impl HeadRow {
    /// The hash of all that a file is made of: this revision, and `rest`.
    #[must_use]
    pub fn made_of(&self, rest: &[u8; 16]) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(rest).update(&self.digest);
        for time in [self.created_at, self.updated_at] {
            hasher.update(&time.as_millisecond().to_le_bytes());
        }
        let mut hash = [0; 16];
        hasher.finalize_xof().fill(&mut hash);
        hash
    }
}

/// A moment of the library that is being read.
#[derive(Debug)]
pub struct Snapshot<'a> {
    _reading: Transaction<'a>,
}

impl Store {
    /// Another connection to the library at `path`, which is open already. It reads, and nothing else.
    ///
    /// # Errors
    /// The store's.
    pub fn open_reader(path: &std::path::Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags);
        let connection = opened.map_err(|error| sorted(error, path))?;
        let identity = super::Identity::of(path);
        let ready = connection.busy_timeout(super::open::PATIENCE);
        ready
            .and_then(|()| super::open::keep_plans(&connection))
            .and_then(|()| connection.pragma_update(None, "trusted_schema", false))
            .map_err(|e| sorted(e, path))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            zone: jiff::tz::TimeZone::system(),
            identity,
            data_version: 0,
            salvage: None,
            set_aside: Default::default(),
        })
    }

    /// The library as it is now: what is read while this lives is of one moment, and takes its locks once.
    ///
    /// # Errors
    /// The store's.
    pub fn snapshot(&self) -> Result<Snapshot<'_>> {
        let reading = self.connection.unchecked_transaction().map_err(|error| sorted(error, &self.path))?;
        Ok(Snapshot { _reading: reading })
    }

    /// A brief's newest revision, without what it says.
    ///
    /// # Errors
    /// [`Error::BriefNotFound`].
    pub fn head_row(&self, id: BriefId) -> Result<HeadRow> {
        self.read(|connection| head_row(connection, id))
    }

    /// Keeps the newest revision of each of `ids` for ever, all at once, and gives it; nothing for a brief that is not there.
    ///
    /// # Errors
    /// The store's.
    pub fn keep_for_export(&mut self, ids: &[BriefId]) -> Result<Vec<Option<HeadRow>>> {
        self.transact(|transaction| {
            let sql = "UPDATE briefs SET checkpoint = ?2 WHERE id = ?1";
            let mut keep = transaction.prepare_cached(sql)?;
            let mut heads = Vec::new();
            for id in ids {
                let head = match head_row(transaction, *id) {
                    Err(Error::BriefNotFound(_)) => None,
                    head => Some(head?),
                };
                if head.as_ref().is_some_and(|head| !head.kept) {
                    keep.execute(params![id.to_string(), Checkpoint::Export])?;
                }
                heads.push(head);
            }
            Ok(heads)
        })
    }

    /// What went out of a brief, the newest revision first.
    ///
    /// # Errors
    /// The store's.
    pub fn exports_of(&self, id: BriefId) -> Result<Vec<ExportRecord>> {
        self.read(|connection| {
            let sql = concat!(include_str!("sql/exports.sql"), "WHERE brief = ?1");
            let mut statement = connection.prepare_cached(sql)?;
            let records = statement.query_map([id.to_string()], record)?;
            let mut records = records.collect::<rusqlite::Result<Vec<_>>>()?;
            // There are few: SQLite would set up a sorter for them each time.
            records.sort_by_key(|record| Reverse((record.revision, record.exported_at)));
            Ok(records)
        })
    }

    /// What went out last to the file at `path`.
    ///
    /// # Errors
    /// The store's.
    pub fn export_at(&self, path: &str) -> Result<Option<ExportRecord>> {
        self.read(|connection| {
            let sql = concat!(include_str!("sql/exports.sql"), "WHERE path = ?1");
            Ok(connection.prepare_cached(sql)?.query_row([path], record).optional()?)
        })
    }

    /// Notes what went out at `now`, all at once; where that makes a brief "exported", that is saved with it.
    ///
    /// # Errors
    /// The store's.
    pub fn note_exports(&mut self, notes: &[ExportNote], now: Timestamp) -> Result<()> {
        let day = self.day(now);
        self.transact(|transaction| notes.iter().try_for_each(|note| note_one(transaction, note, now, day)))
    }

    /// A hash of the theme of that name; nothing for one that no editor made.
    ///
    /// # Errors
    /// The store's.
    pub fn theme_digest(&self, name: &str) -> Result<Option<[u8; 32]>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT template, styles FROM themes WHERE name = ?1")?;
            let theme = statement.query_row([name], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
            Ok(theme.optional()?.map(|(template, styles)| {
                let mut hasher = blake3::Hasher::new();
                hasher.update(&(template.len() as u64).to_le_bytes()).update(template.as_bytes());
                *hasher.update(styles.as_bytes()).finalize().as_bytes()
            }))
        })
    }
}

fn head_row(connection: &Connection, id: BriefId) -> Result<HeadRow> {
    let sql = "SELECT revision, created_at, updated_at, headline, status, digest, checkpoint IS NOT NULL FROM briefs WHERE id = ?1";
    let row = connection.prepare_cached(sql)?.query_row([id.to_string()], |row| {
        let status: String = row.get(4)?;
        Ok(HeadRow {
            revision: row.get(0)?,
            created_at: timestamp(row.get(1)?)?,
            updated_at: timestamp(row.get(2)?)?,
            headline: row.get(3)?,
            status: Status::from_name(&status).unwrap_or_default(),
            digest: row.get(5)?,
            kept: row.get(6)?,
        })
    });
    row.optional()?.ok_or_else(|| Error::BriefNotFound(id.to_string()))
}

fn record(row: &Row<'_>) -> rusqlite::Result<ExportRecord> {
    let brief: String = row.get(1)?;
    Ok(ExportRecord {
        brief: brief.parse().map_err(|error| super::conversion(Box::new(error)))?,
        revision: row.get(3)?,
        exported_at: timestamp(row.get(4)?)?,
        made_of: row.get(6)?,
        file: FileRecord {
            path: row.get(0)?,
            options: row.get(2)?,
            is_final: row.get(5)?,
            leans_on: row.get(7)?,
            proof: row.get(8)?,
            hash: row.get(9)?,
            size: row.get::<_, i64>(10)?.try_into().unwrap_or(0),
            modified: row.get(11)?,
        },
    })
}

fn note_one(transaction: &Transaction<'_>, note: &ExportNote, now: Timestamp, day: i64) -> Result<()> {
    let ExportNote { brief, head: exported, kept_for_it, sets_status, files } = note;
    let mut noted = None;
    if *sets_status && let Some(mut newest) = head(transaction, *brief)? {
        let is_what_went_out = newest.revision == exported.revision;
        if is_what_went_out && *kept_for_it {
            // What is kept is the same text with its new status.
            newest.checkpoint = None;
        }
        let kept = is_what_went_out.then_some(Checkpoint::Export);
        let changed = mark_exported(transaction, *brief, newest, (now.as_millisecond(), day), kept)?;
        if changed && is_what_went_out {
            noted = Some(head_row(transaction, *brief)?);
        }
    }
    let head = noted.as_ref().unwrap_or(exported);
    files.iter().try_for_each(|(file, rest)| put(transaction, *brief, head, file, &head.made_of(rest), now))
}

fn put(
    transaction: &Transaction<'_>,
    brief: BriefId,
    head: &HeadRow,
    file: &FileRecord,
    made_of: &Hash,
    now: Timestamp,
) -> Result<()> {
    transaction.prepare_cached(include_str!("sql/note_export.sql"))?.execute(params![
        file.path,
        brief.to_string(),
        file.options,
        head.revision,
        now.as_millisecond(),
        file.is_final,
        made_of,
        file.leans_on,
        file.proof,
        file.hash,
        file.size as i64,
        file.modified,
    ])?;
    Ok(())
}
