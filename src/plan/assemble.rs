//! The plan: proposals, coverage, the list's rows and the seven parts.

use super::case::PlanCase;
use super::codes;
use super::coverage::{CoveredCause, CoveredItem, key_items, main_causes};
use super::list::{PlanRow, Report};
use super::parts::{self, PartState};
use super::proposals::{self, MethodProposal, TypeProposals};
use crate::causes::{self, CauseAnalysis};
use crate::checklist::{self, ChecklistFilter, ChecklistProgress};
use crate::date::Date;
use crate::deadlines;
use crate::error::{Error, Result};
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::Severity;
use crate::risk::{self, RiskLevel, RiskTriage};

object! {
    /// The state of the plan.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Plan: out {
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
}

/// Assembles the plan.
///
/// # Errors
/// `unknown-code` for a cause, an item, a type, a method or an indicator that the tables do not have,
/// `out-of-range` for a time limit that no date can state.
pub fn assemble(case: &PlanCase<'_>, today: Date) -> Result<Plan> {
    codes::check_codes(case)?;
    let risk = risk::triage(case.pack, case.application, case.facts, case.wanted, today)?;
    let causes = causes::analyse(case.pack, Some(&case.application.problems), case.causes, case.answers)
        .map_err(|error| renamed(error, "/rows", "/causes"))?;
    let checklist = checklist::progress(case.pack, case.answers, &ChecklistFilter::of(case.application))?;
    assembled(case, &Grounds { risk: &risk, causes: &causes, checklist: &checklist }, today)
}

/// What a plan rests on: the results of the steps before it.
pub(crate) struct Grounds<'a> {
    pub(crate) risk: &'a RiskTriage,
    pub(crate) causes: &'a CauseAnalysis,
    pub(crate) checklist: &'a ChecklistProgress,
}

/// The same, where those steps have been worked out already.
pub(crate) fn assemble_on(case: &PlanCase<'_>, grounds: &Grounds<'_>, today: Date) -> Result<Plan> {
    codes::check_codes(case)?;
    assembled(case, grounds, today)
}

fn assembled(case: &PlanCase<'_>, grounds: &Grounds<'_>, today: Date) -> Result<Plan> {
    let Grounds { risk: triage, causes: analysis, checklist: progress } = *grounds;
    let main = main_causes(case, analysis);
    let codes: Vec<String> = main.iter().map(|cause| cause.cause.clone()).listed();
    let assistance_type = proposals::types(case, &codes, today);
    let kind = case.draft.chosen_type.as_deref().unwrap_or(&assistance_type.primary.code);
    let methods = proposals::methods(case, &codes, kind, triage.level);
    let items = key_items(case, &progress.key_failed);
    let dues = order_dues(case)?;
    let order_due = dues.iter().flatten().min().copied();

    let mut report = Report { case, triage, gaps: Vec::new() };
    report.beside_the_list(analysis, &main, today);
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
    let situation = parts::Situation { case, triage, main: &main, items: &items, kind };
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
        gaps: parts.iter().flat_map(|part| part.missing.iter().cloned()).chain(gaps).listed(),
        parts,
        complete,
    })
}

fn renamed(error: Error, from: &str, to: &str) -> Error {
    match error.path.strip_prefix(from).map(|rest| to.to_owned() + rest) {
        Some(path) => error.moved(&path),
        None => error,
    }
}

/// The last day of each problem's 完成改正.
fn order_dues(case: &PlanCase<'_>) -> Result<Vec<Option<Date>>> {
    let mut dues = Vec::new();
    for (index, problem) in case.application.problems.iter().enumerate() {
        let due = match problem.order_received {
            Some(true) => deadlines::order_due(case.pack, problem.ordered_on, problem.due_on),
            _ => Ok(None),
        };
        let place = |error: Error| error.at("orderedOn").at(&index.to_string()).at("problems").at("application");
        dues.push(due.map_err(place)?);
    }
    Ok(dues)
}

fn summary(complete: u32, parts: &[PartState], gaps: &[Issue]) -> String {
    let mut text = format!("{} 项内容齐了 {complete} 项", parts.len());
    let open: Vec<&str> = parts.iter().filter(|part| !part.complete).map(|part| part.name.as_ref()).listed();
    if !open.is_empty() {
        text += &format!("，还缺：{}", open.join("、"));
    }
    let errors = gaps.iter().filter(|gap| gap.severity == Severity::Error).count();
    if errors > 0 {
        text += &format!("；有 {errors} 处要改");
    }
    text + "。"
}
