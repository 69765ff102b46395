//! `pack lint` and `pack diff` for a terminal.

use quality_selfcheck::bureau::{self, ChangeKind};
use quality_selfcheck::error::Result;
use quality_selfcheck::json;
use quality_selfcheck::pack::{Severity, built_in};

use crate::answer::Answer;

/// Says what is wrong in a pack.
pub(crate) fn lint(text: &str) -> Result<Answer> {
    let lint = bureau::lint(&built_in(), &json::read(text)?)?;
    let mut lines = vec![lint.summary.clone()];
    lines.extend(lint.findings.iter().map(|finding| {
        let weight = if finding.severity == Severity::Error { "要改" } else { "看看" };
        format!("{weight}  {}  {}", finding.path, finding.message)
    }));
    lines.push(format!("SHA-256 {}", lint.sha256));
    Ok(Answer { bytes: (lines.join("\n") + "\n").into_bytes(), holds: lint.ok })
}

/// Lists what differs between two packs, or between ours and one.
pub(crate) fn diff(texts: &[String]) -> Result<String> {
    let packs = texts.iter().map(|text| json::read(text)).collect::<Result<Vec<_>>>()?;
    let diff = match packs.as_slice() {
        [before, after] => bureau::diff(&built_in(), Some(before), after)?,
        [after] => bureau::diff(&built_in(), None, after)?,
        _ => return Ok(String::new()),
    };
    let mut lines = vec![diff.summary.clone()];
    lines.extend(diff.changes.iter().map(|change| match change.kind {
        ChangeKind::Added => format!("新增  {}", change.path),
        ChangeKind::Removed => format!("删去  {}", change.path),
        ChangeKind::Changed => format!("改动  {}  {}", change.path, change.keys.join("、")),
    }));
    if !diff.reopened.is_empty() {
        lines.push(format!("要重新回答：{}", diff.reopened.join("、")));
    }
    Ok(lines.join("\n") + "\n")
}
