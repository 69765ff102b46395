//! Values in a pack by the place where they stand: `*` is every entry of a list.

use super::keyed::identities;
use crate::error::pointer;
use crate::json::Json;
use crate::listed::Listed;

/// The values at `place`, with their paths.
pub(super) fn find<'a>(tree: &'a Json, place: &str) -> Vec<(String, &'a Json)> {
    let mut found = vec![(String::new(), tree)];
    for key in place.split('/') {
        let mut next = Vec::new();
        for (path, value) in found {
            match value {
                Json::Array(list) if key == "*" => {
                    next.extend(named(list).into_iter().map(|(name, entry)| (pointer(&path, &name), entry)));
                }
                value => next.extend(value.get(key).map(|value| (pointer(&path, key), value))),
            }
        }
        found = next;
    }
    found
}

/// The texts at `places`, which are parted by spaces, with their paths.
pub(super) fn texts<'a>(tree: &'a Json, places: &str) -> Vec<(String, &'a str)> {
    let text = |(path, value): (String, &'a Json)| match value {
        Json::String(text) => Some((path, text.as_ref())),
        _ => None,
    };
    places.split(' ').flat_map(|place| find(tree, place)).filter_map(text).listed()
}

pub(super) fn walk(tree: &Json, path: &str, take: &mut dyn FnMut(&str, &Json)) {
    take(path, tree);
    match tree {
        Json::Array(list) => {
            for (name, entry) in named(list) {
                walk(entry, &pointer(path, &name), take);
            }
        }
        Json::Object(entries) => {
            for (key, value) in entries {
                walk(value, &pointer(path, key), take);
            }
        }
        _ => {}
    }
}

/// The entries of a list, by code where each has one, else by number.
fn named(list: &[Json]) -> Vec<(String, &Json)> {
    match identities(list) {
        Some(names) => names.into_iter().map(ToString::to_string).zip(list).listed(),
        None => list.iter().enumerate().map(|(index, entry)| (index.to_string(), entry)).listed(),
    }
}
