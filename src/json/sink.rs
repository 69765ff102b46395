//! Out of types: a value names itself piece by piece to whoever writes it down.

use std::borrow::Cow;

use super::tree::Growing;
use super::{Json, Map};

/// A value that can be written as JSON. What is absent is `null`, never left out.
pub trait Encode {
    /// Names the value to a sink.
    fn write(&self, sink: &mut dyn Sink);

    /// The value as a tree.
    fn encode(&self) -> Json {
        let mut growing = Growing::default();
        self.write(&mut growing);
        growing.tree()
    }
}

/// Where values are written to: text, a tree, or the stream that JavaScript reads.
///
/// A container says how much it holds, and what follows are its values; nothing has to be closed.
pub trait Sink {
    /// `null`
    fn null(&mut self);
    /// `true` or `false`
    fn bool(&mut self, value: bool);
    /// An integer.
    fn integer(&mut self, value: i64);
    /// A number, as the text that was written.
    fn number(&mut self, text: &str);
    /// A string.
    fn text(&mut self, text: &str);
    /// A string that stays as long as the program.
    fn lasting(&mut self, text: &'static str) {
        self.text(text);
    }
    /// The contents of a file.
    fn bytes(&mut self, bytes: &[u8]);
    /// A list of so many values.
    fn list(&mut self, length: usize);
    /// An object of these keys, separated by commas, whose values follow in their order.
    fn object(&mut self, keys: &'static str);
    /// An object of so many entries: before each value stands its [key](Sink::key).
    fn map(&mut self, length: usize);
    /// The key of the next value of a map.
    fn key(&mut self, key: &str);
}

/// Writes so many items. What depends on their type is only how one is written: the loop is compiled once.
fn list(sink: &mut dyn Sink, length: usize, write: &dyn Fn(usize, &mut dyn Sink)) {
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
