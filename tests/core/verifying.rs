//! Verifying a library: what is wrong is found, and nothing is written.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, Hero, ImageHash};
use briefdesk_core::store::{Finding, Picture, Store, Verification, VerifyProgress, verify_file};
use jiff::SignedDuration;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::sample::{easing, id, library, long_wire, noon};

fn verified(path: &Path) -> Result<Verification, Error> {
    verify_file(path, &mut |_: VerifyProgress| ControlFlow::Continue(()))
}

/// A closed library of two briefs, English and Chinese, one with a picture, the other with a past; the folder, the file, the image.
fn closed() -> (TempDir, PathBuf, ImageHash) {
    let mut library = library();
    let picture = Picture { media_type: "image/png".to_owned(), width: 2, height: 1, bytes: vec![7; 5_000] };
    let image = library.store.add_image(&picture).unwrap();
    let hero = Some(Hero { image: Some(image.clone()), ..Hero::default() });
    library.store.save_brief(id(), 0, Brief { hero, ..long_wire() }, noon()).unwrap();
    let past = id();
    for save in 0..4 {
        let brief = Brief { dateline: format!("第 {save} 次"), ..easing() };
        let now = noon() + SignedDuration::from_hours(1) * i32::try_from(save).unwrap();
        library.store.save_brief(past, save, brief, now).unwrap();
    }
    let path = library.path();
    drop(library.store);
    (library.folder, path, image)
}

/// Changes the library behind the store's back.
fn tamper(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    assert!(connection.execute(sql, []).unwrap() > 0, "{sql}");
}

#[track_caller]
fn found(sql: &str) -> Vec<Finding> {
    let (_folder, path, _) = closed();
    tamper(&path, sql);
    let verification = verified(&path).unwrap();
    assert!(!verification.findings.is_empty(), "{sql}");
    verification.findings
}

#[test]
fn a_sound_library_is_counted_and_not_touched() {
    let (folder, path, _) = closed();
    let before = fs::read(&path).unwrap();
    let mut steps = 0;
    let verification = verify_file(&path, &mut |progress| {
        steps += 1;
        assert_eq!((progress.done, progress.of), (steps, 3));
        ControlFlow::Continue(())
    });
    assert_eq!(verification.unwrap(), Verification { briefs: 2, revisions: 3, images: 1, findings: Vec::new() });
    assert_eq!(steps, 3);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_library_in_use_is_verified_as_it_stands() {
    let mut library = library();
    library.store.save_brief(id(), 0, easing(), noon()).unwrap();
    let verification = verified(&library.path()).unwrap();
    assert_eq!((verification.briefs, verification.findings), (1, Vec::new()));
    assert_eq!(library.store.verify(&mut |_| ControlFlow::Continue(())).unwrap().briefs, 1);
    library.store.save_brief(id(), 0, long_wire(), noon()).unwrap();
}

#[test]
fn a_verification_can_be_broken_off() {
    let (_folder, path, _) = closed();
    assert!(matches!(verify_file(&path, &mut |_| ControlFlow::Break(())), Err(Error::Cancelled)));
}

#[test]
fn what_a_brief_says_is_compared_with_what_was_saved() {
    let changed = found("UPDATE briefs SET saved_at = saved_at + 1 WHERE language = 'zh-Hans'");
    assert!(
        matches!(&changed[..], [Finding::BriefChanged { headline, .. }] if headline.starts_with("央行")),
        "{changed:?}"
    );
    let unreadable = found("UPDATE briefs SET content = substr(content, 1, 99) WHERE language = 'zh-Hans'");
    assert!(matches!(&unreadable[..], [Finding::BriefUnreadable { headline, .. }] if headline.starts_with("央行")));
}

#[test]
fn every_image_is_compared_with_its_name() {
    let (_folder, path, image) = closed();
    let sql = "UPDATE images SET bytes = CAST(x'ff' || substr(bytes, 2) AS BLOB)";
    tamper(&path, sql);
    assert_eq!(verified(&path).unwrap().findings, [Finding::ImageChanged { image: image.to_string() }]);
    let missing = found("DELETE FROM images");
    assert!(matches!(&missing[..], [Finding::ImageMissing { headline, .. }] if headline.starts_with("The Long Wire")));
}

#[test]
fn the_past_is_read_and_every_link_of_it_checked() {
    let unreadable = found("UPDATE revisions SET data = x'00' WHERE revision = 1");
    assert!(matches!(&unreadable[0], Finding::RevisionUnreadable { revision: 1, .. }), "{unreadable:?}");
    let gone = found("DELETE FROM revisions WHERE revision = 1");
    assert!(
        gone.iter()
            .all(|finding| matches!(finding, Finding::RevisionUnreadable { .. } | Finding::RevisionChanged { .. }))
    );
    let retold = found("UPDATE revisions SET saved_at = saved_at + 1 WHERE revision = 3");
    assert!(matches!(&retold[..], [Finding::RevisionChanged { revision: 3, .. }]), "{retold:?}");
    let orphaned = found("UPDATE revisions SET id = id + (99 << 32)");
    assert!(orphaned.contains(&Finding::Orphaned { table: "revisions".to_owned() }), "{orphaned:?}");
}

#[test]
fn damage_is_a_finding_and_no_failure() {
    let (_folder, path, _) = closed();
    let whole = fs::read(&path).unwrap();
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 4096].fill(0x5A);
        fs::write(&path, &bytes).unwrap();
        let verification = verified(&path).unwrap();
        assert!(verification.findings.iter().any(|finding| matches!(finding, Finding::Damaged { .. })), "page {page}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn what_is_no_library_is_not_verified() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.txt");
    assert!(matches!(verified(&path), Err(Error::NoLibrary(_))));
    fs::write(&path, "some notes, and more than a header of them").unwrap();
    assert!(matches!(verified(&path), Err(Error::NotALibrary(_))));
    let other = folder.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("PRAGMA application_id = 7; CREATE TABLE notes (body TEXT);")
        .unwrap();
    assert!(matches!(verified(&other), Err(Error::ForeignLibrary(_))));
    let newer = folder.path().join("newer.briefdesk");
    drop(Store::open(&newer).unwrap());
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(verified(&newer), Err(Error::NewerLibrary { version: 99, .. })));
}

#[test]
fn a_name_with_signs_that_mean_something_in_an_address_is_a_name_like_others() {
    let (folder, path, _) = closed();
    let odd = folder.path().join("50% #1? 稿库.briefdesk");
    fs::rename(path, &odd).unwrap();
    assert_eq!(verified(&odd).unwrap().briefs, 2);
}
