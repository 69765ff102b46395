//! The plan: proposals, coverage, the list's rows and the seven parts.

use super::draft::{ListRow, ListStatus, PlanDraft, Step};
use super::parts::{self, PartState, filled};
use super::proposals::{self, MethodProposal, TypeProposals};
use crate::application::Application;
use crate::causes::{self, CauseAnalysis, CauseRow, Verified};
use crate::checklist::{self, ChecklistFilter, ItemAnswers};
use crate::date::Date;
use crate::error::{Code, Error, Result};
use crate::issue::Issue;
use crate::json::encode_object;
use crate::pack::{Assistance, Severity, Text};
use crate::risk::{self, RiskFacts, RiskLevel, RiskOverride, RiskTriage};

/// What a plan is made of.
#[derive(Debug, Clone, Copy)]
pub struct PlanCase<'a> {
    /// The content.
    pub pack: &'a Assistance,
    /// 质量技术帮扶申请表.
    pub application: &'a Application,
    /// Facts for the rules of risk.
    pub facts: &'a RiskFacts,
    /// The level set by the enterprise.
    pub wanted: Option<&'a RiskOverride>,
    /// 产品质量问题原因分析表.
    pub causes: &'a [CauseRow],
    /// Answers of the self-check.
    pub answers: &'a ItemAnswers,
    /// What the people wrote.
    pub draft: &'a PlanDraft,
}

/// The state of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Plan {
    /// The state in one sentence.
    pub summary: String,
    /// The level that the plan is held to; none while the risk is not known, which is handled as high.
    pub risk_level: Option<RiskLevel>,
    /// Proposed types.
    pub assistance_type: TypeProposals,
    /// Proposed methods, first choice first.
    pub methods: Vec<MethodProposal>,
    /// Main causes and whether the list acts on them.
    pub causes: Vec<CoveredCause>,
    /// Failed key items (★) and whether the list acts on them.
    pub items: Vec<CoveredItem>,
    /// The rows of the list, with what follows for each.
    pub list: Vec<PlanRow>,
    /// 完成改正's last day, where an order was received; the earliest of several.
    pub order_due: Option<Date>,
    /// The seven parts.
    pub parts: Vec<PartState>,
    /// How many parts are complete.
    pub complete: u32,
    /// What is missing or should be mended, with the place to go to.
    pub gaps: Vec<Issue>,
}

encode_object!(Plan {
    summary,
    risk_level,
    assistance_type,
    methods,
    causes,
    items,
    list,
    order_due,
    parts,
    complete,
    gaps
});

/// A main cause and whether the list acts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoveredCause {
    /// Index of the row in the cause analysis.
    pub row: u32,
    /// Its code, or its own words.
    pub cause: String,
    /// Its name.
    pub name: String,
    /// Whether a row of the list acts on it.
    pub covered: bool,
}

encode_object!(CoveredCause { row, cause, name, covered });

/// A failed key item and whether the list acts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoveredItem {
    /// Code of the item.
    pub code: Text,
    /// Whether a row of the list acts on it.
    pub covered: bool,
}

encode_object!(CoveredItem { code, covered });

/// A row of the list with what follows from the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct PlanRow {
    /// Its number, from 1.
    pub seq: u32,
    /// Index of its problem; none where it names none, or one that is not there.
    pub problem: Option<u32>,
    /// The last day of 完成改正 that it is held to: its problem's, or the earliest where it names none.
    pub order_due: Option<Date>,
}

encode_object!(PlanRow { seq, problem, order_due });

/// Assembles the plan.
///
/// # Errors
/// `unknown-code` for a cause, an item, a type, a method or an indicator that the tables do not have,
/// `out-of-range` for a time limit that no date can state.
pub fn assemble(case: &PlanCase<'_>, today: Date) -> Result<Plan> {
    check_codes(case)?;
    let triage = risk::triage(case.pack, case.application, case.facts, case.wanted, today)?;
    let analysis = causes::analyse(case.pack, Some(&case.application.problems), case.causes, case.answers)
        .map_err(|error| renamed(error, "/rows", "/causes"))?;
    let progress = checklist::progress(case.pack, case.answers, &ChecklistFilter::of(case.application))?;
    let main = main_causes(case, &analysis);
    let codes: Vec<String> = main.iter().map(|cause| cause.cause.clone()).collect();
    let assistance_type = proposals::types(case, &codes, today);
    let kind = case.draft.chosen_type.as_deref().unwrap_or(&assistance_type.primary.code);
    let methods = proposals::methods(case, &codes, kind, triage.level);
    let listed = |code: &str| case.draft.list.iter().any(|row| row.items.iter().any(|item| item == code));
    let items: Vec<CoveredItem> =
        progress.key_failed.iter().map(|code| CoveredItem { code: code.clone(), covered: listed(code) }).collect();
    let dues = order_dues(case)?;
    let order_due = dues.iter().flatten().min().copied();

    let mut report = Report { case, triage: &triage, gaps: Vec::new() };
    report.beside_the_list(&analysis, &main, today);
    report.coverage(&main, &items);
    let mut list = Vec::new();
    for (index, row) in case.draft.list.iter().enumerate() {
        let problem = row.problem.filter(|problem| dues.get(*problem as usize).is_some());
        let own = problem.and_then(|problem| dues.get(problem as usize)).copied();
        let listed =
            PlanRow { seq: u32::try_from(index + 1).unwrap_or(u32::MAX), problem, order_due: own.unwrap_or(order_due) };
        report.row(index, row, &listed);
        list.push(listed);
    }
    let gaps = report.gaps;
    let situation = parts::Situation { case, triage: &triage, main: &main, items: &items, kind };
    let parts = parts::states(&situation);
    let complete = u32::try_from(parts.iter().filter(|part| part.complete).count()).unwrap_or_default();
    let summary = summary(complete, &parts, &gaps);
    Ok(Plan {
        summary,
        risk_level: triage.level,
        assistance_type,
        methods,
        causes: main,
        items,
        list,
        order_due,
        gaps: parts.iter().flat_map(|part| part.missing.iter().cloned()).chain(gaps).collect(),
        parts,
        complete,
    })
}

fn renamed(error: Error, from: &str, to: &str) -> Error {
    match error.path.strip_prefix(from).map(|rest| to.to_owned() + rest) {
        Some(path) => error.moved(path),
        None => error,
    }
}

/// The last day of each problem's 完成改正.
fn order_dues(case: &PlanCase<'_>) -> Result<Vec<Option<Date>>> {
    let mut dues = Vec::new();
    for (index, problem) in case.application.problems.iter().enumerate() {
        let received = problem.order_received_on.filter(|_| problem.order_received == Some(true));
        let due = received.map(|date| date.moved(date.plus_days(case.pack.plan.order_days.into()))).transpose();
        let place = |error: Error| error.at("orderReceivedOn").at(&index.to_string()).at("problems").at("application");
        dues.push(due.map_err(place)?);
    }
    Ok(dues)
}

/// Where in the plan's call something of the risk is answered.
pub(super) fn triage_path(path: &str) -> String {
    if path.starts_with("/application") { path.to_owned() } else { "/triage".to_owned() + path }
}

fn check_codes(case: &PlanCase<'_>) -> Result<()> {
    let draft = case.draft;
    let unknown = |what: &str, code: &str| Error::new(Code::UnknownCode, format!("没有“{code}”这个{what}"));
    let kind = |code: &str, letter: char| code.starts_with(letter) && proposals::is_known(case.pack, code);
    let indicator = |code: &str| case.pack.indicators.iter().any(|indicator| indicator.id == code);
    let item =
        |code: &str| case.pack.checklist.iter().flat_map(|stage| stage.items.iter()).any(|item| item.code == code);
    let own_words =
        |code: &str| case.causes.iter().any(|row| row.custom.as_deref().is_some_and(|custom| custom.trim() == code));
    let reason = |code: &str| causes::find(case.pack, code).is_some() || own_words(code);
    if let Some(code) = draft.chosen_type.as_deref().filter(|code| !kind(code, 'T')) {
        return Err(unknown("帮扶类型", code).at("chosenType").at("draft"));
    }
    let lists = |codes: &[String], what: &str, key: &str, known: &dyn Fn(&str) -> bool| match codes
        .iter()
        .enumerate()
        .find(|(_, code)| !known(code))
    {
        Some((index, code)) => Err(unknown(what, code).at(&index.to_string()).at(key)),
        None => Ok(()),
    };
    lists(&draft.chosen_methods, "帮扶方法", "chosenMethods", &|code| kind(code, 'H'))
        .map_err(|error| error.at("draft"))?;
    for (index, goal) in draft.goals.iter().enumerate() {
        if let Some(code) = goal.indicator.as_deref().filter(|code| !indicator(code)) {
            return Err(unknown("指标", code).at("indicator").at(&index.to_string()).at("goals").at("draft"));
        }
    }
    for (index, row) in draft.list.iter().enumerate() {
        let place = |error: Error| error.at(&index.to_string()).at("list").at("draft");
        lists(&row.causes, "原因", "causes", &reason).map_err(place)?;
        lists(&row.items, "自查项", "items", &item).map_err(place)?;
        lists(&row.methods, "帮扶方法", "methods", &|code| kind(code, 'H')).map_err(place)?;
        lists(&row.indicators, "指标", "indicators", &indicator).map_err(place)?;
        if let Some(code) = row.r#type.as_deref().filter(|code| !kind(code, 'T')) {
            return Err(place(unknown("帮扶类型", code).at("type")));
        }
    }
    Ok(())
}

fn main_causes(case: &PlanCase<'_>, analysis: &CauseAnalysis) -> Vec<CoveredCause> {
    let row_of = |index: &u32| Some((*index, case.causes.get(*index as usize)?));
    let cover = |(index, row): (u32, &CauseRow)| {
        let code = row.cause.clone().unwrap_or_else(|| row.custom.as_deref().unwrap_or_default().trim().to_owned());
        let mut name = causes::name_of(case.pack, &code).map_or_else(|| code.clone(), |name| name.clone().into_owned());
        if name.is_empty() {
            name = format!("第 {} 条", index + 1);
        }
        let covered = case.draft.list.iter().any(|row| row.causes.contains(&code));
        CoveredCause { row: index, cause: code, name, covered }
    };
    analysis.main.iter().filter_map(row_of).map(cover).collect()
}

struct Report<'a> {
    case: &'a PlanCase<'a>,
    triage: &'a RiskTriage,
    gaps: Vec<Issue>,
}

impl Report<'_> {
    fn is_high(&self) -> bool {
        self.triage.level != Some(RiskLevel::Low)
    }

    fn find(&mut self, path: &str, rule: &str, values: &[(&str, &str)]) {
        self.gaps.extend(gap(self.case.pack, path, rule, values));
    }

    /// What the plan rests on: the risk's own findings, orders, and how far the analysis must be by now.
    fn beside_the_list(&mut self, analysis: &CauseAnalysis, main: &[CoveredCause], today: Date) {
        let case = self.case;
        for issue in &self.triage.issues {
            self.gaps.push(Issue { path: triage_path(&issue.path), ..issue.clone() });
        }
        for (index, problem) in case.application.problems.iter().enumerate() {
            if problem.order_received == Some(true) && problem.order_received_on.is_none() {
                let path = format!("/application/problems/{index}/orderReceivedOn");
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
                (Step::Diagnosis, "verified", "验证", is_verified),
                (Step::Measures, "interim", "临时措施", filled(row.interim.as_deref())),
                (Step::Measures, "permanent", "永久措施", filled(row.permanent.as_deref())),
            ] {
                if !is_there && is_due(step) {
                    let values = [("step", step.name()), ("value", cause.name.as_str()), ("what", what)];
                    self.find(&format!("/causes/{}/{key}", cause.row), "step-not-ready", &values);
                }
            }
        }
    }

    /// Every main cause and every failed key item needs a row; a cause is an error at high risk.
    fn coverage(&mut self, main: &[CoveredCause], items: &[CoveredItem]) {
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

    fn row(&mut self, index: usize, row: &ListRow, listed: &PlanRow) {
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
            let name = if status == ListStatus::Delayed { "延期" } else { "终止" };
            self.find(&at("statusReason"), "status-reason-required", &[("value", name)]);
        }
        if let Some(entered) = row.self_eval.as_ref().filter(|entered| !entered.is_blank_or_grade()) {
            self.find(&at("selfEval"), "self-eval-range", &[("value", &entered.0)]);
        }
    }
}

/// A gap in the words of the pack.
pub(super) fn gap(pack: &Assistance, path: &str, rule: &str, values: &[(&str, &str)]) -> Option<Issue> {
    let rules = &pack.plan.rules;
    Issue::of(&rules.rules, &rules.source, path, rule, values)
}

fn summary(complete: u32, parts: &[PartState], gaps: &[Issue]) -> String {
    let mut text = format!("{} 项内容齐了 {complete} 项", parts.len());
    let open: Vec<&str> = parts.iter().filter(|part| !part.complete).map(|part| part.name.as_ref()).collect();
    if !open.is_empty() {
        text += &format!("，还缺：{}", open.join("、"));
    }
    let errors = gaps.iter().filter(|gap| gap.severity == Severity::Error).count();
    if errors > 0 {
        text += &format!("；有 {errors} 处要改");
    }
    text + "。"
}
