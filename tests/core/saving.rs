//! The store's promises about saving.

use std::path::Path;

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, Splice, Status};
use briefdesk_core::library::search;
use briefdesk_core::store::{BriefQuery, Picture, Preferences, Shelf, Store, StoreThread};

use crate::sample::{at, easing, id, library, long_wire, noon};

#[test]
fn a_brief_is_found_after_reopening() {
    let mut library = library();
    let id = id();
    let saved = library.store.save_brief(id, 0, long_wire(), noon()).unwrap();
    assert_eq!(saved.revision, 1);
    let path = library.path();
    drop(library.store);
    let stored = Store::open(&path).unwrap().open_brief(id).unwrap();
    assert_eq!((stored.revision, stored.updated_at), (1, noon()));
    assert_eq!(stored.brief, long_wire_like(&stored.brief));
}

/// The sample with the takeaways' ids of `other`: they are random.
fn long_wire_like(other: &Brief) -> Brief {
    Brief { takeaways: other.takeaways.clone(), ..long_wire() }
}

#[test]
fn a_save_names_the_revision_it_started_from() {
    let mut library = library();
    let id = id();
    let mine = long_wire();
    library.store.save_brief(id, 0, mine.clone(), noon()).unwrap();
    let theirs = Brief { headline: "Theirs".to_owned(), ..mine.clone() };
    assert_eq!(library.store.save_brief(id, 1, theirs.clone(), noon()).unwrap().revision, 2);
    let late = Brief { headline: "Late".to_owned(), ..mine };
    match library.store.save_brief(id, 1, late, noon()) {
        Err(Error::Conflict { stored, .. }) => assert_eq!((stored.revision, stored.brief), (2, theirs)),
        other => panic!("a stale save must be refused, got {other:?}"),
    }
}

#[test]
fn an_edit_stands_for_the_whole_body_of_the_revision_it_was_made_in() {
    let mut library = library();
    let id = id();
    let brief = Brief { body: "雨 came 😀 late.".to_owned(), ..long_wire() };
    library.store.save_brief(id, 0, brief.clone(), noon()).unwrap();
    let edit = Splice { from: 7, to: 9, insert: "very".to_owned() };
    let without = Brief { headline: "Newer".to_owned(), body: String::new(), ..brief.clone() };
    let edited = |base, length| library.store.edited(id, base, without.clone(), &edit, length).unwrap();
    let whole = edited(1, 17).expect("it is the text that was meant");
    assert_eq!((whole.body.as_str(), whole.headline.as_str()), ("雨 came very late.", "Newer"));
    assert_eq!(edited(0, 17), None, "another revision");
    assert_eq!(edited(1, 18), None, "another text");
}

#[test]
fn a_save_whose_answer_was_lost_can_be_sent_again() {
    let mut library = library();
    let (id, brief) = (id(), long_wire());
    let first = library.store.save_brief(id, 0, brief.clone(), noon()).unwrap();
    let again = library.store.save_brief(id, 0, brief, at("2026-06-03T12:00:09Z")).unwrap();
    assert_eq!(again, first);
}

#[test]
fn a_save_of_a_brief_that_is_gone_is_refused() {
    let mut library = library();
    assert!(matches!(library.store.save_brief(id(), 3, long_wire(), noon()), Err(Error::BriefNotFound(_))));
    assert!(library.store.list_briefs(&BriefQuery::default()).unwrap().is_empty());
}

#[test]
fn the_list_is_newest_first_and_knows_shelf_and_status() {
    let mut library = library();
    let (old, new) = (id(), id());
    library.store.save_brief(old, 0, long_wire(), at("2026-06-01T08:00:00Z")).unwrap();
    library.store.save_brief(new, 0, Brief { status: Status::Ready, ..easing() }, at("2026-06-02T08:00:00Z")).unwrap();
    let ids =
        |query: &BriefQuery| library.store.list_briefs(query).unwrap().iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(&BriefQuery::default()), [new, old]);
    assert_eq!(ids(&BriefQuery { status: Some(Status::Ready), ..BriefQuery::default() }), [new]);
    let mut all = [old, new];
    all.sort_by_key(|id| std::cmp::Reverse(id.to_string()));
    assert_eq!(library.store.brief_ids().unwrap(), all);
    library.store.trash_brief(new, noon()).unwrap();
    assert_eq!(library.store.brief_ids().unwrap(), [old]);
    let listed = |shelf| library.store.list_briefs(&BriefQuery { shelf, ..BriefQuery::default() }).unwrap();
    assert_eq!(listed(Shelf::Briefs).iter().map(|row| row.id).collect::<Vec<_>>(), [old]);
    assert_eq!(listed(Shelf::Trash)[0].status, Status::Ready);
    library.store.untrash_brief(new).unwrap();
    assert_eq!(library.store.list_briefs(&BriefQuery::default()).unwrap().len(), 2);
}

#[test]
fn search_finds_english_and_chinese_words() {
    let mut library = library();
    let (wire, ease) = (id(), id());
    library.store.save_brief(wire, 0, long_wire(), noon()).unwrap();
    library.store.save_brief(ease, 0, easing(), noon()).unwrap();
    let found = |text: &str| {
        let rows = search(&library.store, &BriefQuery { text: text.to_owned(), ..BriefQuery::default() }).unwrap();
        rows.into_iter().map(|row| (row.id, row.snippet.unwrap())).collect::<Vec<_>>()
    };
    let [(first, snippet)] = found("GIGAWATTS regulator").try_into().unwrap();
    assert!(first == wire && snippet.contains("gigawatts"));
    let [(second, snippet)] = found("信贷需求").try_into().unwrap();
    assert!(second == ease && snippet.contains("信贷需求"));
    assert!(found("gigawatts 信贷").is_empty());
}

#[test]
fn an_id_may_be_shortened_while_it_is_unique() {
    let mut library = library();
    let id = "0192f0c1-2345-7abc-8def-0123456789ab".parse().unwrap();
    let other = "0192f0c1-9999-7abc-8def-0123456789ab".parse().unwrap();
    library.store.save_brief(id, 0, long_wire(), noon()).unwrap();
    library.store.save_brief(other, 0, easing(), noon()).unwrap();
    assert_eq!(library.store.find_brief("0192F0C12").unwrap(), id);
    assert_eq!(library.store.find_brief("0192f0c1-9").unwrap(), other);
    assert!(matches!(library.store.find_brief("0192f"), Err(Error::AmbiguousId(_))));
    assert!(matches!(library.store.find_brief("ff"), Err(Error::BriefNotFound(_))));
    assert!(matches!(library.store.find_brief("*"), Err(Error::BriefNotFound(_))));
}

#[test]
fn pictures_are_kept_once_by_their_hash() {
    let mut library = library();
    let picture = Picture { media_type: "image/png".to_owned(), width: 2, height: 1, bytes: vec![1, 2, 3] };
    let hash = library.store.add_image(&picture).unwrap();
    assert_eq!(library.store.add_image(&picture).unwrap(), hash);
    assert_eq!(library.store.image(&hash).unwrap(), Some(picture));
}

#[test]
fn the_window_is_found_as_it_was_left() {
    let mut library = library();
    assert_eq!(library.store.preferences().unwrap(), Preferences::default());
    let preferences = Preferences { preview_shown: true, ..Preferences::default() };
    library.store.save_preferences(&preferences).unwrap();
    let brief = id();
    library.store.save_brief(brief, 0, long_wire(), noon()).unwrap();
    library.store.save_last_brief(brief).unwrap();
    assert_eq!((library.store.preferences().unwrap(), library.store.last_brief().unwrap()), (preferences, Some(brief)));
    let imported = library.store.add_brief(id(), id(), (noon(), noon()), easing(), noon()).unwrap().id;
    assert_eq!(library.store.last_brief().unwrap(), Some(imported), "what came in last is opened next");
    library.store.trash_brief(imported, noon()).unwrap();
    assert_eq!(library.store.last_brief().unwrap(), None);
}

#[test]
fn the_folder_for_backups_is_kept_apart_from_how_the_window_was_left() {
    let mut library = library();
    assert_eq!(library.store.backup_folder().unwrap(), None);
    let folder = Path::new("/media/stick/备份");
    library.store.save_backup_folder(Some(folder)).unwrap();
    library.store.save_preferences(&Preferences { preview_shown: true, ..Preferences::default() }).unwrap();
    let reopened = Store::open(&library.path()).unwrap();
    assert_eq!(reopened.backup_folder().unwrap().as_deref(), Some(folder));
    library.store.save_backup_folder(None).unwrap();
    assert_eq!(library.store.backup_folder().unwrap(), None);
    assert!(library.store.preferences().unwrap().preview_shown);
}

#[tokio::test]
async fn the_stores_thread_finishes_what_it_was_given() {
    let library = library();
    let path = library.path();
    let thread = StoreThread::start(library.store).unwrap();
    let brief = id();
    // Sent and not awaited: closing must not drop it.
    let sent = thread.run(move |store| store.save_brief(brief, 0, long_wire(), noon()));
    tokio::pin!(sent);
    assert!(futures_poll_once(sent.as_mut()).await);
    thread.close();
    assert!(matches!(thread.run(|store| store.publications()).await, Err(Error::Closed)));
    assert_eq!(Store::open(&path).unwrap().open_brief(brief).unwrap().revision, 1);
}

/// Starts a future without waiting for its end.
async fn futures_poll_once<F: Future>(future: std::pin::Pin<&mut F>) -> bool {
    let mut future = Some(future);
    std::future::poll_fn(|context| {
        if let Some(future) = future.take() {
            let _ = future.poll(context);
        }
        std::task::Poll::Ready(true)
    })
    .await
}
