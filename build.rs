//! Packs the content under `src/content` into one file, which is built into the program or supplied to it.
//!
//! What is packed is the JSON of the files as it stands; the library reads each table into its type when it is first asked
//! for, and a test reads them all. `src/pack/packed.rs` is the other half of this file.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The tables of each pack in the order of the fields of its type: the field, and the file that fills it.
const ASSISTANCE: &[(&str, &str)] = &[
    ("manifest", "manifest"),
    ("application", "application"),
    ("sizeClasses", "size-classes"),
    ("industries", "industries"),
    ("provinces", "provinces"),
    ("products", "products"),
    ("checklist", "checklist"),
    ("checklistScale", "checklist-scale"),
    ("quickTriage", "quick-triage"),
    ("risk", "risk"),
    ("causes", "causes"),
    ("causeRules", "cause-rules"),
    ("deadlines", "deadlines"),
    ("plan", "plan"),
    ("indicators", "effect-indicators"),
    ("recordRules", "record-rules"),
    ("dutyRules", "duty-rules"),
    ("industry", "industry"),
    ("warnings", "warnings"),
    ("reports", "reports"),
    ("words", "words"),
    ("steps", "steps"),
    ("outline", "outline"),
];
const GOVERNANCE: &[(&str, &str)] = &[
    ("manifest", "manifest"),
    ("indicators", "indicators"),
    ("guidance", "guidance"),
    ("schemes", "schemes"),
    ("framework", "framework"),
    ("satisfaction", "satisfaction"),
    ("register", "register"),
    ("reports", "reports"),
    ("steps", "steps"),
    ("outline", "outline"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/content");
    let mut packed = Vec::new();
    let mut shapes = Shapes::default();
    for (pack, tables) in [("assistance", ASSISTANCE), ("governance", GOVERNANCE)] {
        let tables = read(pack, tables)?;
        for table in tables.values() {
            let mut writer = Writer { shapes: &mut shapes, structure: Vec::new(), text: String::new() };
            writer.value(table)?;
            part(&mut packed, &writer.structure);
            part(&mut packed, writer.text.as_bytes());
        }
        part(&mut packed, fingerprint(&tables)?.as_bytes());
    }
    let mut content = Vec::new();
    part(&mut content, shapes.keys.join("\n").as_bytes());
    content.extend(packed);
    // Stands in the program and at the front of the file, so that neither is used with another version of the other.
    let mut id = hexadecimal(&content);
    id.truncate(8);
    println!("cargo::rustc-env=CONTENT_ID={id}");
    content.splice(0..0, u32::from_str_radix(&id, 16)?.to_le_bytes());
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("content"), content)?)
}

/// The tables of a pack.
fn read(pack: &str, tables: &[(&str, &str)]) -> Result<Map<String, Value>, Box<dyn Error>> {
    let mut read = Map::new();
    for (field, file) in tables {
        let path = Path::new("src/content").join(pack).join(file).with_extension("json");
        let value = serde_json::from_str(&fs::read_to_string(&path)?);
        read.insert((*field).to_owned(), value.map_err(|error| format!("{}: {error}", path.display()))?);
    }
    Ok(read)
}

/// The fingerprint of a pack as the library makes it: SHA-256 of its indented text with a final line break.
fn fingerprint(tables: &Map<String, Value>) -> Result<String, Box<dyn Error>> {
    Ok(hexadecimal((serde_json::to_string_pretty(tables)? + "\n").as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes);
    let digits = digits.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A part with its length before it.
fn part(packed: &mut Vec<u8>, part: &[u8]) {
    number(packed, part.len());
    packed.extend(part);
}

/// A number in LEB128.
fn number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push(rest.to_le_bytes()[0] | 0x80);
        rest >>= 7;
    }
    bytes.push(rest.to_le_bytes()[0]);
}

/// Ends each text.
const TEXT_END: char = '\n';

/// The lists of keys that objects have: those of the same keys in the same order share one.
#[derive(Default)]
struct Shapes {
    keys: Vec<String>,
    places: HashMap<String, usize>,
}

impl Shapes {
    fn place(&mut self, keys: String) -> usize {
        *self.places.entry(keys.clone()).or_insert_with(|| {
            self.keys.push(keys);
            self.keys.len() - 1
        })
    }
}

/// Writes a table as words of the library's tape, each a number in LEB128, and its texts, each with its end behind it: that
/// compresses better than how long each is.
struct Writer<'a> {
    shapes: &'a mut Shapes,
    structure: Vec<u8>,
    text: String,
}

impl Writer<'_> {
    /// A word: a number, and what it says in its lowest three bits.
    fn word(&mut self, tag: usize, value: usize) {
        number(&mut self.structure, value << 3 | tag);
    }

    fn value(&mut self, value: &Value) -> Result<(), Box<dyn Error>> {
        match value {
            Value::Null => self.word(0, 0),
            Value::Bool(true) => self.word(0, 1),
            Value::Bool(false) => self.word(0, 2),
            Value::Number(value) => {
                let small = value.as_u64().and_then(|value| u32::try_from(value).ok()).filter(|value| *value < 1 << 28);
                self.word(1, small.ok_or_else(|| format!("{value} is no small number"))? as usize);
            }
            Value::String(text) if text.contains(TEXT_END) => return Err(format!("“{text}” has a line break").into()),
            Value::String(text) => {
                self.text.push_str(text);
                self.text.push(TEXT_END);
                self.word(3, 0);
            }
            Value::Array(items) => {
                self.word(4, items.len());
                return items.iter().try_for_each(|item| self.value(item));
            }
            Value::Object(entries) => {
                let keys: Vec<&str> = entries.keys().map(String::as_str).collect();
                let shape = self.shapes.place(keys.join(","));
                self.word(5, shape);
                return entries.values().try_for_each(|value| self.value(value));
            }
        }
        Ok(())
    }
}
