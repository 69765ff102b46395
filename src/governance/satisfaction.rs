//! 成员满意度 (C19): rates of each survey and the change from one to the next.

use crate::error::Result;
use crate::exact::{self, Exact, Fraction, Rate};
use crate::issue::Issue;
use crate::json::object;
use crate::pack::Governance;

object! {
    /// A survey among the members, as it was counted.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Survey: in out {
        /// The period, such as `2026`.
        pub period: String = default,
        /// How many were sent.
        pub sent: Option<u32> = default,
        /// How many valid answers came back.
        pub valid: Option<u32> = default,
        /// How many of them are satisfied, or more than that.
        pub satisfied: Option<u32> = default,
    }
}

object! {
    /// What surveys among the members say.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MemberSatisfaction: out {
        /// The latest survey in one sentence.
        pub summary: String,
        /// The surveys, in the order given.
        pub surveys: Vec<SurveyRates>,
        /// Unit of the changes: 百分点.
        pub change_unit: &'static str,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// The rates of a survey.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SurveyRates: out {
        /// The period.
        pub period: String,
        /// Valid answers out of those sent.
        pub response_rate: Option<Rate>,
        /// Satisfied answers out of the valid ones.
        pub satisfaction_rate: Option<Rate>,
        /// 提升: this rate less that of the survey before, in 百分点.
        pub change: Option<Exact>,
    }
}

const POINTS: &str = "百分点";

/// The rates of surveys in the order of time, and their changes.
///
/// # Errors
/// `out-of-range` for a change that could not be stated exactly.
pub fn satisfaction(pack: &Governance, surveys: &[Survey]) -> Result<MemberSatisfaction> {
    let rules = &pack.satisfaction;
    let mut issues = Vec::new();
    let mut results: Vec<SurveyRates> = Vec::new();
    let mut before: Option<Fraction> = None;
    for (index, survey) in surveys.iter().enumerate() {
        let mut find = |key: &str, rule: &str, n: u32, least: u32| {
            let path = format!("/surveys/{index}/{key}");
            let values = [("n", &*n.to_string()), ("least", &*least.to_string())];
            issues.extend(Issue::of(&rules.rules, &rules.source, &path, rule, &values));
        };
        // A part above its whole is mended first: until then there is no rate.
        let mut rate = |key: &str, rule: &str, part: Option<u32>, whole: Option<u32>| match (part?, whole?) {
            (part, whole) if part > whole => {
                find(key, rule, part, whole);
                None
            }
            (part, whole) => Rate::of(part, whole),
        };
        let response_rate = rate("valid", "valid-above-sent", survey.valid, survey.sent);
        let satisfaction_rate = rate("satisfied", "satisfied-above-valid", survey.satisfied, survey.valid);
        if let Some(valid) = survey.valid.filter(|valid| *valid < rules.least_valid) {
            find("valid", "small-sample", valid, rules.least_valid);
        }
        let is_low = |rate: &Rate| rate.parts().0 * 100 < rate.parts().1 * i64::from(rules.least_response);
        if response_rate.as_ref().is_some_and(is_low) {
            find("valid", "low-response", 0, rules.least_response.into());
        }
        let now = satisfaction_rate.as_ref().map(|rate| Fraction::from(rate.parts()));
        let change = match (before, now) {
            (Some(before), Some(now)) => {
                let change = exact::subtract(&now, &before)
                    .and_then(|change| exact::multiply(&change, &Fraction::from_integer(100)))
                    .and_then(|change| Exact::new(&change, 1));
                Some(change.map_err(|error| error.at(&index.to_string()).at("surveys"))?)
            }
            _ => None,
        };
        before = now;
        results.push(SurveyRates { period: survey.period.clone(), response_rate, satisfaction_rate, change });
    }
    if let Some(last) = results.last()
        && last.change.is_none()
    {
        let path = format!("/surveys/{}", results.len() - 1);
        issues.extend(Issue::of(&rules.rules, &rules.source, &path, "no-baseline", &[]));
    }
    let summary = match (results.last(), surveys.last()) {
        (Some(rates), Some(survey)) => summary(rates, survey),
        _ => "还没有满意度调查。".to_owned(),
    };
    Ok(MemberSatisfaction { summary, surveys: results, change_unit: POINTS, issues })
}

/// `2026：有效 95 份，回收率 79.2%，满意率 88.4%，比上一期 +7.2 百分点。`
fn summary(rates: &SurveyRates, survey: &Survey) -> String {
    let period = survey.period.trim();
    let mut text = format!("{}：", if period.is_empty() { "最近一期" } else { period });
    if let Some(valid) = survey.valid {
        text += &format!("有效 {valid} 份，");
    }
    for (name, rate) in [("回收率", &rates.response_rate), ("，满意率", &rates.satisfaction_rate)] {
        text += name;
        match rate {
            Some(rate) => text.extend([" ", &rate.text()]),
            None => text += "算不出",
        }
    }
    if let Some(change) = &rates.change {
        let sign = if change.value() > Fraction::from_integer(0) { "+" } else { "" };
        text += &format!("，比上一期 {sign}{} {POINTS}", change.text());
    }
    text + "。"
}
