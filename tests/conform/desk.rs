//! A library of briefs, exported as people do it: by the program's command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use briefdesk_core::brief::{Brief, BriefId, Ids, RandomIds};
use briefdesk_core::store::Store;
use jiff::Timestamp;
use serde_json::Value;

use super::samples::{self, Pictures};
use super::{hostile, injections};

/// A library in a folder of its own, and what was put into it. It stays after the tests, to be looked at.
pub struct Desk {
    folder: PathBuf,
    briefs: Vec<Kept>,
}

/// A brief of the library.
pub struct Kept {
    pub id: BriefId,
    pub name: String,
    pub brief: Brief,
}

/// A brief's exported file.
pub struct Exported<'a> {
    pub kept: &'a Kept,
    pub path: PathBuf,
}

/// The samples in their library.
pub fn samples() -> &'static Desk {
    static DESK: LazyLock<Desk> = LazyLock::new(|| {
        Desk::of("samples", |store| {
            let pictures = Pictures::in_library(store);
            samples::all(&pictures).into_iter().map(|(name, brief)| kept(RandomIds.brief(), name, brief)).collect()
        })
    });
    &DESK
}

/// Two briefs for each injection, each pinned as related to the one before it.
pub fn hostile() -> &'static Desk {
    static DESK: LazyLock<Desk> = LazyLock::new(|| {
        Desk::of("hostile", |_| {
            let mut briefs = Vec::new();
            let mut related = RandomIds.brief();
            for (family, string) in injections::all() {
                for brief in hostile::briefs(&string, related) {
                    related = RandomIds.brief();
                    briefs.push(kept(related, &format!("{family}: {string}"), brief));
                }
            }
            briefs
        })
    });
    &DESK
}

/// A brief for each injection, which stands in its plain parts only.
pub fn hostile_words() -> &'static Desk {
    static DESK: LazyLock<Desk> = LazyLock::new(|| {
        Desk::of("hostile-words", |_| {
            let brief = |(family, string): (&str, String)| {
                let id = RandomIds.brief();
                kept(id, &format!("{family}: {string}"), hostile::words(&string, id))
            };
            injections::all().into_iter().map(brief).collect()
        })
    });
    &DESK
}

fn kept(id: BriefId, name: &str, brief: Brief) -> Kept {
    Kept { id, name: name.to_owned(), brief: brief.tidy(&mut RandomIds) }
}

impl Desk {
    fn of(name: &str, briefs: impl FnOnce(&mut Store) -> Vec<Kept>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conform").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        let mut store = Store::open(&folder.join("desk.briefdesk")).unwrap();
        let briefs = briefs(&mut store);
        for Kept { id, brief, .. } in &briefs {
            store.save_brief(*id, 0, brief.clone(), Timestamp::now()).unwrap();
        }
        store.close();
        Self { folder, briefs }
    }

    /// Exports all of it to a new folder, and gives that folder and the files.
    #[track_caller]
    pub fn export(&self, options: &[&str]) -> (PathBuf, Vec<Exported<'_>>) {
        let name = options.iter().map(|word| word.trim_start_matches('-')).collect::<Vec<_>>().join("-");
        let out = self.folder.join(format!("{name}-{}", RandomIds.brief()));
        let exported = self.export_to(&out, options);
        (out, exported)
    }

    /// Exports all of it to the folder `out`, and gives the files.
    #[track_caller]
    pub fn export_to(&self, out: &Path, options: &[&str]) -> Vec<Exported<'_>> {
        let written = self.run(out, options);
        let files: Value = serde_json::from_str(&written).unwrap();
        let exported = files.as_array().unwrap().iter().map(|file| {
            let kept = self.briefs.iter().find(|kept| file["id"] == kept.id.to_string()).unwrap();
            Exported { kept, path: file["path"].as_str().unwrap().into() }
        });
        let exported: Vec<_> = exported.collect();
        assert_eq!(exported.len(), self.briefs.len(), "every brief has a file");
        exported
    }

    #[track_caller]
    fn run(&self, out: &Path, options: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefdesk"));
        command.arg("--library").arg(self.folder.join("desk.briefdesk"));
        command.args(["export", "--all", "--json", "--out"]).arg(out).args(options);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{options:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The brief whose file `findings` are about, in its words.
pub fn named(mut findings: Vec<super::tools::Finding>, exported: &[Exported<'_>]) -> Vec<super::tools::Finding> {
    for finding in &mut findings {
        if let Some(file) = exported.iter().find(|file| file.path.ends_with(&finding.page)) {
            finding.page = format!("{:?}", file.kept.name);
        }
    }
    findings
}
