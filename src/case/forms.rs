//! Which forms can be handed on, and what of the file the others still lack: of the content's templates only what they need.

use super::edit::{keys, part};
use super::measure::{Facts, Measuring, NextPlace};
use super::steps::phases;
use crate::dossier::DossierKind;
use crate::json::{Encode, Json, Tree, object};
use crate::pack::{ReportSubject, Text};

object! {
    /// The forms of a case.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FormStates: out {
        /// In the order in which they are offered.
        pub forms: Vec<FormState>,
    }
}

object! {
    /// How ready a form is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FormState: out {
        /// Its code.
        pub form: Text,
        /// Its title.
        pub title: Text,
        /// Whether it lacks nothing. A draft can be printed at any time.
        pub ready: bool,
        /// What it lacks: the places of the file to go on at.
        pub missing: Vec<NextPlace>,
    }
}

/// The forms that are filled from such a case.
pub(super) fn forms(facts: &Facts<'_>) -> FormStates {
    let mut steps = Vec::new();
    for step in phases(facts).iter().flat_map(|phase| &phase.steps) {
        if let Some(measuring) = Measuring::of(step) {
            steps.push((&step.code, measuring.measure(facts, step).open));
        }
    }
    let mut forms = Vec::new();
    for template in facts.packs.assistance().reports.iter().chain(&facts.packs.governance().reports) {
        let is_of_case = match template.subject {
            ReportSubject::Case => true,
            ReportSubject::Enterprise => facts.dossier.kind == DossierKind::Enterprise,
            ReportSubject::Association => facts.dossier.kind == DossierKind::Association,
            ReportSubject::Members | ReportSubject::Cases => false,
        };
        if is_of_case {
            let mut missing = Vec::new();
            for need in &template.needs {
                add_lacking(facts, &steps, need, &mut missing);
            }
            let (form, title) = (template.form.clone(), template.title.clone());
            forms.push(FormState { form, title, ready: missing.is_empty(), missing });
        }
    }
    FormStates { forms }
}

/// Adds what is open of a need: of a step what it says itself; of places, one of which has to hold something, also what the
/// steps say about the first of them.
fn add_lacking(facts: &Facts<'_>, steps: &[(&Text, Vec<NextPlace>)], need: &str, missing: &mut Vec<NextPlace>) {
    let first = need.split(' ').next().unwrap_or_default();
    let is_place = first.starts_with('/');
    if is_place && !need.split(' ').any(|place| holds(facts, place)) {
        let label = facts.packs.assistance().word(first.rsplit('/').next().unwrap_or_default());
        missing.push(NextPlace { path: first.to_owned(), label });
        return;
    }
    for (step, open) in steps {
        for place in open {
            let is_below = || place.path.strip_prefix(first).is_some_and(|rest| rest.starts_with('/'));
            if (if is_place { is_below() } else { *step == need }) && !missing.contains(place) {
                missing.push(place.clone());
            }
        }
    }
}

/// Whether something stands at a place of the file.
fn holds(facts: &Facts<'_>, place: &str) -> bool {
    let mut tree = Tree::default();
    let found = keys(place).and_then(|keys| part(&keys, &mut tree, |sink| facts.dossier.write(sink)));
    found.is_ok()
        && match tree.tree() {
            Json::Null => false,
            Json::String(text) => !text.is_empty(),
            Json::Array(items) => !items.is_empty(),
            Json::Object(entries) => !entries.is_empty(),
            _ => true,
        }
}
