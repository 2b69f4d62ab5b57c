//! Exported files before the programs that take them in: checkers, a browser, site generators, a word processor.
//!
//! Those programs are many and large. `cargo xtask conform` installs them and runs these tests, which everything else ignores.

#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect has failed")]

mod desk;
mod hostile;
mod injections;
mod pages;
mod samples;
mod sites;
mod tools;
mod wire;
mod word;
