//! Failing disks: the n-th call fails, for every n until the script ends without meeting it (in the long script for many an n). The store
//! must say so, keep what it said was saved, and go on when the disk is mended.

use std::panic::{AssertUnwindSafe, catch_unwind};

use briefdesk_core::Error;
use briefdesk_disk::{Disk, Fault, Plan};

use crate::chances::{on_every_processor, report, times};
use crate::contents::{Complaint, Contents};
use crate::cutting::as_it_must_be;
use crate::desk::Desk;
use crate::room::{NAME, room};
use crate::sample::harbour;
use crate::script::{SCRIPTS, Script};

#[test]
fn no_failing_call_loses_an_acknowledged_save() {
    let scripts = &SCRIPTS[..times(2, SCRIPTS.len())];
    let mut tried = 0;
    let mut told = Vec::new();
    for script in scripts {
        for fault in Fault::ALL {
            for lasting in [false, true] {
                let (count, losses) = every_call(script, fault, lasting);
                println!("{}: {count} calls failed, {fault:?}, lasting: {lasting}", script.name);
                tried += count;
                told.extend(losses);
            }
        }
    }
    report("Failing disks", &format!("{tried} failing calls"), told.len());
    assert!(told.is_empty(), "{} of {tried}:\n{}", told.len(), told[..told.len().min(8)].join("\n"));
}

/// Gives how many calls failed, and what was lost by it.
fn every_call(script: &Script, fault: Fault, lasting: bool) -> (usize, Vec<String>) {
    let beginning = script.beginning();
    let found = on_every_processor(|number, count| {
        let mut losses = Vec::new();
        let mut tried = 0;
        for at in (number * script.stride..).step_by(count * script.stride) {
            let plan = Plan { fault, at: at as u64, lasting };
            match catch_unwind(AssertUnwindSafe(|| attempt(script, &beginning, plan))) {
                Ok(Ok(Met::No)) => break,
                Ok(Ok(Met::Yes)) => {}
                Ok(Err(complaint)) => losses.push(format!("{}, {plan:?}: {complaint}", script.name)),
                Err(_) => losses.push(format!("{}, {plan:?}: panicked", script.name)),
            }
            tried += 1;
        }
        (tried, losses)
    });
    let tried = found.iter().map(|(tried, _)| tried).sum();
    (tried, found.into_iter().flat_map(|(_, losses)| losses).collect())
}

/// Whether a planned fault came to pass.
enum Met {
    Yes,
    No,
}

fn attempt(script: &Script, beginning: &Contents, plan: Plan) -> Result<Met, Complaint> {
    let folder = room();
    let path = folder.path().join(NAME);
    (script.before)(&path);
    let disk = Disk::at(folder.path()).unwrap();
    let mut desk = Desk::new(&path, beginning.clone());
    disk.fail(plan);
    let failed = script.steps.iter().find_map(|(name, step)| step(&mut desk).err().map(|error| (name, error)));
    if !disk.mend() {
        return failed.map_or(Ok(Met::No), |(name, error)| Err(format!("{name} without a fault: {error:?}")));
    }
    let told = |complaint: Complaint| match &failed {
        Some((name, error)) => format!("{name} said {error:?}; then {complaint}"),
        None => complaint,
    };
    if let Some((_, error)) = &failed {
        fits(error, plan.fault).map_err(told)?;
    }
    goes_on(&mut desk).map_err(told)?;
    desk.close_all();
    as_it_must_be(&path, &desk.contents, &desk.contents).map_err(told).map(|()| Met::Yes)
}

/// What people are told leads them to the disk, and not to suspect their library.
fn fits(error: &Error, fault: Fault) -> Result<(), Complaint> {
    let blames_the_library = matches!(
        error,
        Error::NotALibrary(_) | Error::ForeignLibrary(_) | Error::DamagedLibrary(_) | Error::NewerLibrary { .. }
    );
    if blames_the_library || fault != Fault::Broken && !matches!(error, Error::DiskFull) {
        return Err("that is not what is wrong".to_owned());
    }
    Ok(())
}

/// The same programs, or the library opened anew where it was not open, take the next save.
fn goes_on(desk: &mut Desk) -> Result<(), Complaint> {
    desk.find_out()?;
    if !desk.is_open() {
        desk.open().map_err(|error| format!("opening: {error:?}"))?;
    }
    desk.save(998, |brief| *brief = harbour()).map_err(|error| format!("saving: {error:?}"))
}
