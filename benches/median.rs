//! The median, for what is measured in turns, which Criterion can't.

use std::time::Duration;

/// The median of `times` in milliseconds; of an even number, the mean of the middle two.
pub fn milliseconds(times: &[Duration]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let below = sorted[middle - usize::from(sorted.len().is_multiple_of(2))];
    (sorted[middle] + below).as_secs_f64() * 500.0
}
