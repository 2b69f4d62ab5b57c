//! The arrows of the architecture that a compiler can't keep.

use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[track_caller]
fn named_only_in(library: &str, module: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let used = format!("{library}::");
    let users: Vec<_> =
        sources(&root).into_iter().filter(|path| std::fs::read_to_string(path).unwrap().contains(&used)).collect();
    assert!(!users.is_empty(), "{library} is used nowhere: the test looks for the wrong words");
    for path in users {
        assert!(path.starts_with(root.join(module)), "{} names {library}", path.display());
    }
}

#[test]
fn only_the_store_speaks_sql() {
    named_only_in("rusqlite", "store");
}

#[test]
fn only_one_module_parses_markdown() {
    named_only_in("comrak", "markdown");
}
