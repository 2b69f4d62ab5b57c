//! The whole brief as JSON: its published schema is fresh, and says what is written.

use std::path::Path;

use briefdesk_core::brief::{Brief, Correction, Focal, Hero, ImageHash};
use briefdesk_core::export::{Article, Format, JSON_SCHEMA, json_schema, render};
use proptest::prelude::*;
use serde_json::Value;

use crate::sample::{any_brief, article, at, easing, id, long_wire};

fn written(article: &Article) -> Value {
    serde_json::from_slice(&render(article, &Format::Json.into()).unwrap().bytes).unwrap()
}

fn full() -> Brief {
    let focal = Some(Focal { x: 0.25.into(), y: 1.0.into() });
    let hero = Hero {
        image: Some(ImageHash::of(b"1")),
        original: Some(ImageHash::of(b"2")),
        focal,
        alt: "码头".to_owned(),
        ..Hero::default()
    };
    let corrections =
        vec![Correction { at: at("2026-06-05T08:00:00Z"), text: "The line is west of the town.".to_owned() }];
    Brief {
        hero: Some(hero),
        corrections,
        related: vec![id()],
        published_at: Some(at("2026-06-03T06:30:00Z")),
        embargo_until: Some(at("2026-06-03T06:00:00Z")),
        ..long_wire()
    }
}

/// `BRIEFDESK_BLESS=1 cargo test -p briefdesk-core --test core schema_is_fresh` writes it anew.
#[test]
fn schema_is_fresh() {
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/brief.json");
    let fresh = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
    if std::env::var_os("BRIEFDESK_BLESS").is_some() {
        std::fs::create_dir_all(published.parent().unwrap()).unwrap();
        std::fs::write(&published, &fresh).unwrap();
    }
    let published = std::fs::read_to_string(published).unwrap();
    assert!(
        published == fresh,
        "docs/schema/brief.json is stale: BRIEFDESK_BLESS=1 cargo test -p briefdesk-core --test core schema_is_fresh"
    );
}

fn validator() -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(json_schema().as_value()).unwrap()
}

#[track_caller]
fn is_valid(brief: &Value) {
    let errors: Vec<String> =
        validator().iter_errors(brief).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new(), "{brief:#}");
}

#[test]
fn what_is_written_is_what_the_schema_says() {
    for brief in [full(), long_wire(), easing(), Brief::default()] {
        let written = written(&article(brief));
        is_valid(&written);
        assert_eq!(written["$schema"].as_str(), Some(JSON_SCHEMA));
    }
}

#[test]
fn the_schema_refuses_what_is_no_brief() {
    let whole = written(&article(full()));
    let refused = |pointer: &str, value: Value| {
        let mut brief = whole.clone();
        *brief.pointer_mut(pointer).unwrap() = value;
        !validator().is_valid(&brief)
    };
    assert!(refused("/headline", Value::Null));
    assert!(refused("/status", "published".into()));
    assert!(refused("/id", "7".into()));
    assert!(refused("/published_at", "yesterday".into()));
    assert!(refused("/hero/image", "p.png".into()));
    assert!(refused("/hero/focal/x", 2.into()));
    assert!(refused("/takeaways/0/id", "a b".into()));
    assert!(refused("/corrections/0/at", 5.into()));
    let mut brief = whole.clone();
    brief.as_object_mut().unwrap().remove("body");
    assert!(!validator().is_valid(&brief));
}

#[test]
fn every_key_of_the_schema_is_described() {
    let schema = serde_json::to_value(json_schema()).unwrap();
    let mut undescribed = Vec::new();
    let objects = schema["$defs"].as_object().unwrap().iter().map(|(name, object)| (name.as_str(), object));
    for (name, object) in objects.chain([("Brief", &schema)]) {
        for (key, value) in object["properties"].as_object().into_iter().flatten() {
            if value.get("description").is_none() {
                undescribed.push(format!("{name}.{key}"));
            }
        }
    }
    assert_eq!(undescribed, Vec::<String>::new());
}

proptest! {
    #[test]
    fn any_brief_is_valid_and_whole(brief in any_brief()) {
        let written = written(&article(brief.clone()));
        prop_assert!(validator().is_valid(&written));
        prop_assert_eq!(serde_json::from_value::<Brief>(written).unwrap(), brief);
    }
}
