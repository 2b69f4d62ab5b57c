//! The built program in a real window: what is left when it is killed, and how long it takes to start.
//!
//! Needs a display and a session bus, which `cargo xtask bench` gives it.

mod brief;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/window/driver.rs"]
mod driver;
mod figures;
mod killing;
mod long;
mod median;
mod screen;
mod starting;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/window/window.rs"]
mod window;

fn main() {
    if figures::wanted("kill") {
        killing::measure();
    }
    if figures::wanted("start") {
        starting::measure();
    }
}
