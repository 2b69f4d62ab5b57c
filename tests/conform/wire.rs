//! ninjs: every file is what the official schema says.
//!
//! The schema is its owners': whoever has it names its file in `BRIEFDESK_NINJS_SCHEMA`. Without it, a validator can't be asked.

use std::fs;

use serde_json::{Value, json};

use super::desk;

/// The schema refers to this one, which the network would be asked for.
const GEOJSON: &str = "https://geojson.org/schema/GeoJSON.json";

#[test]
#[ignore = "needs the schema: cargo xtask conform"]
fn every_file_is_valid_ninjs() {
    let Some(schema) = std::env::var_os("BRIEFDESK_NINJS_SCHEMA") else {
        println!("BRIEFDESK_NINJS_SCHEMA names no schema: nothing was validated.");
        return;
    };
    let schema: Value = serde_json::from_slice(&fs::read(schema).unwrap()).unwrap();
    let stub = jsonschema::Registry::new().add(GEOJSON, json!({})).unwrap().prepare().unwrap();
    let validator = jsonschema::options().with_registry(&stub).should_validate_formats(true).build(&schema).unwrap();
    let (_, files) = desk::samples().export(&["--format", "ninjs"]);
    let mut wrong = Vec::new();
    for file in &files {
        let item: Value = serde_json::from_slice(&fs::read(&file.path).unwrap()).unwrap();
        wrong.extend(validator.iter_errors(&item).map(|error| format!("{}: {error}", file.kept.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
