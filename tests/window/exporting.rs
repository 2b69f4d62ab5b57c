//! From a page's text to a finished article.

use fantoccini::key::Key;

use crate::driver::wait_until;
use crate::window::Desk;

/// A published page's text, of our own.
const PAGE: &str = include_str!("../fixtures/page-text/complete.txt");

#[tokio::test]
async fn imports_a_page_changes_the_headline_and_exports_the_change() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.drop_file("button", "New brief", "page.txt", PAGE.as_bytes()).await;
    let headline = window.find("textbox", "Headline").await;
    assert_eq!(headline.prop("value").await.unwrap().as_deref(), PAGE.lines().next());
    window.click("textbox", "Headline").await;
    window.press(&[Key::Control], 'a').await;
    window.type_text("A Headline of Its Own").await;
    let file = desk.path("article.html");
    window.click("button", "Export").await;
    window.click("menuitem", "HTML page").await;
    window.choose_file("Save", &file);
    wait_until("the article is written", || file.exists());
    let html = std::fs::read_to_string(&file).unwrap();
    assert!(html.contains("<h1 data-part=\"headline\">A Headline of Its Own</h1>"), "{html}");
    window.shows("article.html").await;
}
