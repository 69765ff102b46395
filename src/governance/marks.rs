//! What became of the answers: every unit settled, and the weight of what does not apply given to the rest.

use super::answers::{EvidenceRef, SelfAssessment, UnitAnswer};
use super::evidence::{self, Tally};
use super::scheme::{self, IndicatorRules, Rules};
use super::scorecard::{Scorecard, UnitScore, UnitState};
use crate::entered::{filled, shown_length};
use crate::error::{Code, Error, Result, excerpt};
use crate::exact::{self, Fraction};
use crate::issue::Issue;
use crate::listed::Listed;
use crate::order::Onward;
use crate::pack::{Severity, Source, Unit, Unless, span};

/// A scorecard of before, and the units that have been answered otherwise since.
pub(super) struct Before<'a> {
    pub(super) card: Scorecard,
    pub(super) changed: &'a [&'a str],
}

impl Before<'_> {
    /// The unit at a place of the table, unless it has been answered otherwise.
    fn unit(&self, place: usize) -> Option<&UnitScore> {
        self.card.units.get(place).filter(|unit| !self.changed.contains(&unit.code.as_ref()))
    }

    /// What was said of the answers, each with its place below the units.
    fn said(&self) -> impl Iterator<Item = (&str, &Issue)> {
        self.card.issues.iter().filter_map(|issue| {
            // In a file or in the arguments of a call.
            let path = issue.path.strip_prefix("/governance").unwrap_or(&issue.path);
            Some((path.strip_prefix(UNITS)?, issue))
        })
    }
}

/// Where the units stand.
const UNITS: &str = "/assessment/units/";

/// Every indicator with its units settled, and what is to be said of the answers.
pub(super) fn assess<'a>(rules: &'a Rules<'a>, assessment: &SelfAssessment) -> Result<(Vec<Marked<'a>>, Vec<Issue>)> {
    check_codes(rules, assessment).map_err(|error| error.at("assessment"))?;
    reassess(rules, assessment, None)
}

/// The same where some of it is known.
pub(super) fn reassess<'a>(
    rules: &'a Rules<'a>,
    assessment: &SelfAssessment,
    before: Option<&Before<'_>>,
) -> Result<(Vec<Marked<'a>>, Vec<Issue>)> {
    let said: Vec<(&str, &Issue)> = before.into_iter().flat_map(Before::said).listed();
    let mut issues = Vec::new();
    let mut indicators = Vec::with_capacity(rules.indicators.len());
    let mut place = 0;
    for rules_of in &rules.indicators {
        let mut units = Vec::with_capacity(rules_of.units.len());
        for (unit, weight) in rules_of.indicator.units.iter().zip(rules_of.units.iter()) {
            units.push(if let Some(known) = before.and_then(|before| before.unit(place)) {
                let is_own =
                    |place: &str| place.strip_prefix(unit.code.as_ref()).is_some_and(|rest| rest.starts_with('/'));
                issues.extend(said.iter().filter(|(place, _)| is_own(place)).map(|(_, issue)| (*issue).clone()));
                Mark::known(unit, *weight, known)
            } else {
                mark(rules, assessment, unit, *weight, &mut issues).map_err(|error| error.at("assessment"))?
            });
            place += 1;
        }
        indicators.push(Marked {
            rules: rules_of,
            units,
            effective_weight: Fraction::from_integer(0),
            heirs: Heirs::Nobody,
        });
    }
    spread(&mut indicators).map_err(scheme::unstated)?;
    Ok((indicators, issues))
}

/// Refuses units that table A.1 does not have and evidence identifiers used twice.
fn check_codes(rules: &Rules<'_>, assessment: &SelfAssessment) -> Result<()> {
    let units = || rules.indicators.iter().flat_map(|rules| rules.indicator.units.iter());
    let mut codes = Onward::through(units().map(|unit| unit.code.as_ref()));
    if let Some(code) = assessment.units.keys().find(|code| !codes.has(code)) {
        let message =
            format!("表 A.1 里没有“{}”，单元编号写成 {}", excerpt(code), span(units().map(|unit| &unit.code)));
        return Err(Error::new(Code::UnknownCode, message).at(code).at("units"));
    }
    for (index, evidence) in assessment.evidence.iter().enumerate() {
        let earlier = assessment.evidence.iter().take(index);
        if let Some(id) = &evidence.id
            && earlier.filter_map(|evidence| evidence.id.as_ref()).any(|other| other == id)
        {
            let error = Error::new(Code::DuplicateKey, format!("证据编号“{}”用了两次", excerpt(id)));
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

impl<'a> Mark<'a> {
    /// A unit of which no more is asked than what became of its answer.
    fn known(unit: &'a Unit, weight: Fraction, known: &UnitScore) -> Self {
        let level = |level: Option<u8>| level.unwrap_or_default();
        let (claimed, granted) = (level(known.claimed), level(known.granted));
        Self { unit, weight, state: known.state, claimed, granted, tally: Tally::default() }
    }

    pub(super) fn applies(&self) -> bool {
        self.state != UnitState::NotApplicable
    }
}

/// An indicator, its marked units and its weight once what does not apply has been spread.
#[derive(Clone)]
pub(super) struct Marked<'a> {
    pub(super) rules: &'a IndicatorRules<'a>,
    pub(super) units: Vec<Mark<'a>>,
    pub(super) effective_weight: Fraction,
    /// Who got its weight, if it does not apply.
    pub(super) heirs: Heirs<'a>,
}

/// Who got the weight of an indicator that does not apply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Heirs<'a> {
    /// Nobody has a weight to get more by.
    #[default]
    Nobody,
    /// These, by their codes.
    Some(Vec<&'a str>),
    /// All others of the same 一级指标.
    Primary,
    /// All others.
    All,
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
    let mut report = Report { issues, path: [UNITS, &unit.code].concat(), source: &rules.scheme.source };
    report.untitled(answer);

    if let Some(reason) = &answer.not_applicable {
        if report.accepts(rules, unit, reason) {
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
            if let EvidenceRef::Own(evidence) = reference
                && !filled(Some(&evidence.title))
            {
                let message = "写上证据名称，没有名称的不计入".to_owned();
                self.find(&format!("evidence/{index}/title"), "evidence-title", Severity::Warning, message);
            }
        }
    }

    /// Whether 不适用 stands; what speaks against it is reported. A level that was given before steps back.
    fn accepts(&mut self, rules: &Rules<'_>, unit: &Unit, reason: &str) -> bool {
        let allowed = &rules.scheme.not_applicable;
        let before = self.issues.len();
        if !allowed.units.contains(&unit.code) {
            let message = format!("方案“{}”里 {} 不能选不适用，请选等级", rules.scheme.name, unit.code);
            self.find("notApplicable", "not-applicable-forbidden", Severity::Error, message);
        }
        let length = shown_length(reason);
        if length < allowed.reason_min as usize {
            let message = format!("不适用的理由至少 {} 个字，现在是 {length} 个字", allowed.reason_min);
            self.find("notApplicable", "reason-too-short", Severity::Error, message);
        }
        self.issues.len() == before
    }

    fn cautions(&mut self, rules: &Rules<'_>, mark: &Mark<'_>, answer: &UnitAnswer) {
        for caution in &rules.scheme.cautions {
            let silenced = match caution.unless {
                Unless::Noted => filled(answer.note.as_deref()),
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
fn spread<'a>(indicators: &mut [Marked<'a>]) -> Result<()> {
    let zero = Fraction::from_integer(0);
    let mut gained: Vec<Fraction> =
        indicators.iter().map(|marked| if marked.applies() { marked.rules.weight } else { zero }).listed();
    let mut heirs: Vec<Heirs<'a>> = Vec::new();
    for dead in indicators.iter().filter(|marked| !marked.applies()) {
        let same_secondary = |other: &Marked<'_>| other.rules.secondary == dead.rules.secondary;
        let same_primary = |other: &Marked<'_>| other.rules.primary == dead.rules.primary;
        let names = [None, Some(Heirs::Primary), Some(Heirs::All)];
        let scopes: [&dyn Fn(&Marked<'_>) -> bool; 3] = [&same_secondary, &same_primary, &|_| true];
        let mut got = Heirs::Nobody;
        for (name, scope) in names.into_iter().zip(scopes) {
            // Who weighs nothing gets nothing.
            let gets = |other: &Marked<'_>| other.applies() && other.rules.weight > zero && scope(other);
            let heirs = || indicators.iter().enumerate().filter(|(_, other)| gets(other));
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
            // Who is named got something: a common name is for all others, not for some of them.
            let others = indicators.iter().filter(|other| scope(other)).count().saturating_sub(1);
            let codes = || heirs().map(|(_, heir)| heir.rules.indicator.code.as_ref()).listed();
            got = name.filter(|_| heirs().count() == others).unwrap_or_else(|| Heirs::Some(codes()));
            break;
        }
        heirs.push(got);
    }
    let mut heirs = heirs.into_iter();
    for (marked, weight) in indicators.iter_mut().zip(gained) {
        marked.effective_weight = weight;
        if !marked.applies() {
            marked.heirs = heirs.next().unwrap_or_default();
        }
    }
    Ok(())
}
