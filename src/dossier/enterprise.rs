//! The steps of guide one, worked out from the one file.

use super::facts::Dossier;
use super::measured::measured;
use super::places::{self, OF_ENTERPRISE};
use crate::application::{self, Application, ApplicationCheck};
use crate::causes::{self, CauseAnalysis, CauseSuggestions};
use crate::checklist::{self, ChecklistFilter, ChecklistProgress, Verdict};
use crate::date::Date;
use crate::deadlines::{self, Event, LegalDeadlines};
use crate::effect::{self, Evaluation};
use crate::error::Result;
use crate::issue::Issue;
use crate::json::object;
use crate::pack::Assistance;
use crate::plan::{self, Grounds, Plan, PlanCase};
use crate::record::{self, RecordCheck};
use crate::risk::{self, RiskTriage};

object! {
    /// The steps of guide one. Paths of findings are places in the file.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct EnterpriseCheck: out {
        /// 质量技术帮扶申请表.
        pub application: ApplicationCheck,
        /// 阶段自查.
        pub checklist: ChecklistProgress,
        /// 风险自判.
        pub risk: RiskTriage,
        /// Causes that failed items suggest.
        pub suggestions: CauseSuggestions,
        /// 原因分析.
        pub causes: CauseAnalysis,
        /// 法定期限.
        pub deadlines: LegalDeadlines,
        /// 帮扶方案.
        pub plan: Plan,
        /// 帮扶工作记录.
        pub records: RecordCheck,
        /// 效果评价.
        pub effect: Evaluation,
        /// A-6 自查结论: what the application takes from the other steps.
        pub conclusion: Conclusion,
    }
}

object! {
    /// A-6 自查结论. Nobody types it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Conclusion: out {
        /// 九个阶段的自查结果, a sentence for each stage.
        pub stage_scores: Vec<String>,
        /// 前三个原因, by their share.
        pub top_causes: Vec<String>,
        /// 风险自判.
        pub risk_result: String,
        /// 还缺的证据.
        pub missing_evidence: Vec<String>,
    }
}

/// Works out every step of guide one.
pub(super) fn check(pack: &Assistance, dossier: &Dossier, today: Date) -> Result<EnterpriseCheck> {
    let blank = Application::default();
    let application = dossier.application.as_ref().unwrap_or(&blank);
    let filter = ChecklistFilter::of(application);
    let answers = &dossier.answers;
    let wanted = dossier.r#override.as_ref();
    let case = PlanCase {
        pack,
        application,
        facts: &dossier.facts,
        wanted,
        causes: &dossier.causes,
        answers,
        draft: &dossier.draft,
    };
    // First of all: a code of the application is refused where it was chosen, not where the filter takes it from there.
    let form = application::validate(pack, application, today)?;
    let checklist = checklist::progress(pack, answers, &filter)?;
    let risk = risk::triage(pack, application, &dossier.facts, wanted, today)?;
    let mut causes = causes::analyse(pack, Some(&application.problems), &dossier.causes, answers)?;
    let grounds = Grounds { risk: &risk, causes: &causes, checklist: &checklist };
    let mut plan = plan::assemble_on(&case, &grounds, today)?;
    let records = record::check(pack, &application.problems, &dossier.records)?;
    let (baseline, follow_up) = measured(pack, dossier, &filter, &checklist, &records.standing)?;
    let mut effect = effect::evaluate(pack, &dossier.draft.goals, &baseline, &follow_up, &checklist, &dossier.views)?;
    let locate = |issue: &mut Issue| places::locate(issue, &OF_ENTERPRISE);
    effect.issues.iter_mut().for_each(locate);
    causes.issues.iter_mut().for_each(locate);
    let gaps = plan.parts.iter_mut().flat_map(|part| part.missing.iter_mut());
    gaps.chain(plan.gaps.iter_mut()).for_each(locate);
    Ok(EnterpriseCheck {
        application: form,
        suggestions: causes::suggest(pack, answers)?,
        deadlines: deadlines::legal_deadlines(pack, &events(dossier, application), today)?,
        conclusion: conclusion(pack, dossier, &checklist, &causes, &risk),
        checklist,
        risk,
        causes,
        plan,
        records,
        effect,
    })
}

/// What sets time limits off: what was written down, and what the application says anyway.
fn events(dossier: &Dossier, application: &Application) -> Vec<Event> {
    let mut events = dossier.events.clone();
    let mut add = |kind: &str, date: Option<Date>| {
        let Some(date) = date else { return };
        let event = Event { kind: kind.to_owned(), date };
        if !events.contains(&event) {
            events.push(event);
        }
    };
    for problem in &application.problems {
        add("orderReceived", problem.order_received_on.filter(|_| problem.order_received == Some(true)));
    }
    for product in &application.products {
        add("licenceExpiry", product.xk_expire);
    }
    events
}

fn conclusion(
    pack: &Assistance,
    dossier: &Dossier,
    checklist: &ChecklistProgress,
    causes: &CauseAnalysis,
    risk: &RiskTriage,
) -> Conclusion {
    let stage = |stage: &checklist::StageProgress| {
        let score = stage.score.as_ref().map_or_else(|| "未计分".to_owned(), super::super::exact::Rate::text);
        format!("{}：{}（{score}）", stage.name, stage.status_name)
    };
    let mut missing_evidence = Vec::new();
    for row in &causes.main {
        let row = dossier.causes.get(*row as usize);
        if let Some(row) = row.filter(|row| row.evidence.is_empty()) {
            let class = row.cause.as_deref().and_then(|code| causes::find(pack, code));
            let evidence = class.map(|(_, cause)| format!("{}：{}", cause.name, cause.evidence));
            missing_evidence.extend(evidence.or_else(|| row.custom.clone()));
        }
    }
    for item in pack.checklist.iter().flat_map(|stage| stage.items.iter()).filter(|item| item.key) {
        let answer = dossier.answers.get(&item.code).and_then(Option::as_ref);
        let unproved =
            |answer: &&checklist::ItemAnswer| answer.verdict == Some(Verdict::Conforming) && answer.evidence.is_empty();
        if answer.as_ref().is_some_and(unproved) {
            missing_evidence.push(format!("{}：{}", item.code, item.evidence));
        }
    }
    Conclusion {
        stage_scores: checklist.stages.iter().map(stage).collect(),
        top_causes: causes.pareto.iter().take(3).map(|row| row.name.clone()).collect(),
        risk_result: risk.summary.clone(),
        missing_evidence,
    }
}
