//! From tape to type, with a path for whatever does not fit.
//!
//! Values are decoded in place through one trait object per field: a type costs a table
//! of its fields instead of a function of its own, which keeps the wasm small.

use std::borrow::Cow;

use super::tape::{Input, Tape, Value};
use super::{Json, Map};
use crate::decimal::Decimal;
use crate::error::{Code, Error, Result, excerpt};
use crate::listed::Listed;

/// A value that can be read from JSON.
pub trait Decode {
    /// Takes the next value of the input.
    ///
    /// # Errors
    /// Whatever in it is not of this shape, with its JSON Pointer.
    fn read(&mut self, input: &mut Input<'_>) -> Result<()>;
}

/// Reads a `T` from a tree.
///
/// # Errors
/// Whatever in `json` is not of the shape of `T`, with its JSON Pointer.
pub fn decode<T: Decode + Default>(json: &Json) -> Result<T> {
    decoded(&mut Tape::of(json).input())
}

/// Reads a `T` from the next value of the input.
///
/// # Errors
/// Whatever in it is not of the shape of `T`, with its JSON Pointer.
pub fn decoded<T: Decode + Default>(input: &mut Input<'_>) -> Result<T> {
    let mut value = fresh::<T>();
    value.read(input)?;
    Ok(value)
}

/// A default that is compiled once for each type, not once for each place that wants one.
#[inline(never)]
fn fresh<T: Default>() -> T {
    T::default()
}

/// Reads an object into its fields: every key must be one of `keys`, and every one of those must be there, but for the
/// optional ones (a bit each, the first the lowest), for which `null` means the same as absence.
pub(crate) fn read_object(
    input: &mut Input<'_>,
    keys: &str,
    optional: u64,
    fields: &mut [&mut dyn Decode],
) -> Result<()> {
    let mut given = match input.value() {
        Value::Object(given) => given,
        other => return Err(wrong_type(&other, "对象")),
    };
    let is_own_shape = given.are(keys);
    let mut seen = 0_u64;
    // Most name their keys in the order of the fields: the search goes on where it last ended.
    let (mut place, mut rest) = (0, keys);
    while let Some(key) = input.key(&mut given) {
        if !is_own_shape && !super::shape::reach(&mut place, &mut rest, key) {
            (place, rest) = (0, keys);
            if !super::shape::reach(&mut place, &mut rest, key) {
                return Err(Error::new(Code::UnknownKey, format!("没有“{}”这个键，请核对拼写", excerpt(key))).at(key));
            }
        }
        let Some(field) = fields.get_mut(place) else { break };
        let bit = 1 << place;
        seen |= bit;
        place += 1;
        if optional & bit == 0 || !input.take_null() {
            field.read(input).map_err(|error| error.at(key))?;
        }
    }
    let missing = (seen | optional).trailing_ones() as usize;
    if missing >= fields.len() {
        return Ok(());
    }
    let key = keys.split(',').nth(missing).unwrap_or_default();
    Err(Error::new(Code::WrongType, format!("缺少“{key}”")).at(key))
}

/// Reads one of a fixed set of codes, each separated by a comma, as its place among them.
pub(crate) fn read_code(input: &mut Input<'_>, codes: &str) -> Result<usize> {
    code_of(read_text(input)?, codes)
}

/// The place of a code among a fixed set of them.
pub(crate) fn code_of(text: &str, codes: &str) -> Result<usize> {
    super::shape::place(codes, text).ok_or_else(|| {
        let known: Vec<&str> = codes.split(',').listed();
        Error::new(Code::UnknownCode, format!("没有“{}”这个取值，可用的是：{}", excerpt(text), known.join("、")))
    })
}

/// The text of a string.
pub(crate) fn read_text<'a>(input: &mut Input<'a>) -> Result<&'a str> {
    match input.value() {
        Value::Text(text) => Ok(text),
        other => Err(wrong_type(&other, "文字")),
    }
}

/// What was expected and what was found.
#[cold]
pub(crate) fn wrong_type(found: &Value<'_>, expected: &str) -> Error {
    let found = match found {
        Value::Null => "空值",
        Value::Bool(_) => "是或否",
        Value::Integer(_) | Value::Number(_) => "数字",
        Value::Text(_) => "文字",
        Value::List(_) => "列表",
        Value::Object(_) => "对象",
    };
    Error::new(Code::WrongType, format!("这里应是{expected}，现在是{found}"))
}

impl Decode for Json {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = input.tree();
        Ok(())
    }
}

impl Decode for String {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        read_text(input)?.clone_into(self);
        Ok(())
    }
}

impl Decode for Cow<'static, str> {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let text = read_text(input)?;
        *self = match input.stays(text) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(text.to_owned()),
        };
        Ok(())
    }
}

impl Decode for bool {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        match input.value() {
            Value::Bool(value) => *self = value,
            other => return Err(wrong_type(&other, "是或否（true 或 false）")),
        }
        Ok(())
    }
}

/// The next value as an integer. Another number is none, and is answered as it was written.
pub(crate) fn integer<'a>(input: &mut Input<'a>, expected: &str) -> Result<std::result::Result<i64, &'a str>> {
    match input.value() {
        Value::Integer(value) => Ok(Ok(value.into())),
        Value::Number(text) => Ok(text.parse().ok().and_then(Decimal::to_integer).ok_or(text)),
        other => Err(wrong_type(&other, expected)),
    }
}

impl Decode for u32 {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let refused =
            |written: &str| Error::new(Code::OutOfRange, format!("这里应是整数，现在是 {}", excerpt(written)));
        let value = integer(input, "整数")?.map_err(refused)?;
        *self = Self::try_from(value).map_err(|_| refused(&value.to_string()))?;
        Ok(())
    }
}

impl Decode for u8 {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let mut wide = 0_u32;
        wide.read(input)?;
        *self = Self::try_from(wide).map_err(|_| Error::new(Code::OutOfRange, format!("{wide} 超出范围")))?;
        Ok(())
    }
}

impl<T: Decode + Default> Decode for Option<T> {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = None;
        if input.take_null() { Ok(()) } else { self.insert(fresh()).read(input) }
    }
}

impl<T: Decode + Default> Decode for Box<T> {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        (**self).read(input)
    }
}

/// A list that can be filled, whatever it is a list of.
trait Fill {
    /// One more item, still blank.
    fn grow(&mut self) -> Option<&mut dyn Decode>;
}

impl<T: Decode + Default> Fill for Vec<T> {
    fn grow(&mut self) -> Option<&mut dyn Decode> {
        self.push(fresh());
        self.last_mut().map(|item| item as &mut dyn Decode)
    }
}

/// Fills a list of this length, compiled once for all of them.
fn fill(list: &mut dyn Fill, length: usize, input: &mut Input<'_>) -> Result<()> {
    for index in 0..length {
        if let Some(item) = list.grow() {
            item.read(input).map_err(|error| error.at(&index.to_string()))?;
        }
    }
    Ok(())
}

/// How many values the list has that comes next.
fn length(input: &mut Input<'_>) -> Result<usize> {
    match input.value() {
        Value::List(length) => Ok(length),
        other => Err(wrong_type(&other, "列表")),
    }
}

impl<T: Decode + Default> Decode for Vec<T> {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let length = length(input)?;
        self.clear();
        self.reserve(length);
        fill(self, length, input)
    }
}

impl<T: Decode + Default> Decode for Map<T> {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = Self::default();
        read_entries(input, &mut |key, input| {
            let mut value = fresh::<T>();
            value.read(input)?;
            self.push(key.to_owned(), value);
            Ok(())
        })
    }
}

/// Reads an object of any keys, entry by entry.
pub(crate) fn read_entries(
    input: &mut Input<'_>,
    each: &mut dyn FnMut(&str, &mut Input<'_>) -> Result<()>,
) -> Result<()> {
    let mut keys = match input.value() {
        Value::Object(keys) => keys,
        other => return Err(wrong_type(&other, "对象")),
    };
    while let Some(key) = input.key(&mut keys) {
        each(key, input).map_err(|error| error.at(key))?;
    }
    Ok(())
}
