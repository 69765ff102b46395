//! From failed items of the self-check to causes worth looking into.

use super::NAMESPACE;
use crate::checklist::{ItemAnswers, Verdict};
use crate::error::{Code, Error, Result};
use crate::json::encode_object;
use crate::pack::{Assistance, Text};

/// Causes that failed items suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CauseSuggestions {
    /// Most strongly suggested first.
    pub suggestions: Vec<CauseSuggestion>,
}

encode_object!(CauseSuggestions { suggestions });

/// A cause that failed items suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct CauseSuggestion {
    /// The cause, such as `B:D1`.
    pub cause: String,
    /// Its name.
    pub name: Text,
    /// Code of its class.
    pub class: Text,
    /// What to ask.
    pub ask: Text,
    /// Common evidence.
    pub evidence: Text,
    /// Codes of the methods that help.
    pub methods: Vec<Text>,
    /// The failed items that suggest it.
    pub items: Vec<Text>,
    /// How many of them are key items (★).
    pub key_items: u32,
    /// Why it is suggested.
    pub why: String,
}

encode_object!(CauseSuggestion { cause, name, class, ask, evidence, methods, items, key_items, why });

/// Causes that 不符合 and 轻微不符合 items suggest: by key items, then by items, then by the table.
///
/// # Errors
/// `unknown-code` for an item that the checklist does not have.
pub fn suggest(pack: &Assistance, answers: &ItemAnswers) -> Result<CauseSuggestions> {
    let items = || pack.checklist.iter().flat_map(|stage| stage.items.iter());
    if let Some(code) = answers.keys().find(|code| !items().any(|item| item.code == code.as_str())) {
        let message = format!("自查表里没有“{code}”，编号写成 ST1-1 至 ST9-10");
        return Err(Error::new(Code::UnknownCode, message).at(code).at("answers"));
    }
    let has_failed = |code: &Text| {
        let verdict = answers.get(code.as_ref()).and_then(Option::as_ref).and_then(|answer| answer.verdict);
        matches!(verdict, Some(Verdict::Nonconforming | Verdict::MinorNonconformity))
    };
    let mut suggestions: Vec<CauseSuggestion> = Vec::new();
    for class in pack.causes.iter() {
        for cause in class.causes.iter() {
            let suggesting = || items().filter(|item| has_failed(&item.code) && item.causes.contains(&cause.code));
            let codes: Vec<Text> = suggesting().map(|item| item.code.clone()).collect();
            if codes.is_empty() {
                continue;
            }
            let key_items = u32::try_from(suggesting().filter(|item| item.key).count()).unwrap_or_default();
            let suggestion = CauseSuggestion {
                cause: NAMESPACE.to_owned() + &cause.code,
                name: cause.name.clone(),
                class: class.code.clone(),
                ask: cause.ask.clone(),
                evidence: cause.evidence.clone(),
                methods: cause.methods.to_vec(),
                why: format!("自查项 {} 不符合，常见原因之一", codes.join("、")),
                items: codes,
                key_items,
            };
            let rank = |suggestion: &CauseSuggestion| (suggestion.key_items, suggestion.items.len());
            let position = suggestions.partition_point(|other| rank(other) >= rank(&suggestion));
            suggestions.insert(position, suggestion);
        }
    }
    Ok(CauseSuggestions { suggestions })
}
