//! The store's promises about the past of a brief.

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::compare::{Piece, Touched};
use briefdesk_core::library::{restore, search};
use briefdesk_core::store::{BriefQuery, Checkpoint, RevisionRow, Store};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::sample::{Library, any_brief, easing, id, library, long_wire, noon};

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// One brief that is saved again and again.
struct Desk {
    library: Library,
    id: BriefId,
    now: Timestamp,
    revision: u32,
}

impl Desk {
    fn new() -> Self {
        let Library { folder, store } = library();
        Self { library: Library { folder, store: store.in_zone(TimeZone::UTC) }, id: id(), now: noon(), revision: 0 }
    }

    fn save_after(&mut self, wait: SignedDuration, brief: Brief) -> u32 {
        self.now += wait;
        self.revision = self.library.store.save_brief(self.id, self.revision, brief, self.now).unwrap().revision;
        self.revision
    }

    fn write_after(&mut self, wait: SignedDuration, body: &str) -> u32 {
        self.save_after(wait, Brief { body: body.to_owned(), takeaways: Vec::new(), ..long_wire() })
    }

    fn rows(&self) -> Vec<RevisionRow> {
        self.library.store.list_revisions(self.id, None, 10_000).unwrap()
    }

    fn revisions(&self) -> Vec<u32> {
        self.rows().iter().map(|row| row.revision).collect()
    }

    fn body_of(&self, revision: u32) -> String {
        self.library.store.open_revision(self.id, revision).unwrap().body
    }

    fn thin(&mut self) -> usize {
        thin(&mut self.library.store, self.now)
    }
}

fn thin(store: &mut Store, now: Timestamp) -> usize {
    let prunable = store.prunable(now).unwrap();
    prunable.iter().map(|past| store.prune(past).unwrap()).sum()
}

#[test]
fn saves_of_one_sitting_extend_one_revision() {
    let mut desk = Desk::new();
    desk.write_after(SECOND, "The grid");
    desk.write_after(SECOND, "The grid waits");
    desk.write_after(5 * MINUTE, "The grid waits.");
    let rows = desk.rows();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].revision, rows[0].began_at, rows[0].saved_at), (3, noon() + SECOND, desk.now));
}

#[test]
fn a_revision_begins_after_five_quiet_minutes() {
    let mut desk = Desk::new();
    desk.write_after(SECOND, "Before lunch");
    desk.write_after(5 * MINUTE + SECOND, "After lunch");
    assert_eq!(desk.revisions(), [2, 1]);
    assert_eq!((desk.body_of(1), desk.body_of(2)), ("Before lunch".to_owned(), "After lunch".to_owned()));
}

#[test]
fn a_revision_begins_every_quarter_of_an_hour_at_least() {
    let mut desk = Desk::new();
    for minute in 0..=31 {
        desk.write_after(MINUTE, &format!("Minute {minute}"));
    }
    assert_eq!(desk.revisions(), [32, 30, 15]);
}

#[test]
fn a_clock_that_was_set_back_ends_the_revision() {
    let mut desk = Desk::new();
    desk.write_after(HOUR, "By the wrong clock");
    desk.write_after(-30 * MINUTE, "By the right one");
    assert_eq!(desk.revisions(), [2, 1]);
}

#[test]
fn a_save_after_a_checkpoint_begins_a_revision() {
    let mut desk = Desk::new();
    desk.write_after(SECOND, "Read by the lawyers");
    let named = desk.library.store.save_checkpoint(desk.id, Checkpoint::Named, Some("Before legal")).unwrap();
    assert_eq!((named.revision, named.name.as_deref()), (1, Some("Before legal")));
    desk.write_after(SECOND, "Read by nobody");
    let rows = desk.rows();
    assert_eq!(rows.iter().map(|row| row.checkpoint).collect::<Vec<_>>(), [None, Some(Checkpoint::Named)]);
    assert_eq!((rows[0].name.as_deref(), rows[1].name.as_deref()), (None, Some("Before legal")));
    assert_eq!(desk.body_of(1), "Read by the lawyers");
}

#[test]
fn a_name_can_be_given_changed_and_taken_away_later() {
    let mut desk = Desk::new();
    desk.write_after(SECOND, "One");
    desk.write_after(HOUR, "Two");
    for revision in [1, 2] {
        let row = desk.library.store.name_revision(desk.id, revision, Some("初稿")).unwrap();
        assert_eq!(
            (row.revision, row.name.as_deref(), row.checkpoint),
            (revision, Some("初稿"), Some(Checkpoint::Named))
        );
        assert_eq!(desk.library.store.name_revision(desk.id, revision, None).unwrap().name, None);
    }
    assert!(matches!(desk.library.store.name_revision(desk.id, 7, None), Err(Error::RevisionNotFound(7))));
}

#[test]
fn an_export_does_not_take_a_checkpoint_its_name() {
    let mut desk = Desk::new();
    desk.write_after(SECOND, "Final");
    desk.library.store.save_checkpoint(desk.id, Checkpoint::Named, Some("Final")).unwrap();
    let row = desk.library.store.save_checkpoint(desk.id, Checkpoint::Export, None).unwrap();
    assert_eq!((row.checkpoint, row.name.as_deref()), (Some(Checkpoint::Named), Some("Final")));
}

#[test]
fn what_was_imported_is_a_checkpoint() {
    let Library { folder: _folder, mut store } = library();
    let id = id();
    store.add_brief(id, id, (noon(), noon()), easing(), noon() + HOUR).unwrap();
    let row = &store.list_revisions(id, None, 10).unwrap()[0];
    assert_eq!((row.checkpoint, row.saved_at), (Some(Checkpoint::Import), noon() + HOUR));
    store.save_brief(id, 1, long_wire(), noon() + HOUR).unwrap();
    assert_eq!(store.open_revision(id, 1).unwrap().headline, easing().headline);
}

#[test]
fn the_timeline_says_what_each_revision_changed() {
    let mut desk = Desk::new();
    let first = Brief { takeaways: Vec::new(), ..easing() };
    desk.save_after(SECOND, first.clone());
    desk.save_after(HOUR, Brief { body: format!("{}\n\n降息。", first.body), ..first.clone() });
    desk.save_after(HOUR, Brief { headline: "央行".to_owned(), ..first });
    let rows = desk.rows();
    assert_eq!((&rows[1].parts[..], rows[1].added, rows[1].removed), (&[Touched::Body][..], 2, 0));
    assert_eq!(rows[0].parts, [Touched::Headline, Touched::Body]);
    assert!(rows[2].added > 50 && rows[2].removed == 0, "{:?}", rows[2]);
}

#[test]
fn a_long_timeline_comes_page_by_page() {
    let mut desk = Desk::new();
    for hour in 0..25 {
        desk.write_after(HOUR, &format!("Hour {hour}"));
    }
    let page = |before| {
        let rows = desk.library.store.list_revisions(desk.id, before, 10).unwrap();
        rows.iter().map(|row| row.revision).collect::<Vec<_>>()
    };
    assert_eq!(page(None), (16..=25).rev().collect::<Vec<_>>());
    assert_eq!(page(Some(16)), (6..=15).rev().collect::<Vec<_>>());
    assert_eq!(page(Some(6)), (1..=5).rev().collect::<Vec<_>>());
    assert!(page(Some(1)).is_empty());
}

#[test]
fn every_revision_of_a_long_history_comes_back() {
    let mut desk = Desk::new();
    let text = |n: u32| format!("{}\n\nThe {n}th count of the night.", long_wire().body);
    for n in 1..=450 {
        desk.write_after(HOUR, &text(n));
    }
    for n in (1..=450).rev() {
        assert_eq!(desk.body_of(n), text(n));
    }
    assert!(matches!(desk.library.store.open_revision(desk.id, 451), Err(Error::RevisionNotFound(451))));
}

#[test]
fn thinning_keeps_a_day_whole_an_hour_for_a_week_and_a_day_for_ever() {
    let mut desk = Desk::new();
    // Ten days with a revision at every half hour.
    for n in 0..480 {
        desk.write_after(HOUR / 2, &format!("Half hour {n} 第{n}稿"));
    }
    desk.library.store.name_revision(desk.id, 5, Some("First full draft")).unwrap();
    let all = desk.rows();
    let bodies: Vec<_> = all.iter().map(|row| desk.body_of(row.revision)).collect();
    let date = |row: &RevisionRow| row.saved_at.to_zoned(TimeZone::UTC).date();
    let hour = |row: &RevisionRow| row.saved_at.as_second() / 3600;
    let mut wanted = Vec::new();
    for (index, row) in all.iter().enumerate() {
        let age = desk.now.duration_since(row.saved_at);
        let newer = index.checked_sub(1).map(|index| &all[index]);
        let ends_day = newer.is_none_or(|newer| date(newer) != date(row));
        let ends_hour = newer.is_none_or(|newer| hour(newer) != hour(row));
        let young = age <= DAY;
        if young || ends_day || row.checkpoint.is_some() || (ends_hour && age <= 7 * DAY) {
            wanted.push((row.revision, bodies[index].clone()));
        }
    }
    assert_eq!(desk.thin(), all.len() - wanted.len());
    let kept: Vec<_> = desk.revisions().into_iter().map(|revision| (revision, desk.body_of(revision))).collect();
    assert_eq!(kept, wanted);
    assert_eq!(desk.thin(), 0);
}

#[test]
fn a_revision_that_is_named_while_others_are_pruned_stays() {
    let mut desk = Desk::new();
    for n in 0..40 {
        desk.write_after(HOUR / 4, &format!("Quarter {n}"));
    }
    let prunable = desk.library.store.prunable(desk.now + 30 * DAY).unwrap();
    desk.library.store.name_revision(desk.id, 20, Some("Kept after all")).unwrap();
    for past in &prunable {
        desk.library.store.prune(past).unwrap();
    }
    assert!(desk.revisions().contains(&20) && desk.revisions().len() < 10, "{:?}", desk.revisions());
    assert_eq!(desk.body_of(20), "Quarter 19");
}

#[test]
fn the_last_of_a_day_is_that_of_the_editors_own_day() {
    let Library { folder: _folder, store } = library();
    let mut store = store.in_zone(TimeZone::fixed(jiff::tz::offset(8)));
    let id = id();
    // 23:00 and 01:00 in Beijing are one day in Greenwich, and two where the editor is.
    for (base, time) in ["2026-06-03T15:00:00Z", "2026-06-03T17:00:00Z", "2026-06-03T19:00:00Z"].into_iter().enumerate()
    {
        store.save_brief(id, base as u32, Brief { body: time.to_owned(), ..easing() }, time.parse().unwrap()).unwrap();
    }
    store.save_brief(id, 3, long_wire(), noon() + 20 * DAY).unwrap();
    thin(&mut store, noon() + 30 * DAY);
    let kept: Vec<_> = store.list_revisions(id, None, 10).unwrap().iter().map(|row| row.revision).collect();
    assert_eq!(kept, [4, 3, 1]);
}

#[test]
fn a_refused_text_stands_beside_the_brief_until_the_editor_has_chosen() {
    let Library { folder, mut store } = library();
    let id = id();
    store.save_brief(id, 0, easing(), noon()).unwrap();
    store.save_brief(id, 1, Brief { headline: "Theirs".to_owned(), ..easing() }, noon()).unwrap();
    for headline in ["Mine", "Mine, longer"] {
        let mine = Brief { headline: headline.to_owned(), ..easing() };
        assert!(matches!(store.save_brief(id, 1, mine, noon()), Err(Error::Conflict { .. })));
    }
    drop(store);
    let mut store = Store::open(&folder.path().join("test.briefdesk")).unwrap();
    let asides = store.asides(id).unwrap();
    assert_eq!(
        asides.iter().map(|aside| (aside.base, &*aside.brief.headline)).collect::<Vec<_>>(),
        [(1, "Mine, longer")]
    );
    assert_eq!(store.open_brief(id).unwrap().brief.headline, "Theirs");
    store.settle_aside(id, asides[0].id).unwrap();
    assert!(store.asides(id).unwrap().is_empty());
}

#[test]
fn nobodys_text_takes_the_place_of_anothers_beside_the_brief() {
    let Library { folder: _folder, mut store } = library();
    let id = id();
    store.save_brief(id, 0, easing(), noon()).unwrap();
    store.save_brief(id, 1, Brief { headline: "Theirs".to_owned(), ..easing() }, noon()).unwrap();
    let brief = store.open_brief(id).unwrap().brief;
    let text = |headline: &str| Brief { headline: headline.to_owned(), ..brief.clone() };
    store.set_aside(id, 1, &text("Found after a crash"), noon()).unwrap();
    store.set_aside(id, 1, &text("Found after a crash"), noon()).unwrap();
    let mut other = Store::open(store.path()).unwrap();
    for headline in ["Of one window", "Of one window, longer"] {
        assert!(other.save_brief(id, 1, text(headline), noon()).is_err());
    }
    assert!(store.save_brief(id, 1, text("Of another"), noon()).is_err());
    let asides: Vec<_> = store.asides(id).unwrap().into_iter().map(|aside| aside.brief.headline).collect();
    assert_eq!(asides, ["Found after a crash", "Of one window, longer", "Of another"]);
}

/// Flips one bit after the other of what `column` holds in the row that `which` names, as a failing disk does.
fn flip_bits(desk: &Desk, column: &str, which: &str, mut look: impl FnMut(&Store)) {
    let library = rusqlite::Connection::open(desk.library.store.path()).unwrap();
    let (read, write) = (format!("SELECT {column} FROM {which}"), which.split_once(" WHERE ").unwrap());
    let write = format!("UPDATE {} SET {column} = ?1 WHERE {}", write.0, write.1);
    let data: Vec<u8> = library.query_row(&read, [], |row| row.get(0)).unwrap();
    for bit in (0..data.len() * 8).step_by(7) {
        let mut flipped = data.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        library.execute(&write, [flipped]).unwrap();
        look(&desk.library.store);
    }
    library.execute(&write, [data]).unwrap();
}

#[test]
fn a_damaged_revision_is_never_taken_for_a_sound_one_and_hides_no_other() {
    let mut desk = Desk::new();
    for n in 0..4 {
        desk.write_after(HOUR, &format!("{}\n\nNumber {n}，第{n}稿。", long_wire().body));
    }
    let id = desk.id;
    let bodies: Vec<_> = (1..=4).map(|revision| desk.body_of(revision)).collect();
    flip_bits(&desk, "data", "revisions WHERE revision = 2", |store| {
        match store.open_revision(id, 2) {
            Ok(brief) => assert_eq!(brief.body, bodies[1]),
            Err(error) => assert!(matches!(error, Error::RevisionUnreadable(2)), "{error}"),
        }
        assert_eq!(store.open_revision(id, 3).unwrap().body, bodies[2]);
        assert_eq!(store.list_revisions(id, None, 10).unwrap().len(), 4);
    });
    flip_bits(&desk, "data", "revisions WHERE revision = 1", |store| {
        for newer in 2..=4 {
            assert_eq!(store.open_revision(id, newer).unwrap().body, bodies[newer as usize - 1]);
        }
        assert_eq!(store.list_revisions(id, None, 10).unwrap().len(), 4);
        assert_eq!(store.open_revision(id, 4).unwrap().body, bodies[3]);
    });
}

#[test]
fn a_damaged_newest_text_locks_nobody_out_of_its_past() {
    let mut desk = Desk::new();
    desk.write_after(HOUR, "The sound one");
    desk.write_after(HOUR, "The damaged one");
    let id = desk.id;
    flip_bits(&desk, "content", "briefs WHERE number = 1", |store| {
        match store.open_brief(id) {
            Ok(stored) => assert_eq!(stored.brief.body, "The damaged one", "a bit that says nothing"),
            Err(error) => assert!(matches!(error, Error::RevisionUnreadable(2)), "{error}"),
        }
        assert_eq!(store.list_revisions(id, None, 10).unwrap().len(), 2);
        assert_eq!(store.open_revision(id, 1).unwrap().body, "The sound one");
        search(store, &BriefQuery { text: "one".to_owned(), ..BriefQuery::default() }).unwrap();
    });
    let connection = rusqlite::Connection::open(desk.library.store.path()).unwrap();
    connection.execute("UPDATE briefs SET content = x'00'", []).unwrap();
    let restored = restore(&mut desk.library.store, id, 2, 1, &Piece::Everything, desk.now + HOUR).unwrap();
    assert_eq!(desk.body_of(restored.saved.revision), "The sound one");
    assert!(matches!(desk.library.store.open_revision(id, 2), Err(Error::RevisionUnreadable(2))));
    desk.revision = restored.saved.revision;
    desk.now += HOUR;
    let next = desk.write_after(HOUR, "Written on");
    assert_eq!(desk.body_of(next), "Written on");
}

#[test]
fn another_programs_writes_are_noticed() {
    let Library { folder: _folder, mut store } = library();
    let id = id();
    store.save_brief(id, 0, easing(), noon()).unwrap();
    assert!(!store.changed_elsewhere().unwrap(), "its own writes are no news");
    let mut other = Store::open(store.path()).unwrap();
    other.save_brief(id, 1, long_wire(), noon()).unwrap();
    assert!(store.changed_elsewhere().unwrap());
    assert!(!store.changed_elsewhere().unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is written, pruned and kept: each revision that the timeline shows says what was saved.
    #[test]
    fn a_revision_says_what_was_saved(
        briefs in prop::collection::vec((any_brief(), 0_i64..200_000), 1..40),
        thin_after in 0_usize..40,
    ) {
        let mut desk = Desk::new();
        let mut saved = Vec::new();
        for (n, (brief, wait)) in briefs.into_iter().enumerate() {
            let revision = desk.save_after(SignedDuration::from_secs(wait), brief.clone());
            saved.retain(|(number, _)| *number != revision);
            saved.push((revision, brief));
            if n == thin_after {
                desk.thin();
            }
        }
        desk.now += 2 * DAY;
        desk.thin();
        for revision in desk.revisions() {
            let wanted = &saved.iter().find(|(number, _)| *number == revision).unwrap().1;
            prop_assert_eq!(&desk.library.store.open_revision(desk.id, revision).unwrap(), wanted);
        }
    }
}
