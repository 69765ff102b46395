//! A form of a case, or of members' files, as a document and as a file.

use super::assemble::Source;
use super::forms::templates;
use super::pictures::Subject;
use super::view::view;
use crate::date::Date;
use crate::document::{Document, ReportFile, ReportFormat, file_name, write};
use crate::dossier::{self, CheckedFile, Dossier, DossierKind, Names};
use crate::error::{Code, Error, Result, excerpt};
use crate::governance;
use crate::industry::{self, SummaryPart};
use crate::json::{Encode, Json};
use crate::listed::Listed;
use crate::pack::{Manifest, Packs, ReportSubject, ReportTemplate, Text};

/// So much of a fingerprint tells one file from another at a glance.
const SHORT: usize = 12;

/// A form of a case as a file.
///
/// # Errors
/// As [`document()`].
pub fn export(
    packs: &Packs<'_>,
    dossier: &Dossier,
    form: &str,
    format: ReportFormat,
    today: Date,
) -> Result<ReportFile> {
    Ok(write(&document(packs, dossier, form, today)?, format))
}

/// 会员汇总 as a file for others: small cells are hidden.
///
/// # Errors
/// As [`summary_document`].
pub fn export_summary(
    packs: &Packs<'_>,
    part: &SummaryPart,
    asked: Option<u32>,
    format: ReportFormat,
    today: Date,
) -> Result<ReportFile> {
    Ok(write(&summary_document(packs, part, asked, today)?, format))
}

/// A form of a case as a document.
///
/// # Errors
/// `unknown-code` for a form that there is none of, and what a step of the guides refuses, with its path.
pub fn document(packs: &Packs<'_>, dossier: &Dossier, form: &str, today: Date) -> Result<Document> {
    let of_cases = || templates(packs).filter(|(_, template)| template.subject.is_one_case());
    let (guide, template) = of_cases().find(|(_, template)| template.form == form).ok_or_else(|| {
        let known: Vec<&str> = of_cases().map(|(_, template)| template.form.as_ref()).listed();
        Error::new(Code::UnknownCode, format!("没有“{}”这张表，可用的是：{}", excerpt(form), known.join("、")))
            .at("form")
    })?;
    // What any case can be printed as rests on the guide that the case follows.
    let is_association = dossier.kind == DossierKind::Association;
    let guide = if template.subject == ReportSubject::Case { usize::from(is_association) } else { guide };
    let anonymised = if template.anonymised {
        Some(dossier::anonymise(packs, dossier).map_err(|error| error.at("dossier"))?)
    } else {
        None
    };
    let shown = anonymised.as_ref().map_or(dossier, |anonymised| &anonymised.dossier);
    let check = dossier::checked(packs, shown, today).map_err(|error| error.at("dossier"));
    let check = match check {
        Err(_) if template.lenient => None,
        checked => Some(checked?),
    };
    let enterprise = check.as_ref().map(CheckedFile::enterprise).filter(|check| **check != Json::Null);
    let card = check.as_ref().and_then(|check| check.governance.as_ref());
    let framework = check.as_ref().and_then(|check| check.framework.as_ref());
    let mut view = view(packs, shown, card, framework);
    view.push(("standing".into(), identity(packs, guide).0.standing.encode()));
    if let Some(anonymised) = &anonymised {
        view.push(("caseStudy".into(), anonymised.case_study.encode()));
        view.push(("caseStudyNote".into(), anonymised.note.encode()));
    }
    let mut compared = None;
    let mut years = dossier.snapshots.iter().rev().filter(|snapshot| snapshot.dossier.is_scored());
    if let Some(last) = years.next().filter(|_| template.comparison && dossier.governance.is_some()) {
        let comparison = dossier::compare_periods(packs, dossier, &last.label, None)?;
        view.push(("comparison".into(), comparison.encode()));
        compared = Some(comparison);
    }
    let path = match &shown.governance {
        Some(record) if template.path => {
            let choice = record.scheme_choice(None)?;
            Some(governance::improvement_path(packs.governance(), &record.assessment, None, None, choice.as_ref())?)
        }
        _ => None,
    };
    let tree = Json::Object(vec![
        ("dossier".into(), shown.encode()),
        ("check".into(), check.as_ref().map_or(Json::Null, |check| check.tree.clone())),
        ("view".into(), Json::Object(view)),
    ]);
    let source = Source {
        tree: &tree,
        names: &Names::of(packs),
        form: &packs.assistance().form(),
        subject: Subject {
            dossier: Some(shown),
            enterprise,
            card,
            comparison: compared.as_ref(),
            path: path.as_ref(),
            framework,
            overview: None,
        },
        scored: card.map(|card| {
            let schemes = &packs.governance().schemes;
            (card, schemes.iter().find(|scheme| scheme.id == card.scheme.id))
        }),
        filled: enterprise,
    };
    // Neither the title nor the seal of the real case may stand on what is told without names.
    let (mut of, mut seal) = (String::new(), None);
    if anonymised.is_none() {
        of = ["-", &*dossier.title].concat();
        seal = dossier::kept_seal(dossier).or(Some("未存"));
    }
    let scheme = card.map(|card| card.scheme.id.to_string());
    let name = file_name(&[&template.title, &*of].concat(), Some(today));
    let scheme = scheme.filter(|_| guide == 1).map(|scheme| [" · 评分方案 ", &scheme].concat()).unwrap_or_default();
    let document = source.document(template, name, margins(packs, guide, today, &scheme, seal));
    let is_draft = template.draft_until.as_ref().is_some_and(|place| check.is_some() && !is_settled(&source, place));
    Ok(if is_draft { as_draft(document) } else { document })
}

/// Whether a place says true, or that nothing is left.
fn is_settled(source: &Source<'_>, place: &str) -> bool {
    source.root().at(place).is_some_and(|place| match place.json {
        Json::Bool(settled) => *settled,
        Json::Array(left) => left.is_empty(),
        _ => false,
    })
}

/// A document that says on every page that it is not finished.
fn as_draft(mut document: Document) -> Document {
    document.name.push_str("-草稿");
    document.head.insert_str(0, "草稿　");
    document
}

/// 会员汇总 as a document; small cells are hidden.
///
/// # Errors
/// As [`industry::anonymise_summary`].
pub fn summary_document(packs: &Packs<'_>, part: &SummaryPart, asked: Option<u32>, today: Date) -> Result<Document> {
    let overview = industry::anonymise_summary(packs, part, asked)?;
    let template = templates(packs).find(|(_, template)| template.subject == ReportSubject::Members);
    let Some((guide, template)) = template else {
        return Err(Error::new(Code::UnsupportedFormat, "内容包里没有会员汇总这张表"));
    };
    let tree = Json::Object(vec![("overview".into(), overview.encode())]);
    let source = Source {
        tree: &tree,
        names: &Names::of(packs),
        form: &packs.assistance().form(),
        subject: Subject { overview: Some(&overview), ..Subject::default() },
        scored: None,
        filled: None,
    };
    let name = file_name(&template.title, Some(today));
    Ok(source.document(template, name, margins(packs, guide, today, "", None)))
}

/// The forms of compiled cases, filled from `/collection`.
pub(crate) fn collected(packs: &Packs<'_>, tree: &Json, today: Date) -> Vec<(Text, Document)> {
    let templates = templates(packs).filter(|(_, template)| template.subject == ReportSubject::Cases);
    let document = |(guide, template): (usize, &ReportTemplate)| {
        let source = Source {
            tree,
            names: &Names::of(packs),
            form: &packs.assistance().form(),
            subject: Subject::default(),
            scored: None,
            filled: None,
        };
        let name = file_name(&template.title, Some(today));
        (template.form.clone(), source.document(template, name, margins(packs, guide, today, "", None)))
    };
    templates.map(document).listed()
}

/// What stands in the head and in the foot of every page, and at the end: the pack of this place with its edition and status;
/// version, day and what the fingerprints begin with; the fingerprints.
fn margins(packs: &Packs<'_>, guide: usize, today: Date, scheme: &str, seal: Option<&str>) -> [String; 3] {
    let (manifest, sha256) = identity(packs, guide);
    let head = [manifest.name.as_ref(), "（", &manifest.edition, "）"].concat();
    let version = env!("CARGO_PKG_VERSION");
    let of_seal = |before: &str, seal: Option<&str>| seal.map(|seal| [before, seal].concat()).unwrap_or_default();
    let short = |sha256: &'_ str| sha256.get(..SHORT).unwrap_or(sha256).to_owned();
    let foot = format!("质量自查 {version} · {today} · 内容包 {}{scheme}", short(sha256));
    let foot = [foot, of_seal(" · 存档 ", seal.map(short).as_deref())].concat();
    let fingerprint = ["完整的校验值：内容包 ", sha256, &of_seal("；存档 ", seal)].concat();
    [head, foot, fingerprint]
}

fn identity<'a>(packs: &Packs<'a>, guide: usize) -> (&'a Manifest, &'a str) {
    let [first, second] = packs.identities();
    if guide == 0 { first } else { second }
}
