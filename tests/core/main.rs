//! The core against real files: one test binary.

mod bad_input;
mod html_import;
mod markdown_round_trip;
mod page_text;
mod pages;
mod sample;
mod saving;
mod walls;
