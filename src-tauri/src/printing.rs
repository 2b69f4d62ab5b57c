//! The core's printer: a page is printed to a PDF by a web view that nobody sees. On Linux that is WebKitGTK's; the other systems'
//! web views can print to a file too, but that is yet to be written, and until then says so.

#[cfg(not(target_os = "linux"))]
mod absent;
#[cfg(target_os = "linux")]
mod press;
#[cfg(target_os = "linux")]
mod sheet;

#[cfg(not(target_os = "linux"))]
pub use absent::Press;
#[cfg(target_os = "linux")]
pub use press::Press;

use briefdesk_core::Result;
use briefdesk_core::export::{ExportOptions, Format};

/// What `make` gives, if any of `options` asks for something printed.
///
/// # Errors
/// That of `make`.
pub fn press_for<'a>(
    options: impl IntoIterator<Item = &'a ExportOptions>,
    make: fn() -> Result<Press>,
) -> Result<Option<Press>> {
    let is_printed = options.into_iter().any(|options| options.format == Format::Pdf);
    is_printed.then(make).transpose()
}
