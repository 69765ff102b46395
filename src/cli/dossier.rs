//! `check`, `verify` and `merge` for a terminal.

use quality_selfcheck::date::Date;
use quality_selfcheck::dossier::{self, AsWritten, Dossier, DossierFormat, EnterpriseCheck, ReadDossier};
use quality_selfcheck::error::Result;
use quality_selfcheck::issue::Issue;
use quality_selfcheck::pack::{Packs, Severity, built_in};

use crate::answer::Answer;
use crate::assessment;

/// Where the plan stands among the steps.
const PLAN: usize = 4;

/// How many findings are shown.
const FINDINGS: usize = 12;

/// Every step of a case, in a line or two each.
pub(crate) fn check(packs: &Packs<'_>, text: &str, today: Date) -> Result<String> {
    let ReadDossier { dossier, changes } = dossier::read(packs, text)?;
    let check = dossier::check(packs, &dossier, today)?;
    let mut lines = vec![format!("{}（按 {today} 计算）", dossier.title.trim())];
    if let Some(case) = &check.enterprise {
        enterprise(&mut lines, case);
    }
    if let Some(scorecard) = &check.governance {
        lines.push(assessment::render(packs, "行业质量共治自评", scorecard).trim_end().to_owned());
    }
    if let Some(framework) = &check.framework {
        lines.extend([String::new(), format!("实施框架  {}", framework.summary)]);
        found(&mut lines, &framework.issues);
    }
    if let Some(satisfaction) = &check.satisfaction {
        lines.extend([String::new(), format!("满意度    {}", satisfaction.summary)]);
        found(&mut lines, &satisfaction.issues);
    }
    if !changes.is_empty() {
        lines.extend([String::new(), "打开时发现".to_owned()]);
        lines.extend(changes.iter().map(|change| format!("{}  {}", change.path, change.message)));
    }
    if check.enterprise.is_some() {
        lines.push(String::new());
        lines.push(packs.assistance().manifest.standing.to_string());
    }
    Ok(lines.join("\n") + "\n")
}

/// The findings of one step, each with its place in the file.
fn found(lines: &mut Vec<String>, issues: &[Issue]) {
    lines.extend(issues.iter().map(|issue| format!("{}  {}", issue.path, issue.message)));
}

fn enterprise(lines: &mut Vec<String>, case: &EnterpriseCheck) {
    let application = &case.application;
    let next = application.decision_step.as_ref().map(|step| format!("；下一步：{step}")).unwrap_or_default();
    lines.push(format!("申请表  必填 {}/{}{next}", application.filled, application.required));
    lines.push(format!("自查    {}", case.checklist.summary));
    lines.extend(case.checklist.stages.iter().map(|stage| {
        let score = stage.score.map(|score| score.text()).unwrap_or_default();
        format!("        {:<3} {:>6}  {}  {}", stage.code, score, stage.status_name, stage.name)
    }));
    lines.push(format!("风险    {}", case.risk.summary));
    lines.extend(case.risk.reasons.iter().map(|reason| format!("        {:<4} {}", reason.rule, reason.sentence)));
    lines.push(format!("原因    {}", case.causes.summary));
    lines.extend(case.plan.causes.iter().map(|cause| format!("        主因 {} {}", cause.cause, cause.name)));
    for deadline in &case.deadlines.deadlines {
        let left = match deadline.days_left {
            left @ 0.. => format!("还有 {left} 天"),
            left => format!("已过 {} 天", -left),
        };
        lines.push(format!("期限    {} {}  {} {}，{left}", deadline.id, deadline.name, deadline.due, deadline.weekday));
    }
    lines.push(format!("方案    {}", case.plan.summary));
    let proposal = &case.plan.assistance_type.primary;
    lines.push(format!("        {} {}：{}", proposal.code, proposal.name, proposal.why));
    let methods: Vec<String> =
        case.plan.methods.iter().map(|method| format!("{} {}", method.code, method.name)).collect();
    lines.push(format!("        方法：{}", methods.join("、")));
    let totals = case.records.totals;
    lines.push(format!(
        "记录    服务 {} 次，{} 人天，检测数据 {} 条",
        totals.services, totals.person_days, totals.test_data
    ));
    lines.push(format!("效果    {}", case.effect.summary));
    findings(lines, case);
}

/// The findings of all steps, the gravest first.
fn findings(lines: &mut Vec<String>, case: &EnterpriseCheck) {
    let steps: [&[Issue]; 7] = [
        &case.application.issues,
        &case.checklist.issues,
        &case.risk.issues,
        &case.causes.issues,
        &case.plan.gaps,
        &case.records.issues,
        &case.effect.issues,
    ];
    let mut all: Vec<&Issue> = Vec::new();
    for (index, issues) in steps.into_iter().enumerate() {
        // The plan passes on what it rests on: that was said by the step it belongs to.
        let is_new = |issue: &&Issue| {
            index != PLAN || !all.iter().any(|other| other.rule == issue.rule && other.message == issue.message)
        };
        let new: Vec<&Issue> = issues.iter().filter(is_new).collect();
        all.extend(new);
    }
    if all.is_empty() {
        return;
    }
    lines.extend([String::new(), format!("请再看看（{} 处）", all.len())]);
    let mut shown = 0;
    for (severity, name) in [(Severity::Error, "要改"), (Severity::Warning, "看看"), (Severity::Info, "提示")] {
        for issue in all.iter().filter(|issue| issue.severity == severity) {
            if shown < FINDINGS {
                lines.push(format!("{name}  {}  {}", issue.path, issue.message));
            }
            shown += 1;
        }
    }
    if shown > FINDINGS {
        lines.push(format!("……还有 {} 处，用 call checkDossier 看全部", shown - FINDINGS));
    }
}

/// Whether a file says what its facts amount to.
pub(crate) fn verify(packs: &Packs<'_>, text: &str) -> Result<Answer> {
    let verification = dossier::verify(packs, &AsWritten::of(text)?)?;
    let mut lines = vec![verification.summary.clone()];
    lines.extend(verification.differences.iter().map(|change| format!("{}  {}", change.path, change.message)));
    Ok(Answer { bytes: (lines.join("\n") + "\n").into_bytes(), holds: verification.ok })
}

/// The merged file, and a list of what somebody has to decide.
pub(crate) fn merge(texts: &[String]) -> Result<(String, String)> {
    let packs = built_in();
    let read = |text: &String| dossier::read(&packs, text).map(|read| read.dossier);
    let dossiers = texts.iter().map(read).collect::<Result<Vec<Dossier>>>()?;
    let merged = dossier::merge(&dossiers)?;
    let mut lines = vec![merged.summary.clone()];
    for conflict in &merged.conflicts {
        let values: Vec<String> = conflict.values.iter().map(|value| quality_selfcheck::json::write(value)).collect();
        lines.push(format!(
            "{}  {}",
            conflict.path,
            values.iter().map(|value| value.trim()).collect::<Vec<_>>().join(" ↔ ")
        ));
    }
    let written = dossier::write(&packs, &merged.dossier, DossierFormat::Json)?;
    Ok((written.text, lines.join("\n") + "\n"))
}
