//! Opening a library: whose file it is, how SQLite shall treat it, and its migration.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use jiff::Zoned;
use jiff::tz::TimeZone;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::check::{Care, look_over};
use super::files::beside;
use super::{APPLICATION_ID, Identity, SQLITE_MAGIC, Store, migrations, salvage, sorted};
use crate::error::{Error, Result};

/// SQLite before this one can lose commits when a WAL is reset.
const OLDEST_SAFE_SQLITE: i32 = 3_051_003;

/// How long to wait for another process that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How often to begin anew when the file has been replaced under its name meanwhile: once is a salvage by another process.
const ATTEMPTS: usize = 4;

/// In bytes. SQLite takes a shorter file for a new database, and throws its log away.
const SMALLEST_PAGE: u64 = 512;

impl Store {
    /// Opens the library at `path`, or makes an empty one where there is no file. A damaged library is copied aside, and what can be read
    /// of it is opened in its place: [`Store::salvage`] tells.
    ///
    /// # Errors
    /// [`Error::NotALibrary`], [`Error::ForeignLibrary`], [`Error::NewerLibrary`], [`Error::NotPermitted`] or [`Error::DamagedLibrary`]
    /// (nothing can be read of it), each before a byte of the file has changed; [`Error::LibraryBusy`], [`Error::DiskFull`].
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE, Care::Usual)
    }

    /// As [`Store::open_existing`], and looks at every page first, which takes time in proportion to the library: for one that failed with
    /// [`Error::DamagedLibrary`] while it was open, or in a backup.
    ///
    /// # Errors
    /// As [`Store::open_existing`].
    pub fn open_in_doubt(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::NoLibrary(path.to_owned()));
        }
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Care::EveryPage)
    }

    /// Opens the library at `path`, which must exist.
    ///
    /// # Errors
    /// [`Error::NoLibrary`], or as [`Store::open`].
    pub fn open_existing(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::NoLibrary(path.to_owned()));
        }
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Care::Usual)
    }

    fn open_with(path: &Path, flags: OpenFlags, care: Care) -> Result<Self> {
        if rusqlite::version_number() < OLDEST_SAFE_SQLITE {
            return Err(Error::Sqlite("the bundled SQLite is too old to be trusted with commits".into()));
        }
        let file = Identity::of(path);
        match Self::open_sound(path, flags, care) {
            // What SQLite makes nothing of may still be ours; salvage tells.
            Err(Error::DamagedLibrary(_) | Error::NotALibrary(_)) => {
                let salvage = salvage::rescue(path, file, &Zoned::now())?;
                let store = Self::open_sound(path, flags, Care::EveryPage)?;
                Ok(Self { salvage, ..store })
            }
            other => other,
        }
    }

    /// Opens the library if nothing is wrong with it. Changes nothing before that is known.
    fn open_sound(path: &Path, flags: OpenFlags, care: Care) -> Result<Self> {
        for _ in 0..ATTEMPTS {
            let file = Identity::of(path);
            let looked = Self::look(path, file, flags, care);
            // Whatever was found was found in the file that was opened. Another process that salvages the library replaces it, and one that
            // waited for it would go on with the old one, and every save would be lost with that.
            let in_place = match &looked {
                Ok((store, _)) => store.in_place().is_ok(),
                Err(_) => file.is_none() || file == Identity::of(path),
            };
            if in_place {
                let (store, version) = looked?;
                return store.begin(version);
            }
        }
        Err(Error::LibraryGone(path.to_owned()))
    }

    /// Opens `file`, which is at `path`, or makes one where there is none, and looks at it without a change. Gives the schema's version.
    fn look(path: &Path, file: Option<Identity>, flags: OpenFlags, care: Care) -> Result<(Self, i64)> {
        refuse_other_files(path)?;
        let has_log = has_bytes(&beside(path, "-wal"));
        // Without the log that the salvage put away, the file may well look sound, and be older than what was saved.
        if !has_log && salvage::was_interrupted(path)? {
            return Err(Error::DamagedLibrary(path.to_owned()));
        }
        let care = if has_log { care.after_a_crash() } else { care };
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| sorted(error, path))?;
        let identity = file.or_else(|| Identity::of(path));
        let (path, zone) = (path.to_owned(), TimeZone::system());
        let store =
            Self { connection, path, zone, identity, data_version: 0, salvage: None, set_aside: HashMap::new() };
        let version = store.claim()?;
        if version > 0 || care != Care::Usual {
            look_over(&store.connection, &store.path, care)?;
        }
        Ok((store, version))
    }

    /// Makes the library ready to be written to.
    fn begin(mut self, version: i64) -> Result<Self> {
        self.configure().map_err(|error| sorted(error, &self.path))?;
        if version < migrations::LATEST {
            self.migrate(version)?;
        }
        self.changed_elsewhere()?;
        Ok(self)
    }

    /// Whose file this is, read before anything is written. Gives the schema's version.
    fn claim(&self) -> Result<i64> {
        let path = self.path.clone();
        let read = || -> rusqlite::Result<(i32, i64, i64)> {
            // Closing another program's file must not fold its write-ahead log in.
            self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            self.connection.busy_timeout(PATIENCE)?;
            // One look: another process may be making this library at the moment, and half of it would look like another program's.
            let look = self.connection.unchecked_transaction()?;
            let number = |sql: &str| look.query_row(sql, [], |row| row.get(0));
            let application: i64 = number("PRAGMA application_id")?;
            Ok((application as i32, number("PRAGMA user_version")?, number("SELECT count(*) FROM sqlite_schema")?))
        };
        let (application, version, tables) = read().map_err(|error| sorted(error, &path))?;
        let new = application == 0 && version == 0 && tables == 0;
        if !new && application != APPLICATION_ID {
            return Err(Error::ForeignLibrary(path));
        }
        if version > migrations::LATEST {
            return Err(Error::NewerLibrary { path, version });
        }
        Ok(version)
    }

    fn configure(&self) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        // Readers don't wait for the writer, and a commit is one append and one sync.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // "Saved" means on disk: every commit is synced, not only checkpoints.
        connection.pragma_update(None, "synchronous", "FULL")?;
        keep_plans(connection)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // A library may have been handed over by somebody: its schema runs no functions of its choice, its cells are checked.
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cell_size_check", true)
    }

    fn migrate(&mut self, from: i64) -> Result<()> {
        if from > 0 {
            migrations::copy_before(&self.path, from)?;
        }
        self.transact(|transaction| {
            // Another process may have migrated it while this one waited for the lock.
            let from = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if from < migrations::LATEST {
                transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
                migrations::apply(transaction, from, migrations::LATEST)?;
            }
            Ok(())
        })
    }
}

/// Looks at the first bytes before SQLite does: it would take an empty or short file for a new database.
fn refuse_other_files(path: &Path) -> Result<()> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io(path, error)),
    };
    let mut start = [0; 16];
    let mut length = 0;
    while length < start.len() {
        match file.read(&mut start[length..]).map_err(|error| Error::io(path, error))? {
            0 => break,
            read => length += read,
        }
    }
    // A library whose first commit never finished is empty: it is new. One that lost its file and kept its log is not.
    let new = length == 0 && !has_bytes(&beside(path, "-wal"));
    if new || start == SQLITE_MAGIC || was_being_written(&file, path) {
        Ok(())
    } else {
        Err(Error::NotALibrary(path.to_owned()))
    }
}

/// True where power may have failed while the first page was written: the page may be rubbish then, and a log beside the file has the good
/// one. SQLite finds out, and says that it is no database if the log is another file's.
fn was_being_written(file: &File, path: &Path) -> bool {
    let holds_a_page = file.metadata().is_ok_and(|file| file.len() >= SMALLEST_PAGE);
    holds_a_page && (has_bytes(&beside(path, "-wal")) || has_bytes(&beside(path, "-journal")))
}

fn has_bytes(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.len() > 0)
}

/// A statement is planned once and not again for each value that is bound to it, which took as long as finding a brief.
pub(super) fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}
