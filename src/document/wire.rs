//! A document as JSON: what one program puts together, another one writes in a format.

use super::model::{Block, Cell, Table};
use crate::error::{Code, Error, Result};
use crate::json::{self, Decode, Encode, Input, Json, Sink, object};

/// More columns than this do not fit into a Word file.
const MOST_COLUMNS: usize = 63;

impl Table {
    /// Refuses what no table can be, with its place.
    fn checked(self) -> Result<Self> {
        let refused = |message: String, at: &str| Err(Error::new(Code::OutOfRange, message).at(at));
        if self.columns.is_empty() || self.columns.len() > MOST_COLUMNS {
            return refused(format!("一张表要有 1 到 {MOST_COLUMNS} 栏，现在是 {} 栏", self.columns.len()), "columns");
        }
        for (index, row) in self.rows.iter().enumerate() {
            let place = index.to_string();
            if row.len() > self.columns.len() {
                let message = format!("这一行有 {} 格，比 {} 栏多", row.len(), self.columns.len());
                return refused(message, &place).map_err(|error: Error| error.at("rows"));
            }
            if row.first() == Some(&Cell::Merged) {
                let message = "一行的第一格左边没有可以并入的格".to_owned();
                return refused(message, &place).map_err(|error: Error| error.at("rows"));
            }
        }
        Ok(self)
    }
}

/// A text is a string, what belongs to the cell on its left is `null`; anything else is an object that says what it is.
impl Encode for Cell {
    fn write(&self, sink: &mut dyn Sink) {
        match self {
            Self::Merged => sink.null(),
            Self::Text(text) => sink.text(text),
            Self::Label(text) => {
                sink.object("text,label");
                sink.text(text);
                sink.bool(true);
            }
            Self::Number { text, value } => {
                sink.object("text,value");
                sink.text(text);
                sink.text(value);
            }
            Self::Formula { text, value, formula } => {
                sink.object("text,value,formula");
                sink.text(text);
                sink.text(value);
                sink.text(formula);
            }
        }
    }
}

object! {
    /// A cell that says what it is.
    #[derive(Default)]
    struct Marked: in {
        text: String,
        label: bool = default,
        value: Option<String> = default,
        formula: Option<String> = default,
    }
}

impl Decode for Cell {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = if input.take_null() {
            Self::Merged
        } else if let Some(text) = input.take_text() {
            Self::Text(text.to_owned())
        } else {
            match json::decoded(input)? {
                Marked { text, value: Some(value), formula: Some(formula), .. } => {
                    Self::Formula { formula, text, value }
                }
                Marked { text, value: Some(value), .. } => Self::Number { text, value },
                Marked { text, label: true, .. } => Self::Label(text),
                Marked { text, .. } => Self::Text(text),
            }
        };
        Ok(())
    }
}

impl Encode for Block {
    fn write(&self, sink: &mut dyn Sink) {
        let mut of = |kind: &'static str, keys: &'static str, value: &dyn Encode| {
            sink.object(keys);
            sink.lasting(kind);
            value.write(sink);
        };
        match self {
            Self::Heading(level, text) => {
                of("heading", "kind,text,level", text);
                level.write(sink);
            }
            Self::Facts(facts) => of("facts", "kind,texts", facts),
            Self::Result(text) => of("result", "kind,text", text),
            Self::Paragraph(text) => of("paragraph", "kind,text", text),
            Self::Note(text) => of("note", "kind,text", text),
            Self::Table(table) => of("table", "kind,table", table),
            Self::Chart(chart) => of("chart", "kind,chart", chart),
            // A document holds charts as data. A picture without them is what it says.
            Self::Picture(picture) => of("paragraph", "kind,text", &picture.alt),
            Self::Signature(labels) => of("signature", "kind,texts", labels),
            Self::PageBreak => {
                sink.object("kind");
                sink.lasting("page-break");
            }
        }
    }
}

object! {
    /// What a block may hold.
    #[derive(Default)]
    struct Fields: in {
        kind: String,
        text: String = default,
        texts: Vec<String> = default,
        level: Option<u8> = default,
        table: Option<Table> = default,
        chart: Json = default,
    }
}

impl Decode for Block {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let Fields { kind, text, texts, level, table, chart } = json::decoded(input)?;
        let table = table.map(|table| table.checked().map_err(|error| error.at("table"))).transpose()?;
        if level.is_some_and(|level| !(1..=3).contains(&level)) {
            return Err(Error::new(Code::OutOfRange, "标题只有 1 到 3 级").at("level"));
        }
        if texts.len() > MOST_COLUMNS {
            return Err(Error::new(Code::OutOfRange, format!("最多 {MOST_COLUMNS} 项")).at("texts"));
        }
        let kinds = "heading,facts,result,paragraph,note,table,chart,signature,page-break";
        *self = match json::code_of(&kind, kinds).map_err(|error| error.at("kind"))? {
            0 => Self::Heading(level.unwrap_or(1), text),
            1 => Self::Facts(texts),
            2 => Self::Result(text),
            3 => Self::Paragraph(text),
            4 => Self::Note(text),
            5 => Self::Table(table.unwrap_or_default()),
            6 => Self::Chart(chart),
            7 => Self::Signature(texts),
            _ => Self::PageBreak,
        };
        Ok(())
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::super::model::{Block, Cell, Table};
    use crate::chart::Chart;

    impl JsonSchema for Cell {
        fn schema_name() -> Cow<'static, str> {
            "Cell".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "description": "A cell of a table: a text, or an object that says what it is.",
                "anyOf": [
                    { "type": "string", "description": "A text, never read as markup or as a formula." },
                    { "type": "null", "description": "It belongs to the cell on its left." },
                    {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["text"],
                        "properties": {
                            "text": { "type": "string", "description": "What is shown." },
                            "label": { "type": "boolean", "description": "It labels the answer beside it." },
                            "value": { "type": "string", "description": "A decimal numeral that a workbook calculates with." },
                            "formula": {
                                "type": "string",
                                "description": "A formula of a workbook without the equals sign; `{row}` is its row.",
                            },
                        },
                    },
                ],
            })
        }
    }

    impl JsonSchema for Block {
        fn schema_name() -> Cow<'static, str> {
            "Block".into()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let (table, chart) = (generator.subschema_for::<Table>(), generator.subschema_for::<Chart>());
            let block = |kind: &str, fields: &[(&str, serde_json::Value)]| {
                let mut properties = serde_json::Map::new();
                properties.insert("kind".into(), serde_json::json!({ "const": kind }));
                properties.extend(fields.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())));
                let required: Vec<String> = properties.keys().cloned().collect();
                serde_json::json!({
                    "type": "object", "additionalProperties": false, "required": required, "properties": properties,
                })
            };
            let text = serde_json::json!({ "type": "string" });
            let (level, texts) =
                (serde_json::json!({ "type": "integer" }), serde_json::json!({ "type": "array", "items": text }));
            json_schema!({
                "description": "A part of a document.",
                "anyOf": [
                    block("heading", &[("text", text.clone()), ("level", level)]),
                    block("facts", &[("texts", texts.clone())]),
                    block("result", &[("text", text.clone())]),
                    block("paragraph", &[("text", text.clone())]),
                    block("note", &[("text", text)]),
                    block("table", &[("table", table.to_value())]),
                    block("chart", &[("chart", chart.to_value())]),
                    block("signature", &[("texts", texts)]),
                    block("page-break", &[]),
                ],
            })
        }
    }
}
