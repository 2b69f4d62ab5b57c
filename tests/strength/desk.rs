//! Somebody at work: each method is one thing that people do, asked of the store and done to the contents that are expected since.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::{Brief, BriefId, ImageHash, Publication, StoredBrief, Theme};
use briefdesk_core::store::{Checkpoint, LONGEST, Preferences, QUIET, Store};
use briefdesk_core::{Error, Result};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, ErrorCode};

use crate::contents::{Complaint, Contents, Kept, Revision, is_one_of, unexpected};
use crate::room::{NAME, room};
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
        if !is_one_of(&found, &self.contents, &self.under_way) {
            return Err(unexpected(&found, &self.contents, &self.under_way));
        }
        self.contents = found;
        Ok(())
    }

    /// Someone begins to read, and doesn't end.
    pub fn begin_reading(&mut self) -> Result<()> {
        let begin = |connection: Connection| {
            connection.execute_batch("BEGIN; SELECT count(*) FROM images;")?;
            Ok(connection)
        };
        self.reader = Some(Connection::open(&self.path).and_then(begin).map_err(of_sqlite)?);
        Ok(())
    }

    pub fn end_reading(&mut self) -> Result<()> {
        self.reader = None;
        Ok(())
    }

    /// Writes the log back into the library and cuts it.
    pub fn checkpoint(&mut self) -> Result<()> {
        let write_back =
            |connection: Connection| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Connection::open(&self.path).and_then(write_back).map_err(of_sqlite)
    }

    /// Saves the brief of that number with a change; begins it where there is none.
    pub fn save(&mut self, number: usize, change: impl FnOnce(&mut Brief)) -> Result<()> {
        let (id, base, brief, now) = self.edited(number, change);
        let intended = brief.clone();
        let intend = |after: &mut Contents| keep(after, id, now, intended);
        self.act(intend, |store| store.save_brief(id, base, brief, now).map(drop))
    }

    /// Saves the brief of that number as a restore does: what was there becomes a checkpoint.
    pub fn replace(&mut self, number: usize, change: impl FnOnce(&mut Brief)) -> Result<()> {
        let (id, base, brief, now) = self.edited(number, change);
        let intended = brief.clone();
        let intend = |after: &mut Contents| {
            if let Some(newest) = newest_of(after, id).filter(|newest| newest.brief != intended) {
                newest.checkpoint = newest.checkpoint.or(Some(Checkpoint::Restore));
            }
            keep(after, id, now, intended);
        };
        self.act(intend, |store| store.replace_brief(id, base, brief, now).map(drop))
    }

    /// Saves a text that was edited from revision 0 over a brief that has moved on: it is set aside.
    pub fn save_too_late(&mut self, number: usize, brief: Brief) -> Result<()> {
        let (id, now) = (id(number), self.now());
        let intended = brief.clone();
        let intend = |after: &mut Contents| {
            if let Some(kept) = after.briefs.get_mut(&id) {
                kept.asides.push((0, intended));
            }
        };
        self.act(intend, |store| match store.save_brief(id, 0, brief, now) {
            Ok(_) => panic!("a save that is too late must be refused"),
            Err(Error::Conflict { .. }) => Ok(()),
            Err(error) => Err(error),
        })
    }

    /// Makes the newest revision of the brief a checkpoint.
    pub fn save_checkpoint(&mut self, number: usize, name: &str) -> Result<()> {
        let id = id(number);
        let intend = |after: &mut Contents| {
            if let Some(newest) = newest_of(after, id) {
                (newest.checkpoint, newest.name) = (Some(Checkpoint::Named), Some(name.to_owned()));
            }
        };
        self.act(intend, |store| store.save_checkpoint(id, Checkpoint::Named, Some(name)).map(drop))
    }

    /// Thins out the past of the brief of that number, as a year later: the last revision of each day stays, and each checkpoint.
    pub fn thin_history(&mut self, number: usize) -> Result<()> {
        let (id, later) = (id(number), self.now() + SignedDuration::from_hours(24 * 365));
        self.act(
            |after| thin(after, id),
            |store| {
                let prunable = store.prunable(later)?;
                prunable.iter().filter(|past| past.id == id).try_for_each(|past| store.prune(past).map(drop))
            },
        )
    }

    /// Exports the brief of that number, which makes it a checkpoint.
    pub fn export(&mut self, number: usize) -> Result<()> {
        let id = id(number);
        let intend = |after: &mut Contents| {
            if let Some(newest) = newest_of(after, id) {
                newest.checkpoint = newest.checkpoint.or(Some(Checkpoint::Export));
            }
        };
        self.act(intend, |store| store.save_checkpoints(&[id], Checkpoint::Export))
    }

    /// Backs the library up to another disk. The backup says what the library says.
    pub fn back_up(&mut self) -> Result<()> {
        let (elsewhere, contents) = (room(), self.contents.clone());
        let backup = elsewhere.path().join(NAME);
        self.act(
            |_| {},
            |store| {
                store.back_up(&backup, &mut |_| ControlFlow::Continue(()))?;
                assert_eq!(Contents::read(&backup).unwrap(), contents, "a backup says what the library says");
                Ok(())
            },
        )
    }

    /// What a save of the brief needs: its id, the revision that it is edited from, its text with the change, and the time.
    fn edited(&self, number: usize, change: impl FnOnce(&mut Brief)) -> (BriefId, u32, Brief, Timestamp) {
        let id = id(number);
        let stored = self.contents.briefs.get(&id).map(|kept| &kept.stored);
        let mut brief = stored.map_or_else(|| Brief::blank(&Publication::default()), |stored| stored.brief.clone());
        change(&mut brief);
        (id, stored.map_or(0, |stored| stored.revision), brief, self.now())
    }

    /// Adds the brief of that number from a file; one that is here already stays, and the new one gets the number plus 1000.
    pub fn import(&mut self, number: usize, brief: Brief) -> Result<()> {
        let (wanted, other, now) = (id(number), id(number + 1000), self.now());
        let intended = brief.clone();
        let intend = |after: &mut Contents| {
            let id = if after.briefs.contains_key(&wanted) { other } else { wanted };
            keep(after, id, now, intended);
            if let Some(newest) = newest_of(after, id) {
                newest.checkpoint = Some(Checkpoint::Import);
            }
        };
        self.act(intend, |store| store.add_brief(wanted, other, (now, now), brief, now).map(drop))
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

    pub fn add_theme(&mut self, name: &str, styles: &str) -> Result<()> {
        let theme = Theme { name: name.to_owned(), template: "{{ title }}".to_owned(), styles: styles.to_owned() };
        let intended = theme.clone();
        let intend = |after: &mut Contents| {
            after.themes.insert(name.to_owned(), intended);
        };
        let now = self.now();
        self.act(intend, |store| store.add_theme(&theme, now))
    }

    /// Has the publication called `publication` in the theme called `name`.
    pub fn use_theme(&mut self, publication: &str, name: &str) -> Result<()> {
        let profile = self.contents.publications.iter().find(|known| known.name == publication).cloned();
        let profile = Publication { theme: name.to_owned(), ..profile.unwrap_or_default() };
        self.act(|after| in_theme(after, publication, name), |store| store.save_publication(&profile))
    }

    pub fn rename_theme(&mut self, old: &str, name: &str) -> Result<()> {
        let theme = Theme { name: name.to_owned(), ..self.contents.themes[old].clone() };
        let (intended, users) = (theme.clone(), self.users_of(old));
        let intend = |after: &mut Contents| {
            after.themes.remove(old);
            after.themes.insert(name.to_owned(), intended);
            users.iter().for_each(|user| in_theme(after, user, name));
        };
        let now = self.now();
        self.act(intend, |store| store.replace_theme(old, &theme, now))
    }

    pub fn remove_theme(&mut self, name: &str) -> Result<()> {
        let users = self.users_of(name);
        let intend = |after: &mut Contents| {
            after.themes.remove(name);
            users.iter().for_each(|user| in_theme(after, user, Theme::BUILT_IN));
        };
        self.act(intend, |store| store.remove_theme(name))
    }

    fn users_of(&self, theme: &str) -> Vec<String> {
        let users = self.contents.publications.iter().filter(|known| known.theme == theme);
        users.map(|user| user.name.clone()).collect()
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

    /// A time that every rehearsal of the same steps gives again: some saves are of one sitting, and some are not.
    fn now(&self) -> Timestamp {
        let saves: i64 = self.contents.briefs.values().map(|kept| i64::from(kept.stored.revision)).sum();
        Timestamp::from_second(1_780_488_000 + 150 * saves).unwrap()
    }
}

/// An error of what works on the library without the store.
fn of_sqlite(error: rusqlite::Error) -> Error {
    let full = error.sqlite_error().is_some_and(|error| {
        error.code == ErrorCode::DiskFull || error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
    });
    if full { Error::DiskFull } else { error.into() }
}

fn newest_of(contents: &mut Contents, id: BriefId) -> Option<&mut Revision> {
    contents.briefs.get_mut(&id)?.history.values_mut().next_back()
}

/// A save goes to the newest revision while the sitting lasts, and begins another one after that or after a checkpoint.
fn keep(after: &mut Contents, id: BriefId, now: Timestamp, brief: Brief) {
    let Some(kept) = after.briefs.get_mut(&id) else {
        let revision = Revision { began_at: now, saved_at: now, checkpoint: None, name: None, brief: brief.clone() };
        let stored = StoredBrief { id, revision: 1, created_at: now, updated_at: now, brief };
        let kept = Kept { stored, trashed: false, history: [(1, revision)].into(), asides: Vec::new() };
        after.briefs.insert(id, kept);
        after.last_brief = Some(id);
        return;
    };
    if kept.stored.brief == brief {
        return;
    }
    let mut began_at = now;
    if let Some(newest) = kept.history.last_entry() {
        let Revision { began_at: began, saved_at, checkpoint, .. } = *newest.get();
        if checkpoint.is_none() && now.duration_since(saved_at) <= QUIET && now.duration_since(began) < LONGEST {
            began_at = began;
            newest.remove();
        }
    }
    kept.stored =
        StoredBrief { revision: kept.stored.revision + 1, updated_at: now, brief: brief.clone(), ..kept.stored };
    let revision = Revision { began_at, saved_at: now, checkpoint: None, name: None, brief };
    kept.history.insert(kept.stored.revision, revision);
}

fn thin(after: &mut Contents, id: BriefId) {
    let Some(kept) = after.briefs.get_mut(&id) else { return };
    let day = |revision: &Revision| revision.saved_at.to_zoned(TimeZone::system()).date();
    let newest = kept.history.pop_last();
    let mut days = BTreeSet::new();
    let past = std::mem::take(&mut kept.history).into_iter().rev();
    // `insert` first: a checkpoint too may be the last of its day.
    kept.history = past.filter(|(_, past)| days.insert(day(past)) || past.checkpoint.is_some()).chain(newest).collect();
}

fn shelve(after: &mut Contents, id: BriefId, trashed: bool) {
    if let Some(kept) = after.briefs.get_mut(&id) {
        kept.trashed = trashed;
    }
}

fn in_theme(after: &mut Contents, publication: &str, theme: &str) {
    for known in after.publications.iter_mut().filter(|known| known.name == publication) {
        theme.clone_into(&mut known.theme);
    }
}
