//! The names of things: briefs, takeaways and images, each a type of its own.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use specta::Type;
use uuid::Uuid;

/// A brief's identity, the same in every library that it is imported into: a UUID in lower-case hyphenated form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, JsonSchema)]
#[serde(transparent)]
pub struct BriefId(#[specta(type = String)] Uuid);

/// A takeaway's identity within its brief; it stays when the takeaway is edited or moved.
///
/// One to 64 ASCII letters, digits and hyphens. The window makes ids too, so any such text is accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, JsonSchema)]
#[serde(transparent)]
pub struct TakeawayId(#[schemars(regex(pattern = "^[0-9A-Za-z-]{1,64}$"))] String);

/// An image's identity: the BLAKE3 hash of its bytes as stored, 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type, JsonSchema)]
#[serde(transparent)]
pub struct ImageHash(#[schemars(regex(pattern = "^[0-9a-f]{64}$"))] String);

/// A text that is not an id of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a valid id")]
pub struct IdError(pub String);

/// Where new ids come from; tests pass a sequence of their own.
pub trait Ids {
    /// An id that no brief has yet.
    fn brief(&mut self) -> BriefId;
    /// An id that no takeaway has yet.
    fn takeaway(&mut self) -> TakeawayId;
}

/// Ids that order by the time of their making (UUID version 7) and never repeat.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn brief(&mut self) -> BriefId {
        BriefId(Uuid::now_v7())
    }

    fn takeaway(&mut self) -> TakeawayId {
        // The last 12 digits of a UUID v7 are random; the whole would only lengthen the front matter.
        let digits = Uuid::now_v7().simple().to_string();
        TakeawayId(digits[20..].to_owned())
    }
}

impl TakeawayId {
    /// Takes `text` as an id if it has the form of one.
    ///
    /// # Errors
    /// [`IdError`] if it is empty, longer than 64 characters or has others than ASCII letters, digits and hyphens.
    pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
        let id = Self(text.into());
        if id.is_valid() { Ok(id) } else { Err(IdError(id.0)) }
    }

    pub(super) fn is_valid(&self) -> bool {
        (1..=64).contains(&self.0.len()) && self.0.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    }
}

impl ImageHash {
    /// The hash of an image's bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex().to_string())
    }
}

impl BriefId {
    /// The id as a URN (RFC 9562): `urn:uuid:…`.
    #[must_use]
    pub fn urn(self) -> String {
        self.0.urn().to_string()
    }
}

impl FromStr for BriefId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Uuid::parse_str(text).map(Self).map_err(|_| IdError(text.to_owned()))
    }
}

impl TryFrom<String> for ImageHash {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        let valid = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if valid { Ok(Self(text)) } else { Err(IdError(text)) }
    }
}

impl<'de> Deserialize<'de> for ImageHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::try_from(text).map_err(de::Error::custom)
    }
}

impl fmt::Display for BriefId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for TakeawayId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ImageHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
