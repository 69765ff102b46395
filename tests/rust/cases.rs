//! The vectors of `tests/cases`: facts with their clause, the same for every runtime.

use quality_selfcheck::pack::built_in;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::vectors::Vector;

macro_rules! files {
    ($($test:ident $file:literal),* $(,)?) => {
        #[cfg(not(target_arch = "wasm32"))]
        const FILES: &[&str] = &[$($file),*];

        $(#[wasm_bindgen_test(unsupported = test)]
        fn $test() {
            run($file, include_str!(concat!("../cases/", $file)));
        })*
    };
}

files! {
    anonymised "anonymised.json",
    applications "applications.json",
    archive "archive.json",
    assessors "assessors.json",
    cases_of_dossiers "cases.json",
    causes "causes.json",
    charts "charts.json",
    checklist "checklist.json",
    checks "checks.json",
    collection "collection.json",
    comparisons "comparisons.json",
    content "content.json",
    deadlines "deadlines.json",
    documents "documents.json",
    dossiers "dossiers.json",
    duties "duties.json",
    effects "effects.json",
    evidence "evidence.json",
    examples "examples.json",
    framework "framework.json",
    industry "industry.json",
    journeys "journeys.json",
    merging "merging.json",
    outline "outline.json",
    packs "packs.json",
    paths "paths.json",
    periods "periods.json",
    plan "plan.json",
    records "records.json",
    refused "refused.json",
    registers "registers.json",
    risk "risk.json",
    satisfaction "satisfaction.json",
    schemes "schemes.json",
    scores "scores.json",
    sensitivity "sensitivity.json",
    sheets "sheets.json",
    tidy "tidy.json",
    uscc "uscc.json",
    warnings "warnings.json",
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
    let vectors = Vector::read_all(text);
    let failures: Vec<String> = vectors
        .iter()
        .filter_map(|vector| Some(format!("{}: {}", vector.name, vector.difference(&built_in())?)))
        .collect();
    assert!(failures.is_empty(), "{} of {} vectors of {file}:\n{}", failures.len(), vectors.len(), failures.join("\n"));
}
