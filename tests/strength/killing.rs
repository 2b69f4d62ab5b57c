//! `kill -9`: another program edits at random and says when something is saved; it is ended at any moment, and what it said must be true.
//!
//! The other program is this one: [`the_program_that_is_killed`] is what it does then. Editor and witness need not talk of texts: the edits
//! follow from a seed, so the number of acknowledged ones says what the library must contain.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use briefdesk_core::Result;
use briefdesk_core::brief::Status;
use briefdesk_core::store::{Language, Store};
use briefdesk_disk::Random;

use crate::chances::{on_every_processor, report, seed, times};
use crate::contents::{Complaint, Contents};
use crate::cutting::as_it_must_be;
use crate::desk::Desk;
use crate::room::{NAME, files_in, lay_out, room};
use crate::sample::{ferry, harbour, id, paragraphs, takeaway};

/// Set for the other program: the library's path.
const LIBRARY: &str = "BRIEFDESK_KILLED_LIBRARY";

/// Set for it as well: the seed of its edits; without it, the library is only opened and closed.
const EDITS: &str = "BRIEFDESK_KILLED_EDITS";

/// How many kills one library lives through, so that it stays small.
const LIVES: usize = 15;

#[test]
fn no_kill_loses_an_acknowledged_save() {
    let kills = times(300, 10_000);
    let found = on_every_processor(|number, count| {
        let mut random = Random::new(seed() + number as u64);
        let mine = (number..kills).step_by(count).count();
        let lives = (0..mine).step_by(LIVES).map(|from| LIVES.min(mine - from));
        lives.map(|kills| kill_again_and_again(kills, &mut random)).collect::<Vec<_>>()
    });
    let found: Vec<Outcome> = found.into_iter().flatten().collect();
    let acknowledged: usize = found.iter().map(|outcome| outcome.acknowledged).sum();
    let losses: Vec<&str> = found.iter().filter_map(|outcome| outcome.loss.as_deref()).collect();
    report("Kills", &format!("{kills} kills, {acknowledged} acknowledged saves"), losses.len());
    assert!(losses.is_empty(), "seed {}:\n{}", seed(), losses.join("\n"));
    assert!(acknowledged > kills, "the programs were killed before they did anything");
}

#[derive(Default)]
struct Outcome {
    acknowledged: usize,
    loss: Option<Complaint>,
}

/// Kills one program after the other at the same library, until something is lost.
fn kill_again_and_again(kills: usize, random: &mut Random) -> Outcome {
    let (folder, elsewhere) = (room(), room());
    let path = folder.path().join(NAME);
    let mut contents = Contents::fresh();
    let mut outcome = Outcome::default();
    for _ in 0..kills {
        let edits = random.next_number();
        let acknowledged = run_and_kill(&path, edits, Duration::from_micros(1_000 + random.next_number() % 39_000));
        outcome.acknowledged += acknowledged;
        let (before, after) = rehearse(contents, edits, acknowledged);
        // The witness looks at a copy: the next program finds the library as the killed one left it, log and all.
        let copy = lay_out(elsewhere.path(), &files_in(folder.path()));
        let found = as_it_must_be(&copy, &before, &after).and_then(|()| Contents::read(&path));
        match found {
            Ok(found) => contents = found,
            Err(complaint) => {
                outcome.loss = Some(format!("edits {edits}, {acknowledged} acknowledged: {complaint}"));
                break;
            }
        }
    }
    outcome
}

/// What the library says after that many edits, and after one more.
fn rehearse(contents: Contents, edits: u64, acknowledged: usize) -> (Contents, Contents) {
    let mut desk = Desk::rehearsal(contents);
    let mut random = Random::new(edits);
    for _ in 0..acknowledged {
        edit(&mut desk, &mut random).unwrap();
    }
    let before = desk.contents.clone();
    edit(&mut desk, &mut random).unwrap();
    (before, desk.contents)
}

/// Lets a program edit for `work` after its first acknowledged edit, then kills it. Gives how many it acknowledged.
fn run_and_kill(path: &Path, edits: u64, work: Duration) -> usize {
    let mut program = start(path, Some(edits));
    let lines = lines_of(&mut program);
    let first = lines.recv().unwrap();
    // A moment that nothing else decides: what the program is doing then is the point of the test.
    thread::sleep(work);
    program.kill().unwrap();
    program.wait().unwrap();
    let last = lines.into_iter().last().unwrap_or(first);
    last.parse().unwrap_or_else(|_| panic!("edits {edits}: {last}"))
}

/// This program as another one.
fn start(path: &Path, edits: Option<u64>) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "killing::the_program_that_is_killed", "--ignored", "--nocapture"]);
    command.env(LIBRARY, path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    if let Some(edits) = edits {
        command.env(EDITS, edits.to_string());
    }
    command.spawn().unwrap()
}

/// What the program says, line by line, as far as it came.
fn lines_of(program: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    let said = BufReader::new(program.stderr.take().unwrap());
    thread::spawn(move || {
        for line in said.lines().map_while(std::io::Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

#[test]
#[ignore = "the other tests here start it as a program of its own"]
fn the_program_that_is_killed() {
    let path = env::var_os(LIBRARY).expect("a library to work on");
    let path = Path::new(&path);
    let Some(edits) = env::var(EDITS).ok().and_then(|text| text.parse().ok()) else {
        drop(Store::open(path).unwrap());
        return;
    };
    let mut desk = Desk::new(path, Contents::read(path).unwrap());
    desk.open().unwrap();
    let mut random = Random::new(edits);
    for number in 1_u64.. {
        edit(&mut desk, &mut random).unwrap();
        // One write: a line is said whole or not at all.
        std::io::stderr().write_all(format!("{number}\n").as_bytes()).unwrap();
    }
}

/// One thing that people do, chosen by chance among what can be done.
fn edit(desk: &mut Desk, random: &mut Random) -> Result<()> {
    let number = random.below(6);
    let length = 50 + random.below(3_000);
    let text = paragraphs(random, length);
    let word: String = text.chars().take(30).collect();
    let chinese = random.once_in(2);
    match random.below(18) {
        0 => desk.save(number, |brief| *brief = if chinese { harbour() } else { ferry() }),
        1 => desk.save(number, |brief| brief.headline = word),
        2 => desk.save(number, |brief| brief.summary = word),
        // An id that the brief has already would be replaced by the store, with one that no rehearsal knows.
        3 => {
            let id = format!("t{}", random.next_number());
            desk.save(number, |brief| brief.takeaways.insert(0, takeaway(&id, &word)))
        }
        4 => desk.save(number, |brief| brief.takeaways.clear()),
        5 => desk.save(number, |brief| brief.analysis.text = text),
        6 | 7 => desk.save(number, |brief| brief.body = text),
        8 => desk.save(number, |brief| (brief.status, brief.tags) = (Status::InReview, vec![word])),
        9 => desk.add_picture(length as u64, length),
        10 => existing(desk, number, Desk::trash),
        11 => existing(desk, number, Desk::untrash),
        12 => desk.save_publication(if chinese { "码头" } else { "The Quay" }, &word),
        13 => existing(desk, number, |desk, number| desk.save_checkpoint(number, "校样")),
        14 => desk.replace(number, |brief| brief.body = text),
        15 => desk.thin_history(number),
        16 => existing(desk, number, Desk::export),
        _ => desk.save_preferences(|preferences| {
            preferences.language = if chinese { Language::Zh } else { Language::En };
        }),
    }
}

/// Does `work` with the brief of that number, or begins it.
fn existing(desk: &mut Desk, number: usize, work: fn(&mut Desk, usize) -> Result<()>) -> Result<()> {
    if desk.contents.briefs.contains_key(&id(number)) {
        work(desk, number)
    } else {
        desk.save(number, |brief| *brief = ferry())
    }
}

/// Looking at the file, as opening it does, ends the locks that this program holds on it: POSIX locks go with the first descriptor that is
/// closed. Another program that closes the library must not take itself for the last one then, and delete the log that this one writes to;
/// SQLite sees to that since 3.51.
#[test]
fn a_library_that_this_program_opened_twice_is_not_closed_by_another() {
    let (folder, elsewhere) = (room(), room());
    let path = folder.path().join(NAME);
    let mut desk = Desk::new(&path, Contents::fresh());
    desk.open().unwrap();
    desk.save(1, |brief| *brief = ferry()).unwrap();
    desk.open().unwrap();
    assert!(start(&path, None).wait().unwrap().success());
    desk.save(1, |brief| brief.headline.push('!')).unwrap();
    let left = lay_out(elsewhere.path(), &files_in(folder.path()));
    as_it_must_be(&left, &desk.contents, &desk.contents).unwrap();
}
