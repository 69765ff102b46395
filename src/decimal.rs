//! Decimal numbers as people write them, exactly.

use std::fmt;
use std::str::FromStr;

use num_rational::Ratio;

/// A decimal number: `digits` ÷ 10^`places`, without trailing zeros after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    digits: i64,
    places: u32,
}

/// The text is not a decimal number, or has more digits than are kept exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDecimal;

/// More digits than any amount on a form has.
const MAX_DIGITS: usize = 18;

impl Decimal {
    /// How many digits stand after the point.
    #[must_use]
    pub fn places(self) -> u32 {
        self.places
    }

    /// The number as an integer, if it is one.
    #[must_use]
    pub fn to_integer(self) -> Option<i64> {
        if self.places == 0 { Some(self.digits) } else { None }
    }

    /// The number as an exact fraction.
    #[must_use]
    pub fn to_ratio(self) -> Ratio<i64> {
        Ratio::new(self.digits, 10_i64.pow(self.places))
    }
}

impl FromStr for Decimal {
    type Err = NotDecimal;

    /// Reads `-12`, `4860.00` or `1e3`: what JSON calls a number.
    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| NotDecimal)?),
            None => (text, 0),
        };
        let (sign, magnitude) = match mantissa.strip_prefix('-') {
            Some(magnitude) => (-1, magnitude),
            None => (1, mantissa),
        };
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || magnitude.ends_with('.') {
            return Err(NotDecimal);
        }
        let fraction = fraction.trim_end_matches('0');
        let written = [whole, fraction].concat();
        let significant = written.trim_start_matches('0');
        if significant.is_empty() {
            return Ok(Self { digits: 0, places: 0 });
        }
        if significant.len() > MAX_DIGITS {
            return Err(NotDecimal);
        }
        let digits = sign * significant.parse::<i64>().map_err(|_| NotDecimal)?;
        let places = i32::try_from(fraction.len()).map_err(|_| NotDecimal)?.checked_sub(exponent).ok_or(NotDecimal)?;
        Self::scaled(digits, places).ok_or(NotDecimal)
    }
}

impl Decimal {
    fn scaled(mut digits: i64, mut places: i32) -> Option<Self> {
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        let limit = i32::try_from(MAX_DIGITS).ok()?;
        if places.abs() > limit {
            return None;
        }
        if places < 0 {
            digits = digits.checked_mul(10_i64.checked_pow(places.unsigned_abs())?)?;
            places = 0;
        }
        Some(Self { digits, places: places.unsigned_abs() })
    }
}

/// An integer is a number. What has decimals, or more digits than a double, is text: nothing is rounded on its way to a host.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        let mut text = format!("{:01$}", self.digits.unsigned_abs(), places + 1);
        if places > 0 {
            text.insert(text.len() - places, '.');
        }
        if self.digits < 0 {
            text.insert(0, '-');
        }
        f.write_str(&text)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["integer", "string"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(i64, u32)> {
        text.parse::<Decimal>().ok().map(|number| (number.digits, number.places))
    }

    #[test]
    fn reads_what_json_calls_a_number() {
        assert_eq!(read("0"), Some((0, 0)));
        assert_eq!(read("-0.00"), Some((0, 0)));
        assert_eq!(read("4860.00"), Some((4860, 0)));
        assert_eq!(read("39999.99"), Some((3_999_999, 2)));
        assert_eq!(read("-12.5"), Some((-125, 1)));
        assert_eq!(read("1e3"), Some((1000, 0)));
        assert_eq!(read("12.5E-1"), Some((125, 2)));
        assert_eq!(read("120e-1"), Some((12, 0)));
        assert_eq!(read("007"), Some((7, 0)));
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "-", ".5", "5.", "1,000", "１２", "1e", "1e99999999999", "1e400", "NaN", "--1", "1.2.3"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"9".repeat(31)), None);
    }
}
