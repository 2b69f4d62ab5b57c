//! The two things that people bring themselves, Rust and Node: found, and new enough.

use std::fmt;

use crate::Failure;
use crate::process::{self, NPM, command, find, output_of};

/// The workspace's `rust-version`: Cargo hands it to each package that inherits it.
const RUST: &str = env!("CARGO_PKG_RUST_VERSION");

/// What Vite 8 asks for.
const NODE: Version = Version(20, 19);

/// Major and minor: nothing here depends on a patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// Reads the first version in what a tool says of itself: `rustc 1.95.0 (59807616e 2026-04-14)`, `v20.20.2`, `1.90`.
pub fn version(said: &str) -> Option<Version> {
    said.split_whitespace().find_map(|word| {
        let mut numbers = word.strip_prefix('v').unwrap_or(word).split(['.', '-']);
        Some(Version(numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    })
}

/// Checks Rust, Node and npm, and says how to get what is missing. Installs nothing: people have their own ways with
/// these.
pub fn check() -> Result<(), Failure> {
    let rust = output_of("rustc", &["--version"]);
    let node = output_of("node", &["--version"]);
    let problems = [
        version(RUST)
            .and_then(|needed| too_old("Rust", rust.as_deref(), needed, "`rustup update`, or https://rustup.rs")),
        too_old("Node", node.as_deref(), NODE, "https://nodejs.org, your version manager or your system's packages"),
        find_npm().is_none().then(|| "npm is needed; it comes with Node: https://nodejs.org".to_owned()),
    ];
    let problems: Vec<String> = problems.into_iter().flatten().collect();
    if problems.is_empty() { Ok(()) } else { Err(Failure::new(problems.join("\n"))) }
}

/// The complaint about a tool that is missing or older than `needed`, with where to get it.
fn too_old(tool: &str, said: Option<&str>, needed: Version, from: &str) -> Option<String> {
    match said.map(|said| (said.trim(), version(said))) {
        Some((_, Some(found))) if found >= needed => None,
        Some((said, _)) => Some(format!("{tool} {needed} or newer is needed, and this is {said}. Get it from {from}.")),
        None => Some(format!("{tool} {needed} or newer is needed, and there is none on the PATH. Get it from {from}.")),
    }
}

fn find_npm() -> Option<()> {
    if cfg!(windows) { output_of(NPM, &["--version"]).map(|_| ()) } else { find(NPM).map(|_| ()) }
}

/// Adds rustfmt and clippy where rustup was installed with its minimal profile.
pub fn add_components() -> Result<(), Failure> {
    let present = |component| output_of("cargo", &[component, "--version"]).is_some();
    if (present("fmt") && present("clippy")) || find("rustup").is_none() {
        return Ok(());
    }
    process::run("Adding rustfmt and clippy", &mut command(&["rustup", "component", "add", "rustfmt", "clippy"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_tools_say_of_themselves() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some(Version(1, 95)));
        assert_eq!(version("rustc 1.97.0-nightly (abc 2026-04-14)"), Some(Version(1, 97)));
        assert_eq!(version("v20.20.2\n"), Some(Version(20, 20)));
        assert_eq!(version("1.90"), Some(Version(1, 90)));
        assert_eq!(version("no such thing"), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("1.100") > version("1.90"));
        assert!(version("v9.20.0") < version("v20.0.0"));
    }

    #[test]
    fn says_what_is_wrong_and_where_to_get_it() {
        assert_eq!(too_old("Node", Some("v20.19.0\n"), NODE, "x"), None);
        let old = too_old("Node", Some("v18.1.0\n"), NODE, "nodejs.org").unwrap();
        assert_eq!(old, "Node 20.19 or newer is needed, and this is v18.1.0. Get it from nodejs.org.");
        assert!(too_old("Node", None, NODE, "nodejs.org").unwrap().contains("none on the PATH"));
    }

    #[test]
    fn the_workspace_names_the_rust_it_needs() {
        assert!(version(RUST).is_some());
    }
}
