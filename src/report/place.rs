//! Places in what a template is filled from.

use crate::json::Json;
use crate::listed::Listed;

/// A place in the tree, with the keys that lead there.
#[derive(Clone)]
pub(super) struct Place<'a> {
    pub(super) json: &'a Json,
    pub(super) keys: Vec<String>,
}

impl<'a> Place<'a> {
    /// The entries of a list or a map, or the one thing that is there.
    pub(super) fn entries(&self) -> Vec<Place<'a>> {
        match self.json {
            Json::Array(items) => items.iter().map(|json| Place { json, keys: self.keys.clone() }).listed(),
            Json::Object(entries) => entries.iter().map(|(key, json)| Place { json, keys: self.below(key) }).listed(),
            Json::Null => Vec::new(),
            _ => vec![self.clone()],
        }
    }

    /// The keys of a place from here on, whether there is anything or not.
    pub(super) fn below(&self, of: &str) -> Vec<String> {
        let own = self.keys.iter().map(String::as_str);
        own.chain(of.split('/')).filter(|key| !key.is_empty()).map(str::to_owned).listed()
    }

    /// What stands at a place from here on; an entry of a list by its number, or by its code.
    pub(super) fn at(&self, of: &str) -> Option<Self> {
        let mut place = self.clone();
        for key in of.split('/').filter(|key| !key.is_empty()) {
            place = match place.json {
                Json::Array(items) => {
                    let has_code = |item: &&Json| matches!(item.get("code"), Some(Json::String(code)) if code == key);
                    let entry =
                        key.parse().map_or_else(|_| items.iter().find(has_code), |index: usize| items.get(index));
                    Place { json: entry?, keys: place.keys.clone() }
                }
                json => {
                    let mut keys = place.keys.clone();
                    keys.push(key.to_owned());
                    Place { json: json.get(key)?, keys }
                }
            };
        }
        Some(place)
    }

    pub(super) fn key(&self) -> String {
        self.keys.last().cloned().unwrap_or_default()
    }
}

/// The keys as the file has them: they lead to the words for its codes.
pub(super) fn of_file(keys: &[String]) -> Vec<&str> {
    let own = keys.iter().map(String::as_str);
    own.filter(|key| !matches!(*key, "dossier" | "view")).listed()
}
