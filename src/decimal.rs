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

/// Why a text is no decimal number that is kept exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDecimal {
    /// It is no number.
    NoNumber,
    /// It has more digits before the point than are kept.
    TooLarge,
    /// It has more digits after the point than are kept: so many.
    TooFine(u32),
}

/// More digits than any amount on a form has.
const MAX_DIGITS: i64 = 18;

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
        // Nearly all are whole and short.
        if (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let digits = text.bytes().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
            return Ok(Self { digits, places: 0 });
        }
        Written::read(text)?.exactly()
    }
}

impl Decimal {
    /// Reads a number, rounded half-up to so many decimals: what a computer worked out has more of them than anybody means.
    ///
    /// # Errors
    /// What is no number, or too large to be held with so many decimals.
    pub fn rounded(text: &str, places: u32) -> Result<Self, NotDecimal> {
        Written::read(text)?.rounded(places)
    }

    fn scaled(mut digits: i64, mut places: i32) -> Option<Self> {
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        if places < 0 {
            digits = digits.checked_mul(10_i64.checked_pow(places.unsigned_abs())?)?;
            places = 0;
        }
        Some(Self { digits, places: places.unsigned_abs() })
    }
}

/// A number as it was written: the digits from the first that counts, and how many of them stand after the point.
struct Written {
    sign: i64,
    digits: String,
    places: i32,
}

impl Written {
    fn read(text: &str) -> Result<Self, NotDecimal> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| NotDecimal::NoNumber)?),
            None => (text, 0),
        };
        let (sign, magnitude) = match mantissa.strip_prefix('-') {
            Some(magnitude) => (-1, magnitude),
            None => (1, mantissa),
        };
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || magnitude.ends_with('.') {
            return Err(NotDecimal::NoNumber);
        }
        let fraction = fraction.trim_end_matches('0');
        let digits = [whole, fraction].concat().trim_start_matches('0').to_owned();
        let places = i32::try_from(fraction.len()).ok().and_then(|places| places.checked_sub(exponent));
        Ok(Self { sign, digits, places: places.ok_or(NotDecimal::NoNumber)? })
    }

    /// How many digits stand before the point; below 0, how many zeros follow it.
    fn whole(&self) -> i64 {
        i64::try_from(self.digits.len()).unwrap_or(i64::MAX) - i64::from(self.places)
    }

    fn exactly(&self) -> Result<Decimal, NotDecimal> {
        if self.digits.is_empty() {
            return Ok(Decimal { digits: 0, places: 0 });
        }
        if self.whole() > MAX_DIGITS {
            return Err(NotDecimal::TooLarge);
        }
        let places = i64::from(self.places);
        if places > MAX_DIGITS || self.whole() + places > MAX_DIGITS {
            return Err(NotDecimal::TooFine(self.places.unsigned_abs()));
        }
        let digits = self.digits.parse::<i64>().map_err(|_| NotDecimal::TooLarge)?;
        Decimal::scaled(self.sign * digits, self.places).ok_or(NotDecimal::TooLarge)
    }

    fn rounded(mut self, places: u32) -> Result<Decimal, NotDecimal> {
        let places = i32::try_from(places).unwrap_or(i32::MAX);
        if self.places <= places {
            return self.exactly();
        }
        let kept = self.whole() + i64::from(places);
        if kept > MAX_DIGITS {
            return Err(NotDecimal::TooLarge);
        }
        // Below 0 even the first digit is too far behind the point to be rounded up.
        let up = usize::try_from(kept).ok().and_then(|kept| self.digits.as_bytes().get(kept)) >= Some(&b'5');
        self.digits.truncate(usize::try_from(kept).unwrap_or(0));
        let digits = self.digits.parse::<i64>().unwrap_or(0) + i64::from(up);
        Decimal::scaled(self.sign * digits, places).ok_or(NotDecimal::TooLarge)
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
        schemars::json_schema!({ "anyOf": [{ "type": "integer" }, { "type": "string" }] })
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

    #[test]
    fn tells_apart_why() {
        let why = |text: &str| text.parse::<Decimal>().err();
        assert_eq!(why("1e400"), Some(NotDecimal::TooLarge));
        assert_eq!(why(&"9".repeat(19)), Some(NotDecimal::TooLarge));
        assert_eq!(why("0.1000000000000000055511151231257827"), Some(NotDecimal::TooFine(34)));
        assert_eq!(why("123456789012345678.5"), Some(NotDecimal::TooFine(1)));
        assert_eq!(why("1e-19"), Some(NotDecimal::TooFine(19)));
        assert_eq!(why("1e-18"), None);
        assert_eq!(why("几个"), Some(NotDecimal::NoNumber));
    }

    #[test]
    fn rounds_half_up() {
        let rounded = |text: &str, places| {
            Decimal::rounded(text, places).map(|number| (number.digits, number.places)).map_err(|_| text.to_owned())
        };
        assert_eq!(rounded("83.33333333333333", 6), Ok((83_333_333, 6)));
        assert_eq!(rounded("0.30000000000000004", 6), Ok((3, 1)));
        assert_eq!(rounded("0.1000000000000000055511151231257827", 2), Ok((1, 1)));
        assert_eq!(rounded("-0.0000005", 6), Ok((-1, 6)));
        assert_eq!(rounded("0.00000049999", 6), Ok((0, 0)));
        assert_eq!(rounded("5e-7", 6), Ok((1, 6)));
        assert_eq!(rounded("5e-8", 6), Ok((0, 0)));
        assert_eq!(rounded("9e-2147483647", 6), Ok((0, 0)));
        assert_eq!(rounded("0.9999999", 6), Ok((1, 0)));
        assert_eq!(rounded("123456789012.12345678", 6), Ok((123_456_789_012_123_457, 6)));
        assert_eq!(rounded("12.5", 6), Ok((125, 1)));
        assert!(rounded("1234567890123.12345678", 6).is_err());
        assert!(rounded("1e400", 6).is_err() && rounded("x", 6).is_err());
    }
}
