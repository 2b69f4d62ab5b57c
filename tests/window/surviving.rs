//! What is left when the program is killed.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::driver::{signal, wait_until};
use crate::window::{Desk, Window};

async fn new_brief(desk: &Desk) -> Window {
    let window = desk.open().await;
    window.click("button", "New brief").await;
    window.find("textbox", "Body").await;
    window
}

#[tokio::test]
async fn killed_one_moment_after_the_light_says_saved_all_is_there() {
    let desk = Desk::new();
    let window = new_brief(&desk).await;
    window.write("textbox", "Headline", "Held").await;
    window.write("textbox", "Body", "Every word of this is on disk.").await;
    window.saved().await;
    window.driver.kill_program();
    let brief = desk.only_brief();
    assert_eq!((brief.headline.as_str(), brief.body.as_str()), ("Held", "Every word of this is on disk."));
}

#[tokio::test]
async fn killed_in_the_middle_of_typing_nothing_shown_as_saved_is_missing() {
    let desk = Desk::new();
    let window = new_brief(&desk).await;
    window.write("textbox", "Body", "This was shown as saved. ").await;
    window.saved().await;
    window.type_text("This was being ty").await;
    window.driver.kill_program();
    let body = desk.only_brief().body;
    assert!(body.starts_with("This was shown as saved. "), "{body:?}");
    assert!("This was shown as saved. This was being ty".starts_with(&body), "what is there was typed: {body:?}");
}

/// At twelve keys a second half a second is six.
#[tokio::test]
async fn killed_at_the_last_key_at_most_half_a_second_is_lost() {
    let desk = Desk::new();
    let window = new_brief(&desk).await;
    window.click("textbox", "Body").await;
    let typed: String = "kwxvz".repeat(12);
    let start = Instant::now();
    for (index, letter) in (0..).zip(typed.chars()) {
        let due = start + Duration::from_secs(1) / 12 * index;
        tokio::time::sleep_until(due.into()).await;
        window.type_text(&letter.to_string()).await;
    }
    window.driver.kill_program();
    let body = desk.only_brief().body;
    assert!(typed.starts_with(&body));
    assert!(body.len() >= typed.len() - 6, "{} of {} letters are there", body.len(), typed.len());
}

#[tokio::test]
async fn a_termination_signal_saves_first() {
    let desk = Desk::new();
    let window = new_brief(&desk).await;
    window.write("textbox", "Headline", "Logged out").await;
    window.close().await;
    assert_eq!(desk.only_brief().headline, "Logged out");
}

/// Ctrl+C in a terminal and the end of a session signal the page's process too.
#[tokio::test]
async fn a_signal_to_every_process_saves_first() {
    let desk = Desk::new();
    let window = new_brief(&desk).await;
    window.write("textbox", "Headline", "Interrupted").await;
    let program = window.driver.program();
    for pid in window.driver.program_and_below().into_iter().rev() {
        signal("INT", pid);
    }
    wait_until("the program has ended", || !Path::new(&format!("/proc/{program}/exe")).exists());
    assert_eq!(desk.only_brief().headline, "Interrupted");
}

#[tokio::test]
async fn closed_while_typing_everything_typed_is_there() {
    let desk = Desk::new();
    let window = new_brief(&desk).await;
    window.click("textbox", "Body").await;
    window.type_text("One two three").await;
    let program = window.driver.program();
    signal("TERM", program);
    // The keys go on until there is no window left to take them.
    let mut sent = String::from("One two three");
    while window.try_type("x").await {
        sent.push('x');
    }
    wait_until("the program has ended", || !Path::new(&format!("/proc/{program}/exe")).exists());
    let body = desk.only_brief().body;
    assert!(body.starts_with("One two three") && sent.starts_with(&body), "{body:?} of {sent:?}");
}

#[tokio::test]
async fn the_command_line_sees_what_the_window_saved() {
    let desk = Desk::new();
    let window = new_brief(&desk).await;
    window.write("textbox", "Headline", "Shared").await;
    window.saved().await;
    wait_until("the other process lists it", || desk.briefs().iter().any(|row| row.headline == "Shared"));
}
