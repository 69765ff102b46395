//! 协会评成员: a member's self-check beside the association's own view of the same items.

use super::items::ChecklistFilter;
use super::progress::{ItemAnswers, Judged, check_codes, verdicts};
use crate::error::Result;
use crate::exact::Rate;
use crate::json::object;
use crate::pack::{Assistance, Text};

object! {
    /// Where two checks of the same items differ. It says what is to be talked about, not who is right.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CheckComparison: out {
        /// The result in one sentence.
        pub summary: String,
        /// Items that both have settled.
        pub compared: u32,
        /// Of these, items with the same verdict.
        pub agreement: Option<Rate>,
        /// Items with different verdicts, in the order of the annex; those that only one has settled behind them.
        pub differences: Vec<CheckDifference>,
    }
}

object! {
    /// An item in the eyes of both.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CheckDifference: out {
        /// Code of the item.
        pub item: Text,
        /// Whether it is a key item (★).
        pub key: bool,
        /// What it asks for.
        pub requirement: Text,
        /// The member's verdict, `unsure` or `blank`.
        pub own: &'static str,
        /// The association's verdict, `unsure` or `blank`.
        pub other: &'static str,
    }
}

/// What settles nothing.
const UNSETTLED: [&str; 2] = ["blank", "unsure"];

/// Compares two checks of the items that a filter leaves.
///
/// # Errors
/// `unknown-code` for an item or a choice that there is not.
pub fn compare_checks(
    pack: &Assistance,
    own: &ItemAnswers,
    other: &ItemAnswers,
    filter: &ChecklistFilter,
) -> Result<CheckComparison> {
    filter.check(pack)?;
    for (key, answers) in [("/own", own), ("/other", other)] {
        check_codes(pack, answers).map_err(|error| {
            let path = error.path.replacen("/answers", key, 1);
            error.moved(&path)
        })?;
    }
    let (mut compared, mut agreed, mut differences, mut one_sided) = (0, 0, Vec::new(), Vec::new());
    let both = verdicts(pack, own, filter).into_iter().zip(verdicts(pack, other, filter));
    for (Judged { item, verdict: own, hidden, .. }, Judged { verdict: other, .. }) in both {
        // What is not asked nobody has judged.
        if hidden.is_some() {
            continue;
        }
        let is_settled = [own, other].map(|verdict| !UNSETTLED.contains(&verdict));
        if is_settled == [true, true] {
            compared += 1;
            agreed += u32::from(own == other);
        }
        if own != other && is_settled != [false, false] {
            let (code, requirement) = (item.code.clone(), item.requirement.clone());
            let difference = CheckDifference { item: code, key: item.key, requirement, own, other };
            if is_settled == [true, true] { &mut differences } else { &mut one_sided }.push(difference);
        }
    }
    let summary = match (compared, compared - agreed) {
        (0, _) => "还没有双方都评过的项。".to_owned(),
        (_, 0) => format!("双方都评过的 {compared} 项说法一致。"),
        (_, differing) => format!("双方都评过的 {compared} 项里有 {differing} 项说法不同，请逐项核实。"),
    };
    differences.append(&mut one_sided);
    Ok(CheckComparison { summary, compared, agreement: Rate::of(agreed, compared), differences })
}
