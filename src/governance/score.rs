//! From answers to a scorecard.

use super::answers::{SelfAssessment, UnitAnswer};
use super::evidence::{self, Tally};
use super::grade::{self, Circumstances};
use super::scheme::{self, IndicatorRules, Rules, SchemeChoice};
use super::scorecard::{Gap, GapKind, IndicatorScore, Part, SchemeName, Scorecard, UnitScore, UnitState};
use super::words;
use crate::error::{Code, Error, Result};
use crate::exact::{self, Exact, Fraction, Rate};
use crate::issue::Issue;
use crate::pack::{Governance, Severity, Source, Text, Unit, Unless};

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

/// Every indicator with its units settled, and what is to be said of the answers.
pub(super) fn assess<'a>(rules: &'a Rules<'a>, assessment: &SelfAssessment) -> Result<(Vec<Marked<'a>>, Vec<Issue>)> {
    let placed = |error: Error| error.at("assessment");
    check_codes(rules, assessment).map_err(placed)?;
    let mut issues = Vec::new();
    let mut indicators = Vec::new();
    for rules_of in &rules.indicators {
        let mut units = Vec::new();
        for (unit, weight) in rules_of.indicator.units.iter().zip(&rules_of.units) {
            units.push(mark(rules, assessment, unit, *weight, &mut issues).map_err(placed)?);
        }
        indicators.push(Marked { rules: rules_of, units, effective_weight: Fraction::from_integer(0) });
    }
    spread(&mut indicators).map_err(scheme::unstated)?;
    Ok((indicators, issues))
}

/// Refuses units that table A.1 does not have and evidence identifiers used twice.
fn check_codes(rules: &Rules<'_>, assessment: &SelfAssessment) -> Result<()> {
    let known = |code: &str| {
        rules.indicators.iter().flat_map(|rules| rules.indicator.units.iter()).any(|unit| unit.code == code)
    };
    if let Some(code) = assessment.units.keys().find(|code| !known(code)) {
        let message = format!("表 A.1 里没有“{code}”，单元编号写成 C1.1 至 C22.1");
        return Err(Error::new(Code::UnknownCode, message).at(code).at("units"));
    }
    for (index, evidence) in assessment.evidence.iter().enumerate() {
        let earlier = assessment.evidence.iter().take(index);
        if let Some(id) = &evidence.id
            && earlier.filter_map(|evidence| evidence.id.as_ref()).any(|other| other == id)
        {
            let error = Error::new(Code::DuplicateKey, format!("证据编号“{id}”用了两次"));
            return Err(error.at("id").at(&index.to_string()).at("evidence"));
        }
    }
    Ok(())
}

/// A unit and what became of its answer.
#[derive(Clone)]
pub(super) struct Mark<'a> {
    pub(super) unit: &'a Unit,
    pub(super) weight: Fraction,
    pub(super) state: UnitState,
    pub(super) claimed: u8,
    pub(super) granted: u8,
    pub(super) tally: Tally,
}

impl Mark<'_> {
    pub(super) fn applies(&self) -> bool {
        self.state != UnitState::NotApplicable
    }
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

/// An indicator, its marked units and its weight once what does not apply has been spread.
#[derive(Clone)]
pub(super) struct Marked<'a> {
    pub(super) rules: &'a IndicatorRules<'a>,
    pub(super) units: Vec<Mark<'a>>,
    pub(super) effective_weight: Fraction,
}

impl Marked<'_> {
    pub(super) fn applies(&self) -> bool {
        self.units.iter().any(Mark::applies)
    }

    /// Whether every unit that applies is answered with L0, or granted no more.
    pub(super) fn stands_at_zero(&self) -> bool {
        let mut live = self.units.iter().filter(|mark| mark.applies()).peekable();
        live.peek().is_some() && live.all(|mark| mark.state == UnitState::Answered && mark.granted == 0)
    }

    /// The points that a unit can earn: its share of what applies in the indicator.
    pub(super) fn points(&self, mark: &Mark<'_>) -> Result<Fraction> {
        let zero = Fraction::from_integer(0);
        if !mark.applies() {
            return Ok(zero);
        }
        let live = || self.units.iter().filter(|mark| mark.applies());
        let weight = exact::sum(live().map(|mark| &mark.weight))?;
        if weight == zero {
            // None of them has a weight of its own: what the others leave goes to all alike.
            let count = Fraction::from_integer(i64::try_from(live().count()).unwrap_or(1));
            return exact::divide(&self.effective_weight, &count);
        }
        exact::divide(&exact::multiply(&self.effective_weight, &mark.weight)?, &weight)
    }
}

/// Settles one answer. A bad answer is reported and counts as none until it is mended.
fn mark<'a>(
    rules: &Rules<'_>,
    assessment: &SelfAssessment,
    unit: &'a Unit,
    weight: Fraction,
    issues: &mut Vec<Issue>,
) -> Result<Mark<'a>> {
    let mut mark = Mark { unit, weight, state: UnitState::Unanswered, claimed: 0, granted: 0, tally: Tally::default() };
    let Some(answer) = assessment.units.get(unit.code.as_ref()).and_then(Option::as_ref) else { return Ok(mark) };
    let pieces = evidence::of_unit(assessment, answer).map_err(|error| error.at(&unit.code).at("units"))?;
    mark.tally = evidence::tally(&pieces);
    let mut report = Report { issues, path: format!("/assessment/units/{}", unit.code), source: &rules.scheme.source };
    report.untitled(answer);

    if let Some(reason) = &answer.not_applicable {
        if report.accepts(rules, unit, answer, reason) {
            mark.state = UnitState::NotApplicable;
        }
    } else if let Some(level) = answer.level {
        mark.state = UnitState::Answered;
        mark.claimed = level.number();
        mark.granted = evidence::granted(rules.scheme, mark.claimed, &mark.tally);
        report.cautions(rules, &mark, answer);
    }
    Ok(mark)
}

/// Findings about one unit.
struct Report<'a> {
    issues: &'a mut Vec<Issue>,
    path: String,
    source: &'a Source,
}

impl Report<'_> {
    fn find(&mut self, key: &str, rule: &str, severity: Severity, message: String) {
        let path = format!("{}/{key}", self.path);
        self.issues.push(Issue { path, rule: rule.to_owned(), severity, message, source: self.source.clone() });
    }

    fn untitled(&mut self, answer: &UnitAnswer) {
        for (index, reference) in answer.evidence.iter().enumerate() {
            if let super::EvidenceRef::Own(evidence) = reference
                && evidence.title.trim().is_empty()
            {
                let message = "写上证据名称，没有名称的不计入".to_owned();
                self.find(&format!("evidence/{index}/title"), "evidence-title", Severity::Warning, message);
            }
        }
    }

    /// Whether 不适用 stands; what speaks against it is reported.
    fn accepts(&mut self, rules: &Rules<'_>, unit: &Unit, answer: &UnitAnswer, reason: &str) -> bool {
        let allowed = &rules.scheme.not_applicable;
        let before = self.issues.len();
        if answer.level.is_some() {
            let message = "等级和不适用只能选一个：去掉等级，或去掉不适用".to_owned();
            self.find("notApplicable", "level-with-reason", Severity::Error, message);
        }
        if !allowed.units.contains(&unit.code) {
            let message = format!("方案“{}”里 {} 不能选不适用，请选等级", rules.scheme.name, unit.code);
            self.find("notApplicable", "not-applicable-forbidden", Severity::Error, message);
        }
        let length = reason.trim().chars().count();
        if length < allowed.reason_min as usize {
            let message = format!("不适用的理由至少 {} 个字，现在是 {length} 个字", allowed.reason_min);
            self.find("notApplicable", "reason-too-short", Severity::Error, message);
        }
        self.issues.len() == before
    }

    fn cautions(&mut self, rules: &Rules<'_>, mark: &Mark<'_>, answer: &UnitAnswer) {
        for caution in &rules.scheme.cautions {
            let silenced = match caution.unless {
                Unless::Noted => answer.note.as_deref().is_some_and(|note| !note.trim().is_empty()),
                Unless::TwoPeriods => mark.tally.periods >= 2,
            };
            if caution.unit == mark.unit.code && mark.claimed >= caution.from_level && !silenced {
                self.issues.push(Issue {
                    path: format!("{}/level", self.path),
                    rule: caution.rule.clone().into_owned(),
                    severity: Severity::Warning,
                    message: caution.message.clone().into_owned(),
                    source: caution.source.clone(),
                });
            }
        }
    }
}

/// Gives the weight of indicators that do not apply to those that do: within the same
/// 二级指标, else the same 一级指标, else all, in proportion to their weights.
fn spread(indicators: &mut [Marked<'_>]) -> Result<()> {
    let zero = Fraction::from_integer(0);
    let mut gained: Vec<Fraction> =
        indicators.iter().map(|marked| if marked.applies() { marked.rules.weight } else { zero }).collect();
    for dead in indicators.iter().filter(|marked| !marked.applies()) {
        let same_secondary = |other: &Marked<'_>| other.rules.secondary == dead.rules.secondary;
        let same_primary = |other: &Marked<'_>| other.rules.primary == dead.rules.primary;
        let scopes: [&dyn Fn(&Marked<'_>) -> bool; 3] = [&same_secondary, &same_primary, &|_| true];
        for scope in scopes {
            let heirs = || indicators.iter().enumerate().filter(|(_, other)| other.applies() && scope(other));
            let live = exact::sum(heirs().map(|(_, heir)| &heir.rules.weight))?;
            if live == zero {
                continue;
            }
            for (index, heir) in heirs() {
                let share = exact::divide(&exact::multiply(&dead.rules.weight, &heir.rules.weight)?, &live)?;
                if let Some(total) = gained.get_mut(index) {
                    *total = exact::add(total, &share)?;
                }
            }
            break;
        }
    }
    for (marked, weight) in indicators.iter_mut().zip(gained) {
        marked.effective_weight = weight;
    }
    Ok(())
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
                let derivation = words::derivation(rules, indicators, marked, &sum.score)?;
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
