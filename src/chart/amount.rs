//! Numbers that are drawn.

use num_rational::Ratio;

use crate::decimal::{Decimal, NotDecimal};
use crate::entered::Entered;
use crate::error::{Code, Error, Result, excerpt};
use crate::exact::{self, Fraction};
use crate::json::{self, Decode, Input, Value, object};

/// A number as a chart takes it: `87.5`, `"87.5"`, or an exact one of a result. An exact one whose text is a percentage is a
/// share: 26 out of 29 is 89.7.
#[derive(Debug, Clone, Default)]
pub struct Amount {
    /// The number itself.
    pub(super) value: Fraction,
    /// The number as it is shown: as it was written, or rounded as the text of an exact one is.
    pub(super) text: String,
}

impl Amount {
    /// The number as it is drawn.
    pub(super) fn drawn(&self) -> i64 {
        millionths(&self.value)
    }

    /// How many decimals are shown.
    pub(super) fn decimals(&self) -> u32 {
        decimals(&self.text)
    }

    /// Whether what is shown is rounded.
    pub(super) fn is_rounded(&self) -> bool {
        10_i64.pow(self.decimals()) % self.value.denom() != 0
    }
}

/// How many digits stand after the point.
fn decimals(text: &str) -> u32 {
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    u32::try_from(fraction.len()).map_or(MOST_DECIMALS, |count| count.min(MOST_DECIMALS))
}

/// More decimals than any chart shows.
const MOST_DECIMALS: u32 = 6;

/// Numbers in a chart, and what they add up to, are smaller than this.
const TOO_LARGE: i64 = 1_000_000_000_000;

#[cold]
fn too_large() -> Error {
    Error::new(Code::OutOfRange, "图里的数和它们的合计应小于 1 万亿")
}

/// A number with room for whatever is worked out from two of them.
pub(super) type Wide = Ratio<i128>;

pub(super) fn wide(value: &Fraction) -> Wide {
    Wide::new_raw((*value.numer()).into(), (*value.denom()).into())
}

/// A number that can be drawn. A fraction finer than any chart shows is rounded: it says nothing of the size of a number.
fn drawable(value: Wide) -> Result<Fraction> {
    let narrow = |value: Wide| {
        let (num, den) = (i64::try_from(*value.numer()).ok()?, i64::try_from(*value.denom()).ok()?);
        (den < TOO_LARGE).then(|| Fraction::new_raw(num, den))
    };
    if value.trunc().numer().unsigned_abs() >= u128::from(TOO_LARGE.unsigned_abs()) {
        return Err(too_large());
    }
    let finest = Wide::from_integer(MILLION.into());
    narrow(value).or_else(|| narrow((value * finest).round() / finest)).ok_or_else(too_large)
}

/// The sum of two numbers that can be drawn.
pub(super) fn add(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    drawable(wide(a) + wide(b))
}

/// What stands between two numbers that can be drawn.
pub(super) fn mean(a: &Fraction, b: &Fraction) -> Result<Fraction> {
    drawable((wide(a) + wide(b)) / Wide::from_integer(2))
}

object! {
    /// A number as results state it.
    #[derive(Default)]
    struct Parts: in {
        num: Entered,
        den: Entered,
        text: String,
    }
}

impl Decode for Amount {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        match input.clone().value() {
            Value::Object(_) => {
                let Parts { num, den, text } = json::decoded(input)?;
                let whole = |entered: &Entered, key| {
                    let integer = entered.number().and_then(Decimal::to_integer);
                    integer.ok_or_else(|| Error::new(Code::WrongType, "这里应是整数").at(key))
                };
                let (num, den) = (whole(&num, "num")?, whole(&den, "den")?);
                if den < 1 {
                    return Err(Error::new(Code::OutOfRange, "分母应大于 0").at("den"));
                }
                let plain = text.trim_end_matches('%');
                let times = if plain.len() < text.len() { 100 } else { 1 };
                self.set(Wide::new(i128::from(num) * times, den.into()), decimals(plain))
            }
            Value::Integer(_) | Value::Number(_) | Value::Text(_) => {
                let Entered(text) = json::decoded(input)?;
                let number = Entered(text.trim_end_matches(['%', '％']).to_owned()).rounded(MOST_DECIMALS);
                let number = number.map_err(|why| match why {
                    NotDecimal::TooLarge => too_large(),
                    _ => Error::new(Code::WrongType, ["这里应是数，现在是 ", &excerpt(&text)].concat()),
                })?;
                self.set(wide(&number.to_ratio()), number.places())
            }
            other => Err(json::wrong_type(&other, "数")),
        }
    }
}

impl Amount {
    fn set(&mut self, value: Wide, decimals: u32) -> Result<()> {
        let value = drawable(value)?;
        *self = Self { value, text: exact::decimal_text(&value, decimals.min(MOST_DECIMALS)) };
        Ok(())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let exact = generator.subschema_for::<exact::Exact>();
        schemars::json_schema!({ "anyOf": [{ "type": "number" }, { "type": "string" }, exact] })
    }
}

/// A number as it is drawn, in millionths: exact enough for a picture, and whatever is done with it stays whole.
///
/// It can be drawn, so there is room for it.
pub(super) fn millionths(value: &Fraction) -> i64 {
    let (num, den) = (*value.numer(), *value.denom());
    num / den * MILLION + num % den * MILLION / den
}

/// What [`millionths`] are counted in.
pub(super) const MILLION: i64 = 1_000_000;

/// Refuses a list or a number at a place, a list of keys and indices from the chart inwards.
#[cold]
pub(super) fn refused(at: &[&str], message: &str) -> Error {
    let error = Error::new(Code::OutOfRange, message);
    at.iter().rev().fold(error, |error, key| error.at(key))
}
