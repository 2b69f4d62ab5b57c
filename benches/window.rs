//! The built program in a real window: what is left when it is killed, how long a letter, a pasted book and a long past take to
//! show, and the program to start.
//!
//! Needs a display and a session bus, which `cargo xtask bench` gives it.

mod brief;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/window/driver.rs"]
mod driver;
mod figures;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/window/input_method.rs"]
mod input_method;
mod killing;
mod long;
mod median;
mod pasting;
mod screen;
mod starting;
mod timeline;
mod typing;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/window/window.rs"]
mod window;
#[allow(dead_code, reason = "other benches use more of it")]
mod writing;

fn main() {
    if figures::wanted("kill") {
        killing::measure();
    }
    if figures::wanted("type") {
        typing::measure();
    }
    if figures::wanted("paste") {
        pasting::measure();
    }
    if figures::wanted("timeline") {
        timeline::measure();
    }
    if figures::wanted("start") {
        starting::measure();
    }
}
