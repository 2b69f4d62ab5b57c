//! Removing pictures: only what nothing names, and only what is still unused when it comes to it.

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, Hero, ImageHash};
use briefdesk_core::store::{Picture, UnusedImages};
use jiff::SignedDuration;
use rusqlite::Connection;

use crate::sample::{Library, easing, id, library, long_wire, noon};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A picture of `length` bytes.
fn picture(library: &mut Library, length: u8) -> ImageHash {
    let bytes = (0..length).collect();
    library.store.add_image(&Picture { media_type: "image/png".to_owned(), width: 2, height: 1, bytes }).unwrap()
}

fn showing(image: &ImageHash) -> Brief {
    Brief { hero: Some(Hero { image: Some(image.clone()), ..Hero::default() }), ..easing() }
}

fn unused(library: &Library) -> Vec<ImageHash> {
    library.store.unused_images(&[]).unwrap().images
}

#[test]
fn what_nothing_names_is_found_and_removed_and_the_rest_stays() {
    let mut library = library();
    let (shown, spare) = (picture(&mut library, 10), picture(&mut library, 20));
    library.store.save_brief(id(), 0, showing(&shown), noon()).unwrap();
    let found = UnusedImages { images: vec![spare.clone()], bytes: 20 };
    assert_eq!(library.store.unused_images(&[]).unwrap(), found);
    assert_eq!(library.store.remove_images(&[spare.clone(), shown.clone()], &[]).unwrap(), found);
    assert_eq!((library.store.image(&spare).unwrap(), unused(&library)), (None, Vec::new()));
    assert!(library.store.image(&shown).unwrap().is_some());
}

#[test]
fn only_what_was_asked_for_is_removed() {
    let mut library = library();
    let (one, other) = (picture(&mut library, 10), picture(&mut library, 20));
    library.store.remove_images(std::slice::from_ref(&one), &[]).unwrap();
    assert_eq!(unused(&library), [other]);
}

#[test]
fn a_picture_that_only_an_old_revision_names_stays_until_that_is_thinned_out() {
    let mut library = library();
    let (image, brief) = (picture(&mut library, 10), id());
    for hour in 0..4 {
        // For an hour in between it is shown, and gone from the newest text.
        let text = if hour == 1 { showing(&image) } else { easing() };
        let body = format!("第 {hour} 稿。");
        library.store.save_brief(brief, hour, Brief { body, ..text }, noon() + HOUR * hour as i32).unwrap();
    }
    assert_eq!(unused(&library), []);
    assert_eq!(library.store.remove_images(std::slice::from_ref(&image), &[]).unwrap().images, []);
    let prunable = library.store.prunable(noon() + SignedDuration::from_hours(24 * 365)).unwrap();
    let pruned: usize = prunable.iter().map(|past| library.store.prune(past).unwrap()).sum();
    assert!(pruned > 0 && library.store.open_revision(brief, 2).is_err());
    assert_eq!(unused(&library), [image]);
}

#[test]
fn a_picture_in_the_trash_or_set_aside_is_used() {
    let mut library = library();
    let (trashed, aside) = (picture(&mut library, 10), picture(&mut library, 20));
    let (one, other) = (id(), id());
    library.store.save_brief(one, 0, showing(&trashed), noon()).unwrap();
    library.store.trash_brief(one, noon()).unwrap();
    library.store.save_brief(other, 0, long_wire(), noon()).unwrap();
    library.store.set_aside(other, 1, &showing(&aside), noon()).unwrap();
    assert_eq!(unused(&library), []);
    let number = library.store.asides(other).unwrap()[0].id;
    library.store.settle_aside(other, number).unwrap();
    assert_eq!(unused(&library), [aside]);
}

#[test]
fn a_picture_within_markdown_is_used_whatever_stands_beside_its_hash() {
    let mut library = library();
    for (length, before, after) in
        [(10, "![港口](image:", ")"), (20, "\u{c}", "\u{1f}"), (30, "abc", "0123"), (40, "港口", "。"), (50, "", "")]
    {
        let image = picture(&mut library, length);
        let body = format!("One.\n\n{before}{image}{after}\n\nTwo.");
        library.store.save_brief(id(), 0, Brief { body, ..long_wire() }, noon()).unwrap();
    }
    let image = picture(&mut library, 60);
    let body = format!("![](IMAGE:{})", image.to_string().to_uppercase());
    library.store.save_brief(id(), 0, Brief { body, ..long_wire() }, noon()).unwrap();
    assert_eq!(unused(&library), []);
}

#[test]
fn a_picture_in_a_text_that_is_not_saved_yet_is_used() {
    let mut library = library();
    let image = picture(&mut library, 10);
    let open = [showing(&image)];
    assert_eq!(library.store.unused_images(&open).unwrap().images, []);
    assert_eq!(library.store.remove_images(std::slice::from_ref(&image), &open).unwrap().images, []);
    assert!(library.store.image(&image).unwrap().is_some());
}

#[test]
fn what_a_brief_has_come_to_name_since_is_not_removed() {
    let mut library = library();
    let image = picture(&mut library, 10);
    assert_eq!(unused(&library), std::slice::from_ref(&image));
    library.store.save_brief(id(), 0, showing(&image), noon()).unwrap();
    assert_eq!(library.store.remove_images(std::slice::from_ref(&image), &[]).unwrap(), UnusedImages::default());
    assert!(library.store.image(&image).unwrap().is_some());
}

#[test]
fn nothing_is_called_unused_while_a_revision_can_not_be_read() {
    let mut library = library();
    let (image, brief) = (picture(&mut library, 10), id());
    library.store.save_brief(brief, 0, showing(&image), noon()).unwrap();
    library.store.save_brief(brief, 1, long_wire(), noon() + HOUR).unwrap();
    Connection::open(library.path()).unwrap().execute("UPDATE revisions SET data = x'00'", []).unwrap();
    assert!(matches!(library.store.unused_images(&[]), Err(Error::RevisionUnreadable(1))));
    let removed = library.store.remove_images(std::slice::from_ref(&image), &[]);
    assert!(matches!(removed, Err(Error::RevisionUnreadable(1))));
    assert!(library.store.image(&image).unwrap().is_some());
}

#[test]
fn the_past_of_a_brief_that_is_lost_counts() {
    let mut library = library();
    let (image, brief) = (picture(&mut library, 10), id());
    library.store.save_brief(brief, 0, showing(&image), noon()).unwrap();
    library.store.save_brief(brief, 1, long_wire(), noon() + HOUR).unwrap();
    Connection::open(library.path()).unwrap().execute("DELETE FROM briefs", []).unwrap();
    assert_eq!(unused(&library), []);
}
