//! Evidence and time: what bears a day that the assessment cannot rest on. It counts all the same.

use super::answers::{Evidence, EvidenceRef, SelfAssessment, UnitAnswer};
use crate::date::Date;
use crate::entered::filled;
use crate::issue::Issue;
use crate::json::object;
use crate::pack::{Governance, Severity, Source};

object! {
    /// When an assessment was made, and of which time it speaks.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct AssessedPeriod: in {
        /// First day of the period.
        pub from: Option<Date> = default,
        /// Last day of the period.
        pub to: Option<Date> = default,
        /// The day of the assessment.
        pub assessed_on: Option<Date> = default,
    }
}

/// Dated after the day of the assessment.
const AFTER: &str = "evidence-after-assessment";
/// Dated before the period or behind it.
const OUTSIDE: &str = "evidence-outside-period";

/// Whether a finding is one of these.
pub(super) fn is_dated(issue: &Issue) -> bool {
    [AFTER, OUTSIDE].contains(&issue.rule.as_str())
}

/// Whether a finding is about a unit.
fn is_of(issue: &Issue, code: &str) -> bool {
    let path = issue.path.strip_prefix("/governance").unwrap_or(&issue.path);
    let below = path.strip_prefix("/assessment/units/").and_then(|below| below.strip_prefix(code));
    below.is_some_and(|rest| rest.starts_with('/'))
}

impl AssessedPeriod {
    /// What is to be said of the days of all evidence, unit by unit in the order of table A.1.
    pub(super) fn findings(&self, pack: &Governance, assessment: &SelfAssessment, source: &Source) -> Vec<Issue> {
        let mut issues = Vec::new();
        for secondary in pack.indicators.iter().flat_map(|primary| &primary.secondary) {
            for unit in secondary.indicators.iter().flat_map(|indicator| &indicator.units) {
                let answer = assessment.units.get(&unit.code).and_then(Option::as_ref);
                self.of_unit(&unit.code, answer, source, &mut issues);
            }
        }
        for (index, evidence) in assessment.evidence.iter().enumerate() {
            issues.extend(self.finding(evidence, source, || format!("/assessment/evidence/{index}/date")));
        }
        issues
    }

    /// The same from what was said before, once these units are answered otherwise and nothing else is.
    pub(super) fn findings_again(
        &self,
        pack: &Governance,
        assessment: &SelfAssessment,
        source: &Source,
        before: Vec<Issue>,
        changed: &[&str],
    ) -> Vec<Issue> {
        let is_same = changed.iter().all(|code| {
            let (mut now, mut before) = (Vec::new(), before.iter().filter(|issue| is_of(issue, code)));
            self.of_unit(code, assessment.units.get(code).and_then(Option::as_ref), source, &mut now);
            // What is kept bears its place in the file.
            let is_said = |now: &Issue| {
                before.next().is_some_and(|known| known.path.ends_with(&now.path) && known.message == now.message)
            };
            now.iter().all(is_said) && before.next().is_none()
        });
        // Most changes of a unit are none of its evidence.
        if is_same { before } else { self.findings(pack, assessment, source) }
    }

    fn of_unit(&self, code: &str, answer: Option<&UnitAnswer>, source: &Source, issues: &mut Vec<Issue>) {
        for (index, piece) in answer.into_iter().flat_map(|answer| answer.evidence.iter().enumerate()) {
            if let EvidenceRef::Own(evidence) = piece {
                let place = || format!("/assessment/units/{code}/evidence/{index}/date");
                issues.extend(self.finding(evidence, source, place));
            }
        }
    }

    fn finding(&self, evidence: &Evidence, source: &Source, place: impl Fn() -> String) -> Option<Issue> {
        let (rule, message) = self.fault(evidence)?;
        let (rule, severity, source) = (rule.to_owned(), Severity::Warning, source.clone());
        Some(Issue { path: place(), rule, severity, message, source })
    }

    fn fault(&self, evidence: &Evidence) -> Option<(&'static str, String)> {
        let date = evidence.date?;
        if let Some(day) = self.assessed_on.filter(|day| date > *day) {
            return Some((AFTER, format!("证据的日期 {date} 晚于自评日期 {day}，自评时还没有这份证据，请核对")));
        }
        // Evidence of two periods is what some levels ask for; and who has said why it is used is not asked again.
        if filled(evidence.period.as_deref()) || filled(evidence.note.as_deref()) {
            return None;
        }
        let is_outside = self.from.is_some_and(|from| date < from) || self.to.is_some_and(|to| date > to);
        let day = |day: Option<Date>| day.map_or_else(|| "未填".to_owned(), |day| day.to_string());
        is_outside.then(|| {
            let period = format!("{} 至 {}", day(self.from), day(self.to));
            (OUTSIDE, format!("证据的日期 {date} 不在自评期（{period}）内，请换成这一期的，或在这份证据里写明是哪一期的、为什么用它"))
        })
    }
}
