//! Writing a brief.

use briefdesk_core::brief::Brief;
use fantoccini::key::Key;

use crate::window::Desk;

#[tokio::test]
async fn writes_a_brief_and_finds_it_after_a_restart() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.click("button", "New brief").await;
    window.write("textbox", "Headline", "Ports Count the Cost of a Lost Week").await;
    window.write("textbox", "Summary", "Ships wait, and somebody pays.").await;
    window.click("button", "Add takeaway").await;
    window.write("textbox", "Takeaway 1", "Queues doubled").await;
    window.press(&[], Key::Enter).await;
    window.find("textbox", "Takeaway 2").await;
    window.type_text("Prices follow").await;
    window.write("textbox", "Strategic analysis", "A port is a **promise**.").await;
    window.write("textbox", "Body", "The queue began on Monday.").await;
    window.saved().await;
    window.close().await;

    let brief = desk.only_brief();
    assert_eq!(brief.headline, "Ports Count the Cost of a Lost Week");
    assert_eq!(brief.summary, "Ships wait, and somebody pays.");
    assert_eq!(
        brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect::<Vec<_>>(),
        ["Queues doubled", "Prices follow"]
    );
    assert_eq!(brief.analysis.text, "A port is a **promise**.");
    assert_eq!(brief.body, "The queue began on Monday.");

    let window = desk.open().await;
    let headline = window.find("textbox", "Headline").await;
    assert_eq!(headline.prop("value").await.unwrap().as_deref(), Some("Ports Count the Cost of a Lost Week"));
    window.find("textbox", "Takeaway 2").await;
    window.shows("The queue began on Monday.").await;
}

#[tokio::test]
async fn writes_in_chinese() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.click("button", "New brief").await;
    window.write("textbox", "Headline", "港口为失去的一周算账").await;
    window.write("textbox", "Body", "**重要的。**但船还在等。").await;
    window.saved().await;
    window.close().await;
    let brief = desk.only_brief();
    assert_eq!((brief.headline.as_str(), brief.body.as_str()), ("港口为失去的一周算账", "**重要的。**但船还在等。"));
}

#[tokio::test]
async fn writes_in_a_long_brief_and_every_letter_is_stored() {
    let desk = Desk::new();
    let long = "港口的吊车 wait for 😀 the tide. ".repeat(4_000);
    let id = desk.with(Brief { headline: "Tide".to_owned(), body: long.clone(), ..Brief::default() });
    let window = desk.open_with(&["open", &id.to_string(), "--part", "body"]).await;
    window.press(&[Key::Control], Key::Home).await;
    window.type_text("Two ").await;
    window.saved().await;
    window.type_text("berths. ").await;
    window.saved().await;
    window.press(&[Key::Control], Key::End).await;
    window.type_text("And it came.").await;
    window.saved().await;
    window.close().await;
    assert_eq!(desk.only_brief().body, format!("Two berths. {long}And it came."));
}

/// What stands on the page once the next key's event is over, and what the save light was told by then.
const WATCH_LETTER: &str = "
    const body = document.querySelector('[role=textbox][aria-label=Body]');
    const light = document.querySelector('[role=status][aria-label=\"Save status\"]');
    const look = () => (window.letter = [body.textContent, light.dataset.is]);
    body.addEventListener('input', () => setTimeout(look), { once: true });";

#[tokio::test]
async fn a_letter_is_on_the_page_before_anything_else_knows_of_it() {
    let desk = Desk::new();
    let id = desk.with(Brief { body: "The toll".to_owned(), ..Brief::default() });
    let window = desk.open_with(&["open", &id.to_string(), "--part", "body"]).await;
    window.press(&[Key::Control], Key::End).await;
    window.client.execute(WATCH_LETTER, vec![]).await.unwrap();
    window.type_text("s").await;
    window.wait("the letter is there", "return window.letter !== undefined").await;
    let letter = window.client.execute("return window.letter", vec![]).await.unwrap();
    assert_eq!(letter, serde_json::json!(["The tolls", "clean"]));
    window.saved_as(&desk, |brief| brief.body == "The tolls").await;
    window.press(&[Key::Control], 'z').await;
    window.saved_as(&desk, |brief| brief.body == "The toll").await;
}

#[tokio::test]
async fn a_takeaway_moves_by_key_and_keeps_the_caret() {
    let desk = Desk::new();
    desk.with(with_takeaways(&["One", "Two", "Three"]));
    let window = desk.open_with(&["open", &desk.briefs()[0].id.to_string()]).await;
    window.click("textbox", "Takeaway 3").await;
    window.press(&[Key::Alt], Key::Up).await;
    window.shows("Takeaway 3 moved to position 2 of 3").await;
    window.press(&[], Key::End).await;
    window.type_text("!").await;
    window.saved().await;
    window.close().await;
    assert_eq!(takeaways(&desk.only_brief()), ["One", "Three!", "Two"]);
}

#[tokio::test]
async fn a_takeaway_moves_by_dragging_its_handle() {
    let desk = Desk::new();
    let id = desk.with(with_takeaways(&["One", "Two", "Three"]));
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.find("textbox", "Takeaway 3").await;
    let first = "return document.querySelector('[data-part=takeaways] li textarea').value === 'Three'";
    window.drag(".grip", (2, 0), first).await;
    window.saved_as(&desk, |brief| takeaways(brief) == ["Three", "One", "Two"]).await;
}

#[tokio::test]
async fn takeaways_come_and_go_by_key() {
    let desk = Desk::new();
    let id = desk.with(with_takeaways(&["One", "Two"]));
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("textbox", "Takeaway 1").await;
    window.press(&[], Key::End).await;
    window.press(&[], Key::Enter).await;
    window.find("textbox", "Takeaway 3").await;
    window.type_text("Between").await;
    window.saved_as(&desk, |brief| takeaways(brief) == ["One", "Between", "Two"]).await;
    window.press(&[], Key::Home).await;
    window.press(&[], Key::Backspace).await;
    window.saved_as(&desk, |brief| takeaways(brief) == ["OneBetween", "Two"]).await;
    window.click("button", "Remove takeaway 2").await;
    window.saved_as(&desk, |brief| takeaways(brief) == ["OneBetween"]).await;
}

#[tokio::test]
async fn a_brief_goes_to_the_trash_and_comes_back() {
    let desk = Desk::new();
    let id = desk.with(Brief { headline: "To and fro".to_owned(), ..with_takeaways(&[]) });
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.find("textbox", "Headline").await;
    let row = window.find("list", "Briefs").await;
    row.find(fantoccini::Locator::Css("[aria-current], [aria-selected=true], [data-id]"))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    window.press(&[], Key::Delete).await;
    window.click("button", "Undo").await;
    window.find("textbox", "Headline").await;
    crate::driver::wait_until("the brief is back", || desk.briefs().len() == 1);
}

pub fn with_takeaways(texts: &[&str]) -> Brief {
    use briefdesk_core::brief::{Ids, Publication, RandomIds, Takeaway};
    let takeaways = texts.iter().map(|text| Takeaway { id: RandomIds.takeaway(), text: (*text).to_owned() }).collect();
    Brief { takeaways, headline: "Takeaways".to_owned(), ..Brief::blank(&Publication::default()) }
}

pub fn takeaways(brief: &Brief) -> Vec<&str> {
    brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect()
}
