//! From answers to a scorecard.

use std::ops::Deref;
use std::sync::Arc;

use super::answers::SelfAssessment;
use super::evidence;
use super::grade::{self, Circumstances};
use super::marks::{Before, Mark, Marked, assess, reassess};
use super::scheme::{self, Numbers, Rules, SchemeChoice};
use super::scorecard::{Gap, GapKind, IndicatorScore, Part, SchemeName, Scorecard, UnitScore, UnitState};
use super::words;
use crate::error::Result;
use crate::exact::{self, Exact, Fraction, Rate};
use crate::issue::Issue;
use crate::json::{Encode, Sink};
use crate::pack::{Governance, Text};

/// Scores a self-assessment. A half-answered one is normal.
///
/// # Errors
/// `unknown-code` for a unit, an evidence identifier or a scheme that does not exist,
/// `duplicate-key` for evidence identifiers used twice, `invalid-pack` for a scheme that
/// contradicts itself, `out-of-range` when a result could not be stated exactly.
pub fn score(pack: &Governance, assessment: &SelfAssessment, choice: Option<&SchemeChoice>) -> Result<Scorecard> {
    by(pack, &Rules::chosen(pack, choice)?, assessment)
}

fn by(pack: &Governance, rules: &Rules<'_>, assessment: &SelfAssessment) -> Result<Scorecard> {
    let (indicators, issues) = assess(rules, assessment)?;
    assemble(pack, rules, &indicators, issues, None).map_err(scheme::unstated)
}

/// A scorecard that is kept, with the numbers that it was worked out by.
#[derive(Debug, Clone)]
pub(crate) struct Scored {
    pub(crate) card: Scorecard,
    numbers: Arc<Numbers>,
}

impl Scored {
    /// Scores a self-assessment.
    ///
    /// # Errors
    /// As [`score`].
    pub(crate) fn of(pack: &Governance, assessment: &SelfAssessment, choice: Option<&SchemeChoice>) -> Result<Self> {
        let rules = Rules::chosen(pack, choice)?;
        Ok(Self { card: by(pack, &rules, assessment)?, numbers: Arc::new(rules.numbers()) })
    }

    /// The same once these units are answered otherwise, and nothing else is.
    ///
    /// # Errors
    /// As [`score`].
    pub(crate) fn again(
        &self,
        pack: &Governance,
        assessment: &SelfAssessment,
        choice: Option<&SchemeChoice>,
        changed: &[&str],
    ) -> Result<Self> {
        let rules = Rules::again(pack, choice, &self.numbers)?;
        let scored = |card| Self { card, numbers: self.numbers.clone() };
        let known = &self.card.units;
        if !changed.iter().all(|code| known.iter().any(|unit| unit.code == *code)) {
            return by(pack, &rules, assessment).map(scored);
        }
        let before = Before { card: &self.card, changed };
        let (indicators, issues) = reassess(&rules, assessment, Some(before))?;
        let mut marks = indicators.iter().flat_map(|marked| &marked.units).zip(known);
        // The weight of what does not apply is others'.
        if marks.any(|(mark, known)| mark.applies() != (known.state != UnitState::NotApplicable)) {
            return by(pack, &rules, assessment).map(scored);
        }
        assemble(pack, &rules, &indicators, issues, Some(before)).map_err(scheme::unstated).map(scored)
    }
}

impl Deref for Scored {
    type Target = Scorecard;

    fn deref(&self) -> &Scorecard {
        &self.card
    }
}

impl Encode for Scored {
    fn write(&self, sink: &mut dyn Sink) {
        self.card.write(sink);
    }
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

fn assemble(
    pack: &Governance,
    rules: &Rules<'_>,
    indicators: &[Marked<'_>],
    issues: Vec<Issue>,
    before: Option<Before<'_>>,
) -> Result<Scorecard> {
    let mut primary = Vec::new();
    let mut secondary = Vec::new();
    let mut scores = Vec::with_capacity(indicators.len());
    let mut units = Vec::with_capacity(indicators.iter().map(|marked| marked.units.len()).sum());
    let is_kept = |gap: &&Gap| before.is_some_and(|before| !before.changed.contains(&gap.unit.as_ref()));
    let known = before.map_or(&[][..], |before| &before.card.gaps).iter().filter(is_kept);
    let mut gaps: Vec<(Fraction, Gap)> = known.map(|gap| (gap.gain.value(), gap.clone())).collect();
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
                let first = units.len();
                for mark in &marked.units {
                    sum.answered += u32::from(mark.state == UnitState::Answered);
                    sum.applicable += u32::from(mark.applies());
                    let unit = if let Some(known) = before.and_then(|before| before.unit(units.len())) {
                        known.clone()
                    } else {
                        let points = marked.points(mark)?;
                        let earned = earned(rules, mark, &points)?;
                        if let Some((gain, gap)) = gap(pack, rules, mark, &points, &earned)? {
                            // Equal gains keep the order of the table; only what is kept may stand behind.
                            let is_earlier = |other: &Gap| {
                                before.is_none() || units.iter().any(|unit: &UnitScore| unit.code == other.unit)
                            };
                            let position = gaps.partition_point(|(other_gain, other)| {
                                *other_gain > gain || (*other_gain == gain && is_earlier(other))
                            });
                            gaps.insert(position, (gain, gap));
                        }
                        unit_score(rules, marked, mark, &points, &earned)?
                    };
                    if mark.state == UnitState::Unanswered {
                        open = exact::add(&open, &unit.effective_weight.value())?;
                    }
                    units.push(unit);
                }
                let known = before.filter(|before| (first..units.len()).all(|place| before.unit(place).is_some()));
                let known = known.and_then(|before| before.card.indicators.get(scores.len()));
                let score = if let Some(known) = known {
                    sum.score = known.part.score.as_ref().map(Exact::value).unwrap_or_default();
                    known.clone()
                } else {
                    let earned = units.iter().skip(first).filter_map(|unit| unit.score.as_ref());
                    for earned in earned {
                        sum.score = exact::add(&sum.score, &earned.value())?;
                    }
                    IndicatorScore { part: sum.part()?, derivation: words::derivation(rules, marked, &sum.score)? }
                };
                of_secondary.add(&sum)?;
                scores.push(score);
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
