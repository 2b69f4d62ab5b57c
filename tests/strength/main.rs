//! The library against power cuts, failing and full disks, damage and `kill -9`: one test binary of its own, because it
//! changes what file system SQLite uses.
//!
//! A [`script`] is a list of steps at a [`desk`]. A new step is one line in the list; a new kind of step is one method of
//! [`desk::Desk`], which says what the step makes of the library's [`contents`] and what it asks of the store. Every test
//! here then covers it.
//!
//! `BRIEFDESK_STRENGTH=1` tries many times as much, `BRIEFDESK_SEED=N` other chances.

#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect has failed")]

mod chances;
mod contents;
mod cutting;
mod damage;
mod desk;
mod failing;
mod killing;
mod refusing;
mod room;
mod sample;
mod script;
