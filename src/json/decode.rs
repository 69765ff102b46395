//! From tree to type, with a path for whatever does not fit.

use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::{Json, NumberText};
use crate::decimal::Decimal;
use crate::error::{Code, Error, Result};

/// Turns a tree into a `T`.
///
/// # Errors
/// Whatever in the tree is not of the shape of `T`, with its JSON Pointer.
pub fn decode<'de, T: Deserialize<'de>>(json: &'de Json) -> Result<T> {
    T::deserialize(json)
}

/// For fields that may be left out: `null` means the same as absence.
///
/// # Errors
/// As for `T`.
pub fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> std::result::Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "空值",
        Json::Bool(_) => "是或否",
        Json::Number(_) => "数字",
        Json::String(_) => "文字",
        Json::Array(_) => "列表",
        Json::Object(_) => "对象",
    }
}

#[cold]
fn wrong_type(found: &Json, expected: &str) -> Error {
    Error::new(Code::WrongType, format!("这里应是{expected}，现在是{}", kind(found)))
}

fn integer(json: &Json) -> Result<i64> {
    let Json::Number(text) = json else { return Err(wrong_type(json, "整数")) };
    let value = text.parse::<Decimal>().ok().and_then(super::super::decimal::Decimal::to_integer);
    value.ok_or_else(|| Error::new(Code::OutOfRange, format!("这里应是整数，现在是 {text}")))
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            let value = integer(self)?;
            match <$type>::try_from(value) {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Error::new(Code::OutOfRange, format!("{value} 超出范围"))),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for &'de Json {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(*value),
            Json::Number(text) => visitor.visit_newtype_struct(NumberText(text)),
            Json::String(text) => visitor.visit_borrowed_str(text),
            Json::Array(items) => visitor.visit_seq(Items { items: items.iter(), index: 0 }),
            Json::Object(entries) => visitor.visit_map(Entries { entries: entries.iter(), value: None }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self {
            Json::Bool(value) => visitor.visit_bool(*value),
            other => Err(wrong_type(other, "是或否（true 或 false）")),
        }
    }

    integers! {
        deserialize_u8 visit_u8 u8, deserialize_u32 visit_u32 u32, deserialize_i64 visit_i64 i64,
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self {
            Json::String(text) => visitor.visit_borrowed_str(text),
            other => Err(wrong_type(other, "文字")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self {
            Json::Null => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self {
            Json::Array(_) => self.deserialize_any(visitor),
            other => Err(wrong_type(other, "列表")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self {
            Json::Object(_) => self.deserialize_any(visitor),
            other => Err(wrong_type(other, "对象")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self {
            Json::String(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            other => Err(wrong_type(other, "文字")),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Json>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        seed.deserialize(item).map(Some).map_err(|error| error.at(&index.to_string()))
    }
}

struct Entries<'de> {
    entries: std::slice::Iter<'de, (String, Json)>,
    value: Option<(&'de str, &'de Json)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some((key, value));
        let key: StrDeserializer<'_, Error> = key.as_str().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        match self.value.take() {
            Some((key, value)) => seed.deserialize(value).map_err(|error| error.at(key)),
            None => Err(Error::new(Code::WrongType, "这里缺少一个值")),
        }
    }
}

impl<'de> Deserializer<'de> for NumberText<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_borrowed_str(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
