//! 效果评价: 17 indicators, the verdict with its rule, and four views kept apart.
//!
//! The draft standard asks for 多元化 and 可量化 without listing anything: the list is ours.

use crate::checklist::ChecklistProgress;
use crate::decimal::Decimal;
use crate::entered::Entered;
use crate::error::{Code, Error, Result};
use crate::exact::{self, Exact, Fraction};
use crate::issue::Issue;
use crate::json::{Map, codes, object};
use crate::pack::{Assistance, Direction, EffectIndicator, IndicatorKind, Severity, Text};
use crate::plan::Goal;

object! {
    /// What was counted for an indicator; which keys it needs depends on its kind.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Measured: in out {
        /// Numerator, or the count or amount itself.
        pub num: Option<Entered> = default,
        /// Denominator of a ratio; the second amount of a sum; all points that a score could have, if it is not out of 100.
        pub den: Option<Entered> = default,
        /// How many gave 1, 2, 3, 4 and 5.
        pub ratings: Vec<u32> = default,
    }
}

/// What was counted, by code of the indicator.
pub type Measurements = Map<Option<Measured>>;

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

object! {
    /// The result of 效果评价. It is the enterprise's own, no official decision.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Evaluation: out {
        /// The result in one sentence.
        pub summary: String,
        /// The 17 indicators, in order.
        pub indicators: Vec<IndicatorResult>,
        /// The goals of the plan, in order; two for one indicator are both judged.
        pub goals: Vec<GoalResult>,
        /// What it amounts to; none while nothing can be said.
        pub verdict: Option<Verdict>,
        /// The same in Chinese.
        pub verdict_name: Option<&'static str>,
        /// The rules that gave it.
        pub reasons: Vec<String>,
        /// What each evaluator says.
        pub views: Views,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

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

object! {
    /// The result of an indicator.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IndicatorResult: out {
        /// I01 to I17.
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

object! {
    /// Numerator and denominator, not reduced; of ratings the sum of the grades and how many there are.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Counts: out {
        /// Numerator, or the count or amount itself.
        pub num: Option<Decimal>,
        /// Denominator; the second amount of a sum.
        pub den: Option<Decimal>,
    }
}

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

/// A sample below this many calls for a remark.
const SMALL_SAMPLE: i64 = 30;

const PERCENT: Text = Text::Borrowed("%");
const POINTS: Text = Text::Borrowed("百分点");

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
        let result = result(indicator, before?, after?);
        indicators.push(result.map_err(|error| error.at(&indicator.id).at("followUp"))?);
    }
    let mut results = Vec::new();
    for (index, goal) in goals.iter().enumerate() {
        let result = judge(pack, &indicators, index, goal, &mut issues);
        results.push(result.map_err(|error| error.at("target").at(&index.to_string()).at("goals").at("plan"))?);
    }
    let (verdict, reasons) = verdict(pack, &indicators, &results, progress);
    let name = verdict.map(|verdict| match verdict {
        Verdict::Achieved => "达成",
        Verdict::MostlyAchieved => "基本达成",
        Verdict::NotAchieved => "未达成",
    });
    let summary = match name {
        Some(name) => format!("自评{name}：{}。", reasons.join("；")),
        None => format!("还不能评价：{}。", reasons.join("；")),
    };
    let (goals, views, verdict_name) = (results, views.clone(), name);
    Ok(Evaluation { summary, indicators, goals, verdict, verdict_name, reasons, views, issues })
}

fn check_codes(pack: &Assistance, goals: &[Goal], baseline: &Measurements, follow_up: &Measurements) -> Result<()> {
    let known = |code: &str| pack.indicators.iter().any(|indicator| indicator.id == code);
    let unknown = |code: &str| Error::new(Code::UnknownCode, format!("没有“{code}”这个指标，编号写成 I01 至 I17"));
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

fn is_percent(indicator: &EffectIndicator) -> bool {
    matches!(indicator.kind, IndicatorKind::Percent | IndicatorKind::PercentChange)
}

fn exact(indicator: &EffectIndicator, value: &Fraction) -> Result<Exact> {
    let decimals = match indicator.kind {
        IndicatorKind::Number | IndicatorKind::Reduction | IndicatorKind::Days => 0,
        IndicatorKind::Sum | IndicatorKind::Ratings => 2,
        _ => 1,
    };
    Exact::new(value, decimals)
}

/// What a number that was counted must not be.
fn fault(kind: IndicatorKind, number: Decimal) -> Option<(&'static str, &'static str)> {
    let value = number.to_ratio();
    match kind {
        // Amounts in 万元 may fall; the rest is counted.
        IndicatorKind::Sum if number.places() > 2 => Some(("too-many-decimals", "万元最多写两位小数")),
        IndicatorKind::Sum => None,
        _ if value < Fraction::from_integer(0) => Some(("negative", "不能小于 0")),
        IndicatorKind::Difference if value > Fraction::from_integer(100) => Some(("above-100", "得分为 0 至 100")),
        _ => None,
    }
}

/// The value of one side, with what was counted and the size of the sample.
#[derive(Debug, Default)]
struct Side {
    counts: Counts,
    value: Option<Exact>,
    satisfied: Option<Exact>,
    sample: Option<Fraction>,
    /// The denominator is 0, or all counts are.
    nothing_counted: bool,
}

impl Side {
    fn read(
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
            let entered = entered.as_ref().filter(|entered| !entered.0.trim().is_empty())?;
            let number = entered.number();
            let fault = match number {
                Some(number) => fault(indicator.kind, number).filter(|(rule, _)| !out_of_all || *rule != "above-100"),
                None => Some(("not-a-number", "填数字")),
            };
            let Some((rule, words)) = fault else { return number };
            find(key, rule, format!("{words}，现在是“{}”", entered.0));
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
            (None, Some(num), Some(den)) if indicator.kind == IndicatorKind::Sum => Some(exact::add(&num, &den)?),
            (None, num, _) if indicator.kind != IndicatorKind::Sum => num,
            _ => None,
        };
        let value = value.map(|value| exact(indicator, &value)).transpose()?;
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

fn result(indicator: &EffectIndicator, before: Side, after: Side) -> Result<IndicatorResult> {
    let is_change =
        matches!(indicator.kind, IndicatorKind::PercentChange | IndicatorKind::Difference | IndicatorKind::Reduction);
    let change = match [&before.value, &after.value].map(|value| value.as_ref().map(Exact::value)) {
        [Some(before), Some(after)] => {
            let is_reduction = indicator.kind == IndicatorKind::Reduction;
            let (from, to) = if is_reduction { (&after, &before) } else { (&before, &after) };
            Some(exact(indicator, &exact::subtract(to, from)?)?)
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

/// A goal is set for where it should stand, as the baseline is; in 百分点 it is set for the change.
fn judge(
    pack: &Assistance,
    indicators: &[IndicatorResult],
    index: usize,
    goal: &Goal,
    issues: &mut Vec<Issue>,
) -> Result<GoalResult> {
    let mut target = None;
    if let Some(entered) = goal.target.as_ref().filter(|entered| !entered.0.trim().is_empty()) {
        target = entered.number().map(Decimal::to_ratio);
        if target.is_none() {
            issues.push(Issue {
                path: format!("/plan/goals/{index}/target"),
                rule: "not-a-number".to_owned(),
                severity: Severity::Error,
                message: format!("目标值填数字，现在是“{}”", entered.0),
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
    let target = target.map(|target| exact(table, &target)).transpose()?;
    Ok(GoalResult { name: table.name.clone().into_owned(), indicator: goal.indicator.clone(), target, state })
}

/// 达成, 基本达成 or 未达成, with the rules that gave it.
fn verdict(
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
