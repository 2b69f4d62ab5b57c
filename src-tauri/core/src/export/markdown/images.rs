//! The pictures of a Markdown text as files beside it: `image:HASH` is an address that only the library knows, `images/HASH.jpg` one that
//! every program does.

use std::collections::BTreeMap;

use crate::brief::ImageHash;
use crate::store::Picture;

/// Where a picture lies beside a Markdown file.
pub(super) fn path(hash: &ImageHash, picture: &Picture) -> Option<String> {
    picture.extension().map(|extension| format!("images/{hash}.{extension}"))
}

/// `markdown` with the files of `images` in place of their addresses in the library. A text that would not come back the same stays.
pub(super) fn as_files(markdown: &str, images: &BTreeMap<ImageHash, Picture>) -> String {
    let mut text = markdown.to_owned();
    let mut files = Vec::new();
    for (hash, picture) in images {
        if let Some(path) = path(hash, picture) {
            text = text.replace(&format!("image:{hash}"), &path);
            files.push((path, hash.clone()));
        }
    }
    if of_library(&text, &files) == markdown { text } else { markdown.to_owned() }
}

/// As [`as_files`], for a page that finds `images/` under `base`.
pub(super) fn as_files_at(markdown: &str, images: &BTreeMap<ImageHash, Picture>, base: &str) -> String {
    let paths = images.iter().filter_map(|(hash, picture)| path(hash, picture));
    paths.fold(as_files(markdown, images), |text, path| text.replace(&path, &format!("{base}{path}")))
}

/// `markdown` with addresses in the library in place of `files`.
pub(crate) fn of_library(markdown: &str, files: &[(String, ImageHash)]) -> String {
    files.iter().fold(markdown.to_owned(), |text, (path, hash)| text.replace(path, &format!("image:{hash}")))
}

/// The files that `markdown` names as [`as_files`] does: each path, and the hash in it.
pub(crate) fn named_files(markdown: &str) -> Vec<(String, ImageHash)> {
    const DIGITS: usize = 64;
    let mut files = Vec::new();
    for (at, folder) in markdown.match_indices("images/") {
        let rest = &markdown[at + folder.len()..];
        let Some((hash, rest)) = rest.split_at_checked(DIGITS) else { continue };
        let extension = [".jpg", ".png", ".webp", ".gif"].into_iter().find(|extension| rest.starts_with(*extension));
        if let (Ok(hash), Some(extension)) = (ImageHash::try_from(hash.to_owned()), extension) {
            files.push((format!("images/{hash}{extension}"), hash));
        }
    }
    files.sort();
    files.dedup();
    files
}
