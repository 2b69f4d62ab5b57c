//! ninjs: the mapping, its names, well-formed XHTML, read back; and the official schema where an environment variable names it.

use briefdesk_core::brief::{Brief, Part, Status};
use briefdesk_core::export::{Article, Format, Loss, Rendering, render};
use briefdesk_core::proof::{PartState, prove};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::sample::{any_brief, article, at, easing, long_wire};
use crate::varieties::{illustrated, varieties};

/// The names of the standard, as far as they are used here.
const NAMES: &[(&str, &[&str])] = &[
    (
        "item",
        &[
            "uri",
            "standard",
            "type",
            "name",
            "rel",
            "representationType",
            "version",
            "firstCreated",
            "versionCreated",
            "embargoedUntil",
            "pubStatus",
            "language",
            "title",
            "by",
            "slugline",
            "located",
            "headlines",
            "descriptions",
            "bodies",
            "organisations",
            "subjects",
            "genres",
            "infoSources",
            "altIds",
            "renditions",
            "associations",
        ],
    ),
    ("standard", &["name", "version", "schema"]),
    ("headlines", &["role", "contentType", "value"]),
    ("descriptions", &["role", "contentType", "value"]),
    ("bodies", &["role", "contentType", "charCount", "wordCount", "value"]),
    ("organisations", &["name", "rel", "uri"]),
    ("subjects", &["name", "rel", "uri"]),
    ("genres", &["name", "uri"]),
    ("infoSources", &["name", "role", "uri"]),
    ("altIds", &["role", "value"]),
    ("renditions", &["name", "href", "contentType", "width", "height", "sizeInBytes", "poi"]),
    ("poi", &["x", "y"]),
];

fn rendering(article: &Article) -> Rendering {
    render(article, &Format::Ninjs.into()).unwrap()
}

fn item(article: &Article) -> Value {
    serde_json::from_slice(&rendering(article).bytes).unwrap()
}

fn value<'a>(item: &'a Value, list: &str, role: &str, kind: &str) -> &'a str {
    let found =
        item[list].as_array().unwrap().iter().find(|value| value["role"] == role && value["contentType"] == kind);
    found.unwrap()["value"].as_str().unwrap()
}

const XHTML: &str = "application/xhtml+xml";

#[track_caller]
fn only_known_names(of: &str, value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| only_known_names(of, value)),
        Value::Object(object) => {
            let of = if of == "associations" { "item" } else { of };
            let known = NAMES.iter().find(|(name, _)| *name == of).unwrap_or_else(|| panic!("{of} holds names")).1;
            for (name, value) in object {
                assert!(known.contains(&name.as_str()), "{name} in {of}");
                only_known_names(name, value);
            }
        }
        _ => {}
    }
}

#[track_caller]
fn well_formed(item: &Value) {
    for body in item["bodies"].as_array().into_iter().flatten().filter(|body| body["contentType"] == XHTML) {
        let xhtml = body["value"].as_str().unwrap();
        let mut reader = Reader::from_str(xhtml);
        let mut open = Vec::new();
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error} in {xhtml}")) {
                Event::Start(start) => {
                    start.attributes().for_each(|attribute| drop(attribute.unwrap()));
                    open.push(start.name().as_ref().to_owned());
                }
                Event::Empty(empty) => empty.attributes().for_each(|attribute| drop(attribute.unwrap())),
                Event::End(_) => drop(open.pop().unwrap()),
                Event::GeneralRef(name) => {
                    assert!(["lt", "gt", "amp", "quot", "apos"].contains(&&*name), "&{};", &*name)
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "{open:?} in {xhtml}");
        assert!(xhtml.contains("xmlns=\"http://www.w3.org/1999/xhtml\""));
    }
}

/// The validator of the official schema, if `BRIEFDESK_NINJS_SCHEMA` names its file. Places would need GeoJSON's, which we never fill.
fn official() -> Option<jsonschema::Validator> {
    let path = std::env::var_os("BRIEFDESK_NINJS_SCHEMA")?;
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let registry = jsonschema::Registry::new()
        .add("https://geojson.org/schema/GeoJSON.json#", json!({ "type": "object" }))
        .unwrap()
        .prepare()
        .unwrap();
    Some(jsonschema::options().with_registry(&registry).should_validate_formats(true).build(&schema).unwrap())
}

#[track_caller]
fn valid(official: Option<&jsonschema::Validator>, item: &Value, name: &str) {
    assert!(item["uri"].as_str().unwrap().starts_with("urn:uuid:"), "{name}");
    only_known_names("item", item);
    well_formed(item);
    let errors: Vec<String> =
        official.iter().flat_map(|schema| schema.iter_errors(item)).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0], "{name}");
}

#[test]
fn every_kind_of_brief_is_valid_and_read_back_whole() {
    let official = official();
    for (name, article) in varieties() {
        valid(official.as_ref(), &item(&article), name);
        let rendering = rendering(&article);
        let proof = prove(&article, &Format::Ninjs.into(), &rendering).unwrap();
        assert!(proof.holds(), "{name}: {proof:#?}");
        assert!(String::from_utf8(rendering.bytes).unwrap().contains(&article.stored.id.to_string()));
    }
}

#[test]
fn the_schema_finds_what_is_wrong() {
    let Some(official) = official() else { return };
    let mut item = item(&article(long_wire()));
    item["headline"] = json!("an unknown name");
    assert!(!official.is_valid(&item));
}

#[test]
fn each_part_has_its_place() {
    let mut article = article(Brief {
        embargo_until: Some(at("2026-06-09T00:00:00Z")),
        byline: "Wu Min".to_owned(),
        section: "Energy".to_owned(),
        status: Status::Ready,
        ..long_wire()
    });
    article.stored.revision = 7;
    let item = item(&article);
    assert_eq!(item["uri"], json!(article.stored.id.urn()));
    assert_eq!(
        (&item["version"], &item["pubStatus"], &item["language"]),
        (&json!("7"), &json!("usable"), &json!("en"))
    );
    assert_eq!(
        (&item["embargoedUntil"], &item["versionCreated"]),
        (&json!("2026-06-09T00:00:00Z"), &json!("2026-06-03T12:00:00Z"))
    );
    assert_eq!(item["title"], json!(article.stored.brief.headline));
    assert_eq!(value(&item, "headlines", "main", "text/plain"), article.stored.brief.headline);
    assert_eq!(value(&item, "descriptions", "summary", "text/plain"), article.stored.brief.summary);
    let plain = &item["bodies"][0];
    let text = plain["value"].as_str().unwrap();
    assert!(text.starts_with("The regulator said the approvals add 24 gigawatts by 2028.\n\nWho pays"));
    assert_eq!(plain["charCount"], json!(text.chars().count()));
    assert_eq!(plain["wordCount"], json!(23));
    assert!(value(&item, "bodies", "main", XHTML).contains("<strong>24 gigawatts</strong>"));
    let takeaways = value(&item, "bodies", "keyTakeaways", XHTML);
    assert!(takeaways.starts_with("<ol xmlns=") && takeaways.matches("<li>").count() == 3, "{takeaways}");
    assert!(value(&item, "bodies", "editorsDesk", XHTML).contains("<h2 class=\"title\">Strategic Analysis</h2>"));
    assert_eq!(item["genres"], json!([{ "name": "Strategic Insight" }]));
    assert_eq!(item["subjects"][0], json!({ "name": "Energy", "rel": "section" }));
    assert_eq!(item["subjects"][3], json!({ "name": "电网", "rel": "about" }));
    assert_eq!(item["by"], json!("Wu Min"));
    assert_eq!(item["infoSources"][0], json!({ "name": "Wu Min", "role": "author" }));
    assert_eq!(item["infoSources"][1]["uri"], json!("https://example.org/approvals"));
    assert_eq!(item["altIds"], json!([{ "role": "canonicalUrl", "value": "https://example.org/2026/the-long-wire" }]));
    let hero = &item["associations"][0];
    assert_eq!(
        (&hero["name"], &hero["type"], &hero["by"]),
        (&json!("featureImage"), &json!("picture"), &json!("Li Wen"))
    );
    assert_eq!(hero["descriptions"][0]["role"], json!("altText"));
    assert_eq!(hero["descriptions"][1]["value"], json!("A new line west of Lanzhou, October."));
}

#[test]
fn a_draft_is_withheld_and_what_has_no_place_is_told() {
    let article = article(Brief { published_at: Some(at("2026-06-09T01:00:00Z")), ..easing() });
    assert_eq!(item(&article)["pubStatus"], json!("withheld"));
    assert_eq!(rendering(&article).losses, [Loss::PublicationTime]);
    assert!(value(&item(&article), "bodies", "main", XHTML).contains("xml:lang=\"zh-Hans\""));
}

#[test]
fn pictures_are_within_the_file() {
    let item = item(&illustrated());
    let rendition = &item["associations"][0]["renditions"][0];
    assert!(rendition["href"].as_str().unwrap().starts_with("data:image/jpeg;base64,"));
    assert_eq!((&rendition["width"], &rendition["poi"]), (&json!(8), &json!({ "x": 2, "y": 3 })));
    assert_eq!(value(&item, "bodies", "main", XHTML).matches("<img alt=").count(), 2);
}

#[test]
fn an_item_that_was_tampered_with_is_found_out() {
    let article = article(Brief {
        body: "Said[^a].\n\n| a | b |\n| - | - |\n| cell | 2 |\n\n[^a]: 已注。".to_owned(),
        ..long_wire()
    });
    let whole = rendering(&article);
    let text = String::from_utf8(whole.bytes.clone()).unwrap();
    for (part, from, to) in [
        (Part::Headline, "\"value\": \"The Long Wire", "\"value\": \"The Short Wire"),
        (Part::Summary, "Three more lines", "Two more lines"),
        (Part::Hero, "Li Wen", "Wen Li"),
        (Part::Takeaways, "Provincial grids", "Provincial roads"),
        (Part::Analysis, "idle steel.</p>", "steel.</p>"),
        (Part::Analysis, "idle steel.\\n\\n", "idle steel!"),
        (Part::Analysis, "class=\\\"byline\\\">China", "class=\\\"byline\\\">"),
        (Part::Body, "<td>cell", "<td>sell"),
        (Part::Body, "cell\\t2", "sell\\t2"),
        (Part::Body, "<p>已注", "<p>未注"),
    ] {
        let from = if text.contains(from) { from } else { from.trim_end_matches("\\n\\n") };
        let tampered = text.replacen(from, to, 1);
        assert_ne!(tampered, text, "{from}");
        let tampered = Rendering { bytes: tampered.into_bytes(), ..whole.clone() };
        let proof = prove(&article, &Format::Ninjs.into(), &tampered).unwrap();
        let altered: Vec<Part> =
            proof.parts.iter().filter(|part| part.state != PartState::Whole).map(|part| part.part).collect();
        assert_eq!(altered, [part], "{from}");
    }
    let broken = Rendering { bytes: text.replacen("</p>", "", 1).into_bytes(), ..whole };
    assert!(prove(&article, &Format::Ninjs.into(), &broken).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_a_brief_its_item_is_valid_and_says_it(brief in any_brief()) {
        let article = article(brief);
        valid(None, &item(&article), "any");
        let proof = prove(&article, &Format::Ninjs.into(), &rendering(&article)).unwrap();
        prop_assert!(proof.holds(), "{proof:#?}");
    }
}
