//! The core against real files: one test binary.

#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect has failed")]

mod agreement;
mod backups;
mod bad_input;
mod cleaning_up;
mod comparing;
mod history;
mod html_import;
mod markdown_round_trip;
mod migrations;
mod page_text;
mod pages;
mod pictures;
mod recovering;
mod salvaging;
mod sample;
mod saving;
mod taking;
mod verifying;
mod walls;
