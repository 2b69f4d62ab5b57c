//! A folder in memory where there is one: a crash state is written a thousand times and must never reach a real disk.

use std::fs;
use std::path::{Path, PathBuf};

use briefdesk_disk::Files;
use tempfile::TempDir;

/// The library's name in its folder.
pub const NAME: &str = "desk.briefdesk";

/// A new folder, which goes when this is dropped.
pub fn room() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory).unwrap() } else { TempDir::new().unwrap() }
}

/// Makes `folder` hold `files` and nothing else; gives the library's path.
pub fn lay_out(folder: &Path, files: &Files) -> PathBuf {
    for entry in fs::read_dir(folder).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
    folder.join(NAME)
}

/// Every file in `folder` but shared memory, which means nothing on another machine.
pub fn files_in(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files = entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()));
    files.filter(|(name, _)| !name.ends_with("-shm")).collect()
}
