//! The seven parts and whether each is complete.

use super::case::{PlanCase, triage_path};
use super::coverage::{CoveredCause, CoveredItem};
use super::draft::Step;
use crate::entered::{Entered, filled};
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{PlanPart, Role, Text};
use crate::risk::{RiskLevel, RiskTriage};

object! {
    /// A part of the plan.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PartState: out {
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
}

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
    parts.map(|(index, part)| situation.state(index, part)).listed()
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
        self.case.gap(path, rule, &[("value", value)]).into_iter().listed()
    }

    /// Everything that is missing, in one sentence with one place to go to.
    fn lacking(&self, rule: &str, name: &str, wants: &[(bool, &str, &str)]) -> Vec<Issue> {
        let mut open = Vec::new();
        let mut place = None;
        for (is_there, what, path) in wants {
            if !is_there {
                open.push(*what);
                place = place.or(Some(*path));
            }
        }
        let values = [("name", name), ("value", &open.join("、"))];
        place.and_then(|path| self.case.gap(path, rule, &values)).into_iter().listed()
    }

    fn target(&self) -> Vec<Issue> {
        let application = self.case.application;
        let product = application.products.iter().any(|product| filled(product.product_name.as_deref()));
        // What the risk waits for is asked where it is answered.
        let risk = triage_path(self.triage.missing.first().map_or("/facts", |unknown| &unknown.path));
        self.lacking(
            "plan-target-incomplete",
            "",
            &[
                (filled(application.subject.subject_name.as_deref()), "经营主体", "/application/subject/subjectName"),
                (product, "产品", "/application/products/0/productName"),
                (application.trigger.trigger_path.is_some(), "触发路径", "/application/trigger/triggerPath"),
                (self.triage.level.is_some(), "风险自判", &risk),
            ],
        )
    }

    /// A root cause counts once it has evidence: shares are estimated later. Where only help is asked for, its goal
    /// stands in the place of a problem.
    fn problem(&self) -> Vec<Issue> {
        let application = self.case.application;
        let (problem, path, what) = if application.is_need_only() {
            (filled(application.need.expected_goal.as_deref()), "/application/need/expectedGoal", "期望目标")
        } else {
            let mut problems = application.problems.iter();
            let described = problems.any(|problem| filled(problem.phenomenon.as_deref()));
            (described, "/application/problems", "问题描述")
        };
        let supported = self.case.causes.iter().any(|row| {
            let is_named = row.cause.is_some() || filled(row.custom.as_deref());
            let has_evidence = row.evidence.iter().any(|evidence| filled(evidence.title.as_deref()));
            is_named && has_evidence && row.why_chain.iter().any(|why| filled(Some(why)))
        });
        match (problem, supported) {
            (true, true) => Vec::new(),
            (false, _) => self.lacks(path, "plan-target-incomplete", what),
            (true, false) => self.lacks("/causes", "plan-problem-incomplete", ""),
        }
    }

    /// One complete goal is enough; else what the first one lacks is said.
    fn goal(&self) -> Vec<Issue> {
        let mut first = None;
        for (index, goal) in self.case.draft.goals.iter().enumerate() {
            let at = |key: &str| format!("/draft/goals/{index}/{key}");
            let is_entered =
                |entered: &Option<Entered>| entered.as_ref().is_some_and(|entered| filled(Some(&entered.0)));
            let is_number = goal.target.as_ref().and_then(Entered::number).is_some();
            let indicator = goal.indicator.as_deref();
            let named = self.case.pack.indicators.iter().find(|other| Some(other.id.as_ref()) == indicator);
            let name = named.map_or_else(|| format!("第 {} 个", index + 1), |named| format!("“{}”这个", named.name));
            let missing = self.lacking(
                "plan-goal-incomplete",
                &name,
                &[
                    (named.is_some(), "指标", &at("indicator")),
                    (is_entered(&goal.baseline), "基线", &at("baseline")),
                    (is_number, "目标值（填数字）", &at("target")),
                    (filled(goal.unit.as_deref()), "单位", &at("unit")),
                    (goal.date.is_some(), "日期", &at("date")),
                ],
            );
            if missing.is_empty() {
                return missing;
            }
            first = first.or(Some(missing));
        }
        first.unwrap_or_else(|| self.lacks("/draft/goals", "plan-goal-none", ""))
    }

    fn measures(&self) -> Vec<Issue> {
        let list = &self.case.draft.list;
        let methods = list.iter().any(|row| !row.methods.is_empty()) || !self.case.draft.chosen_methods.is_empty();
        let covered = self.main.iter().all(|cause| cause.covered) && self.items.iter().all(|item| item.covered);
        let linked = list.iter().any(|row| !row.causes.is_empty());
        if !self.kind.is_empty() && methods && linked && covered {
            return Vec::new();
        }
        self.lacks("/draft/list", "plan-measures-incomplete", "")
    }

    /// An institution that names nobody stands for an expert, but is none of three people.
    fn team(&self) -> Vec<Issue> {
        let team = &self.case.draft.team;
        let mut people: Vec<&str> = Vec::new();
        let mut roles: Vec<Role> = Vec::new();
        let (mut expert, mut owner) = (false, false);
        for member in team {
            let name = member.name.as_deref().unwrap_or_default().trim();
            let is_owner = member.role == Some(Role::EnterpriseOwner);
            expert |= !is_owner && if name.is_empty() { filled(member.org.as_deref()) } else { member.role.is_some() };
            if name.is_empty() {
                continue;
            }
            owner |= is_owner;
            roles.extend(member.role);
            if !people.contains(&name) {
                people.push(name);
            }
        }
        if !expert || !owner {
            return self.lacks("/draft/team", "plan-team-incomplete", "");
        }
        if self.triage.level == Some(RiskLevel::Low) {
            return Vec::new();
        }
        let wanted = &self.case.pack.plan.high_team;
        let missing = wanted.roles.iter().filter(|role| !roles.contains(role));
        let mut open: Vec<String> =
            missing.map(|role| format!("懂{}的", self.case.pack.word_for("role", role.code()))).listed();
        if people.len() < wanted.people as usize {
            open.push(format!("第 {} 人", wanted.people));
        }
        if open.is_empty() {
            return Vec::new();
        }
        self.lacks("/draft/team", "plan-team-high-risk", &open.join("、"))
    }

    fn schedule(&self) -> Vec<Issue> {
        let schedule = &self.case.draft.schedule;
        let day_of = |step: Step| schedule.iter().find(|entry| entry.step == Some(step)).and_then(|entry| entry.date);
        let name = |step: Step| self.case.pack.word_for("step", step.code());
        let open: Vec<Text> = Step::ORDER.into_iter().filter(|step| day_of(*step).is_none()).map(name).listed();
        if !open.is_empty() {
            return self.lacks("/draft/schedule", "plan-schedule-incomplete", &open.join("、"));
        }
        let early = Step::ORDER.windows(2).filter_map(|pair| match pair {
            [before, after] if day_of(*after) < day_of(*before) => Some(name(*after)),
            _ => None,
        });
        match early.listed().as_slice() {
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
