//! Compiled cases: nothing that says whose they are, in whatever order the files come.
#![cfg(all(feature = "schema", not(target_arch = "wasm32")))]

use std::collections::BTreeMap;

use proptest::prelude::*;
use quality_selfcheck::collection::{CaseCollection, compile_cases};
use quality_selfcheck::document::{ReportFormat, write};
use quality_selfcheck::industry::MemberFile;
use quality_selfcheck::json;
use quality_selfcheck::pack::built_in;
use serde_json::{Value, json};

use crate::kinds::{closed, empty, sample_value, today};

/// Keys of what somebody wrote that goes into a collection.
const FREE: [&str; 3] = ["whyChain", "matter", "practice"];

fn compiled(files: &[Value]) -> CaseCollection {
    let files: Vec<MemberFile> = files.iter().map(|file| MemberFile(json::read(&file.to_string()).unwrap())).collect();
    compile_cases(&built_in(), &files, today()).unwrap()
}

/// Every form of a collection and its result, as text.
fn all_text(collection: &CaseCollection) -> String {
    let mut text = json::write(collection);
    for document in &collection.documents {
        for format in [ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Csv, ReportFormat::Json] {
            text += &String::from_utf8(write(&document.document, format).bytes).unwrap();
        }
    }
    text
}

/// The places of the texts of a file, by where they are in any file: entries of lists and maps are alike.
fn places(value: &Value, path: &str, alike: &str, found: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !FREE.contains(&key.as_str())) {
                let is_code = key.chars().next().is_some_and(|first| first.is_ascii_uppercase());
                places(value, &format!("{path}/{key}"), &format!("{alike}/{}", if is_code { "*" } else { key }), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{path}/{index}"), &format!("{alike}/*"), found);
            }
        }
        Value::String(_) => found.entry(alike.to_owned()).or_default().push(path.to_owned()),
        _ => {}
    }
}

/// A marker in every text of a file that may be any text; those that the file is no case with stay as they are.
fn marked() -> (Value, usize) {
    let mut file = closed(&sample_value("enterprise"));
    let mut groups = BTreeMap::new();
    places(&file, "", "", &mut groups);
    let mut count = 0;
    for (number, places) in groups.values().enumerate() {
        let mut tried = file.clone();
        for place in places {
            *tried.pointer_mut(place).unwrap() = json!(format!("记号{number}甲"));
        }
        let collection = compiled(std::slice::from_ref(&tried));
        if collection.refused.is_empty() && collection.cases.len() == 1 {
            file = tried;
            count += 1;
        }
    }
    (file, count)
}

#[test]
fn nothing_but_the_three_texts_of_a_file_gets_into_a_collection() {
    let (mut file, count) = marked();
    assert!(count > 60, "only {count} places are marked");
    let name = |file: &Value, place: &str| file.pointer(place).unwrap().as_str().unwrap().to_owned();
    let subject = name(&file, "/application/subject/subjectName");
    let contact = name(&file, "/application/contact/contactName");
    assert!(subject.starts_with("记号") && contact.starts_with("记号"), "{subject} {contact}");
    // Whoever is named elsewhere is not named in the three texts either.
    let written = |what: &str| json!(format!("{what}，{subject}的{contact}说，电话 13800000000，2026-03-12 起"));
    file["practice"] = written("做法");
    for row in file["draft"]["list"].as_array_mut().unwrap() {
        row["matter"] = written("措施");
    }
    for row in file["causes"].as_array_mut().unwrap() {
        row["whyChain"] = json!([written("原因")]);
    }
    let files: Vec<Value> = (0..4)
        .map(|number| {
            let mut file = file.clone();
            file["id"] = json!(format!("记号{number}乙"));
            file
        })
        .collect();
    let collection = compiled(&files);
    assert_eq!((collection.files, collection.cases.len()), (4, 4));
    let text = all_text(&collection);
    for written in ["做法，某企业的某人说，电话（略），2026 年第 1 季度起", "措施，某企业", "原因，某企业"]
    {
        assert!(text.contains(written), "{written}");
    }
    for hidden in ["记号", "13800000000", "2026-03-12"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

/// Files of several kinds: cases, one that is not finished, one that has just begun, one of an association.
fn of(kind: usize, id: usize) -> Value {
    let mut file = match kind {
        0 => closed(&sample_value("enterprise")),
        1 => sample_value("enterprise"),
        2 => empty("enterprise"),
        _ => empty("association"),
    };
    file["id"] = json!(format!("d-{}", id / 2));
    file["practice"] = json!(format!("做法 {id}"));
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_collection_does_not_depend_on_the_order_of_files(
        chosen in proptest::collection::vec((0..4_usize, 0..12_usize), 0..8),
        turn in 0..8_usize,
    ) {
        let files: Vec<Value> = chosen.into_iter().map(|(kind, id)| of(kind, id)).collect();
        let told = |files: &[Value]| {
            let mut collection = compiled(files);
            let refused = collection.refused.len();
            // Where a file stood in the list is all that may differ.
            collection.refused.clear();
            (json::write(&collection), refused)
        };
        let expected = told(&files);
        let mut turned = files.clone();
        turned.rotate_left(turn.min(files.len()));
        prop_assert_eq!(&expected, &told(&turned));
        turned.reverse();
        prop_assert_eq!(&expected, &told(&turned));
    }

    /// No number of the guide stands for one or two files, and none can be worked out of how many there are.
    #[test]
    fn no_small_number_is_told(failing in 0..9_u32, others in 0..9_u32) {
        let file = |number: u32, verdict: &str| {
            let mut file = empty("enterprise");
            file["id"] = json!(format!("d-{number}"));
            file["answers"] = json!({ "ST1-1": { "verdict": verdict } });
            file
        };
        let files: Vec<Value> = (0..failing)
            .map(|number| file(number, "nonconforming"))
            .chain((0..others).map(|number| file(failing + number, "conforming")))
            .collect();
        let collection = compiled(&files);
        let item = collection.stages.iter().flat_map(|stage| &stage.items).find(|item| item.code == "ST1-1");
        let can_be_told = failing > 2 && (others == 0 || others > 2);
        prop_assert_eq!(item.and_then(|item| item.failed), can_be_told.then_some(failing));
        if failing + others < 3 {
            prop_assert!(collection.stages.is_empty());
        }
    }
}
