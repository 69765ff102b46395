//! Reports: every form of a case as a document, in the format that is asked for.
//!
//! What a form consists of is content (`ReportTemplate`): a bureau can replace it. A template is filled
//! from the file and from what comes of it, so that a fact is entered once and printed on every form.

mod application;
mod assemble;
mod everything;
mod form;
mod members;
mod pictures;
mod score_sheet;

use crate::checklist::{self, ChecklistFilter};
use crate::date::Date;
use crate::document::{Document, ReportFile, ReportFormat, file_name, write};
use crate::dossier::{self, Dossier, DossierKind, Names};
use crate::error::{Code, Error, Result};
use crate::governance::{self, Scorecard};
use crate::industry::{self, SummaryPart};
use crate::json::{Encode, Json, object};
use crate::pack::{Manifest, Packs, ReportSubject, ReportTemplate, Source, Text, Unit};
use pictures::Subject;
pub(crate) use pictures::{CASE_CHARTS, MEMBER_CHARTS};

object! {
    /// A form that can be exported.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ReportForm<'a>: out {
        /// Its code.
        pub form: &'a str,
        /// Its title.
        pub title: &'a str,
        /// What it is filled from: `exportReport` takes cases, `exportSummary` what members' files amount to.
        pub subject: ReportSubject,
        /// What a reader must know about it.
        pub note: &'a str,
        /// Where its name comes from.
        pub source: &'a Source,
    }
}

object! {
    /// The forms that can be exported.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ReportForms<'a>: out {
        /// Guide one's first.
        pub forms: Vec<ReportForm<'a>>,
    }
}

/// The forms that can be exported.
#[must_use]
pub fn forms<'a>(packs: &Packs<'a>) -> ReportForms<'a> {
    let form = |(_, template): (usize, &'a ReportTemplate)| ReportForm {
        form: &template.form,
        title: &template.title,
        subject: template.subject,
        note: &template.note,
        source: &template.source,
    };
    ReportForms { forms: templates(packs).map(form).collect() }
}

/// All templates, with the place of their pack.
fn templates<'a>(packs: &Packs<'a>) -> impl Iterator<Item = (usize, &'a ReportTemplate)> {
    let of = |place, list: &'a [ReportTemplate]| list.iter().map(move |template| (place, template));
    of(0, &packs.assistance().reports).chain(of(1, &packs.governance().reports))
}

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
    let of_cases = || templates(packs).filter(|(_, template)| template.subject != ReportSubject::Members);
    let (guide, template) = of_cases().find(|(_, template)| template.form == form).ok_or_else(|| {
        let known: Vec<&str> = of_cases().map(|(_, template)| template.form.as_ref()).collect();
        Error::new(Code::UnknownCode, format!("没有“{form}”这张表，可用的是：{}", known.join("、"))).at("form")
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
    let check = dossier::check(packs, shown, today).map_err(|error| error.at("dossier"));
    let check = match check {
        Err(_) if template.lenient => None,
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
    if let Some(last) = years.next().filter(|_| template.comparison && scored(dossier)) {
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
        ("check".into(), check.encode()),
        ("view".into(), Json::Object(view)),
    ]);
    let source = assemble::Source {
        tree: &tree,
        names: &Names::of(packs),
        form: &packs.assistance().form(),
        subject: Subject {
            dossier: Some(shown),
            enterprise: check.as_ref().and_then(|check| check.enterprise.as_ref()),
            card: check.as_ref().and_then(|check| check.governance.as_ref()),
            comparison: compared.as_ref(),
            path: path.as_ref(),
            overview: None,
        },
        scored: check.as_ref().and_then(|check| check.governance.as_ref()).map(|card| {
            let schemes = &packs.governance().schemes;
            (card, schemes.iter().find(|scheme| scheme.id == card.scheme.id))
        }),
        filled: check.as_ref().and_then(|check| check.enterprise.as_ref()),
    };
    // Neither the title nor the seal of the real case may stand on what is told without names.
    let (mut of, mut seal) = (String::new(), String::new());
    if anonymised.is_none() {
        of = ["-", &*dossier.title].concat();
        seal = [" · 存档校验值 ", dossier::kept_seal(dossier).unwrap_or("未存")].concat();
    }
    let scheme = check.as_ref().and_then(|check| Some(check.governance.as_ref()?.scheme.id.to_string()));
    let name = file_name(&[&template.title, &*of].concat(), Some(today));
    let scheme = scheme.filter(|_| guide == 1).map(|scheme| [" · 评分方案 ", &scheme].concat()).unwrap_or_default();
    let foot = [&foot(packs, guide, today), &*scheme, &seal].concat();
    let document = source.document(template, name, head(packs, guide), foot);
    let is_draft = template.draft_until.as_ref().is_some_and(|place| check.is_some() && !is_settled(&source, place));
    Ok(if is_draft { as_draft(document) } else { document })
}

/// Whether a place says true, or that nothing is left.
fn is_settled(source: &assemble::Source<'_>, place: &str) -> bool {
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
    let source = assemble::Source {
        tree: &tree,
        names: &Names::of(packs),
        form: &packs.assistance().form(),
        subject: Subject { overview: Some(&overview), ..Subject::default() },
        scored: None,
        filled: None,
    };
    let name = file_name(&template.title, Some(today));
    Ok(source.document(template, name, head(packs, guide), foot(packs, guide, today)))
}

/// What stands in the head of every page: the pack of this place, with its edition and status.
fn head(packs: &Packs<'_>, guide: usize) -> String {
    let (manifest, _) = identity(packs, guide);
    [manifest.name.as_ref(), "（", &manifest.edition, "）"].concat()
}

/// How the foot of every page begins.
fn foot(packs: &Packs<'_>, guide: usize, today: Date) -> String {
    let (_, sha256) = identity(packs, guide);
    let version = env!("CARGO_PKG_VERSION");
    format!("质量自查 {version} · {today} · 内容包 {}", sha256.get(..12).unwrap_or_default())
}

fn identity<'a>(packs: &Packs<'a>, guide: usize) -> (&'a Manifest, &'a str) {
    let [first, second] = packs.identities();
    if guide == 0 { first } else { second }
}

/// The places that a form of a case is filled from, and those of what members' files amount to.
pub(crate) const CASE_ROOTS: [&str; 3] = ["dossier", "check", "view"];
pub(crate) const MEMBER_ROOTS: [&str; 1] = ["overview"];

/// What is prepared for the eye, as far as a template asks for it.
pub(crate) const VIEWS: [&str; 8] =
    ["items", "products", "period", "gradeReasons", "units", "caseStudy", "caseStudyNote", "comparison"];

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
            ("answer", answer.encode()),
        ])
    });
    let products = application.products.iter().map(|product| product.product_name.encode());
    let mut view =
        vec![("items".into(), Json::Array(items.collect())), ("products".into(), Json::Array(products.collect()))];
    let record = dossier.governance.as_ref();
    if let Some(record) = record {
        let period =
            [record.period_from, record.period_to].map(|day| day.map_or_else(String::new, |day| day.to_string()));
        view.push(("period".into(), period.join(" 至 ").encode()));
    }
    let reasons = card.iter().flat_map(|card| &card.grade_reasons).map(|reason| reason.message.encode());
    view.push(("gradeReasons".into(), Json::Array(reasons.collect())));
    let unit = |unit: &Unit| {
        let scored = card.and_then(|card| card.units.iter().find(|other| other.code == unit.code));
        let answer = record.and_then(|record| record.assessment.units.get(&unit.code).and_then(Option::as_ref));
        let level = |level: Option<u8>| level.map(|level| format!("L{level}")).encode();
        let pieces = answer.zip(record).map(|(answer, record)| {
            answer.evidence.iter().map(|piece| record.assessment.title_of(piece).encode()).collect()
        });
        object(&[
            ("code", unit.code.encode()),
            ("text", unit.text.encode()),
            ("claimed", level(scored.and_then(|unit| unit.claimed))),
            ("granted", level(scored.and_then(|unit| unit.granted))),
            ("score", scored.map(|unit| unit.score.encode()).encode()),
            ("evidence", pieces.map_or(Json::Null, Json::Array)),
            (
                "why",
                Json::Array(vec![
                    scored.map(|unit| unit.why.encode()).encode(),
                    answer.map(|answer| answer.not_applicable.encode()).encode(),
                    answer.map(|answer| answer.note.encode()).encode(),
                ]),
            ),
            ("answer", answer.encode()),
        ])
    };
    let parts = packs.governance().indicators.iter().flat_map(|primary| &primary.secondary);
    let units = parts.flat_map(|secondary| &secondary.indicators).flat_map(|indicator| &indicator.units);
    view.push(("units".into(), Json::Array(units.map(unit).collect())));
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::built_in;

    /// What a pack is told to be there is there, whether a template asks for more or not.
    #[test]
    fn the_views_are_those_that_templates_may_name() {
        let dossier = Dossier { governance: Some(Default::default()), ..Dossier::default() };
        let keys: Vec<Text> = view(&built_in(), &dossier, None).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, VIEWS.split_at(keys.len()).0);
        assert_eq!(VIEWS.split_at(keys.len()).1, ["caseStudy", "caseStudyNote", "comparison"]);
    }
}
