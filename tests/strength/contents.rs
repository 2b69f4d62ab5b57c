//! All that a library says, to be compared.

use std::collections::BTreeMap;
use std::path::Path;

use briefdesk_core::Error;
use briefdesk_core::brief::{BriefId, ImageHash, Publication, StoredBrief};
use briefdesk_core::store::{BriefQuery, Preferences, Shelf, Store};
use rusqlite::Connection;

/// What people have in a library.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    pub briefs: BTreeMap<BriefId, Kept>,
    /// Length of each picture's file in bytes, by its hash.
    pub pictures: BTreeMap<String, usize>,
    pub publications: Vec<Publication>,
    pub preferences: Preferences,
    /// The brief that was opened last, even if it is in the trash now.
    pub last_brief: Option<BriefId>,
}

/// A brief and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub stored: StoredBrief,
    pub trashed: bool,
}

/// Why a library can't be read as it should.
pub type Complaint = String;

impl Contents {
    /// What a library says that was just made.
    pub fn fresh() -> Self {
        Self {
            briefs: BTreeMap::new(),
            pictures: BTreeMap::new(),
            publications: vec![Publication::default()],
            preferences: Preferences::default(),
            last_brief: None,
        }
    }

    /// Opens the library, reads all of it and lets SQLite check every page.
    pub fn read(path: &Path) -> Result<Self, Complaint> {
        let store = Store::open(path).map_err(|error| complaint("opening", &error))?;
        let mut contents = read_briefs(&store)?;
        contents.publications = store.publications().map_err(|error| complaint("publications", &error))?;
        contents.preferences = store.preferences().map_err(|error| complaint("preferences", &error))?;
        let tables = Tables::read(path).map_err(|error| format!("tables: {error}"))?;
        if tables.faults != ["ok"] {
            return Err(format!("integrity check: {:?}", tables.faults));
        }
        contents.last_brief = tables.last_brief.and_then(|id| id.parse().ok());
        contents.pictures = read_pictures(&store, tables.pictures)?;
        Ok(contents)
    }

    /// Enough to see what is missing, without the texts.
    pub fn outline(&self) -> String {
        let brief = |(id, kept): (&BriefId, &Kept)| {
            let id = id.to_string();
            let trashed = if kept.trashed { ", trashed" } else { "" };
            let length = format!("{:?}", kept.stored.brief).len();
            format!("{}: revision {}, {length} bytes{trashed}", &id[id.len() - 4..], kept.stored.revision)
        };
        let briefs: Vec<String> = self.briefs.iter().map(brief).collect();
        let publications: Vec<&str> = self.publications.iter().map(|publication| publication.name.as_str()).collect();
        format!(
            "[{}], {} pictures, {publications:?}, {:?}, last {:?}",
            briefs.join("; "),
            self.pictures.len(),
            self.preferences,
            self.last_brief
        )
    }
}

/// Says what was found where either of two was expected.
pub fn unexpected(found: &Contents, one: &Contents, other: &Contents) -> Complaint {
    format!("found    {}\nexpected {}\nor       {}", found.outline(), one.outline(), other.outline())
}

fn complaint(doing: &str, error: &Error) -> Complaint {
    format!("{doing}: {error:?}")
}

fn read_briefs(store: &Store) -> Result<Contents, Complaint> {
    let mut contents = Contents::fresh();
    for shelf in [Shelf::Briefs, Shelf::Trash] {
        let query = BriefQuery { shelf, ..BriefQuery::default() };
        for row in store.list_briefs(&query).map_err(|error| complaint("the list", &error))? {
            let stored = store.open_brief(row.id).map_err(|error| complaint("a brief", &error))?;
            if (&row.headline, row.updated_at) != (&stored.brief.headline, stored.updated_at) {
                return Err(format!("the list has another brief than the library: {row:?}"));
            }
            contents.briefs.insert(row.id, Kept { stored, trashed: shelf == Shelf::Trash });
        }
    }
    Ok(contents)
}

fn read_pictures(store: &Store, hashes: Vec<String>) -> Result<BTreeMap<String, usize>, Complaint> {
    let read = |text: String| {
        let hash = ImageHash::try_from(text.clone()).map_err(|error| error.to_string())?;
        match store.image(&hash) {
            Ok(Some(picture)) if ImageHash::of(&picture.bytes) == hash => Ok((text, picture.bytes.len())),
            other => Err(format!("picture {text}: {:?}", other.map(|picture| picture.is_some()))),
        }
    };
    hashes.into_iter().map(read).collect()
}

/// What the store has no list of, and SQLite's opinion of the file.
struct Tables {
    faults: Vec<String>,
    pictures: Vec<String>,
    last_brief: Option<String>,
}

impl Tables {
    fn read(path: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        let texts = |sql: &str| {
            let mut statement = connection.prepare(sql)?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
        };
        Ok(Self {
            faults: texts("PRAGMA integrity_check")?,
            pictures: texts("SELECT hash FROM images")?,
            last_brief: texts("SELECT value FROM preferences WHERE name = 'last brief'")?.pop(),
        })
    }
}
