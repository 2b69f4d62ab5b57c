//! How many typed characters are left when the program is killed, a while after the last key.

use std::time::{Duration, Instant};

use crate::figures::{Figure, rounds};
use crate::window::{Desk, Window};

/// Typed at twelve keys a second: five seconds of a quick writer.
const TYPED: &str = "the ferry was late again so the minister waited on the quay,";
const KEYS_A_SECOND: u32 = 12;

struct Wait {
    what: &'static str,
    seconds: u64,
    least: usize,
    /// How often: the shorter the wait, the more it matters what the program was just doing.
    times: usize,
}

const WAITS: [Wait; 3] = [
    Wait { what: "Killed at the last key, of 60 typed", seconds: 0, least: 54, times: 5 },
    Wait { what: "Killed 5 s after the last key", seconds: 5, least: 60, times: 2 },
    Wait { what: "Killed 35 s after the last key", seconds: 35, least: 60, times: 1 },
];

/// Reports the worst of several rounds for each wait.
pub fn measure() {
    assert_eq!(TYPED.len(), 60);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for Wait { what, seconds, least, times } in WAITS {
        let times = rounds(times);
        let left = (0..times).map(|_| runtime.block_on(left_after(Duration::from_secs(seconds)))).min().unwrap_or(0);
        let measured = if times == 1 { format!("{left} left") } else { format!("{left} left, fewest of {times}") };
        let wanted = if least == TYPED.len() { format!("{least}") } else { format!("≥ {least}") };
        Figure { what, measured, limit: Some((wanted, left >= least)) }.report();
    }
}

async fn left_after(wait: Duration) -> usize {
    let desk = Desk::new();
    let window = desk.open().await;
    window.click("button", "New brief").await;
    window.find("textbox", "Body").await;
    window.click("textbox", "Body").await;
    type_steadily(&window).await;
    tokio::time::sleep(wait).await;
    window.driver.kill_program();
    let rows = desk.briefs();
    let Some(row) = rows.first() else { return 0 };
    let body = desk.store().open_brief(row.id).expect("the brief opens").brief.body;
    body.chars().zip(TYPED.chars()).take_while(|(left, typed)| left == typed).count()
}

async fn type_steadily(window: &Window) {
    let start = Instant::now();
    for (index, letter) in (0..).zip(TYPED.chars()) {
        let due = start + Duration::from_secs(1) / KEYS_A_SECOND * index;
        tokio::time::sleep_until(due.into()).await;
        window.type_text(&letter.to_string()).await;
    }
}
