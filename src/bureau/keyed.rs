//! Lists of content whose entries have a code: what lets a pack change one entry and name it in a comparison.

use crate::json::{Json, Text};
use crate::listed::Listed;

/// What identifies an entry, the first that it has.
const IDENTITIES: [&str; 9] = ["code", "id", "key", "rule", "unit", "class", "method", "form", "category"];

/// The identity of an entry of a list.
pub(super) fn identity(entry: &Json) -> Option<&Text> {
    IDENTITIES.iter().find_map(|key| match entry.get(key) {
        Some(Json::String(identity)) => Some(identity),
        _ => None,
    })
}

/// The identities of a list's entries; none unless every entry has one of its own.
pub(super) fn identities(list: &[Json]) -> Option<Vec<&Text>> {
    let all: Vec<&Text> = list.iter().filter_map(identity).listed();
    let is_own = |(place, identity)| all.iter().position(|other| other == identity) == Some(place);
    if all.len() == list.len() && all.iter().enumerate().all(is_own) { Some(all) } else { None }
}

/// The entry of this identity.
pub(super) fn entry<'a>(list: &'a [Json], wanted: &str) -> Option<&'a Json> {
    list.iter().find(|entry| identity(entry).is_some_and(|identity| identity == wanted))
}
