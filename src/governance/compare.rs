//! Two periods side by side, and why the total changed.
//!
//! Three causes are kept apart by going from the earlier period to the later one in three steps:
//! first the scheme, then the answers to units that were worded anew, then all other answers.
//! The three parts sum to the change exactly.

use super::answers::{EvidenceRef, SelfAssessment, UnitAnswer};
use super::evidence;
use super::marks::{Marked, assess};
use super::scheme::{self, Rules, SchemeChoice};
use super::score::{self, score};
use super::scorecard::{GradeName, Part, SchemeName, Scorecard, UnitScore, UnitState};
use crate::error::{Error, Result};
use crate::exact::{self, Exact, Fraction, Rate};
use crate::json::{Map, codes, object};
use crate::listed::Listed;
use crate::pack::{Governance, Text, governance_identity};

object! {
    /// A period: its answers, what they answered and how they were scored.
    #[derive(Debug, Clone, Default)]
    pub struct Period: in {
        /// The answers.
        pub assessment: SelfAssessment,
        /// What the period is called.
        pub label: String = default,
        /// The scheme of the period (`default-2026-1` unless named).
        pub scheme: Option<SchemeChoice> = default,
        /// Identities of the wordings that were answered, by code; a unit that is not named was worded as it is now.
        pub items: Map<String> = default,
    }
}

object! {
    /// What changed from one period to another, and why.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Comparison: out {
        /// The result in one sentence.
        pub summary: String,
        /// The earlier period.
        pub before: PeriodScore,
        /// The later period.
        pub after: PeriodScore,
        /// The later total less the earlier one.
        pub change: Exact,
        /// Where the change comes from: answers, content, scheme. They sum to it.
        pub causes: Vec<CauseOfChange>,
        /// 一级指标.
        pub primary: Vec<PartChange>,
        /// 二级指标.
        pub secondary: Vec<PartChange>,
        /// 三级指标.
        pub indicators: Vec<PartChange>,
        /// Units, in table order.
        pub units: Vec<UnitChange>,
    }
}

object! {
    /// The score of a period.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PeriodScore: out {
        /// What the period is called.
        pub label: String,
        /// The scheme it was scored by.
        pub scheme: SchemeName,
        /// The total.
        pub total: Exact,
        /// The grade; none while anything is missing, or when the scheme gives none.
        pub grade: Option<GradeName>,
        /// Units that are not answered.
        pub missing: Vec<Text>,
    }
}

codes! {
    /// Why a total changes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ChangeCause: out {
        /// The answers, to the same wordings.
        "answers" => Answers,
        /// Units that were worded anew and therefore answered anew.
        "content" => Content,
        /// Weights, levels or gates.
        "scheme" => Scheme,
    }
}

object! {
    /// What one cause did to the total.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CauseOfChange: out {
        /// The cause.
        pub cause: ChangeCause,
        /// What it is called.
        pub name: &'static str,
        /// What it did to the total.
        pub change: Exact,
        /// The same in words.
        pub message: String,
    }
}

object! {
    /// The rate of a part in both periods.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PartChange: out {
        /// Code.
        pub code: Text,
        /// Name.
        pub name: Text,
        /// Score out of effective weight in the earlier period.
        pub before: Option<Rate>,
        /// The same in the later period.
        pub after: Option<Rate>,
        /// The difference in 百分点; none while a period has unanswered units in it, or when nothing in it applies.
        pub change: Option<Exact>,
    }
}

object! {
    /// A unit in both periods.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UnitChange: out {
        /// Code.
        pub code: Text,
        /// The earlier answer.
        pub before: UnitStanding,
        /// The later answer.
        pub after: UnitStanding,
        /// By how many levels more is granted; none where the two cannot be compared.
        pub levels: Option<i32>,
        /// Whether the unit was worded anew in between.
        pub reworded: bool,
    }
}

object! {
    /// A unit in one period, or in the eyes of one assessor.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UnitStanding: out {
        /// Whether it counts.
        pub state: UnitState,
        /// The level that was claimed.
        pub claimed: Option<u8>,
        /// The level that the evidence supports.
        pub granted: Option<u8>,
    }
}

impl UnitStanding {
    pub(super) fn of(unit: &UnitScore) -> Self {
        Self { state: unit.state, claimed: unit.claimed, granted: unit.granted }
    }
}

/// Compares two periods.
///
/// # Errors
/// As [`score`](fn@super::score), for each of the two.
pub fn compare_scorecards(pack: &Governance, before: &Period, after: &Period) -> Result<Comparison> {
    let scored = |period: &Period| score(pack, &period.assessment, period.scheme.as_ref());
    let first = scored(before).map_err(|error| error.at("before"))?;
    let last = scored(after).map_err(|error| error.at("after"))?;
    let worded =
        |period: &Period, code: &str| period.items.get(code).cloned().or_else(|| governance_identity(pack, code));
    let reworded = |code: &str| worded(before, code) != worded(after, code);

    // From here on by the later scheme, which has just been found good.
    let rules = Rules::chosen(pack, after.scheme.as_ref())?;
    let assessed = |assessment: &SelfAssessment| {
        let (indicators, _) = assess(&rules, assessment)?;
        let total = score::total(&rules, &indicators).map_err(scheme::unstated)?;
        Ok((total, indicators))
    };
    let placed = |error: Error| error.at("after");
    let (rescored, _) = assessed(&before.assessment).map_err(placed)?;
    let anew = SelfAssessment { units: mixed(before, after, &reworded)?, evidence: Vec::new() };
    let (reread, stood) = assessed(&anew).map_err(placed)?;
    let (start, end) = (first.total.value(), last.total.value());

    let units: Vec<UnitChange> =
        first.units.iter().zip(&last.units).map(|(old, new)| unit_change(old, new, reworded(&old.code))).listed();
    let moved = |from: &Fraction, to: &Fraction| Exact::part(&exact::subtract(to, from)?);
    let causes = vec![
        answers_cause(moved(&reread, &end)?, &stood, &last.units),
        content_cause(moved(&rescored, &reread)?, &units),
        scheme_cause(moved(&start, &rescored)?, &first, &last),
    ];
    let of_indicators = |card: &Scorecard| card.indicators.iter().map(|score| score.part.clone()).listed();
    let mut comparison = Comparison {
        summary: String::new(),
        change: moved(&start, &end)?,
        causes,
        primary: part_changes(&first.primary, &last.primary)?,
        secondary: part_changes(&first.secondary, &last.secondary)?,
        indicators: part_changes(&of_indicators(&first), &of_indicators(&last))?,
        units,
        before: PeriodScore::of(before, first),
        after: PeriodScore::of(after, last),
    };
    comparison.summary = summary(&comparison);
    Ok(comparison)
}

impl PeriodScore {
    fn of(period: &Period, card: Scorecard) -> Self {
        Self {
            label: period.label.clone(),
            scheme: card.scheme,
            total: card.total,
            grade: card.grade,
            missing: card.missing,
        }
    }
}

/// The later answers to units that were worded anew, the earlier ones to all others.
fn mixed(before: &Period, after: &Period, reworded: &dyn Fn(&str) -> bool) -> Result<Map<Option<UnitAnswer>>> {
    let mut units = Map::default();
    for (period, wanted) in [(before, false), (after, true)] {
        for (code, answer) in period.assessment.units.iter().filter(|(code, _)| reworded(code) == wanted) {
            let answer = answer.as_ref().map(|answer| with_own_evidence(&period.assessment, answer)).transpose()?;
            units.insert(code.clone(), answer);
        }
    }
    Ok(units)
}

/// The same answer without a look at the list of shared evidence.
fn with_own_evidence(assessment: &SelfAssessment, answer: &UnitAnswer) -> Result<UnitAnswer> {
    let pieces = evidence::of_unit(assessment, answer)?;
    Ok(UnitAnswer { evidence: pieces.into_iter().cloned().map(EvidenceRef::Own).listed(), ..answer.clone() })
}

fn unit_change(old: &UnitScore, new: &UnitScore, reworded: bool) -> UnitChange {
    let levels = old.granted.zip(new.granted).map(|(old, new)| i32::from(new) - i32::from(old));
    UnitChange { code: old.code.clone(), before: UnitStanding::of(old), after: UnitStanding::of(new), levels, reworded }
}

fn part_changes(old: &[Part], new: &[Part]) -> Result<Vec<PartChange>> {
    let mut changes = Vec::new();
    for (old, new) in old.iter().zip(new) {
        let complete = |part: &Part| part.answered == part.applicable;
        let (before, after) = (old.rate, new.rate);
        let change = match (&before, &after) {
            (Some(from), Some(to)) if complete(old) && complete(new) => {
                let points = exact::subtract(&to.value(), &from.value())?;
                Some(Exact::total(&exact::multiply(&points, &Fraction::from_integer(100))?)?)
            }
            _ => None,
        };
        changes.push(PartChange { code: old.code.clone(), name: old.name.clone(), before, after, change });
    }
    Ok(changes)
}

/// Earlier and later answers by the same scheme: what another scheme grants is not the doing of the answers.
fn answers_cause(change: Exact, stood: &[Marked<'_>], stand: &[UnitScore]) -> CauseOfChange {
    let pairs = || stood.iter().flat_map(|marked| &marked.units).zip(stand);
    let moved = |up: bool| {
        let levels = pairs().filter(|(old, _)| old.state == UnitState::Answered);
        levels
            .filter(|(old, new)| new.granted.is_some_and(|new| new != old.granted && (new > old.granted) == up))
            .count()
    };
    let became = |state| pairs().filter(|(old, new)| new.state == state && old.state != state).count();
    let states = [
        (moved(true), "等级上升"),
        (moved(false), "等级下降"),
        (became(UnitState::Answered), "新评"),
        (became(UnitState::Unanswered), "改为未评"),
        (became(UnitState::NotApplicable), "改为不适用"),
    ];
    let said: Vec<String> =
        states.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} 个{what}")).listed();
    let message = if said.is_empty() { "等级没有变".to_owned() } else { format!("单元：{}", said.join("，")) };
    CauseOfChange { cause: ChangeCause::Answers, name: "回答变了", change, message }
}

fn content_cause(change: Exact, units: &[UnitChange]) -> CauseOfChange {
    let codes: Vec<&str> = units.iter().filter(|unit| unit.reworded).map(|unit| unit.code.as_ref()).listed();
    let message = match codes.as_slice() {
        [] => "文字没有改".to_owned(),
        codes => format!("{} 的文字改过，按新文字重新评", codes.join("、")),
    };
    CauseOfChange { cause: ChangeCause::Content, name: "内容变了", change, message }
}

fn scheme_cause(change: Exact, first: &Scorecard, last: &Scorecard) -> CauseOfChange {
    let (old, new) = (&first.scheme.id, &last.scheme.id);
    let message = if old == new {
        format!("两期的方案编号都是 {new}")
    } else {
        format!("方案 {old} 换成 {new}，同样的回答重算一遍")
    };
    CauseOfChange { cause: ChangeCause::Scheme, name: "方案变了", change, message }
}

fn summary(comparison: &Comparison) -> String {
    let Comparison { before, after, change, causes, .. } = comparison;
    let named = |score: &PeriodScore, otherwise: &str| {
        let label = if score.label.is_empty() { otherwise } else { &score.label };
        let grade = score.grade.as_ref().map_or("未定级", |grade| grade.name.as_ref());
        format!("{label} {} 分（{grade}）", score.total.text())
    };
    let parts: Vec<String> = causes.iter().map(|cause| format!("{} {}", cause.name, signed(&cause.change))).listed();
    format!("{}，{}，相差 {} 分：{}。", named(before, "上期"), named(after, "本期"), signed(change), parts.join("，"))
}

/// With a sign, so that a gain is seen to be one.
fn signed(change: &Exact) -> String {
    let sign = if change.value() > Fraction::from_integer(0) { "+" } else { "" };
    sign.to_owned() + &change.text()
}
