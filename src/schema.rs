//! JSON Schema of the function table: the contract from which the package's types are made. Strict validators compile it:
//! it has no keyword and no format that the standard leaves to them.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// Collects the schemas of all functions.
pub(crate) struct Schemas {
    functions: Map<String, Value>,
    parameters: SchemaGenerator,
    results: SchemaGenerator,
}

impl Schemas {
    pub(crate) fn new() -> Self {
        Self {
            functions: Map::new(),
            parameters: settings().for_deserialize().into_generator(),
            results: settings().for_serialize().into_generator(),
        }
    }

    pub(crate) fn function<P: JsonSchema, R: JsonSchema>(&mut self, name: &str, part: &str, comment: &str) {
        let (description, errors) = comment.split_once("Errors:").unwrap_or((comment, ""));
        let mut codes = refusals(&one_line(errors));
        codes.push(json!({ "$ref": "#/$defs/ErrorCode" }));
        let entry = json!({
            "type": "object",
            "$comment": part,
            "description": one_line(description),
            "properties": {
                "parameters": self.parameters.subschema_for::<P>(),
                "result": self.results.subschema_for::<R>(),
                "error": { "type": "object", "properties": { "code": { "anyOf": codes } } },
            },
        });
        self.functions.insert(name.to_owned(), entry);
    }

    /// One document: what calls of each function hold, under its name. A type that goes in and comes out is described as it
    /// may go in.
    pub(crate) fn finish(mut self) -> Value {
        let mut definitions = self.results.take_definitions(true);
        definitions.extend(self.parameters.take_definitions(true));
        let mut error = schemars::schema_for!(crate::error::Code);
        error.remove("$schema");
        definitions.insert("ErrorCode".into(), error.to_value());
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": id("functions"),
            "title": "quality-selfcheck",
            "description": "Parameters, result and refusals of every function",
            "type": "object",
            "properties": self.functions,
            "additionalProperties": false,
            "$defs": definitions,
        })
    }
}

/// Without formats: those of numbers are notes for other languages, which strict validators refuse.
fn settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().with_transform(RecursiveTransform(|schema: &mut Schema| {
        schema.remove("format");
    }))
}

/// Names a schema of this version of the package, wherever it lies.
fn id(of: &str) -> String {
    format!("urn:quality-selfcheck:{}:{of}", env!("CARGO_PKG_VERSION"))
}

/// What a comment says of errors, "`code` for what; `code` for what.", code by code.
fn refusals(errors: &str) -> Vec<Value> {
    let each = errors.trim_end_matches('.').split("; ");
    each.filter_map(|refusal| refusal.strip_prefix('`')?.split_once("` for "))
        .map(|(code, when)| json!({ "const": code, "description": when }))
        .collect()
}

fn one_line(comment: &str) -> String {
    comment.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The schema of a file as it may be written.
pub(crate) fn file<T: JsonSchema>(of: &str, title: &str) -> Value {
    let mut schema = settings().for_deserialize().into_generator().into_root_schema_for::<T>();
    schema.insert("$id".into(), id(of).into());
    schema.insert("title".into(), title.into());
    schema.to_value()
}

/// The schema of a pack's file: every entry may be left out, for a file may say only what it changes. Whether a whole pack
/// is complete, `lintPack` says.
pub(crate) fn pack_file<T: JsonSchema>(title: &str, guide: &str) -> Value {
    let mut schema = file::<T>(&format!("{guide}-pack"), title);
    partial(&mut schema);
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let edition = "The edition of ours that this file changes; left out by a whole pack.";
        properties.insert("guide".into(), json!({ "const": guide, "description": "Which guide the pack is for." }));
        properties.insert("extends".into(), json!({ "type": ["string", "null"], "description": edition }));
    }
    if let Value::Object(entries) = &mut schema {
        entries.insert("required".into(), json!(["guide"]));
    }
    schema
}

/// Nothing is required any more, and an entry of a list may be taken out.
fn partial(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(partial),
        Value::Object(entries) => {
            entries.remove("required");
            if let Some(Value::Object(properties)) = entries.get_mut("properties") {
                let removed = json!({ "const": true, "description": "Takes this entry out of its list." });
                properties.insert("removed".into(), removed);
            }
            entries.values_mut().for_each(partial);
        }
        _ => {}
    }
}
