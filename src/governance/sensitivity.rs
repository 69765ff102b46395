//! How far the total depends on the weights, which the draft standard does not give.

use num_traits::Zero;

use super::answers::SelfAssessment;
use super::grade::{self, Circumstances};
use super::marks::{Marked, assess};
use super::scheme::{self, Rules, SchemeChoice};
use super::score;
use super::scorecard::{GradeName, SchemeName};
use crate::decimal::Decimal;
use crate::error::{Code, Error, Result};
use crate::exact::{self, Exact, Fraction};
use crate::json::object;
use crate::order::order;
use crate::pack::{Governance, Text};

object! {
    /// The lowest and the highest total that other weights could give.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct WeightSensitivity: out {
        /// The scheme whose weights are moved.
        pub scheme: SchemeName,
        /// The result in one sentence.
        pub summary: String,
        /// By so many percent each weight may move, up or down.
        pub spread_percent: Exact,
        /// The total by the scheme's own weights.
        pub total: Exact,
        /// The grade by them.
        pub grade: Option<GradeName>,
        /// The lowest total.
        pub lowest: Extreme,
        /// The highest total.
        pub highest: Extreme,
        /// Whether some choice of weights gives another grade; none where there is no grade.
        pub grade_changes: Option<bool>,
    }
}

object! {
    /// A total at the end of the range.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Extreme: out {
        /// The total.
        pub total: Exact,
        /// The grade by it.
        pub grade: Option<GradeName>,
        /// The weights that give it; they sum to the full score.
        pub weights: Vec<MovedWeight>,
    }
}

object! {
    /// A weight that was moved.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MovedWeight: out {
        /// Code of the indicator, or of the unit where the scheme weighs units.
        pub code: Text,
        /// Its weight by the scheme, once what does not apply has been spread.
        pub before: Exact,
        /// Its weight here.
        pub after: Exact,
    }
}

/// By how much weights move unless asked otherwise.
const SPREAD_PERCENT: i64 = 20;

/// So many decimals a spread may have.
const PLACES: u32 = 2;

/// A weight, and the share of it that was earned.
struct Carrier {
    code: Text,
    weight: Fraction,
    share: Fraction,
}

/// States the range of totals when every weight may move by ±`spread_percent` % and all are then scaled to the full score.
///
/// Moved are the weights that count: what does not apply carries none, and its weight has been spread. The total is then a
/// weighted mean of shares, and the extreme of a mean gives the upper weight to the largest shares and the lower to the
/// others: trying every place to cut the ordered list is exact.
///
/// # Errors
/// As [`score`](fn@super::score); `out-of-range` for a spread below 0 or above 100, or when a bound cannot be stated exactly.
pub fn weight_sensitivity(
    pack: &Governance,
    assessment: &SelfAssessment,
    spread_percent: Option<Decimal>,
    choice: Option<&SchemeChoice>,
) -> Result<WeightSensitivity> {
    let percent = spread_percent.map_or(Fraction::from_integer(SPREAD_PERCENT), Decimal::to_ratio);
    let fine = spread_percent.is_some_and(|percent| percent.places() > PLACES);
    if percent < Fraction::default() || percent > Fraction::from_integer(100) || fine {
        let message = format!("幅度应在 0 至 100 之间，最多 {PLACES} 位小数");
        return Err(Error::new(Code::OutOfRange, message).at("spreadPercent"));
    }
    let rules = Rules::chosen(pack, choice)?;
    let (indicators, _) = assess(&rules, assessment)?;
    range(&rules, &indicators, &percent).map_err(scheme::unstated)
}

/// The range of totals when every weight moves by so many percent.
fn range(rules: &Rules<'_>, indicators: &[Marked<'_>], percent: &Fraction) -> Result<WeightSensitivity> {
    let total = score::total(rules, indicators)?;
    let circumstances = Circumstances::of(rules, indicators)?;
    let grade = |total: &Fraction| grade::grade(rules, total, &circumstances).map(|(grade, _, _)| grade);

    let carriers = carriers(rules, indicators)?;
    let spread = percent / Fraction::from_integer(100);
    let bounds = |highest| -> Result<Extreme> {
        let factors = extreme(&carriers, &spread, highest)?;
        let (total, weights) = moved(rules, &carriers, &factors)?;
        Ok(Extreme { total: Exact::total(&total)?, grade: grade(&total)?, weights })
    };
    let (lowest, highest) = (bounds(false)?, bounds(true)?);
    let grade = grade(&total)?;
    let changes = grade.as_ref().map(|grade| [&lowest, &highest].iter().any(|end| end.grade.as_ref() != Some(grade)));
    let mut sensitivity = WeightSensitivity {
        scheme: SchemeName::of(rules.scheme),
        summary: String::new(),
        spread_percent: Exact::new(percent, 1)?,
        total: Exact::total(&total)?,
        grade,
        lowest,
        highest,
        grade_changes: changes,
    };
    sensitivity.summary = summary(&sensitivity, percent);
    Ok(sensitivity)
}

/// The weights that count: those of indicators, or of units where the scheme weighs these.
fn carriers(rules: &Rules<'_>, indicators: &[Marked<'_>]) -> Result<Vec<Carrier>> {
    let mut carriers = Vec::new();
    for marked in indicators.iter().filter(|marked| marked.applies()) {
        let indicator = &marked.rules.indicator.code;
        let by_indicator = rules.scheme.weights.iter().any(|weight| weight.code == *indicator);
        let mut earned = Fraction::default();
        for mark in marked.units.iter().filter(|mark| mark.applies()) {
            let points = marked.points(mark)?;
            let score = score::earned(rules, mark, &points)?;
            earned = exact::add(&earned, &score)?;
            if !by_indicator && !points.is_zero() {
                let share = exact::divide(&score, &points)?;
                carriers.push(Carrier { code: mark.unit.code.clone(), weight: points, share });
            }
        }
        let weight = marked.effective_weight;
        if by_indicator && !weight.is_zero() {
            carriers.push(Carrier { code: indicator.clone(), weight, share: exact::divide(&earned, &weight)? });
        }
    }
    Ok(carriers)
}

/// By what each weight is multiplied at the lowest or the highest mean.
fn extreme(carriers: &[Carrier], spread: &Fraction, highest: bool) -> Result<Vec<Fraction>> {
    let one = Fraction::from_integer(1);
    let (up, down) = (exact::add(&one, spread)?, exact::subtract(&one, spread)?);
    let share = |place: usize| carriers.get(place).map(|carrier| carrier.share).unwrap_or_default();
    let is_behind = |one, other| if highest { share(one) < share(other) } else { share(one) > share(other) };
    let order = order(carriers.len(), &is_behind);

    let mut best: Option<(Fraction, Vec<Fraction>)> = None;
    let mut factors = vec![down; carriers.len()];
    for cut in order {
        if let Some(factor) = factors.get_mut(cut) {
            *factor = up;
        }
        let mean = mean(carriers, &factors)?;
        if best.as_ref().is_none_or(|(best, _)| if highest { mean > *best } else { mean < *best }) {
            best = Some((mean, factors.clone()));
        }
    }
    Ok(best.map(|(_, factors)| factors).unwrap_or_default())
}

/// The mean share by weights that were multiplied.
fn mean(carriers: &[Carrier], factors: &[Fraction]) -> Result<Fraction> {
    let (mut earned, mut whole) = (Fraction::default(), Fraction::default());
    for (carrier, factor) in carriers.iter().zip(factors) {
        let weight = exact::multiply(&carrier.weight, factor)?;
        whole = exact::add(&whole, &weight)?;
        earned = exact::add(&earned, &exact::multiply(&weight, &carrier.share)?)?;
    }
    if whole.is_zero() { Ok(whole) } else { exact::divide(&earned, &whole) }
}

/// The total by weights that were multiplied and scaled back to the full score.
fn moved(rules: &Rules<'_>, carriers: &[Carrier], factors: &[Fraction]) -> Result<(Fraction, Vec<MovedWeight>)> {
    let total = exact::multiply(&mean(carriers, factors)?, &rules.full_score)?;
    let mut whole = Fraction::default();
    for (carrier, factor) in carriers.iter().zip(factors) {
        whole = exact::add(&whole, &exact::multiply(&carrier.weight, factor)?)?;
    }
    let mut weights = Vec::new();
    for (carrier, factor) in carriers.iter().zip(factors) {
        let scaled = exact::divide(&exact::multiply(&carrier.weight, factor)?, &whole)?;
        weights.push(MovedWeight {
            code: carrier.code.clone(),
            before: Exact::part(&carrier.weight)?,
            after: Exact::part(&exact::multiply(&scaled, &rules.full_score)?)?,
        });
    }
    Ok((total, weights))
}

fn summary(sensitivity: &WeightSensitivity, percent: &Fraction) -> String {
    let WeightSensitivity { total, lowest, highest, grade, .. } = sensitivity;
    let mut text = format!(
        "权重是本产品自拟的。每项权重上下浮动 {}%，总分在 {} 至 {} 之间（现在 {}）",
        exact::short_text(percent),
        lowest.total.text(),
        highest.total.text(),
        total.text()
    );
    let name = |grade: &Option<GradeName>| grade.as_ref().map(|grade| grade.name.clone()).unwrap_or_default();
    match sensitivity.grade_changes {
        Some(true) => text += &format!("，等级会变：最低“{}”，最高“{}”", name(&lowest.grade), name(&highest.grade)),
        Some(false) => text += &format!("，等级不变，都是“{}”", name(grade)),
        None => {}
    }
    text + "。"
}
