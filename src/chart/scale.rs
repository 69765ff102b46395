//! Where numbers stand on an axis.

use super::amount::MILLION;
use crate::exact::{self, Fraction};

/// Where on a length a number stands, between the two ends of a scale.
pub(super) fn along(value: i64, from: i64, to: i64, length: i64) -> i64 {
    const FITS: i64 = 1 << 46;
    let (mut part, mut whole) = (value - from, to - from);
    // A picture needs no more digits than this.
    while whole > FITS {
        part /= 2;
        whole /= 2;
    }
    part * length / whole.max(1)
}

/// A scale with round numbers, from below the smallest value to above the largest.
pub(super) struct Scale {
    low: i64,
    high: i64,
    step: i64,
    length: i64,
}

/// A scale has at most about so many steps.
const STEPS: i64 = 5;

/// The finest step, in millionths.
const FINEST: i64 = 100;

impl Scale {
    /// A scale of so many hundredths of a pixel for these values, in millionths; none without values.
    pub(super) fn of(values: &[i64], length: i64) -> Option<Self> {
        let (mut low, mut high) = (*values.first()?, *values.first()?);
        for value in values {
            low = low.min(*value);
            high = high.max(*value);
        }
        let step = if low == high { MILLION } else { step(high - low) };
        low = low.div_euclid(step) * step;
        high = -(-high).div_euclid(step) * step;
        if low == high {
            // One value only: on the upper edge, unless that takes the scale below zero.
            if low > 0 { low -= step } else { high += step }
        }
        Some(Self { low, high, step, length })
    }

    /// Where a value stands, from the lower end.
    pub(super) fn place(&self, value: i64) -> i64 {
        along(value, self.low, self.high, self.length)
    }

    /// Round numbers with their places.
    pub(super) fn ticks(&self) -> Vec<(i64, String)> {
        let mut ticks = Vec::new();
        let mut value = self.low;
        while value <= self.high {
            ticks.push((self.place(value), exact::short_text(&Fraction::new(value, MILLION))));
            value += self.step;
        }
        ticks
    }
}

/// The first of 1, 2, 5, 10, 20, 50 … of which a few make the whole span.
fn step(span: i64) -> i64 {
    let mut decade = FINEST;
    loop {
        for digit in [1, 2, 5] {
            if decade * digit * STEPS >= span {
                return decade * digit;
            }
        }
        decade *= 10;
    }
}
