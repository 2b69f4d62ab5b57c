//! Damaged libraries: whatever happened to the file, opening it loses nothing that is still in it, and nothing of the file itself.

mod logs;
mod refusing;
#[cfg(target_os = "linux")]
mod replaced;
mod sound;

use std::fs;
use std::path::Path;

use briefdesk_core::brief::{Brief, ImageHash};
use briefdesk_core::store::{BriefQuery, Shelf, Store};
use jiff::SignedDuration;
use rusqlite::{Connection, params};
use tempfile::TempDir;

use self::sound::{PAGE, Sound, noise, overwrite, words};
use crate::sample::{Library, easing, id, library, noon};

#[test]
fn whatever_page_is_damaged_every_brief_that_is_not_on_it_is_there() {
    let sound = Sound::new();
    let bytes = sound.bytes();
    let pages = bytes.len() / PAGE;
    assert!(pages > 100, "{pages}");
    for page in 1..=pages {
        let mut damaged = bytes.clone();
        overwrite(&mut damaged, page, page as u64);
        sound.survives(&damaged, &[page]);
    }
}

#[test]
fn two_damaged_pages_cost_no_more_than_what_is_on_them() {
    let sound = Sound::new();
    let bytes = sound.bytes();
    let pages = bytes.len() / PAGE;
    for trial in 0..60 {
        let picks = noise(trial, 4);
        let two: Vec<_> =
            picks.chunks(2).map(|pair| (usize::from(pair[0]) * 256 + usize::from(pair[1])) % pages + 1).collect();
        let mut damaged = bytes.clone();
        for page in &two {
            overwrite(&mut damaged, *page, trial + *page as u64);
        }
        sound.survives(&damaged, &two);
    }
}

#[test]
fn a_library_cut_short_keeps_what_is_left() {
    let sound = Sound::new();
    let bytes = sound.bytes();
    let pages = bytes.len() / PAGE;
    let cut = |length: usize| {
        let gone: Vec<_> = (length / PAGE + 1..=pages).collect();
        sound.survives(&bytes[..length], &gone)
    };
    let half = cut(bytes.len() / 2).unwrap();
    assert!(!half.store.list_briefs(&BriefQuery::default()).unwrap().is_empty());
    assert!(cut(bytes.len() / 2 + 1_000).is_some());
    assert!(cut(bytes.len() - 1).is_some());
    assert!(cut(PAGE).is_none());
    for length in [1, 15, 16, 17, 50, 99, 100] {
        assert!(cut(length).is_none(), "{length} bytes");
    }
}

#[test]
fn a_first_page_of_zeros_costs_nothing() {
    let sound = Sound::new();
    let mut bytes = sound.bytes();
    bytes[..PAGE].fill(0);
    let Library { store, folder: _folder } = sound.survives(&bytes, &[]).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!((salvage.briefs, salvage.images), (50, 8));
    assert_eq!((salvage.incomplete.len(), salvage.older.len(), salvage.lost.len(), salvage.images_lost), (0, 0, 0, 0));
    assert_eq!(store.list_briefs(&BriefQuery { shelf: Shelf::Trash, ..BriefQuery::default() }).unwrap().len(), 1);
}

#[test]
fn a_sound_library_whose_pages_are_read_one_by_one_is_the_same() {
    let sound = Sound::new();
    let mut bytes = sound.bytes();
    // A root that points nowhere is the least damage that needs a salvage: one more free page than there is.
    bytes[36..40].copy_from_slice(&9_u32.to_be_bytes());
    let Library { store, folder: _folder } = sound.survives(&bytes, &[]).unwrap();
    assert!(store.salvage().is_some());
    let before = Store::open(&sound.path()).unwrap();
    assert_eq!(store.preferences().unwrap(), before.preferences().unwrap());
    assert_eq!(store.publications().unwrap(), before.publications().unwrap());
    assert_eq!(store.last_brief().unwrap(), before.last_brief().unwrap());
    for shelf in [Shelf::Briefs, Shelf::Trash] {
        let query = BriefQuery { shelf, ..BriefQuery::default() };
        assert_eq!(store.list_briefs(&query).unwrap(), before.list_briefs(&query).unwrap());
    }
    for image in &sound.images {
        assert_eq!(store.image(image).unwrap(), before.image(image).unwrap());
    }
}

#[test]
fn a_brief_whose_end_is_gone_keeps_its_beginning() {
    let mut library = library();
    let (brief, path) = (id(), library.path());
    let body = lines();
    let long = Brief { body: body.clone(), ..easing() };
    library.store.save_brief(brief, 0, long.clone(), noon()).unwrap();
    drop(library.store);
    let page = last_overflow(&path);
    let mut bytes = fs::read(&path).unwrap();
    overwrite(&mut bytes, page, 1);
    fs::write(&path, &bytes).unwrap();
    let store = Store::open(&path).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!(
        salvage.incomplete.iter().map(|brief| (brief.id, brief.headline.clone())).collect::<Vec<_>>(),
        [(brief, long.headline.clone())]
    );
    let found = store.open_brief(brief).unwrap().brief;
    assert_eq!((&found.headline, &found.summary, &found.takeaways), (&long.headline, &long.summary, &long.takeaways));
    assert!(found.body.len() > 4_000 && body.starts_with(&found.body), "{}", found.body.len());
}

#[test]
fn a_brief_whose_end_is_gone_and_that_has_a_past_is_the_older_one_with_the_newer_beside_it() {
    let mut library = library();
    let (brief, path) = (id(), library.path());
    let older = easing();
    library.store.save_brief(brief, 0, older.clone(), noon()).unwrap();
    let older = library.store.open_brief(brief).unwrap().brief;
    let body = lines();
    let newer = Brief { body: body.clone(), ..older.clone() };
    library.store.save_brief(brief, 1, newer, noon() + SignedDuration::from_hours(1)).unwrap();
    drop(library.store);
    let page = last_overflow(&path);
    let mut bytes = fs::read(&path).unwrap();
    overwrite(&mut bytes, page, 1);
    fs::write(&path, &bytes).unwrap();
    let store = Store::open(&path).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!(salvage.older.iter().map(|brief| brief.id).collect::<Vec<_>>(), [brief]);
    assert_eq!(store.open_brief(brief).unwrap().brief, older);
    let [aside] = store.asides(brief).unwrap().try_into().unwrap();
    assert!(aside.brief.body.len() > 4_000 && body.starts_with(&aside.brief.body));
}

/// A long text of the usual kind: much of it comes again, and some never.
fn lines() -> String {
    let line =
        |n: u64| format!("第{}行：the grid ran at {:x}. ", n * 7919 % 997, n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    (0..1_500).map(line).collect()
}

/// The page with the end of a library's only long brief.
fn last_overflow(path: &Path) -> usize {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT pageno FROM dbstat WHERE name = 'briefs' AND pagetype = 'overflow' ORDER BY path DESC LIMIT 1";
    connection.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap() as usize
}

/// A library as the first version left it, with a picture.
fn before_history(path: &Path, briefs: &[(String, Brief)]) {
    let library = Connection::open(path).unwrap();
    library.execute_batch(include_str!("../../../src-tauri/core/migrations/0001_briefs.sql")).unwrap();
    library.pragma_update(None, "application_id", 0x4264_736B).unwrap();
    library.pragma_update(None, "user_version", 1).unwrap();
    for (id, brief) in briefs {
        let sql = "INSERT INTO briefs VALUES (?1, 3, 0, 0, NULL, 'draft', ?2, 1, ?3, ?4)";
        let content = serde_json::to_string(brief).unwrap();
        library.execute(sql, params![id, brief.language, brief.headline, content]).unwrap();
    }
    let bytes = noise(3, 9_000);
    let image = ImageHash::of(&bytes).to_string();
    library.execute("INSERT INTO images VALUES (?1, 'image/png', 3, 2, ?2)", params![image, bytes]).unwrap();
}

#[test]
fn a_damaged_library_of_an_older_version_is_salvaged_and_upgraded() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("old.briefdesk");
    let briefs: Vec<_> =
        (0..30).map(|number| (id().to_string(), Brief { body: words(number, 3_000), ..easing() })).collect();
    before_history(&path, &briefs);
    let mut bytes = fs::read(&path).unwrap();
    overwrite(&mut bytes, 1, 1);
    fs::write(&path, &bytes).unwrap();
    let store = Store::open(&path).unwrap();
    let salvage = store.salvage().unwrap();
    assert_eq!((salvage.briefs, salvage.images, salvage.incomplete.len(), salvage.lost.len()), (30, 1, 0, 0));
    assert_eq!(fs::read(&salvage.damaged_copy).unwrap(), bytes);
    for (id, brief) in &briefs {
        let stored = store.open_brief(id.parse().unwrap()).unwrap();
        assert_eq!((stored.brief, stored.revision), (brief.clone(), 3));
    }
}
