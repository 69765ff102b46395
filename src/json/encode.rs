//! From type to tree: the way back of [`super::decode`], by the same means.

use std::borrow::Cow;

use super::decode::camel;
use super::{Json, Map};

/// A value that can be written as JSON. What is absent is `null`, never left out.
pub trait Encode {
    /// The value as JSON.
    fn encode(&self) -> Json;
}

/// The object of these fields; the keys are the names in camel case.
pub(crate) fn encode_fields(names: &str, fields: &[&dyn Encode]) -> Json {
    Json::Object(
        names.split(',').skip(1).zip(fields).map(|(name, field)| (camel(name).into(), field.encode())).collect(),
    )
}

/// Encodes so many items. What depends on their type is only how one is fetched: the loop is compiled once.
fn list(length: usize, encode: &dyn Fn(usize) -> Option<Json>) -> Json {
    let mut array = Vec::with_capacity(length);
    for index in 0..length {
        array.extend(encode(index));
    }
    Json::Array(array)
}

impl Encode for Json {
    fn encode(&self) -> Json {
        self.clone()
    }
}

impl Encode for bool {
    fn encode(&self) -> Json {
        Json::Bool(*self)
    }
}

impl Encode for i64 {
    fn encode(&self) -> Json {
        Json::Number(self.to_string().into())
    }
}

impl Encode for i32 {
    fn encode(&self) -> Json {
        i64::from(*self).encode()
    }
}

impl Encode for u32 {
    fn encode(&self) -> Json {
        i64::from(*self).encode()
    }
}

impl Encode for u8 {
    fn encode(&self) -> Json {
        i64::from(*self).encode()
    }
}

impl Encode for str {
    fn encode(&self) -> Json {
        Json::String(self.to_owned().into())
    }
}

impl Encode for String {
    fn encode(&self) -> Json {
        self.as_str().encode()
    }
}

impl Encode for Cow<'static, str> {
    fn encode(&self) -> Json {
        Json::String(self.clone())
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self) -> Json {
        (**self).encode()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Json {
        self.as_ref().map_or(Json::Null, Encode::encode)
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self) -> Json {
        list(self.len(), &|index| self.get(index).map(T::encode))
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Json {
        self.as_slice().encode()
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self) -> Json {
        Json::Object(self.iter().map(|(key, value)| (key.clone().into(), value.encode())).collect())
    }
}

/// Makes [`Encode`] for a struct. Naming the fields once more makes sure none is forgotten.
macro_rules! encode_object {
    ($name:ty { $($field:ident),* $(,)? }) => {
        impl $crate::json::Encode for $name {
            fn encode(&self) -> $crate::json::Json {
                let Self { $($field),* } = self;
                $crate::json::encode_fields(concat!($(",", stringify!($field)),*), &[$($field),*])
            }
        }
    };
}

/// Makes [`super::Decode`] and [`Encode`] for a struct that goes both ways: one text names its fields for both. Fields named
/// after `optional` may be left out.
macro_rules! wire_object {
    ($name:ty { $($required:ident),* $(,)? } optional { $($optional:ident),* $(,)? }) => {
        $crate::json::decode_object!($name { $($required),* } optional { $($optional),* });

        impl $crate::json::Encode for $name {
            fn encode(&self) -> $crate::json::Json {
                let Self { $($required,)* $($optional,)* } = self;
                let names = concat!($(",", stringify!($required),)* $(",?", stringify!($optional),)*);
                $crate::json::encode_fields(names, &[$($required,)* $($optional,)*])
            }
        }
    };
}

/// Makes [`Encode`] for an enum of codes.
macro_rules! encode_codes {
    ($name:ident { $($code:literal => $variant:ident),* $(,)? }) => {
        impl $crate::json::Encode for $name {
            fn encode(&self) -> $crate::json::Json {
                let code = match self { $(Self::$variant => $code),* };
                $crate::json::Encode::encode(code)
            }
        }
    };
}

pub(crate) use {encode_codes, encode_object, wire_object};
