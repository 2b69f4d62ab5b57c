//! From a page's text to a finished article, and from the export dialog to files with a report.

use std::path::Path;

use briefdesk_core::brief::{Brief, Publication};
use briefdesk_core::library::{ExportSettings, save_export_settings};
use fantoccini::key::Key;
use serde_json::json;

use crate::driver::wait_until;
use crate::window::{Desk, Window};

/// A published page's text, of our own.
const PAGE: &str = include_str!("../fixtures/page-text/complete.txt");

fn brief() -> Brief {
    Brief {
        headline: "Forty Mills, One Quota".to_owned(),
        summary: "钢铁业悄然合并。".to_owned(),
        body: "The quota is **one number**.".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

/// Exports go to `folder`, as if it had been chosen before.
fn export_to(desk: &Desk, folder: &Path) {
    let settings = ExportSettings { folder: Some(folder.to_owned()), ..ExportSettings::default() };
    save_export_settings(&mut desk.store(), &Publication::default().name, &settings).unwrap();
}

/// The text of the dialog that is open.
async fn dialog_says(window: &Window, text: &str) {
    let script = format!(
        "return document.querySelector('[role=dialog]')?.innerText.replace(/\\s+/g, ' ').includes({}) === true",
        json!(text)
    );
    window.wait(&format!("the dialog says {text:?}"), &script).await;
}

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
    window.press(&[Key::Control, Key::Shift], 'h').await;
    window.choose_file("Save", &file);
    wait_until("the article is written", || file.exists());
    let html = std::fs::read_to_string(&file).unwrap();
    assert!(html.contains("<h1 data-part=\"headline\">A Headline of Its Own</h1>"), "{html}");
    window.shows("article.html").await;
    window.click("button", "Details").await;
    dialog_says(&window, "Headline: whole").await;
}

#[tokio::test]
async fn exports_two_formats_to_a_folder_and_reports_each_part() {
    let desk = Desk::new();
    let folder = desk.path("exports");
    let id = desk.with(brief());
    export_to(&desk, &folder);
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("button", "Export").await;
    window.click("checkbox", "Markdown").await;
    window.click("tab", "Markdown").await;
    window.find("region", "forty-mills-one-quota.md as text").await;
    assert_eq!(window.violations().await, json!([]), "the dialog");
    window.click("button", "Export now").await;
    dialog_says(&window, "2 files written").await;
    dialog_says(&window, "Summary: whole").await;
    assert_eq!(window.violations().await, json!([]), "the report");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(read("forty-mills-one-quota.html").contains("<strong>one number</strong>"));
    assert!(read("forty-mills-one-quota.md").contains("The quota is **one number**."));
    // What was chosen is chosen again, and Escape leads back to where one was.
    window.press(&[], Key::Escape).await;
    window.click("button", "Export").await;
    window
        .wait(
            "Markdown is chosen",
            "return document.querySelectorAll('[role=dialog] [type=checkbox]:checked').length === 2",
        )
        .await;
}

#[tokio::test]
async fn a_brief_that_changed_since_its_export_is_marked_compared_corrected_and_exported_again() {
    let desk = Desk::new();
    let folder = desk.path("exports");
    let id = desk.with(brief());
    export_to(&desk, &folder);
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("button", "Export").await;
    window.click("radio", "Final").await;
    window.click("button", "Export now").await;
    dialog_says(&window, "One file written").await;
    window.click("button", "Close").await;
    window.find("button", "Status: Exported").await;
    let listed = "return document.querySelector('nav [data-brief]').innerText";
    window.wait("nothing has changed", &format!("{listed}.includes('Changed') === false")).await;

    window.write("textbox", "Headline", "Now: ").await;
    window.saved().await;
    window.wait("the list tells", &format!("{listed}.includes('Changed since export')")).await;
    window.press(&[Key::Control, Key::Alt], 'e').await;
    window
        .wait(
            "the two are compared",
            "return document.querySelector('main ins')?.textContent.includes('Now:') === true",
        )
        .await;
    window.press(&[], Key::Escape).await;

    window.click("button", "Export").await;
    window.click("button", "Add a correction note").await;
    window.type_text("One quota, not two.").await;
    window.press(&[], Key::Enter).await;
    dialog_says(&window, "Correction note added").await;
    window.click("button", "Cancel").await;
    window.saved_as(&desk, |brief| brief.corrections.len() == 1).await;

    window.press(&[Key::Control, Key::Shift], 'e').await;
    window.shows("One file written").await;
    window.wait("the list tells", &format!("{listed}.includes('Changed') === false")).await;
    let written =
        std::fs::read_dir(&folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    assert!(written.collect::<String>().contains("Now: "));
}

#[tokio::test]
async fn a_share_card_shows_where_networks_cut() {
    let desk = Desk::new();
    let headline = format!("Forty mills {}and one quota", "wait ".repeat(30));
    let id = desk.with(Brief { headline, ..brief() });
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("button", "Menu").await;
    window.click("menuitem", "Share card…").await;
    dialog_says(&window, "Title, not shown:").await;
    assert_eq!(window.violations().await, json!([]));
}
