//! Publication profiles in the library.

use rusqlite::{Connection, params};

use super::Store;
use crate::brief::Publication;
use crate::error::Result;

impl Store {
    /// Every profile; the first is that of new briefs.
    ///
    /// # Errors
    /// The store's.
    pub fn publications(&self) -> Result<Vec<Publication>> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT profile FROM publications ORDER BY position, name")?;
            let profiles = statement.query_map([], |row| row.get::<_, String>(0))?;
            profiles.map(|profile| Ok(serde_json::from_str(&profile?)?)).collect()
        })
    }

    /// Adds `publication`, or replaces the profile of its name.
    ///
    /// # Errors
    /// The store's.
    pub fn save_publication(&mut self, publication: &Publication) -> Result<()> {
        self.transact(|transaction| {
            let next = "SELECT coalesce(max(position) + 1, 0) FROM publications";
            let position = transaction.query_row(next, [], |row| row.get(0))?;
            put(transaction, publication, position)
        })
    }
}

pub(super) fn put(connection: &Connection, publication: &Publication, position: i64) -> Result<()> {
    connection.execute(
        "INSERT INTO publications (name, position, profile) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET profile = excluded.profile",
        params![publication.name, position, serde_json::to_string(publication)?],
    )?;
    Ok(())
}

/// Gives the publications in the theme called `old` the one called `new`.
pub(super) fn replace_theme(connection: &Connection, old: &str, new: &str) -> Result<()> {
    connection.execute(
        "UPDATE publications SET profile = json_set(profile, '$.theme', ?2) WHERE json_extract(profile, '$.theme') = ?1",
        [old, new],
    )?;
    Ok(())
}
