//! Somebody at work: each method is one thing that people do, asked of the store and done to the contents that are expected since.

use std::path::{Path, PathBuf};

use briefdesk_core::brief::{Brief, BriefId, ImageHash, Publication, StoredBrief};
use briefdesk_core::store::{Preferences, Store};
use briefdesk_core::{Error, Result};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::contents::{Complaint, Contents, Kept, unexpected};
use crate::sample::{id, picture};

/// A desk with a library, open in one program or several.
pub struct Desk {
    path: PathBuf,
    /// The programs that have the library open; the last one is at work. None in a rehearsal.
    stores: Vec<Store>,
    /// Someone who reads an old state of the library, so that its log can't be begun anew.
    reader: Option<Connection>,
    rehearsed: bool,
    /// What the store has said is saved.
    pub contents: Contents,
    /// The same with what it was asked last, which it may have refused or not answered.
    pub under_way: Contents,
}

impl Desk {
    /// A desk whose library says `contents` and is still closed.
    pub fn new(path: &Path, contents: Contents) -> Self {
        let under_way = contents.clone();
        Self { path: path.to_owned(), stores: Vec::new(), reader: None, rehearsed: false, contents, under_way }
    }

    /// A desk without a library: only the contents change.
    pub fn rehearsal(contents: Contents) -> Self {
        Self { rehearsed: true, ..Self::new(Path::new("nowhere"), contents) }
    }

    fn act(&mut self, intend: impl FnOnce(&mut Contents), ask: impl FnOnce(&mut Store) -> Result<()>) -> Result<()> {
        let mut after = self.contents.clone();
        intend(&mut after);
        self.under_way = after;
        if !self.rehearsed {
            let store = self.stores.last_mut().ok_or(Error::Closed)?;
            ask(store)?;
        }
        self.contents = self.under_way.clone();
        Ok(())
    }

    /// Opens the library in one more program.
    pub fn open(&mut self) -> Result<()> {
        self.under_way = self.contents.clone();
        self.stores.push(Store::open(&self.path)?);
        Ok(())
    }

    pub fn is_open(&self) -> bool {
        !self.stores.is_empty()
    }

    /// Closes the library in the program that opened it last.
    pub fn close(&mut self) -> Result<()> {
        self.stores.pop().map(drop).ok_or(Error::Closed)
    }

    /// Closes the library in the program that opened it first.
    pub fn close_first(&mut self) -> Result<()> {
        if self.stores.is_empty() {
            return Err(Error::Closed);
        }
        drop(self.stores.remove(0));
        Ok(())
    }

    /// Closes the library in every program, and whoever reads it.
    pub fn close_all(&mut self) {
        self.reader = None;
        self.stores.clear();
    }

    /// After a step that failed: looks which of the two the library says.
    pub fn find_out(&mut self) -> Result<(), Complaint> {
        let found = Contents::read(&self.path)?;
        if found != self.contents && found != self.under_way {
            return Err(unexpected(&found, &self.contents, &self.under_way));
        }
        self.contents = found;
        Ok(())
    }

    /// Someone begins to read, and doesn't end.
    pub fn begin_reading(&mut self) -> Result<()> {
        let connection = Connection::open(&self.path)?;
        connection.execute_batch("BEGIN; SELECT count(*) FROM images;")?;
        self.reader = Some(connection);
        Ok(())
    }

    pub fn end_reading(&mut self) -> Result<()> {
        self.reader = None;
        Ok(())
    }

    /// Writes the log back into the library and cuts it.
    pub fn checkpoint(&mut self) -> Result<()> {
        let connection = Connection::open(&self.path)?;
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Saves the brief of that number with a change; begins it where there is none.
    pub fn save(&mut self, number: usize, change: impl FnOnce(&mut Brief)) -> Result<()> {
        let id = id(number);
        let now = self.now();
        let stored = self.contents.briefs.get(&id).map(|kept| &kept.stored);
        let base = stored.map_or(0, |stored| stored.revision);
        let mut brief = stored.map_or_else(|| Brief::blank(&Publication::default()), |stored| stored.brief.clone());
        change(&mut brief);
        let unchanged = stored.is_some_and(|stored| stored.brief == brief);
        let intended = brief.clone();
        let intend = |after: &mut Contents| {
            if !unchanged {
                keep(after, id, base + 1, now, intended);
            }
        };
        self.act(intend, |store| store.save_brief(id, base, brief, now).map(drop))
    }

    /// Adds the brief of that number from a file; one that is here already stays, and the new one gets the number plus 1000.
    pub fn import(&mut self, number: usize, brief: Brief) -> Result<()> {
        let (wanted, other, now) = (id(number), id(number + 1000), self.now());
        let intended = brief.clone();
        let intend = |after: &mut Contents| {
            let id = if after.briefs.contains_key(&wanted) { other } else { wanted };
            keep(after, id, 1, now, intended);
            after.last_brief = Some(id);
        };
        self.act(intend, |store| store.add_brief(wanted, other, (now, now), brief).map(drop))
    }

    pub fn trash(&mut self, number: usize) -> Result<()> {
        let (id, now) = (id(number), self.now());
        self.act(|after| shelve(after, id, true), |store| store.trash_brief(id, now).map(drop))
    }

    pub fn untrash(&mut self, number: usize) -> Result<()> {
        let id = id(number);
        self.act(|after| shelve(after, id, false), |store| store.untrash_brief(id).map(drop))
    }

    /// Keeps a picture of `length` bytes.
    pub fn add_picture(&mut self, seed: u64, length: usize) -> Result<()> {
        let picture = picture(seed, length);
        let hash = ImageHash::of(&picture.bytes).to_string();
        let intend = |after: &mut Contents| {
            after.pictures.insert(hash, length);
        };
        self.act(intend, |store| store.add_image(&picture).map(drop))
    }

    pub fn save_publication(&mut self, name: &str, byline: &str) -> Result<()> {
        let publication = Publication { name: name.to_owned(), byline: byline.to_owned(), ..Publication::default() };
        let intended = publication.clone();
        let intend = |after: &mut Contents| match after.publications.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = intended,
            None => after.publications.push(intended),
        };
        self.act(intend, |store| store.save_publication(&publication))
    }

    pub fn save_preferences(&mut self, change: impl FnOnce(&mut Preferences)) -> Result<()> {
        let mut preferences = self.contents.preferences;
        change(&mut preferences);
        self.act(|after| after.preferences = preferences, |store| store.save_preferences(&preferences))
    }

    pub fn save_last_brief(&mut self, number: usize) -> Result<()> {
        let id = id(number);
        self.act(|after| after.last_brief = Some(id), |store| store.save_last_brief(id))
    }

    /// A time that every rehearsal of the same steps gives again.
    fn now(&self) -> Timestamp {
        let saves: i64 = self.contents.briefs.values().map(|kept| i64::from(kept.stored.revision)).sum();
        Timestamp::from_millisecond(1_780_488_000_000 + 1000 * saves).unwrap()
    }
}

fn keep(after: &mut Contents, id: BriefId, revision: u32, now: Timestamp, brief: Brief) {
    let before = after.briefs.get(&id);
    let created_at = before.map_or(now, |kept| kept.stored.created_at);
    let trashed = before.is_some_and(|kept| kept.trashed);
    if revision == 1 {
        after.last_brief = Some(id);
    }
    let stored = StoredBrief { id, revision, created_at, updated_at: now, brief };
    after.briefs.insert(id, Kept { stored, trashed });
}

fn shelve(after: &mut Contents, id: BriefId, trashed: bool) {
    if let Some(kept) = after.briefs.get_mut(&id) {
        kept.trashed = trashed;
    }
}
