//! Out of types: a value names itself piece by piece to whoever writes it down.

use std::borrow::Cow;

use super::sink::Sink;
use super::tree::Tree;
use super::{Json, Map};
use crate::decimal::Decimal;
use crate::error::{Code, Error};

/// A value that can be written as JSON. What is absent is `null`, never left out.
pub trait Encode {
    /// Names the value to a sink.
    fn write(&self, sink: &mut dyn Sink);

    /// The value as a tree.
    fn encode(&self) -> Json {
        let mut growing = Tree::default();
        self.write(&mut growing);
        growing.tree()
    }
}

/// Writes so many items. What depends on their type is only how one is written: the loop is compiled once.
fn list(sink: &mut dyn Sink, length: usize, write: &dyn Fn(usize, &mut dyn Sink)) {
    if sink.passes_over() {
        return;
    }
    sink.list(length);
    for index in 0..length {
        write(index, sink);
    }
}

impl Encode for bool {
    fn write(&self, sink: &mut dyn Sink) {
        sink.bool(*self);
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            fn write(&self, sink: &mut dyn Sink) {
                sink.integer((*self).into());
            }
        }
    )*};
}

integers!(i64, i32, u32, u8);

impl Encode for str {
    fn write(&self, sink: &mut dyn Sink) {
        sink.text(self);
    }
}

impl Encode for String {
    fn write(&self, sink: &mut dyn Sink) {
        sink.text(self);
    }
}

impl Encode for Cow<'static, str> {
    fn write(&self, sink: &mut dyn Sink) {
        match self {
            Cow::Borrowed(text) => sink.lasting(text),
            Cow::Owned(text) => sink.text(text),
        }
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn write(&self, sink: &mut dyn Sink) {
        (**self).write(sink);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn write(&self, sink: &mut dyn Sink) {
        match self {
            None => sink.null(),
            Some(value) => value.write(sink),
        }
    }
}

impl<T: Encode> Encode for [T] {
    fn write(&self, sink: &mut dyn Sink) {
        list(sink, self.len(), &|index, sink| {
            if let Some(item) = self.get(index) {
                item.write(sink);
            }
        });
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn write(&self, sink: &mut dyn Sink) {
        self.as_slice().write(sink);
    }
}

impl<T: Encode> Encode for Map<T> {
    fn write(&self, sink: &mut dyn Sink) {
        sink.map(self.len());
        for (key, value) in self.iter() {
            sink.key(key);
            value.write(sink);
        }
    }
}

impl Encode for Json {
    fn write(&self, sink: &mut dyn Sink) {
        match self {
            Self::Null => sink.null(),
            Self::Bool(value) => sink.bool(*value),
            Self::Number(text) => sink.number(text),
            Self::String(text) => text.write(sink),
            Self::Bytes(bytes) => sink.bytes(bytes),
            Self::Array(items) => items.write(sink),
            Self::Object(entries) => {
                sink.map(entries.len());
                for (key, value) in entries {
                    sink.key(key);
                    value.write(sink);
                }
            }
        }
    }

    fn encode(&self) -> Self {
        self.clone()
    }
}

/// The largest integer that every host holds exactly as a number.
const LARGEST: u64 = (1 << 53) - 1;

impl Encode for Decimal {
    fn write(&self, sink: &mut dyn Sink) {
        let text = self.to_string();
        if self.to_integer().is_some_and(|integer| integer.unsigned_abs() <= LARGEST) {
            sink.number(&text);
        } else {
            sink.text(&text);
        }
    }
}

impl Encode for Code {
    fn write(&self, sink: &mut dyn Sink) {
        sink.lasting(self.code());
    }
}

impl Encode for Error {
    fn write(&self, sink: &mut dyn Sink) {
        sink.object("name,code,path,message");
        sink.lasting(Self::NAME);
        self.code.write(sink);
        sink.text(&self.path);
        sink.text(&self.message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_has_no_exponent() {
        let written = |text: &str| text.parse::<Decimal>().ok().map(|number| number.encode());
        for (text, number) in
            [("1324", "1324"), ("1e3", "1000"), ("0", "0"), ("-9007199254740991", "-9007199254740991")]
        {
            assert_eq!(written(text), Some(Json::Number(number.into())), "{text}");
        }
        for (text, exact) in [("12.50", "12.5"), ("-0.05", "-0.05"), ("9007199254740993", "9007199254740993")] {
            assert_eq!(written(text), Some(Json::String(exact.into())), "{text}");
        }
    }
}
