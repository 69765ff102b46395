//! The seven parts and whether each is complete.

use super::assemble::{CoveredCause, CoveredItem, PlanCase, gap};
use super::draft::{Goal, Role, Step};
use crate::issue::Issue;
use crate::json::encode_object;
use crate::pack::{PlanPart, Text};
use crate::risk::{RiskLevel, RiskTriage};

/// A part of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct PartState {
    /// 1 to 7.
    pub number: u32,
    /// Key, such as `goal`.
    pub key: Text,
    /// Name; the official one can take its place.
    pub name: Text,
    /// What it must contain.
    pub must_contain: Text,
    /// Whether it does.
    pub complete: bool,
    /// What is missing, with the place to go to.
    pub missing: Vec<Issue>,
}

encode_object!(PartState { number, key, name, must_contain, complete, missing });

/// What the parts are judged by.
pub(super) struct Situation<'a> {
    pub(super) case: &'a PlanCase<'a>,
    pub(super) triage: &'a RiskTriage,
    pub(super) main: &'a [CoveredCause],
    pub(super) items: &'a [CoveredItem],
    pub(super) kind: &'a str,
}

pub(super) fn states(situation: &Situation<'_>) -> Vec<PartState> {
    let parts = situation.case.pack.plan.parts.iter().enumerate();
    parts.map(|(index, part)| situation.state(index, part)).collect()
}

impl Situation<'_> {
    fn state(&self, index: usize, part: &PlanPart) -> PartState {
        let missing = match part.key.as_ref() {
            "target" => self.target(),
            "problem" => self.problem(),
            "goal" => self.goal(),
            "measures" => self.measures(),
            "team" => self.team(),
            "schedule" => self.schedule(),
            "assure" => self.assurance(),
            _ => Vec::new(),
        };
        PartState {
            number: u32::try_from(index + 1).unwrap_or_default(),
            key: part.key.clone(),
            name: part.name.clone(),
            must_contain: part.must_contain.clone(),
            complete: missing.is_empty(),
            missing,
        }
    }

    fn lacks(&self, path: &str, rule: &str, value: &str) -> Vec<Issue> {
        gap(self.case.pack, path, rule, &[("value", value)]).into_iter().collect()
    }

    /// Everything that is missing, in one sentence with one place to go to.
    fn lacking(&self, rule: &str, wants: &[(bool, &str, &str)]) -> Vec<Issue> {
        let open: Vec<_> = wants.iter().filter(|(there, ..)| !there).collect();
        let names: Vec<&str> = open.iter().map(|(_, name, _)| *name).collect();
        match open.first() {
            Some((_, _, path)) => self.lacks(path, rule, &names.join("、")),
            None => Vec::new(),
        }
    }

    fn target(&self) -> Vec<Issue> {
        let application = self.case.application;
        let product = application.products.iter().any(|product| filled(product.product_name.as_deref()));
        self.lacking(
            "plan-target-incomplete",
            &[
                (filled(application.subject.subject_name.as_deref()), "经营主体", "/application/subject/subjectName"),
                (product, "产品", "/application/products/0/productName"),
                (application.trigger.trigger_path.is_some(), "触发路径", "/application/trigger/triggerPath"),
                (self.triage.level.is_some(), "风险自判", "/facts"),
            ],
        )
    }

    fn problem(&self) -> Vec<Issue> {
        let problem = self.case.application.problems.iter().any(|problem| filled(problem.phenomenon.as_deref()));
        let supported = |cause: &CoveredCause| {
            let row = self.case.causes.get(cause.row as usize);
            row.is_some_and(|row| {
                let evidence = row.evidence.iter().any(|evidence| filled(evidence.title.as_deref()));
                evidence && row.why_chain.iter().any(|why| !why.trim().is_empty())
            })
        };
        match (problem, self.main.iter().any(supported)) {
            (true, true) => Vec::new(),
            (false, _) => self.lacks("/application/problems", "plan-target-incomplete", "问题描述"),
            (true, false) => self.lacks("/causes", "plan-problem-incomplete", ""),
        }
    }

    fn goal(&self) -> Vec<Issue> {
        let goals = &self.case.draft.goals;
        let is_complete = |goal: &Goal| {
            let entered = |entered: &Option<crate::application::Entered>| {
                entered.as_ref().is_some_and(|entered| !entered.0.trim().is_empty())
            };
            let numbers = entered(&goal.baseline) && entered(&goal.target);
            goal.indicator.is_some() && numbers && filled(goal.unit.as_deref()) && goal.date.is_some()
        };
        if goals.iter().any(is_complete) {
            return Vec::new();
        }
        let indicator = goals.first().and_then(|goal| goal.indicator.as_deref());
        let named = self.case.pack.indicators.iter().find(|other| Some(other.id.as_ref()) == indicator);
        self.lacks("/draft/goals", "plan-goal-incomplete", named.map_or("第 1 个", |indicator| indicator.name.as_ref()))
    }

    fn measures(&self) -> Vec<Issue> {
        let list = &self.case.draft.list;
        let methods = list.iter().any(|row| !row.methods.is_empty()) || !self.case.draft.chosen_methods.is_empty();
        let covered = self.main.iter().all(|cause| cause.covered) && self.items.iter().all(|item| item.covered);
        if !self.kind.is_empty() && methods && !list.is_empty() && covered {
            return Vec::new();
        }
        self.lacks("/draft/list", "plan-measures-incomplete", "")
    }

    fn team(&self) -> Vec<Issue> {
        let team: Vec<_> = self.case.draft.team.iter().filter(|member| filled(member.name.as_deref())).collect();
        let has = |role: Role| team.iter().any(|member| member.role == Some(role));
        let expert = team.iter().any(|member| member.role.is_some_and(|role| role != Role::EnterpriseOwner));
        if !expert || !has(Role::EnterpriseOwner) {
            return self.lacks("/draft/team", "plan-team-incomplete", "");
        }
        if self.triage.level == Some(RiskLevel::Low) {
            return Vec::new();
        }
        let three = team.len() >= 3;
        self.lacking(
            "plan-team-high-risk",
            &[
                (has(Role::Testing), "懂检验的", "/draft/team"),
                (has(Role::Process), "懂工艺的", "/draft/team"),
                (three, "第 3 人", "/draft/team"),
            ],
        )
    }

    fn schedule(&self) -> Vec<Issue> {
        let schedule = &self.case.draft.schedule;
        let day_of = |step: Step| schedule.iter().find(|entry| entry.step == Some(step)).and_then(|entry| entry.date);
        let open: Vec<&str> = Step::ORDER.into_iter().filter(|step| day_of(*step).is_none()).map(Step::name).collect();
        if !open.is_empty() {
            return self.lacks("/draft/schedule", "plan-schedule-incomplete", &open.join("、"));
        }
        let early = Step::ORDER.windows(2).filter_map(|pair| match pair {
            [before, after] if day_of(*after) < day_of(*before) => Some(after.name()),
            _ => None,
        });
        match early.collect::<Vec<_>>().as_slice() {
            [] => Vec::new(),
            names => self.lacks("/draft/schedule", "plan-schedule-order", &names.join("、")),
        }
    }

    fn assurance(&self) -> Vec<Issue> {
        let assurance = &self.case.draft.assurance;
        let texts = [&assurance.verification, &assurance.confidentiality, &assurance.cost];
        let complete = texts.iter().all(|text| filled(text.as_deref())) && assurance.evaluation_date.is_some();
        if complete { Vec::new() } else { self.lacks("/draft/assurance", "plan-assure-incomplete", "") }
    }
}

fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
