//! From answers to a scorecard.

use std::ops::Deref;
use std::sync::Arc;
use std::vec::IntoIter;

use super::answers::SelfAssessment;
use super::dated::{AssessedPeriod, is_dated};
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
use crate::listed::Listed;
use crate::pack::{Governance, Text};

/// Scores a self-assessment. A half-answered one is normal.
///
/// # Errors
/// `unknown-code` for a unit, an evidence identifier or a scheme that does not exist,
/// `duplicate-key` for evidence identifiers used twice, `invalid-pack` for a scheme that
/// contradicts itself, `out-of-range` when a result could not be stated exactly.
pub fn score(pack: &Governance, assessment: &SelfAssessment, choice: Option<&SchemeChoice>) -> Result<Scorecard> {
    score_within(pack, assessment, choice, AssessedPeriod::default())
}

/// The same, with a look at the days that the evidence bears.
///
/// # Errors
/// As [`score`].
pub fn score_within(
    pack: &Governance,
    assessment: &SelfAssessment,
    choice: Option<&SchemeChoice>,
    period: AssessedPeriod,
) -> Result<Scorecard> {
    let rules = Rules::chosen(pack, choice)?;
    let mut card = by(pack, &rules, assessment)?;
    card.issues.extend(period.findings(pack, assessment, &rules.scheme.source));
    Ok(card)
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
    pub(crate) fn of(
        pack: &Governance,
        assessment: &SelfAssessment,
        choice: Option<&SchemeChoice>,
        period: AssessedPeriod,
    ) -> Result<Self> {
        let rules = Rules::chosen(pack, choice)?;
        let mut card = by(pack, &rules, assessment)?;
        card.issues.extend(period.findings(pack, assessment, &rules.scheme.source));
        Ok(Self { card, numbers: Arc::new(rules.numbers()) })
    }

    /// The same once these units are answered otherwise, and nothing else is.
    ///
    /// # Errors
    /// As [`score`].
    pub(crate) fn again(
        self,
        pack: &Governance,
        assessment: &SelfAssessment,
        choice: Option<&SchemeChoice>,
        period: AssessedPeriod,
        changed: &[&str],
    ) -> Result<Self> {
        let Self { mut card, numbers } = self;
        // They stand behind the others.
        let others = card.issues.iter().take_while(|issue| !is_dated(issue)).count();
        let dated = card.issues.split_off(others);
        let rules = Rules::again(pack, choice, &numbers)?;
        let is_known = changed.iter().all(|code| card.units.iter().any(|unit| unit.code == *code));
        let again = if is_known { anew(pack, &rules, assessment, Before { card, changed })? } else { None };
        let mut card = again.map_or_else(|| by(pack, &rules, assessment), Ok)?;
        card.issues.extend(period.findings_again(pack, assessment, &rules.scheme.source, dated, changed));
        Ok(Self { card, numbers })
    }
}

/// The scorecard once some units are answered otherwise; none where that changes the weights of others.
fn anew(
    pack: &Governance,
    rules: &Rules<'_>,
    assessment: &SelfAssessment,
    before: Before<'_>,
) -> Result<Option<Scorecard>> {
    let (indicators, issues) = reassess(rules, assessment, Some(&before))?;
    let mut marks = indicators.iter().flat_map(|marked| &marked.units).zip(&before.card.units);
    // The weight of what does not apply is others'.
    if marks.any(|(mark, known)| mark.applies() != (known.state != UnitState::NotApplicable)) {
        return Ok(None);
    }
    assemble(pack, rules, &indicators, issues, Some(before)).map_err(scheme::unstated).map(Some)
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

/// A part that holds others.
fn whole(code: &Text, name: &Text, parent: Option<&Text>, parts: &mut dyn Iterator<Item = &Part>) -> Result<Part> {
    let zero = Fraction::from_integer(0);
    let (mut weight, mut effective_weight, mut score, mut answered, mut applicable) = (zero, zero, zero, 0, 0);
    for part in parts {
        weight = exact::add(&weight, &part.weight.value())?;
        effective_weight = exact::add(&effective_weight, &part.effective_weight.value())?;
        if let Some(earned) = &part.score {
            score = exact::add(&score, &earned.value())?;
        }
        answered += part.answered;
        applicable += part.applicable;
    }
    part((code, name, parent), (&weight, &effective_weight, &score), (answered, applicable))
}

fn part(
    (code, name, parent): (&Text, &Text, Option<&Text>),
    (weight, effective_weight, score): (&Fraction, &Fraction, &Fraction),
    (answered, applicable): (u32, u32),
) -> Result<Part> {
    let is_live = applicable > 0;
    Ok(Part {
        code: code.clone(),
        parent: parent.cloned(),
        name: name.clone(),
        weight: Exact::part(weight)?,
        effective_weight: Exact::part(effective_weight)?,
        score: if is_live { Some(Exact::part(score)?) } else { None },
        rate: if is_live { Rate::of_scores(score, effective_weight)? } else { None },
        answered,
        applicable,
    })
}

/// The score of an indicator, of which these are the units.
fn indicator_score(
    rules: &Rules<'_>,
    marked: &Marked<'_>,
    parent: &Text,
    units: &[UnitScore],
) -> Result<IndicatorScore> {
    let mut score = Fraction::from_integer(0);
    for earned in units.iter().filter_map(|unit| unit.score.as_ref()) {
        score = exact::add(&score, &earned.value())?;
    }
    let count = |counts: fn(&Mark<'_>) -> bool| {
        u32::try_from(marked.units.iter().filter(|mark| counts(mark)).count()).unwrap_or_default()
    };
    let counts =
        (count(|mark| mark.state == UnitState::Answered), count(|mark| mark.state != UnitState::NotApplicable));
    let indicator = marked.rules.indicator;
    let names = (&indicator.code, &indicator.name, Some(parent));
    let part = part(names, (&marked.rules.weight, &marked.effective_weight, &score), counts)?;
    Ok(IndicatorScore { part, derivation: words::derivation(rules, marked, &score)? })
}

/// The parts of a scorecard of before, in the order of the table.
#[derive(Default)]
struct Known {
    primary: IntoIter<Part>,
    secondary: IntoIter<Part>,
    indicators: IntoIter<IndicatorScore>,
    units: IntoIter<UnitScore>,
}

/// The parts of a scorecard, in the order of the table.
struct Parts {
    primary: Vec<Part>,
    secondary: Vec<Part>,
    indicators: Vec<IndicatorScore>,
    units: Vec<UnitScore>,
    gaps: Vec<Gap>,
    /// What the unanswered units can still earn.
    open: Fraction,
}

impl Parts {
    fn of(pack: &Governance, rules: &Rules<'_>, indicators: &[Marked<'_>], before: Option<Before<'_>>) -> Result<Self> {
        let (changed, gaps, mut known) = match before {
            Some(Before { card: Scorecard { primary, secondary, indicators, units, gaps, .. }, changed }) => {
                let [primary, secondary] = [primary, secondary].map(Vec::into_iter);
                let (indicators, units) = (indicators.into_iter(), units.into_iter());
                (Some(changed), gaps, Known { primary, secondary, indicators, units })
            }
            None => (None, Vec::new(), Known::default()),
        };
        let is_same = |code: &Text| changed.is_some_and(|changed| !changed.contains(&code.as_ref()));
        let mut parts = Self {
            primary: Vec::with_capacity(pack.indicators.len()),
            secondary: Vec::with_capacity(pack.indicators.iter().map(|primary| primary.secondary.len()).sum()),
            indicators: Vec::with_capacity(indicators.len()),
            units: Vec::with_capacity(indicators.iter().map(|marked| marked.units.len()).sum()),
            gaps: gaps.into_iter().filter(|gap| is_same(&gap.unit)).listed(),
            open: Fraction::from_integer(0),
        };
        let mut remaining = indicators.iter();
        for a in &pack.indicators {
            let (first, mut is_same_primary) = (parts.secondary.len(), true);
            for b in &a.secondary {
                let (first, mut is_same_secondary) = (parts.indicators.len(), true);
                for marked in remaining.by_ref().take(b.indicators.len()) {
                    let first = parts.units.len();
                    for mark in &marked.units {
                        let unit = known.units.next().filter(|unit| is_same(&unit.code));
                        parts.unit(pack, rules, marked, mark, unit)?;
                    }
                    let is_same_indicator = marked.units.iter().all(|mark| is_same(&mark.unit.code));
                    is_same_secondary &= is_same_indicator;
                    let score = known.indicators.next().filter(|_| is_same_indicator);
                    let units = parts.units.get(first..).unwrap_or_default();
                    let score = score.map_or_else(|| indicator_score(rules, marked, &b.code, units), Ok)?;
                    parts.indicators.push(score);
                }
                is_same_primary &= is_same_secondary;
                let part = known.secondary.next().filter(|_| is_same_secondary);
                let mut held = parts.indicators.iter().skip(first).map(|score| &score.part);
                let part = part.map_or_else(|| whole(&b.code, &b.name, Some(&a.code), &mut held), Ok)?;
                parts.secondary.push(part);
            }
            let part = known.primary.next().filter(|_| is_same_primary);
            let mut held = parts.secondary.iter().skip(first);
            parts.primary.push(part.map_or_else(|| whole(&a.code, &a.name, None, &mut held), Ok)?);
        }
        Ok(parts)
    }

    /// Adds the next unit, and what would raise the total there, unless both are known.
    fn unit(
        &mut self,
        pack: &Governance,
        rules: &Rules<'_>,
        marked: &Marked<'_>,
        mark: &Mark<'_>,
        known: Option<UnitScore>,
    ) -> Result<()> {
        let unit = if let Some(unit) = known {
            unit
        } else {
            let points = marked.points(mark)?;
            let earned = earned(rules, mark, &points)?;
            if let Some(gap) = gap(pack, rules, mark, &points, &earned)? {
                // Equal gains keep the order of the table; only what is known may stand behind.
                let is_earlier = |other: &Gap| self.units.iter().any(|unit| unit.code == other.unit);
                let gain = gap.gain.value();
                let position = self.gaps.partition_point(|other| {
                    let other_gain = other.gain.value();
                    other_gain > gain || (other_gain == gain && is_earlier(other))
                });
                self.gaps.insert(position, gap);
            }
            unit_score(rules, marked, mark, &points, &earned)?
        };
        if mark.state == UnitState::Unanswered {
            self.open = exact::add(&self.open, &unit.effective_weight.value())?;
        }
        self.units.push(unit);
        Ok(())
    }
}

fn assemble(
    pack: &Governance,
    rules: &Rules<'_>,
    indicators: &[Marked<'_>],
    issues: Vec<Issue>,
    before: Option<Before<'_>>,
) -> Result<Scorecard> {
    let Parts { primary, secondary, indicators: scores, units, gaps, open } =
        Parts::of(pack, rules, indicators, before)?;
    let mut total = Fraction::from_integer(0);
    for earned in primary.iter().filter_map(|part| part.score.as_ref()) {
        total = exact::add(&total, &earned.value())?;
    }
    let sum = |count: fn(&Part) -> u32| primary.iter().map(count).sum::<u32>();
    let (answered, applicable) = (sum(|part| part.answered), sum(|part| part.applicable));

    let marks = || indicators.iter().flat_map(|marked| marked.units.iter());
    let supported = marks().filter(|mark| mark.state == UnitState::Answered && mark.granted == mark.claimed).count();
    let supported = u32::try_from(supported).unwrap_or_default();
    let missing: Vec<Text> =
        marks().filter(|mark| mark.state == UnitState::Unanswered).map(|mark| mark.unit.code.clone()).listed();
    let left_out = marks().filter(|mark| !mark.applies()).count();
    let circumstances = Circumstances::of(rules, indicators)?;
    let (grade, grade_reasons, next_grade) = grade::grade(rules, &total, &circumstances)?;
    let mut scorecard = Scorecard {
        scheme: SchemeName::of(rules.scheme),
        summary: String::new(),
        total: Exact::total(&total)?,
        full_score: Exact::total(&rules.full_score)?,
        attainable: Exact::total(&exact::add(&total, &open)?)?,
        coverage: Rate::of(answered, applicable),
        evidence_rate: Rate::of(supported, answered),
        answered,
        applicable,
        not_applicable: u32::try_from(left_out).unwrap_or_default(),
        claimed_above_evidence: answered - supported,
        grade,
        grade_reasons,
        next_grade,
        primary,
        secondary,
        indicators: scores,
        units,
        missing,
        gaps,
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
) -> Result<Option<Gap>> {
    let guidance = pack.guidance.iter().find(|guidance| guidance.unit == mark.unit.code);
    let step = |level: u8| guidance.and_then(|guidance| guidance.next_step.get(usize::from(level))).cloned();
    let (kind, next, reached, advice) = match mark.state {
        UnitState::Unanswered => (GapKind::Unanswered, None, 4, Some("还没有评，先定等级；加分按最多算".into())),
        UnitState::Answered if mark.granted < mark.claimed => {
            let gate = evidence::first_closed(rules.scheme, mark.claimed, &mark.tally);
            let next =
                gate.map_or(mark.claimed, |gate| evidence::opened(rules.scheme, mark.claimed, &mark.tally, gate));
            (GapKind::Evidence, Some(next), next, gate.map(|gate| gate.message.clone()))
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
    let (unit, advice) = (mark.unit.code.clone(), advice.unwrap_or_default());
    Ok(Some(Gap { unit, kind, next, gain: Exact::part(&gain)?, advice }))
}
