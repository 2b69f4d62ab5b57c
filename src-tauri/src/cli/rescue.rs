//! `backup` and `verify`, and what is told of a library that was damaged.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use briefdesk_core::store::{Finding, Salvage, SalvagedBrief, Store, verify_file};
use briefdesk_core::{Error, Result};

use super::{print, say};

/// Opens the library, and tells on standard error what was saved if it was damaged.
pub fn open(path: &Path) -> Result<Store> {
    Store::open(path).inspect(|store| tell(path, store))
}

/// The same for a library that must be there.
pub fn open_existing(path: &Path) -> Result<Store> {
    Store::open_existing(path).inspect(|store| tell(path, store))
}

fn tell(path: &Path, store: &Store) {
    if let Some(salvage) = store.salvage() {
        for line in sentences(path, salvage) {
            say(&line);
        }
    }
}

/// `backup`: one line for what is in it.
pub fn back_up(library: &Path, to: &Path) -> Result<ExitCode> {
    let store = open_existing(library)?;
    let backup = store.back_up(to, &mut |_| ControlFlow::Continue(()))?;
    let summary = summary(backup.briefs, backup.revisions, backup.images);
    print(&format!("{summary} in {}\n", backup.path.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// `verify`: a line for each finding, and one for what there is.
pub fn verify(file: &Path) -> Result<ExitCode> {
    let verification = verify_file(file, &mut |_| ControlFlow::Continue(())).map_err(|error| match error {
        // The advice for a library that is opened would not help here.
        Error::NoLibrary(path) => Error::io(&path, std::io::ErrorKind::NotFound.into()),
        other => other,
    })?;
    for finding in &verification.findings {
        say(&format!("{}: {}", file.display(), sentence(finding)));
    }
    let state = match verification.findings.len() {
        0 => "sound".to_owned(),
        count => counted(count as u32, "finding"),
    };
    print(&format!("{}, {state}\n", summary(verification.briefs, verification.revisions, verification.images)))?;
    Ok(ExitCode::from(u8::from(!verification.findings.is_empty())))
}

fn summary(briefs: u32, revisions: u32, images: u32) -> String {
    format!("{}, {}, {}", counted(briefs, "brief"), counted(revisions, "revision"), counted(images, "image"))
}

fn counted(count: u32, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What is wrong, and how to mend it.
fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Damaged { detail } => {
            format!(
                "the file is damaged ({detail}); open it with Briefdesk, which saves what can be read, or use a backup"
            )
        }
        Finding::Orphaned { table } => {
            format!("there are {table} of briefs that are gone; look for those briefs in a backup")
        }
        Finding::BriefUnreadable { id, headline } => {
            format!("brief {id} ({headline}) can't be read; restore an older revision of it, or take it from a backup")
        }
        Finding::BriefChanged { id, headline } => {
            format!("brief {id} ({headline}) is not what was saved last; read it, and compare it with a backup")
        }
        Finding::RevisionUnreadable { id, headline, revision } => {
            format!(
                "revision {revision} of brief {id} ({headline}) can't be read; take it from a backup, the others can"
            )
        }
        Finding::RevisionChanged { id, headline, revision } => {
            format!(
                "revision {revision} of brief {id} ({headline}) or the one before it is not what was saved; compare it with a backup"
            )
        }
        Finding::ImageChanged { image } => {
            format!("image {image} is not what was stored; add the picture again, or take it from a backup")
        }
        Finding::ImageMissing { image, id, headline } => {
            format!("brief {id} ({headline}) shows image {image}, which is not there; add the picture again")
        }
    }
}

/// What was saved and what was not, a line each.
fn sentences(path: &Path, salvage: &Salvage) -> Vec<String> {
    let Salvage { briefs, revisions, images, .. } = *salvage;
    let mut lines = vec![format!(
        "{} was damaged: {} could be saved and are in it now; the damaged file is kept as {}",
        path.display(),
        summary(briefs, revisions, images),
        salvage.damaged_copy.display()
    )];
    let mut each = |briefs: &[SalvagedBrief], what: &str| {
        lines.extend(briefs.iter().map(|brief| format!("brief {} ({}) {what}", brief.id, brief.headline)));
    };
    each(&salvage.incomplete, "breaks off; look for its end in a backup");
    each(&salvage.older, "is an older version; look for the newer one in a backup");
    each(&salvage.lost, "could not be saved; look for it in a backup");
    if salvage.images_lost > 0 {
        lines.push(format!("{} could not be saved; look for them in a backup", counted(salvage.images_lost, "image")));
    }
    if salvage.revisions_lost > 0 {
        let lost = counted(salvage.revisions_lost, "past revision");
        lines.push(format!("at least {lost} could not be saved; look for them in a backup"));
    }
    lines
}
