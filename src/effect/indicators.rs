//! The indicators: what was counted, and the change.

use super::measured::{Counts, Side, stated};
use crate::error::Result;
use crate::exact::{self, Exact, Fraction};
use crate::json::object;
use crate::pack::{Direction, EffectIndicator, IndicatorKind, Text};

object! {
    /// The result of an indicator.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IndicatorResult: out {
        /// Code, such as `I01`.
        pub id: Text,
        /// Name.
        pub name: Text,
        /// How it is worked out.
        pub formula: Text,
        /// Unit of the indicator.
        pub unit: Text,
        /// Unit of before and after: % where the indicator is a change of percentages.
        pub value_unit: Text,
        /// Unit of the change: 百分点 between two percentages.
        pub change_unit: Text,
        /// Whether more is better.
        pub direction: Direction,
        /// What was counted, as it was given.
        pub counted: Counted,
        /// Before.
        pub before: Option<Exact>,
        /// After.
        pub after: Option<Exact>,
        /// After minus before; of two percentages in 百分点.
        pub change: Option<Exact>,
        /// Share of the grades 4 and 5 after, in percent, for ratings.
        pub satisfied: Option<Exact>,
        /// 不适用: a denominator is 0, or nothing was counted.
        pub not_applicable: bool,
        /// What a reader must know, such as a small sample.
        pub remarks: Vec<String>,
    }
}

object! {
    /// What was counted before and after.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Counted: out {
        /// Before.
        pub before: Counts,
        /// After.
        pub after: Counts,
    }
}

/// A sample below this many calls for a remark.
const SMALL_SAMPLE: i64 = 30;

const PERCENT: Text = Text::Borrowed("%");
pub(super) const POINTS: Text = Text::Borrowed("百分点");

pub(super) fn is_percent(indicator: &EffectIndicator) -> bool {
    matches!(indicator.kind, IndicatorKind::Percent | IndicatorKind::PercentChange)
}

pub(super) fn result(indicator: &EffectIndicator, before: Side, after: Side) -> Result<IndicatorResult> {
    let is_change =
        matches!(indicator.kind, IndicatorKind::PercentChange | IndicatorKind::Difference | IndicatorKind::Reduction);
    let change = match [&before.value, &after.value].map(|value| value.as_ref().map(Exact::value)) {
        [Some(before), Some(after)] => {
            let is_reduction = indicator.kind == IndicatorKind::Reduction;
            let (from, to) = if is_reduction { (&after, &before) } else { (&before, &after) };
            Some(stated(indicator, &exact::subtract(to, from)?)?)
        }
        _ => None,
    };
    let small = [&before.sample, &after.sample]
        .into_iter()
        .flatten()
        .any(|sample| *sample < Fraction::from_integer(SMALL_SAMPLE));
    let mut remarks = Vec::new();
    if small && (before.value.is_some() || after.value.is_some()) {
        remarks.push(format!("样本少于 {SMALL_SAMPLE}，变化可能只是偶然"));
    }
    let unit = || indicator.unit.clone();
    let (value_unit, change_unit) = if is_percent(indicator) { (PERCENT, POINTS) } else { (unit(), unit()) };
    Ok(IndicatorResult {
        id: indicator.id.clone(),
        name: indicator.name.clone(),
        formula: indicator.formula.clone(),
        unit: unit(),
        value_unit,
        change_unit,
        direction: indicator.direction,
        counted: Counted { before: before.counts, after: after.counts },
        before: before.value,
        after: after.value,
        change,
        satisfied: after.satisfied,
        not_applicable: after.nothing_counted || (is_change && before.nothing_counted),
        remarks,
    })
}
