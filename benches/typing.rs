//! How long a letter takes to be on the page, with the preview and the library beside the sheet, and a long body to open.
//!
//! The page itself takes the time, from the key's event to the end of the frame in which the letter stands. What the system adds on both
//! sides, from the keyboard and to the screen, is not ours.

use std::time::{Duration, Instant};

use briefdesk_core::brief::Brief;
use fantoccini::key::Key;

use crate::brief;
use crate::figures::{Figure, rounds};
use crate::long::markdown;
use crate::window::{Desk, Window};

const KEYS_A_SECOND: u32 = 12;

/// A body of so many bytes, the keys that are typed into it, and what is asked of them.
struct Length {
    what: &'static str,
    bytes: usize,
    keys: u32,
    /// Of a hundred, so many are within the limit, which is in milliseconds.
    share: u32,
    limit: f64,
}

const LENGTHS: [Length; 3] = [
    Length { what: "A letter on the page, in 5 kB", bytes: 5_000, keys: 1_000, share: 100, limit: 33.0 },
    Length { what: "A letter on the page, in 1 MB", bytes: 1_000_000, keys: 200, share: 99, limit: 33.0 },
    Length { what: "A letter on the page, in 5 MB", bytes: 5_000_000, keys: 100, share: 99, limit: 100.0 },
];

/// Tells after how many milliseconds each key's letter was painted.
const WATCH: &str = "
    window.took = [];
    addEventListener('keydown', ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - timeStamp))), true);";

/// Opens the brief whose headline is given, and tells after how many milliseconds its body was on the page.
const OPEN: &str = "
    const [headline, done] = arguments;
    const start = performance.now();
    const first = () => document.querySelector('[role=textbox][aria-label=Body] .cm-line')?.textContent;
    const before = first();
    const look = () => (first() ?? before) === before ? requestAnimationFrame(look) : setTimeout(() => done(performance.now() - start));
    [...document.querySelectorAll('[data-brief] button')].find((button) => button.textContent.includes(headline)).click();
    requestAnimationFrame(look);";

pub fn measure() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for length in &LENGTHS {
        report(length, runtime.block_on(type_into(length)));
    }
    let mut opened = runtime.block_on(open_long());
    opened.sort_by(f64::total_cmp);
    let median = opened[opened.len() / 2];
    let measured = format!("{median:.0} ms, at worst {:.0}", opened[opened.len() - 1]);
    let limit = Some(("< 300 ms".to_owned(), median < 300.0));
    Figure { what: "A body of 1 MB opened", measured, limit }.report();
}

fn with_body(headline: &str, bytes: usize) -> Brief {
    Brief { headline: headline.to_owned(), body: markdown(7, bytes), ..brief::brief() }
}

async fn type_into(length: &Length) -> Vec<f64> {
    let desk = Desk::new();
    let id = desk.with(with_body("Ports", length.bytes));
    let window = desk.open_with(&["open", &id.to_string(), "--part", "body"]).await;
    window.click("button", "Preview").await;
    window
        .wait(
            "the preview is there",
            "return document.querySelector('iframe')?.contentDocument?.body?.children.length > 0",
        )
        .await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    window.press(&[], Key::Enter).await;
    window.client.execute(WATCH, vec![]).await.expect("the page answers");
    let start = Instant::now();
    for index in 0..length.keys {
        tokio::time::sleep_until((start + Duration::from_secs(1) / KEYS_A_SECOND * index).into()).await;
        window.type_text(if index % 6 == 5 { " " } else { "m" }).await;
    }
    let took = window.client.execute("return window.took", vec![]).await.expect("the page answers");
    took.as_array().expect("a list").iter().filter_map(serde_json::Value::as_f64).collect()
}

fn report(Length { what, share, limit, .. }: &Length, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)];
    let (median, most) = (at(50), at(99));
    let worst = took[took.len() - 1];
    let counted = if *share == 100 { worst } else { most };
    let measured = format!("{median:.0} ms, 99 of 100 within {most:.0}, at worst {worst:.0} of {}", took.len());
    let wanted = if *share == 100 { format!("< {limit} ms, all") } else { format!("< {limit} ms, {share} of 100") };
    Figure { what, measured, limit: Some((wanted, counted < *limit)) }.report();
}

async fn open_long() -> Vec<f64> {
    let desk = Desk::new();
    desk.with(with_body("Long", 1_000_000));
    let short = desk.with(Brief { headline: "Short".to_owned(), body: "A line.".to_owned(), ..brief::brief() });
    let window = desk.open_with(&["open", &short.to_string()]).await;
    window.find("textbox", "Body").await;
    let mut took = Vec::new();
    for _ in 0..rounds(5) {
        took.push(open(&window, "Long").await);
        open(&window, "Short").await;
    }
    took
}

async fn open(window: &Window, headline: &str) -> f64 {
    let took = window.client.execute_async(OPEN, vec![headline.into()]).await.expect("the page answers");
    took.as_f64().expect("a number")
}
