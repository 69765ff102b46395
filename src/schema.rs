//! JSON Schema of the function table: the contract from which the package's types are made.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
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
            parameters: SchemaSettings::draft2020_12().for_deserialize().into_generator(),
            results: SchemaSettings::draft2020_12().for_serialize().into_generator(),
        }
    }

    pub(crate) fn function<P: JsonSchema, R: JsonSchema>(&mut self, name: &str, part: &str, comment: &str) {
        let (description, errors) = comment.split_once("Errors:").unwrap_or((comment, ""));
        let entry = json!({
            "part": part,
            "description": one_line(description),
            "parameters": self.parameters.subschema_for::<P>(),
            "result": self.results.subschema_for::<R>(),
            "errors": refusals(&one_line(errors)),
        });
        self.functions.insert(name.to_owned(), entry);
    }

    /// One document. A type that goes in and comes out is described as it may go in.
    pub(crate) fn finish(mut self) -> Value {
        let mut definitions = self.results.take_definitions(true);
        definitions.extend(self.parameters.take_definitions(true));
        let error = serde_json::to_value(schemars::schema_for!(crate::error::Code)).unwrap_or_default();
        definitions.insert("ErrorCode".into(), error);
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "quality-selfcheck",
            "description": "Parameters and result of every function",
            "functions": self.functions,
            "$defs": definitions,
        })
    }
}

/// What a comment says of errors, "`code` for what; `code` for what.", code by code.
fn refusals(errors: &str) -> Map<String, Value> {
    let each = errors.trim_end_matches('.').split("; ");
    each.filter_map(|refusal| refusal.strip_prefix('`')?.split_once("` for "))
        .map(|(code, when)| (code.to_owned(), when.into()))
        .collect()
}

fn one_line(comment: &str) -> String {
    comment.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The schema of a file as it may be written.
pub(crate) fn file<T: JsonSchema>(title: &str) -> Value {
    let schema = SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>();
    let mut schema = serde_json::to_value(schema).unwrap_or_default();
    if let Value::Object(entries) = &mut schema {
        entries.insert("title".into(), title.into());
    }
    schema
}

/// The schema of a pack's file: every entry may be left out, for a file may say only what it changes. Whether a whole pack
/// is complete, `lintPack` says.
pub(crate) fn pack_file<T: JsonSchema>(title: &str, guide: &str) -> Value {
    let mut schema = file::<T>(title);
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
