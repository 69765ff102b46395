//! JSON in and out: one reader and one way of writing for every door.
//!
//! What comes in becomes a [`Tape`], and types are read off it ([`Decode`]); what goes out is named to a [`Sink`]
//! ([`Encode`]), which writes text, a tree or what JavaScript reads. The reader keeps numbers as they were written, so that
//! nothing is rounded on the way in, and refuses what a lenient reader would let pass in silence: a key given twice, half a
//! character, nesting without end.

mod base64;
mod decode;
mod encode;
mod limits;
mod macros;
mod map;
mod part;
mod place;
mod read;
pub(crate) mod shape;
mod sink;
mod stream;
mod tape;
mod tree;
mod write;

pub use decode::{Decode, decode, decoded};
pub(crate) use decode::{code_of, integer, read_code, read_entries, read_object, read_text, wrong_type};
pub use encode::Encode;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub(crate) use limits::too_large;
pub(crate) use macros::{codes, listed, object};
pub use map::Map;
pub use part::Part;
pub use place::{Entries, Field, Place, replace};
pub(crate) use place::{field, leaves};
pub(crate) use read::tape_within;
pub use read::{read, tape};
pub(crate) use shape::joined_keys;
pub use sink::Sink;
pub use stream::Stream;
pub use tape::{Input, Keys, Tape, Value};
pub use tree::Tree;
pub use write::{Writer, compact, write};

use std::borrow::Cow;

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

    /// What stands below these keys; `null` where there is nothing.
    pub(crate) fn at(&self, keys: &[&str]) -> &Json {
        let mut found = self;
        for key in keys {
            found = found.get(key).unwrap_or(&Self::Null);
        }
        found
    }

    /// The entries of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Json] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a leaf; empty for anything else.
    pub(crate) fn leaf(&self) -> &str {
        match self {
            Self::String(text) | Self::Number(text) => text,
            _ => "",
        }
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        match self {
            Self::Object(entries) => entries.iter_mut().find(|(k, _)| k == key).map(|(_, value)| value),
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
