//! The steps of guide one, worked out from the one file.

use std::borrow::Cow;

use super::facts::{Dossier, DossierKind};
use super::measured::measured;
use super::places::{self, OF_ENTERPRISE};
use crate::application::{self, Answered, Application, ApplicationCheck, Checked};
use crate::causes::{self, CauseAnalysis, CauseSuggestions};
use crate::checklist::{self, ChecklistFilter, ChecklistProgress, Verdict};
use crate::date::Date;
use crate::deadlines::{self, Event, LegalDeadlines};
use crate::duty::{self, DailyDuty, DutyFacts};
use crate::effect::{self, Evaluation};
use crate::error::{Code, Error, Result};
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Assistance, Packs};
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
        /// 各阶段的自查结果, a sentence for each stage.
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
    // First of all: a code of the application is refused where it was chosen, not where the filter takes it from there.
    let application = application(pack, dossier, today)?;
    let checklist = checklist(pack, dossier)?;
    let risk = risk(pack, dossier, today)?;
    let causes = causes(pack, dossier)?;
    let plan = plan(pack, dossier, &Grounds { risk: &risk, causes: &causes, checklist: &checklist }, today)?;
    let records = records(pack, dossier)?;
    Ok(EnterpriseCheck {
        application,
        suggestions: suggestions(pack, dossier)?,
        deadlines: deadlines(pack, dossier, today)?,
        effect: effect(pack, dossier, &checklist, &records)?,
        conclusion: conclusion(pack, dossier, &checklist, &causes, &risk),
        checklist,
        risk,
        causes,
        plan,
        records,
    })
}

/// The application of a file, or a blank one.
fn asked(dossier: &Dossier) -> Cow<'_, Application> {
    dossier.application.as_ref().map_or_else(|| Cow::Owned(Application::default()), Cow::Borrowed)
}

/// 质量技术帮扶申请表.
pub(crate) fn application(pack: &Assistance, dossier: &Dossier, today: Date) -> Result<ApplicationCheck> {
    application::validate(pack, &asked(dossier), today)
}

/// The same, kept to be checked again: where it is known which groups are answered otherwise, from the one of before.
pub(crate) fn checked(
    pack: &Assistance,
    dossier: &Dossier,
    today: Date,
    before: Option<(Checked, &[Answered<'_>])>,
) -> Result<Checked> {
    let application = asked(dossier);
    match before {
        Some((before, changed)) => before.again(pack, &application, today, changed),
        None => application::checked(pack, &application, today),
    }
}

/// 阶段自查.
pub(crate) fn checklist(pack: &Assistance, dossier: &Dossier) -> Result<ChecklistProgress> {
    checklist::progress(pack, &dossier.answers, &ChecklistFilter::of(&asked(dossier)))
}

/// 风险自判.
pub(crate) fn risk(pack: &Assistance, dossier: &Dossier, today: Date) -> Result<RiskTriage> {
    risk::triage(pack, &asked(dossier), &dossier.facts, dossier.r#override.as_ref(), today)
}

/// Causes that failed items suggest.
pub(crate) fn suggestions(pack: &Assistance, dossier: &Dossier) -> Result<CauseSuggestions> {
    causes::suggest(pack, &dossier.answers)
}

/// 原因分析.
pub(crate) fn causes(pack: &Assistance, dossier: &Dossier) -> Result<CauseAnalysis> {
    let analysis = causes::analyse(pack, Some(&asked(dossier).problems), &dossier.causes, &dossier.answers);
    let mut analysis = analysis.map_err(placed)?;
    analysis.issues.iter_mut().for_each(locate);
    Ok(analysis)
}

/// 法定期限.
pub(crate) fn deadlines(pack: &Assistance, dossier: &Dossier, today: Date) -> Result<LegalDeadlines> {
    deadlines::legal_deadlines(pack, &events(dossier, &asked(dossier)), today)
}

/// 帮扶方案.
pub(crate) fn plan(pack: &Assistance, dossier: &Dossier, grounds: &Grounds<'_>, today: Date) -> Result<Plan> {
    let case = PlanCase {
        pack,
        application: &asked(dossier),
        facts: &dossier.facts,
        wanted: dossier.r#override.as_ref(),
        causes: &dossier.causes,
        answers: &dossier.answers,
        draft: &dossier.draft,
    };
    let mut plan = plan::assemble_on(&case, grounds, today).map_err(placed)?;
    let gaps = plan.parts.iter_mut().flat_map(|part| part.missing.iter_mut());
    gaps.chain(plan.gaps.iter_mut()).for_each(locate);
    Ok(plan)
}

/// 帮扶工作记录.
pub(crate) fn records(pack: &Assistance, dossier: &Dossier) -> Result<RecordCheck> {
    record::check(pack, &asked(dossier).problems, &dossier.records)
}

/// 效果评价.
pub(crate) fn effect(
    pack: &Assistance,
    dossier: &Dossier,
    checklist: &ChecklistProgress,
    records: &RecordCheck,
) -> Result<Evaluation> {
    let filter = ChecklistFilter::of(&asked(dossier));
    let (baseline, follow_up) = measured(pack, dossier, &filter, checklist, &records.standing)?;
    let effect = effect::evaluate(pack, &dossier.draft.goals, &baseline, &follow_up, checklist, &dossier.views);
    let mut effect = effect.map_err(placed)?;
    effect.issues.iter_mut().for_each(locate);
    Ok(effect)
}

fn placed(error: Error) -> Error {
    places::placed(error, &OF_ENTERPRISE)
}

fn locate(issue: &mut Issue) {
    places::locate(issue, &OF_ENTERPRISE);
}

/// What sets time limits off: what was written down, and what the application says anyway.
fn events(dossier: &Dossier, application: &Application) -> Vec<Event> {
    let mut events = dossier.events.clone();
    let mut add = |kind: &str, date: Option<Date>, due: Option<Date>| {
        let Some(date) = date else { return };
        let is_alike = |event: &Event| event.due.is_none() || due.is_none() || event.due == due;
        let known = events.iter_mut().find(|event| event.kind == kind && event.date == date && is_alike(event));
        match known {
            // What the document states is stated once.
            Some(event) => event.due = event.due.or(due),
            None => events.push(Event { kind: kind.to_owned(), date, due }),
        }
    };
    for problem in &application.problems {
        add("ordered", problem.ordered_on.filter(|_| problem.order_received == Some(true)), problem.due_on);
    }
    for product in &application.products {
        add("licenceExpiry", product.xk_expire, None);
    }
    events
}

/// What the two regulations still ask for on a day.
///
/// # Errors
/// `unknown-code` for an item or a cause that there is not, `unsupported-format` for an association's file.
pub fn daily_duty(packs: &Packs<'_>, dossier: &Dossier, today: Date) -> Result<DailyDuty> {
    if dossier.kind != DossierKind::Enterprise {
        return Err(Error::new(Code::UnsupportedFormat, "这是协会的档案，两个规定要企业来做").at("kind"));
    }
    let pack = packs.assistance();
    application::check_codes(pack, &asked(dossier))?;
    duty(pack, dossier, &causes(pack, dossier)?, today)
}

/// What the two regulations still ask for, after the causes.
pub(crate) fn duty(pack: &Assistance, dossier: &Dossier, causes: &CauseAnalysis, today: Date) -> Result<DailyDuty> {
    let filter = &ChecklistFilter::of(&asked(dossier));
    checklist::check_codes(pack, &dossier.answers)?;
    let facts = DutyFacts {
        controls: &dossier.risk_controls,
        daily: &dossier.daily_checks,
        weekly: &dossier.weekly_reports,
        monthly: &dossier.monthly_minutes,
        answers: &dossier.answers,
        filter,
        causes: &dossier.causes,
        main: &causes.main,
    };
    Ok(duty::daily_duty(pack, &facts, today))
}

/// A-6 自查结论.
pub(crate) fn conclusion(
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
        stage_scores: checklist.stages.iter().map(stage).listed(),
        top_causes: causes.pareto.iter().take(3).map(|row| row.name.clone()).listed(),
        risk_result: risk.summary.clone(),
        missing_evidence,
    }
}
