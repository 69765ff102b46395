//! What the templates of forms and reports are filled from: places that there are not, and what they do not say they need.

use super::checks::PackFinding;
use crate::error::{excerpt, pointer};
use crate::pack::{ReportBlock, ReportBlockKind, ReportSubject, ReportTemplate, StepPhase};
use crate::report::{BY_HAND, CASE_CHARTS, CASE_ROOTS, COLLECTION_ROOTS, MEMBER_CHARTS, MEMBER_ROOTS, VIEWS};

/// What is wrong in the templates of a pack.
pub(super) fn findings(templates: &[ReportTemplate], phases: &[StepPhase]) -> Vec<PackFinding> {
    let mut findings = Vec::new();
    let is_step = |code: &str| phases.iter().flat_map(|phase| &phase.steps).any(|step| step.code == code);
    for template in templates {
        let path = pointer("/reports", &template.form);
        for (index, block) in template.blocks.iter().enumerate() {
            let path = format!("{path}/blocks/{index}");
            for (key, place) in places(block) {
                findings.extend(
                    wrong(template, &place)
                        .map(|(rule, message)| PackFinding::error(&format!("{path}/{key}"), rule, message)),
                );
            }
        }
        for (index, need) in template.needs.iter().enumerate() {
            if !need.starts_with('/') && !is_step(need) {
                let message = format!("没有“{}”这一步；文件里的位置以 / 开头", excerpt(need));
                findings.push(PackFinding::error(&format!("{path}/needs/{index}"), "step", message));
            }
        }
        let is_of_check = |place: &str| place.starts_with("/check/");
        if let Some(place) = template.draft_until.as_ref().filter(|place| !is_of_check(place)) {
            let message = format!("“{}”不在 /check 下面，算不出写完没有", excerpt(place));
            findings.push(PackFinding::error(&format!("{path}/draftUntil"), "place", message));
        }
    }
    findings
}

/// The places that a block is filled from, with the key that names them; a chart by its code.
fn places(block: &ReportBlock) -> Vec<(String, String)> {
    let mut places = Vec::new();
    let mut add = |key: &str, place: &str| places.push((key.to_owned(), place.to_owned()));
    match block.block {
        ReportBlockKind::Text
        | ReportBlockKind::Table
        | ReportBlockKind::Each
        | ReportBlockKind::Everything
        | ReportBlockKind::Chart
        | ReportBlockKind::Heading
            if !block.of.is_empty() =>
        {
            add("of", &block.of);
        }
        ReportBlockKind::Facts | ReportBlockKind::Fields => {
            if !block.of.is_empty() {
                add("of", &block.of);
            }
            for (index, line) in block.columns.iter().enumerate() {
                let of = line.of.split(' ').map(|place| place.strip_prefix('=').unwrap_or(place));
                of.filter(|place| *place != BY_HAND).for_each(|place| add(&format!("columns/{index}/of"), place));
            }
        }
        ReportBlockKind::Heading | ReportBlockKind::Note | ReportBlockKind::Text | ReportBlockKind::Result => {
            let filled = block.text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
            filled.for_each(|place| add("text", place));
        }
        _ => {}
    }
    places
}

/// What is wrong with a place, or with a chart of that code.
fn wrong(template: &ReportTemplate, place: &str) -> Option<(&'static str, String)> {
    let (roots, charts): (&[&str], &[&str]) = match template.subject {
        ReportSubject::Members => (&MEMBER_ROOTS, &MEMBER_CHARTS),
        ReportSubject::Cases => (&COLLECTION_ROOTS, &[]),
        _ => (&CASE_ROOTS, &CASE_CHARTS),
    };
    let unknown = || Some(("place", format!("没有“{}”这一处，会一直空着", excerpt(place))));
    let Some(keys) = place.strip_prefix('/') else {
        if !charts.contains(&place) {
            return unknown();
        }
        return (place == "path" && !template.path).then(|| lacks(place, "path"));
    };
    let mut keys = keys.split('/');
    let (root, view) = (keys.next().unwrap_or_default(), keys.next().unwrap_or_default());
    if !roots.contains(&root) || (root == "view" && !VIEWS.contains(&view)) {
        return unknown();
    }
    match (root, view) {
        ("view", "comparison") if !template.comparison => Some(lacks(place, "comparison")),
        ("view", "caseStudy" | "caseStudyNote") if !template.anonymised => Some(lacks(place, "anonymised")),
        _ => None,
    }
}

fn lacks(place: &str, need: &str) -> (&'static str, String) {
    ("need", format!("用到“{}”，要写 {need}: true，不然一直空着", excerpt(place)))
}
