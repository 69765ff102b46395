//! What a file stores of its results beside what its facts amount to.

use super::change::Change;
use super::check;
use super::facts::Dossier;
use super::words::{code, word};
use crate::date::Date;
use crate::json::{self, Json};
use crate::listed::Listed;
use crate::pack::Packs;

/// Where the stored results are not what the facts amount to now, below `place` in the file.
///
/// They are worked out by the scheme that was kept with a period, and for the day they were stored on: time passing is no difference.
pub(super) fn changes(packs: &Packs<'_>, dossier: &Dossier, place: &str, scheme: Option<&Json>) -> Vec<Change> {
    let mut changes = Vec::new();
    let Some(stored) = &dossier.results else { return changes };
    let path = format!("{place}/results");
    let Some(Ok(day)) = stored.get("computedOn").map(json::decode::<Date>) else {
        return vec![Change::new(&path, "存的结果没有日期，没法核对")];
    };
    match check::results(packs, dossier, day, scheme) {
        Ok(results) => {
            let at = Place { packs: *packs, path: &path, keys: &["results"], name: "" };
            at.compare(&mut changes, Some(stored), Some(&results));
        }
        Err(error) => changes.push(Change::new(&(place.to_owned() + &error.path), error.message.clone())),
    }
    changes
}

/// A place in the results, and what it is called.
struct Place<'a> {
    packs: Packs<'a>,
    path: &'a str,
    keys: &'a [&'a str],
    name: &'a str,
}

impl Place<'_> {
    /// Lists the leaves in which two trees differ.
    fn compare(&self, changes: &mut Vec<Change>, stored: Option<&Json>, computed: Option<&Json>) {
        if stored == computed || (is_blank(stored) && is_blank(computed)) {
            return;
        }
        let is_number = |tree: Option<&Json>| tree.is_some_and(|tree| tree.get("num").is_some());
        let (Some(Json::Object(before)), Some(Json::Object(after)), false) =
            (stored, computed, is_number(stored) || is_number(computed))
        else {
            let message = format!("{}：存的是“{}”，重算是“{}”", self.name, self.shown(stored), self.shown(computed));
            changes.push(Change::new(self.path, message));
            return;
        };
        let only_stored = before.iter().filter(|(key, _)| !after.iter().any(|(other, _)| other == key));
        for (key, _) in after.iter().chain(only_stored) {
            let keys = [self.keys, &[key.as_ref()]].concat();
            let name = format!("{} {}", self.name, word(&self.packs, &keys).unwrap_or(key));
            let path = format!("{}/{key}", self.path);
            let below = Place { packs: self.packs, path: &path, keys: &keys, name: name.trim_start() };
            below.compare(changes, stored.and_then(|tree| tree.get(key)), computed.and_then(|tree| tree.get(key)));
        }
    }

    fn shown(&self, json: Option<&Json>) -> String {
        match json {
            None | Some(Json::Null | Json::Bytes(_)) => "空".to_owned(),
            Some(Json::String(text) | Json::Number(text)) => {
                code(&self.packs, self.keys, text).unwrap_or(text).to_owned()
            }
            Some(Json::Array(items)) => {
                let items: Vec<String> = items.iter().map(|item| self.shown(Some(item))).listed();
                if items.is_empty() { "空".to_owned() } else { items.join("、") }
            }
            Some(object @ Json::Object(_)) => {
                object.get("text").map_or_else(String::new, |text| self.shown(Some(text)))
            }
            Some(Json::Bool(value)) => if *value { "是" } else { "否" }.to_owned(),
        }
    }
}

fn is_blank(json: Option<&Json>) -> bool {
    match json {
        None | Some(Json::Null) => true,
        Some(Json::Array(items)) => items.is_empty(),
        Some(Json::Object(entries)) => entries.is_empty(),
        _ => false,
    }
}
