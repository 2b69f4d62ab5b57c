//! What is not salvaged, and stays as it is.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};

use briefdesk_core::Error;
use briefdesk_core::store::{Store, verify_file};
use tempfile::TempDir;

use super::sound::{PAGE, Sound, overwrite};

/// Opening must fail so, and change nothing in the folder.
#[track_caller]
fn refused(path: &Path, expected: impl Fn(&Error) -> bool) {
    let folder = path.parent().unwrap();
    let content = || {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .filter(|path| !path.to_string_lossy().ends_with("-shm"))
            .map(|path| (fs::read(&path).ok(), path))
            .collect::<BTreeSet<_>>()
    };
    let before = content();
    let error = Store::open(path).unwrap_err();
    assert!(expected(&error), "{error:?}");
    assert!(content() == before, "nothing is changed and nothing is left behind");
}

#[test]
fn a_damaged_database_of_another_program_is_refused_and_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA application_id = 7; CREATE TABLE notes (id TEXT, body TEXT);").unwrap();
    for note in 0..400 {
        connection.execute("INSERT INTO notes VALUES (?1, ?2)", [format!("{note}"), "note ".repeat(40)]).unwrap();
    }
    drop(connection);
    let mut bytes = fs::read(&path).unwrap();
    overwrite(&mut bytes, 2, 9);
    fs::write(&path, &bytes).unwrap();
    refused(&path, |error| matches!(error, Error::ForeignLibrary(_)));
    overwrite(&mut bytes, 1, 9);
    fs::write(&path, &bytes).unwrap();
    refused(&path, |error| matches!(error, Error::NotALibrary(_)));
}

#[cfg(unix)]
#[test]
fn a_long_file_of_another_kind_is_refused_before_all_of_it_is_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("film.briefdesk");
    let mut film = fs::File::create(&path).unwrap();
    film.write_all(&super::sound::noise(1, 100_000)).unwrap();
    // It takes no room on the disk, and would take hours to read.
    film.set_len(1 << 42).unwrap();
    drop(film);
    assert!(matches!(Store::open(&path), Err(Error::NotALibrary(_))));
    assert!(matches!(verify_file(&path, &mut |_| ControlFlow::Continue(())), Err(Error::NotALibrary(_))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_damaged_library_that_another_program_has_open_is_left_to_it() {
    let sound = Sound::new();
    let path = sound.path();
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", "salvaging::refusing::another_program"])
        .env(OPEN, &path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("it is open")));
    let mut bytes = sound.bytes();
    overwrite(&mut bytes, 3, 1);
    // In its place: the other program has this very file open.
    fs::File::options().write(true).open(&path).unwrap().write_all(&bytes).unwrap();
    assert!(matches!(Store::open(&path), Err(Error::LibraryBusy)));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    drop(other.stdin.take());
    assert!(other.wait().unwrap().success());
    assert!(Store::open(&path).unwrap().salvage().is_some());
}

/// Names the library for [`another_program`].
const OPEN: &str = "BRIEFDESK_TEST_OPEN";

#[test]
#[ignore = "run by a_damaged_library_that_another_program_has_open_is_left_to_it"]
fn another_program() {
    let store = Store::open(Path::new(&std::env::var_os(OPEN).unwrap())).unwrap();
    println!("it is open");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    drop(store);
}

#[test]
fn a_salvage_that_can_not_be_written_changes_nothing() {
    let sound = Sound::new();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.briefdesk");
    let mut bytes = sound.bytes();
    bytes[..PAGE].fill(0);
    fs::write(&path, &bytes).unwrap();
    // A folder in the place of the unfinished file makes the writing fail, for every user.
    let in_the_way = folder.path().join(".desk.briefdesk.salvage.part");
    fs::create_dir(&in_the_way).unwrap();
    refused(&path, |error| matches!(error, Error::NotPermitted(_)));
    fs::remove_dir(&in_the_way).unwrap();
    assert_eq!(Store::open(&path).unwrap().salvage().unwrap().briefs, 50);
}
