//! The grade, or why there is none.

use super::marks::Marked;
use super::scheme::Rules;
use super::scorecard::{GradeName, GradeReason, NextGrade, UnitState};
use crate::error::Result;
use crate::exact::{self, Exact, Fraction};
use crate::listed::Listed;
use crate::pack::Text;

/// What the grade depends on besides the total.
pub(super) struct Circumstances {
    pub(super) missing: usize,
    /// Points of the full score that lie on units that do not apply.
    pub(super) not_applicable: Fraction,
    /// Names of the floor's indicators that stand at L0.
    pub(super) at_zero: Vec<String>,
}

impl Circumstances {
    pub(super) fn of(rules: &Rules<'_>, indicators: &[Marked<'_>]) -> Result<Self> {
        let marks = || indicators.iter().flat_map(|marked| marked.units.iter());
        Ok(Self {
            missing: marks().filter(|mark| mark.state == UnitState::Unanswered).count(),
            not_applicable: exact::sum(marks().filter(|mark| !mark.applies()).map(|mark| &mark.weight))?,
            at_zero: at_zero(rules, indicators),
        })
    }
}

/// Names of the floor's indicators of which every unit that applies stands at L0.
fn at_zero(rules: &Rules<'_>, indicators: &[Marked<'_>]) -> Vec<String> {
    let Some(floor) = &rules.scheme.floor else { return Vec::new() };
    let named = |code: &Text| indicators.iter().find(|marked| marked.rules.indicator.code == *code);
    floor
        .indicators
        .iter()
        .filter_map(named)
        .filter(|marked| marked.stands_at_zero())
        .map(|marked| format!("{} {}", marked.rules.indicator.code, marked.rules.indicator.name))
        .listed()
}

/// Grade, reasons and the next better grade.
pub(super) type Graded = (Option<GradeName>, Vec<GradeReason>, Option<NextGrade>);

/// Grades a total on its exact value.
pub(super) fn grade(rules: &Rules<'_>, total: &Fraction, circumstances: &Circumstances) -> Result<Graded> {
    if let Some(reason) = withheld(rules, circumstances)? {
        return Ok((None, vec![reason], None));
    }
    let grades = &rules.scheme.grades;
    let reached = rules.thresholds.iter().position(|from| total >= from).unwrap_or_default();
    let mut reasons = Vec::new();
    let mut position = reached;
    if let Some(floor) = &rules.scheme.floor {
        let at_most = grades.iter().position(|grade| grade.code == floor.at_most).unwrap_or_default();
        if at_most > reached && !circumstances.at_zero.is_empty() {
            position = at_most;
            let name = grades.get(at_most).map_or("", |grade| grade.name.as_ref());
            let message = format!("{}为 L0，最高到“{name}”", circumstances.at_zero.join("、"));
            reasons.push(GradeReason { rule: "floor", message });
        }
    }
    if reasons.is_empty()
        && let (Some(grade), Some(from)) = (grades.get(position), rules.thresholds.get(position))
    {
        let (text, from) = (exact::decimal_text(total, 1), exact::short_text(from));
        let message = format!("{text} 分，不低于“{}”的 {from} 分", grade.name);
        reasons.push(GradeReason { rule: "threshold", message });
    }
    let above = position.checked_sub(1).and_then(|above| Some((grades.get(above)?, rules.thresholds.get(above)?)));
    let next = match above {
        Some((grade, from)) if from > total => {
            let short = Exact::total(&exact::subtract(from, total)?)?;
            Some(NextGrade { code: grade.code.clone(), name: grade.name.clone(), short })
        }
        _ => None,
    };
    Ok((grades.get(position).map(GradeName::of), reasons, next))
}

fn withheld(rules: &Rules<'_>, circumstances: &Circumstances) -> Result<Option<GradeReason>> {
    if rules.scheme.grades.is_empty() {
        let message = format!("方案“{}”不给等级", rules.scheme.name);
        return Ok(Some(GradeReason { rule: "no-grades", message }));
    }
    if circumstances.missing > 0 {
        let message = format!("还有 {} 个单元未评，评完才有等级", circumstances.missing);
        return Ok(Some(GradeReason { rule: "missing", message }));
    }
    let share = exact::divide(&circumstances.not_applicable, &rules.full_score)?;
    if share > rules.not_applicable_max {
        let percent = |share: &Fraction| exact::short_text(&(share * Fraction::from_integer(100)));
        let message =
            format!("不适用的权重占 {}%，超过 {}%，不予定级", percent(&share), percent(&rules.not_applicable_max));
        return Ok(Some(GradeReason { rule: "not-applicable", message }));
    }
    Ok(None)
}
