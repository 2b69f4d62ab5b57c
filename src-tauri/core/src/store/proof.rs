//! What a library holds, read and counted: how a copy proves that it is one.

use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::salvage::TABLES;
use super::{APPLICATION_ID, located, migrations, sorted};
use crate::error::{Error, Result};

/// What a library holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contents {
    pub briefs: u32,
    pub revisions: u32,
    pub images: u32,
    /// Of the schema's version, and of every cell of every table that has content of its own.
    digest: blake3::Hash,
}

impl Contents {
    /// Reads all of it. `row` is called after each row, and may break it off.
    ///
    /// # Errors
    /// [`Error::Cancelled`], or the store's.
    pub(super) fn read(connection: &Connection, row: &mut dyn FnMut() -> ControlFlow<()>) -> Result<Self> {
        let mut hasher = blake3::Hasher::new();
        let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        hasher.update(&version.to_le_bytes());
        for table in TABLES {
            if exists(connection, table)? {
                hasher.update(table.as_bytes());
                digest(connection, table, &mut hasher, row)?;
            }
        }
        Ok(Self {
            briefs: count(connection, "briefs")?,
            revisions: count(connection, "revisions")?,
            images: count(connection, "images")?,
            digest: hasher.finalize(),
        })
    }
}

fn digest(
    connection: &Connection,
    table: &str,
    hasher: &mut blake3::Hasher,
    row: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<()> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        for column in 0..columns {
            let (kind, bytes): (u8, &[u8]) = match found.get_ref(column)? {
                ValueRef::Null => (0, &[]),
                ValueRef::Integer(number) => (1, &number.to_le_bytes()),
                ValueRef::Real(number) => (2, &number.to_le_bytes()),
                ValueRef::Text(text) => (3, text),
                ValueRef::Blob(bytes) => (4, bytes),
            };
            hasher.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        }
        if row().is_break() {
            return Err(Error::Cancelled);
        }
    }
    Ok(())
}

/// How many rows a table has; 0 for a table of a later version.
pub(super) fn count(connection: &Connection, table: &str) -> Result<u32> {
    if !exists(connection, table)? {
        return Ok(0);
    }
    Ok(connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
}

/// Whether the library has that table: an older version may not.
pub(super) fn exists(connection: &Connection, table: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    Ok(connection.prepare_cached(sql)?.exists([table])?)
}

/// Opens a file that nobody writes to, and leaves nothing beside it.
///
/// # Errors
/// The store's.
pub(super) fn open_still(path: &Path) -> Result<Connection> {
    let path_in_uri = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    // A Windows path begins with its drive's letter, an absolute one of others with a slash.
    let root = if cfg!(windows) { "/" } else { "" };
    let uri = format!("file:{root}{path_in_uri}?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || {
        let connection = Connection::open_with_flags(&uri, flags)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        Ok(connection)
    };
    open().map_err(|error| sorted(error, path))
}

/// What is wrong with the pages, as SQLite says it; empty if nothing is.
pub(super) fn integrity(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check(100)")?;
    let answers = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(if answers == ["ok"] { Vec::new() } else { answers })
}

/// The tables in which a row names another that is not there.
pub(super) fn broken_references(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Whether the file is a library that this version can read. SQLite takes an empty file for an empty database, and a sound one.
///
/// # Errors
/// [`Error::ForeignLibrary`], [`Error::NewerLibrary`], or the store's.
pub(super) fn claim(connection: &Connection, path: &Path) -> Result<()> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    if number("PRAGMA application_id")? != i64::from(APPLICATION_ID) {
        return Err(Error::ForeignLibrary(path.to_owned()));
    }
    let version = number("PRAGMA user_version")?;
    if version > migrations::LATEST { Err(Error::NewerLibrary { path: path.to_owned(), version }) } else { Ok(()) }
}

/// Opens the copy at `path`, which must be a library, and checks every page of it.
///
/// # Errors
/// [`Error::DamagedLibrary`], [`Error::ForeignLibrary`], [`Error::NewerLibrary`], or the store's.
pub(super) fn prove(path: &Path) -> Result<Connection> {
    let connection = open_still(path)?;
    claim(&connection, path).map_err(|error| located(error, path))?;
    let check = || Ok(integrity(&connection)?.is_empty() && broken_references(&connection)?.is_empty());
    let sound: bool = check().map_err(|error| sorted(error, path))?;
    if sound { Ok(connection) } else { Err(Error::DamagedLibrary(path.to_owned())) }
}
