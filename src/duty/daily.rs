//! What 日管控、周排查、月调度 still ask for: risks to put on the list, papers to write, papers to look at again.

use super::rows::{DailyCheck, DailyResult, MonthlyMinutes, RiskControl, WeeklyReport};
use crate::causes::{self, CauseRow};
use crate::checklist::{self, ChecklistFilter, ItemAnswers, Judged, Verdict};
use crate::date::Date;
use crate::entered::filled;
use crate::issue::{Issue, fill};
use crate::json::{codes, object};
use crate::listed::Listed;
use crate::pack::Assistance;

object! {
    /// What the duties still ask for on a day.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DailyDuty: out {
        /// The result in one sentence.
        pub summary: String,
        /// Risks that the case knows of and the list does not have yet: key items (★), other items that failed, main causes.
        pub proposals: Vec<RiskControl>,
        /// Papers that are due and not there.
        pub due: Vec<DuePaper>,
        /// Papers that count: those that none replaces, once for each day, week and month that has begun.
        pub standing: StandingPapers,
        /// Papers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

codes! {
    /// A paper of the two regulations.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum DutyPaper: out {
        /// 风险管控清单.
        "risk-control-list" => RiskControlList,
        /// 日管控.
        "daily-check" => DailyCheck,
        /// 周排查.
        "weekly-report" => WeeklyReport,
        /// 月调度.
        "monthly-minutes" => MonthlyMinutes,
    }
}

object! {
    /// A paper that is due.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DuePaper: out {
        /// Which one; also the code of its form.
        pub paper: DutyPaper,
        /// The first day that it is of.
        pub from: Date,
        /// The last day that it is of.
        pub to: Date,
        /// What to do, in Chinese.
        pub message: String,
    }
}

object! {
    /// How many papers count: what 日管控周排查月调度执行率 (I16) counts.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct StandingPapers: out {
        /// Daily checks of days on which something was produced.
        pub daily: u32,
        /// Days of rest that were written down.
        pub rest_days: u32,
        /// Weekly reports.
        pub weekly: u32,
        /// Monthly minutes.
        pub monthly: u32,
        /// Rows of daily checks that found something.
        pub problems: u32,
    }
}

/// What the duties are worked out from.
pub(crate) struct DutyFacts<'a> {
    pub(crate) controls: &'a [RiskControl],
    pub(crate) daily: &'a [DailyCheck],
    pub(crate) weekly: &'a [WeeklyReport],
    pub(crate) monthly: &'a [MonthlyMinutes],
    pub(crate) answers: &'a ItemAnswers,
    pub(crate) filter: &'a ChecklistFilter,
    pub(crate) causes: &'a [CauseRow],
    /// Places of the main causes among the rows.
    pub(crate) main: &'a [u32],
}

/// What the duties still ask for.
pub(crate) fn daily_duty(pack: &Assistance, facts: &DutyFacts<'_>, today: Date) -> DailyDuty {
    let (proposals, papers) = (proposals(pack, facts), Papers::of(facts));
    let due = due(pack, facts, &papers, today);
    let (weekly, monthly) = (number(&papers.weekly, today), number(&papers.monthly, today));
    let mut standing = StandingPapers { weekly, monthly, ..StandingPapers::default() };
    for (index, check) in facts.daily.iter().enumerate() {
        if !counts(&papers.daily, index, today) {
            continue;
        }
        *if check.rest_day { &mut standing.rest_days } else { &mut standing.daily } += 1;
        let found = check.rows.iter().filter(|row| row.result == Some(DailyResult::Problem)).count();
        standing.problems += u32::try_from(found).unwrap_or(u32::MAX);
    }
    let mut summary = due.first().map_or_else(|| said(pack, "nothing-due", 0), |first| first.message.clone());
    if !proposals.is_empty() {
        summary += &said(pack, "not-listed", proposals.len());
    }
    DailyDuty { summary, proposals, due, standing, issues: issues(pack, facts, &papers, today) }
}

/// A paper as far as all kinds are alike: it is only replaced, never changed.
struct Paper<'a> {
    id: &'a str,
    replaces: Option<&'a str>,
    first: Option<Date>,
    last: Option<Date>,
}

fn paper<'a>(id: &'a str, replaces: Option<&'a String>, days: (Option<Date>, Option<Date>)) -> Paper<'a> {
    let replaces = replaces.map(String::as_str).filter(|id| !id.is_empty());
    Paper { id, replaces, first: days.0, last: days.1 }
}

/// The days of a weekly report; none where they are no week.
fn week(report: &WeeklyReport) -> (Option<Date>, Option<Date>) {
    let is_week = report.from.zip(report.to).is_some_and(|(from, to)| (0..7).contains(&from.days_until(to)));
    if is_week { (report.from, report.to) } else { (None, None) }
}

/// Whether no other paper replaces this one.
fn stands(papers: &[Paper<'_>], paper: &Paper<'_>) -> bool {
    paper.id.is_empty() || papers.iter().all(|other| other.replaces != Some(paper.id))
}

/// Whether one of the papers before it is of the same day, week or month.
fn is_again(papers: &[Paper<'_>], before: &[Paper<'_>], paper: &Paper<'_>) -> bool {
    paper.first.is_some() && before.iter().any(|other| other.first == paper.first && stands(papers, other))
}

/// Whether a paper counts: it says of when it is, that day has come, and it is the only one of then.
fn counts(papers: &[Paper<'_>], index: usize, today: Date) -> bool {
    let Some((paper, before)) = papers.get(..=index).and_then(<[_]>::split_last) else { return false };
    paper.first.is_some_and(|day| day <= today) && stands(papers, paper) && !is_again(papers, before, paper)
}

fn number(papers: &[Paper<'_>], today: Date) -> u32 {
    let mut number = 0;
    for index in 0..papers.len() {
        number += u32::from(counts(papers, index, today));
    }
    number
}

/// Papers of each kind, in the order of the file.
struct Papers<'a> {
    daily: Vec<Paper<'a>>,
    weekly: Vec<Paper<'a>>,
    monthly: Vec<Paper<'a>>,
}

impl<'a> Papers<'a> {
    fn of(facts: &DutyFacts<'a>) -> Self {
        let month = |one: &MonthlyMinutes| Date::read(&[one.month.as_deref()?.trim(), "-01"].concat());
        let monthly = |one: &'a MonthlyMinutes| paper(&one.id, one.replaces.as_ref(), (month(one), month(one)));
        Self {
            daily: facts.daily.iter().map(|one| paper(&one.id, one.replaces.as_ref(), (one.date, one.date))).listed(),
            weekly: facts.weekly.iter().map(|one| paper(&one.id, one.replaces.as_ref(), week(one))).listed(),
            monthly: facts.monthly.iter().map(monthly).listed(),
        }
    }
}

/// Risks that the case knows of and the list does not have: key items (★), other items that failed, and main causes.
fn proposals(pack: &Assistance, facts: &DutyFacts<'_>) -> Vec<RiskControl> {
    let mut found: Vec<RiskControl> = Vec::new();
    let failed = [Verdict::Nonconforming.code(), Verdict::MinorNonconformity.code()];
    let not_asked = Verdict::NotApplicable.code();
    for Judged { item, verdict, .. } in checklist::verdicts(pack, facts.answers, facts.filter) {
        let is_listed = |control: &RiskControl| control.item.as_deref() == Some(&*item.code);
        let is_risk = failed.contains(&verdict) || (item.key && verdict != not_asked);
        if is_risk && !facts.controls.iter().any(is_listed) {
            let (risk, measure) = (Some(item.problem.to_string()), Some(item.advice.to_string()));
            let (id, item) = (item.code.to_string(), Some(item.code.to_string()));
            found.push(RiskControl { id, risk, measure, item, ..RiskControl::default() });
        }
    }
    for row in facts.main.iter().filter_map(|row| facts.causes.get(*row as usize)) {
        let known = row.cause.as_deref().and_then(|code| causes::find(pack, code));
        // A cause in one's own words is known by these.
        let Some(risk) = known.map(|(_, cause)| cause.name.to_string()).or_else(|| row.custom.clone()) else {
            continue;
        };
        let is_listed = |control: &RiskControl| match &row.cause {
            Some(code) => control.cause.as_ref() == Some(code),
            None => control.risk.as_ref() == Some(&risk),
        };
        if !facts.controls.iter().chain(&found).any(is_listed) {
            let id = row.cause.clone().unwrap_or_else(|| risk.clone());
            let (measure, cause) = (row.permanent.clone().or_else(|| row.interim.clone()), row.cause.clone());
            found.push(RiskControl { id, risk: Some(risk), measure, cause, ..RiskControl::default() });
        }
    }
    found
}

/// What is due: the list, the day, the week before this one and the month before this one.
fn due(pack: &Assistance, facts: &DutyFacts<'_>, papers: &Papers<'_>, today: Date) -> Vec<DuePaper> {
    let mut due = Vec::new();
    let mut ask = |is_there: bool, paper: DutyPaper, (from, to): (Date, Date)| {
        if !is_there {
            due.push(DuePaper { paper, from, to, message: said(pack, paper.code(), 0) });
        }
    };
    let has = |papers: &[Paper<'_>], (from, to): (Date, Date)| {
        let is_within = |day: &Option<Date>| day.is_some_and(|day| from <= day && day <= to);
        papers.iter().any(|paper| (is_within(&paper.first) || is_within(&paper.last)) && stands(papers, paper))
    };
    let day = (today, today);
    ask(!facts.controls.is_empty(), DutyPaper::RiskControlList, day);
    ask(has(&papers.daily, day), DutyPaper::DailyCheck, day);
    let monday = today.monday();
    let week = (monday.minus_days(7), monday.minus_days(1));
    ask(has(&papers.weekly, week), DutyPaper::WeeklyReport, week);
    let last = today.first_of_month().minus_days(1);
    let month = (last.first_of_month(), last);
    ask(has(&papers.monthly, month), DutyPaper::MonthlyMinutes, month);
    due
}

/// What there is to do, with a number in it.
fn said(pack: &Assistance, code: &str, number: usize) -> String {
    let sentence = pack.duty_rules.sentences.iter().find(|sentence| sentence.code == code);
    sentence.map(|sentence| fill(&sentence.text, &[("n", &number.to_string())])).unwrap_or_default()
}

/// What should be looked at again. Of a paper that another replaces nothing is said, for nothing can be done about it.
fn issues(pack: &Assistance, facts: &DutyFacts<'_>, papers: &Papers<'_>, today: Date) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut find = |path: String, rule: &str| {
        let rules = &pack.duty_rules;
        issues.extend(Issue::of(&rules.rules, &rules.source, &path, rule, &[]));
    };
    let kinds = [
        ("/dailyChecks", "date", &papers.daily),
        ("/weeklyReports", "from", &papers.weekly),
        ("/monthlyMinutes", "month", &papers.monthly),
    ];
    for (list, key, papers) in kinds {
        for (index, paper) in papers.iter().enumerate() {
            let place = |key: &str| format!("{list}/{index}/{key}");
            if stands(papers, paper) {
                if paper.first.is_some_and(|day| day > today) {
                    find(place(key), "future-paper");
                }
                // Where it stands says nothing: merging puts papers in an order of its own.
                if paper.replaces.is_some_and(|id| papers.iter().all(|other| other.id != id)) {
                    find(place("replaces"), "replaces-unknown");
                }
                if is_again(papers, papers.get(..index).unwrap_or_default(), paper) {
                    find(place(key), "same-period");
                }
            }
            // Papers that replace themselves, or each other: none of them stands.
            let is_own = |id: &str| papers.iter().any(|other| other.id == id && other.replaces == Some(paper.id));
            if !paper.id.is_empty() && paper.replaces.is_some_and(is_own) {
                find(place("replaces"), "replaces-each-other");
            }
        }
    }
    for (index, (report, paper)) in facts.weekly.iter().zip(&papers.weekly).enumerate() {
        let is_dated = report.from.is_some() || report.to.is_some();
        if is_dated && paper.first.is_none() && stands(&papers.weekly, paper) {
            find(format!("/weeklyReports/{index}/to"), "week");
        }
    }
    for (index, (minutes, paper)) in facts.monthly.iter().zip(&papers.monthly).enumerate() {
        if filled(minutes.month.as_deref()) && paper.first.is_none() && stands(&papers.monthly, paper) {
            find(format!("/monthlyMinutes/{index}/month"), "month");
        }
    }
    let daily = facts.daily.iter().zip(&papers.daily).enumerate();
    for (index, (check, paper)) in daily.filter(|(_, (_, paper))| stands(&papers.daily, paper)) {
        for (row, checked) in check.rows.iter().enumerate() {
            if !facts.controls.iter().any(|control| control.id == checked.control) {
                find(format!("/dailyChecks/{index}/rows/{row}/control"), "unknown-control");
            }
        }
        if check.written_on.zip(paper.first).is_some_and(|(written, of)| written < of) {
            find(format!("/dailyChecks/{index}/writtenOn"), "written-before");
        }
    }
    issues
}
