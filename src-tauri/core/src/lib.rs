//! The core of Briefdesk: all that it does with briefs, without a window.
//!
//! - [`brief`]: what a brief is. Values only.
//! - [`markdown`]: Markdown's text and tree; the one place that parses it.
//! - [`store`]: the library file; the one place that speaks SQL.
//! - [`compare`]: two briefs become what changed between them, part by part; taking a piece back, and merging. Pure.
//! - [`import`]: files become briefs. What comes in is hostile until it has passed here.
//! - [`export`]: briefs become pages and files.
//! - [`proof`]: an exported file is read back and compared with its brief.
//! - [`library`]: what people do with the library as a whole: search, import into, gather for export.
//! - [`error`]: everything that can go wrong here.

pub mod brief;
pub mod compare;
pub mod error;
pub mod export;
pub mod import;
pub mod library;
pub mod markdown;
pub mod proof;
pub mod store;

pub use error::{Error, Result};
