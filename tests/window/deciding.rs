//! Two texts of one brief: nothing of either is lost, and the editor decides.

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, BriefId, Publication};
use briefdesk_core::store::Store;
use fantoccini::Locator;
use jiff::Timestamp;
use serde_json::json;

use crate::driver::wait_until;
use crate::window::{Desk, Window};

const CONFLICT: &str = "This brief was changed elsewhere";
const ASIDE: &str = "Text that was not saved";

fn steel() -> Brief {
    Brief {
        headline: "Forty Mills, One Quota".to_owned(),
        summary: "Steel consolidates.".to_owned(),
        body: "钢厂在等。".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

/// What another program makes of it, each time in other words.
fn theirs(time: usize) -> Brief {
    Brief {
        headline: format!("Forty Mills, {} Quotas", time + 2),
        summary: format!("Steel divides by {}.", time + 2),
        body: format!("钢厂不再等，已是第{}次。", time + 2),
        ..steel()
    }
}

/// Types into the summary, and saves another text from here before the window saves: that text. A window that was quicker saved over
/// nothing: then again.
async fn type_against(window: &Window, store: &mut Store, id: BriefId) -> Brief {
    window.click("textbox", "Summary").await;
    let light = "document.querySelector('[role=status][aria-label=\"Save status\"]').dataset.is";
    for theirs in (0..).map(theirs) {
        let summary = store.open_brief(id).unwrap().brief.summary;
        window.wait("the sheet shows what is stored", &shows_summary(&summary)).await;
        window.type_text("!").await;
        let base = store.open_brief(id).unwrap().revision;
        match store.save_brief(id, base, theirs.clone(), Timestamp::now()) {
            Ok(_) => {}
            Err(Error::Conflict { aside, .. }) => store.settle_aside(id, aside.unwrap()).unwrap(),
            Err(error) => panic!("{error}"),
        }
        window
            .wait("the light says how it went", &format!("return ['clean', 'failed', 'conflict'].includes({light})"))
            .await;
        let refused = window.client.execute(&format!("return {light} !== 'clean'"), vec![]).await.unwrap();
        if refused == json!(true) {
            return theirs;
        }
    }
    unreachable!("there are always more of theirs")
}

fn shows_summary(summary: &str) -> String {
    format!("return document.querySelector('[data-part=summary] textarea').value === {}", json!(summary))
}

async fn choose(window: &Window, part: &str, which: usize) {
    let group = window.find("radiogroup", part).await;
    let sides = group.find_all(Locator::Css("input[type=radio]")).await.unwrap();
    sides[which].click().await.unwrap();
}

#[tokio::test]
async fn takes_a_part_from_each_and_loses_nothing_of_either() {
    let desk = Desk::new();
    let id = desk.with(steel());
    let window = desk.open_with(&["open", &id.to_string()]).await;
    let mut store = desk.store();
    let theirs = type_against(&window, &mut store, id).await;
    let mine = store.asides(id).unwrap().pop().expect("the refused text is beside the brief").brief;
    assert!(mine.summary.ends_with('!'), "{:?}", mine.summary);
    let revision = store.open_brief(id).unwrap().revision;

    window.click("button", "Compare…").await;
    window.find("dialog", CONFLICT).await;
    choose(&window, "Headline", 1).await;
    choose(&window, "Summary", 0).await;
    window.click("button", "Use what I chose").await;
    window.saved_as(&desk, |brief| brief.headline == theirs.headline && brief.summary == mine.summary).await;
    window.saved().await;
    assert_eq!(desk.only_brief().body, mine.body, "what was not chosen is as it was in the window");
    assert_eq!(store.open_revision(id, revision).unwrap(), theirs, "the other text is in the history");
    wait_until("nothing is left to decide", || store.asides(id).unwrap().is_empty());
    window.wait("the sheet goes on with it", &shows_summary(&mine.summary)).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dialog() {
    let desk = Desk::new();
    let id = desk.with(steel());
    let window = desk.open_with(&["open", &id.to_string()]).await;
    type_against(&window, &mut desk.store(), id).await;
    window.click("button", "Compare…").await;
    window.find("radiogroup", "Headline").await;
    assert_eq!(window.violations().await, json!([]));
}

#[tokio::test]
async fn a_text_that_was_set_aside_becomes_a_brief_of_its_own() {
    let desk = Desk::new();
    let id = desk.with(steel());
    desk.store().set_aside(id, 1, &theirs(0), Timestamp::now()).unwrap();
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.find("dialog", ASIDE).await;
    window.find("radiogroup", "Headline").await;
    window.click("button", "Keep both").await;
    wait_until("both are in the library", || desk.briefs().len() == 2);
    let store = desk.store();
    assert_eq!(store.open_brief(id).unwrap().brief, steel());
    let other = desk.briefs().into_iter().find(|row| row.id != id).unwrap();
    assert_eq!(store.open_brief(other.id).unwrap().brief, theirs(0));
    wait_until("nothing is left to decide", || store.asides(id).unwrap().is_empty());
    window.find("button", "Forty Mills, 2 Quotas").await;
}

#[tokio::test]
async fn a_text_that_was_set_aside_waits_when_the_editor_does() {
    let desk = Desk::new();
    let id = desk.with(steel());
    desk.store().set_aside(id, 1, &theirs(0), Timestamp::now()).unwrap();
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.find("dialog", ASIDE).await;
    window.click("button", "Decide later").await;
    window.write("textbox", "Summary", " Or not.").await;
    window.saved().await;
    window.close().await;
    assert_eq!(desk.store().asides(id).unwrap().len(), 1);
    let window = desk.open().await;
    window.find("dialog", ASIDE).await;
}
