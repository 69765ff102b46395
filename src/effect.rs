//! 效果评价: 17 indicators, the verdict with its rule, and four views kept apart.
//!
//! The draft standard asks for 多元化 and 可量化 without listing anything: the list is ours.

use crate::application::Entered;
use crate::error::{Code, Error, Result};
use crate::exact::{self, Exact, Fraction};
use crate::issue::Issue;
use crate::json::{Map, decode_object, encode_codes, encode_object};
use crate::pack::{Assistance, Direction, EffectIndicator, IndicatorKind, Severity, Text};
use crate::plan::Goal;

/// What was counted for an indicator; which keys it needs depends on its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Measured {
    /// Numerator, or the count or amount itself.
    pub num: Option<Entered>,
    /// Denominator of a ratio; the second amount of a sum.
    pub den: Option<Entered>,
    /// How many gave 1, 2, 3, 4 and 5.
    pub ratings: Vec<u32>,
}

decode_object!(Measured {} optional { num, den, ratings });
encode_object!(Measured { num, den, ratings });

/// What was counted, by code of the indicator.
pub type Measurements = Map<Option<Measured>>;

/// What one evaluator says. Views are kept apart, never averaged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Views {
    /// 企业自评.
    pub enterprise: Option<String>,
    /// 帮扶团队.
    pub team: Option<String>,
    /// 监管部门.
    pub regulator: Option<String>,
    /// 检验数据.
    pub data: Option<String>,
}

decode_object!(Views {} optional { enterprise, team, regulator, data });
encode_object!(Views { enterprise, team, regulator, data });

/// The result of 效果评价. It is the enterprise's own, no official decision.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Evaluation {
    /// The result in one sentence.
    pub summary: String,
    /// The 17 indicators, in order.
    pub indicators: Vec<IndicatorResult>,
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

encode_object!(Evaluation { summary, indicators, verdict, verdict_name, reasons, views, issues });

/// What the evaluation amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum Verdict {
    /// 达成: every goal is reached and no key item is open.
    Achieved,
    /// 基本达成: I01 is 80 % or more and no key item is open.
    MostlyAchieved,
    /// 未达成: back to 质量诊断.
    NotAchieved,
}

encode_codes!(Verdict { "achieved" => Achieved, "mostly-achieved" => MostlyAchieved, "not-achieved" => NotAchieved });

/// The result of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct IndicatorResult {
    /// I01 to I17.
    pub id: Text,
    /// Name.
    pub name: Text,
    /// How it is worked out.
    pub formula: Text,
    /// Unit of the values.
    pub unit: Text,
    /// Whether more is better.
    pub direction: Direction,
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
    /// The goal, if there is one.
    pub target: Option<Exact>,
    /// Whether it is reached; none while that cannot be said.
    pub reached: Option<bool>,
    /// What a reader must know, such as a small sample.
    pub remarks: Vec<String>,
}

encode_object!(IndicatorResult {
    id,
    name,
    formula,
    unit,
    direction,
    before,
    after,
    change,
    satisfied,
    not_applicable,
    target,
    reached,
    remarks,
});

/// A sample below this many calls for a remark.
const SMALL_SAMPLE: i128 = 30;

/// 基本达成 needs this share of I01, in percent.
const MOSTLY: i128 = 80;

/// Evaluates the effect.
///
/// # Errors
/// `unknown-code` for an indicator that the table does not have, `out-of-range` for what could not be stated exactly.
pub fn evaluate(
    pack: &Assistance,
    goals: &[Goal],
    baseline: &Measurements,
    follow_up: &Measurements,
    open_key_items: u32,
    views: &Views,
) -> Result<Evaluation> {
    check_codes(pack, goals, baseline, follow_up)?;
    let mut issues = Vec::new();
    let mut indicators = Vec::new();
    for indicator in &pack.indicators {
        let sides = [("baseline", baseline), ("followUp", follow_up)];
        let [before, after] = sides.map(|(key, measured)| {
            let measured = measured.get(indicator.id.as_ref()).and_then(Option::as_ref);
            Side::read(indicator, measured, &format!("/{key}/{}", indicator.id), &mut issues)
        });
        let goal = goals.iter().find(|goal| goal.indicator.as_deref() == Some(&indicator.id));
        indicators.push(result(indicator, &before?, &after?, goal)?);
    }
    let (verdict, reasons) = verdict(&indicators, goals, open_key_items);
    let name = verdict.map(|verdict| match verdict {
        Verdict::Achieved => "达成",
        Verdict::MostlyAchieved => "基本达成",
        Verdict::NotAchieved => "未达成",
    });
    let summary = match name {
        Some(name) => format!("自评{name}：{}。", reasons.join("；")),
        None => format!("还不能评价：{}。", reasons.join("；")),
    };
    Ok(Evaluation { summary, indicators, verdict, verdict_name: name, reasons, views: views.clone(), issues })
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

/// The value of one side, with the size of its sample.
#[derive(Debug, Default)]
struct Side {
    value: Option<Fraction>,
    satisfied: Option<Fraction>,
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
        let mut number = |key: &str, entered: &Option<Entered>| {
            let entered = entered.as_ref().filter(|entered| !entered.0.trim().is_empty())?;
            let number = entered.number().map(crate::decimal::Decimal::to_ratio);
            if number.is_none() {
                find(key, "not-a-number", format!("填数字，现在是“{}”", entered.0));
            }
            number
        };
        let (num, den) = (number("num", &measured.num), number("den", &measured.den));
        let zero = Fraction::from_integer(0);
        let scale = match indicator.kind {
            IndicatorKind::Percent | IndicatorKind::PercentChange => Some(100),
            IndicatorKind::Ppm => Some(1_000_000),
            _ => None,
        };
        // x/0 is 不适用, never 0 % and never 100 %. What is missing is missing.
        let nothing_counted = scale.is_some() && den == Some(zero);
        let value = match (scale, num, den) {
            _ if nothing_counted => None,
            (Some(scale), Some(num), Some(den)) => {
                if num > den && indicator.kind != IndicatorKind::Ppm && indicator.id != "I08" {
                    find("num", "part-above-whole", "分子大于分母，请核对".to_owned());
                }
                Some(exact::divide(&exact::multiply(&num, &Fraction::from_integer(scale))?, &den)?)
            }
            (Some(_), ..) => None,
            (None, Some(num), Some(den)) if indicator.kind == IndicatorKind::Sum => Some(exact::add(&num, &den)?),
            (None, num, _) => num,
        };
        Ok(Self { value, satisfied: None, sample: scale.and(den), nothing_counted })
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
        let counts = || measured.ratings.iter().map(|count| i128::from(*count));
        let total = Fraction::from_integer(counts().sum());
        if total == Fraction::from_integer(0) {
            return Ok(Self { nothing_counted: true, ..Self::default() });
        }
        let points = Fraction::from_integer((1..=5).zip(counts()).map(|(grade, count)| grade * count).sum());
        let satisfied = Fraction::from_integer(counts().skip(3).sum::<i128>() * 100);
        Ok(Self {
            value: Some(exact::divide(&points, &total)?),
            satisfied: Some(exact::divide(&satisfied, &total)?),
            sample: Some(total),
            nothing_counted: false,
        })
    }
}

fn result(indicator: &EffectIndicator, before: &Side, after: &Side, goal: Option<&Goal>) -> Result<IndicatorResult> {
    let is_change =
        matches!(indicator.kind, IndicatorKind::PercentChange | IndicatorKind::Difference | IndicatorKind::Reduction);
    let change = match (&before.value, &after.value) {
        (Some(before), Some(after)) if indicator.kind == IndicatorKind::Reduction => {
            Some(exact::subtract(before, after)?)
        }
        (Some(before), Some(after)) => Some(exact::subtract(after, before)?),
        _ => None,
    };
    let decimals = match indicator.kind {
        IndicatorKind::Number | IndicatorKind::Reduction | IndicatorKind::Days => 0,
        IndicatorKind::Sum | IndicatorKind::Ratings => 2,
        _ => 1,
    };
    let state = |value: &Option<Fraction>| value.as_ref().map(|value| Exact::new(value, decimals)).transpose();
    let target = goal.and_then(|goal| goal.target.as_ref()?.number()).map(crate::decimal::Decimal::to_ratio);
    // A goal is set for where it should stand, as the baseline is.
    let reached = match (&after.value, &target) {
        (Some(after), Some(target)) => Some(match indicator.direction {
            Direction::Up if indicator.kind != IndicatorKind::Reduction => after >= target,
            _ => after <= target,
        }),
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
    Ok(IndicatorResult {
        id: indicator.id.clone(),
        name: indicator.name.clone(),
        formula: indicator.formula.clone(),
        unit: indicator.unit.clone(),
        direction: indicator.direction,
        before: state(&before.value)?,
        after: state(&after.value)?,
        change: state(&change)?,
        satisfied: after.satisfied.as_ref().map(|value| Exact::new(value, 1)).transpose()?,
        not_applicable: after.nothing_counted || (is_change && before.nothing_counted),
        target: state(&target)?,
        reached,
        remarks,
    })
}

/// 达成, 基本达成 or 未达成, with the rules that gave it.
fn verdict(indicators: &[IndicatorResult], goals: &[Goal], open_key_items: u32) -> (Option<Verdict>, Vec<String>) {
    let goal_of =
        |indicator: &&IndicatorResult| goals.iter().any(|goal| goal.indicator.as_deref() == Some(&indicator.id));
    let with_goal: Vec<&IndicatorResult> = indicators.iter().filter(goal_of).collect();
    let named = |state: Option<bool>| {
        let names = with_goal.iter().filter(move |indicator| indicator.reached == state);
        names.map(|indicator| indicator.name.as_ref()).collect::<Vec<_>>()
    };
    let (missed, open) = (named(Some(false)), named(None));
    let closed =
        indicators.iter().find(|indicator| indicator.id == "I01").and_then(|indicator| indicator.after.as_ref());
    let mostly = closed.is_some_and(|share| share.value() >= Fraction::from_integer(MOSTLY));
    let mut reasons = Vec::new();
    if open_key_items > 0 {
        reasons.push(format!("还有 {open_key_items} 个关键项（★）不符合"));
        return (Some(Verdict::NotAchieved), reasons);
    }
    if with_goal.is_empty() {
        reasons.push("方案里还没有可以比的目标".to_owned());
    }
    if !open.is_empty() {
        reasons.push(format!("{}还没有数据", open.join("、")));
    }
    if !missed.is_empty() {
        reasons.push(format!("{}没有达到目标", missed.join("、")));
    }
    if reasons.is_empty() {
        return (Some(Verdict::Achieved), vec!["目标全部达到，没有不符合的关键项（★）".to_owned()]);
    }
    if mostly {
        reasons.push("问题整改率不低于 80%，没有不符合的关键项（★）".to_owned());
        return (Some(Verdict::MostlyAchieved), reasons);
    }
    // With goals open and nothing missed it is too early to say.
    if missed.is_empty() {
        return (None, reasons);
    }
    reasons.push("回到质量诊断".to_owned());
    (Some(Verdict::NotAchieved), reasons)
}
