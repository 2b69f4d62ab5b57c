//! How long work takes, by Criterion, as a figure.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, SamplingMode};

use crate::figures::Figure;

/// Where Criterion keeps its numbers, which it gives no other way.
const NUMBERS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/criterion");

/// Criterion without plots.
pub fn criterion() -> Criterion {
    Criterion::default()
        .without_plots()
        .output_directory(Path::new(NUMBERS))
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(4))
}

/// How long `work` takes in milliseconds, the median of `samples`.
pub fn criterion_median<T>(criterion: &mut Criterion, name: &str, samples: usize, mut work: impl FnMut() -> T) -> f64 {
    let mut group = criterion.benchmark_group("core");
    // As many rounds in every sample: more in each, as is usual, would do long work hundreds of times.
    group.sample_size(samples).sampling_mode(SamplingMode::Flat);
    group.bench_function(name, |bencher| bencher.iter(|| black_box(work())));
    group.finish();
    let file = Path::new(NUMBERS).join("core").join(name).join("new/estimates.json");
    let text = std::fs::read_to_string(file).expect("Criterion has written its numbers");
    let numbers: serde_json::Value = serde_json::from_str(&text).expect("Criterion's numbers are JSON");
    numbers["median"]["point_estimate"].as_f64().expect("Criterion gives a median") / 1e6
}

/// Hands on a figure that is held against `limit` milliseconds.
pub fn within(what: &'static str, milliseconds: f64, limit: f64) {
    let limit = (format!("< {limit} ms"), milliseconds < limit);
    Figure { what, measured: shown(milliseconds), limit: Some(limit) }.report();
}

/// Milliseconds with their unit.
pub fn shown(milliseconds: f64) -> String {
    if milliseconds < 10.0 { format!("{milliseconds:.2} ms") } else { format!("{milliseconds:.0} ms") }
}
