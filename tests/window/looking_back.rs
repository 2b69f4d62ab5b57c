//! The history: revisions, comparing them, and bringing back what was.

use briefdesk_core::brief::{Brief, BriefId, Publication, TakeawayId};
use briefdesk_core::store::Store;
use fantoccini::Locator;
use fantoccini::key::Key;
use jiff::Timestamp;
use serde_json::json;

use crate::past::{Past, port, port_rewritten};
use crate::window::{Desk, Window};

/// Three revisions of a Chinese brief.
fn port_of_three_days(desk: &Desk) -> BriefId {
    let mut store = desk.store();
    let mut past = Past::new();
    past.save(&mut store, 48 * 60, &port());
    past.save(&mut store, 24 * 60, &Brief { headline: "港口开始为失去的一周算账".to_owned(), ..port() });
    past.save(&mut store, 40, &port_rewritten());
    past.id
}

fn steel() -> Brief {
    Brief {
        headline: "Forty Mills, One Quota".to_owned(),
        body: "The quota is one number.\n\nNobody has seen it.\n\nThe mills wait.\n".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

/// A brief with a revision before the one that there is now.
fn steel_of_two_days(desk: &Desk) -> Past {
    let mut store = desk.store();
    let mut past = Past::new();
    past.save(&mut store, 24 * 60, &steel());
    let body = "The quota is one number.\n\nTwo mills have seen it.\n\nThe mills wait.\n".to_owned();
    past.save(&mut store, 30, &Brief { body, ..steel() });
    past
}

async fn open_history(window: &Window) {
    window.click("button", "History").await;
    window.find("list", "Revisions").await;
}

/// Waits until that revision is the selected one, and the page shows what differs.
async fn selected(window: &Window, revision: u32) {
    let script = format!(
        "return document.querySelector('[data-revision] [aria-current=true]')?.closest('[data-revision]').dataset.revision === '{revision}'"
    );
    window.wait(&format!("revision {revision} is selected"), &script).await;
}

/// Waits until the group of that name on the page says `text`.
async fn says(window: &Window, group: &str, text: &str) {
    let script = format!(
        "return document.querySelector('main [role=group][aria-label={}]')?.innerText.includes({}) === true",
        json!(group),
        json!(text)
    );
    window.wait(&format!("{group} says {text:?}"), &script).await;
}

/// Waits until the sheet shows the takeaways and the body that the library has, and those are `takeaways` and `body`.
async fn sheet_and_store_say(window: &Window, desk: &Desk, takeaways: &[&str], body: &str) {
    let brief = window.saved_as(desk, |brief| {
        brief.body == body
            && brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).eq(takeaways.iter().copied())
    });
    brief.await;
    let shown = "[...document.querySelectorAll('[data-part=takeaways] li textarea')].map(({ value }) => value)";
    let script = format!("return JSON.stringify({shown}) === JSON.stringify({})", json!(takeaways));
    window.wait("the sheet shows the takeaways", &script).await;
    let lines: Vec<&str> = body.split('\n').collect();
    let shown = "[...document.querySelectorAll('[data-part=body] .cm-line')].map(({ textContent }) => textContent)";
    let script = format!("return JSON.stringify({shown}) === JSON.stringify({})", json!(lines));
    window.wait("the sheet shows the body", &script).await;
}

#[tokio::test]
async fn writes_restarts_and_goes_through_the_revisions_by_key() {
    let desk = Desk::new();
    let id = port_of_three_days(&desk);
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.write("textbox", "Summary", "又及。").await;
    window.saved().await;
    window.close().await;

    let window = desk.open().await;
    window.find("textbox", "Headline").await;
    open_history(&window).await;
    selected(&window, 3).await;
    window.shows("2 characters added").await;
    for revision in [2, 1] {
        window.press(&[], Key::Down).await;
        selected(&window, revision).await;
    }
    // It stays where there is nothing older.
    window.press(&[], Key::Down).await;
    window.press(&[], Key::Up).await;
    selected(&window, 2).await;
    says(&window, "Headline", "开始").await;
    window.press(&[], Key::Escape).await;
    window.find("textbox", "Headline").await;
    window.press(&[Key::Control, Key::Shift], 'Y').await;
    window.find("list", "Revisions").await;
    selected(&window, 3).await;
}

#[tokio::test]
async fn two_moved_takeaways_say_where_they_were_and_one_comes_back_and_goes_again() {
    let desk = Desk::new();
    let id = port_of_three_days(&desk);
    let window = desk.open_with(&["open", &id.to_string()]).await;
    let now = port_rewritten();
    let texts: Vec<&str> = now.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect();
    sheet_and_store_say(&window, &desk, &texts, &now.body).await;
    open_history(&window).await;
    selected(&window, 2).await;
    says(&window, "Takeaway 1", "was 4").await;
    says(&window, "Takeaway 3", "was 1").await;
    window.shows("2 takeaways moved").await;

    let changed = window.find("group", "Takeaway 2").await;
    let restore = changed.find(Locator::Css("button")).await.unwrap();
    assert_eq!(restore.prop("textContent").await.unwrap().as_deref(), Some("Restore takeaway"));
    restore.click().await.unwrap();
    window.shows("Restored a takeaway from").await;
    let restored = [texts[0], "货主承担了大部分滞港费。", texts[2], texts[3]];
    sheet_and_store_say(&window, &desk, &restored, &now.body).await;

    window.press(&[Key::Control], 'z').await;
    window.shows("As it was before the restore").await;
    sheet_and_store_say(&window, &desk, &texts, &now.body).await;
    // Nothing of it is lost: what was restored is a revision like others.
    let store = desk.store();
    let rows = store.list_revisions(id, None, 100).unwrap();
    let t2 = TakeawayId::new("t2").unwrap();
    let said = |revision| {
        let brief = store.open_revision(id, revision).unwrap();
        brief.takeaways.into_iter().find(|takeaway| takeaway.id == t2).unwrap().text
    };
    let past: Vec<String> = rows.iter().map(|row| said(row.revision)).collect();
    assert_eq!(past, [texts[1], restored[1], texts[1], restored[1], restored[1]]);
}

#[tokio::test]
async fn a_paragraph_comes_back_alone() {
    let desk = Desk::new();
    let past = steel_of_two_days(&desk);
    let window = desk.open_with(&["open", &past.id.to_string(), "--part", "body"]).await;
    window.find("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    window.type_text("Still.").await;
    window.saved().await;
    open_history(&window).await;
    selected(&window, past.revision).await;
    window.press(&[], Key::Down).await;
    selected(&window, 1).await;
    says(&window, "Body: a paragraph", "Nobody has").await;
    let changed = window.find("group", "Body: a paragraph").await;
    changed.find(Locator::Css("button")).await.unwrap().click().await.unwrap();
    window.shows("Restored a paragraph from").await;
    let body = "The quota is one number.\n\nNobody has seen it.\n\nThe mills wait.\nStill.";
    sheet_and_store_say(&window, &desk, &[], body).await;
}

#[tokio::test]
async fn a_checkpoint_is_made_by_key_and_has_a_name() {
    let desk = Desk::new();
    let past = steel_of_two_days(&desk);
    let window = desk.open_with(&["open", &past.id.to_string(), "--part", "summary"]).await;
    window.write("textbox", "Summary", "A number for forty.").await;
    window.press(&[Key::Control], 's').await;
    window.click("button", "Add a name").await;
    window.write("textbox", "Name", "Before legal read").await;
    window.press(&[], Key::Enter).await;
    open_history(&window).await;
    window.find("button", "Before legal read").await;
    let rows = desk.store().list_revisions(past.id, None, 100).unwrap();
    assert_eq!(rows[0].name.as_deref(), Some("Before legal read"));
    let kept = desk.store().open_revision(past.id, rows[0].revision).unwrap();
    assert_eq!(kept.summary, "A number for forty.");
    // Writing goes on in a revision of its own.
    window.press(&[], Key::Escape).await;
    window.write("textbox", "Summary", " Or fewer.").await;
    window.saved_as(&desk, |brief| brief.summary == "A number for forty. Or fewer.").await;
    open_history(&window).await;
    selected(&window, rows[0].revision).await;
}

#[tokio::test]
async fn what_another_program_saves_is_seen_in_the_list_on_the_sheet_and_in_the_history() {
    let desk = Desk::new();
    let past = steel_of_two_days(&desk);
    let window = desk.open_with(&["open", &past.id.to_string()]).await;
    window.find("button", "Forty Mills, One Quota").await;
    let mut store = desk.store();
    let revision = save_over(&mut store, past.id, "Forty Mills, Two Quotas");
    window.find("button", "Forty Mills, Two Quotas").await;
    let headline = "return document.querySelector('[data-part=headline] textarea').value === 'Forty Mills, Two Quotas'";
    window.wait("the sheet shows it", headline).await;
    open_history(&window).await;
    selected(&window, past.revision).await;
    says(&window, "Headline", "added Two Quotas").await;
    assert_eq!(save_over(&mut store, past.id, "Forty Mills, No Quota"), revision + 1);
    says(&window, "Headline", "added No").await;
}

fn save_over(store: &mut Store, id: BriefId, headline: &str) -> u32 {
    let stored = store.open_brief(id).unwrap();
    let brief = Brief { headline: headline.to_owned(), ..stored.brief };
    store.save_brief(id, stored.revision, brief, Timestamp::now()).unwrap().revision
}

#[tokio::test]
async fn what_is_marked_is_marked_by_more_than_colour() {
    let desk = Desk::new();
    let id = port_of_three_days(&desk);
    let window = desk.open_with(&["open", &id.to_string()]).await;
    open_history(&window).await;
    selected(&window, 2).await;
    says(&window, "Takeaway 2", "全部").await;
    let line = |tag: &str, line: &str| {
        format!("return getComputedStyle(document.querySelector('main {tag}')).textDecorationLine === '{line}'")
    };
    window.wait("what went is struck", &line("del", "line-through")).await;
    window.wait("what came is underlined", &line("ins", "underline")).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_history() {
    let desk = Desk::new();
    let id = port_of_three_days(&desk);
    let window = desk.open_with(&["open", &id.to_string()]).await;
    open_history(&window).await;
    selected(&window, 2).await;
    for view in ["Changes", "Full", "Source"] {
        window.click("button", view).await;
        assert_eq!(window.violations().await, json!([]), "{view}");
    }
}
