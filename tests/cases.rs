//! The vectors of `tests/cases`: facts with their clause, the same for every runtime.
//!
//! Each file is a list of `{name, source, function, arguments | text, expect | error}`. What is
//! expected was worked out by hand or apart from the core. An object in `expect` names the keys
//! that must be there; a list must have exactly the items that are listed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use quality_selfcheck::api;
use quality_selfcheck::decimal::Decimal;
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::built_in;
use wasm_bindgen_test::wasm_bindgen_test;

macro_rules! files {
    ($($test:ident $file:literal),* $(,)?) => {
        #[cfg(not(target_arch = "wasm32"))]
        const FILES: &[&str] = &[$($file),*];

        $(#[wasm_bindgen_test(unsupported = test)]
        fn $test() {
            run($file, include_str!(concat!("cases/", $file)));
        })*
    };
}

files! {
    applications "applications.json",
    causes "causes.json",
    checklist "checklist.json",
    content "content.json",
    deadlines "deadlines.json",
    dossiers "dossiers.json",
    effects "effects.json",
    plan "plan.json",
    records "records.json",
    refused "refused.json",
    risk "risk.json",
    schemes "schemes.json",
    scores "scores.json",
    uscc "uscc.json",
}

/// A file that nobody runs would prove nothing.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn every_file_is_run() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, FILES);
}

fn run(file: &str, text: &str) {
    let Json::Array(vectors) = json::read(text).unwrap() else { panic!("{file} is not a list") };
    let failures: Vec<String> = vectors
        .iter()
        .filter_map(|vector| Some(format!("{}: {}", string(vector, "name"), difference(vector)?)))
        .collect();
    assert!(failures.is_empty(), "{} of {} vectors of {file}:\n{}", failures.len(), vectors.len(), failures.join("\n"));
}

fn string<'a>(json: &'a Json, key: &str) -> &'a str {
    match json.get(key) {
        Some(Json::String(text)) => text,
        other => panic!("{key} is {other:?}"),
    }
}

/// What is not as the vector says.
fn difference(vector: &Json) -> Option<String> {
    let arguments = match vector.get("arguments") {
        Some(arguments) => json::write(arguments),
        None => string(vector, "text").to_owned(),
    };
    let answer = api::call(&built_in(), string(vector, "function"), &arguments);
    match (answer, vector.get("expect"), vector.get("error")) {
        (Ok(answer), Some(expected), None) => contains(&answer, expected, ""),
        (Err(error), None, Some(expected)) => contains(&error.encode(), expected, ""),
        (Ok(answer), _, _) => Some(format!("was answered: {answer:?}")),
        (Err(error), _, _) => Some(format!("was refused: {error:?}")),
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
        (Json::Number(actual), Json::Number(expected)) if number(actual) == number(expected) => None,
        (actual, expected) if actual == expected => None,
        (actual, expected) => Some(format!("{path} is {actual:?}, expected {expected:?}")),
    }
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}
