//! npm packages of a folder, installed again only when its lock file has changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Failure;
use crate::process::{self, NPM};

/// A copy of the lock file that the packages were installed from. Below `node_modules`, so that deleting the packages
/// deletes it.
const STAMP: &str = "node_modules/.installed-package-lock.json";

/// Installs the packages that the lock file in `folder` names, unless these are the ones that are there. `what` completes
/// the sentence "Installing …"; `options` go to npm.
pub fn install(what: &str, folder: &Path, options: &[&str]) -> Result<(), Failure> {
    if is_installed(folder) {
        return Ok(());
    }
    eprintln!("Installing {what} (npm ci)");
    let mut npm = Command::new(NPM);
    npm.args(["ci", "--no-audit", "--no-fund"]).args(options).current_dir(folder);
    process::run(&format!("Installing {what}"), &mut npm)?;
    fs::copy(folder.join("package-lock.json"), folder.join(STAMP))
        .map(|_| ())
        .map_err(|error| Failure::new(format!("Could not write {}: {error}.", folder.join(STAMP).display())))
}

fn is_installed(folder: &Path) -> bool {
    match (fs::read(folder.join("package-lock.json")), fs::read(folder.join(STAMP))) {
        (Ok(wanted), Ok(installed)) => wanted == installed,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installs_again_when_the_lock_file_changed() {
        let folder = std::env::temp_dir().join(format!("briefdesk-xtask-{}-packages", std::process::id()));
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        write("package-lock.json", "one");
        assert!(!is_installed(&folder), "nothing was installed yet");
        write(STAMP, "one");
        assert!(is_installed(&folder));
        write("package-lock.json", "two");
        assert!(!is_installed(&folder), "whatever its age, a file with other contents counts");
        fs::remove_dir_all(folder.join("node_modules")).unwrap();
        assert!(!is_installed(&folder));
        fs::remove_dir_all(folder).unwrap();
    }
}
