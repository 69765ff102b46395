//! Reports: every form of a case as a document, in the format that is asked for.
//!
//! What a form consists of is content (`ReportTemplate`): a bureau can replace it. A template is filled
//! from the file and from what comes of it, so that a fact is entered once and printed on every form.

mod assemble;
mod document;
mod docx;
mod html;
mod pictures;
mod plain;
mod score_sheet;
mod xlsx;
mod xml;
mod zip;

pub use document::{Block, Cell, Document, Picture, Table, TableColumn};
pub use docx::docx;
pub use xlsx::xlsx;

use crate::checklist::{self, ChecklistFilter};
use crate::date::Date;
use crate::dossier::{self, Dossier, Names};
use crate::error::{Code, Error, Result};
use crate::governance::{self, SchemeChoice, Scorecard};
use crate::json::{self, Encode, Json, decode_codes};
use crate::pack::{Packs, ReportTemplate, Text};
use pictures::Subject;

/// The formats of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReportFormat {
    /// A page made to be printed on A4.
    #[default]
    Html,
    /// Markdown.
    Markdown,
    /// All tables, one below the other.
    Csv,
    /// The document as JSON.
    Json,
    /// Word.
    Docx,
    /// Excel: a sheet for each table, with live formulas in the score.
    Xlsx,
}

decode_codes!(ReportFormat { "html" => Html, "markdown" => Markdown, "csv" => Csv, "json" => Json, "docx" => Docx, "xlsx" => Xlsx });

/// A report as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A form that can be exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportForm<'a> {
    /// Its code.
    pub form: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What a reader must know about it.
    pub note: &'a str,
    /// Where its name comes from.
    pub source: &'a crate::pack::Source,
}

/// The forms that can be exported.
#[must_use]
pub fn forms<'a>(packs: &Packs<'a>) -> Vec<ReportForm<'a>> {
    let form = |template: &'a ReportTemplate| ReportForm {
        form: &template.form,
        title: &template.title,
        note: &template.note,
        source: &template.source,
    };
    packs.assistance().reports.iter().map(form).collect()
}

/// A form of a case as a file.
///
/// # Errors
/// `unknown-code` for a form that there is none of, and what a step of the guides refuses, with its path.
pub fn export(
    packs: &Packs<'_>,
    dossier: &Dossier,
    form: &str,
    format: ReportFormat,
    today: Date,
) -> Result<ReportFile> {
    let document = document(packs, dossier, form, today)?;
    let (extension, mime, bytes) = match format {
        ReportFormat::Html => ("html", "text/html", html::html(&document).into_bytes()),
        ReportFormat::Markdown => ("md", "text/markdown", plain::markdown(&document).into_bytes()),
        ReportFormat::Csv => ("csv", "text/csv", plain::csv(&document).into_bytes()),
        ReportFormat::Docx => ("docx", DOCX, docx(&document)),
        ReportFormat::Xlsx => ("xlsx", XLSX, xlsx(&document)),
        ReportFormat::Json => ("json", "application/json", json::write(&document.encode()).into_bytes()),
    };
    let name = dossier::file_name(&[&document.title, "-", &dossier.title].concat(), Some(today), extension);
    Ok(ReportFile { name, mime, bytes })
}

/// A form of a case as a document.
///
/// # Errors
/// As [`export`].
pub fn document(packs: &Packs<'_>, dossier: &Dossier, form: &str, today: Date) -> Result<Document> {
    let pack = packs.assistance();
    let template = pack.reports.iter().find(|template| template.form == form).ok_or_else(|| {
        let known: Vec<&str> = pack.reports.iter().map(|template| template.form.as_ref()).collect();
        Error::new(Code::UnknownCode, format!("没有“{form}”这张表，可用的是：{}", known.join("、"))).at("form")
    })?;
    // A case study is told of the case without names.
    let anonymised = if form == CASE_STUDY {
        Some(dossier::anonymise(packs, dossier).map_err(|error| error.at("dossier"))?)
    } else {
        None
    };
    let shown = anonymised.as_ref().map_or(dossier, |anonymised| &anonymised.dossier);
    let check = dossier::check(packs, shown, today).map_err(|error| error.at("dossier"));
    let check = match check {
        // What a step refuses is in the file all the same: it must not keep the whole of it from being handed on.
        Err(_) if form == WHOLE => None,
        checked => Some(checked?),
    };
    let mut view = view(packs, shown, check.as_ref().and_then(|check| check.governance.as_ref()));
    if let Some(anonymised) = &anonymised {
        view.push(("caseStudy".into(), anonymised.case_study.encode()));
        view.push(("caseStudyNote".into(), anonymised.note.encode()));
    }
    let mut compared = None;
    let scored = |dossier: &Dossier| dossier.governance.is_some();
    let mut years = dossier.snapshots.iter().rev().filter(|snapshot| scored(&snapshot.dossier));
    if let Some(last) = years.next().filter(|_| [COMPARISON, GOVERNANCE].contains(&form) && scored(dossier)) {
        let comparison = dossier::compare_periods(packs, dossier, &last.label, None)?;
        view.push(("comparison".into(), comparison.encode()));
        compared = Some(comparison);
    }
    let path = match &shown.governance {
        Some(record) if form == GOVERNANCE => {
            let choice = Some(SchemeChoice::Named(record.scheme.clone())).filter(|_| !record.scheme.is_empty());
            Some(governance::improvement_path(packs.governance(), &record.assessment, None, None, choice.as_ref())?)
        }
        _ => None,
    };
    let tree = Json::Object(vec![
        ("dossier".into(), shown.encode()),
        ("check".into(), check.encode()),
        ("view".into(), Json::Object(view)),
    ]);
    let names = Names::of(packs);
    let source = assemble::Source {
        tree: &tree,
        names: &names,
        form: &pack.application,
        subject: Subject {
            dossier: shown,
            enterprise: check.as_ref().and_then(|check| check.enterprise.as_ref()),
            card: check.as_ref().and_then(|check| check.governance.as_ref()),
            comparison: compared.as_ref(),
            path: path.as_ref(),
        },
        scored: check.as_ref().and_then(|check| check.governance.as_ref()).map(|card| {
            let schemes = &packs.governance().schemes;
            (card, schemes.iter().find(|scheme| scheme.id == card.scheme.id))
        }),
        filled: check.as_ref().and_then(|check| check.enterprise.as_ref()),
    };
    // What a form of guide two quotes is that guide's.
    let [first, second] = packs.identities();
    let (manifest, sha256) = if [GOVERNANCE, COMPARISON].contains(&form) { second } else { first };
    let head = [manifest.name.as_ref(), "（", &manifest.edition, "）"].concat();
    let seal = shown.sha256.as_deref().unwrap_or("未存");
    let foot = format!(
        "质量自查 {} · {today} · 内容包 {} · 存档校验值 {seal}",
        env!("CARGO_PKG_VERSION"),
        sha256.get(..12).unwrap_or_default()
    );
    let mut document = Document { title: template.title.to_string(), head, foot, blocks: Vec::new() };
    document.blocks.push(Block::Note(template.note.to_string()));
    document.blocks.extend(source.blocks(&template.blocks));
    Ok(document)
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CASE_STUDY: &str = "case-study";
const COMPARISON: &str = "comparison";
const GOVERNANCE: &str = "governance";
const WHOLE: &str = "dossier";

/// What is prepared for the eye: rows that the file and its results do not hold as they are shown.
fn view(packs: &Packs<'_>, dossier: &Dossier, card: Option<&Scorecard>) -> Vec<(Text, Json)> {
    let pack = packs.assistance();
    let blank = crate::application::Application::default();
    let application = dossier.application.as_ref().unwrap_or(&blank);
    let object = |entries: &[(&'static str, Json)]| {
        Json::Object(entries.iter().map(|(key, value)| ((*key).into(), value.clone())).collect())
    };
    let filter = ChecklistFilter::of(application);
    let items = checklist::verdicts(pack, &dossier.answers, &filter).into_iter().map(|(item, verdict)| {
        let answer = dossier.answers.get(&item.code).and_then(Option::as_ref);
        let star = if item.key { "★" } else { "" };
        let verdict = if verdict == "blank" { "未答" } else { verdict };
        object(&[
            ("code", item.code.encode()),
            ("star", star.encode()),
            ("requirement", item.requirement.encode()),
            ("verdict", verdict.encode()),
            (
                "note",
                answer
                    .map(|answer| [&answer.reason, &answer.note].map(Encode::encode))
                    .map_or(Json::Null, |both| Json::Array(both.into())),
            ),
            ("evidence", answer.map(|answer| answer.evidence.encode()).encode()),
            ("advice", item.advice.encode()),
        ])
    });
    let products = application.products.iter().map(|product| product.product_name.encode());
    let mut view =
        vec![("items".into(), Json::Array(items.collect())), ("products".into(), Json::Array(products.collect()))];
    if let (Some(record), Some(card)) = (&dossier.governance, card) {
        let period =
            [record.period_from, record.period_to].map(|day| day.map_or_else(String::new, |day| day.to_string()));
        view.push(("period".into(), period.join(" 至 ").encode()));
        let reasons = card.grade_reasons.iter().map(|reason| reason.message.encode());
        view.push(("gradeReasons".into(), Json::Array(reasons.collect())));
        let parts = packs.governance().indicators.iter().flat_map(|primary| &primary.secondary);
        let texts: Vec<_> = parts.flat_map(|secondary| &secondary.indicators).flat_map(|c| &c.units).collect();
        let unit = |unit: &crate::governance::UnitScore| {
            let text = texts.iter().find(|other| other.code == unit.code).map(|other| &other.text);
            let answer = record.assessment.units.get(&unit.code).and_then(Option::as_ref);
            let level = |level: Option<u8>| level.map(|level| format!("L{level}")).encode();
            let pieces = answer
                .map(|answer| answer.evidence.iter().map(|piece| record.assessment.title_of(piece).encode()).collect());
            object(&[
                ("code", unit.code.encode()),
                ("text", text.encode()),
                ("claimed", level(unit.claimed)),
                ("granted", level(unit.granted)),
                ("score", unit.score.encode()),
                ("evidence", pieces.map_or(Json::Null, Json::Array)),
                (
                    "why",
                    Json::Array(vec![
                        unit.why.encode(),
                        answer.map(|answer| answer.not_applicable.encode()).encode(),
                        answer.map(|answer| answer.note.encode()).encode(),
                    ]),
                ),
            ])
        };
        view.push(("units".into(), Json::Array(card.units.iter().map(unit).collect())));
    }
    view
}
