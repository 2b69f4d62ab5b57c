//! Libraries of every released version open in this one.

use std::ops::ControlFlow;
use std::path::Path;

use briefdesk_core::store::{BriefQuery, Store, verify_file};
use rusqlite::{Connection, params};
use tempfile::TempDir;

use crate::sample::{easing, id, long_wire, noon};

const BEFORE_HISTORY: &str = include_str!("../../src-tauri/core/migrations/0001_briefs.sql");
const APPLICATION_ID: i32 = 0x4264_736B;

fn before_history(path: &Path) -> Connection {
    let library = Connection::open(path).unwrap();
    library.execute_batch(BEFORE_HISTORY).unwrap();
    library.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    library.pragma_update(None, "user_version", 1).unwrap();
    library
}

fn schema(path: &Path) -> Vec<(String, String)> {
    let library = Connection::open(path).unwrap();
    let mut statement =
        library.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
    // A renamed table keeps its name in quotation marks.
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?.replace('"', "")))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn an_upgraded_library_is_like_a_new_one() {
    let folder = TempDir::new().unwrap();
    let (old, new) = (folder.path().join("old.briefdesk"), folder.path().join("new.briefdesk"));
    drop(before_history(&old));
    for path in [&old, &new] {
        drop(Store::open(path).unwrap());
    }
    assert_eq!(schema(&old), schema(&new));
}

#[test]
fn briefs_from_before_the_history_are_all_there_and_begin_one() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("old.briefdesk");
    let library = before_history(&path);
    let briefs = [(id(), easing(), 7), (id(), long_wire(), 1)];
    for (id, brief, revision) in &briefs {
        let content = serde_json::to_string(brief).unwrap();
        let time = noon().as_millisecond();
        library
            .execute(
                "INSERT INTO briefs VALUES (?1, ?2, ?3, ?3, NULL, 'draft', ?4, 1, ?5, ?6)",
                params![id.to_string(), revision, time, brief.language, brief.headline, content],
            )
            .unwrap();
    }
    drop(library);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.list_briefs(&BriefQuery::default()).unwrap().len(), 2);
    for (id, brief, revision) in briefs {
        let stored = store.open_brief(id).unwrap();
        assert_eq!((&stored.brief, stored.revision, stored.updated_at), (&brief, revision, noon()));
        let next = long_wire();
        store.save_brief(id, revision, next, noon() + jiff::SignedDuration::from_hours(1)).unwrap();
        let revisions: Vec<_> = store.list_revisions(id, None, 9).unwrap().iter().map(|row| row.revision).collect();
        assert_eq!(revisions, [revision + 1, revision]);
        assert_eq!(store.open_revision(id, revision).unwrap(), brief);
    }
    assert!(folder.path().join("old.briefdesk.before-v2").exists(), "a copy from before stays");
}

fn versions(folder: &Path) -> Vec<(String, i64, i64)> {
    let mut versions = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let library = Connection::open(&path).unwrap();
        let number = |sql: &str| library.query_row(sql, [], |row| row.get(0)).unwrap_or(0);
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        versions.push((name, number("PRAGMA user_version"), number("SELECT count(*) FROM briefs")));
    }
    versions.sort();
    versions
}

fn add_brief(library: &Connection) {
    let sql = "INSERT INTO briefs VALUES (?1, 1, 0, 0, NULL, 'draft', '', 1, '央行再降准', ?2)";
    library.execute(sql, params![id().to_string(), serde_json::to_string(&easing()).unwrap()]).unwrap();
}

#[test]
fn an_older_library_is_never_upgraded_without_a_copy_of_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("old.briefdesk");
    let library = before_history(&path);
    add_brief(&library);
    drop(library);
    let old = std::fs::read(&path).unwrap();
    let row = |name: &str, version, briefs| (name.to_owned(), version, briefs);
    let open = || Store::open(&path).unwrap().close();
    // A file of the copy's name that is none.
    std::fs::write(folder.path().join("old.briefdesk.before-v2"), "").unwrap();
    open();
    let mut expected =
        vec![row("old.briefdesk", 4, 1), row("old.briefdesk.before-v2", 0, 0), row("old.briefdesk.before-v2-2", 1, 1)];
    assert_eq!(versions(folder.path()), expected);
    // The older library was put back: there is a copy of it.
    std::fs::write(&path, &old).unwrap();
    open();
    assert_eq!(versions(folder.path()), expected);
    // And was written to by the older program.
    std::fs::write(&path, &old).unwrap();
    add_brief(&Connection::open(&path).unwrap());
    open();
    expected[0].2 = 2;
    expected.push(row("old.briefdesk.before-v2-3", 1, 2));
    assert_eq!(versions(folder.path()), expected);
}

const HISTORY: &str = include_str!("../../src-tauri/core/migrations/0002_history.sql");

#[test]
fn a_library_of_version_2_is_verified_as_it_is_and_upgraded_to_be_like_a_new_one() {
    let folder = TempDir::new().unwrap();
    let (old, new) = (folder.path().join("old.briefdesk"), folder.path().join("new.briefdesk"));
    let library = before_history(&old);
    library.execute_batch(HISTORY).unwrap();
    library.pragma_update(None, "user_version", 2).unwrap();
    drop(library);
    assert!(verify_file(&old, &mut |_| ControlFlow::Continue(())).unwrap().findings.is_empty());
    for path in [&old, &new] {
        drop(Store::open(path).unwrap());
    }
    assert_eq!(schema(&old), schema(&new));
    assert!(folder.path().join("old.briefdesk.before-v3").exists(), "a copy from before stays");
}
