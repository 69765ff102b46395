//! What the records amount to, and what should be looked at again.

use super::links::{Link, links, numbers};
use super::moment::Moment;
use super::rows::WorkRecord;
use crate::application::Problem;
use crate::causes;
use crate::entered::filled;
use crate::error::Result;
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::Assistance;
use crate::plan::Step;

object! {
    /// The state of the records.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RecordCheck: out {
        /// Numbers of the records, those without one given the next free one of their day.
        pub numbers: Vec<Option<String>>,
        /// Indices of the records that stand: nothing replaces them.
        pub standing: Vec<u32>,
        /// What the standing records amount to.
        pub totals: RecordTotals,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// What records amount to.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct RecordTotals: out {
        /// 服务次数.
        pub services: u32,
        /// 人天: helpers times the days that a service touches.
        pub person_days: u32,
        /// Measurements.
        pub test_data: u32,
    }
}

/// Checks records of work; `problems` are those that findings may name.
///
/// # Errors
/// None of its own.
pub fn check(pack: &Assistance, problems: &[Problem], records: &[WorkRecord]) -> Result<RecordCheck> {
    let numbers = numbers(records);
    let links = links(records, &numbers);
    let mut report = Report { pack, problems, issues: Vec::new() };
    let mut totals = RecordTotals::default();
    let mut standing = Vec::new();
    for (index, (record, link)) in records.iter().zip(&links).enumerate() {
        // What was wrong with a replaced record is mended: records are only added.
        if link.is_replaced {
            continue;
        }
        report.record(index, record, link, records);
        standing.push(u32::try_from(index).unwrap_or(u32::MAX));
        totals.services += 1;
        totals.person_days += person_days(record);
        totals.test_data += count(record.test_data.iter().filter(|datum| datum.is_point()));
    }
    let stands = |(index, _): &(usize, &WorkRecord)| links.get(*index).is_some_and(|link| !link.is_replaced);
    let left: Vec<(usize, &WorkRecord)> = records.iter().enumerate().filter(stands).listed();
    report.order(&left, &links);
    report.verification(&left);
    Ok(RecordCheck { numbers, standing, totals, issues: report.issues })
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn person_days(record: &WorkRecord) -> u32 {
    let helpers = record.helpers.iter().filter(|helper| filled(helper.name.as_deref())).count();
    let days = match (record.start_at, record.end_at) {
        (Some(start), Some(end)) if end >= start => start.date().days_until(end.date()) + 1,
        _ => 1,
    };
    u32::try_from(helpers).unwrap_or_default().saturating_mul(u32::try_from(days).unwrap_or(1))
}

struct Report<'a> {
    pack: &'a Assistance,
    problems: &'a [Problem],
    issues: Vec<Issue>,
}

impl Report<'_> {
    fn find(&mut self, path: &str, rule: &str, values: &[(&str, &str)]) {
        let rules = &self.pack.record_rules;
        self.issues.extend(Issue::of(&rules.rules, &rules.source, path, rule, values));
    }

    fn record(&mut self, index: usize, record: &WorkRecord, link: &Link, records: &[WorkRecord]) {
        let at = |key: &str| format!("/records/{index}/{key}");
        if let Some(number) = record.record_no.as_deref().filter(|number| filled(Some(number)))
            && records.iter().take(index).any(|earlier| earlier.record_no.as_deref() == Some(number))
        {
            self.find(&at("recordNo"), "record-no-duplicate", &[("value", number)]);
        }
        if let Some(fault) = link.fault {
            self.find(&at("replaces"), fault, &[("value", record.replaces.as_deref().unwrap_or_default())]);
        }
        for (key, rule, missing) in [
            ("step", "step-required", record.step.is_none()),
            ("mode", "mode-required", record.mode.is_none()),
            ("startAt", "start-at-required", record.start_at.is_none()),
            ("endAt", "end-at-required", record.end_at.is_none()),
            ("helpers", "helpers-required", !record.helpers.iter().any(|helper| filled(helper.name.as_deref()))),
            (
                "enterprisePeople",
                "enterprise-people-required",
                !record.enterprise_people.iter().any(|person| filled(person.name.as_deref())),
            ),
            ("content", "content-required", !filled(record.content.as_deref())),
            ("place", "place-required", record.step == Some(Step::SiteSurvey) && !filled(record.place.as_deref())),
        ] {
            if missing {
                self.find(&at(key), rule, &[]);
            }
        }
        if let (Some(start), Some(end)) = (record.start_at, record.end_at)
            && end < start
        {
            let (start, end) = (start.to_string(), end.to_string());
            self.find(&at("endAt"), "end-at-date-order", &[("start", &start), ("value", &end)]);
        }
        let length = record.content.as_deref().unwrap_or_default().trim().chars().count();
        if (1..20).contains(&length) {
            self.find(&at("content"), "content-length", &[("n", &length.to_string())]);
        }
        self.tables(index, record);
        if let Some(entered) = record.satisfaction.as_ref().filter(|entered| !entered.is_blank_or_grade()) {
            self.find(&at("satisfaction"), "satisfaction-range", &[("value", &entered.0)]);
        }
        let Some(start) = record.start_at else { return };
        let day = start.date().to_string();
        if record.next_date.is_some_and(|next| next <= start.date()) {
            self.find(&at("nextDate"), "next-date-date-order", &[("value", &day)]);
        }
        if record.sign_date.is_some_and(|signed| signed < start.date()) {
            self.find(&at("signDate"), "sign-date-date-order", &[("value", &day)]);
        }
    }

    fn tables(&mut self, index: usize, record: &WorkRecord) {
        let at = |key: &str, row: usize, column: &str| format!("/records/{index}/{key}/{row}/{column}");
        for (row, found) in record.findings.iter().enumerate() {
            // The code may be followed by words: `ST3-3：新磁芯与关键件清单不一致`.
            let code = found.split('：').next().unwrap_or_default().trim();
            if !self.is_problem(code) && !self.is_item(code) {
                self.find(&format!("/records/{index}/findings/{row}"), "findings-dangling", &[("value", code)]);
            }
        }
        for (row, advice) in record.advice.iter().enumerate() {
            if !filled(advice.text.as_deref()) {
                self.find(&at("advice", row, "text"), "advice-empty", &[]);
            }
            let (cause, item) =
                (advice.cause.as_deref().unwrap_or_default(), advice.item.as_deref().unwrap_or_default());
            if !cause.trim().is_empty() && !self.is_cause(cause.trim()) {
                self.find(&at("advice", row, "cause"), "advice-dangling", &[("value", cause)]);
            }
            if !item.trim().is_empty() && !self.is_item(item.trim()) {
                self.find(&at("advice", row, "item"), "advice-dangling", &[("value", item)]);
            }
        }
        for (row, action) in record.agreed_actions.iter().enumerate() {
            if !filled(action.who.as_deref()) {
                self.find(&at("agreedActions", row, "who"), "agreed-actions-owner", &[]);
            }
            if action.due.is_none() {
                self.find(&at("agreedActions", row, "due"), "agreed-actions-due", &[]);
            }
        }
        for (row, datum) in record.test_data.iter().enumerate() {
            if datum.is_point() && !filled(datum.unit.as_deref()) {
                self.find(&at("testData", row, "unit"), "test-data-unit", &[]);
            }
        }
        if record.step == Some(Step::FollowUp) && verified(record) == 0 {
            self.find(&format!("/records/{index}/testData"), "test-data-missing", &[]);
        }
    }

    fn is_item(&self, code: &str) -> bool {
        self.pack.checklist.iter().flat_map(|stage| &stage.items).any(|item| item.code == code)
    }

    /// `A:1` is the first problem of the application.
    fn is_problem(&self, code: &str) -> bool {
        let number = code.strip_prefix("A:").and_then(|number| number.parse::<usize>().ok());
        number.is_some_and(|number| (1..=self.problems.len()).contains(&number))
    }

    /// A cause of the table, or one in own words, which have four characters at least.
    fn is_cause(&self, code: &str) -> bool {
        let own_words = !code.starts_with("B:") && code.chars().count() >= 4;
        own_words || causes::name_of(self.pack, code).is_some()
    }

    /// Records stand in the order of their services, and 跟踪指导 comes after 质量诊断. A correction stands where it
    /// was written and has the time of what it replaces: it says nothing about the order.
    fn order(&mut self, records: &[(usize, &WorkRecord)], links: &[Link]) {
        let diagnosed = records.iter().filter(|(_, record)| record.step == Some(Step::Diagnosis));
        let diagnosed = diagnosed.filter_map(|(_, record)| record.start_at).min();
        let mut above: Option<Moment> = None;
        for (index, record) in records {
            let starts = record.start_at;
            if starts.is_some() && links.get(*index).is_some_and(|link| !link.replaces) {
                if starts < above {
                    let above = above.map(|above| above.to_string()).unwrap_or_default();
                    self.find(&format!("/records/{index}/startAt"), "start-at-order", &[("value", &above)]);
                }
                above = starts;
            }
            let early = match (starts, diagnosed) {
                (Some(start), Some(diagnosed)) => start < diagnosed,
                (_, None) => true,
                (None, Some(_)) => false,
            };
            if record.step == Some(Step::FollowUp) && early {
                self.find(&format!("/records/{index}/step"), "step-order", &[]);
            }
        }
    }

    /// 跟踪指导 needs a value after for each measure that was agreed on. Rows do not name their measure, so they are counted.
    fn verification(&mut self, records: &[(usize, &WorkRecord)]) {
        let (mut agreed, mut points, mut last) = (0, 0, 0);
        for (index, record) in records {
            match record.step {
                Some(Step::Measures) => {
                    agreed += count(record.agreed_actions.iter().filter(|action| filled(action.what.as_deref())));
                }
                Some(Step::FollowUp) => (points, last) = (points + verified(record), *index),
                _ => {}
            }
        }
        // Without any the record itself is told.
        if (1..agreed).contains(&points) {
            let (agreed, points) = (agreed.to_string(), points.to_string());
            let path = format!("/records/{last}/testData");
            self.find(&path, "test-data-fewer", &[("value", &agreed), ("n", &points)]);
        }
    }
}

/// How many rows say what came of it.
fn verified(record: &WorkRecord) -> u32 {
    count(record.test_data.iter().filter(|datum| datum.after.as_ref().is_some_and(|value| !value.is_blank())))
}
