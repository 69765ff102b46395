//! `tasks` for a terminal.

use quality_selfcheck::case::{Case, StepState, StepStatus};
use quality_selfcheck::date::Date;
use quality_selfcheck::dossier::{self, DossierKind};
use quality_selfcheck::error::Result;
use quality_selfcheck::pack::Packs;

/// The task list of a case: phase by phase how far each step is, and where to go on.
pub(crate) fn tasks(packs: &Packs<'_>, text: &str, today: Date) -> Result<String> {
    let dossier = dossier::read(packs, text)?.dossier;
    let phases = match dossier.kind {
        DossierKind::Enterprise => &packs.assistance().steps,
        DossierKind::Association => &packs.governance().steps,
    };
    let mut lines = vec![format!("{}（按 {today} 计算）", dossier.title.trim())];
    let case = Case::open(packs, dossier, today)?;
    for phase in phases {
        lines.extend([String::new(), phase.name.to_string()]);
        lines.extend(case.steps().iter().filter(|step| step.phase == phase.code).map(line));
    }
    let opened = case.opened();
    if !opened.reopened.is_empty() {
        lines.extend([String::new(), "要重新回答".to_owned()]);
        lines.extend(opened.reopened.iter().map(|reopened| format!("{}  {}", reopened.path, reopened.message)));
    }
    // What has to be mended comes before what has not been done.
    let open = |status: StepStatus| case.steps().iter().find(move |step| step.status == status && step.next.is_some());
    let next = [StepStatus::NeedsAttention, StepStatus::InProgress, StepStatus::NotStarted].into_iter().find_map(open);
    if let Some((step, next)) = next.and_then(|step| Some((step, step.next.as_ref()?))) {
        lines.extend([String::new(), format!("接着做：{}，{}（{}）", step.name, next.label, next.path)]);
    }
    Ok(lines.join("\n") + "\n")
}

fn line(step: &StepState) -> String {
    let mark = match step.status {
        StepStatus::Complete => '✓',
        StepStatus::NeedsAttention => '!',
        StepStatus::InProgress => '…',
        StepStatus::NotStarted => '○',
        StepStatus::Blocked => '－',
    };
    let due = step.deadline.map_or_else(String::new, |day| format!("（{day} 前）"));
    format!("  {mark} {}：{}{due}", step.name, step.sentence)
}
