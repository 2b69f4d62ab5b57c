//! The UI's packages and its build, which is done again only when something that it depends on has changed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::process::{self, NPM};
use crate::{Failure, packages, root};

/// Folders inside `ui/` that the build writes, or doesn't read. Those that begin with a dot are skipped as well.
const NOT_INPUTS: [&str; 4] = ["node_modules", "dist", "coverage", "test-results"];

fn folder() -> PathBuf {
    root().join("ui")
}

/// An npm command inside `ui/`.
fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new(NPM);
    npm.args(arguments).current_dir(folder());
    npm
}

/// Installs the packages that `ui/package-lock.json` names, unless these are the ones that are there.
pub fn install() -> Result<(), Failure> {
    packages::install("the UI's packages", &folder(), &[])
}

/// Builds `ui/dist` unless it is newer than everything that it is made of.
pub fn build() -> Result<(), Failure> {
    let ui = folder();
    if is_built(&ui) {
        return Ok(());
    }
    eprintln!("Building the UI (npm run build)");
    process::run("Building the UI", &mut npm(&["run", "build"]))
}

/// The packages, then the build.
pub fn prepare() -> Result<(), Failure> {
    install()?;
    build()
}

fn is_built(ui: &Path) -> bool {
    let built = fs::metadata(ui.join("dist/index.html")).and_then(|file| file.modified());
    match (built, newest_input(ui)) {
        (Ok(built), Ok(Some(newest))) => newest <= built,
        _ => false,
    }
}

/// When an input last changed. A folder counts as well, because deleting a file changes nothing else; `ui/` itself
/// doesn't, because writing `dist` changes it.
fn newest_input(folder: &Path) -> io::Result<Option<SystemTime>> {
    let mut newest = None;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let metadata = entry.metadata()?;
        let skipped = NOT_INPUTS.iter().any(|folder| name == *folder) || name.to_string_lossy().starts_with('.');
        if metadata.is_dir() && skipped {
            continue;
        }
        newest = newest.max(Some(metadata.modified()?));
        if metadata.is_dir() {
            newest = newest.max(newest_input(&entry.path())?);
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// A folder that is gone when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("briefdesk-xtask-{}-{name}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        /// Writes a file and sets both it and its folder to `seconds` after a fixed time.
        fn write(&self, name: &str, seconds: u64, text: &str) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            for touched in [path.as_path(), path.parent().unwrap()] {
                self.touch(touched, seconds);
            }
        }

        fn touch(&self, path: &Path, seconds: u64) {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 + seconds);
            fs::File::open(path).unwrap().set_modified(time).unwrap();
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn builds_again_when_an_input_is_newer() {
        let ui = Folder::new("build");
        ui.write("src/sheet/document.ts", 10, "");
        assert!(!is_built(&ui.0), "there is no build yet");
        ui.write("dist/index.html", 20, "");
        assert!(is_built(&ui.0));
        ui.write("node_modules/svelte/index.js", 30, "");
        ui.write(".svelte-kit/types.d.ts", 30, "");
        assert!(is_built(&ui.0), "what the build doesn't read doesn't count");
        ui.write("index.html", 30, "");
        assert!(!is_built(&ui.0));
    }

    #[test]
    fn builds_again_when_an_input_was_deleted() {
        let ui = Folder::new("deleted");
        ui.write("src/a.ts", 10, "");
        ui.write("src/b.ts", 10, "");
        ui.write("dist/index.html", 20, "");
        assert!(is_built(&ui.0));
        fs::remove_file(ui.0.join("src/b.ts")).unwrap();
        ui.touch(&ui.0.join("src"), 30);
        assert!(!is_built(&ui.0));
    }
}
