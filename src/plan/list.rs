//! The list: what follows for its rows, and what is missing in it.

use super::case::{PlanCase, triage_path};
use super::coverage::{CoveredCause, CoveredItem};
use super::draft::{ListRow, ListStatus, Step};
use crate::causes::{CauseAnalysis, Verified};
use crate::date::Date;
use crate::entered::filled;
use crate::issue::Issue;
use crate::json::object;
use crate::pack::{Severity, Text};
use crate::risk::{RiskLevel, RiskTriage};

object! {
    /// A row of the list with what follows from the rest.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PlanRow: out {
        /// Its number, from 1.
        pub seq: u32,
        /// Index of its problem; none where it names none, or one that is not there.
        pub problem: Option<u32>,
        /// The last day of 完成改正 that it is held to: its problem's, or the earliest where it names none.
        pub order_due: Option<Date>,
    }
}

/// What is missing in the list and beside it, while it is being looked for.
pub(super) struct Report<'a> {
    pub(super) case: &'a PlanCase<'a>,
    pub(super) triage: &'a RiskTriage,
    pub(super) gaps: Vec<Issue>,
}

impl Report<'_> {
    fn is_high(&self) -> bool {
        self.triage.level != Some(RiskLevel::Low)
    }

    fn find(&mut self, path: &str, rule: &str, values: &[(&str, &str)]) {
        self.gaps.extend(self.case.gap(path, rule, values));
    }

    /// What the plan rests on: the risk's own findings, orders, and how far the analysis must be by now.
    pub(super) fn beside_the_list(&mut self, analysis: &CauseAnalysis, main: &[CoveredCause], today: Date) {
        let case = self.case;
        for issue in &self.triage.issues {
            self.gaps.push(Issue { path: triage_path(&issue.path), ..issue.clone() });
        }
        for (index, problem) in case.application.problems.iter().enumerate() {
            if problem.order_received == Some(true) && problem.ordered_on.is_none() && problem.due_on.is_none() {
                let path = format!("/application/problems/{index}/orderedOn");
                self.find(&path, "order-date-missing", &[]);
            }
        }
        // Without main causes nobody can say whether the list acts on them.
        for issue in analysis.issues.iter().filter(|issue| issue.rule == "contribution-missing") {
            self.gaps.push(Issue { path: "/causes/0/contribution".into(), ..issue.clone() });
        }
        // 质量诊断 needs 主因 that are verified, 制定整改措施 needs both measures of each; the list has owner and last day.
        let is_due = |step: Step| {
            let mut schedule = case.draft.schedule.iter();
            schedule.any(|entry| entry.step == Some(step) && entry.date.is_some_and(|date| date <= today))
        };
        for cause in main {
            let Some(row) = case.causes.get(cause.row as usize) else { continue };
            let is_verified = row.verified.is_some_and(|verified| verified != Verified::Unverified);
            for (step, key, what, is_there) in [
                (Step::Diagnosis, "verified", "验证".into(), is_verified),
                (Step::Measures, "interim", case.pack.word("interim"), filled(row.interim.as_deref())),
                (Step::Measures, "permanent", case.pack.word("permanent"), filled(row.permanent.as_deref())),
            ] {
                if !is_there && is_due(step) {
                    let name = case.pack.word_for("step", step.code());
                    let values = [("step", name.as_ref()), ("value", cause.name.as_str()), ("what", what.as_ref())];
                    self.find(&format!("/causes/{}/{key}", cause.row), "step-not-ready", &values);
                }
            }
        }
    }

    /// Every main cause and every failed key item needs a row; a cause is an error at high risk.
    pub(super) fn coverage(&mut self, main: &[CoveredCause], items: &[CoveredItem]) {
        for cause in main.iter().filter(|cause| !cause.covered) {
            self.find("/draft/list", "cause-refs-uncovered", &[("value", &cause.name)]);
            if self.is_high()
                && let Some(gap) = self.gaps.last_mut()
            {
                gap.severity = Severity::Error;
            }
        }
        for item in items.iter().filter(|item| !item.covered) {
            self.find("/draft/list", "items-refs-uncovered", &[("value", &item.code)]);
        }
        let methods = || self.case.draft.list.iter().flat_map(|row| row.methods.iter());
        let named = |method: &Text| methods().any(|other| method == other);
        let all = self.case.pack.plan.high_methods.iter().all(named);
        if self.is_high() && !self.case.draft.list.is_empty() && !all {
            self.find("/draft/list", "method-high-risk", &[]);
        }
    }

    /// What a row lacks, and what does not fit in it.
    pub(super) fn row(&mut self, index: usize, row: &ListRow, listed: &PlanRow) {
        let at = |key: &str| format!("/draft/list/{index}/{key}");
        let blank = |text: &Option<String>| !filled(text.as_deref());
        if let Some(problem) = row.problem
            && listed.problem.is_none()
        {
            self.find(&at("problem"), "problem-ref-dangling", &[("value", &(u64::from(problem) + 1).to_string())]);
        }
        for (key, rule, missing) in [
            ("causes", "cause-refs-required", row.causes.is_empty()),
            ("matter", "matter-required", blank(&row.matter)),
            ("methods", "method-required", row.methods.is_empty()),
            ("type", "type-required", row.r#type.is_none()),
            ("enterpriseOwner", "enterprise-owner-required", blank(&row.enterprise_owner)),
            ("start", "start-required", row.start.is_none()),
            ("due", "due-required", row.due.is_none()),
            ("deliverable", "deliverable-required", blank(&row.deliverable)),
            ("indicators", "indicator-refs-required", self.is_high() && row.indicators.is_empty()),
            ("status", "status-required", row.status.is_none()),
        ] {
            if missing {
                self.find(&at(key), rule, &[]);
            }
        }
        let length = row.matter.as_deref().unwrap_or_default().trim().chars().count();
        if length > 0 && !(4..=200).contains(&length) {
            self.find(&at("matter"), "matter-length", &[("n", &length.to_string())]);
        }
        if let (Some(start), Some(due)) = (row.start, row.due)
            && due < start
        {
            self.find(&at("due"), "due-date-order", &[("start", &start.to_string()), ("value", &due.to_string())]);
        }
        if let (Some(due), Some(limit)) = (row.due, listed.order_due)
            && due > limit
        {
            self.find(&at("due"), "due-after-deadline", &[("value", &due.to_string()), ("due", &limit.to_string())]);
        }
        if let Some(status @ (ListStatus::Delayed | ListStatus::Stopped)) = row.status
            && blank(&row.status_reason)
        {
            let name = self.case.pack.word_for("status", status.code());
            self.find(&at("statusReason"), "status-reason-required", &[("value", &name)]);
        }
        if let Some(entered) = row.self_eval.as_ref().filter(|entered| !entered.is_blank_or_grade()) {
            self.find(&at("selfEval"), "self-eval-range", &[("value", &entered.0)]);
        }
    }
}
