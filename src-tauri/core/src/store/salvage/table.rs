//! What rows of our tables look like, so that they are known on whatever page they are found.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::brief::{Brief, BriefId, ImageHash, Publication};
use crate::error::Result;
use crate::store::compression;

/// The tables with content of their own, each after those that it refers to. Whatever else a library has is made from them.
pub(in crate::store) const TABLES: [&str; 9] =
    ["briefs", "images", "publications", "preferences", "asides", "revisions", "last_revisions", "themes", "exports"];

/// A table of the new library.
#[derive(Debug)]
pub(super) struct Table {
    pub name: &'static str,
    /// In the order in which a record has them.
    columns: Vec<Column>,
    /// The column that is the rowid, and is NULL in the record.
    alias: Option<usize>,
    pub without_rowid: bool,
}

#[derive(Debug)]
struct Column {
    name: String,
    kind: String,
    required: bool,
}

impl Table {
    /// The tables of [`TABLES`] that `connection` has.
    pub(super) fn all(connection: &Connection) -> Result<Vec<Self>> {
        let mut tables = Vec::new();
        for name in TABLES {
            let without_rowid: Option<bool> = connection
                .prepare("SELECT wr FROM pragma_table_list(?1) WHERE schema = 'main'")?
                .query_map([name], |row| row.get(0))?
                .next()
                .transpose()?;
            if let Some(without_rowid) = without_rowid {
                tables.push(Self::read(connection, name, without_rowid)?);
            }
        }
        Ok(tables)
    }

    fn read(connection: &Connection, name: &'static str, without_rowid: bool) -> Result<Self> {
        let mut statement = connection.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1)")?;
        let columns = statement.query_map([name], |row| {
            Ok((Column { name: row.get(0)?, kind: row.get(1)?, required: row.get(2)? }, row.get::<_, i64>(3)?))
        })?;
        let mut columns = columns.collect::<rusqlite::Result<Vec<_>>>()?;
        if without_rowid {
            // The primary key comes first, in its own order.
            columns.sort_by_key(|(_, key)| if *key == 0 { i64::MAX } else { *key });
        }
        let keys = columns.iter().filter(|(_, key)| *key > 0).count();
        let alias = columns.iter().position(|(column, key)| *key > 0 && column.kind == "INTEGER");
        let alias = alias.filter(|_| keys == 1 && !without_rowid);
        Ok(Self { name, columns: columns.into_iter().map(|(column, _)| column).collect(), alias, without_rowid })
    }

    /// The place of a column in a row.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|candidate| candidate.name == column)
    }

    pub(super) fn text<'a>(&self, row: &'a [Value], column: &str) -> Option<&'a str> {
        match row.get(self.place(column)?)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn integer(&self, row: &[Value], column: &str) -> Option<i64> {
        match row.get(self.place(column)?)? {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// What a brief's row says.
    pub(super) fn content(&self, row: &[Value]) -> Option<String> {
        compression::content(row.get(self.place("content")?)?.into())
    }

    /// Its content as the column `content` holds it.
    pub(super) fn packed(&self, content: &str) -> Result<Value> {
        let kind = self.place("content").map(|place| self.columns[place].kind.as_str());
        if kind == Some("BLOB") {
            return Ok(Value::Blob(compression::pack(content.as_bytes())?));
        }
        Ok(Value::Text(content.to_owned()))
    }

    /// The beginning of a content from the beginning of the column.
    pub(super) fn beginning(&self, cut: Vec<u8>) -> Vec<u8> {
        let kind = self.place("content").map(|place| self.columns[place].kind.as_str());
        if kind == Some("BLOB") { compression::unpack_beginning(&cut) } else { cut }
    }

    fn blob<'a>(&self, row: &'a [Value], column: &str) -> Option<&'a [u8]> {
        match row.get(self.place(column)?)? {
            Value::Blob(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Takes what a record holds as the first columns of a row of this table, if they can be. `whole` rows have every column, and
    /// content that is what it should be.
    pub(super) fn row(&self, rowid: Option<i64>, mut values: Vec<Value>, whole: bool) -> Option<Vec<Value>> {
        let length = if whole { values.len() == self.columns.len() } else { values.len() < self.columns.len() };
        if !length || self.without_rowid != rowid.is_none() {
            return None;
        }
        if let Some(alias) = self.alias.filter(|alias| *alias < values.len()) {
            if values[alias] != Value::Null {
                return None;
            }
            values[alias] = Value::Integer(rowid?);
        }
        let typed = self.columns.iter().zip(&values).all(|(column, value)| match value {
            Value::Null => !column.required && !self.is_key(column),
            Value::Integer(_) => column.kind == "INTEGER",
            Value::Text(_) => column.kind == "TEXT",
            Value::Blob(_) => column.kind == "BLOB",
            Value::Real(_) => false,
        });
        (typed && self.names_its_own(&values) && (!whole || self.is_sound(&values))).then_some(values)
    }

    fn is_key(&self, column: &Column) -> bool {
        self.alias.is_some_and(|alias| self.columns[alias].name == column.name)
    }

    /// A brief's row has a brief's id, and so on: other programs' rows of the same form have not.
    fn names_its_own(&self, row: &[Value]) -> bool {
        match self.name {
            "briefs" => {
                self.text(row, "id").is_some_and(is_brief_id)
                    && self.integer(row, "revision").is_some_and(|revision| u32::try_from(revision).is_ok())
            }
            "asides" => self.text(row, "brief").is_some_and(is_brief_id),
            _ => true,
        }
    }

    fn is_sound(&self, row: &[Value]) -> bool {
        match self.name {
            "briefs" | "asides" => self.content(row).is_some_and(|text| serde_json::from_str::<Brief>(&text).is_ok()),
            "images" => {
                let bytes = self.blob(row, "bytes").unwrap_or_default();
                self.text(row, "hash") == Some(&ImageHash::of(bytes).to_string())
            }
            "publications" => {
                self.text(row, "profile").is_some_and(|text| serde_json::from_str::<Publication>(text).is_ok())
            }
            _ => true,
        }
    }

    /// The statement that adds a row, unless one of that key is there.
    pub(super) fn insert(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let places: Vec<_> = (1..=names.len()).map(|place| format!("?{place}")).collect();
        format!("INSERT OR IGNORE INTO {} ({}) VALUES ({})", self.name, names.join(", "), places.join(", "))
    }
}

pub(super) fn is_brief_id(text: &str) -> bool {
    text.len() == 36 && text.parse::<BriefId>().is_ok()
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::TABLES;
    use crate::store::{migrations, salvage};

    #[test]
    fn every_table_with_content_of_its_own_is_salvaged_and_proved() {
        let mut library = Connection::open_in_memory().unwrap();
        salvage::lay_out(&mut library, migrations::LATEST).unwrap();
        let sql =
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'";
        let mut statement = library.prepare(sql).unwrap();
        let mut names: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
        names.sort();
        let mut known = TABLES.to_vec();
        known.sort_unstable();
        assert_eq!(names, known);
    }
}
