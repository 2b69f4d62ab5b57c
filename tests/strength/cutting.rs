//! Power cuts: the scripts are played once on a watched disk, and each state in which a cut could leave its files must
//! open as a sound library with everything that had been acknowledged.

use std::fmt;
use std::path::Path;

use briefdesk_disk::{Crashes, Cut, Disk, Log, Random};
use rusqlite::Connection;

use crate::chances::{on_every_processor, report, seed, times};
use crate::contents::{Complaint, Contents, is_one_of, unexpected};
use crate::desk::Desk;
use crate::room::{NAME, files_in, lay_out, room};
use crate::sample::ferry;
use crate::script::{SCRIPTS, Script};

/// A script as it was played.
struct Played {
    log: Log,
    /// After each step: how long the log was, and what the library said. The first is the beginning.
    acknowledged: Vec<(usize, Contents)>,
}

/// Where the power goes, and what becomes of what was not synced.
#[derive(Debug, Clone, Copy)]
struct State {
    place: usize,
    cut: Cut,
    seed: u64,
}

/// A state that was not as it must be.
struct Loss {
    script: &'static str,
    state: State,
    step: &'static str,
    complaint: Complaint,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let State { place, cut, seed } = self.state;
        write!(f, "{}, {}, before change {place}, {cut:?}, chance {seed}: {}", self.script, self.step, self.complaint)
    }
}

#[test]
fn no_power_cut_loses_an_acknowledged_save() {
    let wanted = times(2_000, 100_000);
    let mut random = Random::new(seed());
    let mut losses = Vec::new();
    let mut tried = 0;
    for script in &SCRIPTS {
        let played = play(script);
        let states = states(played.log.ops.len(), wanted * script.share / 100, &mut random);
        println!("{}: {} changes, {} crash states", script.name, played.log.ops.len(), states.len());
        tried += states.len();
        losses.extend(try_all(script, &played, &states));
    }
    report("Power cuts", &format!("{tried} crash states"), losses.len());
    let told: Vec<String> = losses.iter().take(8).map(Loss::to_string).collect();
    assert!(losses.is_empty(), "{} of {tried} lost, seed {}:\n{}", losses.len(), seed(), told.join("\n"));
}

/// What power can leave of the page that says what the file is.
#[test]
fn a_first_page_that_was_being_written_is_read_from_the_log() {
    let (folder, elsewhere) = (room(), room());
    let mut desk = Desk::new(&folder.path().join(NAME), Contents::fresh());
    desk.open().unwrap();
    desk.save(1, |brief| *brief = ferry()).unwrap();
    let mut files = files_in(folder.path());
    Random::new(seed()).fill(&mut files.get_mut(NAME).unwrap()[..512]);
    let left = lay_out(elsewhere.path(), &files);
    as_it_must_be(&left, &desk.contents, &desk.contents).unwrap();
}

fn play(script: &Script) -> Played {
    let folder = room();
    let path = folder.path().join(NAME);
    (script.before)(&path);
    let disk = Disk::at(folder.path()).unwrap();
    let mut desk = Desk::new(&path, script.beginning());
    let mut acknowledged = vec![(0, desk.contents.clone())];
    for (name, step) in script.steps {
        step(&mut desk).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        acknowledged.push((disk.position(), desk.contents.clone()));
    }
    assert!(!desk.is_open(), "the script closes what it opens, or the last change is not in the log");
    Played { log: disk.log(), acknowledged }
}

/// Spreads `count` states evenly over the log's changes and over the kinds of cuts.
fn states(changes: usize, count: usize, random: &mut Random) -> Vec<State> {
    let state = |number: usize| {
        // Each kind of cut goes through the whole log.
        let (kind, round) = (number % Cut::ALL.len(), number / Cut::ALL.len());
        let rounds = count.div_ceil(Cut::ALL.len());
        let place = (round * 1000 + random.below(1000)) * (changes + 1) / (rounds * 1000);
        State { place, cut: Cut::ALL[kind], seed: random.next_number() }
    };
    let mut states: Vec<State> = (0..count).map(state).collect();
    states.sort_by_key(|state| state.place);
    states
}

fn try_all(script: &Script, played: &Played, states: &[State]) -> Vec<Loss> {
    let losses = on_every_processor(|number, count| {
        let folder = room();
        let mut crashes = Crashes::new(&played.log);
        let mine = states.chunks(states.len().div_ceil(count)).nth(number).unwrap_or_default();
        let attempt = |state: &State| {
            crashes.walk_to(state.place);
            let (step, result) = attempt(played, &crashes, *state, folder.path());
            let step = script.steps.get(step).map_or("after the last step", |(name, _)| name);
            result.err().map(|complaint| Loss { script: script.name, state: *state, step, complaint })
        };
        mine.iter().filter_map(attempt).collect::<Vec<_>>()
    });
    losses.into_iter().flatten().collect()
}

/// Gives the number of the step that was under way, and whether the state is as it must be.
fn attempt(played: &Played, crashes: &Crashes<'_>, state: State, folder: &Path) -> (usize, Result<(), Complaint>) {
    let mut random = Random::new(state.seed);
    let path = lay_out(folder, &crashes.cut(state.cut, &mut random));
    if random.once_in(4) {
        // Shared memory can survive in its file, and means nothing.
        let mut rubbish = vec![0; 32 << 10];
        random.fill(&mut rubbish);
        std::fs::write(folder.join(format!("{NAME}-shm")), rubbish).unwrap();
    }
    let step = played.acknowledged.iter().rposition(|(place, _)| *place <= state.place).unwrap_or(0);
    let (_, before) = &played.acknowledged[step];
    let after = played.acknowledged.get(step + 1).map_or(before, |(_, after)| after);
    (step, as_it_must_be(&path, before, after))
}

/// The library says what was acknowledged, or that and all of what was under way, and takes the next save.
pub fn as_it_must_be(path: &Path, before: &Contents, after: &Contents) -> Result<(), Complaint> {
    let found = Contents::read(path)?;
    if !is_one_of(&found, before, after) {
        return Err(unexpected(&found, before, after));
    }
    copies_are_whole(path)?;
    let mut desk = Desk::new(path, found);
    desk.open().map_err(|error| format!("opening again: {error:?}"))?;
    desk.save(999, |brief| *brief = ferry()).map_err(|error| format!("saving again: {error:?}"))
}

/// A copy that was made before an upgrade is a library, or is not there.
fn copies_are_whole(path: &Path) -> Result<(), Complaint> {
    let copy = path.with_file_name(format!("{NAME}.before-v2"));
    if !copy.exists() {
        return Ok(());
    }
    let version = Connection::open(&copy).and_then(|connection| {
        let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        Ok((sound, version))
    });
    match version {
        Ok((sound, 1)) if sound == "ok" => Ok(()),
        other => Err(format!("the copy from before the upgrade: {other:?}")),
    }
}
