//! Backups: whole, proved, of one moment, and never over something else.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, Hero};
use briefdesk_core::store::{Backup, BackupProgress, BackupStage, Picture, Store, back_up, daily_backup};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use tempfile::TempDir;

use crate::sample::{Library, easing, id, library, long_wire, noon};

fn on(_: BackupProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Two briefs, English and Chinese, with a past and a picture.
fn filled() -> Library {
    let mut library = library();
    let bytes = (0..2_000_000_u32).map(|byte| (byte % 251) as u8).collect();
    let picture = Picture { media_type: "image/png".to_owned(), width: 2, height: 1, bytes };
    let image = Some(library.store.add_image(&picture).unwrap());
    for brief in [long_wire(), easing()] {
        let (id, hero) = (id(), Some(Hero { image: image.clone(), ..Hero::default() }));
        let brief = Brief { hero, ..brief };
        library.store.save_brief(id, 0, brief.clone(), noon()).unwrap();
        let later = noon() + SignedDuration::from_hours(1);
        library.store.save_brief(id, 1, Brief { body: "改过的正文。".to_owned(), ..brief }, later).unwrap();
    }
    library
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_backup_holds_all_that_the_library_holds_in_one_file() {
    let library = filled();
    let folder = TempDir::new().unwrap();
    let to = folder.path().join("备份.briefdesk");
    let Backup { path, briefs, revisions, images, bytes } = library.store.back_up(&to, &mut on).unwrap();
    assert_eq!((path, briefs, revisions, images), (to.clone(), 2, 2, 1));
    assert_eq!(bytes, fs::metadata(&to).unwrap().len() as f64);
    assert_eq!(names(folder.path()), BTreeSet::from(["备份.briefdesk".to_owned()]));
    // Version 1 of the file format: no log is needed to read it, so it can be read where nothing can be written.
    assert_eq!(fs::read(&to).unwrap()[18..20], [1, 1]);
    let copy = Store::open(&to).unwrap();
    let rows = library.store.list_briefs(&Default::default()).unwrap();
    assert_eq!(copy.list_briefs(&Default::default()).unwrap(), rows);
    for row in rows {
        assert_eq!(copy.open_brief(row.id).unwrap(), library.store.open_brief(row.id).unwrap());
        assert_eq!(copy.open_revision(row.id, 1).unwrap(), library.store.open_revision(row.id, 1).unwrap());
        let image = copy.open_brief(row.id).unwrap().brief.hero.unwrap().image.unwrap();
        assert_eq!(copy.image(&image).unwrap(), library.store.image(&image).unwrap());
    }
}

#[test]
fn editing_goes_on_while_a_backup_is_made_and_the_backup_is_of_its_beginning() {
    let mut library = filled();
    let (path, to) = (library.path(), library.folder.path().join("backup.briefdesk"));
    let mut saved = 0;
    let mut save = |progress: BackupProgress| {
        let brief = Brief { headline: format!("第 {saved} 次"), ..easing() };
        library.store.save_brief(id(), 0, brief, noon()).unwrap();
        saved += 1;
        assert!(progress.done <= progress.of);
        ControlFlow::Continue(())
    };
    let backup = back_up(&path, &to, &mut save).unwrap();
    assert!(saved > 4, "{saved}");
    assert_eq!(backup.briefs, 2);
    assert_eq!(library.store.list_briefs(&Default::default()).unwrap().len(), 2 + saved);
}

#[test]
fn a_backup_that_is_broken_off_leaves_nothing() {
    let library = filled();
    for stage in [BackupStage::Copying, BackupStage::Proving] {
        let folder = TempDir::new().unwrap();
        let mut stop = |progress: BackupProgress| {
            if progress.stage == stage { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let made = library.store.back_up(&folder.path().join("a.briefdesk"), &mut stop);
        assert!(matches!(made, Err(Error::Cancelled)), "{made:?}");
        assert!(names(folder.path()).is_empty());
    }
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let library = filled();
    let to = library.folder.path().join("notes.txt");
    fs::write(&to, "notes").unwrap();
    for to in [&to, &library.path()] {
        let made = library.store.back_up(to, &mut on);
        assert!(matches!(&made, Err(Error::FileExists(path)) if path == to), "{made:?}");
    }
    assert_eq!(fs::read_to_string(&to).unwrap(), "notes");
    // Somebody else was faster: the file came while the copy was made.
    let late = library.folder.path().join("late.briefdesk");
    let mut come = |_| {
        fs::write(&late, "theirs").unwrap();
        ControlFlow::Continue(())
    };
    assert!(matches!(library.store.back_up(&late, &mut come), Err(Error::FileExists(_))));
    assert_eq!(fs::read_to_string(&late).unwrap(), "theirs");
    assert!(names(library.folder.path()).iter().all(|name| !name.ends_with(".part")));
}

#[test]
fn a_backup_to_where_nothing_can_be_written_says_so() {
    let library = filled();
    let nowhere = library.folder.path().join("no such folder/a.briefdesk");
    assert!(matches!(library.store.back_up(&nowhere, &mut on), Err(Error::Io { .. })));
    // A folder in the place of the unfinished file makes the writing fail, for every user.
    let part = library.folder.path().join(format!(".a.briefdesk.{}.part", std::process::id()));
    fs::create_dir(part).unwrap();
    let made = library.store.back_up(&library.folder.path().join("a.briefdesk"), &mut on);
    assert!(matches!(made, Err(Error::NotPermitted(_))), "{made:?}");
}

#[test]
fn a_damaged_library_gives_no_backup() {
    let library = filled();
    let (path, folder) = (library.path(), library.folder);
    drop(library.store);
    let mut bytes = fs::read(&path).unwrap();
    let page = bytes.len() / 4096 - 2;
    bytes[page * 4096..page * 4096 + 4096].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    let made = back_up(&path, &folder.path().join("a.briefdesk"), &mut on);
    assert!(matches!(&made, Err(Error::DamagedLibrary(library)) if *library == path), "{made:?}");
    assert!(!names(folder.path()).iter().any(|name| name.contains("a.briefdesk")));
}

#[test]
fn there_is_one_backup_a_day() {
    let library = filled();
    let folder = library.folder.path().join("backups");
    let today = date(2026, 11, 22);
    let daily = || daily_backup(&library.path(), &folder, today, &mut on).unwrap().map(|backup| backup.path);
    let first = folder.join("test-2026-11-22.briefdesk");
    assert_eq!(daily(), Some(first.clone()));
    assert_eq!(daily(), None);
    // A backup that would not help is none, and is left to be looked at.
    fs::write(&first, "SQLite format 3\0 no more").unwrap();
    assert_eq!(daily(), Some(folder.join("test-2026-11-22-2.briefdesk")));
    assert_eq!(daily(), None);
    assert_eq!(fs::read(&first).unwrap(), b"SQLite format 3\0 no more");
}

#[test]
fn an_empty_file_and_another_programs_are_no_backup_of_today() {
    let library = filled();
    let folder = library.folder.path().join("backups");
    fs::create_dir(&folder).unwrap();
    let daily = |day| daily_backup(&library.path(), &folder, day, &mut on).unwrap().map(|backup| backup.path);
    fs::write(folder.join("test-2026-11-22.briefdesk"), "").unwrap();
    assert_eq!(daily(date(2026, 11, 22)), Some(folder.join("test-2026-11-22-2.briefdesk")));
    let other = rusqlite::Connection::open(folder.join("test-2026-11-23.briefdesk")).unwrap();
    other.execute_batch("CREATE TABLE notes (body TEXT)").unwrap();
    drop(other);
    assert_eq!(daily(date(2026, 11, 23)), Some(folder.join("test-2026-11-23-2.briefdesk")));
}

#[test]
fn another_programs_database_is_not_backed_up() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE notes (body TEXT)").unwrap();
    let made = back_up(&path, &folder.path().join("a.briefdesk"), &mut on);
    assert!(matches!(&made, Err(Error::ForeignLibrary(library)) if *library == path), "{made:?}");
    assert_eq!(names(folder.path()), BTreeSet::from(["notes.db".to_owned()]));
}

#[test]
fn a_daily_backup_that_is_opened_where_it_lies_is_not_backed_up_itself() {
    let library = filled();
    let folder = library.folder.path().join("备份");
    let first = daily_backup(&library.path(), &folder, date(2026, 11, 22), &mut on).unwrap().unwrap().path;
    let before = names(&folder);
    let opened = Store::open(&first).unwrap();
    assert!(daily_backup(opened.path(), &folder, date(2026, 11, 23), &mut on).unwrap().is_none());
    drop(opened);
    assert_eq!(names(&folder), before);
    // Elsewhere it is a library like any other.
    let copy = library.folder.path().join("test-2026-11-22.briefdesk");
    fs::copy(&first, &copy).unwrap();
    assert!(daily_backup(&copy, &folder, date(2026, 11, 23), &mut on).unwrap().is_some());
}

#[test]
fn what_a_killed_process_left_of_a_backup_goes_with_the_next_one() {
    let library = filled();
    let folder = TempDir::new().unwrap();
    let whole = folder.path().join("whole");
    library.store.back_up(&whole, &mut on).unwrap();
    let whole = fs::read(whole).unwrap();
    let leave = |name: &str, bytes: &[u8], hours: u64| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 3600);
        fs::File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    };
    for (name, bytes) in [("备份", &whole[..]), ("b", &[0; 40_000]), ("c.briefdesk", b"")] {
        leave(&format!(".{name}.4711.part"), bytes, 2);
    }
    leave(".b.4711.part-journal", b"journal", 2);
    // Somebody may be at that one; and the others only look like it.
    leave(".d.4711.part", &whole, 0);
    leave(
        ".e.4711.part",
        b"a film that is still being loaded from far away, and that nobody but its own program may delete",
        2,
    );
    leave(".i.4711.part", &[0; 40_000], 2);
    for name in [".f.part", ".g.x.part", "h.4711.part", ".4711.part"] {
        leave(name, &whole, 2);
    }
    library.store.back_up(&folder.path().join("a.briefdesk"), &mut on).unwrap();
    let left = [
        "whole",
        ".d.4711.part",
        ".e.4711.part",
        ".f.part",
        ".g.x.part",
        "h.4711.part",
        ".4711.part",
        "a.briefdesk",
        ".i.4711.part",
    ];
    assert_eq!(names(folder.path()), left.map(str::to_owned).into());
}

#[test]
fn the_newest_fourteen_days_and_the_last_of_each_month_stay() {
    let library = library();
    let folder = library.folder.path().join("backups");
    let days = |folder: &Path| -> Vec<Date> {
        let day = |name: &String| name.strip_prefix("test-")?.strip_suffix(".briefdesk")?.parse().ok();
        names(folder).iter().filter_map(day).collect()
    };
    fs::create_dir(&folder).unwrap();
    let others =
        ["test-2026-01-05.briefdesk", "test-2026-01-06.txt", "other-2026-01-07.briefdesk", "test-2026-13-45.briefdesk"];
    for other in others {
        fs::write(folder.join(other), "not ours").unwrap();
    }
    let mut day = date(2026, 9, 12);
    for _ in 0..62 {
        // The desk is closed at the end of October.
        if !(date(2026, 10, 28)..=date(2026, 11, 1)).contains(&day) {
            daily_backup(&library.path(), &folder, day, &mut on).unwrap();
        }
        day = day.tomorrow().unwrap();
    }
    // The one that is not ours, the last of September, and fourteen more.
    let mut kept =
        vec![date(2026, 1, 5), date(2026, 9, 30), date(2026, 10, 25), date(2026, 10, 26), date(2026, 10, 27)];
    kept.extend((2..=12).map(|day| date(2026, 11, day)));
    assert_eq!(days(&folder), kept);
    for other in others {
        assert_eq!(fs::read_to_string(folder.join(other)).unwrap(), "not ours");
    }
}

#[test]
fn a_library_is_backed_up_before_it_is_upgraded() {
    let folder = TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("old.briefdesk");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../src-tauri/core/migrations/0001_briefs.sql")).unwrap();
    old.pragma_update(None, "application_id", 0x4264_736B).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    drop(old);
    drop(Store::open(&path).unwrap());
    let copy = rusqlite::Connection::open(folder.path().join("old.briefdesk.before-v2")).unwrap();
    let number = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((number("PRAGMA user_version"), number("SELECT count(*) FROM briefs")), (1, 0));
}
