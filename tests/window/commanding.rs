//! Writing commands, and finding and replacing.

use briefdesk_core::brief::{Brief, Publication};
use fantoccini::key::Key;

use crate::window::{Desk, Window};

#[tokio::test]
async fn marks_are_set_by_key_and_taken_away_again() {
    let desk = Desk::new();
    let window = open_with_body(&desk, "").await;
    window.write("textbox", "Body", "央行降准").await;
    window.press(&[Key::Control], 'a').await;
    window.press(&[Key::Control], 'b').await;
    window.saved_as(&desk, |brief| brief.body == "**央行降准**").await;
    window.press(&[Key::Control], 'i').await;
    window.saved_as(&desk, |brief| brief.body == "***央行降准***").await;
    window.press(&[Key::Control], 'i').await;
    window.press(&[Key::Control], 'b').await;
    window.saved_as(&desk, |brief| brief.body == "央行降准").await;
    window.press(&[Key::Control, Key::Alt], '2').await;
    window.saved_as(&desk, |brief| brief.body == "## 央行降准").await;
}

#[tokio::test]
async fn a_list_goes_on_nests_and_ends() {
    let desk = Desk::new();
    let window = open_with_body(&desk, "").await;
    window.write("textbox", "Body", "1. One").await;
    window.press(&[], Key::Enter).await;
    window.type_text("Two").await;
    window.press(&[], Key::Tab).await;
    window.press(&[], Key::Enter).await;
    window.type_text("三").await;
    window.saved_as(&desk, |brief| brief.body == "1. One\n   1. Two\n   2. 三").await;
    for _ in 0..3 {
        window.press(&[], Key::Enter).await;
    }
    window.type_text("End").await;
    window.saved_as(&desk, |brief| brief.body == "1. One\n   1. Two\n   2. 三\n\nEnd").await;
    window.press(&[], Key::Tab).await;
    window.wait("Tab has left the text", "return document.activeElement?.getAttribute('aria-label') !== 'Body'").await;
}

#[tokio::test]
async fn the_toolbar_and_the_menu_of_the_slash_put_things_in() {
    let desk = Desk::new();
    let window = open_with_body(&desk, "Ports wait").await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    window.click("button", "Footnote").await;
    window.type_text("Counted").await;
    window.saved_as(&desk, |brief| brief.body == "Ports wait[^1]\n\n[^1]: Counted").await;
    window.press(&[Key::Control], Key::Home).await;
    window.press(&[Key::Alt], Key::F10).await;
    window.press(&[], Key::Right).await;
    window.press(&[], Key::Enter).await;
    window.saved_as(&desk, |brief| brief.body.starts_with("**Ports** wait")).await;
    window.press(&[], Key::Escape).await;
    window.press(&[Key::Control], Key::Home).await;
    window.type_text("/引").await;
    window.find("listbox", "Insert").await;
    assert_eq!(window.violations().await, serde_json::json!([]));
    window.press(&[], Key::Enter).await;
    window.saved_as(&desk, |brief| brief.body.starts_with("> **Ports** wait")).await;
}

#[tokio::test]
async fn finds_in_every_part_and_replaces_all() {
    let desk = Desk::new();
    let window = open_with_body(&desk, "A port is a port.\n\n港口算账。").await;
    window.click("textbox", "Headline").await;
    window.press(&[], Key::Home).await;
    window.press(&[Key::Control], 'h').await;
    window.find("textbox", "Find").await;
    window.type_text("port").await;
    window.shows("1 of 3, in Headline").await;
    window.shows("Headline 1 · Body 2").await;
    window.press(&[], Key::Enter).await;
    window.shows("2 of 3, in Body").await;
    assert_eq!(window.violations().await, serde_json::json!([]));
    window.write("textbox", "Replace with", "harbour").await;
    window.click("button", "Replace all").await;
    window.shows("Replaced 3 times").await;
    window
        .saved_as(&desk, |brief| {
            brief.headline == "harbours wait" && brief.body == "A harbour is a harbour.\n\n港口算账。"
        })
        .await;
    window.press(&[], Key::Escape).await;
    window.wait("the search has gone", "return document.querySelector('[role=search]') === null").await;
}

#[tokio::test]
async fn a_pattern_that_never_ends_does_not_stop_the_window() {
    let desk = Desk::new();
    let window = open_with_body(&desk, &format!("{}!", "a".repeat(60))).await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], 'f').await;
    window.find("textbox", "Find").await;
    window.press(&[Key::Alt], 'r').await;
    window.type_text("^(a+)+$").await;
    // Some versions of WebKit give up by themselves, and find nothing.
    let given_up = "return ['This pattern takes too long', 'Nothing found'].some((said) => document.body.innerText.includes(said))";
    window.wait("the search is given up", given_up).await;
    window.press(&[Key::Control], 'a').await;
    window.type_text("a!").await;
    window.shows("1 of 1, in Body").await;
}

async fn open_with_body(desk: &Desk, body: &str) -> Window {
    let brief =
        Brief { headline: "ports wait".to_owned(), body: body.to_owned(), ..Brief::blank(&Publication::default()) };
    let id = desk.with(brief);
    desk.open_with(&["open", &id.to_string()]).await
}
