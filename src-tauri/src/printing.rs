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
