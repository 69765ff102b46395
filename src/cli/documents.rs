//! `report` and `import` for a terminal.

use std::path::Path;

use quality_selfcheck::answer_sheet::{self, SheetChange, SheetIssue};
use quality_selfcheck::date::Date;
use quality_selfcheck::document::ReportFormat;
use quality_selfcheck::dossier::{self, DossierFormat};
use quality_selfcheck::error::Result;
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::Packs;
use quality_selfcheck::report;

/// Longer texts are cut in the list of changes; the file has all of them.
const SHOWN: usize = 40;

/// The forms that a case can be exported as, one a line.
pub(crate) fn forms(packs: &Packs<'_>) -> String {
    let forms = report::forms(packs).forms.into_iter().filter(|form| form.subject.is_one_case());
    forms.map(|form| format!("{:<20} {}\n", form.form, form.title)).collect::<Vec<_>>().concat()
}

/// The format that was asked for, else the one that a file's name says, else a page.
pub(crate) fn format(asked: Option<&str>, file: Option<&Path>) -> Result<ReportFormat> {
    let extension = file.and_then(|file| Some(file.extension()?.to_str()?.to_lowercase()));
    match asked.or(extension.as_deref()) {
        None => Ok(ReportFormat::default()),
        Some("md") => Ok(ReportFormat::Markdown),
        Some("htm") => Ok(ReportFormat::Html),
        Some(code) => json::decode(&Json::String(code.to_owned().into())).map_err(|error| error.at("format")),
    }
}

/// A form of a case.
pub(crate) fn export(packs: &Packs<'_>, text: &str, form: &str, format: ReportFormat, today: Date) -> Result<Vec<u8>> {
    let dossier = dossier::read(packs, text)?.dossier;
    Ok(report::export(packs, &dossier, form, format, today)?.bytes)
}

/// The case with the answers of a sheet, as a save file, what they change, and whether all of the sheet could be read.
pub(crate) fn import(packs: &Packs<'_>, case: &str, sheet: &str) -> Result<(String, String, bool)> {
    let dossier = dossier::read(packs, case)?.dossier;
    let read = answer_sheet::read(packs, dossier, sheet)?;
    let mut lines = vec![format!("读了 {} 行，会改 {} 处", read.rows, read.changes.len())];
    let shown = |text: &str| match text.char_indices().nth(SHOWN) {
        _ if text.is_empty() => "空".to_owned(),
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "……"].concat().replace('\n', " "),
        None => text.replace('\n', " "),
    };
    let change = |change: &SheetChange| {
        format!("{:<7} {}：{} → {}", change.code, change.column, shown(&change.before), shown(&change.after))
    };
    lines.extend(read.changes.iter().map(change));
    lines.extend(read.issues.iter().map(|issue: &SheetIssue| format!("第 {} 行  {}", issue.line, issue.message)));
    let written = dossier::write(packs, &read.dossier, DossierFormat::Json)?;
    Ok((written.text, lines.join("\n") + "\n", read.issues.is_empty()))
}
