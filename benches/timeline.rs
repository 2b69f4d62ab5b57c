//! How long the window takes to show the timeline of a long past, and each of its revisions.
//!
//! The page itself takes the time, from the key to the frame in which everything stands: a WebDriver's questions would be the larger part
//! of it. What stands on the page when a frame begins is painted in that frame; a timer that is set then comes after it.

use briefdesk_core::brief::{Brief, Ids, RandomIds};
use briefdesk_core::store::Store;
use jiff::{SignedDuration, Timestamp};

use crate::brief;
use crate::figures::{Figure, rounds};
use crate::window::{Desk, Window};
use crate::writing::{Body, Writer};

const REVISIONS: i64 = 10_000;
/// A brief of the usual size, with what is in it besides the body. In bytes.
const BODY: usize = 5_000;

/// Clicks History, and tells after how many milliseconds a screen of revisions was shown.
const OPEN: &str = "
    const done = arguments[0];
    const start = performance.now();
    const shown = () => document.querySelectorAll('[data-revision]').length >= 12;
    const look = () => shown() ? setTimeout(() => done(performance.now() - start)) : requestAnimationFrame(look);
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'History').click();
    requestAnimationFrame(look);";

/// Goes on to the next older revision, and tells after how many milliseconds the page showed it.
const STEP: &str = "
    const done = arguments[0];
    const sentence = () => document.querySelector('[data-region=history-bar] [role=status]').textContent;
    const before = sentence();
    const start = performance.now();
    const look = () => sentence() === before ? requestAnimationFrame(look) : setTimeout(() => done(performance.now() - start));
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    requestAnimationFrame(look);";

const IS_COMPARED: &str = "return document.querySelector('[data-region=history-bar] [role=status]')?.textContent.length > 0 \
                           && document.activeElement?.closest('[data-revision]') !== null";

/// Reports medians.
pub fn measure() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let desk = Desk::new();
        write_a_long_past(&mut desk.store());
        let (mut opened, mut stepped) = (Vec::new(), Vec::new());
        let window = desk.open_with(&["open", "--last"]).await;
        for _ in 0..rounds(15) {
            window.find("button", "History").await;
            opened.push(milliseconds(&window, OPEN).await);
            window.wait("the last revision is compared", IS_COMPARED).await;
            for _ in 0..10 {
                stepped.push(milliseconds(&window, STEP).await);
            }
            window.click("button", "Close").await;
        }
        report("The first screen of 10,000 revisions, in the window", opened, 50.0);
        report("Another revision shown, in the window", stepped, 30.0);
    });
}

fn write_a_long_past(store: &mut Store) {
    let id = RandomIds.brief();
    let mut body = Body::new(Writer::new(7));
    body.grow_to(BODY);
    let begun = Timestamp::now() - SignedDuration::from_hours(REVISIONS);
    for number in 0..REVISIONS {
        body.change_a_sentence();
        let brief = Brief { body: body.text(), ..brief::brief() };
        store
            .save_brief(id, number as u32, brief, begun + SignedDuration::from_hours(number))
            .expect("the brief is saved");
    }
}

async fn milliseconds(window: &Window, script: &str) -> f64 {
    let took = window.client.execute_async(script, vec![]).await.expect("the page answers");
    took.as_f64().expect("a number")
}

fn report(what: &'static str, mut took: Vec<f64>, most: f64) {
    took.sort_by(f64::total_cmp);
    let median = took[took.len() / 2];
    let worst = took[took.len() - 1];
    let measured = format!("{median:.0} ms, at worst {worst:.0}");
    Figure { what, measured, limit: Some((format!("< {most} ms"), median < most)) }.report();
}
