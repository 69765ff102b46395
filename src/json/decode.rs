//! From tree to type, with a path for whatever does not fit.
//!
//! Values are decoded in place through one trait object per field: a type costs a table
//! of its fields instead of a function of its own, which keeps the wasm small.

use std::borrow::Cow;

use super::{Json, Map};
use crate::decimal::Decimal;
use crate::error::{Code, Error, Result};

/// A value that can be read from JSON.
pub trait Decode {
    /// Takes the value of `json`.
    ///
    /// # Errors
    /// Whatever in `json` is not of this shape, with its JSON Pointer.
    fn decode(&mut self, json: &Json) -> Result<()>;
}

/// Reads a `T`.
///
/// # Errors
/// Whatever in `json` is not of the shape of `T`, with its JSON Pointer.
pub fn decode<T: Decode + Default>(json: &Json) -> Result<T> {
    let mut value = fresh::<T>();
    value.decode(json)?;
    Ok(value)
}

/// A default that is compiled once for each type, not once for each place that wants one.
#[inline(never)]
fn fresh<T: Default>() -> T {
    T::default()
}

/// What stands before the name of a field that may be left out.
pub(crate) const OPTIONAL: char = '?';

/// Reads an object into its fields: every key must be a field, every required field must be
/// there. For the others, marked with [`OPTIONAL`], `null` means the same as absence.
///
/// The names are the Rust ones, in the order of the fields, each behind a comma; on the wire they are in camel case.
/// One text is smaller than a table of them.
pub(crate) fn object(json: &Json, names: &str, fields: &mut [&mut dyn Decode]) -> Result<()> {
    let Json::Object(entries) = json else { return Err(wrong_type(json, "对象")) };
    let names: Vec<&str> = names.split(',').skip(1).collect();
    // Most files name their keys in the order of the fields: the search goes on where it last ended.
    let mut next = 0;
    for (key, value) in entries {
        let is_named = |name: &&str| is_camel_of(key, name);
        let onward = names.iter().skip(next).position(is_named).map(|skipped| next + skipped);
        let place = onward.or_else(|| names.iter().position(is_named));
        let named = place.and_then(|place| Some((names.get(place)?, fields.get_mut(place)?)));
        let Some((name, field)) = named else {
            return Err(Error::new(Code::UnknownKey, format!("没有“{key}”这个键，请核对拼写")).at(key));
        };
        next = place.unwrap_or_default() + 1;
        if *value != Json::Null || !name.starts_with(OPTIONAL) {
            field.decode(value).map_err(|error| error.at(key))?;
        }
    }
    let is_missing =
        |name: &&&str| !name.starts_with(OPTIONAL) && !entries.iter().any(|(key, _)| is_camel_of(key, name));
    match names.iter().find(is_missing) {
        None => Ok(()),
        Some(name) => {
            let key = camel(name);
            Err(Error::new(Code::WrongType, format!("缺少“{key}”")).at(&key))
        }
    }
}

/// A name without the marks of an optional field and of a keyword of Rust.
fn plain(name: &str) -> &str {
    let name = name.strip_prefix(OPTIONAL).unwrap_or(name);
    name.strip_prefix("r#").unwrap_or(name)
}

/// `exec_standards` → `execStandards`.
pub(crate) fn camel(name: &str) -> String {
    let snake = plain(name);
    let mut key = String::with_capacity(snake.len());
    let mut capital = false;
    for c in snake.chars() {
        match c {
            '_' => capital = true,
            c => key.push(if std::mem::take(&mut capital) { c.to_ascii_uppercase() } else { c }),
        }
    }
    key
}

/// Whether `key` is `snake` in camel case.
fn is_camel_of(key: &str, name: &str) -> bool {
    let snake = plain(name);
    let mut letters = key.bytes();
    let mut capital = false;
    for byte in snake.bytes() {
        if byte == b'_' {
            capital = true;
            continue;
        }
        let expected = if std::mem::take(&mut capital) { byte.to_ascii_uppercase() } else { byte };
        if letters.next() != Some(expected) {
            return false;
        }
    }
    letters.next().is_none()
}

/// Reads one of a fixed set of codes, each behind a comma, as its place among them.
pub(crate) fn code(json: &Json, codes: &str) -> Result<usize> {
    let text = text(json)?;
    codes.split(',').skip(1).position(|code| code == text).ok_or_else(|| {
        let known: Vec<&str> = codes.split(',').skip(1).collect();
        Error::new(Code::UnknownCode, format!("没有“{text}”这个取值，可用的是：{}", known.join("、")))
    })
}

/// The text of a string.
pub(crate) fn text(json: &Json) -> Result<&str> {
    match json {
        Json::String(text) => Ok(text),
        other => Err(wrong_type(other, "文字")),
    }
}

#[cold]
pub(crate) fn wrong_type(found: &Json, expected: &str) -> Error {
    let found = match found {
        Json::Null => "空值",
        Json::Bool(_) => "是或否",
        Json::Number(_) => "数字",
        Json::String(_) => "文字",
        Json::Array(_) => "列表",
        Json::Object(_) => "对象",
        Json::Bytes(_) => "文件",
    };
    Error::new(Code::WrongType, format!("这里应是{expected}，现在是{found}"))
}

impl Decode for Json {
    fn decode(&mut self, json: &Json) -> Result<()> {
        *self = json.clone();
        Ok(())
    }
}

impl Decode for String {
    fn decode(&mut self, json: &Json) -> Result<()> {
        text(json)?.clone_into(self);
        Ok(())
    }
}

impl Decode for Cow<'static, str> {
    fn decode(&mut self, json: &Json) -> Result<()> {
        match json {
            Json::String(text) => self.clone_from(text),
            other => return Err(wrong_type(other, "文字")),
        }
        Ok(())
    }
}

impl Decode for bool {
    fn decode(&mut self, json: &Json) -> Result<()> {
        match json {
            Json::Bool(value) => *self = *value,
            other => return Err(wrong_type(other, "是或否（true 或 false）")),
        }
        Ok(())
    }
}

impl Decode for u32 {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let Json::Number(text) = json else { return Err(wrong_type(json, "整数")) };
        let value = text.parse().ok().and_then(Decimal::to_integer).and_then(|value| Self::try_from(value).ok());
        *self = value.ok_or_else(|| Error::new(Code::OutOfRange, format!("这里应是整数，现在是 {text}")))?;
        Ok(())
    }
}

impl Decode for u8 {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let mut wide = 0_u32;
        wide.decode(json)?;
        *self = Self::try_from(wide).map_err(|_| Error::new(Code::OutOfRange, format!("{wide} 超出范围")))?;
        Ok(())
    }
}

impl<T: Decode + Default> Decode for Option<T> {
    fn decode(&mut self, json: &Json) -> Result<()> {
        *self = None;
        if *json == Json::Null { Ok(()) } else { self.insert(fresh()).decode(json) }
    }
}

/// A list that can be filled, whatever it is a list of.
trait Growing {
    /// One more item, still blank.
    fn grow(&mut self) -> Option<&mut dyn Decode>;
}

impl<T: Decode + Default> Growing for Vec<T> {
    fn grow(&mut self) -> Option<&mut dyn Decode> {
        self.push(fresh());
        self.last_mut().map(|item| item as &mut dyn Decode)
    }
}

/// Fills a list, compiled once for all of them.
fn fill(list: &mut dyn Growing, json: &Json) -> Result<()> {
    let Json::Array(items) = json else { return Err(wrong_type(json, "列表")) };
    for (index, json) in items.iter().enumerate() {
        if let Some(item) = list.grow() {
            item.decode(json).map_err(|error| error.at(&index.to_string()))?;
        }
    }
    Ok(())
}

impl<T: Decode + Default> Decode for Vec<T> {
    fn decode(&mut self, json: &Json) -> Result<()> {
        self.clear();
        fill(self, json)
    }
}

impl<T: Decode + Default> Decode for Map<T> {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let Json::Object(entries) = json else { return Err(wrong_type(json, "对象")) };
        *self = Self::default();
        for (key, json) in entries {
            let mut value = fresh::<T>();
            value.decode(json).map_err(|error| error.at(key))?;
            self.push(key.clone().into_owned(), value);
        }
        Ok(())
    }
}

/// Makes [`Decode`] for a struct. Fields named after `optional` may be left out.
macro_rules! decode_object {
    ($name:ty { $($required:ident),* $(,)? } optional { $($optional:ident),* $(,)? }) => {
        impl $crate::json::Decode for $name {
            fn decode(&mut self, json: &$crate::json::Json) -> $crate::error::Result<()> {
                $crate::json::object(
                    json,
                    concat!($(",", stringify!($required),)* $(",?", stringify!($optional),)*),
                    &mut [$(&mut self.$required,)* $(&mut self.$optional,)*],
                )
            }
        }
    };
}

/// Makes [`Decode`] for an enum of codes. The first variant is its default.
macro_rules! decode_codes {
    ($name:ident { $($code:literal => $variant:ident),* $(,)? }) => {
        impl $crate::json::Decode for $name {
            fn decode(&mut self, json: &$crate::json::Json) -> $crate::error::Result<()> {
                let place = $crate::json::code(json, concat!($(",", $code),*))?;
                *self = [$(Self::$variant),*].get(place).copied().unwrap_or_default();
                Ok(())
            }
        }
    };
}

pub(crate) use {decode_codes, decode_object};
