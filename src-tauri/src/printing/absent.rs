//! Where there is no printing to a file yet.

use briefdesk_core::export::{Paper, Printer};
use briefdesk_core::{Error, Result};

/// There is none.
pub enum Press {}

impl Press {
    /// Always [`Error::NoPrinting`].
    pub fn alone() -> Result<Self> {
        Err(Error::NoPrinting)
    }

    /// Always [`Error::NoPrinting`].
    pub fn beside_window() -> Result<Self> {
        Err(Error::NoPrinting)
    }
}

impl Printer for Press {
    fn print(&self, _: &str, _: Paper) -> Result<Vec<u8>> {
        match *self {}
    }
}
