//! A vector of `tests/cases`: a call, and what comes of it.
//!
//! Each file is a list of `{name, source, function, arguments | text, expect | error}`. What is
//! expected was worked out by hand or apart from the core. An object in `expect` names the keys
//! that must be there; a list must have exactly the items that are listed.

use quality_selfcheck::api;
use quality_selfcheck::decimal::Decimal;
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::Packs;

pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) function: String,
    pub(crate) arguments: String,
    expect: Option<Json>,
    error: Option<Json>,
    /// The whole vector, to search in.
    text: String,
}

impl Vector {
    /// All vectors of a file.
    pub(crate) fn read_all(file: &str) -> Vec<Self> {
        match json::read(file).unwrap() {
            Json::Array(vectors) => vectors.iter().map(Self::read).collect(),
            other => panic!("no list: {other:?}"),
        }
    }

    fn read(vector: &Json) -> Self {
        let arguments = match vector.get("arguments") {
            Some(arguments) => json::write(arguments),
            None => string(vector, "text"),
        };
        Self {
            name: string(vector, "name"),
            function: string(vector, "function"),
            arguments,
            expect: vector.get("expect").cloned(),
            error: vector.get("error").cloned(),
            text: json::write(vector),
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

fn string(json: &Json, key: &str) -> String {
    match json.get(key) {
        Some(Json::String(text)) => text.clone().into_owned(),
        other => panic!("{key} is {other:?}"),
    }
}

fn contains(actual: &Json, expected: &Json, path: &str) -> Option<String> {
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
