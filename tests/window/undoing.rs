//! One undo for the whole brief.

use std::time::Instant;

use briefdesk_core::brief::{Brief, BriefId};
use fantoccini::key::Key;
use serde_json::json;

use crate::driver::PATIENCE;
use crate::window::{Desk, Window};
use crate::writing::with_takeaways;

/// More steps than any of these tests makes.
const MANY: usize = 60;

#[tokio::test]
async fn all_that_was_typed_is_undone_and_redone_also_after_another_brief() {
    let desk = Desk::new();
    let id = desk.with(Brief {
        headline: "Ports wait".to_owned(),
        body: "The queue began on Monday.".to_owned(),
        ..with_takeaways(&["One", "Two"])
    });
    desk.with(Brief { headline: "Steel holds".to_owned(), ..with_takeaways(&[]) });
    let before = stored(&desk, id);
    let window = desk.open_with(&["open", &id.to_string()]).await;
    for (name, text) in
        [("Headline", " on"), ("Body", " Prices follow.\u{E007}港口在等。"), ("Takeaway 2", " 央行"), ("Slug", "ports")]
    {
        window.click("textbox", name).await;
        window.press(&[], Key::End).await;
        window.type_text(text).await;
    }
    window.click("textbox", "Takeaway 1").await;
    window.press(&[Key::Alt], Key::Down).await;
    window.shows("Takeaway 1 moved to position 2 of 2").await;
    let is_after = |brief: &Brief| {
        let takeaways: Vec<_> = brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect();
        brief.headline == "Ports wait on"
            && brief.body == "The queue began on Monday. Prices follow.\n\n港口在等。"
            && takeaways == ["Two 央行", "One"]
            && brief.slug == "ports"
    };
    stored_as(&window, &desk, id, is_after).await;
    let after = stored(&desk, id);

    window.click("button", "Steel holds").await;
    headline(&window, "Steel holds").await;
    window.click("textbox", "Summary").await;
    window.press(&[Key::Control], 'z').await;
    window.shows("Nothing to undo").await;
    window.click("button", "Ports wait on").await;
    headline(&window, "Ports wait on").await;

    window.press(&[Key::Control], 'z').await;
    window.shows("Undone: moving a takeaway").await;
    focus(&window, "Takeaway 1").await;
    window.press(&[Key::Control], 'z').await;
    window.shows("Undone: typing in Slug").await;
    focus(&window, "Slug").await;
    let until_nothing = async |keys: &[Key], key: char, said: &str| {
        for _ in 0..MANY {
            window.press(keys, key).await;
            if said_last(&window).await == said {
                return;
            }
        }
        panic!("there was more to undo than was typed");
    };
    until_nothing(&[Key::Control], 'z', "Nothing to undo").await;
    stored_as(&window, &desk, id, |brief| *brief == before).await;
    headline(&window, "Ports wait").await;
    window.wait("the body is as before", &body_is(&before.body)).await;

    until_nothing(&[Key::Control, Key::Shift], 'z', "Nothing to redo").await;
    stored_as(&window, &desk, id, |brief| *brief == after).await;
    window.wait("the body is as after", &body_is(&after.body)).await;
    window.close().await;
}

#[tokio::test]
async fn undo_goes_where_the_change_was_and_writing_goes_on_there() {
    let desk = Desk::new();
    let long = "A line of the body.\n\n".repeat(80);
    let id = desk.with(Brief { body: long.clone(), ..with_takeaways(&["One"]) });
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    window.type_text("The end").await;
    window.saved_as(&desk, |brief| brief.body.ends_with("The end")).await;
    // A click that scrolls so far may come before the lines above have found their heights.
    let to_headline = "document.querySelector('[data-part=headline] textarea').focus()";
    window.client.execute(to_headline, vec![]).await.unwrap();
    window.type_text("!").await;
    window.press(&[Key::Control], 'z').await;
    window.shows("Undone: typing in Headline").await;
    window.press(&[Key::Control], 'z').await;
    window.shows("Undone: typing in Body").await;
    focus(&window, "Body").await;
    let in_sight = "const caret = getSelection().getRangeAt(0).startContainer; \
        const { top, bottom } = (caret.nodeType === 1 ? caret : caret.parentElement).getBoundingClientRect(); \
        return top >= 0 && bottom <= innerHeight";
    window.wait("the caret is in sight", in_sight).await;
    window.type_text("Over").await;
    window.saved_as(&desk, |brief| brief.body == format!("{long}Over")).await;
    window.close().await;
}

#[tokio::test]
async fn what_another_program_wrote_is_taken_back_and_given_again() {
    let desk = Desk::new();
    let id = desk.with(Brief { headline: "Mine".to_owned(), ..with_takeaways(&["One"]) });
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("textbox", "Summary").await;
    let mut store = desk.store();
    let found = store.open_brief(id).unwrap();
    let theirs = Brief { headline: "Theirs".to_owned(), ..found.brief };
    store.save_brief(id, found.revision, theirs, jiff::Timestamp::now()).unwrap();
    headline(&window, "Theirs").await;
    window.press(&[Key::Control], 'z').await;
    window.shows("Undone: a change from elsewhere in Headline").await;
    stored_as(&window, &desk, id, |brief| brief.headline == "Mine").await;
    window.press(&[Key::Control], 'y').await;
    stored_as(&window, &desk, id, |brief| brief.headline == "Theirs").await;
    window.close().await;
}

fn stored(desk: &Desk, id: BriefId) -> Brief {
    desk.store().open_brief(id).unwrap().brief
}

/// Waits until the library holds the brief as `expected` has it.
async fn stored_as(window: &Window, desk: &Desk, id: BriefId, expected: impl Fn(&Brief) -> bool) {
    let start = Instant::now();
    while !expected(&stored(desk, id)) {
        if start.elapsed() > PATIENCE {
            window.keep_screenshot("unsaved").await;
            panic!("the library holds {:?}", stored(desk, id));
        }
    }
}

async fn headline(window: &Window, text: &str) {
    let script = format!("return document.querySelector('[data-part=headline] textarea')?.value === {}", json!(text));
    window.wait(&format!("the headline is {text:?}"), &script).await;
}

async fn focus(window: &Window, name: &str) {
    let name = json!(name);
    let script = format!(
        "const element = document.activeElement; return (element.ariaLabel ?? element.labels?.[0]?.innerText) === {name}"
    );
    window.wait(&format!("the focus is in {name}"), &script).await;
}

fn body_is(text: &str) -> String {
    let lines =
        "[...document.querySelectorAll('[data-part=body] .cm-line')].map((line) => line.textContent).join('\\n')";
    format!("return {lines} === {}", json!(text))
}

/// What was said of the last undo or redo.
async fn said_last(window: &Window) -> String {
    let script = "return [...document.querySelectorAll('[role=status]')].map((region) => region.textContent.trim()) \
        .find((text) => /^(Undone|Redone|Nothing)/.test(text)) ?? ''";
    window.client.execute(script, vec![]).await.unwrap().as_str().unwrap_or_default().to_owned()
}
