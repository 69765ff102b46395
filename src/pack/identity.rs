//! What makes an item of the content the same in two editions: its code and the SHA-256 of what is asked.

use super::fingerprint::fingerprint;
use super::{Assistance, Governance};
use crate::json::{Encode, Json};
use crate::listed::Listed;

/// How many hexadecimal digits tell the wordings of one item apart.
const SHORT: usize = 16;

fn short(parts: &[&dyn Encode]) -> String {
    let whole = fingerprint(&Json::Array(parts.iter().map(Encode::encode).listed()));
    whole.get(..SHORT).unwrap_or_default().to_owned()
}

/// Identity of a checklist item: what it asks and by which rule it is answered. Advice, evidence, causes, weight and
/// sources may change without touching an answer.
pub(crate) fn item_identity(pack: &Assistance, code: &str) -> Option<String> {
    let mut items = pack.checklist.iter().flat_map(|stage| stage.items.iter().map(move |item| (stage, item)));
    let (stage, item) = items.find(|(_, item)| item.code == code)?;
    Some(short(&[
        &item.code,
        &item.key,
        &item.requirement,
        &item.how_to_look,
        &item.minor_when,
        &item.not_applicable_when,
        &item.problem,
        &stage.applies_to.iter().chain(item.applies_to.iter()).collect::<Vec<_>>(),
    ]))
}

/// Identity of what an association answers: of an item of the framework its text, of a unit its text and what its levels
/// look like. Weights and links may change without touching an answer.
pub(crate) fn governance_identity(pack: &Governance, code: &str) -> Option<String> {
    if let Some(item) = pack.framework.item(code) {
        return Some(short(&[&item.code, &item.text]));
    }
    let secondary = pack.indicators.iter().flat_map(|primary| &primary.secondary);
    let unit = secondary.flat_map(|b| &b.indicators).flat_map(|c| &c.units).find(|unit| unit.code == code)?;
    let guidance = pack.guidance.iter().find(|guidance| guidance.unit == code);
    Some(short(&[&unit.code, &unit.text, &guidance.map(|guidance| &guidance.levels)]))
}
