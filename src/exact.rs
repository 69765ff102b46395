//! Exact numbers in results: nothing is rounded before it is shown.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed};

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
    a.checked_add(b).ok_or_else(too_large)
}

/// `a − b`, or `out-of-range`.
pub(crate) fn subtract(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    a.checked_sub(b).ok_or_else(too_large)
}

/// `a × b`, or `out-of-range`.
pub(crate) fn multiply(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    a.checked_mul(b).ok_or_else(too_large)
}

/// `a ÷ b`, or `out-of-range`.
pub(crate) fn divide(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    a.checked_div(b).ok_or_else(too_large)
}

/// The sum of all, or `out-of-range`.
pub(crate) fn sum<'a>(items: impl IntoIterator<Item = &'a Fraction>) -> Result<Fraction> {
    items.into_iter().try_fold(Fraction::from_integer(0), |total, item| add(&total, item))
}

/// An exact number with the text to show for it.
///
/// On the wire: `{"num": 449, "den": 8, "text": "56.1"}`, in lowest terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact {
    num: i64,
    den: i64,
    /// The number rounded half-up for showing.
    pub text: String,
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
        let text = decimal_text(value, decimals);
        Ok(Self { num: *value.numer(), den: *value.denom(), text })
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
}

/// So many of so many, not reduced, with the percentage to show for it.
///
/// On the wire: `{"num": 26, "den": 29, "text": "89.7%"}`. A rate out of nothing does
/// not exist: where it could occur the result holds an `Option`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    num: i64,
    den: i64,
    /// The percentage, rounded half-up to one decimal.
    pub text: String,
}

impl Rate {
    /// `part` out of `whole`; `None` when `whole` is 0.
    #[must_use]
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        let text = percent_text(&Fraction::from_integer(part.into()), &Fraction::from_integer(whole.into()))?;
        Some(Self { num: part.into(), den: whole.into(), text })
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
        let Some(text) = percent_text(part, whole) else { return Ok(None) };
        let Exact { num, den, .. } = Exact::new(&divide(part, whole)?, 0)?;
        Ok(Some(Self { num, den, text }))
    }
}

fn percent_text(part: &Fraction, whole: &Fraction) -> Option<String> {
    let percent = part.checked_mul(&Fraction::from_integer(100))?.checked_div(whole)?;
    Some(decimal_text(&percent, 1) + "%")
}

/// Rounds once, half-up (away from zero for what is below it), to `decimals` digits.
#[must_use]
pub(crate) fn decimal_text(value: &Fraction, decimals: u32) -> String {
    let scale = 10_i64.pow(decimals);
    let (num, den) = (value.numer().unsigned_abs(), value.denom().unsigned_abs());
    let scale_u = scale.unsigned_abs();
    // whole + remainder keeps the intermediate products small.
    let (whole, remainder) = (num / den, num % den);
    let rounded =
        whole.saturating_mul(scale_u).saturating_add((remainder.saturating_mul(scale_u * 2) + den) / (den * 2));
    let sign = if value.is_negative() && rounded > 0 { "−" } else { "" };
    if decimals == 0 {
        return format!("{sign}{rounded}");
    }
    let places = decimals as usize;
    format!("{sign}{}.{:0places$}", rounded / scale_u, rounded % scale_u)
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
                sink.object("num,den,text");
                sink.integer(self.num);
                sink.integer(self.den);
                sink.text(&self.text);
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
        assert_eq!(Rate::of(26, 29).map(|rate| rate.text), Some("89.7%".into()));
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
