//! The core against real files: one test binary.

mod bad_input;
mod markdown_round_trip;
mod pages;
mod sample;
mod saving;
mod walls;
