//! Text that the library would not take is found again.

use std::fs;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::library::recovery::{Recovery, keep, take_in};
use tempfile::TempDir;

use crate::sample::{Library, easing, id, library, long_wire, noon};

fn recovery(library: &Library, id: BriefId, base: u32, sequence: u64, headline: &str) -> Recovery {
    let brief = Brief { headline: headline.to_owned(), ..easing() };
    Recovery { library: library.path(), id, base, sequence, brief }
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
    assert_eq!(take_in(&folders, &mut library.store, noon()).unwrap(), 1);
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
    assert_eq!(take_in(&folders, &mut library.store, noon()).unwrap(), 0);
    assert!(asides(&library, id).is_empty());
    assert_eq!(files(folder.path()), 0);
}

#[test]
fn a_brief_that_was_never_stored_is_there_again() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let (id, folders) = (id(), [folder.path().to_owned()]);
    keep(&folders, &recovery(&library, id, 0, 1, "Never saved")).unwrap();
    assert_eq!(take_in(&folders, &mut library.store, noon()).unwrap(), 1);
    assert_eq!(library.store.open_brief(id).unwrap().brief.headline, "Never saved");
}

#[test]
fn the_later_attempt_counts_whatever_the_clocks_say() {
    let (mut library, first, second) = (library(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let (id, folders) = (id(), [first.path().to_owned(), second.path().to_owned()]);
    library.store.save_brief(id, 0, long_wire(), noon()).unwrap();
    let [one, two] = &folders;
    keep(std::slice::from_ref(two), &recovery(&library, id, 1, 8, "The later one")).unwrap();
    keep(std::slice::from_ref(one), &recovery(&library, id, 1, 7, "Written last, by a clock")).unwrap();
    assert_eq!(take_in(&folders, &mut library.store, noon()).unwrap(), 2);
    assert_eq!(asides(&library, id), ["The later one"]);
}

#[test]
fn another_librarys_text_and_a_broken_file_are_left_alone() {
    let (mut library, folder) = (library(), TempDir::new().unwrap());
    let folders = [folder.path().to_owned()];
    let elsewhere = Recovery { library: PathBuf::from("/elsewhere"), ..recovery(&library, id(), 0, 1, "Not here") };
    keep(&folders, &elsewhere).unwrap();
    fs::write(folder.path().join("torn.briefdesk-recovery"), "{\"library\":").unwrap();
    assert_eq!(take_in(&folders, &mut library.store, noon()).unwrap(), 0);
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
