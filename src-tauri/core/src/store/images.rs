//! Pictures by the hash of their bytes: the same picture is stored once, and nothing here deletes one (`clean_up` does, when asked).

use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::brief::ImageHash;
use crate::error::Result;

/// A picture as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `image/jpeg`, `image/png`, `image/webp` or `image/gif`.
    pub media_type: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Picture {
    /// The file extension of its kind; `None` for a kind that is no picture of ours.
    #[must_use]
    pub fn extension(&self) -> Option<&'static str> {
        match self.media_type.as_str() {
            "image/jpeg" => Some("jpg"),
            "image/png" => Some("png"),
            "image/webp" => Some("webp"),
            "image/gif" => Some("gif"),
            _ => None,
        }
    }
}

impl Store {
    /// Keeps `picture` and gives its hash.
    ///
    /// # Errors
    /// The store's.
    pub fn add_image(&mut self, picture: &Picture) -> Result<ImageHash> {
        let hash = ImageHash::of(&picture.bytes);
        self.transact(|transaction| {
            transaction.execute(
                "INSERT INTO images (hash, media_type, width, height, bytes) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                params![hash.to_string(), picture.media_type, picture.width, picture.height, picture.bytes],
            )?;
            Ok(())
        })?;
        Ok(hash)
    }

    /// The kind of the picture of that hash, as a media type, if the library has it.
    ///
    /// # Errors
    /// The store's.
    pub fn image_kind(&self, hash: &ImageHash) -> Result<Option<String>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT media_type FROM images WHERE hash = ?1")?;
            Ok(statement.query_row([hash.to_string()], |row| row.get(0)).optional()?)
        })
    }

    /// The picture of that hash, if the library has it.
    ///
    /// # Errors
    /// The store's.
    pub fn image(&self, hash: &ImageHash) -> Result<Option<Picture>> {
        self.read(|connection| {
            let sql = "SELECT media_type, width, height, bytes FROM images WHERE hash = ?1";
            let picture = connection.prepare_cached(sql)?.query_row([hash.to_string()], |row| {
                Ok(Picture { media_type: row.get(0)?, width: row.get(1)?, height: row.get(2)?, bytes: row.get(3)? })
            });
            Ok(picture.optional()?)
        })
    }
}
