//! What is prepared for the eye before a template is filled.

use crate::application::Application;
use crate::checklist::{self, ChecklistFilter};
use crate::dossier::Dossier;
use crate::governance::Scorecard;
use crate::json::{Encode, Json};
use crate::pack::{Packs, Text, Unit};

/// What is prepared for the eye, as far as a template asks for it.
pub(crate) const VIEWS: [&str; 9] =
    ["items", "products", "period", "gradeReasons", "units", "standing", "caseStudy", "caseStudyNote", "comparison"];

/// What is prepared for the eye: rows that the file and its results do not hold as they are shown.
pub(super) fn view(packs: &Packs<'_>, dossier: &Dossier, card: Option<&Scorecard>) -> Vec<(Text, Json)> {
    let pack = packs.assistance();
    let blank = Application::default();
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
    use crate::dossier::AssociationRecord;
    use crate::pack::built_in;

    /// What a pack is told to be there is there, whether a template asks for more or not.
    #[test]
    fn the_views_are_those_that_templates_may_name() {
        let dossier = Dossier { governance: Some(AssociationRecord::default()), ..Dossier::default() };
        let keys: Vec<Text> = view(&built_in(), &dossier, None).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, VIEWS.split_at(keys.len()).0);
        assert_eq!(VIEWS.split_at(keys.len()).1, ["standing", "caseStudy", "caseStudyNote", "comparison"]);
    }
}
