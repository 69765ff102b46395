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
    /// Whether a failed inspection that is listed is the one that a problem is about, where the file itself does not tell.
    is_same: Known,
    asked: Vec<String>,
}

/// A failed inspection: the day it is known by, its report and the day the sample was taken.
#[derive(Clone, Copy)]
struct Failure<'a> {
    date: Date,
    report: &'a str,
    sampled_on: Option<Date>,
}

impl Failure<'_> {
    /// Whether two are one: only the report or the day of the sample tells.
    fn is(&self, other: &Self) -> Known {
        if !self.report.is_empty() && !other.report.is_empty() {
            return Known::is(self.report == other.report);
        }
        match (self.sampled_on, other.sampled_on) {
            (Some(day), Some(other)) => Known::is(day == other),
            _ => Known::Unknown,
        }
    }
}

fn report(number: Option<&str>) -> &str {
    number.unwrap_or_default().trim()
}

/// Whether a run of failed inspections is written down, or what is to be answered to know.
pub(super) fn examine(
    application: &Application,
    is_same: Known,
    run: &FailedRun,
    sampled_by: &[Text],
    today: Date,
) -> Finding {
    let mut search = Search { run, sampled_by, today, is_same, asked: Vec::new() };
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
        let mut listed: Vec<Failure<'_>> = Vec::new();
        let mut sampled: Vec<Failure<'_>> = Vec::new();
        let is_several = problems.iter().filter(|problem| self.is_sampled(problem)).count() > 1;
        for (offset, problem) in problems.iter().enumerate() {
            let place = first + offset;
            let earlier = problems.get(..offset).unwrap_or_default();
            for (row, inspection) in problem.history.iter().enumerate() {
                // Two problems of one product may list the same inspections.
                if earlier.iter().any(|other| other.history.contains(inspection)) {
                    continue;
                }
                match (inspection.date.or(inspection.sampled_on), inspection.result.as_deref()) {
                    (Some(date), _) if date < since => {}
                    (Some(date), Some(result)) => {
                        insert(&mut results, (date, result == "failed"));
                        if result == "failed" {
                            let report = report(inspection.report_no.as_deref());
                            listed.push(Failure { date, report, sampled_on: inspection.sampled_on.or(Some(date)) });
                        }
                    }
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
            let failure =
                Failure { date, report: report(problem.report_no.as_deref()), sampled_on: problem.sampled_on };
            let mut is_new = date >= since;
            for other in &sampled {
                match failure.is(other) {
                    Known::Yes => is_new = false,
                    Known::Unknown if date == other.date => is_new = false,
                    Known::Unknown if date.days_until(other.date).abs() <= lag => {
                        is_new = false;
                        incomplete = self.ask(place, "reportNo");
                    }
                    _ => {}
                }
            }
            if is_new {
                sampled.push(failure);
            }
        }
        // The history may hold this very inspection. Where nothing tells, it is one more, or it is not.
        let mut at_most = results.clone();
        for failure in &sampled {
            let is_between = |day: Date| sampled.iter().any(|other| day <= other.date && other.date < failure.date);
            let states = listed.iter().map(|other| match failure.is(other) {
                Known::Unknown
                    if (0..=lag).contains(&other.date.days_until(failure.date)) && !is_between(other.date) =>
                {
                    self.is_same
                }
                Known::Unknown => Known::No,
                told => told,
            });
            match states.fold(Known::No, Known::or) {
                Known::Yes => {}
                Known::Unknown => insert(&mut at_most, (failure.date, true)),
                Known::No => {
                    insert(&mut results, (failure.date, true));
                    insert(&mut at_most, (failure.date, true));
                }
            }
        }
        if self.is_run(&results) {
            return Known::Yes;
        }
        if self.is_run(&at_most) {
            self.asked.push(SAME_INSPECTION.to_owned());
            return Known::Unknown;
        }
        incomplete
    }

    /// Whether so many fail one after the other.
    fn is_run(&self, results: &[(Date, bool)]) -> bool {
        let mut run = 0;
        results.iter().any(|(date, failed)| {
            if *failed {
                run += 1;
            } else if !results.contains(&(*date, true)) {
                // What passed on the day of a failure breaks no run.
                run = 0;
            }
            run >= self.run.times
        })
    }

    fn is_sampled(&self, problem: &Problem) -> bool {
        problem.found_by.as_ref().is_some_and(|found_by| self.sampled_by.iter().any(|code| code == found_by))
    }

    fn ask(&mut self, problem: usize, place: &str) -> Known {
        self.asked.push(format!("/application/problems/{problem}/{place}"));
        Known::Unknown
    }
}

/// Where it is answered whether two inspections are one.
const SAME_INSPECTION: &str = "/facts/sameInspection";

fn insert(results: &mut Vec<(Date, bool)>, result: (Date, bool)) {
    let position = results.partition_point(|other| *other <= result);
    results.insert(position, result);
}
