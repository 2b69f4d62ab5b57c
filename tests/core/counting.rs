//! Words are counted here as the window counts them while an editor types: `ui/src/sheet/guides/words.ts`.
//!
//! `BRIEFDESK_BLESS=1 cargo test -p briefdesk-core counting` writes the numbers anew.

use std::fs;
use std::path::Path;

use briefdesk_core::brief::count_words;
use serde_json::Value;

#[test]
fn texts_have_the_words_that_the_file_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/words.json");
    let kept: Vec<Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let lines: Vec<String> = kept
        .iter()
        .map(|case| {
            let words = count_words(case["text"].as_str().unwrap());
            format!("  {{ \"text\": {}, \"words\": {words} }}", case["text"])
        })
        .collect();
    let now = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("BRIEFDESK_BLESS").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    let now: Vec<Value> = serde_json::from_str(&now).unwrap();
    for (case, now) in kept.iter().zip(&now) {
        assert_eq!(case, now);
    }
}
