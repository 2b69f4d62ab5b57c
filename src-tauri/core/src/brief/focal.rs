//! The point of a picture that every crop of it keeps in view.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A point of a picture, from its upper left corner: `{ "x": 0.5, "y": 0.25 }` lies in the middle of the upper half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
pub struct Focal {
    /// Across, in parts of the width.
    #[schemars(with = "f64", range(min = 0, max = 1))]
    pub x: Fraction,
    /// Down, in parts of the height.
    #[schemars(with = "f64", range(min = 0, max = 1))]
    pub y: Fraction,
}

/// From 0 to 1, in thousandths: finer than anyone points, and the same after any way through JSON and YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(from = "f64", into = "f64")]
// A number that is neither infinite nor none; what specta makes of `f64` may be null.
#[specta(type = u32)]
pub struct Fraction(u16);

impl Default for Fraction {
    fn default() -> Self {
        Self(500)
    }
}

impl From<f64> for Fraction {
    /// The nearest there is; the middle for what is no number.
    fn from(value: f64) -> Self {
        if value.is_nan() { Self::default() } else { Self((value.clamp(0.0, 1.0) * 1000.0).round() as u16) }
    }
}

impl From<Fraction> for f64 {
    fn from(Fraction(thousandths): Fraction) -> Self {
        Self::from(thousandths) / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_from_json_and_stays_within_the_picture() {
        for thousandths in 0..=1000 {
            let fraction = Fraction(thousandths);
            let json = serde_json::to_string(&fraction).unwrap();
            assert_eq!(serde_json::from_str::<Fraction>(&json).unwrap(), fraction, "{json}");
        }
        let focal: Focal = serde_json::from_str(r#"{ "x": 1, "y": -3.5 }"#).unwrap();
        assert_eq!(serde_json::to_string(&focal).unwrap(), r#"{"x":1.0,"y":0.0}"#);
    }
}
