//! Bad input in the window: one clear sentence, and nothing changed.

use crate::window::Desk;

#[tokio::test]
async fn a_file_that_is_no_brief_is_refused_in_a_sentence() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.drop_file("button", "New brief", "notes.txt", b"").await;
    window.shows("notes.txt").await;
    window.shows("empty").await;
    window.drop_file("button", "New brief", "broken.md", b"---\ntitle: One\ntitle: Two\n---\n").await;
    window.shows("line 3").await;
    assert!(desk.briefs().is_empty());
}

#[tokio::test]
async fn a_picture_that_is_none_is_refused_in_a_sentence() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.click("button", "New brief").await;
    window.find("button", "Add hero image").await;
    window.drop_file("button", "Add hero image", "photo.jpg", b"not a picture").await;
    window.shows("photo.jpg").await;
}

#[tokio::test]
async fn a_library_that_is_none_is_named_and_left_alone() {
    let desk = Desk::new();
    let path = desk.path("notes.briefdesk");
    std::fs::write(&path, "only some notes, and more than a header of them").unwrap();
    let window = desk.open_library(&path, &[]).await;
    window.shows("notes.briefdesk").await;
    window.shows("not a Briefdesk library").await;
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "only some notes, and more than a header of them");
}
