//! Scoring schemes: which one, and whether it is consistent.

use std::borrow::Cow;

use crate::decimal::{Decimal, NotDecimal};
use crate::error::{Code, Error, Result, excerpt};
use crate::exact::{self, Fraction};
use crate::json::{self, Decode, Input, object};
use crate::listed::Listed;
use crate::pack::{Governance, Indicator, Scheme};

/// The scheme that a new file names: ours. Where none is named, the first of the content counts.
pub const DEFAULT_SCHEME: &str = "default-2026-1";

object! {
    /// The schemes on offer.
    #[derive(Debug, Clone)]
    pub struct GovernanceSchemes<'a>: out {
        /// The default first.
        pub schemes: &'a [Scheme],
    }
}

/// The schemes of a pack, the default first.
#[must_use]
pub fn schemes(pack: &Governance) -> GovernanceSchemes<'_> {
    GovernanceSchemes { schemes: &pack.schemes }
}

/// A scheme of the pack by its identifier, or a scheme of one's own.
#[derive(Debug, Clone)]
pub enum SchemeChoice {
    /// The identifier of a scheme of the pack.
    Named(String),
    /// A scheme of one's own.
    Own(Box<Scheme>),
}

impl Default for SchemeChoice {
    fn default() -> Self {
        Self::Named(DEFAULT_SCHEME.to_owned())
    }
}

impl Decode for SchemeChoice {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = match input.take_text() {
            Some(id) => Self::Named(id.to_owned()),
            None => Self::Own(Box::new(json::decoded(input)?)),
        };
        Ok(())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SchemeChoice {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SchemeChoice".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let scheme = generator.subschema_for::<Scheme>();
        schemars::json_schema!({ "anyOf": [scheme, { "type": "string" }] })
    }
}

/// The scheme that was chosen.
fn choose<'a>(pack: &'a Governance, choice: Option<&'a SchemeChoice>) -> Result<&'a Scheme> {
    let (id, found) = match choice {
        Some(SchemeChoice::Own(scheme)) => return Ok(scheme),
        Some(SchemeChoice::Named(id)) => (id.as_str(), pack.schemes.iter().find(|scheme| scheme.id == *id)),
        None => (DEFAULT_SCHEME, pack.schemes.first()),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = pack.schemes.iter().map(|scheme| scheme.id.as_ref()).listed();
        Error::new(
            Code::UnknownCode,
            format!("没有“{}”这个评分方案，可用的是：{}", excerpt(id), excerpt(&known.join("、"))),
        )
    })
}

/// A scheme whose numbers have been read and found consistent.
pub(super) struct Rules<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) full_score: Fraction,
    /// One for each indicator, in table order.
    pub(super) indicators: Vec<IndicatorRules<'a>>,
    /// What each level is worth, as a share of 1.
    pub(super) levels: Vec<Fraction>,
    /// Thresholds of the grades, highest first.
    pub(super) thresholds: Vec<Fraction>,
    /// Share of the full score above which 不适用 leaves no grade.
    pub(super) not_applicable_max: Fraction,
}

/// What a scheme says of one indicator.
pub(super) struct IndicatorRules<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) primary: &'a str,
    pub(super) secondary: &'a str,
    /// Points of the full score.
    pub(super) weight: Fraction,
    /// Points of each unit, which sum to `weight`.
    pub(super) units: Cow<'a, [Fraction]>,
}

/// The numbers of a scheme, read and found consistent.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    full_score: Fraction,
    /// The points of each indicator and of its units, in table order.
    indicators: Vec<(Fraction, Vec<Fraction>)>,
    levels: Vec<Fraction>,
    thresholds: Vec<Fraction>,
    not_applicable_max: Fraction,
}

const WEIGHT_PLACES: u32 = 4;

#[cold]
fn invalid(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidPack, message)
}

fn zero() -> Fraction {
    Fraction::from_integer(0)
}

/// A number of the scheme: not negative, few decimals, not beyond what can be stated.
fn number(text: &str) -> Result<Fraction> {
    let fine = || invalid(format!("最多 {WEIGHT_PLACES} 位小数，现在是 {}", excerpt(text)));
    let decimal: Decimal = text.parse().map_err(|why| match why {
        NotDecimal::TooFine(_) => fine(),
        _ => invalid(format!("“{}”不是数", excerpt(text))),
    })?;
    if decimal.places() > WEIGHT_PLACES {
        return Err(fine());
    }
    let value = decimal.to_ratio();
    if value < zero() {
        return Err(invalid(format!("不能是负数，现在是 {}", excerpt(text))));
    }
    exact::Exact::new(&value, 0).map(|_| value)
}

/// What cannot be stated exactly while a score is worked out is the doing of a scheme's weights.
pub(super) fn unstated(error: Error) -> Error {
    error.at("weights").at("scheme")
}

impl<'a> Rules<'a> {
    /// The rules of the scheme that was chosen.
    pub(super) fn chosen(pack: &'a Governance, choice: Option<&'a SchemeChoice>) -> Result<Self> {
        choose(pack, choice).and_then(|scheme| Self::read(pack, scheme)).map_err(|error| error.at("scheme"))
    }

    /// What was read of the scheme that was chosen, to be [taken up](Self::again) when the answers are others.
    pub(super) fn numbers(&self) -> Numbers {
        Numbers {
            full_score: self.full_score,
            indicators: self.indicators.iter().map(|rules| (rules.weight, rules.units.to_vec())).listed(),
            levels: self.levels.clone(),
            thresholds: self.thresholds.clone(),
            not_applicable_max: self.not_applicable_max,
        }
    }

    /// The rules of the scheme that was chosen, by what was read of it before.
    pub(super) fn again(pack: &'a Governance, choice: Option<&'a SchemeChoice>, numbers: &'a Numbers) -> Result<Self> {
        let Numbers { full_score, indicators: weights, levels, thresholds, not_applicable_max } = numbers;
        let mut indicators = Vec::with_capacity(weights.len());
        let mut weights = weights.iter();
        for primary in &pack.indicators {
            for secondary in &primary.secondary {
                for indicator in &secondary.indicators {
                    let Some((weight, units)) = weights.next() else { continue };
                    let (primary, secondary, units) = (&primary.code, &secondary.code, Cow::Borrowed(units.as_slice()));
                    indicators.push(IndicatorRules { indicator, primary, secondary, weight: *weight, units });
                }
            }
        }
        Ok(Self {
            scheme: choose(pack, choice)?,
            full_score: *full_score,
            indicators,
            levels: levels.clone(),
            thresholds: thresholds.clone(),
            not_applicable_max: *not_applicable_max,
        })
    }

    /// Reads a scheme, refusing one that contradicts itself or the table.
    fn read(pack: &'a Governance, scheme: &'a Scheme) -> Result<Self> {
        let full_score = number(&scheme.full_score).map_err(|error| error.at("fullScore"))?;
        if full_score == zero() {
            return Err(invalid("满分不能是 0").at("fullScore"));
        }
        let weight_total = number(&scheme.weight_total).map_err(|error| error.at("weightTotal"))?;
        let indicators = weights(pack, scheme, &weight_total, &full_score).map_err(|error| error.at("weights"))?;
        let levels = levels(scheme).map_err(|error| error.at("levels"))?;
        let thresholds = thresholds(scheme).map_err(|error| error.at("grades"))?;
        let not_applicable_max = number(&scheme.not_applicable.weight_max)
            .map_err(|error| error.at("weightMax").at("notApplicable"))?
            / Fraction::from_integer(100);
        let rules = Self { scheme, full_score, indicators, levels, thresholds, not_applicable_max };
        rules.check_codes()?;
        Ok(rules)
    }

    fn has_unit(&self, code: &str) -> bool {
        self.indicators.iter().flat_map(|rules| rules.indicator.units.iter()).any(|unit| unit.code == code)
    }

    fn check_codes(&self) -> Result<()> {
        let unknown = |code: &str| invalid(format!("表 A.1 里没有“{}”", excerpt(code)));
        let scheme = self.scheme;
        if let Some((index, code)) =
            scheme.not_applicable.units.iter().enumerate().find(|(_, code)| !self.has_unit(code))
        {
            return Err(unknown(code).at(&index.to_string()).at("units").at("notApplicable"));
        }
        if let Some((index, caution)) =
            scheme.cautions.iter().enumerate().find(|(_, caution)| !self.has_unit(&caution.unit))
        {
            return Err(unknown(&caution.unit).at("unit").at(&index.to_string()).at("cautions"));
        }
        if let Some((index, gate)) = scheme.evidence_gate.iter().enumerate().find(|(_, gate)| gate.level > 4) {
            return Err(invalid(format!("等级只有 0 至 4，现在是 {}", gate.level))
                .at("level")
                .at(&index.to_string())
                .at("evidenceGate"));
        }
        let Some(floor) = &scheme.floor else { return Ok(()) };
        let has_indicator = |code: &str| self.indicators.iter().any(|rules| rules.indicator.code == code);
        if let Some((index, code)) = floor.indicators.iter().enumerate().find(|(_, code)| !has_indicator(code)) {
            return Err(unknown(code).at(&index.to_string()).at("indicators").at("floor"));
        }
        if !scheme.grades.iter().any(|grade| grade.code == floor.at_most) {
            return Err(invalid(format!("没有“{}”这个等级", excerpt(&floor.at_most))).at("atMost").at("floor"));
        }
        Ok(())
    }
}

/// Each indicator's share of the full score, and each unit's.
fn weights<'a>(
    pack: &'a Governance,
    scheme: &Scheme,
    total: &Fraction,
    full_score: &Fraction,
) -> Result<Vec<IndicatorRules<'a>>> {
    let place = |index: usize, error: Error| error.at(&index.to_string());
    let mut given: Vec<(&str, Fraction)> = Vec::new();
    for (index, weight) in scheme.weights.iter().enumerate() {
        let value = number(&weight.weight).map_err(|error| place(index, error.at("weight")))?;
        if given.iter().any(|(code, _)| *code == weight.code) {
            return Err(place(index, invalid(format!("“{}”的权重写了两次", excerpt(&weight.code))).at("code")));
        }
        given.push((&weight.code, value));
    }
    let sum = exact::sum(given.iter().map(|(_, weight)| weight))?;
    exact::Exact::new(&sum, 0)?;
    if sum != *total || sum == zero() {
        let (sum, total) = (exact::short_text(&sum), exact::short_text(total));
        return Err(invalid(format!("权重合计应为 {total}，现在是 {sum}")));
    }

    let points = |weight: &Fraction| exact::divide(&exact::multiply(weight, full_score)?, total);
    let mut used = 0;
    let mut indicators = Vec::new();
    for primary in &pack.indicators {
        for secondary in &primary.secondary {
            for indicator in &secondary.indicators {
                let own = given.iter().find(|(code, _)| *code == indicator.code);
                let of_units =
                    indicator.units.iter().filter_map(|unit| given.iter().find(|(code, _)| *code == unit.code));
                let of_units: Vec<Fraction> = of_units.map(|(_, weight)| *weight).listed();
                let count = Fraction::from_integer(i64::try_from(indicator.units.len()).unwrap_or(1));
                let units = match own {
                    Some((_, weight)) if of_units.is_empty() => {
                        used += 1;
                        indicator
                            .units
                            .iter()
                            .map(|_| points(&exact::divide(weight, &count)?))
                            .collect::<Result<Vec<_>>>()?
                    }
                    None if of_units.len() == indicator.units.len() => {
                        used += of_units.len();
                        of_units.iter().map(points).collect::<Result<Vec<_>>>()?
                    }
                    _ => {
                        let code = &indicator.code;
                        return Err(invalid(format!("{code} 要么整项一个权重，要么每个单元各一个")));
                    }
                };
                let weight = exact::sum(&units)?;
                indicators.push(IndicatorRules {
                    indicator,
                    primary: &primary.code,
                    secondary: &secondary.code,
                    weight,
                    units: units.into(),
                });
            }
        }
    }
    if used != given.len() {
        let known = |code: &str| {
            indicators
                .iter()
                .any(|rules| rules.indicator.code == code || rules.indicator.units.iter().any(|unit| unit.code == code))
        };
        let index = given.iter().position(|(code, _)| !known(code)).unwrap_or_default();
        let code = given.get(index).map_or("", |(code, _)| code);
        return Err(place(index, invalid(format!("表 A.1 里没有“{}”", excerpt(code))).at("code")));
    }
    Ok(indicators)
}

fn levels(scheme: &Scheme) -> Result<Vec<Fraction>> {
    if !scheme.levels.iter().map(|level| level.level).eq(0..=4) {
        return Err(invalid("等级应从 0 到 4 各写一次"));
    }
    let mut shares: Vec<Fraction> = Vec::new();
    for (index, level) in scheme.levels.iter().enumerate() {
        let place = |error: Error| error.at("percent").at(&index.to_string());
        let share = number(&level.percent).map_err(place)? / Fraction::from_integer(100);
        if share > Fraction::from_integer(1) || shares.last().is_some_and(|lower| share < *lower) {
            return Err(place(invalid("比例应从低到高，不超过 100")));
        }
        shares.push(share);
    }
    Ok(shares)
}

fn thresholds(scheme: &Scheme) -> Result<Vec<Fraction>> {
    let mut thresholds: Vec<Fraction> = Vec::new();
    for (index, grade) in scheme.grades.iter().enumerate() {
        let place = |error: Error| error.at("from").at(&index.to_string());
        let from = number(&grade.from).map_err(place)?;
        if thresholds.last().is_some_and(|higher| from >= *higher) {
            return Err(place(invalid("分数线应从高到低")));
        }
        thresholds.push(from);
    }
    if thresholds.last().is_some_and(|lowest| *lowest != zero()) {
        return Err(invalid("最后一个等级应从 0 分起"));
    }
    Ok(thresholds)
}
