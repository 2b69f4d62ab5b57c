//! The body as it is read, and the marks behind it.

use briefdesk_core::brief::{Brief, Publication};
use fantoccini::key::Key;

use crate::window::{Desk, Window};

const PORTS: &str = "Ships **wait**.\n\n| Port | Days |\n| --- | --- |\n| 宁波 | 4 |\n\nAfter";

/// A window whose only brief has that body.
async fn open(desk: &Desk, body: &str) -> Window {
    let brief = Brief { headline: "Ports".to_owned(), body: body.to_owned(), ..Brief::blank(&Publication::default()) };
    let id = desk.with(brief);
    desk.open_with(&["open", &id.to_string()]).await
}

/// What the body says to somebody who reads it.
async fn reads(window: &Window, text: &str) {
    let script = format!(
        "return [...document.querySelectorAll('[role=textbox][aria-label=Body] .cm-line')].map((line) => line.textContent).join('\\n').includes({text:?})"
    );
    window.wait(&format!("the body reads {text:?}"), &script).await;
}

#[tokio::test]
async fn marks_are_hidden_away_from_the_caret_and_shown_in_the_source_view() {
    let desk = Desk::new();
    let window = open(&desk, "Ships **wait** at [the port](https://example.org).\n\n## Why").await;
    reads(&window, "Ships wait at the port.\n\nWhy").await;
    window.click("button", "Source view").await;
    reads(&window, "Ships **wait** at [the port](https://example.org).\n\n## Why").await;
    window.press(&[], Key::F8).await;
    reads(&window, "Ships wait at the port.").await;
    window.press(&[], Key::F8).await;
    reads(&window, "Ships **wait**").await;
    window.close().await;
    let window = desk.open().await;
    reads(&window, "Ships **wait**").await;
    window.close().await;
    assert_eq!(desk.only_brief().body, "Ships **wait** at [the port](https://example.org).\n\n## Why");
}

#[tokio::test]
async fn the_caret_goes_through_hidden_marks_a_letter_at_a_time() {
    let desk = Desk::new();
    let body = "a **b** [c](d) `e` **重。**f";
    let window = open(&desk, body).await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::Home).await;
    for _ in body.chars() {
        window.press(&[], Key::Right).await;
    }
    window.type_text("!").await;
    let after = format!("{body}!");
    window.saved_as(&desk, |brief| brief.body == after).await;
    for _ in after.chars() {
        window.press(&[], Key::Left).await;
    }
    window.type_text("?").await;
    window.saved_as(&desk, |brief| brief.body == format!("?{after}")).await;
}

#[tokio::test]
async fn home_and_backspace_go_by_what_is_seen() {
    let desk = Desk::new();
    let window = open(&desk, "Before\n\n## Why\n\n- one").await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    window.press(&[], Key::Home).await;
    window.type_text("x").await;
    window.saved_as(&desk, |brief| brief.body == "Before\n\n## Why\n\n- xone").await;
    window.press(&[], Key::Up).await;
    window.press(&[], Key::Up).await;
    window.press(&[], Key::End).await;
    window.press(&[], Key::Backspace).await;
    window.saved_as(&desk, |brief| brief.body == "Before\n\n## Wh\n\n- xone").await;
}

#[tokio::test]
async fn enter_begins_a_paragraph_and_in_the_source_view_a_line() {
    let desk = Desk::new();
    let window = open(&desk, "## Why").await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    window.press(&[], Key::Enter).await;
    window.type_text("船在等待。").await;
    window.press(&[], Key::Enter).await;
    // Whoever is used to two of them gets no more than one paragraph.
    window.press(&[], Key::Enter).await;
    window.type_text("So do").await;
    window.press(&[Key::Shift], Key::Enter).await;
    window.type_text("we.").await;
    window.saved_as(&desk, |brief| brief.body == "## Why\n\n船在等待。\n\nSo do\\\nwe.").await;
    reads(&window, "So do\nwe.").await;
    window.press(&[], Key::F8).await;
    window.press(&[], Key::Enter).await;
    window.type_text("Yes.").await;
    window.saved_as(&desk, |brief| brief.body.ends_with("So do\\\nwe.\nYes.")).await;
}

#[tokio::test]
async fn the_caret_is_where_it_was_once_a_dialog_has_closed() {
    let desk = Desk::new();
    let window = open(&desk, "One two three").await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    for _ in "three".chars() {
        window.press(&[], Key::Left).await;
    }
    window.press(&[Key::Control], 'k').await;
    window.find("dialog", "Commands and briefs").await;
    window.press(&[], Key::Escape).await;
    window.wait("the body has the focus", "return document.activeElement.ariaLabel === 'Body'").await;
    window.type_text("and ").await;
    window.saved_as(&desk, |brief| brief.body == "One two and three").await;
}

#[tokio::test]
async fn a_table_is_written_cell_by_cell() {
    let desk = Desk::new();
    let window = open(&desk, PORTS).await;
    window.click("textbox", "Port, row 1").await;
    window.press(&[], Key::End).await;
    window.type_text("港|").await;
    window.saved_as(&desk, |brief| brief.body == PORTS.replace("宁波", "宁波港\\|")).await;
    window.press(&[], Key::Backspace).await;
    window.press(&[], Key::Tab).await;
    window.type_text(" days").await;
    window.press(&[], Key::Enter).await;
    window.find("textbox", "Days, row 2").await;
    window.type_text("2").await;
    window.press(&[Key::Shift], Key::Tab).await;
    window.type_text("盐田").await;
    window.press(&[], Key::Up).await;
    window.type_text("!").await;
    window.press(&[], Key::Escape).await;
    window.type_text("X").await;
    let after = PORTS.replace("| 宁波 | 4 |", "| 宁波港! | 4 days |\n| 盐田 | 2 |").replace("After", "XAfter");
    window.saved_as(&desk, |brief| brief.body == after).await;
}

#[tokio::test]
async fn arrows_lead_into_a_table_and_its_menu_changes_it() {
    let desk = Desk::new();
    let window = open(&desk, PORTS).await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::Home).await;
    window.press(&[], Key::Down).await;
    window.press(&[], Key::Down).await;
    window.type_text("s").await;
    window.saved_as(&desk, |brief| brief.body == PORTS.replace("| Port |", "| sPort |")).await;
    window.press(&[Key::Shift], Key::F10).await;
    window.click("menuitem", "Add column after").await;
    window.find("textbox", "Heading of column 3").await;
    window.type_text("Cost").await;
    window
        .saved_as(&desk, |brief| brief.body.contains("| sPort | Cost | Days |\n| --- | --- | --- |\n| 宁波 |  | 4 |"))
        .await;
}

#[tokio::test]
async fn the_commands_of_the_text_work_in_a_cell_and_undo_comes_back_to_it() {
    let desk = Desk::new();
    let window = open(&desk, PORTS).await;
    window.click("textbox", "Port, row 1").await;
    window.press(&[], Key::Home).await;
    window.press(&[Key::Shift], Key::End).await;
    window.press(&[Key::Control], 'b').await;
    window.saved_as(&desk, |brief| brief.body == PORTS.replace("宁波", "**宁波**")).await;
    window.press(&[], Key::End).await;
    window.type_text("x").await;
    window.saved_as(&desk, |brief| brief.body == PORTS.replace("宁波", "**宁波**x")).await;
    window.press(&[Key::Control], 'z').await;
    window.press(&[Key::Control], 'z').await;
    window.saved_as(&desk, |brief| brief.body == PORTS).await;
    window.press(&[], Key::End).await;
    window.click("button", "Italic").await;
    window.type_text("!").await;
    window.saved_as(&desk, |brief| brief.body == PORTS.replace("宁波", "*宁波*!")).await;
}

#[tokio::test]
async fn a_task_is_ticked_with_the_pointer() {
    let desk = Desk::new();
    let window = open(&desk, "- [ ] call the port\n- [x] write").await;
    window.click("checkbox", "call the port").await;
    window.saved_as(&desk, |brief| brief.body == "- [x] call the port\n- [x] write").await;
    window.click("checkbox", "write").await;
    window.saved_as(&desk, |brief| brief.body == "- [x] call the port\n- [ ] write").await;
}

#[tokio::test]
async fn a_key_tells_what_is_at_the_caret_and_a_link_asks_before_it_opens() {
    let desk = Desk::new();
    let window = open(&desk, "Claim[^1] and [page](https://example.org/page)\n\n[^1]: Counted at noon.").await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::Home).await;
    for _ in 0.."Claim[".len() {
        window.press(&[], Key::Right).await;
    }
    window.press(&[Key::Alt], Key::Return).await;
    window.find("tooltip", "Counted at noon.").await;
    window.press(&[], Key::End).await;
    window.press(&[Key::Control], Key::Return).await;
    window.find("dialog", "Open example.org/page in the browser?").await;
    window.click("button", "Cancel").await;
    window.press(&[], Key::End).await;
    window.type_text("!").await;
    window.saved_as(&desk, |brief| brief.body.starts_with("Claim[^1] and [page](https://example.org/page)!\n")).await;
}

#[tokio::test]
async fn nothing_that_is_shown_formatted_hinders_assistive_tools() {
    let desk = Desk::new();
    let body = format!(
        "{PORTS}\n\n- [ ] call\n\n![A chart](https://example.org/chart.png)\n\n> [!NOTE]\n> Mind[^1].\n\n[^1]: So."
    );
    let window = open(&desk, &body).await;
    window.find("textbox", "Port, row 1").await;
    window.shows("https://example.org/chart.png").await;
    assert_eq!(window.violations().await, serde_json::json!([]));
}
