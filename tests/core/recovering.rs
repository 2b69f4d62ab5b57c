//! Text that the library would not take is found again.

use std::fs;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::library::recovery::{Recovery, keep, take_in};
use tempfile::TempDir;

use crate::sample::{Library, easing, id, library, long_wire, noon};

const FIRST_SESSION: u64 = 1;
const LATER_SESSION: u64 = 100;

fn recovery(library: &Library, id: BriefId, base: u32, sequence: u64, headline: &str) -> Recovery {
    let brief = Brief { headline: headline.to_owned(), ..easing() };
    Recovery { library: library.path(), id, base, session: FIRST_SESSION, sequence, brief }
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

fn asides(library: &Library, id: BriefId) -> Vec<String> {
    library.store.asides(id).unwrap().into_iter().map(|aside| aside.brief.headline).collect()
}

#[test]
fn a_text_that_was_kept_stands_beside_its_brief() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let (id, folders) = (id(), [folder.path().to_owned()]);
    library.store.save_brief(id, 0, easing(), noon()).unwrap();
    keep(&folders, &recovery(&library, id, 1, 1, "央行再降准？")).unwrap();
    keep(&folders, &recovery(&library, id, 1, 2, "央行再降准！")).unwrap();
    assert_eq!(take_in(&folders, LATER_SESSION, &mut library.store, noon()).unwrap(), 1);
    assert_eq!(asides(&library, id), ["央行再降准！"]);
    assert_eq!(library.store.open_brief(id).unwrap().brief, easing_like(&library, id));
    assert_eq!(files(folder.path()), 0, "its text is in the library now");
}

fn easing_like(library: &Library, id: BriefId) -> Brief {
    let takeaways = library.store.open_brief(id).unwrap().brief.takeaways;
    Brief { takeaways, ..easing() }
}

#[test]
fn a_text_that_is_stored_after_all_is_not_offered() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let (id, folders) = (id(), [folder.path().to_owned()]);
    let kept = recovery(&library, id, 0, 1, "Saved in the end");
    keep(&folders, &kept).unwrap();
    library.store.save_brief(id, 0, kept.brief, noon()).unwrap();
    assert_eq!(take_in(&folders, LATER_SESSION, &mut library.store, noon()).unwrap(), 0);
    assert!(asides(&library, id).is_empty());
    assert_eq!(files(folder.path()), 0);
}

#[test]
fn a_brief_that_was_never_stored_is_there_again() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let (id, folders) = (id(), [folder.path().to_owned()]);
    keep(&folders, &recovery(&library, id, 0, 1, "Never saved")).unwrap();
    assert_eq!(take_in(&folders, LATER_SESSION, &mut library.store, noon()).unwrap(), 1);
    assert_eq!(library.store.open_brief(id).unwrap().brief.headline, "Never saved");
}

#[test]
fn texts_of_two_sessions_both_stay_the_later_attempt_last_whatever_the_clocks_say() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let (id, folders) = (id(), [folder.path().to_owned()]);
    library.store.save_brief(id, 0, long_wire(), noon()).unwrap();
    keep(&folders, &Recovery { session: 8, ..recovery(&library, id, 1, 8, "Of the second session") }).unwrap();
    keep(&folders, &recovery(&library, id, 1, 7, "Of the first, written last")).unwrap();
    assert_eq!(take_in(&folders, LATER_SESSION, &mut library.store, noon()).unwrap(), 2);
    assert_eq!(asides(&library, id), ["Of the first, written last", "Of the second session"]);
}

#[test]
fn a_text_that_moved_to_another_folder_is_kept_once() {
    let (library, first, second) = (library(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let (id, folders) = (id(), [first.path().to_owned(), second.path().to_owned()]);
    keep(&folders[1..], &recovery(&library, id, 1, 1, "When the disk was full")).unwrap();
    keep(&folders, &recovery(&library, id, 1, 2, "When it had room")).unwrap();
    assert_eq!((files(first.path()), files(second.path())), (1, 0));
}

#[test]
fn a_session_does_not_take_in_what_it_has_kept_itself() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let (id, folders) = (id(), [folder.path().to_owned()]);
    keep(&folders, &recovery(&library, id, 0, 1, "Still in the window")).unwrap();
    assert_eq!(take_in(&folders, FIRST_SESSION, &mut library.store, noon()).unwrap(), 0);
    assert_eq!(files(folder.path()), 1);
}

#[test]
fn another_librarys_text_and_a_broken_file_are_left_alone() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let folders = [folder.path().to_owned()];
    let elsewhere = Recovery { library: PathBuf::from("/elsewhere"), ..recovery(&library, id(), 0, 1, "Not here") };
    keep(&folders, &elsewhere).unwrap();
    fs::write(folder.path().join("torn.briefdesk-recovery"), "{\"library\":").unwrap();
    assert_eq!(take_in(&folders, LATER_SESSION, &mut library.store, noon()).unwrap(), 0);
    assert_eq!(files(folder.path()), 2);
}

#[test]
fn a_folder_that_takes_nothing_is_passed_over() {
    let (library, folder) = (library(), TempDir::new().unwrap());
    let blocked = folder.path().join("blocked");
    fs::write(&blocked, "a file where a folder is wanted").unwrap();
    let other = folder.path().join("other");
    let path = keep(&[blocked, other.clone()], &recovery(&library, id(), 0, 1, "Kept")).unwrap();
    assert_eq!(path.parent(), Some(&*other));
}
