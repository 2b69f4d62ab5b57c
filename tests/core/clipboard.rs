//! The page's HTML of what the window makes of pasted text. The window's own tests paste it again, and must get the same text.

use std::path::{Path, PathBuf};

use briefdesk_core::markdown::{Embed, to_html};

/// `BRIEFDESK_BLESS=1` writes the pages anew.
#[test]
fn pages_of_pasted_text_are_as_the_window_knows_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/clipboard");
    let mut stale = Vec::new();
    let mut texts = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        texts += 1;
        let markdown = std::fs::read_to_string(&path).unwrap();
        let html = to_html(&markdown, Embed { top_heading: 2, id_prefix: "body-" }, &|_| None);
        let rendered: PathBuf = folder.join("rendered").join(path.with_extension("html").file_name().unwrap());
        if std::env::var_os("BRIEFDESK_BLESS").is_some() {
            std::fs::create_dir_all(folder.join("rendered")).unwrap();
            std::fs::write(&rendered, &html).unwrap();
        }
        if std::fs::read_to_string(&rendered).ok().as_ref() != Some(&html) {
            stale.push(rendered);
        }
    }
    assert!(texts >= 25, "the texts are where they are looked for");
    assert!(stale.is_empty(), "BRIEFDESK_BLESS=1 cargo test clipboard: {stale:?}");
}
