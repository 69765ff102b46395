//! A document as JSON: what one program puts together, another one writes in a format.

use super::model::{Block, Cell, Document, Table, TableColumn};
use crate::error::{Code, Error, Result};
use crate::json::{self, Decode, Encode, Json, decode_object, encode_fields, wire_object};

wire_object!(Document { name, title, head, foot, blocks } optional { is_wide });

/// More columns than this do not fit into a Word file.
const MOST_COLUMNS: usize = 63;

impl Encode for Table {
    fn encode(&self) -> Json {
        let Self { name, columns, rows, is_small } = self;
        encode_fields(",name,columns,rows,is_small", &[name, columns, rows, is_small])
    }
}

impl Decode for Table {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let Self { name, columns, rows, is_small } = self;
        json::object(json, ",name,columns,rows,?is_small", &mut [name, columns, rows, is_small])?;
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
        Ok(())
    }
}
wire_object!(TableColumn { label, width } optional {});

/// A text is a string, what belongs to the cell on its left is `null`; anything else is an object that says what it is.
impl Encode for Cell {
    fn encode(&self) -> Json {
        let text = ("text".into(), self.text().encode());
        match self {
            Self::Merged => Json::Null,
            Self::Text(text) => text.encode(),
            Self::Label(_) => Json::Object(vec![text, ("label".into(), Json::Bool(true))]),
            Self::Number { value, .. } => Json::Object(vec![text, ("value".into(), value.encode())]),
            Self::Formula { value, formula, .. } => {
                Json::Object(vec![text, ("value".into(), value.encode()), ("formula".into(), formula.encode())])
            }
        }
    }
}

/// A cell that says what it is.
#[derive(Default)]
struct Marked {
    text: String,
    label: bool,
    value: Option<String>,
    formula: Option<String>,
}

decode_object!(Marked { text } optional { label, value, formula });

impl Decode for Cell {
    fn decode(&mut self, json: &Json) -> Result<()> {
        *self = match json {
            Json::Null => Self::Merged,
            Json::String(text) => Self::Text(text.to_string()),
            marked => match json::decode(marked)? {
                Marked { text, value: Some(value), formula: Some(formula), .. } => {
                    Self::Formula { formula, text, value }
                }
                Marked { text, value: Some(value), .. } => Self::Number { text, value },
                Marked { text, label: true, .. } => Self::Label(text),
                Marked { text, .. } => Self::Text(text),
            },
        };
        Ok(())
    }
}

impl Encode for Block {
    fn encode(&self) -> Json {
        let of = |kind: &str, key: &'static str, value: Json| vec![("kind".into(), kind.encode()), (key.into(), value)];
        Json::Object(match self {
            Self::Heading(level, text) => {
                let mut heading = of("heading", "text", text.encode());
                heading.push(("level".into(), level.encode()));
                heading
            }
            Self::Facts(facts) => of("facts", "texts", facts.encode()),
            Self::Result(text) => of("result", "text", text.encode()),
            Self::Paragraph(text) => of("paragraph", "text", text.encode()),
            Self::Note(text) => of("note", "text", text.encode()),
            Self::Table(table) => of("table", "table", table.encode()),
            Self::Chart(chart) => of("chart", "chart", chart.clone()),
            // A document holds charts as data. A picture without them is what it says.
            Self::Picture(picture) => of("paragraph", "text", picture.alt.encode()),
            Self::Signature(labels) => of("signature", "texts", labels.encode()),
            Self::PageBreak => vec![("kind".into(), "page-break".encode())],
        })
    }
}

/// What a block may hold.
#[derive(Default)]
struct Fields {
    kind: String,
    text: String,
    level: Option<u8>,
    table: Table,
    chart: Json,
    texts: Vec<String>,
}

decode_object!(Fields { kind } optional { text, texts, level, table, chart });

impl Decode for Block {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let Fields { kind, text, texts, level, table, chart } = json::decode(json)?;
        if level.is_some_and(|level| !(1..=3).contains(&level)) {
            return Err(Error::new(Code::OutOfRange, "标题只有 1 到 3 级").at("level"));
        }
        if texts.len() > MOST_COLUMNS {
            return Err(Error::new(Code::OutOfRange, format!("最多 {MOST_COLUMNS} 项")).at("texts"));
        }
        let kinds = ",heading,facts,result,paragraph,note,table,chart,signature,page-break";
        *self = match json::code(&Json::String(kind.into()), kinds).map_err(|error| error.at("kind"))? {
            0 => Self::Heading(level.unwrap_or(1), text),
            1 => Self::Facts(texts),
            2 => Self::Result(text),
            3 => Self::Paragraph(text),
            4 => Self::Note(text),
            5 => Self::Table(table),
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
