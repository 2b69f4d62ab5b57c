//! Puts the rows that were found into the new library, the newest readable version of each.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::SalvagedBrief;
use super::past;
use super::raw::Row;
use super::repair;
use super::table::{Table, is_brief_id};
use crate::brief::{Brief, BriefId, Ids, ImageHash, Publication, RandomIds, Status, counts};
use crate::error::Result;
use crate::store::compression;
use crate::store::history::digest;

/// Where a row was found, the most trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In its table.
    Table,
    /// On a page that no table leads to any more, and that is not free.
    Stray,
    /// On a page that is free, or that the log has a newer version of: what was there once.
    Leftover,
}

/// The new library while it is filled.
pub(super) struct Gathering<'a> {
    connection: &'a Connection,
    tables: Vec<Table>,
    /// The newest of each brief whose content breaks off.
    incomplete: BTreeMap<String, Incomplete>,
    /// The briefs and images that the indexes name.
    known_briefs: BTreeSet<String>,
    known_images: BTreeSet<String>,
    /// The ids of briefs by their numbers, where something tells.
    numbers: BTreeMap<i64, String>,
    older: BTreeSet<String>,
}

struct Incomplete {
    revision: i64,
    row: Vec<Value>,
    cut: Vec<u8>,
}

/// What came of the briefs.
#[derive(Default)]
pub(super) struct Gathered {
    pub incomplete: Vec<SalvagedBrief>,
    pub older: Vec<SalvagedBrief>,
    pub lost: Vec<SalvagedBrief>,
    pub images_lost: u32,
    pub revisions_lost: u32,
}

impl<'a> Gathering<'a> {
    /// Begins with the empty library at `connection`, whose references are not enforced meanwhile.
    pub(super) fn new(connection: &'a Connection) -> Result<Self> {
        // The default profile comes back when no other is found.
        connection.execute("DELETE FROM publications", [])?;
        Ok(Self {
            connection,
            tables: Table::all(connection)?,
            incomplete: BTreeMap::new(),
            known_briefs: BTreeSet::new(),
            known_images: BTreeSet::new(),
            numbers: BTreeMap::new(),
            older: BTreeSet::new(),
        })
    }

    /// Takes a row that was found at `place`: of the table `name`, or of whichever it looks like.
    pub(super) fn take(&mut self, place: Place, name: Option<&str>, row: Row) -> Result<()> {
        let Row { rowid, record, .. } = row;
        let mut found = None;
        for (index, table) in self.tables.iter().enumerate() {
            if name.is_none_or(|name| name == table.name)
                && let Some(values) = table.row(rowid, record.values.clone(), record.cut.is_none())
            {
                found = Some((index, values));
                break;
            }
        }
        match (found, record.cut) {
            (Some((table, values)), None) => self.put(place, table, values),
            (Some((table, values)), Some(cut)) => {
                self.note_incomplete(place, table, values, cut);
                Ok(())
            }
            (None, _) => {
                if place != Place::Leftover && rowid.is_none() {
                    self.note_entry(&record.values);
                }
                Ok(())
            }
        }
    }

    /// Remembers what an index names: what is not found at the end is lost.
    fn note_entry(&mut self, entry: &[Value]) {
        if let [Value::Text(name), Value::Integer(number)] = entry {
            if is_brief_id(name) {
                self.known_briefs.insert(name.clone());
                self.numbers.insert(*number, name.clone());
            } else if ImageHash::try_from(name.clone()).is_ok() {
                self.known_images.insert(name.clone());
            }
        }
    }

    fn put(&mut self, place: Place, table: usize, values: Vec<Value>) -> Result<()> {
        if self.tables[table].name == "briefs" {
            return self.put_brief(place, table, values);
        }
        self.insert(table, &values)?;
        Ok(())
    }

    fn insert(&self, table: usize, values: &[Value]) -> Result<bool> {
        let mut statement = self.connection.prepare_cached(&self.tables[table].insert())?;
        Ok(statement.execute(params_from_iter(values))? > 0)
    }

    /// The newest by its number stays, whatever the clock said; what stood there once counts only where there is nothing else.
    fn put_brief(&mut self, place: Place, table: usize, mut values: Vec<Value>) -> Result<()> {
        let shape = &self.tables[table];
        let (Some(id), Some(revision)) = (shape.text(&values, "id"), shape.integer(&values, "revision")) else {
            return Ok(());
        };
        let id = id.to_owned();
        if place != Place::Table && !shape.digest_holds(&values) {
            return Ok(());
        }
        match self.stored_revision(&id)? {
            Some(stored) if place == Place::Leftover && !self.older.contains(&id) || stored >= revision => {
                return Ok(());
            }
            Some(_) => {
                self.connection.execute("DELETE FROM briefs WHERE id = ?1", [&id])?;
            }
            None => {}
        }
        if place == Place::Leftover {
            self.older.insert(id);
        }
        if !self.insert(table, &values)?
            && let Some(number) = self.tables[table].place("number")
        {
            // Another brief has its number: it gets a new one, and its past stays with the other.
            values[number] = Value::Null;
            self.insert(table, &values)?;
        }
        Ok(())
    }

    fn stored_revision(&self, id: &str) -> Result<Option<i64>> {
        let mut statement = self.connection.prepare_cached("SELECT revision FROM briefs WHERE id = ?1")?;
        Ok(statement.query_row([id], |row| row.get(0)).optional()?)
    }

    fn note_incomplete(&mut self, place: Place, table: usize, row: Vec<Value>, cut: Vec<u8>) {
        let table = &self.tables[table];
        match table.name {
            "briefs" if place != Place::Leftover => {
                let (Some(id), Some(revision)) = (table.text(&row, "id"), table.integer(&row, "revision")) else {
                    return;
                };
                let id = id.to_owned();
                self.known_briefs.insert(id.clone());
                self.numbers.extend(table.integer(&row, "number").map(|number| (number, id.clone())));
                if self.incomplete.get(&id).is_none_or(|other| other.revision < revision) {
                    self.incomplete.insert(id, Incomplete { revision, row, cut });
                }
            }
            "images" if place != Place::Leftover => {
                self.known_images.extend(table.text(&row, "hash").map(str::to_owned));
            }
            _ => {}
        }
    }

    /// Settles what is incomplete and counts what is lost.
    pub(super) fn finish(mut self) -> Result<Gathered> {
        let past = past::mend(self.connection, &self.numbers)?;
        let mut gathered = Gathered { revisions_lost: past.lost, ..Gathered::default() };
        self.older.extend(past.revived);
        for (id, incomplete) in std::mem::take(&mut self.incomplete) {
            let stored = self.stored_revision(&id)?;
            if stored.is_none_or(|stored| stored < incomplete.revision) {
                self.settle(&id, stored.is_some(), incomplete, &mut gathered)?;
            }
        }
        for id in &self.older {
            gathered.older.extend(self.named(id)?);
        }
        for id in std::mem::take(&mut self.known_briefs) {
            let told = gathered.lost.iter().any(|lost| lost.id.to_string() == id);
            if !told && self.stored_revision(&id)?.is_none() {
                gathered.lost.extend(salvaged(&id, ""));
            }
        }
        gathered.images_lost = self.count_lost_images()?;
        if self.connection.query_row("SELECT count(*) = 0 FROM publications", [], |row| row.get(0))? {
            crate::store::publications::put(self.connection, &Publication::default(), 0)?;
        }
        Ok(gathered)
    }

    /// Keeps what can be read of a brief: in its own place, or beside an older version of it that is whole.
    fn settle(&mut self, id: &str, older: bool, incomplete: Incomplete, gathered: &mut Gathered) -> Result<()> {
        let Incomplete { revision, row, cut } = incomplete;
        let table = self.tables.iter().position(|table| table.name == "briefs").unwrap_or_default();
        let headline = self.tables[table].text(&row, "headline").unwrap_or_default().to_owned();
        let Some(brief) = self.repaired(table, &row, cut) else {
            gathered.lost.extend((!older).then(|| salvaged(id, &headline)).flatten());
            return Ok(());
        };
        gathered.incomplete.extend(salvaged(id, &headline));
        let content = serde_json::to_string(&brief)?;
        if older && self.tables.iter().any(|table| table.name == "asides") {
            let sql = "INSERT OR IGNORE INTO asides (brief, base, set_aside_at, content) VALUES (?1, ?2, ?3, ?4)";
            let time = self.tables[table].integer(&row, "updated_at");
            self.connection.execute(sql, rusqlite::params![id, revision, time, content])?;
            return Ok(());
        }
        let row = self.tables[table].brief_row(row, older, &brief, &content)?;
        self.put_brief(Place::Stray, table, row)
    }

    /// The brief that the row began to hold, with what the row's other columns know of it.
    fn repaired(&self, table: usize, row: &[Value], cut: Vec<u8>) -> Option<Brief> {
        let table = &self.tables[table];
        table.place("content").filter(|place| *place == row.len())?;
        let mut brief = repair::brief(&table.beginning(cut))?.tidy(&mut RandomIds);
        let text = |column: &str| table.text(row, column);
        text("headline").unwrap_or_default().clone_into(&mut brief.headline);
        text("language").unwrap_or_default().clone_into(&mut brief.language);
        brief.status = text("status").and_then(Status::from_name).unwrap_or_default();
        Some(brief)
    }

    fn named(&self, id: &str) -> Result<Option<SalvagedBrief>> {
        let mut statement = self.connection.prepare_cached("SELECT headline FROM briefs WHERE id = ?1")?;
        let headline: Option<String> = statement.query_row([id], |row| row.get(0)).optional()?;
        Ok(headline.and_then(|headline| salvaged(id, &headline)))
    }

    fn count_lost_images(&mut self) -> Result<u32> {
        let mut statement = self.connection.prepare("SELECT content FROM briefs")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let content = compression::content(row.get_ref(0)?).unwrap_or_default();
            let brief: Brief = serde_json::from_str(&content)?;
            self.known_images.extend(brief.hero.and_then(|hero| hero.image).map(|image| image.to_string()));
        }
        let mut found = self.connection.prepare_cached("SELECT 1 FROM images WHERE hash = ?1")?;
        let mut lost = 0;
        for hash in &self.known_images {
            lost += u32::from(!found.exists([hash])?);
        }
        Ok(lost)
    }
}

fn salvaged(id: &str, headline: &str) -> Option<SalvagedBrief> {
    Some(SalvagedBrief { id: id.parse::<BriefId>().ok()?, headline: headline.to_owned() })
}

impl Table {
    /// A whole row of `briefs` from its other columns and its content; as a brief of its own if another has its id.
    fn brief_row(&self, mut row: Vec<Value>, of_its_own: bool, brief: &Brief, content: &str) -> Result<Vec<Value>> {
        let mut changes = vec![("words", Value::Integer(i64::from(counts(brief).words)))];
        changes.extend(self.digest(&row, content).map(|digest| ("digest", Value::Blob(digest))));
        if of_its_own {
            changes.extend([("id", Value::Text(RandomIds.brief().to_string())), ("number", Value::Null)]);
        }
        for (column, value) in changes {
            if let Some(place) = self.place(column).filter(|place| *place < row.len()) {
                row[place] = value;
            }
        }
        row.push(self.packed(content)?);
        Ok(row)
    }

    /// The digest that a brief's row should have; `None` in versions that have none.
    fn digest(&self, row: &[Value], content: &str) -> Option<Vec<u8>> {
        self.place("digest")?;
        let revision = u32::try_from(self.integer(row, "revision")?).ok()?;
        Some(digest(revision, self.integer(row, "saved_at")?, content.as_bytes()).to_vec())
    }

    /// A brief's row is what was saved, all of it at one time.
    fn digest_holds(&self, row: &[Value]) -> bool {
        let stated = self.place("digest").map(|place| row[place].clone());
        stated.is_none() || stated == self.digest(row, &self.content(row).unwrap_or_default()).map(Value::Blob)
    }
}
