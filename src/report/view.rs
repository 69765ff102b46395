//! What is prepared for the eye before a template is filled.

use crate::application::Application;
use crate::checklist::{self, ChecklistFilter, Judged, ListedItem};
use crate::dossier::{AssociationRecord, Dossier};
use crate::governance::{Action, ActionPlan, Credit, CreditKind, FrameworkProgress, RegisteredMember, Scorecard};
use crate::json::{Encode, Json};
use crate::listed::Listed;
use crate::pack::{CheckItem, LibraryProduct, Packs, Text, Unit};

/// What is prepared for the eye, as far as a template asks for it.
pub(crate) const VIEWS: [&str; 16] = [
    "items",
    "products",
    "common",
    "cards",
    "period",
    "members",
    "concerned",
    "plans",
    "gradeReasons",
    "firstGaps",
    "units",
    "openItems",
    "standing",
    "caseStudy",
    "caseStudyNote",
    "comparison",
];

/// So many of what to do first fit on a page with all else.
const FIRST: usize = 5;

/// So many rows to write in has a plan that nobody has written anything of.
const BLANK_ROWS: usize = 6;

/// What is prepared for the eye: rows that the file and its results do not hold as they are shown.
pub(super) fn view(
    packs: &Packs<'_>,
    dossier: &Dossier,
    card: Option<&Scorecard>,
    framework: Option<&FrameworkProgress>,
) -> Vec<(Text, Json)> {
    let pack = packs.assistance();
    let blank = Application::default();
    let application = dossier.application.as_ref().unwrap_or(&blank);
    let filter = ChecklistFilter::of(application);
    let answer = |item: &CheckItem| dossier.answers.get(&item.code).and_then(Option::as_ref);
    // A stage that is not for such a subject is only worth a line where somebody has answered it all the same.
    let judged = checklist::verdicts(pack, &dossier.answers, &filter);
    let judged =
        judged.into_iter().filter(|one| filter.why_left_out(one.stage).is_none() || answer(one.item).is_some());
    let items = judged.map(|Judged { item, verdict, hidden, .. }| {
        let answer = answer(item);
        let star = if item.key { "★" } else { "" };
        object(&[
            ("code", item.code.encode()),
            ("star", star.encode()),
            ("requirement", item.requirement.encode()),
            ("verdict", verdict.encode()),
            (
                "note",
                Json::Array(vec![
                    hidden.encode(),
                    answer.map(|answer| &answer.reason).encode(),
                    answer.map(|answer| &answer.note).encode(),
                ]),
            ),
            ("evidence", answer.map(|answer| answer.evidence.encode()).encode()),
            ("advice", item.advice.encode()),
            ("answer", answer.encode()),
        ])
    });
    let products = application.products.iter().map(|product| product.product_name.encode());
    let common = checklist::items(pack, &filter).map(|listed| listed.items).unwrap_or_default();
    let common = common.into_iter().map(|ListedItem { stage, item }| {
        let star = if item.key { "★" } else { "" };
        object(&[
            ("stage", stage.encode()),
            ("code", [&item.code, star].concat().encode()),
            ("problem", item.problem.encode()),
            ("advice", item.advice.encode()),
            ("evidence", item.evidence.encode()),
        ])
    });
    let mut view = vec![
        ("items".into(), Json::Array(items.listed())),
        ("products".into(), Json::Array(products.listed())),
        ("common".into(), Json::Array(common.listed())),
        ("cards".into(), Json::Array(cards(&pack.products, application))),
    ];
    let record = dossier.governance.as_ref();
    if let Some(record) = record {
        let days = [record.period_from, record.period_to];
        let period = days.map(|day| day.map_or_else(String::new, |day| day.to_string())).join(" 至 ");
        let period = if days == [None, None] { String::new() } else { period };
        view.push(("period".into(), period.encode()));
    }
    let blank = AssociationRecord::default();
    let AssociationRecord { name, members, actions, .. } = record.unwrap_or(&blank);
    view.push(("members".into(), of_members(name, members, false)));
    view.push(("concerned".into(), of_members(name, members, true)));
    let [annual, improvement] = [ActionPlan::Annual, ActionPlan::Improvement].map(|plan| of_plan(actions, plan));
    view.push(("plans".into(), object(&[("annual", annual), ("improvement", improvement)])));
    let reasons = card.iter().flat_map(|card| &card.grade_reasons).map(|reason| reason.message.encode());
    view.push(("gradeReasons".into(), Json::Array(reasons.listed())));
    let first = card.iter().flat_map(|card| &card.gaps).take(FIRST).map(Encode::encode);
    view.push(("firstGaps".into(), Json::Array(first.listed())));
    let unit = |unit: &Unit| {
        let scored = card.and_then(|card| card.units.iter().find(|other| other.code == unit.code));
        let answer = record.and_then(|record| record.assessment.units.get(&unit.code).and_then(Option::as_ref));
        let level = |level: Option<u8>| level.map(|level| format!("L{level}")).encode();
        let pieces = answer.zip(record).map(|(answer, record)| {
            answer.evidence.iter().map(|piece| record.assessment.title_of(piece).encode()).listed()
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
    view.push(("units".into(), Json::Array(units.map(unit).listed())));
    let open = framework.iter().flat_map(|framework| &framework.lists).flat_map(|list| &list.next);
    view.push(("openItems".into(), Json::Array(open.map(Encode::encode).listed())));
    view
}

fn object(entries: &[(&'static str, Json)]) -> Json {
    Json::Object(entries.iter().map(|(key, value)| ((*key).into(), value.clone())).listed())
}

/// The members, each with the credit entries that stand, those of them that others may see, those that may be a concern, and
/// those that a later one has replaced; at will only members with a concern.
fn of_members(association: &str, members: &[RegisteredMember], is_concerned: bool) -> Json {
    let mut rows = Vec::new();
    for member in members {
        let is_replaced =
            |credit: &&Credit| member.credits.iter().any(|other| other.replaces.as_ref() == Some(&credit.id));
        let (replaced, standing): (Vec<&Credit>, Vec<&Credit>) = member.credits.iter().partition(is_replaced);
        let only = |is_meant: fn(&Credit) -> bool| -> Vec<&Credit> {
            standing.iter().copied().filter(|credit| is_meant(credit)).listed()
        };
        // Whether an inspection or a complaint is one is for the association to say; praise never is.
        let concerns = only(|credit| credit.kind != Some(CreditKind::Commendation));
        if !is_concerned || !concerns.is_empty() {
            rows.push(object(&[
                ("association", association.encode()),
                ("member", member.encode()),
                ("authorised", only(|credit| credit.authorised == Some(true)).encode()),
                ("concerns", concerns.encode()),
                ("credits", standing.encode()),
                ("replaced", replaced.encode()),
            ]));
        }
    }
    Json::Array(rows)
}

/// What a plan holds, or rows to write in.
fn of_plan(actions: &[Action], plan: ActionPlan) -> Json {
    let actions = actions.iter().filter(|action| action.plan.unwrap_or_default() == plan);
    let rows: Vec<Json> = actions.map(Encode::encode).listed();
    Json::Array(if rows.is_empty() { vec![object(&[]); BLANK_ROWS] } else { rows })
}

/// What the library knows of the products of a case; of all products where it knows none of them.
fn cards(library: &[LibraryProduct], application: &Application) -> Vec<Json> {
    let is_named = |product: &&LibraryProduct| {
        application.products.iter().any(|own| own.product_category.as_deref() == Some(product.category.as_ref()))
    };
    let named: Vec<Json> = library.iter().filter(is_named).map(Encode::encode).listed();
    if named.is_empty() { library.iter().map(Encode::encode).listed() } else { named }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::built_in;

    /// What a pack is told to be there is there, whether a template asks for more or not.
    #[test]
    fn the_views_are_those_that_templates_may_name() {
        let dossier = Dossier { governance: Some(AssociationRecord::default()), ..Dossier::default() };
        let keys: Vec<Text> = view(&built_in(), &dossier, None, None).into_iter().map(|(key, _)| key).listed();
        assert_eq!(keys, VIEWS.split_at(keys.len()).0);
        assert_eq!(VIEWS.split_at(keys.len()).1, ["standing", "caseStudy", "caseStudyNote", "comparison"]);
    }
}
