//! All that a library says, to be compared.

use std::collections::BTreeMap;
use std::path::Path;

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, BriefId, ImageHash, Publication, StoredBrief, Theme};
use briefdesk_core::store::{BriefQuery, Checkpoint, Preferences, RevisionRow, Shelf, Store};
use jiff::Timestamp;
use rusqlite::Connection;

/// What people have in a library.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    pub briefs: BTreeMap<BriefId, Kept>,
    /// Length of each picture's file in bytes, by its hash.
    pub pictures: BTreeMap<String, usize>,
    pub publications: Vec<Publication>,
    /// By their names.
    pub themes: BTreeMap<String, Theme>,
    pub preferences: Preferences,
    /// The brief that was opened last, even if it is in the trash now.
    pub last_brief: Option<BriefId>,
}

/// A brief, where it stands, and what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub stored: StoredBrief,
    pub trashed: bool,
    /// Every revision by its number, the newest too.
    pub history: BTreeMap<u32, Revision>,
    /// Texts that lost to another program's, with the revision that they were edited from.
    pub asides: Vec<(u32, Brief)>,
}

/// A revision and why it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    pub began_at: Timestamp,
    pub saved_at: Timestamp,
    pub checkpoint: Option<Checkpoint>,
    pub name: Option<String>,
    pub brief: Brief,
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
            themes: BTreeMap::new(),
            preferences: Preferences::default(),
            last_brief: None,
        }
    }

    /// Opens the library, reads all of it and lets SQLite check every page.
    pub fn read(path: &Path) -> Result<Self, Complaint> {
        let store = Store::open(path).map_err(|error| complaint("opening", &error))?;
        let mut contents = read_briefs(&store)?;
        contents.publications = store.publications().map_err(|error| complaint("publications", &error))?;
        let themes = store.themes().map_err(|error| complaint("themes", &error))?;
        contents.themes = themes.into_iter().map(|theme| (theme.name.clone(), theme)).collect();
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
            let revisions: Vec<u32> = kept.history.keys().copied().collect();
            let asides = kept.asides.len();
            format!("{}: {length} bytes, revisions {revisions:?}, {asides} asides{trashed}", &id[id.len() - 4..])
        };
        let briefs: Vec<String> = self.briefs.iter().map(brief).collect();
        let publications: Vec<&str> = self.publications.iter().map(|publication| publication.name.as_str()).collect();
        format!(
            "[{}], {} pictures, {publications:?}, themes {:?}, {:?}, last {:?}",
            briefs.join("; "),
            self.pictures.len(),
            self.themes.keys(),
            self.preferences,
            self.last_brief
        )
    }
}

/// Whether the library says what was acknowledged, or that and all of what was under way. Work on several briefs is done one brief after
/// the other.
pub fn is_one_of(found: &Contents, before: &Contents, after: &Contents) -> bool {
    if found == before || found == after {
        return true;
    }
    let changed = |id: &&BriefId| before.briefs.get(id) != after.briefs.get(id);
    let several = after.briefs.keys().filter(changed).count() > 1 && before.briefs.len() == after.briefs.len();
    let kept = |id: &BriefId| [before, after].iter().any(|contents| contents.briefs.get(id) == found.briefs.get(id));
    let beside = Contents { briefs: after.briefs.clone(), ..found.clone() };
    several && beside == *after && found.briefs.len() == after.briefs.len() && found.briefs.keys().all(kept)
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
            let history = read_history(store, row.id).map_err(|error| complaint("the history", &error))?;
            let asides = store.asides(row.id).map_err(|error| complaint("the asides", &error))?;
            let asides = asides.into_iter().map(|aside| (aside.base, aside.brief)).collect();
            contents.briefs.insert(row.id, Kept { stored, trashed: shelf == Shelf::Trash, history, asides });
        }
    }
    Ok(contents)
}

fn read_history(store: &Store, id: BriefId) -> Result<BTreeMap<u32, Revision>, Error> {
    let mut history = BTreeMap::new();
    for row in store.list_revisions(id, None, 10_000)? {
        let brief = store.open_revision(id, row.revision)?;
        let RevisionRow { began_at, saved_at, checkpoint, name, .. } = row;
        history.insert(row.revision, Revision { began_at, saved_at, checkpoint, name, brief });
    }
    Ok(history)
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
