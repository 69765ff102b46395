//! Exact numbers in results: nothing is rounded before it is shown.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Signed};

use crate::error::{Code, Error, Result};
use crate::json::{Encode, Sink};

/// A fraction of integers; every operation on it here is checked.
pub type Fraction = Ratio<i64>;

/// The largest numerator and denominator that a result may have: every host can hold them.
const LARGEST: i64 = (1 << 53) - 1;

#[cold]
fn too_large() -> Error {
    Error::new(Code::OutOfRange, "数值太大或小数位太多，无法精确计算，请核对填写的数字")
}

/// `a + b`, or `out-of-range`.
pub(crate) fn add(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    // Nearly all that is added has the same denominator, and no other one has to be found for it.
    let sum = if a.denom() == b.denom() {
        a.numer().checked_add(b.numer()).map(|sum| reduced(sum, *a.denom()))
    } else if are_short(a, b) {
        Some(reduced(a.numer() * b.denom() + b.numer() * a.denom(), a.denom() * b.denom()))
    } else {
        a.checked_add(b)
    };
    sum.ok_or_else(too_large)
}

fn reduced(numer: i64, denom: i64) -> Fraction {
    if denom == 1 { Fraction::new_raw(numer, 1) } else { Fraction::new(numer, denom) }
}

/// Whether no product of their parts can be too large: nearly always so, and a multiplication that has to be checked is one of
/// 128 bits, which takes a WebAssembly program a hundred instructions.
fn are_short(a: &Fraction, b: &Fraction) -> bool {
    [a.numer(), a.denom(), b.numer(), b.denom()].into_iter().all(|part| i32::try_from(*part).is_ok())
}

/// `a − b`, or `out-of-range`.
pub(crate) fn subtract(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    add(a, &Fraction::new_raw(b.numer().checked_neg().ok_or_else(too_large)?, *b.denom()))
}

/// `a × b`, or `out-of-range`.
pub(crate) fn multiply(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    if are_short(a, b) {
        return Ok(reduced(a.numer() * b.numer(), a.denom() * b.denom()));
    }
    a.checked_mul(b).ok_or_else(too_large)
}

/// `a ÷ b`, or `out-of-range`.
pub(crate) fn divide(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    if are_short(a, b) && *b.numer() != 0 {
        return Ok(reduced(a.numer() * b.denom(), a.denom() * b.numer()));
    }
    a.checked_div(b).ok_or_else(too_large)
}

/// The sum of all, or `out-of-range`.
pub(crate) fn sum<'a>(items: impl IntoIterator<Item = &'a Fraction>) -> Result<Fraction> {
    items.into_iter().try_fold(Fraction::from_integer(0), |total, item| add(&total, item))
}

/// An exact number with the text to show for it: rounded half-up, once.
///
/// On the wire: `{"num": 449, "den": 8, "text": "56.1"}`, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    num: i64,
    den: i64,
    decimals: u32,
}

impl Exact {
    /// States `value`, shown with `decimals` digits after the point.
    ///
    /// # Errors
    /// `out-of-range` when numerator or denominator reach 2^53.
    pub fn new(value: &Fraction, decimals: u32) -> Result<Self> {
        if value.numer().abs() > LARGEST || *value.denom() > LARGEST {
            return Err(too_large());
        }
        Ok(Self { num: *value.numer(), den: *value.denom(), decimals })
    }

    /// A total: shown with one decimal.
    pub(crate) fn total(value: &Fraction) -> Result<Self> {
        Self::new(value, 1)
    }

    /// A part of a total: shown with two decimals.
    pub(crate) fn part(value: &Fraction) -> Result<Self> {
        Self::new(value, 2)
    }

    /// The number itself.
    #[must_use]
    pub fn value(&self) -> Fraction {
        Fraction::new_raw(self.num, self.den)
    }

    /// What is shown.
    #[must_use]
    pub fn text(&self) -> String {
        self.shown().as_str().to_owned()
    }

    fn shown(&self) -> Numeral {
        Numeral::rounded(self.num, self.den, self.decimals, "")
    }
}

/// So many of so many, not reduced, with the percentage to show for it: rounded half-up to one decimal.
///
/// On the wire: `{"num": 26, "den": 29, "text": "89.7%"}`. A rate out of nothing does
/// not exist: where it could occur the result holds an `Option`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    num: i64,
    den: i64,
}

impl Rate {
    /// `part` out of `whole`; `None` when `whole` is 0.
    #[must_use]
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        (whole > 0).then(|| Self { num: part.into(), den: whole.into() })
    }

    /// The ratio as a number.
    pub(crate) fn value(&self) -> Fraction {
        Fraction::new(self.num, self.den)
    }

    /// Part and whole.
    pub(crate) fn parts(&self) -> (i64, i64) {
        (self.num, self.den)
    }

    /// `part` out of `whole` for exact scores; `None` when `whole` is 0.
    ///
    /// # Errors
    /// `out-of-range` when the ratio cannot be stated exactly.
    pub(crate) fn of_scores(part: &Fraction, whole: &Fraction) -> Result<Option<Self>> {
        if *whole == Fraction::from_integer(0) {
            return Ok(None);
        }
        let Exact { num, den, .. } = Exact::new(&divide(part, whole)?, 0)?;
        Ok(Some(Self { num, den }))
    }

    /// What is shown.
    #[must_use]
    pub fn text(&self) -> String {
        self.shown().as_str().to_owned()
    }

    fn shown(&self) -> Numeral {
        // Below 2^53, so that a hundred times as much is still held.
        Numeral::rounded(self.num.saturating_mul(100), self.den, 1, "%")
    }
}

/// Rounds once, half-up (away from zero for what is below it), to `decimals` digits.
#[must_use]
pub(crate) fn decimal_text(value: &Fraction, decimals: u32) -> String {
    Numeral::rounded(*value.numer(), *value.denom(), decimals, "").as_str().to_owned()
}

const DIGITS: &[u8; 10] = b"0123456789";

/// A numeral that needs no memory of its own, for a result holds hundreds of them. It is written from its end.
struct Numeral {
    bytes: [u8; 32],
    start: usize,
}

impl Numeral {
    /// A fraction, rounded half-up to `decimals` digits.
    fn rounded(num: i64, den: i64, decimals: u32, unit: &str) -> Self {
        let scale = 10_u64.saturating_pow(decimals);
        let (magnitude, den) = (num.unsigned_abs(), den.unsigned_abs().max(1));
        // Whole and remainder keep the products small.
        let (whole, remainder) = (magnitude / den, magnitude % den);
        let is_short = u32::try_from(whole | den | scale).is_ok();
        let rounded = if is_short {
            // As below, but no product has to be checked: see `are_short`.
            whole * scale + (remainder * scale + den / 2) / den
        } else {
            whole.saturating_mul(scale).saturating_add((remainder.saturating_mul(scale * 2) + den) / (den * 2))
        };
        let mut numeral = Self { bytes: [0; 32], start: 32 };
        numeral.precede(unit.as_bytes());
        if decimals > 0 {
            numeral.precede_number(rounded % scale, decimals);
            numeral.precede(b".");
        }
        numeral.precede_number(rounded / scale, 1);
        if num < 0 && rounded > 0 {
            numeral.precede("−".as_bytes());
        }
        numeral
    }

    /// Digits before what stands there, with zeros before them if there are fewer than these.
    fn precede_number(&mut self, number: u64, digits: u32) {
        let (mut rest, mut missing) = (number, digits);
        while rest > 0 || missing > 0 {
            self.start = self.start.saturating_sub(1);
            if let (Some(place), Some(digit)) = (self.bytes.get_mut(self.start), DIGITS.get((rest % 10) as usize)) {
                *place = *digit;
            }
            rest /= 10;
            missing = missing.saturating_sub(1);
        }
    }

    fn precede(&mut self, bytes: &[u8]) {
        let start = self.start.saturating_sub(bytes.len());
        if let Some(place) = self.bytes.get_mut(start..self.start) {
            place.copy_from_slice(bytes);
            self.start = start;
        }
    }

    fn as_str(&self) -> &str {
        self.bytes.get(self.start..).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The shortest decimal text of a number that has one with at most four decimals.
#[must_use]
pub(crate) fn short_text(value: &Fraction) -> String {
    let text = decimal_text(value, 4);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

macro_rules! on_the_wire {
    ($($type:ident),*) => {$(
        impl Encode for $type {
            fn write(&self, sink: &mut dyn Sink) {
                if !sink.passes_over() {
                    sink.object("num,den,text");
                    sink.integer(self.num);
                    sink.integer(self.den);
                    sink.text(self.shown().as_str());
                }
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "object",
                    "properties": {
                        "num": { "type": "integer" },
                        "den": { "type": "integer", "minimum": 1 },
                        "text": { "type": "string" }
                    },
                    "required": ["num", "den", "text"],
                    "additionalProperties": false
                })
            }
        }
    )*};
}

on_the_wire!(Exact, Rate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_once_and_half_up() {
        let text = |num, den, decimals| decimal_text(&Fraction::new(num, den), decimals);
        assert_eq!(text(449, 8, 1), "56.1");
        assert_eq!(text(1, 2, 0), "1");
        assert_eq!(text(1, 8, 2), "0.13");
        assert_eq!(text(1249, 100, 1), "12.5");
        assert_eq!(text(9995, 100, 1), "100.0");
        assert_eq!(text(54, 1, 1), "54.0");
        assert_eq!(text(-1, 8, 2), "−0.13");
        assert_eq!(text(-1, 1000, 2), "0.00");
    }

    #[test]
    fn a_rate_out_of_nothing_does_not_exist() {
        assert_eq!(Rate::of(0, 0), None);
        assert_eq!(Rate::of(26, 29).map(|rate| rate.text()), Some("89.7%".into()));
        assert_eq!(Rate::of(30, 30).map(|rate| (rate.num, rate.den)), Some((30, 30)));
    }

    #[test]
    fn refuses_what_no_host_could_hold() {
        assert!(Exact::new(&Fraction::from_integer(LARGEST), 1).is_ok());
        assert!(Exact::new(&Fraction::from_integer(LARGEST + 1), 1).is_err());
        assert!(Exact::new(&Fraction::new(1, LARGEST + 2), 1).is_err());
        assert!(add(&Fraction::from_integer(i64::MAX), &Fraction::from_integer(1)).is_err());
    }
}
