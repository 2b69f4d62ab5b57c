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

use mimalloc::MiMalloc;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What one thread gathers, another frees: the system's allocator has them wait for each other, which takes a quarter of an export's time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // Logs go to standard error and hold no text of an article. What the HTML parser can't do is nothing that an editor could mend.
    let told = Targets::new().with_default(LevelFilter::WARN).with_target("html5ever", LevelFilter::ERROR);
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).without_time();
    tracing_subscriber::registry().with(log).with(told).init();
    cli::main()
}
