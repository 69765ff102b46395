//! 达成, 基本达成 or 未达成.

use super::goals::{GoalResult, GoalState};
use super::indicators::IndicatorResult;
use crate::checklist::ChecklistProgress;
use crate::exact::Fraction;
use crate::json::codes;
use crate::pack::Assistance;

codes! {
    /// What the evaluation amounts to.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", schemars(rename = "EffectVerdict"))]
    pub enum Verdict: out {
        /// 达成: every goal is reached and no key item is open.
        "achieved" => Achieved,
        /// 基本达成: the indicator that the content names is high enough and no key item is open.
        "mostly-achieved" => MostlyAchieved,
        /// 未达成: back to 质量诊断.
        "not-achieved" => NotAchieved,
    }
}

/// Why not every goal is reached.
const SHORT_OF: [(GoalState, &str); 5] = [
    (GoalState::NoIndicator, "没有选指标"),
    (GoalState::NoTarget, "的目标值还不是数字"),
    (GoalState::NotApplicable, "不适用，没有可以比的数"),
    (GoalState::NoData, "还没有数据"),
    (GoalState::Missed, "没有达到目标"),
];

/// Where 未达成 leads.
const BACK: &str = "回到质量诊断";

/// 达成, 基本达成 or 未达成, with the rules that gave it.
pub(super) fn verdict(
    pack: &Assistance,
    indicators: &[IndicatorResult],
    goals: &[GoalResult],
    progress: &ChecklistProgress,
) -> (Option<Verdict>, Vec<String>) {
    let open = progress.key_failed.len();
    if open > 0 {
        let reasons = vec![format!("还有 {open} 个关键项（★）不符合"), BACK.to_owned()];
        return (Some(Verdict::NotAchieved), reasons);
    }
    let mut reasons = Vec::new();
    if goals.is_empty() {
        reasons.push("方案里还没有可以比的目标".to_owned());
    }
    let mut is_missed = false;
    for (state, words) in SHORT_OF {
        let mut names: Vec<&str> = Vec::new();
        for goal in goals {
            if goal.state == state && !names.contains(&goal.name.as_str()) {
                names.push(&goal.name);
            }
        }
        if !names.is_empty() {
            reasons.push(names.join("、") + words);
            is_missed = state == GoalState::Missed;
        }
    }
    // A key item that nobody has answered may be an open one: nothing can be said yet.
    let keys = pack.checklist.iter().flat_map(|stage| stage.items.iter()).filter(|item| item.key);
    let unknown = keys.filter(|item| progress.missing.contains(&item.code)).count();
    if unknown > 0 {
        reasons.push(format!("还有 {unknown} 个关键项（★）没有答清"));
        return (None, reasons);
    }
    if reasons.is_empty() {
        return (Some(Verdict::Achieved), vec!["目标全部达到，没有不符合的关键项（★）".to_owned()]);
    }
    for (table, result) in pack.indicators.iter().zip(indicators) {
        if let (Some(from), Some(after)) = (table.mostly_from, &result.after)
            && after.value() >= Fraction::from_integer(from.into())
        {
            reasons.push(format!("{}不低于 {from}{}，没有不符合的关键项（★）", table.name, result.value_unit));
            return (Some(Verdict::MostlyAchieved), reasons);
        }
    }
    // With goals open and nothing missed it is too early to say.
    if !is_missed {
        return (None, reasons);
    }
    reasons.push(BACK.to_owned());
    (Some(Verdict::NotAchieved), reasons)
}
