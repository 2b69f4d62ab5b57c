//! `build` and `bundle`: the program and the packages that people install.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::process::{self, command};
use crate::run::{prepare, tauri};
use crate::{Failure, no_arguments, root, ui};

/// `build`: the release build. Its path is the only line on standard output.
pub fn build(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    no_arguments(arguments)?;
    prepare()?;
    ui::prepare()?;
    process::run("The release build", &mut command(&["cargo", "build", "--release", "-p", "briefdesk"]))?;
    let program = release_folder()?.join(format!("briefdesk{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        return Err(Failure::new(format!("The build went well, and yet {} isn't there.", program.display())));
    }
    println!("{}", program.display());
    Ok(ExitCode::SUCCESS)
}

/// `bundle`: deb and rpm. An AppImage isn't made, because its tools are downloaded while bundling.
pub fn bundle(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    no_arguments(arguments)?;
    prepare()?;
    ui::install()?;
    let mut bundler = Command::new(tauri()?);
    process::run("Bundling", bundler.args(["build", "--bundles", "deb,rpm"]).current_dir(root()))?;
    for kind in ["deb", "rpm"] {
        for package in packages(kind)? {
            println!("{}", package.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The finished packages of a kind; the folder holds the bundler's working files as well.
fn packages(kind: &str) -> Result<Vec<PathBuf>, Failure> {
    let folder = release_folder()?.join("bundle").join(kind);
    let entries = fs::read_dir(&folder)
        .map_err(|error| Failure::new(format!("The packages aren't in {}: {error}.", folder.display())))?;
    let files = entries.flatten().map(|entry| entry.path());
    Ok(files.filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending == kind)).collect())
}

/// Where release builds land: beside the folder that this very program was built into, whatever the target folder is
/// called.
fn release_folder() -> Result<PathBuf, Failure> {
    let here = std::env::current_exe()
        .map_err(|error| Failure::new(format!("Can't tell where this program was built: {error}.")))?;
    here.ancestors()
        .nth(2)
        .map(|target| target.join("release"))
        .ok_or_else(|| Failure::new(format!("{} isn't in a target folder.", here.display())))
}
