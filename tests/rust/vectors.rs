//! A vector of `tests/cases`: a call, and what comes of it.
//!
//! Each file is a list of `{name, source, function, arguments | text, expect | error}`. What is
//! expected was worked out by hand or apart from the core. An object in `expect` names the keys
//! that must be there; a list must have exactly the items that are listed.
//!
//! In the place of `arguments` there may be `like`, the name of an earlier vector of the file whose
//! arguments they are but for what stands at the JSON Pointers of `without`, which is left out, and
//! of `change`, which is another value, a new key or one more item of a list.

use std::collections::BTreeMap;

use quality_selfcheck::api;
use quality_selfcheck::decimal::Decimal;
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::Packs;

pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) function: String,
    pub(crate) arguments: String,
    pub(crate) expect: Option<Json>,
    error: Option<Json>,
    /// The whole vector, to search in.
    text: String,
}

impl Vector {
    /// All vectors of a file.
    pub(crate) fn read_all(file: &str) -> Vec<Self> {
        let Json::Array(vectors) = json::read(file).unwrap() else { panic!("no list") };
        let mut known = BTreeMap::new();
        vectors.into_iter().map(|vector| Self::read(vector, &mut known)).collect()
    }

    /// Reads a vector, given the arguments of those before it.
    fn read(mut vector: Json, known: &mut BTreeMap<String, Json>) -> Self {
        let name = string(&vector, "name");
        if let Some(like) = take(&mut vector, "like") {
            let Json::String(like) = like else { panic!("{name} is like {like:?}") };
            let mut arguments =
                known.get(like.as_ref()).unwrap_or_else(|| panic!("{name}: none before it is called {like}")).clone();
            change(&mut arguments, take(&mut vector, "without"), take(&mut vector, "change"));
            *place(&mut vector, "/arguments") = arguments;
        }
        let arguments = match vector.get("arguments") {
            Some(arguments) => {
                known.insert(name.clone(), arguments.clone());
                json::write(arguments)
            }
            None => string(&vector, "text"),
        };
        Self {
            name,
            function: string(&vector, "function"),
            arguments,
            expect: vector.get("expect").cloned(),
            error: vector.get("error").cloned(),
            text: json::write(&vector),
        }
    }

    /// Whether its arguments, or what is expected, hold a text.
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "only the mutations ask for it"))]
    pub(crate) fn mentions(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    /// What is not as the vector says.
    pub(crate) fn difference(&self, packs: &Packs<'_>) -> Option<String> {
        match (api::answer(packs, &self.function, &self.arguments), &self.expect, &self.error) {
            (Ok(answer), Some(expected), None) => contains(&answer, expected, ""),
            (Err(error), None, Some(expected)) => contains(&error.encode(), expected, ""),
            (Ok(answer), _, _) => Some(format!("was answered: {answer:?}")),
            (Err(error), _, _) => Some(format!("was refused: {error:?}")),
        }
    }
}

fn change(arguments: &mut Json, without: Option<Json>, change: Option<Json>) {
    if let Some(without) = without {
        let Json::Array(pointers) = without else { panic!("without {without:?}") };
        for pointer in pointers {
            let Json::String(pointer) = pointer else { panic!("without {pointer:?}") };
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            match place(arguments, parent) {
                Json::Array(items) => drop(items.remove(key.parse().unwrap())),
                object => drop(take(object, &unescaped(key)).unwrap_or_else(|| panic!("{pointer} is not there"))),
            }
        }
    }
    if let Some(change) = change {
        let Json::Object(changes) = change else { panic!("change {change:?}") };
        for (pointer, value) in changes {
            *place(arguments, &pointer) = value;
        }
    }
}

/// What a JSON Pointer leads to: something that is there, a new key or one more item of a list.
fn place<'a>(json: &'a mut Json, pointer: &str) -> &'a mut Json {
    pointer.split('/').skip(1).fold(json, |json, key| match json {
        Json::Object(entries) => {
            let key = unescaped(key);
            let index = entries.iter().position(|(other, _)| *other == key).unwrap_or(entries.len());
            if index == entries.len() {
                entries.push((key.into(), Json::Null));
            }
            &mut entries[index].1
        }
        Json::Array(items) => {
            let index: usize = key.parse().unwrap();
            if index == items.len() {
                items.push(Json::Null);
            }
            &mut items[index]
        }
        other => panic!("{pointer} leads into {other:?}"),
    })
}

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

fn take(object: &mut Json, key: &str) -> Option<Json> {
    let Json::Object(entries) = object else { return None };
    let index = entries.iter().position(|(other, _)| other == key)?;
    Some(entries.remove(index).1)
}

fn string(json: &Json, key: &str) -> String {
    match json.get(key) {
        Some(Json::String(text)) => text.clone().into_owned(),
        other => panic!("{key} is {other:?}"),
    }
}

/// Where a value does not hold what is expected.
pub(crate) fn contains(actual: &Json, expected: &Json, path: &str) -> Option<String> {
    match (actual, expected) {
        (Json::Object(_), Json::Object(entries)) => entries.iter().find_map(|(key, value)| {
            let path = format!("{path}/{key}");
            actual.get(key).map_or(Some(format!("{path} is not there")), |actual| contains(actual, value, &path))
        }),
        (Json::Array(actual), Json::Array(expected)) if actual.len() == expected.len() => {
            let pairs = actual.iter().zip(expected).enumerate();
            pairs
                .into_iter()
                .find_map(|(index, (actual, expected))| contains(actual, expected, &format!("{path}/{index}")))
        }
        // A vector is text, in which the contents of a file are base64.
        (Json::Bytes(_), Json::String(expected)) if json::write(actual) == format!("\"{expected}\"\n") => None,
        (Json::Number(actual), Json::Number(expected)) if number(actual) == number(expected) => None,
        (actual, expected) if actual == expected => None,
        (actual, expected) => Some(format!("{path} is {actual:?}, expected {expected:?}")),
    }
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}
