//! What the facts amount to, in short: stored with a file to be compared with what is worked out later.

use super::enterprise::EnterpriseCheck;
use crate::checklist::StageStatus;
use crate::date::Date;
use crate::effect::Verdict;
use crate::exact::{Exact, Rate};
use crate::governance::Scorecard;
use crate::json::{Map, object};
use crate::listed::Listed;
use crate::pack::Text;
use crate::record::RecordTotals;
use crate::risk::RiskLevel;

object! {
    /// The results of a case in short.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct CaseResults: out {
        /// The day they are worked out for.
        pub computed_on: Date,
        /// 企业规模.
        pub size_class: Option<Text>,
        /// 风险等级.
        pub risk: Option<RiskLevel>,
        /// The rules of risk that hold.
        pub risk_rules: Vec<Text>,
        /// Status and score of each stage.
        pub stages: Map<StageResult>,
        /// Key items (★) that are 不符合.
        pub key_failed: Vec<Text>,
        /// 主因.
        pub main_causes: Vec<String>,
        /// 帮扶类型.
        pub assistance_type: Option<Text>,
        /// 帮扶方法.
        pub methods: Vec<Text>,
        /// How many parts of the plan are complete.
        pub plan_parts: Option<u32>,
        /// The last day of each time limit.
        pub deadlines: Map<Date>,
        /// What the records amount to.
        pub records: Option<RecordTotals>,
        /// 效果评价.
        pub verdict: Option<Verdict>,
        /// What was counted after, by indicator.
        pub indicators: Map<Exact>,
        /// 行业质量共治自评: the total.
        pub total: Option<Exact>,
        /// Its grade.
        pub grade: Option<Text>,
        /// The granted level of each unit.
        pub granted: Map<u8>,
    }
}

object! {
    /// What a stage amounts to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StageResult: out {
        /// Its status.
        pub status: StageStatus,
        /// Its score.
        pub score: Option<Rate>,
    }
}

/// The results of the steps on a day.
pub(super) fn short(day: Date, enterprise: Option<&EnterpriseCheck>, governance: Option<&Scorecard>) -> CaseResults {
    let mut results = CaseResults { computed_on: day, ..CaseResults::default() };
    if let Some(case) = enterprise {
        results.size_class = case.application.size_class.as_ref().map(|class| class.code.clone());
        results.risk = case.risk.level;
        results.risk_rules = case.risk.reasons.iter().map(|reason| reason.rule.clone()).listed();
        let stage = |stage: &crate::checklist::StageProgress| {
            (stage.code.to_string(), StageResult { status: stage.status, score: stage.score })
        };
        results.stages = case.checklist.stages.iter().map(stage).collect();
        results.key_failed.clone_from(&case.checklist.key_failed);
        results.main_causes = case.plan.causes.iter().map(|cause| cause.cause.clone()).listed();
        results.assistance_type = Some(case.plan.assistance_type.primary.code.clone());
        results.methods = case.plan.methods.iter().map(|method| method.code.clone()).listed();
        results.plan_parts = Some(case.plan.complete);
        let deadline = |deadline: &crate::deadlines::LegalDeadline| (deadline.id.to_string(), deadline.due);
        results.deadlines = case.deadlines.deadlines.iter().map(deadline).collect();
        results.records = Some(case.records.totals);
        results.verdict = case.effect.verdict;
        let after = |indicator: &crate::effect::IndicatorResult| Some((indicator.id.to_string(), indicator.after?));
        results.indicators = case.effect.indicators.iter().filter_map(after).collect();
    }
    if let Some(card) = governance {
        results.total = Some(card.total);
        results.grade = card.grade.as_ref().map(|grade| grade.code.clone());
        let granted = |unit: &crate::governance::UnitScore| Some((unit.code.to_string(), unit.granted?));
        results.granted = card.units.iter().filter_map(granted).collect();
    }
    results
}
