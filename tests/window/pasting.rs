//! Pasting what other programs have on the clipboard.

use briefdesk_core::brief::{Brief, Publication};
use fantoccini::key::Key;
use serde_json::json;

use crate::window::{Desk, Window};

const WORD: &str = include_str!("../fixtures/clipboard/word-windows.html");
const WORD_MARKDOWN: &str = include_str!("../fixtures/clipboard/word-windows.md");
const HOSTILE: &str = include_str!("../fixtures/clipboard/hostile.html");
const HOSTILE_MARKDOWN: &str = include_str!("../fixtures/clipboard/hostile.md");
const PAGE: &str = include_str!("../fixtures/page-text/complete.txt");
/// Nothing of a pasted page ran, or was asked of a network.
const UNTOUCHED: &str = "return window.hit === undefined
    && performance.getEntriesByType('resource').every((entry) => !entry.name.includes('evil'))";

#[tokio::test]
async fn word_comes_in_as_markdown() {
    let desk = Desk::new();
    let window = in_body(&desk).await;
    paste(&window, WORD, "").await;
    window.saved_as(&desk, |brief| brief.body == WORD_MARKDOWN.trim_end()).await;
    window.press(&[Key::Control], 'z').await;
    window.saved_as(&desk, |brief| brief.body.is_empty()).await;
}

#[tokio::test]
async fn nothing_in_a_pasted_page_runs_or_loads() {
    let desk = Desk::new();
    let window = in_body(&desk).await;
    paste(&window, HOSTILE, "").await;
    window.saved_as(&desk, |brief| brief.body == HOSTILE_MARKDOWN.trim_end()).await;
    window.wait("nothing ran and nothing was asked for", UNTOUCHED).await;
}

#[tokio::test]
async fn a_hundred_thousand_elements_within_each_other_are_only_their_text() {
    let desk = Desk::new();
    let window = in_body(&desk).await;
    for tag in ["div", "b", "ul><li", "blockquote", "table><tr><td"] {
        paste(&window, &format!("{}deep", format!("<{tag}>").repeat(100_000)), "").await;
        window.saved_as(&desk, |brief| brief.body.contains("deep")).await;
        window.press(&[Key::Control], 'z').await;
        window.saved_as(&desk, |brief| brief.body.is_empty()).await;
    }
}

#[tokio::test]
async fn a_book_of_word_leaves_the_window_alive() {
    let desk = Desk::new();
    let window = in_body(&desk).await;
    let paragraphs = WORD.find("<p class=MsoNormal>").zip(WORD.find("<!--EndFragment-->"));
    let (from, to) = paragraphs.expect("the fixture has paragraphs");
    let book = WORD[from..to].repeat(800_000 / (to - from));
    // Turns of the window are counted while it works.
    let count = "window.turns = 0; setInterval(() => (window.turns += 1), 4)";
    window.client.execute(count, vec![]).await.unwrap();
    paste(&window, &book, "").await;
    window.saved_as(&desk, |brief| brief.body.len() > 90_000).await;
    window.wait("the window had turns of its own", "return window.turns > 3").await;
    window.press(&[Key::Control], 'z').await;
    window.saved_as(&desk, |brief| brief.body.is_empty()).await;
}

#[tokio::test]
async fn a_page_goes_to_its_parts() {
    let desk = Desk::new();
    let window = in_body(&desk).await;
    paste(&window, "", PAGE).await;
    window.find("dialog", "Where does each line go?").await;
    assert_eq!(window.violations().await, json!([]));
    window.wait("the brief is made", "return ![...document.querySelectorAll('button')].at(-1).disabled").await;
    window.click("button", "Fill the brief").await;
    window
        .saved_as(&desk, |brief| !brief.headline.is_empty() && !brief.takeaways.is_empty() && !brief.body.is_empty())
        .await;
}

#[tokio::test]
async fn a_copied_page_is_read_from_the_clipboard_itself() {
    let desk = Desk::new();
    let window = in_body(&desk).await;
    window.type_text("港口在等 and ships wait").await;
    window.press(&[Key::Control], 'a').await;
    window.press(&[Key::Control], 'c').await;
    window.press(&[Key::Control, Key::Alt], 'v').await;
    window.find("combobox", "港口在等 and ships wait").await;
}

#[tokio::test]
async fn a_takeaway_and_a_cell_keep_emphasis_and_links() {
    let desk = Desk::new();
    let html = "<ul><li>Arlen <b>voted</b> <a href='https://example.org/a?utm_source=x'>no</a></li><li>沿线<i>三港</i></li></ul>";
    let body = "| Town | Vote |\n| --- | --- |\n| Arlen |  |".to_owned();
    let id = desk.with(Brief { body, ..Brief::blank(&Publication::default()) });
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("button", "Add takeaway").await;
    paste(&window, html, "Arlen voted no\n沿线三港").await;
    window.click("textbox", "Vote, row 1").await;
    paste(&window, html, "Arlen voted no\n沿线三港").await;
    window
        .saved_as(&desk, |brief| {
            let texts: Vec<_> = brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect();
            texts == ["Arlen **voted** [no](https://example.org/a)", "沿线*三港*"]
                && brief.body.ends_with("| Arlen | Arlen **voted** [no](https://example.org/a) 沿线*三港* |")
        })
        .await;
}

#[tokio::test]
async fn what_is_copied_in_a_cell_is_its_markdown() {
    let desk = Desk::new();
    let body = "| Town | Vote |\n| --- | --- |\n| **Arlen** |  |\n\nEnd ".to_owned();
    let id = desk.with(Brief { body, ..Brief::blank(&Publication::default()) });
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("textbox", "Town, row 1").await;
    window.press(&[Key::Control], 'a').await;
    window.press(&[Key::Control], 'x').await;
    window.click("textbox", "Vote, row 1").await;
    window.press(&[Key::Control], 'v').await;
    window.press(&[], Key::Escape).await;
    window.press(&[Key::Control], Key::End).await;
    window.press(&[Key::Control], 'v').await;
    window.saved_as(&desk, |brief| brief.body.ends_with("|  | **Arlen** |\n\nEnd **Arlen**")).await;
}

#[tokio::test]
async fn with_shift_the_clipboard_is_plain_text() {
    let desk = Desk::new();
    let window = in_body(&desk).await;
    window.type_text("*twice* ").await;
    window.press(&[Key::Control], 'a').await;
    window.press(&[Key::Control], 'c').await;
    window.press(&[], Key::Right).await;
    window.press(&[Key::Control, Key::Shift], 'V').await;
    window.saved_as(&desk, |brief| brief.body.trim_end() == "*twice* *twice*").await;
}

/// A window with an empty brief and the caret in its body.
async fn in_body(desk: &Desk) -> Window {
    let id = desk.with(Brief::blank(&Publication::default()));
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("textbox", "Body").await;
    window
}

async fn paste(window: &Window, html: &str, plain: &str) {
    window.client.execute(include_str!("paste.js"), vec![json!(html), json!(plain)]).await.unwrap();
}
