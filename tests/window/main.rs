//! The built program in a real WebKitGTK window, driven by WebKitWebDriver. Each test has its own library, home and driver.
//!
//! Needs a display and a session bus: `cargo xtask test` gives it both. Conditions are waited for, never times.

#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect has failed")]

mod bad_input;
mod commanding;
mod composing;
mod deciding;
mod driver;
mod exporting;
mod formatting;
mod input_method;
mod listing;
mod looking_back;
mod past;
mod pasting;
mod picturing;
mod printing;
mod recovering;
mod showing;
mod surviving;
mod undoing;
mod window;
mod writing;
