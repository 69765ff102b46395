//! What a plan is made of.

use super::draft::PlanDraft;
use crate::application::Application;
use crate::causes::CauseRow;
use crate::checklist::ItemAnswers;
use crate::issue::Issue;
use crate::pack::Assistance;
use crate::risk::{RiskFacts, RiskOverride};

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

impl PlanCase<'_> {
    /// A gap in the words of the pack.
    pub(super) fn gap(&self, path: &str, rule: &str, values: &[(&str, &str)]) -> Option<Issue> {
        let rules = &self.pack.plan.rules;
        Issue::of(&rules.rules, &rules.source, path, rule, values)
    }
}

/// Where in the plan's call something of the risk is answered.
pub(super) fn triage_path(path: &str) -> String {
    if path.starts_with("/application") { path.to_owned() } else { "/triage".to_owned() + path }
}
