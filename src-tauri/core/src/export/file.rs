//! Writing an exported file so that whoever reads it finds the old one whole or the new one whole.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Article, BesideFile, ExportOptions, Format, Warning, markdown, render, slug};
use crate::error::{Error, Result};

/// Writes `bytes` to `path`: to a temporary file in the same folder, to disk, then over the old name.
///
/// # Errors
/// [`Error::NotPermitted`], [`Error::DiskFull`] or [`Error::Io`]; an older file of that name is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&part, path));
    done.map_err(|error| {
        // Best effort: the failure itself is what the editor must hear of.
        let _ = fs::remove_file(&part);
        Error::io(path, error)
    })
}

/// What the file of `article` is called.
#[must_use]
pub fn name(article: &Article, options: &ExportOptions) -> String {
    format!("{}.{}", stem(article, options), options.format.extension())
}

fn stem(article: &Article, options: &ExportOptions) -> String {
    match options.format {
        Format::Markdown => markdown::stem(article, options.flavour),
        _ => slug(&article.stored.brief, article.stored.id),
    }
}

/// Where in `folder` a brief's file goes: under its name; where a file of that name is there already and isn't this brief's, under its
/// name and id. So a later export of the same brief replaces its own file, and no other.
///
/// # Errors
/// [`Error::NotPermitted`] or [`Error::Io`] if a file in the way can't be read.
pub fn free_name(folder: &Path, article: &Article, options: &ExportOptions) -> Result<PathBuf> {
    let id = article.stored.id.to_string();
    let path = folder.join(name(article, options));
    match fs::read(&path) {
        // Every format names the brief's id.
        Ok(bytes) if !contains(&bytes, id.as_bytes()) => {
            Ok(folder.join(format!("{}-{id}.{}", stem(article, options), options.format.extension())))
        }
        Ok(_) => Ok(path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(path),
        Err(error) => Err(Error::io(&path, error)),
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Exports `article` to `path`, and what belongs to it beside that.
///
/// # Errors
/// As [`write`], or that rendering failed; nothing is replaced then.
pub fn export(article: &Article, options: &ExportOptions, path: &Path) -> Result<Vec<Warning>> {
    let rendering = render(article, options)?;
    for file in &rendering.beside {
        write_beside(file, path)?;
    }
    write(path, &rendering.bytes)?;
    Ok(article.warnings(options.format))
}

fn write_beside(file: &BesideFile, path: &Path) -> Result<()> {
    let target = path.with_file_name(&file.path);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    }
    if target.exists() { Ok(()) } else { write(&target, &file.bytes) }
}
