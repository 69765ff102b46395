//! Forms and reports: every place of a template leads somewhere, everything is in the full export, and no text is ever read as
//! markup or as a formula.
#![cfg(all(feature = "schema", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::PathBuf;

use quality_selfcheck::api;
use quality_selfcheck::date::Date;
use quality_selfcheck::dossier::{self, Dossier};
use quality_selfcheck::json;
use quality_selfcheck::pack::built_in;
use quality_selfcheck::report::{Block, Document, ReportFormat, document, export, forms};
use serde_json::{Map, Value, json};

const TEXTS: [(ReportFormat, &str); 4] = [
    (ReportFormat::Html, "html"),
    (ReportFormat::Markdown, "md"),
    (ReportFormat::Csv, "csv"),
    (ReportFormat::Json, "json"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn today() -> Date {
    Date::read("2026-07-10").unwrap()
}

fn sample(name: &str) -> Dossier {
    let path = root().join("www/web/src/samples").join(name).with_extension("json");
    dossier::read(&built_in(), &fs::read_to_string(path).unwrap()).unwrap().dossier
}

fn of_json(value: &Value) -> Dossier {
    json::decode(&json::read(&value.to_string()).unwrap()).unwrap()
}

fn codes() -> Vec<String> {
    forms(&built_in()).iter().map(|form| form.form.to_owned()).collect()
}

fn text(dossier: &Dossier, form: &str, format: ReportFormat) -> String {
    String::from_utf8(export(&built_in(), dossier, form, format, today()).unwrap().bytes).unwrap()
}

/// The form of each sample that has something to say on it.
fn filled() -> Vec<(String, Document)> {
    let mut found = Vec::new();
    for name in ["enterprise", "association"] {
        for form in codes() {
            found.push((format!("{name}-{form}"), document(&built_in(), &sample(name), &form, today()).unwrap()));
        }
    }
    found
}

/// The text of every form, renewed with BLESS=1.
#[test]
fn the_samples_print_as_they_did() {
    let folder = root().join("tests/golden/reports");
    for name in ["enterprise", "association"] {
        for form in codes() {
            let of_association = ["governance", "comparison"].contains(&form.as_str());
            if form == "dossier" || of_association != (name == "association") {
                continue;
            }
            let path = folder.join(format!("{form}.md"));
            // Fingerprints change with the content; what a form says does not.
            let printed = text(&sample(name), &form, ReportFormat::Markdown);
            let (body, _) = printed.rsplit_once("\n质量自查 ").unwrap();
            if std::env::var_os("BLESS").is_some() {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, body).unwrap();
            }
            assert_eq!(
                fs::read_to_string(&path).unwrap(),
                body,
                "{form}: BLESS=1 cargo test --test reports writes it again"
            );
        }
    }
}

/// Every column of every template says something in one of the samples: a place that leads nowhere is a mistake.
#[test]
fn every_place_of_a_template_leads_somewhere() {
    // What the samples have no case of.
    let unused = ["自己写的原因", "更正哪一条", "没有奏效的", "签字日期"];
    let mut silent: Vec<String> = Vec::new();
    let documents = filled();
    for form in codes() {
        let tables = |document: &Document| -> Vec<(String, Vec<String>, Vec<Vec<String>>)> {
            let of = |block: &Block| match block {
                Block::Table(table) => Some((
                    table.name.clone(),
                    table.columns.iter().map(|column| column.label.clone()).collect(),
                    table.rows.iter().map(|row| row.iter().map(|cell| cell.text().to_owned()).collect()).collect(),
                )),
                _ => None,
            };
            document.blocks.iter().filter_map(of).collect()
        };
        let of_form: Vec<_> =
            documents.iter().filter(|(name, _)| name.ends_with(&form)).map(|(_, document)| tables(document)).collect();
        let says = |name: &str, column: usize| {
            let tables = of_form.iter().flatten().filter(|(other, ..)| other == name);
            tables.flat_map(|(.., rows)| rows).any(|row| row.get(column).is_some_and(|text| !text.is_empty()))
        };
        for (name, columns, rows) in of_form.iter().flatten() {
            for (index, label) in columns.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
                if !says(name, index) && !unused.contains(&label.as_str()) {
                    silent.push(format!("{form}: {name}: {label}"));
                }
            }
            // Labels and answers, but for the form itself, which is printed with its blanks.
            let is_form = form == "application";
            for row in rows.iter().filter(|row| columns.iter().all(String::is_empty) && row.len() == 2 && !is_form) {
                let same = |other: &&Vec<String>| other[0] == row[0] && !other[1].is_empty();
                let all = of_form.iter().flatten().filter(|(other, ..)| other == name).flat_map(|(.., rows)| rows);
                if all.filter(same).count() == 0 && !unused.contains(&row[0].as_str()) {
                    silent.push(format!("{form}: {name}: {}", row[0]));
                }
            }
        }
        assert_eq!(of_form.len(), 2, "{form}: once for each sample");
    }
    silent.sort();
    silent.dedup();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn a_case_that_has_just_begun_has_every_form() {
    for kind in ["enterprise", "association"] {
        let dossier =
            of_json(&json!({ "format": "quality-selfcheck", "version": "2.0", "kind": kind, "id": "e", "title": "" }));
        for form in codes() {
            for (format, _) in TEXTS {
                assert!(!text(&dossier, &form, format).is_empty());
            }
        }
    }
}

/// Fills a schema: a text of its own in every place that takes one.
fn fill(schema: &Value, root: &Value, path: &str, texts: &mut Vec<String>) -> Value {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap();
        // A snapshot holds a whole file: one level is enough.
        if reference == "#" {
            return json!({ "format": "quality-selfcheck", "version": "2.0", "kind": "enterprise", "id": "s", "title": "快照" });
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

#[test]
fn everything_is_in_the_full_export() {
    let schema = api::schema("dossier").unwrap();
    let mut texts = Vec::new();
    let mut file = fill(&schema, &schema, "", &mut texts);
    file["format"] = json!("quality-selfcheck");
    file["version"] = json!("2.0");
    let dossier = of_json(&file);
    assert!(texts.len() > 200, "{}", texts.len());
    // The three that say what the file is are set above.
    let set = |text: &&String| file.to_string().contains(&format!("\"{text}\""));
    for (format, name) in TEXTS {
        let whole = text(&dossier, "dossier", format);
        let missing: Vec<&String> = texts.iter().filter(set).filter(|text| !whole.contains(text.as_str())).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

const HOSTILE: [&str; 7] = [
    "</table><script>alert(1)</script>",
    "=HYPERLINK(\"http://example.com\")",
    "+1",
    "-1+1|' /C calc'!A0",
    "@SUM(A1)",
    "𠮷👨‍👩‍👧\u{202e}txt\u{0}\u{1b}",
    "a|b\n# c [x](y) **z** \"q\"",
];

/// Puts a hostile text into every free text of a file.
fn poison(value: &mut Value, key: &str, count: &mut usize) {
    const FREE: [&str; 14] = [
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
    ];
    match value {
        Value::Object(entries) => entries.iter_mut().for_each(|(key, value)| poison(value, key, count)),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, key, count)),
        Value::String(text) if FREE.contains(&key) => {
            HOSTILE[*count % HOSTILE.len()].clone_into(text);
            *count += 1;
        }
        _ => {}
    }
}

#[test]
fn no_text_is_read_as_markup_or_as_a_formula() {
    for name in ["enterprise", "association"] {
        let path = root().join("www/web/src/samples").join(name).with_extension("json");
        let mut file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut count = 0;
        poison(&mut file, "", &mut count);
        assert!(count > HOSTILE.len());
        let dossier = of_json(&file);
        for form in codes() {
            let page = text(&dossier, &form, ReportFormat::Html);
            assert!(
                !page.contains("<script") && page.matches("</table>").count() == page.matches("<table").count(),
                "{form}"
            );
            // A cell begins where a line does or behind a comma; a text that a spreadsheet could calculate has an apostrophe.
            let table = text(&dossier, &form, ReportFormat::Csv);
            for cell in table.split("\r\n").flat_map(|line| line.split("\",\"")) {
                let cell = cell.trim_start_matches('\u{feff}').trim_start_matches('"');
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{form}: {cell}");
            }
            let plain = text(&dossier, &form, ReportFormat::Markdown);
            assert!(!plain.contains("<script") && !plain.contains("[x](y)"), "{form}");
            let document: Value = serde_json::from_str(&text(&dossier, &form, ReportFormat::Json)).unwrap();
            assert!(document["blocks"].as_array().is_some_and(|blocks| !blocks.is_empty()));
        }
    }
}

#[test]
fn what_cannot_be_exported_is_refused_with_its_place() {
    let dossier = sample("enterprise");
    let error = export(&built_in(), &dossier, "poem", ReportFormat::Html, today()).unwrap_err();
    assert_eq!(error.path, "/form");
    let mut wrong = dossier;
    wrong.answers.insert("ST99-1".to_owned(), None);
    let error = export(&built_in(), &wrong, "checklist", ReportFormat::Html, today()).unwrap_err();
    assert_eq!(error.path, "/dossier/answers/ST99-1");
    // The whole file is handed on all the same.
    assert!(export(&built_in(), &wrong, "dossier", ReportFormat::Html, today()).is_ok());
}
