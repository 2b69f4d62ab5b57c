//! Briefdesk: the window, and the same program on the command line.

mod backing_up;
mod cli;
mod desk;
mod dialog;
mod exporting;
mod ipc;
mod keeping;
mod printing;
#[cfg(unix)]
mod signals;
mod upkeep;
#[cfg(target_os = "linux")]
mod webkit;
mod window;

use std::process::ExitCode;

use tracing_subscriber::filter::LevelFilter;

fn main() -> ExitCode {
    // Logs go to standard error and hold no text of an article.
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(LevelFilter::WARN).without_time().init();
    cli::main()
}
