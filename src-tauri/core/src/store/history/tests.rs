//! What a long past looks like inside.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rusqlite::params;
use tempfile::TempDir;

use super::chain::{key, read};
use super::thin::prune;
use crate::brief::{Brief, BriefId, Ids, RandomIds};
use crate::store::Store;
use crate::store::compression::compress;

struct Written {
    _folder: TempDir,
    store: Store,
    id: BriefId,
    bodies: BTreeMap<u32, String>,
}

/// A brief with `count` revisions, each of its own sitting.
fn written(count: u32) -> Written {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("library.briefdesk")).unwrap();
    let mut written = Written { _folder: folder, store, id: RandomIds.brief(), bodies: BTreeMap::new() };
    (0..count).for_each(|_| written.save());
    written
}

impl Written {
    fn save(&mut self) {
        let before = self.bodies.last_key_value().map_or(0, |(revision, _)| *revision);
        let body = format!("Draft {before} of the toll at the pass. 山口的收费站，第{before}稿。");
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(i64::from(before));
        let brief = Brief { body: body.clone(), ..Brief::default() };
        let saved = self.store.save_brief(self.id, before, brief, now).unwrap();
        self.bodies.insert(saved.revision, body);
    }

    fn prune(&mut self, gone: &BTreeSet<u32>) {
        self.store.transact(|transaction| prune(transaction, 1, gone)).unwrap();
        let newest = *self.bodies.last_key_value().unwrap().0;
        self.bodies.retain(|revision, _| *revision == newest || !gone.contains(revision));
    }

    /// Lays the past out as libraries of version 2 had it: each revision leaning on the one before.
    fn lean_back(&mut self) {
        self.store
            .transact(|transaction| {
                let past: Vec<_> = self.bodies.keys().copied().rev().skip(1).collect();
                let contents =
                    past.iter().rev().map(|revision| read(transaction, 1, *revision)).collect::<Result<Vec<_>, _>>()?;
                let mut before = None;
                for now in &contents {
                    let prefix: &[u8] = before.map_or(&[], |before: &super::Known| &before.content);
                    let (id, base) = (key(1, now.revision), before.map(|before| before.revision));
                    let sql = "UPDATE revisions SET keyframe = ?2, base = ?3, data = ?4 WHERE id = ?1";
                    transaction.execute(sql, params![id, base.is_none(), base, compress(&now.content, prefix)?])?;
                    before = Some(now);
                }
                Ok(transaction.execute_batch("DELETE FROM last_revisions")?)
            })
            .unwrap();
    }

    #[track_caller]
    fn is_whole(&self) {
        for (revision, body) in &self.bodies {
            assert_eq!(&self.store.open_revision(self.id, *revision).unwrap().body, body, "revision {revision}");
        }
        let verified = self.store.verify(&mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!((verified.findings, verified.revisions), (vec![], self.bodies.len() as u32 - 1));
    }

    /// How many texts have to be decoded to read the revision that leans on the most.
    fn depth(&self) -> usize {
        let rows = self.store.read(|connection| {
            let mut statement = connection.prepare("SELECT revision, base FROM revisions")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<BTreeMap<u32, Option<u32>>>>()?)
        });
        let rows = rows.unwrap();
        let steps = |revision: &u32| std::iter::successors(Some(*revision), |revision| rows[revision]).count();
        rows.keys().map(steps).max().unwrap_or(0)
    }
}

#[test]
fn however_long_the_past_few_texts_lead_to_any_revision() {
    let written = written(1_900);
    written.is_whole();
    assert!(written.depth() <= 2 * 200 + 8, "{}", written.depth());
}

#[test]
fn a_past_of_version_2_is_read_written_on_and_thinned_out() {
    let mut written = written(30);
    written.lean_back();
    written.is_whole();
    written.save();
    written.save();
    written.is_whole();
    written.prune(&BTreeSet::from([1, 7, 8, 29, 30, 31]));
    written.is_whole();
    written.save();
    written.is_whole();
}

#[test]
fn the_bytes_of_a_last_revision_that_cannot_be_read_stay() {
    let mut written = written(3);
    let damage = "UPDATE last_revisions SET data = x'00112233'";
    written.store.transact(|transaction| Ok(transaction.execute_batch(damage)?)).unwrap();
    written.save();
    let kept: Vec<u8> = written
        .store
        .read(|connection| {
            Ok(connection.query_row("SELECT data FROM revisions WHERE revision = 2", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(kept, [0x00, 0x11, 0x22, 0x33]);
    assert_eq!(written.store.open_revision(written.id, 3).unwrap().body, written.bodies[&3]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn whatever_is_pruned_the_rest_can_be_read(
        count in 2_u32..450,
        rounds in prop::collection::vec((prop::collection::btree_set(1_u32..450, 0..300), 0_u32..20), 1..4),
    ) {
        let mut written = written(count);
        for (gone, more) in rounds {
            written.prune(&gone);
            (0..more).for_each(|_| written.save());
            written.is_whole();
            prop_assert!(written.depth() <= 2 * 200 + 8, "{}", written.depth());
        }
    }
}
