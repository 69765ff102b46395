//! Reads content in the packed form that `build.rs` writes: table by table, each when it is first looked into.

use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use crate::error::Result;
use crate::json::{self, Decode, Encode, Input, Json, Sink, Text};
use crate::listed::Listed;

/// A table of content. A packed one is read when it is first looked into.
///
/// The tables of all types have one shape, so that what only hands them on is compiled once for all of them.
#[derive(Debug, Clone)]
pub struct Table<T> {
    packed: Packed,
    /// What was read of it.
    read: OnceLock<Box<T>>,
    /// What stands in its place.
    given: Option<Box<T>>,
}

/// A table as it was packed.
#[derive(Debug, Clone, Copy, Default)]
struct Packed {
    structure: &'static [u8],
    text: &'static [u8],
    /// The keys of its objects.
    shapes: &'static [&'static str],
}

impl Packed {
    /// The table itself. A test reads every one: none can be refused.
    fn table<T: Decode + Default>(self) -> T {
        let mut table = T::default();
        if self.fill(&mut table).is_err() {
            table = T::default();
        }
        table
    }

    /// Reads it into a table, whatever it is a table of: compiled once for all of them.
    #[inline(never)]
    fn fill(self, table: &mut dyn Decode) -> Result<()> {
        // The build wrote it from text.
        let text = str::from_utf8(self.text).unwrap_or_default();
        let mut lengths = text.split('\n').map(str::len);
        let mut rest = self.structure;
        let mut words = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let word = number(&mut rest);
            words.push(if Input::is_text(word) { Input::text_word(lengths.next().unwrap_or_default()) } else { word });
        }
        table.read(&mut Input::lasting(&words, text, self.shapes))
    }
}

impl<T: Decode + Default> Deref for Table<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.given.as_ref().unwrap_or_else(|| self.read.get_or_init(|| Box::new(self.packed.table())))
    }
}

impl<T: Decode + Default> DerefMut for Table<T> {
    fn deref_mut(&mut self) -> &mut T {
        let read = std::mem::take(&mut self.read).into_inner();
        self.given.get_or_insert_with(|| read.unwrap_or_else(|| Box::new(self.packed.table())))
    }
}

impl<T> From<T> for Table<T> {
    fn from(table: T) -> Self {
        Self { packed: Packed::default(), read: OnceLock::new(), given: Some(Box::new(table)) }
    }
}

impl<T: Default> Default for Table<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Decode + Default + PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Decode + Default + Eq> Eq for Table<T> {}

impl<'a, T> IntoIterator for &'a Table<Vec<T>>
where
    Vec<T>: Decode,
{
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Decode + Default> Decode for Table<T> {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = json::decoded::<T>(input)?.into();
        Ok(())
    }
}

impl<T: Decode + Default + Encode> Encode for Table<T> {
    fn write(&self, sink: &mut dyn Sink) {
        (**self).write(sink);
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Table<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

/// Packed content that is taken apart.
pub(super) struct Parts {
    rest: &'static [u8],
    shapes: &'static [&'static str],
}

impl Parts {
    /// The parts of packed content. Its shapes stay as long as the content: as long as the program.
    pub(super) fn of(packed: &'static [u8]) -> Self {
        let mut parts = Self { rest: packed, shapes: &[] };
        let shapes: &'static str = str::from_utf8(parts.next()).unwrap_or_default();
        parts.shapes = shapes.split('\n').listed().leak();
        parts
    }

    /// The next part, behind its length. A part that is not there is empty.
    fn next(&mut self) -> &'static [u8] {
        let length = number(&mut self.rest) as usize;
        let (part, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        part
    }
}

/// What can be taken from packed content.
pub(super) trait Unpack {
    fn unpack(parts: &mut Parts) -> Self;

    /// The same as JSON, as it was packed.
    fn packed_tree(&self) -> Json;
}

impl<T> Unpack for Table<T> {
    #[inline(never)]
    fn unpack(parts: &mut Parts) -> Self {
        let packed = Packed { structure: parts.next(), text: parts.next(), shapes: parts.shapes };
        Self { packed, read: OnceLock::new(), given: None }
    }

    fn packed_tree(&self) -> Json {
        self.packed.table()
    }
}

impl Unpack for Text {
    fn unpack(parts: &mut Parts) -> Self {
        str::from_utf8(parts.next()).unwrap_or_default().into()
    }

    fn packed_tree(&self) -> Json {
        Json::String(self.clone())
    }
}

/// A number in LEB128 from the front of what is left.
fn number(rest: &mut &[u8]) -> u32 {
    let mut value = 0;
    for shift in [0, 7, 14, 21, 28] {
        let Some((byte, after)) = rest.split_first() else { break };
        *rest = after;
        value |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            break;
        }
    }
    value
}
