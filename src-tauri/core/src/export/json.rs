//! The whole brief as JSON, with the schema that documents it.

use jiff::Timestamp;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::brief::{Brief, BriefId, StoredBrief};
use crate::error::{Error, Result};

/// Where the schema is published.
pub const JSON_SCHEMA: &str = "https://raw.githubusercontent.com/briefdesk/briefdesk/main/docs/schema/brief.json";

/// A brief with all that it says. What is not set is an empty text, an empty list or null. Pictures are named by the BLAKE3 hash of
/// their bytes; exported, they lie beside the file as `images/HASH` with the extension of their kind.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Brief", inline)]
struct WholeBrief<'a> {
    /// This schema's address.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// Its identity: a UUID that stays the same in every library.
    id: BriefId,
    #[serde(flatten)]
    brief: &'a Brief,
    /// Rises by one at each save.
    revision: u32,
    /// When it was first saved.
    created_at: Timestamp,
    /// When it was last saved.
    updated_at: Timestamp,
}

/// `stored` as JSON: two spaces an indent, a line feed at the end.
///
/// # Errors
/// None that is known: a brief has nothing that JSON can't hold.
pub fn json(stored: &StoredBrief) -> Result<String> {
    let StoredBrief { id, revision, created_at, updated_at, brief } = stored;
    let (id, revision, created_at, updated_at) = (*id, *revision, *created_at, *updated_at);
    let whole = WholeBrief { schema: JSON_SCHEMA, id, brief, revision, created_at, updated_at };
    serde_json::to_string_pretty(&whole).map(|text| text + "\n").map_err(Error::from)
}

/// The JSON Schema of what [`json`] writes.
#[must_use]
pub fn json_schema() -> Schema {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<WholeBrief>();
    schema.insert("$id".to_owned(), JSON_SCHEMA.into());
    schema
}
