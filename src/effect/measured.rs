//! What was counted before and after, and what it is worth.

use crate::decimal::{Decimal, NotDecimal};
use crate::entered::Entered;
use crate::error::{Result, excerpt};
use crate::exact::{self, Exact, Fraction};
use crate::issue::Issue;
use crate::json::{Map, leaves, object};
use crate::pack::{EffectIndicator, IndicatorKind, Severity};

object! {
    /// What was counted for an indicator; which keys it needs depends on its kind.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Measured: in out {
        /// Numerator, or the count or amount itself.
        pub num: Option<Entered> = default,
        /// Denominator of a ratio; all points that a score could have, if it is not out of 100.
        pub den: Option<Entered> = default,
        /// How many gave 1, 2, 3, 4 and 5.
        pub ratings: Vec<u32> = default,
    }
}

leaves!(Measured);

/// What was counted, by code of the indicator.
pub type Measurements = Map<Option<Measured>>;

object! {
    /// Numerator and denominator, not reduced; of ratings the sum of the grades and how many there are.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Counts: out {
        /// Numerator, or the count or amount itself.
        pub num: Option<Decimal>,
        /// Denominator.
        pub den: Option<Decimal>,
    }
}

/// A value with as many decimals as its indicator is shown with.
pub(super) fn stated(indicator: &EffectIndicator, value: &Fraction) -> Result<Exact> {
    let decimals = match indicator.kind {
        IndicatorKind::Number | IndicatorKind::Reduction | IndicatorKind::Days => 0,
        IndicatorKind::Amount | IndicatorKind::Ratings => 2,
        _ => 1,
    };
    Exact::new(value, decimals)
}

const TOO_FINE_AMOUNT: (&str, &str) = ("too-many-decimals", "万元最多写两位小数");

/// What a text is that is no number that can be worked with: a rule, and words for it.
pub(super) fn no_number(why: NotDecimal) -> (&'static str, &'static str) {
    match why {
        NotDecimal::NoNumber => ("not-a-number", "填数字"),
        NotDecimal::TooLarge => ("too-large", "太大"),
        NotDecimal::TooFine(_) => ("too-many-decimals", "小数位太多"),
    }
}

/// What a number that was counted must not be.
fn fault(kind: IndicatorKind, number: Decimal) -> Option<(&'static str, &'static str)> {
    let value = number.to_ratio();
    match kind {
        // Amounts in 万元 may fall; the rest is counted.
        IndicatorKind::Amount if number.places() > 2 => Some(TOO_FINE_AMOUNT),
        IndicatorKind::Amount => None,
        _ if value < Fraction::from_integer(0) => Some(("negative", "不能小于 0")),
        IndicatorKind::Difference if value > Fraction::from_integer(100) => Some(("above-100", "得分为 0 至 100")),
        _ => None,
    }
}

/// The value of one side, with what was counted and the size of the sample.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) counts: Counts,
    pub(super) value: Option<Exact>,
    pub(super) satisfied: Option<Exact>,
    pub(super) sample: Option<Fraction>,
    /// The denominator is 0, or all counts are.
    pub(super) nothing_counted: bool,
}

impl Side {
    pub(super) fn read(
        indicator: &EffectIndicator,
        measured: Option<&Measured>,
        path: &str,
        issues: &mut Vec<Issue>,
    ) -> Result<Self> {
        let Some(measured) = measured else { return Ok(Self::default()) };
        let mut find = |key: &str, rule: &str, message: String| {
            issues.push(Issue {
                path: format!("{path}/{key}"),
                rule: rule.to_owned(),
                severity: Severity::Error,
                message,
                source: indicator.source.clone(),
            });
        };
        if indicator.kind == IndicatorKind::Ratings {
            return Self::ratings(measured, &mut find);
        }
        // A score may be given as points out of all that can be had.
        let out_of_all = indicator.kind == IndicatorKind::Difference && measured.den.is_some();
        let mut number = |key: &str, entered: &Option<Entered>| {
            let entered = entered.as_ref().filter(|entered| !entered.is_blank())?;
            let number = entered.exactly();
            let fault = match number {
                Ok(number) => fault(indicator.kind, number).filter(|(rule, _)| !out_of_all || *rule != "above-100"),
                Err(NotDecimal::TooFine(_)) if indicator.kind == IndicatorKind::Amount => Some(TOO_FINE_AMOUNT),
                Err(why) => Some(no_number(why)),
            };
            let Some((rule, words)) = fault else { return number.ok() };
            find(key, rule, format!("{words}，现在是“{}”", excerpt(&entered.0)));
            None
        };
        let counts = Counts { num: number("num", &measured.num), den: number("den", &measured.den) };
        let [num, den] = [counts.num, counts.den].map(|number| number.map(Decimal::to_ratio));
        let zero = Fraction::from_integer(0);
        let scale = match indicator.kind {
            IndicatorKind::Percent | IndicatorKind::PercentChange => Some(100),
            IndicatorKind::Ppm => Some(1_000_000),
            _ if out_of_all => Some(100),
            _ => None,
        };
        // x/0 is 不适用, never 0 % and never 100 %. What is missing is missing.
        let nothing_counted = scale.is_some() && den == Some(zero);
        let value = match (scale, num, den) {
            _ if nothing_counted => None,
            (Some(_), Some(num), Some(den)) if num > den && !indicator.may_exceed => {
                find("num", "part-above-whole", "分子大于分母，请核对".to_owned());
                None
            }
            (Some(scale), Some(num), Some(den)) => {
                Some(exact::divide(&exact::multiply(&num, &Fraction::from_integer(scale))?, &den)?)
            }
            (None, num, _) => num,
            _ => None,
        };
        let value = value.map(|value| stated(indicator, &value)).transpose()?;
        Ok(Self { counts, value, satisfied: None, sample: scale.filter(|_| !out_of_all).and(den), nothing_counted })
    }

    fn ratings(measured: &Measured, find: &mut dyn FnMut(&str, &str, String)) -> Result<Self> {
        if measured.ratings.is_empty() {
            return Ok(Self::default());
        }
        if measured.ratings.len() != 5 {
            find(
                "ratings",
                "five-counts",
                format!("依次填 1 至 5 分各有几份，共 5 个数，现在是 {} 个", measured.ratings.len()),
            );
            return Ok(Self::default());
        }
        let counts = || measured.ratings.iter().map(|count| i64::from(*count));
        let total = Fraction::from_integer(counts().sum());
        if total == Fraction::from_integer(0) {
            return Ok(Self { nothing_counted: true, ..Self::default() });
        }
        let points = Fraction::from_integer((1..=5).zip(counts()).map(|(grade, count)| grade * count).sum());
        let satisfied = Fraction::from_integer(counts().skip(3).sum::<i64>() * 100);
        let [num, den] = [points, total].map(|number| number.to_string().parse().ok());
        Ok(Self {
            counts: Counts { num, den },
            value: Some(Exact::new(&exact::divide(&points, &total)?, 2)?),
            satisfied: Some(Exact::new(&exact::divide(&satisfied, &total)?, 1)?),
            sample: Some(total),
            nothing_counted: false,
        })
    }
}
