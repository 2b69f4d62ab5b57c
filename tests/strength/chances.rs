//! How much is tried, and what decides the chances.

use std::env;
use std::fs::File;
use std::io::Write;
use std::num::NonZero;
use std::thread;

/// `usual` in an ordinary run, `strong` where `BRIEFDESK_STRENGTH` is set.
pub fn times(usual: usize, strong: usize) -> usize {
    if env::var_os("BRIEFDESK_STRENGTH").is_some() { strong } else { usual }
}

/// From `BRIEFDESK_SEED`, or always the same.
pub fn seed() -> u64 {
    env::var("BRIEFDESK_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_122)
}

/// Prints what was tried, and adds it to the measurements' figures where they are taken.
pub fn report(what: &str, tried: &str, lost: usize) {
    println!("{tried}, {lost} lost (seed {})", seed());
    if let Some(figures) = env::var_os("BRIEFDESK_BENCH_FIGURES") {
        let holds = if lost == 0 { "yes" } else { "no" };
        let mut file = File::options().append(true).create(true).open(figures).unwrap();
        file.write_all(format!("{what}\t{tried}, {lost} lost\t0 lost\t{holds}\n").as_bytes()).unwrap();
    }
}

/// Does `work` on every processor; each is told which one it is and how many there are. Gives what they found, in order.
pub fn on_every_processor<T: Send>(work: impl Fn(usize, usize) -> T + Sync) -> Vec<T> {
    let count = thread::available_parallelism().map_or(2, NonZero::get).min(8);
    thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..count).map(|number| scope.spawn(move || work(number, count))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    })
}
