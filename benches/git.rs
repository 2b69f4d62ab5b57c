//! The same texts in git, as small as git makes them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The bytes of a repository's objects with one commit for each of `texts`, repacked.
pub fn packed(repository: &Path, texts: &[String]) -> u64 {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(repository).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    std::fs::create_dir_all(repository).expect("a folder");
    assert!(git(&["init", "--quiet"]).status().expect("git").success());
    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().expect("git fast-import");
    let mut input = import.stdin.take().expect("a pipe");
    for (number, text) in texts.iter().enumerate() {
        let time = 1_780_000_000 + 3600 * number;
        let message = format!("Draft {number}");
        write!(
            input,
            "commit refs/heads/main\ncommitter An Editor <editor@desk.example> {time} +0000\ndata {}\n{message}\n\
             M 644 inline brief.json\ndata {}\n{text}\n",
            message.len(),
            text.len()
        )
        .expect("git takes the text");
    }
    drop(input);
    assert!(import.wait().expect("git").success());
    assert!(git(&["repack", "-adf", "--window=250"]).status().expect("git").success());
    size(&repository.join(".git/objects"))
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| {
            let about = entry.metadata().expect("its size");
            if about.is_dir() { size(&entry.path()) } else { about.len() }
        })
        .sum()
}
