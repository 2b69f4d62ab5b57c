//! Pictures that nothing names any more: found, and removed when the editor says so. Never by itself.
//!
//! A picture is in use while any text of the library has its hash, wherever that stands: in a brief, in the trash, in any revision, in
//! a text set aside, in a hero or within Markdown. So the texts are searched for hashes as they are, and not asked for their parts.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::history::walk;
use super::{Packed, Store};
use crate::brief::{Brief, ImageHash};
use crate::error::{Error, Result};

/// Digits of a hash.
const DIGITS: usize = 64;

/// Pictures that no text names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UnusedImages {
    /// Which.
    pub images: Vec<ImageHash>,
    /// Their length together, in bytes. The window's numbers are exact up to 2⁵³.
    #[specta(type = u32)]
    pub bytes: u64,
}

impl Store {
    /// The pictures that nothing in the library names, nor any text in `open`, which may not be saved yet. Reads the whole past of every
    /// brief, which takes time in proportion to it.
    ///
    /// # Errors
    /// [`Error::RevisionUnreadable`] for a past revision that can't be read: what it names can't be known. The store's.
    pub fn unused_images(&self, open: &[Brief]) -> Result<UnusedImages> {
        self.read(|connection| unused(connection, open, None))
    }

    /// Removes those of `images` that are still unused, as [`Store::unused_images`] has it, and gives them. The library's file stays as
    /// long as it is; new pictures take the room.
    ///
    /// # Errors
    /// As [`Store::unused_images`].
    pub fn remove_images(&mut self, images: &[ImageHash], open: &[Brief]) -> Result<UnusedImages> {
        self.transact(|transaction| {
            let unused = unused(transaction, open, Some(images))?;
            for image in &unused.images {
                transaction.execute("DELETE FROM images WHERE hash = ?1", [image.to_string()])?;
            }
            Ok(unused)
        })
    }
}

/// The unused pictures of the library, or of `among`.
fn unused(connection: &Connection, open: &[Brief], among: Option<&[ImageHash]>) -> Result<UnusedImages> {
    let mut statement = connection.prepare("SELECT hash, length(bytes) FROM images ORDER BY hash")?;
    let stored = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let stored = stored.collect::<rusqlite::Result<Vec<(String, u32)>>>()?;
    let among: Option<BTreeSet<String>> = among.map(|among| among.iter().map(ToString::to_string).collect());
    let wanted = |hash: &&String| among.as_ref().is_none_or(|among| among.contains(*hash));
    let mut left: BTreeSet<String> = stored.iter().map(|(hash, _)| hash).filter(wanted).cloned().collect();
    for brief in open {
        strike(&mut left, serde_json::to_string(brief)?.as_bytes());
    }
    strike_stored(connection, &mut left)?;
    let mut found = UnusedImages::default();
    for (hash, bytes) in stored {
        if left.contains(&hash)
            && let Ok(image) = ImageHash::try_from(hash)
        {
            found.images.push(image);
            found.bytes += u64::from(bytes);
        }
    }
    Ok(found)
}

/// Takes out of `left` what any text of the library names. As soon as nothing is left, no more is decoded.
fn strike_stored(connection: &Connection, left: &mut BTreeSet<String>) -> Result<()> {
    let mut statement = connection.prepare("SELECT content FROM asides")?;
    let mut asides = statement.query([])?;
    while let Some(aside) = asides.next()? {
        strike(left, aside.get::<_, String>(0)?.as_bytes());
    }
    let mut statement = connection.prepare("SELECT content, revision FROM briefs")?;
    let mut briefs = statement.query([])?;
    while let Some(brief) = briefs.next()? {
        let content: Packed = brief.get(0)?;
        // What can't be read may name any picture.
        let text = content.text().ok_or(Error::RevisionUnreadable(brief.get(1)?))?;
        strike(left, text.as_bytes());
    }
    // A past whose brief is lost may be all that there is of it.
    let mut statement = connection.prepare("SELECT DISTINCT brief FROM revisions")?;
    let pasts = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for number in pasts {
        if left.is_empty() {
            break;
        }
        walk(connection, number, |step| {
            let content = step.content.ok_or(Error::RevisionUnreadable(step.revision))?;
            strike(left, &content);
            Ok(())
        })?;
    }
    Ok(())
}

/// Takes out of `left` every hash that stands in `text`, be it within a longer run of digits.
fn strike(left: &mut BTreeSet<String>, text: &[u8]) {
    for run in text.split(|byte| !byte.is_ascii_hexdigit()).filter(|run| run.len() >= DIGITS) {
        for digits in run.windows(DIGITS) {
            left.remove(&String::from_utf8_lossy(digits).to_ascii_lowercase());
        }
    }
}
