//! A bureau's own pack: what it may change, and what is refused.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use quality_selfcheck::api;
use quality_selfcheck::error::{Code, Error};
use quality_selfcheck::json::Json;
use quality_selfcheck::pack::{Assistance, RiskRule, built_in};

/// Vector 4.7 (2) of the design: a gas stove fails 热负荷, all else is well.
const GAS_STOVE: &str = r#"{"application":{
    "products":[{"licenseKind":["none"],"userGroup":["general"]}],
    "problems":[{"foundBy":"spot-check","foundOn":"2026-03-02","injury":"no",
        "failItems":[{"item":"热负荷","isSafety":"no","isMandatory":"yes"}]}]},
    "facts":{"counterfeit":"no","followUpFailed":"no","reinspectionFailed":"no","publicNotice":"no","untraceable":"no",
        "refusedInspection":"no","severity":1,"likelihood":1},
    "today":"2026-03-12"}"#;

fn triage(change: impl FnOnce(&mut Assistance)) -> Result<Json, Error> {
    let mut pack = built_in().assistance().clone();
    change(&mut pack);
    api::call(&built_in().with_assistance(&pack), "triageRisk", GAS_STOVE)
}

fn level(answer: &Json) -> Option<&str> {
    match answer.get("level") {
        Some(Json::String(level)) => Some(level),
        _ => None,
    }
}

fn reasons<'a>(answer: &'a Json) -> Vec<&'a str> {
    let Some(Json::Array(reasons)) = answer.get("reasons") else { panic!("{answer:?}") };
    let rule = |reason: &'a Json| match reason.get("rule") {
        Some(Json::String(rule)) => rule.as_ref(),
        other => panic!("{other:?}"),
    };
    reasons.iter().map(rule).collect()
}

/// A rule of a bureau's own, in the words of RH1.
fn added(when: &[&'static str]) -> RiskRule {
    let when = when.iter().map(|name| (*name).into()).collect();
    RiskRule { id: "RH11".into(), title: "本局规则".into(), when, ..built_in().assistance().risk.rules[0].clone() }
}

#[test]
fn a_pack_may_hold_every_mandatory_item_for_high() {
    let answer = triage(|_| ()).unwrap();
    assert_eq!((level(&answer), reasons(&answer)), (Some("low"), vec![]));
    let answer = triage(|pack| pack.risk.mandatory_always_high = true).unwrap();
    assert_eq!((level(&answer), reasons(&answer)), (Some("high"), vec!["RH1"]));
}

#[test]
fn a_pack_may_add_a_rule_made_of_known_conditions() {
    let answer = triage(|pack| pack.risk.rules.push(added(&["injury", "public-notice"]))).unwrap();
    assert_eq!((level(&answer), reasons(&answer)), (Some("low"), vec![]));
    let answer = triage(|pack| {
        pack.risk.rules.push(added(&["injury", "risk-matrix"]));
        pack.risk.matrix[0].severity = 1;
        pack.risk.matrix[0].likelihood = 1;
    });
    assert_eq!(reasons(&answer.unwrap()), ["RH10", "RH11"]);
}

#[test]
fn a_condition_that_is_not_known_is_refused_with_its_place() {
    let error = triage(|pack| pack.risk.rules.push(added(&["injury", "bad-weather"]))).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::InvalidPack, "/risk/rules/10/when/1"));
    let error = triage(|pack| pack.risk.rules[2].when.clear()).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::InvalidPack, "/risk/rules/2/when"));
}
