//! The damaged library's copy: whatever salvage makes of it, every byte that was there is still there.

use std::fs::{self, File};
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use jiff::Zoned;

use crate::error::{Error, Result};
use crate::store::files::{beside, copy_new, stem, sync_folder};

/// What SQLite keeps beside a library while it is open or after a crash.
pub(super) const COMPANIONS: [&str; 2] = ["-wal", "-shm"];

/// A copy of a damaged library beside it.
#[derive(Debug)]
pub(super) struct Aside {
    pub path: PathBuf,
    /// The files that were made for it just now.
    made: Vec<PathBuf>,
}

impl Aside {
    /// Copies `library`, held open as `file`, with all that belongs to it to `NAME.damaged-TIME.briefdesk`, and waits for the disk.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::NotPermitted`], [`Error::Io`]; then nothing is left behind.
    pub(super) fn keep(library: &Path, file: &File, now: &Zoned) -> Result<Self> {
        let path = free_name(library, now);
        let mut aside = Self { path: path.clone(), made: Vec::new() };
        match aside.copy(library, file) {
            Ok(()) => Ok(aside),
            Err(error) => {
                aside.discard();
                Err(error)
            }
        }
    }

    /// An equal copy, from an earlier attempt. If the library has a log, the copy must have the same; if it has none any more, that
    /// attempt was interrupted when it had put the log away, and the copy's is the one that counts.
    ///
    /// # Errors
    /// [`Error::NotPermitted`] or [`Error::Io`] if the folder can't be read.
    pub(super) fn earlier(library: &Path, file: &File) -> Result<Option<Self>> {
        let folder = library.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut start = stem(library);
        start.push(".damaged-");
        let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
        for name in entries.filter_map(std::result::Result::ok).map(|entry| entry.file_name()) {
            let bytes = name.as_encoded_bytes();
            let ours = bytes.starts_with(start.as_encoded_bytes()) && bytes.ends_with(b".briefdesk");
            let path = library.with_file_name(&name);
            if ours && same_bytes(file, &path) {
                let log = File::open(beside(library, "-wal")).ok();
                let log = log.filter(|log| log.metadata().is_ok_and(|metadata| metadata.len() > 0));
                if log.is_none_or(|log| same_bytes(&log, &beside(&path, "-wal"))) {
                    return Ok(Some(Self { path, made: Vec::new() }));
                }
            }
        }
        Ok(None)
    }

    fn copy(&mut self, library: &Path, file: &File) -> Result<()> {
        let mut start = file;
        start.rewind().map_err(|error| Error::io(library, error))?;
        copy_new(file, &self.path, &mut self.made)?;
        for companion in COMPANIONS {
            match File::open(beside(library, companion)) {
                Ok(file) => copy_new(&file, &beside(&self.path, companion), &mut self.made)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io(&beside(library, companion), error)),
            }
        }
        sync_folder(&self.path)
    }

    /// Whether there is something in the copy's log.
    pub(super) fn has_log(&self) -> bool {
        beside(&self.path, "-wal").metadata().is_ok_and(|metadata| metadata.len() > 0)
    }

    /// Gives `library` the log again that was taken from it, if it is gone.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::NotPermitted`], [`Error::Io`]; then there is none, rather than a part of it.
    pub(super) fn put_log_back(&self, library: &Path) -> Result<()> {
        let log = beside(library, "-wal");
        if log.exists() || !self.has_log() {
            return Ok(());
        }
        let kept = beside(&self.path, "-wal");
        let mut made = Vec::new();
        let copied = File::open(&kept)
            .map_err(|error| Error::io(&kept, error))
            .and_then(|kept| copy_new(&kept, &log, &mut made))
            .and_then(|()| sync_folder(&log));
        if copied.is_err() {
            Self { path: log, made }.discard();
        }
        copied
    }

    /// Takes back a copy that is not needed, because the library stays as it is.
    pub(super) fn discard(self) {
        for path in self.made {
            // Best effort: what went wrong before is what the editor must hear of.
            let _ = fs::remove_file(path);
        }
    }
}

/// The name of the first copy that is not taken.
fn free_name(library: &Path, now: &Zoned) -> PathBuf {
    let time = now.strftime("%Y-%m-%dT%H%M%S");
    let name = |suffix: String| {
        let mut name = stem(library);
        name.push(format!(".damaged-{time}{suffix}.briefdesk"));
        library.with_file_name(name)
    };
    let taken = |path: &PathBuf| path.exists() || COMPANIONS.iter().any(|companion| beside(path, companion).exists());
    let mut path = name(String::new());
    let mut number = 2;
    while taken(&path) {
        path = name(format!("-{number}"));
        number += 1;
    }
    path
}

fn same_bytes(file: &File, path: &Path) -> bool {
    let Ok(other) = File::open(path) else { return false };
    let length = |file: &File| file.metadata().map(|metadata| metadata.len()).ok();
    let mut start = file;
    length(file).is_some() && length(file) == length(&other) && start.rewind().is_ok() && same_content(file, &other)
}

fn same_content(one: &File, other: &File) -> bool {
    let digest = |file: &File| {
        let mut hasher = blake3::Hasher::new();
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Some(hasher.finalize()),
                Ok(read) => hasher.update(&buffer[..read]),
                Err(_) => return None,
            };
        }
    };
    let (one, other) = (digest(one), digest(other));
    one.is_some() && one == other
}
