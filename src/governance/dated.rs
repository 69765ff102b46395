//! Evidence and time: what bears a day that the assessment cannot rest on. It counts all the same.

use super::answers::{Evidence, EvidenceRef, SelfAssessment, UnitAnswer};
use crate::date::Date;
use crate::issue::Issue;
use crate::json::object;
use crate::pack::{Severity, Source};

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
    let below = issue.path.split_once("/assessment/units/").map(|(_, below)| below);
    below.and_then(|below| below.strip_prefix(code)).is_some_and(|rest| rest.starts_with('/'))
}

impl AssessedPeriod {
    /// What is to be said of the days of all evidence.
    pub(super) fn findings(&self, assessment: &SelfAssessment, source: &Source) -> Vec<Issue> {
        let mut issues = Vec::new();
        for (code, answer) in assessment.units.iter() {
            self.of_unit(code, answer.as_ref(), source, &mut issues);
        }
        for (index, evidence) in assessment.evidence.iter().enumerate() {
            issues.extend(self.finding(evidence, source, || format!("/assessment/evidence/{index}/date")));
        }
        issues
    }

    /// The same from what was said before, once these units are answered otherwise and nothing else is.
    pub(super) fn findings_again(
        &self,
        assessment: &SelfAssessment,
        source: &Source,
        before: Vec<Issue>,
        changed: &[&str],
    ) -> Vec<Issue> {
        let is_changed = |issue: &Issue| changed.iter().any(|code| is_of(issue, code));
        let mut before = before.into_iter().filter(|issue| !is_changed(issue)).peekable();
        let mut issues = Vec::new();
        for (code, answer) in assessment.units.iter() {
            if changed.contains(&code.as_str()) {
                self.of_unit(code, answer.as_ref(), source, &mut issues);
            }
            while let Some(issue) = before.next_if(|issue| is_of(issue, code)) {
                issues.push(issue);
            }
        }
        issues.extend(before);
        issues
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
        let (rule, message) = self.fault(evidence.date?)?;
        let (rule, severity, source) = (rule.to_owned(), Severity::Warning, source.clone());
        Some(Issue { path: place(), rule, severity, message, source })
    }

    fn fault(&self, date: Date) -> Option<(&'static str, String)> {
        if let Some(day) = self.assessed_on.filter(|day| date > *day) {
            return Some((AFTER, format!("证据的日期 {date} 晚于自评日期 {day}，自评时还没有这份证据，请核对")));
        }
        let is_outside = self.from.is_some_and(|from| date < from) || self.to.is_some_and(|to| date > to);
        let day = |day: Option<Date>| day.map_or_else(|| "未填".to_owned(), |day| day.to_string());
        is_outside.then(|| {
            let period = format!("{} 至 {}", day(self.from), day(self.to));
            (OUTSIDE, format!("证据的日期 {date} 不在自评期（{period}）内，请换成这一期的，或在备注里说明"))
        })
    }
}
