//! What is done at the desk while the disk is watched. A new step is one line here.

use std::path::Path;

use briefdesk_core::Result;
use briefdesk_core::brief::{Hero, ImageHash, Status};
use briefdesk_core::store::Language;
use briefdesk_disk::Random;
use rusqlite::Connection;

use crate::contents::Contents;
use crate::desk::Desk;
use crate::room::{NAME, room};
use crate::sample::{ferry, harbour, paragraphs, picture, takeaway};

/// One thing that is done, in words and in fact.
pub type Step = (&'static str, fn(&mut Desk) -> Result<()>);

/// A library and what is done with it.
pub struct Script {
    pub name: &'static str,
    /// Makes the library that is there before; leaves no file where there is none.
    pub before: fn(&Path),
    pub steps: &'static [Step],
    /// How many of 100 crash states are of this script.
    pub share: usize,
    /// One of so many calls is made to fail; thousands in a row are alike where a log is written back.
    pub stride: usize,
}

pub const SCRIPTS: [Script; 3] = [
    Script { name: "a new library", before: |_| {}, steps: NEW, share: 45, stride: 1 },
    Script { name: "a library of version 1", before: version_1, steps: OLD, share: 25, stride: 1 },
    Script { name: "a long sitting", before: |_| {}, steps: LONG, share: 30, stride: 23 },
];

impl Script {
    /// What the library says before the first step.
    pub fn beginning(&self) -> Contents {
        let folder = room();
        let path = folder.path().join(NAME);
        (self.before)(&path);
        Contents::read(&path).unwrap()
    }
}

const FERRY: usize = 1;
const HARBOUR: usize = 2;

/// Every part of a brief, and everything beside briefs.
const NEW: &[Step] = &[
    ("the library is made", Desk::open),
    ("a brief is begun", |desk| desk.save(FERRY, |brief| brief.headline = "The Night Ferry".to_owned())),
    ("it is written", |desk| desk.save(FERRY, |brief| *brief = ferry())),
    ("a Chinese brief is written", |desk| desk.save(HARBOUR, |brief| *brief = harbour())),
    ("its headline changes", |desk| desk.save(HARBOUR, |brief| brief.headline.push('？'))),
    ("its summary changes", |desk| desk.save(HARBOUR, |brief| brief.summary.insert_str(0, "快讯："))),
    ("a takeaway is added", |desk| {
        desk.save(FERRY, |brief| brief.takeaways.push(takeaway("late", "It will be late.")))
    }),
    ("takeaways trade places", |desk| desk.save(FERRY, |brief| brief.takeaways.swap(0, 2))),
    ("the analysis changes", |desk| desk.save(FERRY, |brief| brief.analysis.text.push_str("\n\nWatch the debt."))),
    ("the body changes", |desk| desk.save(HARBOUR, |brief| brief.body.push_str("\n货主在等。\n"))),
    ("a picture is added", |desk| desk.add_picture(1, 9_000)),
    ("the brief gets it", |desk| desk.save(FERRY, |brief| brief.hero = Some(hero(1, 9_000)))),
    ("the same picture is added", |desk| desk.add_picture(1, 9_000)),
    ("the details change", |desk| {
        desk.save(FERRY, |brief| (brief.status, brief.slug) = (Status::Ready, "ferry".into()))
    }),
    ("nothing changes", |desk| desk.save(FERRY, |_| {})),
    ("it becomes a checkpoint", |desk| desk.save_checkpoint(FERRY, "As sent to the desk")),
    ("it is edited after that", |desk| desk.save(FERRY, |brief| brief.dateline = "Split, 3 June".to_owned())),
    ("an old text is restored", |desk| desk.replace(FERRY, |brief| *brief = ferry())),
    ("another program's text comes too late", |desk| desk.save_too_late(HARBOUR, ferry())),
    ("it goes to the trash", |desk| desk.trash(FERRY)),
    ("it is edited there", |desk| desk.save(FERRY, |brief| brief.byline = "R. Vale".to_owned())),
    ("it comes back", |desk| desk.untrash(FERRY)),
    ("a brief is imported", |desk| desk.import(3, ferry())),
    ("the same is imported", |desk| desk.import(3, harbour())),
    ("a publication is added", |desk| desk.save_publication("The Quay", "Desk")),
    ("a publication changes", |desk| desk.save_publication("The Quay", "编辑部")),
    ("a theme is added", |desk| desk.add_theme("Harbour", "h1 { color: teal }")),
    ("a publication is put into it", |desk| desk.use_theme("The Quay", "Harbour")),
    ("the theme gets another name", |desk| desk.rename_theme("Harbour", "港口")),
    ("another theme is added", |desk| desk.add_theme("Ferry", "")),
    ("a theme is removed", |desk| desk.remove_theme("港口")),
    ("the window's language changes", |desk| desk.save_preferences(|preferences| preferences.language = Language::Zh)),
    ("another brief is opened", |desk| desk.save_last_brief(HARBOUR)),
    ("the library is closed", Desk::close),
    ("the library is opened", Desk::open),
    ("a brief changes again", |desk| desk.save(HARBOUR, |brief| brief.tags.push("港口".to_owned()))),
    ("the past is thinned out", |desk| desk.thin_history(FERRY)),
    ("another past is thinned out", |desk| desk.thin_history(HARBOUR)),
    ("a backup is made", Desk::back_up),
    ("a brief is exported", |desk| desk.export(HARBOUR)),
    ("it is written on after that", |desk| desk.save(HARBOUR, |brief| brief.section = "航运".to_owned())),
    ("the library is closed again", Desk::close),
];

/// Opening what an earlier version made, and going on.
const OLD: &[Step] = &[
    ("the old library is opened", Desk::open),
    ("an old brief changes", |desk| desk.save(FERRY, |brief| brief.headline.push_str(", Again"))),
    ("an old Chinese brief changes", |desk| desk.save(HARBOUR, |brief| brief.body.push_str("\n后续报道。\n"))),
    ("a brief comes out of the trash", |desk| desk.untrash(3)),
    ("a picture is added", |desk| desk.add_picture(2, 5_000)),
    ("the library is closed", Desk::close),
    ("the library is opened", Desk::open),
    ("an old brief changes again", |desk| desk.save(FERRY, |brief| *brief = ferry())),
    ("the library is closed again", Desk::close),
];

/// More than the thousand pages after which SQLite writes its log back, with two programs and a reader.
const LONG: &[Step] = &[
    ("the library is made", Desk::open),
    ("a brief is written", |desk| desk.save(FERRY, |brief| *brief = ferry())),
    ("a large picture is added", |desk| desk.add_picture(10, 1_400_000)),
    ("a long brief is written", |desk| desk.save(HARBOUR, |brief| brief.body = long(1, 200_000))),
    ("a second program opens it", Desk::open),
    ("another large picture is added", |desk| desk.add_picture(11, 1_400_000)),
    ("the second program saves", |desk| desk.save(FERRY, |brief| brief.body.push_str("\nSecond.\n"))),
    ("the log passes a thousand pages", |desk| desk.add_picture(12, 1_500_000)),
    ("the log is begun anew", |desk| desk.save(FERRY, |brief| brief.summary.push_str(" More follows."))),
    ("the long brief gets longer", |desk| desk.save(HARBOUR, |brief| brief.body.push_str(&long(2, 60_000)))),
    ("somebody reads", Desk::begin_reading),
    ("a save beside the reader", |desk| desk.save(FERRY, |brief| brief.headline.push('!'))),
    ("the first program closes", Desk::close_first),
    ("the reader goes", Desk::end_reading),
    ("the log is written back", Desk::checkpoint),
    ("a save after that", |desk| desk.save(FERRY, |brief| brief.body.push_str("\nThird.\n"))),
    ("the long brief gets short", |desk| desk.save(HARBOUR, |brief| *brief = harbour())),
    ("the library is closed", Desk::close),
    ("the library is opened", Desk::open),
    ("the freed pages are used", |desk| desk.save(HARBOUR, |brief| brief.body = long(3, 90_000))),
    ("the library is closed again", Desk::close),
];

fn hero(seed: u64, length: usize) -> Hero {
    let image = Some(ImageHash::of(&picture(seed, length).bytes));
    Hero { image, alt: "The quay at night.".to_owned(), ..Hero::default() }
}

fn long(seed: u64, length: usize) -> String {
    paragraphs(&mut Random::new(seed), length)
}

/// A library as version 1 of the schema held it, with an English and a Chinese brief and one in the trash.
fn version_1(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.execute_batch(include_str!("../../src-tauri/core/migrations/0001_briefs.sql")).unwrap();
    connection.execute_batch(include_str!("../fixtures/libraries/version-1.sql")).unwrap();
}
