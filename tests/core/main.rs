//! The core against real files: one test binary.

#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect has failed")]

mod bad_input;
mod html_import;
mod markdown_round_trip;
mod page_text;
mod pages;
mod pictures;
mod salvaging;
mod sample;
mod saving;
mod walls;
