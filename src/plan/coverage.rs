//! Whether the list acts on the main causes and on the failed key items.

use super::case::PlanCase;
use crate::causes::{self, CauseAnalysis, CauseRow};
use crate::json::object;
use crate::listed::Listed;
use crate::pack::Text;

object! {
    /// A main cause and whether the list acts on it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CoveredCause: out {
        /// Index of the row in the cause analysis.
        pub row: u32,
        /// Its code, or its own words.
        pub cause: String,
        /// Its name.
        pub name: String,
        /// Whether a row of the list acts on it.
        pub covered: bool,
    }
}

object! {
    /// A failed key item and whether the list acts on it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CoveredItem: out {
        /// Code of the item.
        pub code: Text,
        /// Whether a row of the list acts on it.
        pub covered: bool,
    }
}

/// The main causes of an analysis.
pub(super) fn main_causes(case: &PlanCase<'_>, analysis: &CauseAnalysis) -> Vec<CoveredCause> {
    let row_of = |index: &u32| Some((*index, case.causes.get(*index as usize)?));
    let cover = |(index, row): (u32, &CauseRow)| {
        let code = row.cause.clone().unwrap_or_else(|| row.custom.as_deref().unwrap_or_default().trim().to_owned());
        let mut name = causes::name_of(case.pack, &code).map_or_else(|| code.clone(), |name| name.clone().into_owned());
        if name.is_empty() {
            name = format!("第 {} 条", index + 1);
        }
        let covered = case.draft.list.iter().any(|row| row.causes.contains(&code));
        CoveredCause { row: index, cause: code, name, covered }
    };
    analysis.main.iter().filter_map(row_of).map(cover).listed()
}

/// The failed key items.
pub(super) fn key_items(case: &PlanCase<'_>, failed: &[Text]) -> Vec<CoveredItem> {
    let listed = |code: &str| case.draft.list.iter().any(|row| row.items.iter().any(|item| item == code));
    failed.iter().map(|code| CoveredItem { code: code.clone(), covered: listed(code) }).listed()
}
