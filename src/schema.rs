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

    pub(crate) fn function<P: JsonSchema, R: JsonSchema>(&mut self, name: &str, description: &str) {
        let parameters = self.parameters.subschema_for::<P>();
        let result = self.results.subschema_for::<R>();
        let entry = json!({ "description": description.trim(), "parameters": parameters, "result": result });
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
