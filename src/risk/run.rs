//! Failed inspections of the same kind of product in a row.

use super::finding::Finding;
use crate::application::{Application, Problem};
use crate::date::Date;
use crate::known::Known;
use crate::pack::{FailedRun, Text};

/// What a run is looked for in.
struct Search<'a> {
    run: &'a FailedRun,
    /// Codes of 发现方式 that are an inspection.
    sampled_by: &'a [Text],
    today: Date,
    asked: Vec<String>,
}

/// Whether a run of failed inspections is written down, or what is to be answered to know.
pub(super) fn examine(application: &Application, run: &FailedRun, sampled_by: &[Text], today: Date) -> Finding {
    let mut search = Search { run, sampled_by, today, asked: Vec::new() };
    let state = search.of(application);
    Finding { state, asked: if state == Known::Unknown { search.asked } else { Vec::new() } }
}

impl Search<'_> {
    fn of(&mut self, application: &Application) -> Known {
        let problems = &application.problems;
        if application.products.len() < 2 {
            return self.run_of_failures(problems, 0);
        }
        // A problem does not say which product it is about: only what one problem holds is one product's.
        let mut state = Known::No;
        let mut with_failure = Vec::new();
        for (index, problem) in problems.iter().enumerate() {
            state = state.or(self.run_of_failures(std::slice::from_ref(problem), index));
            if self.is_sampled(problem) || problem.history.iter().any(|row| row.result.as_deref() == Some("failed")) {
                with_failure.push(index);
            }
        }
        // A history holds the inspections of the same kind of product: once each has its own, the question is answered.
        let mut open_ones =
            with_failure.iter().filter(|index| problems.get(**index).is_some_and(|it| it.history.is_empty()));
        match open_ones.next() {
            Some(first) if with_failure.len() > 1 && state != Known::Yes => self.ask(*first, "history"),
            _ => state,
        }
    }

    /// Whether problems about the same kind of product hold a run; `first` is the index of the first one.
    fn run_of_failures(&mut self, problems: &[Problem], first: usize) -> Known {
        let since = self.today.minus_months(self.run.months);
        let lag = i32::try_from(self.run.days).unwrap_or(i32::MAX);
        let mut incomplete = Known::No;
        // In the order of the calendar.
        let mut results: Vec<(Date, bool)> = Vec::new();
        let mut sampled: Vec<(Date, &str)> = Vec::new();
        let is_several = problems.iter().filter(|problem| self.is_sampled(problem)).count() > 1;
        for (offset, problem) in problems.iter().enumerate() {
            let place = first + offset;
            let earlier = problems.get(..offset).unwrap_or_default();
            for (row, inspection) in problem.history.iter().enumerate() {
                // Two problems of one product may list the same inspections.
                if earlier.iter().any(|other| other.history.contains(inspection)) {
                    continue;
                }
                match (inspection.date, inspection.result.as_deref()) {
                    (Some(date), _) if date < since => {}
                    (Some(date), Some(result)) => insert(&mut results, (date, result == "failed")),
                    (None, Some("passed")) => {}
                    (None, _) => incomplete = self.ask(place, &format!("history/{row}/date")),
                    (_, None) => incomplete = self.ask(place, &format!("history/{row}/result")),
                }
            }
            if !self.is_sampled(problem) {
                continue;
            }
            let date = match problem.found_on {
                Some(date) => date,
                None if is_several => {
                    incomplete = self.ask(place, "foundOn");
                    continue;
                }
                None => self.today,
            };
            let report = problem.report_no.as_deref().unwrap_or_default().trim();
            let mut is_new = date >= since;
            for (other, other_report) in &sampled {
                if date == *other || (!report.is_empty() && report == *other_report) {
                    is_new = false;
                } else if date.days_until(*other).abs() <= lag && (report.is_empty() || other_report.is_empty()) {
                    is_new = false;
                    incomplete = self.ask(place, "reportNo");
                }
            }
            if is_new {
                sampled.push((date, report));
            }
        }
        // The history may hold this very inspection, under the day the sample was taken.
        let listed: Vec<Date> = results.iter().filter(|(_, failed)| *failed).map(|(date, _)| *date).collect();
        for (date, _) in &sampled {
            let is_between = |day: &Date| sampled.iter().any(|(other, _)| day <= other && other < date);
            if !listed.iter().any(|day| (0..=lag).contains(&day.days_until(*date)) && !is_between(day)) {
                insert(&mut results, (*date, true));
            }
        }
        let mut run = 0;
        for (date, failed) in &results {
            if *failed {
                run += 1;
            } else if !results.contains(&(*date, true)) {
                // What passed on the day of a failure breaks no run.
                run = 0;
            }
            if run >= self.run.times {
                return Known::Yes;
            }
        }
        incomplete
    }

    fn is_sampled(&self, problem: &Problem) -> bool {
        problem.found_by.as_ref().is_some_and(|found_by| self.sampled_by.iter().any(|code| code == found_by))
    }

    fn ask(&mut self, problem: usize, place: &str) -> Known {
        self.asked.push(format!("/application/problems/{problem}/{place}"));
        Known::Unknown
    }
}

fn insert(results: &mut Vec<(Date, bool)>, result: (Date, bool)) {
    let position = results.partition_point(|other| *other <= result);
    results.insert(position, result);
}
