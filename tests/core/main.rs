//! The core against real files: one test binary.

#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect has failed")]

mod agreement;
mod backups;
mod bad_input;
mod body_images;
mod cleaning_up;
mod clipboard;
mod comparing;
mod copying;
mod counting;
mod export_settings;
mod exporting;
mod flavours;
mod history;
mod html_import;
mod json;
mod markdown_round_trip;
mod migrations;
mod ninjs;
mod office;
mod page_text;
mod page_text_export;
mod pages;
mod picture_words;
mod pictures;
mod proving;
mod proving_pages;
mod recovering;
mod routing;
mod salvaging;
mod sample;
mod saving;
mod taking;
mod themes;
mod varieties;
mod verifying;
mod walls;
