//! Which file is whose: a brief's files keep their names, and nobody else's file is taken for one of them.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use super::made_of;
use super::name_pattern::file_of;
use crate::brief::BriefId;
use crate::error::{Error, Result};
use crate::export::{ExportOptions, file};
use crate::store::{ExportRecord, FileRecord, Store};

/// Names that are tried for a file: its own, with the brief's id behind it, and then with a number.
const ATTEMPTS: usize = 9;

/// The names in a folder, and who has them.
#[derive(Debug)]
pub(super) struct Names {
    /// The folder, from the root and without links.
    root: PathBuf,
    /// Given out in this run. Some file systems take upper and lower case for the same, and any file may be copied to one.
    taken: HashSet<String>,
    /// What is in each folder, under lower-case names.
    folders: HashMap<PathBuf, HashMap<String, Vec<OsString>>>,
}

/// A place for a file.
#[derive(Debug)]
pub(super) struct Place {
    /// From the folder.
    pub below: PathBuf,
    /// What lies there.
    pub older: Older,
}

/// What lies where a file is to go.
#[derive(Debug)]
pub(super) enum Older {
    /// Nothing.
    Nothing,
    /// What was exported of this brief, as it was recorded.
    Recorded(Box<FileRecord>),
    /// A file of this brief that this library has no record of.
    Unrecorded,
    /// What was exported of this brief, and somebody has changed it.
    Edited,
    /// Something that the editor has said to replace.
    Replaceable,
}

/// A recorded file as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Same,
    Gone,
    Edited,
}

/// Looks at the file of a record. Reads it only where its size or its time is another.
pub(super) fn look(record: &FileRecord) -> Result<Look> {
    let path = Path::new(&record.path);
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            return Ok(Look::Gone);
        }
        Err(error) => return Err(Error::io(path, error)),
    };
    let same_size = about.is_file() && about.len() == record.size;
    if same_size && file::modified(&about) == record.modified && record.modified != 0 {
        return Ok(Look::Same);
    }
    // It may have been copied, or written again with the same text.
    let read = || fs::read(path).map_err(|error| Error::io(path, error));
    Ok(if same_size && made_of::of_file(&read()?) == record.hash { Look::Same } else { Look::Edited })
}

impl Names {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), taken: HashSet::new(), folders: HashMap::new() }
    }

    /// The folder, from the root.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The file `below` as it is recorded; nothing for one whose name is not Unicode.
    pub(super) fn key(&self, below: &Path) -> Option<String> {
        self.root.join(below).into_os_string().into_string().ok()
    }

    /// Takes a name that is known to be the caller's.
    pub(super) fn take(&mut self, below: &Path) -> bool {
        self.taken.insert(folded(below))
    }

    /// A place for the file of brief `id` that is called `stem`: where its older one lies, else its own name, else one with its id.
    ///
    /// # Errors
    /// [`Error::FileExists`] if all these names are others'; [`Error::NotAFolder`], [`Error::NotPermitted`], [`Error::Io`], the store's.
    pub(super) fn place(
        &mut self,
        store: &Store,
        id: BriefId,
        records: &[ExportRecord],
        (stem, options): (&Path, &ExportOptions),
    ) -> Result<Place> {
        let suffix = |attempt: usize| match attempt {
            0 => String::new(),
            1 => format!("-{id}"),
            number => format!("-{id}-{number}"),
        };
        let names: Vec<PathBuf> = (0..ATTEMPTS).map(|attempt| file_of(stem, &suffix(attempt), options)).collect();
        let is_recorded = |name: &&PathBuf| {
            let key = self.key(name);
            records
                .iter()
                .any(|record| Some(&record.file.path) == key.as_ref() && parsed(&record.file).as_ref() == Some(options))
        };
        let recorded: Vec<PathBuf> = names.iter().filter(is_recorded).cloned().collect();
        for below in recorded.into_iter().chain(names.iter().cloned()) {
            if self.taken.contains(&folded(&below)) {
                continue;
            }
            if let Some(older) = self.older(store, id, &below)? {
                self.take(&below);
                return Ok(Place { below, older });
            }
        }
        Err(Error::FileExists(self.root.join(&names[0])))
    }

    /// The place of the file that the editor has called `name`.
    ///
    /// # Errors
    /// [`Error::NotPermitted`], [`Error::Io`].
    pub(super) fn named(&mut self, name: &OsStr) -> Result<Place> {
        let below = PathBuf::from(name);
        self.take(&below);
        let path = self.root.join(&below);
        let older = match fs::symlink_metadata(&path) {
            Ok(_) => Older::Replaceable,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Older::Nothing,
            Err(error) => return Err(Error::io(&path, error)),
        };
        Ok(Place { below, older })
    }

    /// What of brief `id` lies at `below`; `None` if that is not for it.
    fn older(&mut self, store: &Store, id: BriefId, below: &Path) -> Result<Option<Older>> {
        let there = self.entries(below)?;
        let Some(name) = below.file_name() else { return Ok(None) };
        match there {
            [] => return Ok(Some(Older::Nothing)),
            [only] if only == name => {}
            _ => return Ok(None),
        }
        let path = self.root.join(below);
        if !fs::symlink_metadata(&path).map_err(|error| Error::io(&path, error))?.is_file() {
            return Ok(None);
        }
        let record = self.key(below).map(|key| store.export_at(&key)).transpose()?.flatten();
        match record {
            Some(record) if record.brief == id => Ok(Some(match look(&record.file)? {
                Look::Same => Older::Recorded(Box::new(record.file)),
                Look::Gone => Older::Nothing,
                Look::Edited => Older::Edited,
            })),
            Some(_) => Ok(None),
            None => Ok(file::names(&path, &id.to_string())?.then_some(Older::Unrecorded)),
        }
    }

    /// The files in the folder of `below` whose names differ from its own in nothing but upper and lower case.
    fn entries(&mut self, below: &Path) -> Result<&[OsString]> {
        let folder = below.parent().unwrap_or(Path::new(""));
        if !self.folders.contains_key(folder) {
            file::make_folders(&self.root, folder)?;
            let listing = list(&self.root.join(folder))?;
            self.folders.insert(folder.to_owned(), listing);
        }
        let name = below.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let found = self.folders.get(folder).and_then(|listing| listing.get(&name));
        Ok(found.map_or(&[], Vec::as_slice))
    }
}

/// The names in `folder`, under what they are in lower case. What killed exports have left there goes.
fn list(folder: &Path) -> Result<HashMap<String, Vec<OsString>>> {
    let mut names: HashMap<String, Vec<OsString>> = HashMap::new();
    for entry in fs::read_dir(folder).map_err(|error| Error::io(folder, error))? {
        let entry = entry.map_err(|error| Error::io(folder, error))?;
        let name = entry.file_name();
        if file::is_part(&name) {
            file::remove_leftover(&entry.path());
        } else {
            names.entry(name.to_string_lossy().to_lowercase()).or_default().push(name);
        }
    }
    Ok(names)
}

fn folded(below: &Path) -> String {
    below.to_string_lossy().to_lowercase()
}

/// The options of a recorded file; those that this program does not know are not its own.
fn parsed(record: &FileRecord) -> Option<ExportOptions> {
    serde_json::from_str(&record.options).ok()
}
