//! JSON text in: one reader for every door.
//!
//! The reader keeps numbers as they were written, so that nothing is rounded on
//! the way in, and refuses what a lenient reader would let pass in silence: a key
//! given twice, a lone surrogate, nesting without end. [`decode`] turns the tree
//! into a type and says, in Chinese and with a JSON Pointer, where it does not fit.

mod base64;
mod decode;
mod encode;
mod map;
mod read;
mod write;

pub use decode::{Decode, decode};
pub(crate) use decode::{code, decode_codes, decode_object, object, text, wrong_type};
pub use encode::Encode;
pub(crate) use encode::{encode_codes, encode_fields, encode_object, wire_object};
pub use map::Map;
pub use read::read;
pub(crate) use read::read_within;
pub use write::write;

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// The largest text that is read: 20 MB.
pub const MAX_BYTES: usize = 20_000_000;

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 64;

/// Text that is either part of the program or was read.
pub type Text = Cow<'static, str>;

/// A JSON value, exactly as written; keys keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as the text that was written.
    Number(Text),
    /// A string.
    String(Text),
    /// A list.
    Array(Vec<Json>),
    /// An object; no key occurs twice.
    Object(Vec<(Text, Json)>),
    /// The contents of a file. Only results have it: JavaScript gets them as they are, and as text they are base64.
    Bytes(Vec<u8>),
}

impl Default for Json {
    fn default() -> Self {
        Self::Object(Vec::new())
    }
}

impl Json {
    /// The value under `key`, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Object(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Puts a value under `key`, in place of the one that was there.
    pub(crate) fn put(&mut self, key: &'static str, value: Json) {
        let Self::Object(entries) = self else { return };
        match entries.iter_mut().find(|(other, _)| other == key) {
            Some((_, old)) => *old = value,
            None => entries.push((key.into(), value)),
        }
    }

    /// Takes out what stands under `key`.
    pub(crate) fn take(&mut self, key: &str) -> Option<Json> {
        let Self::Object(entries) = self else { return None };
        let place = entries.iter().position(|(other, _)| other == key)?;
        Some(entries.remove(place).1)
    }
}

/// For whoever speaks serde, such as the door to JavaScript.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => match text.parse::<i64>() {
                // JavaScript has no integers but those of a double, and a 64-bit integer may
                // not cross the boundary: old phones have no `BigInt`.
                #[allow(clippy::cast_precision_loss)]
                Ok(value) => serializer.serialize_f64(value as f64),
                // Our own formats know no fractions; a foreign one stays the text it was.
                Err(_) => serializer.serialize_str(text),
            },
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Self::Bytes(bytes) => serializer.serialize_bytes(bytes),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Json {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Json".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object", "additionalProperties": true })
    }
}
