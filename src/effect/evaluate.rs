//! The effect, indicator by indicator and goal by goal.

use super::goals::{GoalResult, judge};
use super::indicators::{self, IndicatorResult};
use super::measured::{Measurements, Side};
use super::verdict::{Verdict, verdict};
use crate::checklist::ChecklistProgress;
use crate::error::{Code, Error, Result, excerpt};
use crate::issue::Issue;
use crate::json::{leaves, object};
use crate::pack::{Assistance, Text, span};
use crate::plan::Goal;

object! {
    /// What one evaluator says. Views are kept apart, never averaged.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Views: in out {
        /// 企业自评.
        pub enterprise: Option<String> = default,
        /// 帮扶团队.
        pub team: Option<String> = default,
        /// 监管部门.
        pub regulator: Option<String> = default,
        /// 检验数据.
        pub data: Option<String> = default,
    }
}

leaves!(Views);

object! {
    /// The result of 效果评价. It is the enterprise's own, no official decision.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Evaluation: out {
        /// The result in one sentence.
        pub summary: String,
        /// The indicators, in order.
        pub indicators: Vec<IndicatorResult>,
        /// The goals of the plan, in order; two for one indicator are both judged.
        pub goals: Vec<GoalResult>,
        /// What it amounts to; none while nothing can be said.
        pub verdict: Option<Verdict>,
        /// The same in Chinese.
        pub verdict_name: Option<Text>,
        /// The rules that gave it.
        pub reasons: Vec<String>,
        /// What each evaluator says.
        pub views: Views,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

/// Evaluates the effect, with the self-check as it stands.
///
/// # Errors
/// `unknown-code` for an indicator that the table does not have, `out-of-range` for what could not be stated exactly.
pub fn evaluate(
    pack: &Assistance,
    goals: &[Goal],
    baseline: &Measurements,
    follow_up: &Measurements,
    progress: &ChecklistProgress,
    views: &Views,
) -> Result<Evaluation> {
    check_codes(pack, goals, baseline, follow_up)?;
    let mut issues = progress.issues.clone();
    let mut indicators = Vec::new();
    for indicator in &pack.indicators {
        let sides = [("baseline", baseline), ("followUp", follow_up)];
        let [before, after] = sides.map(|(key, measured)| {
            let measured = measured.get(indicator.id.as_ref()).and_then(Option::as_ref);
            Side::read(indicator, measured, &format!("/{key}/{}", indicator.id), &mut issues)
                .map_err(|error| error.at(&indicator.id).at(key))
        });
        let result = indicators::result(indicator, before?, after?);
        indicators.push(result.map_err(|error| error.at(&indicator.id).at("followUp"))?);
    }
    let mut results = Vec::new();
    for (index, goal) in goals.iter().enumerate() {
        let result = judge(pack, &indicators, index, goal, &mut issues);
        results.push(result.map_err(|error| error.at("target").at(&index.to_string()).at("goals").at("plan"))?);
    }
    let (verdict, reasons) = verdict(pack, &indicators, &results, progress);
    let name = verdict.map(|verdict| pack.word_for("verdict", verdict.code()));
    let summary = match &name {
        Some(name) => format!("自评{name}：{}。", reasons.join("；")),
        None => format!("还不能评价：{}。", reasons.join("；")),
    };
    let (goals, views, verdict_name) = (results, views.clone(), name);
    Ok(Evaluation { summary, indicators, goals, verdict, verdict_name, reasons, views, issues })
}

fn check_codes(pack: &Assistance, goals: &[Goal], baseline: &Measurements, follow_up: &Measurements) -> Result<()> {
    let known = |code: &str| pack.indicators.iter().any(|indicator| indicator.id == code);
    let unknown = |code: &str| {
        let all = span(pack.indicators.iter().map(|indicator| &indicator.id));
        Error::new(Code::UnknownCode, format!("没有“{}”这个指标，编号写成 {all}", excerpt(code)))
    };
    for (key, measured) in [("baseline", baseline), ("followUp", follow_up)] {
        if let Some(code) = measured.keys().find(|code| !known(code)) {
            return Err(unknown(code).at(code).at(key));
        }
    }
    for (index, goal) in goals.iter().enumerate() {
        if let Some(code) = goal.indicator.as_deref().filter(|code| !known(code)) {
            return Err(unknown(code).at("indicator").at(&index.to_string()).at("goals").at("plan"));
        }
    }
    Ok(())
}
