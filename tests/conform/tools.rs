//! The programs from outside: found on the search path, where `cargo xtask conform` puts them, and asked.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// Something that a program objects to.
#[derive(Debug, Deserialize)]
pub struct Finding {
    /// The page, or its file.
    pub page: String,
    /// What.
    pub what: String,
    /// The piece of the page.
    #[serde(default)]
    pub r#where: String,
}

/// The folder of the npm packages and of the scripts that use them.
pub fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("xtask/conform")
}

/// Runs `program`, which must succeed, and gives what it printed.
#[track_caller]
pub fn run<S: AsRef<OsStr>>(program: &str, arguments: &[S], folder: &Path) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}. `cargo xtask conform` installs it."));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{program} ended with {}:\n{out}\n{err}", output.status);
    out.into_owned()
}

/// What the script `name` of ours finds in the pages of `folder`.
#[track_caller]
pub fn ask(name: &str, folder: &Path, more: &[&str]) -> Vec<Finding> {
    let arguments = [&[name, folder.to_str().unwrap()], more].concat();
    serde_json::from_str(&run("node", &arguments, &scripts())).unwrap()
}

/// Fails if there are `findings`, and shows the first few of each kind.
#[track_caller]
pub fn none(findings: &[Finding]) {
    const SHOWN: usize = 3;
    // Of a quotation only its kind is meant.
    let kind = |finding: &Finding| {
        finding.what.split('“').map(|piece| piece.rsplit('”').next().unwrap().to_owned()).collect::<String>()
    };
    let mut kinds: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        kinds.entry(kind(finding)).or_default().push(finding);
    }
    let shown = kinds.values().map(|found| {
        let lines =
            found.iter().take(SHOWN).map(|found| format!("  {}: {} {}\n", found.page, found.what, found.r#where));
        format!("{} times:\n{}", found.len(), lines.collect::<String>())
    });
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), shown.collect::<String>());
}

/// The letters and digits of `text`, in order: what is left of it when quotation marks, blanks and bullets are set as others like them.
pub fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
