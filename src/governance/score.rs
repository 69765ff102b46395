//! From answers to a scorecard.

use super::answers::SelfAssessment;
use super::evidence;
use super::grade::{self, Circumstances};
use super::marks::{Mark, Marked, assess};
use super::scheme::{self, Rules, SchemeChoice};
use super::scorecard::{Gap, GapKind, IndicatorScore, Part, SchemeName, Scorecard, UnitScore, UnitState};
use super::words;
use crate::error::Result;
use crate::exact::{self, Exact, Fraction, Rate};
use crate::issue::Issue;
use crate::pack::{Governance, Text};

/// Scores a self-assessment. A half-answered one is normal.
///
/// # Errors
/// `unknown-code` for a unit, an evidence identifier or a scheme that does not exist,
/// `duplicate-key` for evidence identifiers used twice, `invalid-pack` for a scheme that
/// contradicts itself, `out-of-range` when a result could not be stated exactly.
pub fn score(pack: &Governance, assessment: &SelfAssessment, choice: Option<&SchemeChoice>) -> Result<Scorecard> {
    let rules = Rules::chosen(pack, choice)?;
    let (indicators, issues) = assess(&rules, assessment)?;
    assemble(pack, &rules, &indicators, issues).map_err(scheme::unstated)
}

/// Sums over units, with what is needed to state a [`Part`].
#[derive(Clone)]
struct Sum {
    code: Text,
    name: Text,
    parent: Option<Text>,
    weight: Fraction,
    effective_weight: Fraction,
    score: Fraction,
    answered: u32,
    applicable: u32,
}

impl Sum {
    fn new(code: &Text, name: &Text, parent: Option<&Text>) -> Self {
        let zero = Fraction::from_integer(0);
        Self {
            code: code.clone(),
            name: name.clone(),
            parent: parent.cloned(),
            weight: zero,
            effective_weight: zero,
            score: zero,
            answered: 0,
            applicable: 0,
        }
    }

    fn add(&mut self, other: &Self) -> Result<()> {
        self.weight = exact::add(&self.weight, &other.weight)?;
        self.effective_weight = exact::add(&self.effective_weight, &other.effective_weight)?;
        self.score = exact::add(&self.score, &other.score)?;
        self.answered += other.answered;
        self.applicable += other.applicable;
        Ok(())
    }

    fn part(&self) -> Result<Part> {
        let live = self.applicable > 0;
        Ok(Part {
            code: self.code.clone(),
            parent: self.parent.clone(),
            name: self.name.clone(),
            weight: Exact::part(&self.weight)?,
            effective_weight: Exact::part(&self.effective_weight)?,
            score: if live { Some(Exact::part(&self.score)?) } else { None },
            rate: if live { Rate::of_scores(&self.score, &self.effective_weight)? } else { None },
            answered: self.answered,
            applicable: self.applicable,
        })
    }
}

fn assemble(pack: &Governance, rules: &Rules<'_>, indicators: &[Marked<'_>], issues: Vec<Issue>) -> Result<Scorecard> {
    let mut primary = Vec::new();
    let mut secondary = Vec::new();
    let mut scores = Vec::new();
    let mut units = Vec::new();
    let mut gaps: Vec<(Fraction, Gap)> = Vec::new();
    let mut open = Fraction::from_integer(0);
    let mut whole = Sum::new(&"".into(), &"".into(), None);
    let mut remaining = indicators.iter();

    for a in &pack.indicators {
        let mut of_primary = Sum::new(&a.code, &a.name, None);
        for b in &a.secondary {
            let mut of_secondary = Sum::new(&b.code, &b.name, Some(&a.code));
            for marked in remaining.by_ref().take(b.indicators.len()) {
                let indicator = marked.rules.indicator;
                let mut sum = Sum::new(&indicator.code, &indicator.name, Some(&b.code));
                sum.weight = marked.rules.weight;
                sum.effective_weight = marked.effective_weight;
                for mark in &marked.units {
                    let points = marked.points(mark)?;
                    let earned = earned(rules, mark, &points)?;
                    sum.score = exact::add(&sum.score, &earned)?;
                    sum.answered += u32::from(mark.state == UnitState::Answered);
                    sum.applicable += u32::from(mark.applies());
                    if mark.state == UnitState::Unanswered {
                        open = exact::add(&open, &points)?;
                    }
                    if let Some((gain, gap)) = gap(pack, rules, mark, &points, &earned)? {
                        // Behind its equals: equal gains keep the order of the table.
                        let position = gaps.partition_point(|(other, _)| *other >= gain);
                        gaps.insert(position, (gain, gap));
                    }
                    units.push(unit_score(rules, marked, mark, &points, &earned)?);
                }
                of_secondary.add(&sum)?;
                let part = sum.part()?;
                let derivation = words::derivation(rules, marked, &sum.score)?;
                scores.push(IndicatorScore { part, derivation });
            }
            of_primary.add(&of_secondary)?;
            secondary.push(of_secondary.part()?);
        }
        whole.add(&of_primary)?;
        primary.push(of_primary.part()?);
    }

    let marks = || indicators.iter().flat_map(|marked| marked.units.iter());
    let supported = marks().filter(|mark| mark.state == UnitState::Answered && mark.granted == mark.claimed).count();
    let supported = u32::try_from(supported).unwrap_or_default();
    let missing: Vec<Text> =
        marks().filter(|mark| mark.state == UnitState::Unanswered).map(|mark| mark.unit.code.clone()).collect();
    let left_out = marks().filter(|mark| !mark.applies()).count();
    let circumstances = Circumstances::of(rules, indicators)?;
    let (grade, grade_reasons, next_grade) = grade::grade(rules, &whole.score, &circumstances)?;
    let mut scorecard = Scorecard {
        scheme: SchemeName::of(rules.scheme),
        summary: String::new(),
        total: Exact::total(&whole.score)?,
        full_score: Exact::total(&rules.full_score)?,
        attainable: Exact::total(&exact::add(&whole.score, &open)?)?,
        coverage: Rate::of(whole.answered, whole.applicable),
        evidence_rate: Rate::of(supported, whole.answered),
        answered: whole.answered,
        applicable: whole.applicable,
        not_applicable: u32::try_from(left_out).unwrap_or_default(),
        claimed_above_evidence: whole.answered - supported,
        grade,
        grade_reasons,
        next_grade,
        primary,
        secondary,
        indicators: scores,
        units,
        missing,
        gaps: gaps.into_iter().map(|(_, gap)| gap).collect(),
        issues,
    };
    scorecard.summary = words::summary(&scorecard);
    Ok(scorecard)
}

/// What was earned in all.
pub(super) fn total(rules: &Rules<'_>, indicators: &[Marked<'_>]) -> Result<Fraction> {
    let mut total = Fraction::from_integer(0);
    for marked in indicators {
        for mark in &marked.units {
            total = exact::add(&total, &earned(rules, mark, &marked.points(mark)?)?)?;
        }
    }
    Ok(total)
}

/// What an answered unit earns of its points.
pub(super) fn earned(rules: &Rules<'_>, mark: &Mark<'_>, points: &Fraction) -> Result<Fraction> {
    match mark.state {
        UnitState::Answered => exact::multiply(points, &level_share(rules, mark.granted)),
        UnitState::Unanswered | UnitState::NotApplicable => Ok(Fraction::from_integer(0)),
    }
}

pub(super) fn level_share(rules: &Rules<'_>, level: u8) -> Fraction {
    rules.levels.get(usize::from(level)).copied().unwrap_or_else(|| Fraction::from_integer(0))
}

fn unit_score(
    rules: &Rules<'_>,
    marked: &Marked<'_>,
    mark: &Mark<'_>,
    points: &Fraction,
    earned: &Fraction,
) -> Result<UnitScore> {
    let answered = mark.state == UnitState::Answered;
    Ok(UnitScore {
        code: mark.unit.code.clone(),
        indicator: marked.rules.indicator.code.clone(),
        state: mark.state,
        claimed: answered.then_some(mark.claimed),
        granted: answered.then_some(mark.granted),
        why: words::why(rules, mark),
        effective_weight: Exact::part(points)?,
        score: if mark.applies() { Some(Exact::part(earned)?) } else { None },
    })
}

/// What would raise the total at this unit, with its gain.
fn gap(
    pack: &Governance,
    rules: &Rules<'_>,
    mark: &Mark<'_>,
    points: &Fraction,
    earned: &Fraction,
) -> Result<Option<(Fraction, Gap)>> {
    let guidance = pack.guidance.iter().find(|guidance| guidance.unit == mark.unit.code);
    let step = |level: u8| guidance.and_then(|guidance| guidance.next_step.get(usize::from(level))).cloned();
    let (kind, next, reached, advice) = match mark.state {
        UnitState::Unanswered => (GapKind::Unanswered, None, 4, Some("还没有评，先定等级".into())),
        UnitState::Answered if mark.granted < mark.claimed => {
            let gate = evidence::first_closed(rules.scheme, mark.claimed, &mark.tally);
            (GapKind::Evidence, Some(mark.claimed), mark.claimed, gate.map(|gate| gate.message.clone()))
        }
        UnitState::Answered if mark.granted < 4 => {
            let next = mark.granted + 1;
            (GapKind::Level, Some(next), next, step(mark.granted))
        }
        UnitState::Answered | UnitState::NotApplicable => return Ok(None),
    };
    let reached = exact::multiply(points, &level_share(rules, reached))?;
    let gain = exact::subtract(&reached, earned)?;
    if gain == Fraction::from_integer(0) {
        return Ok(None);
    }
    let gap =
        Gap { unit: mark.unit.code.clone(), kind, next, gain: Exact::part(&gain)?, advice: advice.unwrap_or_default() };
    Ok(Some((gain, gap)))
}
