//! From value to text.

use std::io;

use serde::{Serialize, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::error::{Code, Error, Result};

/// Writes a value as indented JSON text, keys in their order, with a final line break.
///
/// # Errors
/// Never for the types of this crate; a foreign type that cannot be JSON is `wrong-type`.
pub fn write<T: Serialize>(value: &T) -> Result<String> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Integers(PrettyFormatter::new()));
    value.serialize(&mut serializer).map_err(|error| Error::new(Code::WrongType, error.to_string()))?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(|error| Error::new(Code::WrongType, error.to_string()))
}

/// An integer below 2^53 for every host.
///
/// JavaScript has no other integers than those of a double, and a 64-bit integer may
/// not cross the boundary (old phones have no `BigInt`), so a large one goes as a double.
pub(crate) fn serialize_integer<S: Serializer>(value: i64, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    match i32::try_from(value) {
        Ok(small) => serializer.serialize_i32(small),
        #[allow(clippy::cast_precision_loss)]
        Err(_) => serializer.serialize_f64(value as f64),
    }
}

/// Indented text in which every number is an integer.
///
/// The only doubles are those of [`serialize_integer`]; printing them as integers keeps
/// the text the same on every host and the printing of fractions out of the wasm.
struct Integers(PrettyFormatter<'static>);

impl Formatter for Integers {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        #[allow(clippy::cast_possible_truncation)]
        self.write_i64(writer, value as i64)
    }
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }
    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }
    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }
    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }
    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }
    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }
    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }
    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}
