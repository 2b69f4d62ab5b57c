//! How long a book takes that is pasted from Word, and how long the window answers nobody meanwhile.

use std::time::Duration;

use briefdesk_core::brief::{Brief, Publication};
use serde_json::json;

use crate::figures::{Figure, rounds};
use crate::median::milliseconds;
use crate::window::Desk;

const WORD: &str = include_str!("../tests/fixtures/clipboard/word-windows.html");
const PASTE: &str = include_str!("../tests/window/paste.js");
const BYTES: usize = 800_000;

/// Tells after how many milliseconds what is pasted stands in the body, and the longest time between two turns of the window.
const WATCH: &str = "
    addEventListener('paste', () => {
        const start = performance.now();
        let [last, longest] = [start, 0];
        const turn = setInterval(() => {
            const now = performance.now();
            [last, longest] = [now, Math.max(longest, now - last)];
        }, 4);
        const look = () => {
            if (!document.querySelector('[role=textbox][aria-label=Body] .cm-line').textContent) return requestAnimationFrame(look);
            setTimeout(() => {
                clearInterval(turn);
                window.pasted = [performance.now() - start, longest];
            });
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });";

pub fn measure() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let book = book();
    let (took, longest): (Vec<_>, Vec<_>) = (0..rounds(5)).map(|_| runtime.block_on(paste(&book))).unzip();
    let took = milliseconds(&took);
    let limit = Some(("< 1500 ms".to_owned(), took < 1_500.0));
    Figure { what: "800 kB of Word pasted", measured: format!("{took:.0} ms"), limit }.report();
    let measured = format!("{:.0} ms", milliseconds(&longest));
    Figure { what: "The longest that the window was busy with it", measured, limit: None }.report();
}

/// The paragraphs of a document of Word, again and again.
fn book() -> String {
    let paragraphs = WORD.find("<p class=MsoNormal>").zip(WORD.find("<!--EndFragment-->"));
    let (from, to) = paragraphs.expect("the fixture has paragraphs");
    WORD[from..to].repeat(BYTES.div_ceil(to - from))
}

/// Pastes into an empty brief.
async fn paste(book: &str) -> (Duration, Duration) {
    let desk = Desk::new();
    let id = desk.with(Brief::blank(&Publication::default()));
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("textbox", "Body").await;
    window.client.execute(WATCH, vec![]).await.expect("the page answers");
    window.client.execute(PASTE, vec![json!(book), json!("")]).await.expect("the page answers");
    window.wait("the book is there", "return window.pasted !== undefined").await;
    let pasted = window.client.execute("return window.pasted", vec![]).await.expect("the page answers");
    let [took, longest] =
        [0, 1].map(|at| Duration::from_secs_f64(pasted[at].as_f64().expect("a number of milliseconds") / 1_000.0));
    (took, longest)
}
