//! Cases that every form has to be printed of: just begun, as they usually are, with everything filled in, and hostile.
#![cfg(all(feature = "schema", not(target_arch = "wasm32")))]

use std::fs;
use std::path::PathBuf;

use quality_selfcheck::api;
use quality_selfcheck::collection::compile_cases;
use quality_selfcheck::date::Date;
use quality_selfcheck::document::Document;
use quality_selfcheck::dossier::{self, Dossier};
use quality_selfcheck::industry::{MemberFile, summarise_industry};
use quality_selfcheck::json;
use quality_selfcheck::pack::{FieldKind, FormField, ReportSubject, built_in};
use quality_selfcheck::report::{document, forms, summary_document};
use serde_json::{Map, Value, json};

/// The kinds of cases.
pub(crate) const KINDS: [&str; 4] = ["empty", "typical", "maximal", "hostile"];

/// Texts that some program might read as something else.
pub(crate) const HOSTILE: [&str; 7] = [
    "</table></style><script>alert(1)</script>",
    "=HYPERLINK(\"http://example.com\")",
    "+1",
    "-1+1|' /C calc'!A0",
    "@SUM(A1)",
    "𠮷👨‍👩‍👧\u{202e}txt مرحبا\u{0}\u{1b}",
    "a|b\n# c [x](y) **z** \"q\"",
];

/// How long the longest hostile text is.
pub(crate) const LONG: usize = 10_000;

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn today() -> Date {
    Date::read("2026-07-10").unwrap()
}

pub(crate) fn sample_value(name: &str) -> Value {
    let path = root().join("www/web/src/samples").join(name).with_extension("json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn sample(name: &str) -> Dossier {
    dossier::read(&built_in(), &sample_value(name).to_string()).unwrap().dossier
}

pub(crate) fn of_json(value: &Value) -> Dossier {
    json::decode(&json::read(&value.to_string()).unwrap()).unwrap()
}

/// Every form, whatever it is filled from.
pub(crate) fn all_codes() -> Vec<String> {
    forms(&built_in()).forms.iter().map(|form| form.form.to_owned()).collect()
}

/// The forms of a case.
pub(crate) fn codes() -> Vec<String> {
    let forms = forms(&built_in()).forms;
    forms.iter().filter(|form| form.subject.is_one_case()).map(|form| form.form.to_owned()).collect()
}

/// A form of a case of a kind.
pub(crate) fn of_kind(form: &str, kind: &str) -> Document {
    let forms = forms(&built_in()).forms;
    let subject = forms.iter().find(|other| other.form == form).unwrap().subject;
    let name = if subject == ReportSubject::Association { "association" } else { "enterprise" };
    let file = match kind {
        "empty" => empty(name),
        "typical" => sample_value(name),
        "maximal" => maximal(),
        _ => {
            let mut file = sample_value(name);
            poison(&mut file, "", &mut 0);
            file
        }
    };
    if subject.is_one_case() {
        return document(&built_in(), &of_json(&file), form, today()).unwrap();
    }
    // Enough members that not every number is hidden; none at all where nothing has begun.
    let count = if kind == "empty" { 0 } else { 7 };
    if subject == ReportSubject::Cases {
        return collected(&file, count, form);
    }
    let members: Vec<MemberFile> = (0..count).map(|_| MemberFile(json::read(&file.to_string()).unwrap())).collect();
    let part = summarise_industry(&built_in(), &members, Some(9), today()).unwrap().part;
    summary_document(&built_in(), &part, Some(9), today()).unwrap()
}

/// A case of which every matter of the list is done.
pub(crate) fn closed(file: &Value) -> Value {
    let mut file = file.clone();
    for row in file.pointer_mut("/draft/list").and_then(Value::as_array_mut).into_iter().flatten() {
        row["status"] = json!("done");
    }
    file
}

/// A form of compiled cases, from so many firms.
fn collected(file: &Value, count: usize, form: &str) -> Document {
    let files: Vec<MemberFile> = (0..count)
        .map(|number| {
            let mut file = closed(file);
            file["id"] = json!(format!("{number}"));
            MemberFile(json::read(&file.to_string()).unwrap())
        })
        .collect();
    let collection = compile_cases(&built_in(), &files, today()).unwrap();
    assert_eq!(collection.refused, []);
    collection.documents.into_iter().find(|document| document.form == form).unwrap().document
}

/// A case that has just begun.
pub(crate) fn empty(kind: &str) -> Value {
    json!({ "format": "quality-selfcheck", "version": "3.0", "kind": kind, "id": "e", "title": "" })
}

/// A case in which every field is filled in: where a step refuses a text of ours, with a code that there is.
pub(crate) fn maximal() -> Value {
    let schema = api::schema("dossier").unwrap();
    let mut file = fill(&schema, &schema, "", &mut Vec::new());
    file["format"] = json!("quality-selfcheck");
    file["version"] = json!("3.0");
    let groups = &crate::content::form().groups;
    for group in groups.iter().filter(|group| group.fields.iter().any(|field| field.kind != FieldKind::Derived)) {
        let section = &mut file["application"][&*group.key];
        let section = if group.repeated { &mut section[0] } else { section };
        // What is worked out is not in the file.
        for field in group.fields.iter().filter(|field| field.kind != FieldKind::Derived) {
            answer(&mut section[&*field.key], field);
        }
    }
    // What a step refuses all the same comes from the samples.
    let samples = ["enterprise", "association"].map(sample_value);
    for _ in 0..50 {
        match dossier::check(&built_in(), &of_json(&file), today()) {
            Ok(_) => return file,
            Err(error) => lend(&mut file, &samples, &error.path),
        }
    }
    panic!("a step refuses more than the samples can lend");
}

/// Takes a place of a file from the samples; of a map that has other keys, its first entry.
fn lend(file: &mut Value, samples: &[Value], path: &str) {
    let mut path = path;
    loop {
        let found = samples.iter().filter_map(|sample| sample.pointer(path)).find(|value| !value.is_null());
        if let Some(lent) = found {
            let place = file.pointer_mut(path).unwrap();
            assert!(place != lent, "{path} is refused, and the samples have nothing else");
            *place = match lent {
                Value::Object(entries) => {
                    let first = entries.iter().find(|(_, value)| !value.is_null());
                    Value::Object(first.map(|(key, value)| (key.clone(), value.clone())).into_iter().collect())
                }
                other => other.clone(),
            };
            return;
        }
        path = path.rsplit_once('/').unwrap_or_else(|| panic!("nothing to lend")).0;
    }
}

/// Puts an answer to a field of the application in the place of a text.
fn answer(place: &mut Value, field: &FormField) {
    match field.kind {
        FieldKind::Choice => *place = json!(field.options[0].code.to_string()),
        FieldKind::Choices => {
            let codes = field.options.iter().filter(|option| !option.exclusive);
            *place = codes.map(|option| option.code.to_string()).collect();
        }
        FieldKind::YesNo | FieldKind::Declare => *place = json!(true),
        FieldKind::Integer | FieldKind::Decimal => *place = json!("126"),
        FieldKind::Date => *place = json!("2026-03-12"),
        FieldKind::Rows => field.fields.iter().for_each(|column| answer(&mut place[0][&*column.key], column)),
        FieldKind::Derived | FieldKind::Text | FieldKind::LongText | FieldKind::Texts => {}
    }
}

/// Fills a schema: a text of its own in every place that takes one.
pub(crate) fn fill(schema: &Value, root: &Value, path: &str, texts: &mut Vec<String>) -> Value {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap();
        // A snapshot holds a whole file: one level is enough.
        if reference == "#" {
            return json!({ "format": "quality-selfcheck", "version": "3.0", "kind": "enterprise", "id": "s", "title": "快照" });
        }
        return fill(&root["$defs"][name], root, path, texts);
    }
    if let Some(any) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
        let first = any.iter().find(|option| option.get("type") != Some(&json!("null"))).unwrap();
        return fill(first, root, path, texts);
    }
    if let Some(value) = schema.get("const") {
        return value.clone();
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().find(|value| !value.is_null()).unwrap().clone();
    }
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().find(|kind| **kind != json!("null")).and_then(Value::as_str),
        Some(kind) => kind.as_str(),
        None => None,
    };
    match kind {
        Some("object") => {
            let mut object = Map::new();
            for (key, inner) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                object.insert(key.clone(), fill(inner, root, &format!("{path}/{key}"), texts));
            }
            if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
                object.insert("X1".to_owned(), fill(inner, root, &format!("{path}/X1"), texts));
            }
            Value::Object(object)
        }
        Some("array") => Value::Array(vec![fill(&schema["items"], root, &format!("{path}/0"), texts)]),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("string") if path.ends_with("At") => json!("2026-03-12T09:30"),
        Some("string") if schema.get("format").is_some() || schema.get("pattern").is_some() => json!("2026-03-12"),
        Some("string") => {
            let text = format!("唯一文字{}号", texts.len());
            texts.push(text.clone());
            json!(text)
        }
        _ => Value::Null,
    }
}

/// Puts a hostile text into every free text of a file, and a very long one into the first phenomenon.
pub(crate) fn poison(value: &mut Value, key: &str, count: &mut usize) {
    const FREE: [&str; 20] = [
        "subjectName",
        "phenomenon",
        "note",
        "matter",
        "content",
        "worked",
        "practice",
        "title",
        "deliverable",
        "custom",
        "enterprise",
        "name",
        "place",
        "interim",
        "legalRep",
        "productName",
        "item",
        "what",
        "text",
        "reason",
    ];
    match value {
        Value::Object(entries) => entries.iter_mut().for_each(|(key, value)| poison(value, key, count)),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, key, count)),
        // In a list of results, an item may be a code.
        Value::String(text) if FREE.contains(&key) && !(key == "item" && text.starts_with("ST")) => {
            if key == "phenomenon" {
                *text = "长".repeat(LONG);
            } else {
                HOSTILE[*count % HOSTILE.len()].clone_into(text);
            }
            *count += 1;
        }
        _ => {}
    }
}
