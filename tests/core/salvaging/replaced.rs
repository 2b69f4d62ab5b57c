//! Two processes and one damaged library: one of them replaces the file while the other is opening it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};

use briefdesk_core::brief::Brief;
use briefdesk_core::store::{BriefQuery, Store};
use rustix::fs::{FlockOperation, fcntl_lock};

use super::sound::Sound;
use crate::sample::{easing, id, noon};

/// Names the library for [`a_salvaging_process`].
const LOCKED: &str = "BRIEFDESK_TEST_LOCKED";

#[test]
fn a_library_that_is_replaced_while_it_is_opened_is_opened_anew() {
    let (old, new) = (Sound::new(), Sound::new());
    let path = old.path();
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", "salvaging::replaced::a_salvaging_process"])
        .env(LOCKED, &path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("it is locked")));
    let (id, brief) = (id(), Brief { headline: "存下来".to_owned(), ..easing() });
    std::thread::scope(|scope| {
        let opening = scope.spawn(|| Store::open(&path));
        while !opening.is_finished() && !is_open_for_writing(&path) {
            std::thread::yield_now();
        }
        fs::rename(new.path(), &path).unwrap();
        drop(other.stdin.take());
        let mut store = opening.join().unwrap().unwrap();
        for id in new.briefs.keys() {
            store.open_brief(*id).unwrap();
        }
        store.save_brief(id, 0, brief.clone(), noon()).unwrap();
        store.close();
    });
    assert!(other.wait().unwrap().success());
    let store = Store::open(&path).unwrap();
    assert!(store.salvage().is_none());
    assert_eq!(store.open_brief(id).unwrap().brief.headline, brief.headline);
    assert_eq!(store.list_briefs(&BriefQuery::default()).unwrap().len(), 50, "one of fifty-one is in the trash");
}

#[test]
#[ignore = "run by a_library_that_is_replaced_while_it_is_opened_is_opened_anew"]
fn a_salvaging_process() {
    let path = std::env::var_os(LOCKED).unwrap();
    let file = File::options().read(true).write(true).open(path).unwrap();
    fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive).unwrap();
    println!("it is locked");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

/// Whether this process has the file at `path` open as SQLite has, and not for a mere look.
fn is_open_for_writing(path: &Path) -> bool {
    let about = fs::metadata(path).unwrap();
    fs::read_dir("/proc/self/fd").unwrap().filter_map(Result::ok).any(|entry| {
        let open = fs::metadata(entry.path());
        let same = open.is_ok_and(|open| (open.dev(), open.ino()) == (about.dev(), about.ino()));
        let told = Path::new("/proc/self/fdinfo").join(entry.file_name());
        let flags = fs::read_to_string(told).unwrap_or_default();
        same && flags.lines().any(|line| line.starts_with("flags:") && line.ends_with('2'))
    })
}
