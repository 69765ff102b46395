//! The goals of a plan, and whether each is reached.

use super::indicators::{IndicatorResult, POINTS, is_percent};
use super::measured::{no_number, stated};
use crate::decimal::Decimal;
use crate::error::{Result, excerpt};
use crate::exact::{Exact, Fraction};
use crate::issue::Issue;
use crate::json::{codes, object};
use crate::pack::{Assistance, Direction, IndicatorKind, Severity};
use crate::plan::Goal;

object! {
    /// The result of a goal.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct GoalResult: out {
        /// Name of the indicator, or which goal it is.
        pub name: String,
        /// Code of the indicator.
        pub indicator: Option<String>,
        /// What was aimed at.
        pub target: Option<Exact>,
        /// Whether it is reached, and why that cannot be said.
        pub state: GoalState,
    }
}

codes! {
    /// Whether a goal is reached.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum GoalState: out {
        /// It is.
        "reached" => Reached,
        /// It is not.
        "missed" => Missed,
        /// It names no indicator.
        "no-indicator" => NoIndicator,
        /// It has no target that is a number.
        "no-target" => NoTarget,
        /// The indicator is 不适用.
        "not-applicable" => NotApplicable,
        /// There is nothing to compare it with yet.
        "no-data" => NoData,
    }
}

/// A goal is set for where it should stand, as the baseline is; in 百分点 it is set for the change.
pub(super) fn judge(
    pack: &Assistance,
    indicators: &[IndicatorResult],
    index: usize,
    goal: &Goal,
    issues: &mut Vec<Issue>,
) -> Result<GoalResult> {
    let mut target = None;
    if let Some(entered) = goal.target.as_ref().filter(|entered| !entered.is_blank()) {
        let number = entered.exactly();
        target = number.ok().map(Decimal::to_ratio);
        if let Err(why) = number {
            let (rule, words) = no_number(why);
            issues.push(Issue {
                path: format!("/plan/goals/{index}/target"),
                rule: rule.to_owned(),
                severity: Severity::Error,
                message: format!("目标值{words}，现在是“{}”", excerpt(&entered.0)),
                source: pack.plan.rules.source.clone(),
            });
        }
    }
    let mut tables = pack.indicators.iter().zip(indicators);
    let Some((table, result)) = tables.find(|(table, _)| goal.indicator.as_deref() == Some(&table.id)) else {
        let (name, state) = (format!("第 {} 个目标", index + 1), GoalState::NoIndicator);
        return Ok(GoalResult { name, indicator: None, target: None, state });
    };
    let of_change = is_percent(table) && goal.unit.as_deref().is_some_and(|unit| unit.trim() == POINTS);
    let value = if of_change { &result.change } else { &result.after };
    let state = match (&target, value.as_ref().map(Exact::value)) {
        (None, _) => GoalState::NoTarget,
        (_, None) if result.not_applicable => GoalState::NotApplicable,
        (_, None) => GoalState::NoData,
        (Some(target), Some(value)) => {
            let is_reached = match table.direction {
                Direction::Up if table.kind != IndicatorKind::Reduction => value >= *target,
                // Down by 5 百分点 is meant, whether it was written 5 or −5.
                _ if of_change => value <= if *target > Fraction::from_integer(0) { -*target } else { *target },
                _ => value <= *target,
            };
            if is_reached { GoalState::Reached } else { GoalState::Missed }
        }
    };
    let target = target.map(|target| stated(table, &target)).transpose()?;
    Ok(GoalResult { name: table.name.clone().into_owned(), indicator: goal.indicator.clone(), target, state })
}
