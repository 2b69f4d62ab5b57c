//! The thread that reads: it has a connection of its own, gathers what each brief needs, and finds its files their names.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender};

use jiff::Timestamp;

use super::made_of::{Hashing, LeansOn};
use super::names::{Names, Older};
use super::settling::Settled;
use super::{ExportOrder, Finality, Naming, Outcome, State};
use crate::brief::{BriefId, Status, StoredBrief};
use crate::error::{Error, Result};
use crate::export::Article;
use crate::library::{Surroundings, gather};
use crate::store::{HeadRow, Store};

/// A brief that is to be exported.
#[derive(Debug)]
pub(super) struct Todo {
    pub id: BriefId,
    /// The place of its first outcome.
    pub slot: usize,
    /// The revision that goes out.
    pub head: HeadRow,
    /// Something of the brief was exported before.
    pub is_recorded: bool,
    /// That revision is kept for nothing but this export.
    pub kept_for_it: bool,
    /// As what: numbers of the order's options.
    pub options: Vec<usize>,
}

/// A brief with all that its files are made of.
#[derive(Debug)]
pub(super) struct Gathered {
    pub article: Article,
    pub todo: Todo,
    pub leans_on: LeansOn,
    pub sets_status: bool,
    pub is_final: bool,
    pub files: Vec<Wanted>,
}

/// A file that is to be made.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The place of its outcome.
    pub slot: usize,
    /// What is known of the outcome.
    pub outcome: Outcome,
    /// Where it goes, from the root; what that is in the record.
    pub path: std::path::PathBuf,
    pub key: Option<String>,
    pub older: Older,
    /// The hash of what it is made of beside the brief.
    pub rest: [u8; 16],
}

/// What the thread works with.
pub(super) struct Gathering<'a> {
    pub order: &'a ExportOrder,
    pub now: Timestamp,
    pub names: &'a mut Names,
    pub around: &'a Surroundings,
    pub hashing: Hashing,
}

impl Gathering<'_> {
    /// Gathers all of `todo`, some at a time, in order: so the same briefs get the same names each time.
    pub(super) fn all(
        mut self,
        store: &Store,
        todo: Receiver<Vec<Todo>>,
        (batch, cancelled): (usize, &AtomicBool),
        gathered: &SyncSender<Vec<Gathered>>,
        failed: &Sender<Vec<Settled>>,
    ) {
        let mut todo = todo.into_iter().flatten().peekable();
        while todo.peek().is_some() && !cancelled.load(Ordering::Relaxed) {
            // Without it each of them is read at a moment of its own, which takes longer.
            let moment = store.snapshot().ok();
            let ready = todo.by_ref().take(batch).filter_map(|todo| match self.article(store, &todo) {
                Ok(article) => self.files(store, article, todo, failed),
                Err(error) => {
                    self.fail(&todo, error, failed);
                    None
                }
            });
            let ready = ready.collect();
            drop(moment);
            if gathered.send(ready).is_err() {
                return;
            }
        }
    }

    fn article(&self, store: &Store, todo: &Todo) -> Result<Article> {
        let stored = store.open_brief(todo.id)?;
        // An editor may have gone on writing since it was kept.
        let stored = if stored.revision == todo.head.revision {
            stored
        } else {
            let (revision, updated_at) = (todo.head.revision, todo.head.updated_at);
            StoredBrief { brief: store.open_revision(todo.id, revision)?, revision, updated_at, ..stored }
        };
        let mut article = gather(store, self.around, stored)?;
        if self.sets_status(&article) {
            // As it will be stored when it has gone out.
            article.stored.brief.status = Status::Exported;
            article.stored.updated_at = self.now;
        }
        Ok(article)
    }

    fn sets_status(&self, article: &Article) -> bool {
        self.order.finality == Finality::Final && article.stored.brief.status != Status::Exported
    }

    fn files(
        &mut self,
        store: &Store,
        article: Article,
        todo: Todo,
        failed: &Sender<Vec<Settled>>,
    ) -> Option<Gathered> {
        let leans_on = LeansOn::of(&article.stored.brief);
        let is_final = self.order.finality == Finality::Final;
        let sets_status = is_final && todo.head.status != Status::Exported;
        let mut files = Vec::new();
        for &option in &todo.options {
            let slot = todo.slot + option;
            match self.file(store, (&article, todo.is_recorded), slot, option) {
                Ok(file) => files.push(file),
                Err(error) => {
                    let settled = self.failure(&todo, option, article.stored.brief.headline.clone(), error);
                    // Nobody listens any more when the export was broken off.
                    let _ = failed.send(vec![settled]);
                }
            }
        }
        (!files.is_empty()).then_some(Gathered { article, todo, leans_on, sets_status, is_final, files })
    }

    fn file(
        &mut self,
        store: &Store,
        (article, is_recorded): (&Article, bool),
        slot: usize,
        option: usize,
    ) -> Result<Wanted> {
        let options = &self.order.options[option];
        let id = article.stored.id;
        let place = match &self.order.naming {
            Naming::File(name) => self.names.named(name)?,
            Naming::Pattern(pattern) => {
                let stem = pattern.of(options).stem(&article.stored, &article.zone);
                let records = if is_recorded { store.exports_of(id)? } else { Vec::new() };
                self.names.place(store, id, &records, (&stem, options))?
            }
        };
        let mut outcome = Outcome::new(id, options, &self.order.folder.join(&place.below));
        outcome.headline.clone_from(&article.stored.brief.headline);
        Ok(Wanted {
            slot,
            outcome,
            path: self.names.root().join(&place.below),
            key: self.names.key(&place.below),
            older: place.older,
            rest: self.hashing.of_article(store, option, article)?,
        })
    }

    fn fail(&self, todo: &Todo, error: Error, failed: &Sender<Vec<Settled>>) {
        let mut error = Some(error);
        for &option in &todo.options {
            // Every file of the brief fails for the same reason, which is told in full once.
            let error = error.take().unwrap_or(Error::RevisionUnreadable(todo.head.revision));
            let _ = failed.send(vec![self.failure(todo, option, todo.head.headline.clone(), error)]);
        }
    }

    fn failure(&self, todo: &Todo, option: usize, headline: String, error: Error) -> Settled {
        let outcome = Outcome::new(todo.id, &self.order.options[option], &self.order.folder);
        let outcome = Outcome { headline, state: State::Failed(error), ..outcome };
        Settled { slot: todo.slot + option, outcome, noted: None }
    }
}
