//! A backup a day. Those of the newest fourteen days stay, and the last one of each month.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::backup::{Backup, BackupProgress, back_up};
use super::files::{is_library, stem};
use super::proof::prove;
use crate::error::{Error, Result};

/// Days whose backups all stay.
const DAYS: usize = 14;

/// Backs the library up to `folder`, which is made if it is missing and is for this library alone, as `NAME-2026-11-22.briefdesk`. `None`
/// if a sound backup of `today` is there; one that is not sound stays, and another is made beside it. Then the backups that are neither
/// of the newest 14 days nor the last of their month are deleted: files of that name that are Briefdesk libraries, and no others. A daily
/// backup that was opened where it lies is not backed up itself.
///
/// # Errors
/// As [`back_up`].
pub fn daily_backup(
    library: &Path,
    folder: &Path,
    today: Date,
    progress: &mut dyn FnMut(BackupProgress) -> ControlFlow<()>,
) -> Result<Option<Backup>> {
    fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    if is_one_of(library, folder) {
        return Ok(None);
    }
    let mut name = stem(library);
    name.push(format!("-{today}"));
    let mut number = 1;
    loop {
        let mut file = name.clone();
        if number > 1 {
            file.push(format!("-{number}"));
        }
        file.push(".briefdesk");
        let path = folder.join(file);
        match back_up(library, &path, progress) {
            Err(Error::FileExists(_)) if prove(&path).is_ok() => return Ok(None),
            Err(Error::FileExists(_)) => number += 1,
            Err(error) => return Err(error),
            Ok(backup) => {
                prune(library, folder)?;
                return Ok(Some(backup));
            }
        }
    }
}

/// Deletes what need not stay.
fn prune(library: &Path, folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    let backups: Vec<(Date, PathBuf)> = entries
        .filter_map(std::result::Result::ok)
        .filter_map(|entry| Some((day_of(library, &entry.path())?, entry.path())))
        .filter(|(_, path)| is_library(path))
        .collect();
    let days: BTreeSet<Date> = backups.iter().map(|(day, _)| *day).collect();
    let newest: BTreeSet<Date> = days.iter().rev().take(DAYS).copied().collect();
    let last_of_month =
        |day: Date| days.range(day..).nth(1).is_none_or(|next| next.first_of_month() != day.first_of_month());
    for (day, path) in backups {
        if !newest.contains(&day) && !last_of_month(day) {
            fs::remove_file(&path).map_err(|error| Error::io(&path, error))?;
        }
    }
    Ok(())
}

/// Whether `library` is a daily backup in `folder`: it has the preferences of the library that it was made of, this folder among them.
fn is_one_of(library: &Path, folder: &Path) -> bool {
    let (Ok(library), Ok(folder)) = (fs::canonicalize(library), fs::canonicalize(folder)) else { return false };
    let Some(name) = library.file_name().and_then(|name| name.to_str()) else { return false };
    let days = name.match_indices('-').map(|(at, _)| &name[at + 1..]);
    library.parent() == Some(&folder) && days.filter_map(day).next().is_some()
}

/// The day in the name of a backup of `library`; `None` for every other name.
fn day_of(library: &Path, path: &Path) -> Option<Date> {
    let name = path.file_name()?.to_str()?.strip_prefix(stem(library).to_str()?)?.strip_prefix('-')?;
    day(name)
}

/// The day in what follows the library's name in that of a backup.
fn day(name: &str) -> Option<Date> {
    let (day, number) = name.strip_suffix(".briefdesk")?.split_at_checked("2026-11-22".len())?;
    let again = number.strip_prefix('-').is_some_and(|number| number.parse::<u32>().is_ok());
    (number.is_empty() || again).then(|| day.parse().ok()).flatten()
}
