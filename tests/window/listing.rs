//! The list of takeaways: by key, by hand, and as assistive technologies have it.

use briefdesk_core::brief::Brief;
use fantoccini::key::Key;
use serde_json::json;

use crate::window::{Desk, Window};
use crate::writing::{takeaways, with_takeaways};

/// A window on a brief with those takeaways.
async fn open(desk: &Desk, texts: &[&str]) -> Window {
    let id = desk.with(with_takeaways(texts));
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.find("textbox", "Takeaway 1").await;
    window
}

/// Puts the caret into a takeaway.
async fn caret(window: &Window, number: usize, at: usize) {
    let name = format!("Takeaway {number}");
    let field = window.find("textbox", &name).await;
    let arguments = vec![serde_json::to_value(&field).unwrap(), json!(at)];
    window
        .client
        .execute("arguments[0].focus(); arguments[0].setSelectionRange(arguments[1], arguments[1])", arguments)
        .await
        .unwrap();
}

/// Waits until the focus is in that takeaway, with the caret there.
async fn caret_is(window: &Window, number: usize, at: usize) {
    let script = format!(
        "const field = document.activeElement; \
         return field.ariaLabel === 'Takeaway {number}' && field.selectionStart === {at} && field.selectionEnd === {at}"
    );
    window.wait(&format!("the caret is in takeaway {number} at {at}"), &script).await;
}

async fn stored(window: &Window, desk: &Desk, texts: &[&str]) {
    window.saved_as(desk, |brief: &Brief| takeaways(brief) == texts).await;
}

/// In which takeaway and where in it, what is pressed, what the list says then, and where the caret is.
type Pressed<'a> = (usize, usize, &'a [Key], char, &'a [&'a str], (usize, usize));

#[tokio::test]
async fn each_thing_done_to_the_list_is_taken_back_by_one_undo() {
    let desk = Desk::new();
    let was = ["Prices fell", "港口在等", "Steel held"];
    let window = open(&desk, &was).await;
    let keys: [Pressed<'_>; 7] = [
        (1, 6, &[], Key::Enter.into(), &["Prices", "fell", "港口在等", "Steel held"], (2, 0)),
        (2, 0, &[], Key::Backspace.into(), &["Prices fell港口在等", "Steel held"], (1, 11)),
        (2, 4, &[], Key::Delete.into(), &["Prices fell", "港口在等Steel held"], (2, 4)),
        (3, 2, &[Key::Alt], Key::Up.into(), &["Prices fell", "Steel held", "港口在等"], (2, 2)),
        (1, 3, &[Key::Alt], Key::Down.into(), &["港口在等", "Prices fell", "Steel held"], (2, 3)),
        (2, 1, &[Key::Control], 'd', &["Prices fell", "港口在等", "港口在等", "Steel held"], (3, 4)),
        (2, 2, &[Key::Control], 'b', &["Prices fell", "港口****在等", "Steel held"], (2, 4)),
    ];
    for (number, at, modifiers, key, then, (there, caret_then)) in keys {
        caret(&window, number, at).await;
        window.press(modifiers, key).await;
        caret_is(&window, there, caret_then).await;
        stored(&window, &desk, then).await;
        window.press(&[Key::Control], 'z').await;
        caret_is(&window, number, at).await;
        stored(&window, &desk, &was).await;
        window.press(&[Key::Control], 'y').await;
        caret_is(&window, there, caret_then).await;
        stored(&window, &desk, then).await;
        window.press(&[Key::Control], 'z').await;
        stored(&window, &desk, &was).await;
    }
    window.close().await;
}

#[tokio::test]
async fn pasted_lines_become_takeaways_and_one_undo_takes_them_back() {
    let desk = Desk::new();
    let window = open(&desk, &["Prices fell", ""]).await;
    caret(&window, 2, 0).await;
    let paste = "const data = new DataTransfer(); \
        data.setData('text/plain', '一、央行再降准\\n二、港口在等\\n三、钢价持平\\n'); \
        document.activeElement.dispatchEvent(\
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    window.client.execute(paste, vec![]).await.unwrap();
    caret_is(&window, 4, 4).await;
    window.shows("2 takeaways added").await;
    stored(&window, &desk, &["Prices fell", "央行再降准", "港口在等", "钢价持平"]).await;
    window.press(&[Key::Control], 'z').await;
    stored(&window, &desk, &["Prices fell", ""]).await;
    caret_is(&window, 2, 0).await;
    window.close().await;
}

#[tokio::test]
async fn the_arrow_keys_go_from_one_takeaway_to_the_next_at_its_edge() {
    let desk = Desk::new();
    let long = "A takeaway of so many words that it takes more than a single line of the sheet, whatever its measure, and then some more.";
    let window = open(&desk, &["Prices fell", long, "Steel held"]).await;
    caret(&window, 1, 4).await;
    window.press(&[], Key::Down).await;
    caret_is(&window, 2, 4).await;
    // Within the text the arrow goes through its lines.
    window.press(&[], Key::Down).await;
    let within =
        "const field = document.activeElement; return field.ariaLabel === 'Takeaway 2' && field.selectionStart > 20";
    window.wait("the caret is in the second line", within).await;
    window.press(&[Key::Control], Key::End).await;
    window.press(&[], Key::Down).await;
    let next = "return document.activeElement.ariaLabel === 'Takeaway 3'";
    window.wait("the caret is in the next takeaway", next).await;
    caret(&window, 3, 0).await;
    window.press(&[], Key::Up).await;
    let last_line =
        "const field = document.activeElement; return field.ariaLabel === 'Takeaway 2' && field.selectionStart > 20";
    window.wait("the caret is at the start of the last line", last_line).await;
    window.close().await;
}

#[tokio::test]
async fn a_takeaway_that_was_dragged_goes_back_by_one_undo() {
    let desk = Desk::new();
    let window = open(&desk, &["One", "Two", "Three"]).await;
    let first = "return document.querySelector('[data-part=takeaways] li textarea').value === 'Three'";
    window.drag(".grip", (2, 0), first).await;
    window.shows("Takeaway 3 moved to position 1 of 3").await;
    stored(&window, &desk, &["Three", "One", "Two"]).await;
    caret_is(&window, 1, 5).await;
    window.press(&[Key::Control], 'z').await;
    window.shows("Undone: moving a takeaway").await;
    stored(&window, &desk, &["One", "Two", "Three"]).await;
    caret_is(&window, 3, 5).await;
    window.close().await;
}

#[tokio::test]
async fn the_list_has_its_roles_and_names_and_says_politely_what_is_done() {
    let desk = Desk::new();
    let window = open(&desk, &["One", "Two"]).await;
    let list = window.find("list", "Key takeaways").await;
    let items = list.find_all(fantoccini::Locator::Css("li")).await.unwrap();
    assert_eq!(items.len(), 2);
    for number in 1..=2 {
        window.find("textbox", &format!("Takeaway {number}")).await;
        window.find("button", &format!("Remove takeaway {number}")).await;
    }
    window.find("button", "Add takeaway").await;
    let keys = window.find("textbox", "Takeaway 2").await.attr("aria-keyshortcuts").await.unwrap();
    assert_eq!(keys.as_deref(), Some("Alt+ArrowUp Alt+ArrowDown Control+D"));
    caret(&window, 2, 3).await;
    // Twice the same: said twice.
    for _ in 0..2 {
        window.press(&[Key::Alt], Key::Up).await;
        says(&window, "Takeaway 2 moved to position 1 of 2").await;
        window.press(&[Key::Control], 'z').await;
        says(&window, "Undone: moving a takeaway").await;
    }
    assert_eq!(window.violations().await, json!([]));
    window.close().await;
}

/// Waits until a polite live region says it.
async fn says(window: &Window, text: &str) {
    let script = format!(
        "return [...document.querySelectorAll('[role=status][aria-live=polite]')].some((region) => region.textContent.trim() === {})",
        json!(text)
    );
    window.wait(&format!("it is said {text:?}"), &script).await;
}
