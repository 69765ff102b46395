//! From failed items of the self-check to causes worth looking into.

use super::table::NAMESPACE;
use crate::checklist::{self, ItemAnswers, Verdict};
use crate::error::Result;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Assistance, CheckItem, Text};

object! {
    /// Causes that failed items suggest.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CauseSuggestions: out {
        /// Most strongly suggested first.
        pub suggestions: Vec<CauseSuggestion>,
    }
}

object! {
    /// A cause that failed items suggest.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CauseSuggestion: out {
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
        /// The methods that help, in the order of the table.
        pub methods: Vec<SuggestedMethod>,
        /// Codes of the types of assistance that it suggests.
        pub types: Vec<Text>,
        /// The failed items that suggest it.
        pub items: Vec<Text>,
        /// How many of them are key items (★).
        pub key_items: u32,
        /// Why it is suggested.
        pub why: String,
    }
}

object! {
    /// A method that helps against a cause.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SuggestedMethod: out {
        /// Code of the method.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// When it fits.
        pub why: Text,
    }
}

/// Causes that 不符合 and 轻微不符合 items suggest: by key items, then by items, then by the table.
///
/// # Errors
/// `unknown-code` for an item that the checklist does not have.
pub fn suggest(pack: &Assistance, answers: &ItemAnswers) -> Result<CauseSuggestions> {
    checklist::check_codes(pack, answers)?;
    let failed: Vec<(&CheckItem, Verdict)> =
        pack.checklist.iter().flat_map(|stage| &stage.items).filter_map(|item| failed(item, answers)).listed();
    let mut suggestions: Vec<CauseSuggestion> = Vec::new();
    for class in &pack.causes {
        for cause in &class.causes {
            let (mut codes, mut minor) = (Vec::new(), Vec::new());
            let mut key_items = 0;
            for (item, verdict) in failed.iter().filter(|(item, _)| item.causes.contains(&cause.code)) {
                let codes = if *verdict == Verdict::Nonconforming { &mut codes } else { &mut minor };
                codes.push(item.code.clone());
                key_items += u32::from(item.key);
            }
            let mut why = Vec::new();
            for (codes, verdict) in [(&codes, " 不符合"), (&minor, " 轻微不符合")] {
                if !codes.is_empty() {
                    why.push(codes.join("、") + verdict);
                }
            }
            codes.append(&mut minor);
            if codes.is_empty() {
                continue;
            }
            let suggestion = CauseSuggestion {
                cause: NAMESPACE.to_owned() + &cause.code,
                name: cause.name.clone(),
                class: class.code.clone(),
                ask: cause.ask.clone(),
                evidence: cause.evidence.clone(),
                methods: methods(pack, &cause.methods),
                types: cause.types.clone(),
                items: codes,
                key_items,
                why: format!("自查项 {}，常见原因之一", why.join("，")),
            };
            let rank = |suggestion: &CauseSuggestion| (suggestion.key_items, suggestion.items.len());
            let position = suggestions.partition_point(|other| rank(other) >= rank(&suggestion));
            suggestions.insert(position, suggestion);
        }
    }
    Ok(CauseSuggestions { suggestions })
}

/// An item with its verdict, if it suggests causes.
fn failed<'a>(item: &'a CheckItem, answers: &ItemAnswers) -> Option<(&'a CheckItem, Verdict)> {
    let verdict = answers.get(&item.code)?.as_ref()?.verdict?;
    let is_failed = match verdict {
        Verdict::Nonconforming => true,
        // On a key item (★) it is no answer.
        Verdict::MinorNonconformity => !item.key,
        _ => false,
    };
    is_failed.then_some((item, verdict))
}

fn methods(pack: &Assistance, codes: &[Text]) -> Vec<SuggestedMethod> {
    let mut found = Vec::new();
    for code in codes {
        if let Some(method) = pack.plan.methods.iter().find(|method| method.code == *code) {
            found.push(SuggestedMethod { code: code.clone(), name: method.name.clone(), why: method.when.clone() });
        }
    }
    found
}
