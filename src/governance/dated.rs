//! Evidence and time: what bears a day that the assessment cannot rest on. It counts all the same.

use super::answers::{Evidence, EvidenceRef, SelfAssessment};
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

impl AssessedPeriod {
    /// What is to be said of the days of all evidence.
    pub(super) fn findings(&self, assessment: &SelfAssessment, source: &Source) -> Vec<Issue> {
        let mut issues = Vec::new();
        if *self == Self::default() {
            return issues;
        }
        let mut look = |path: String, evidence: &Evidence| {
            if let Some((rule, message)) = evidence.date.and_then(|date| self.fault(date)) {
                let (rule, severity, source) = (rule.to_owned(), Severity::Warning, source.clone());
                issues.push(Issue { path: path + "/date", rule, severity, message, source });
            }
        };
        for (code, answer) in assessment.units.iter() {
            for (index, piece) in answer.iter().flat_map(|answer| answer.evidence.iter().enumerate()) {
                if let EvidenceRef::Own(evidence) = piece {
                    look(format!("/assessment/units/{code}/evidence/{index}"), evidence);
                }
            }
        }
        for (index, evidence) in assessment.evidence.iter().enumerate() {
            look(format!("/assessment/evidence/{index}"), evidence);
        }
        issues
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
