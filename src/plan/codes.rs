//! Codes of a plan that the tables do not have.

use super::case::PlanCase;
use crate::causes;
use crate::error::{Code, Error, Result, excerpt};

/// Refuses a cause, an item, a type, a method or an indicator that the tables do not have.
///
/// # Errors
/// `unknown-code`, with its place.
pub(super) fn check_codes(case: &PlanCase<'_>) -> Result<()> {
    let draft = case.draft;
    let unknown = |what: &str, code: &str| Error::new(Code::UnknownCode, format!("没有“{}”这个{what}", excerpt(code)));
    let kind = |code: &str| case.pack.plan.types.iter().any(|kind| kind.code == code);
    let method = |code: &str| case.pack.plan.methods.iter().any(|method| method.code == code);
    let indicator = |code: &str| case.pack.indicators.iter().any(|indicator| indicator.id == code);
    let item =
        |code: &str| case.pack.checklist.iter().flat_map(|stage| stage.items.iter()).any(|item| item.code == code);
    let own_words =
        |code: &str| case.causes.iter().any(|row| row.custom.as_deref().is_some_and(|custom| custom.trim() == code));
    let reason = |code: &str| causes::find(case.pack, code).is_some() || own_words(code);
    if let Some(code) = draft.chosen_type.as_deref().filter(|code| !kind(code)) {
        return Err(unknown("帮扶类型", code).at("chosenType").at("draft"));
    }
    let lists = |codes: &[String], what: &str, key: &str, known: &dyn Fn(&str) -> bool| match codes
        .iter()
        .enumerate()
        .find(|(_, code)| !known(code))
    {
        Some((index, code)) => Err(unknown(what, code).at(&index.to_string()).at(key)),
        None => Ok(()),
    };
    lists(&draft.chosen_methods, "帮扶方法", "chosenMethods", &method).map_err(|error| error.at("draft"))?;
    for (index, goal) in draft.goals.iter().enumerate() {
        if let Some(code) = goal.indicator.as_deref().filter(|code| !indicator(code)) {
            return Err(unknown("指标", code).at("indicator").at(&index.to_string()).at("goals").at("draft"));
        }
    }
    for (index, row) in draft.list.iter().enumerate() {
        let place = |error: Error| error.at(&index.to_string()).at("list").at("draft");
        lists(&row.causes, "原因", "causes", &reason).map_err(place)?;
        lists(&row.items, "自查项", "items", &item).map_err(place)?;
        lists(&row.methods, "帮扶方法", "methods", &method).map_err(place)?;
        lists(&row.indicators, "指标", "indicators", &indicator).map_err(place)?;
        if let Some(code) = row.r#type.as_deref().filter(|code| !kind(code)) {
            return Err(place(unknown("帮扶类型", code).at("type")));
        }
    }
    Ok(())
}
