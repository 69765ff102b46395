//! JSON as a tree, for whatever is looked into or changed before anybody knows its type.

use super::sink::Sink;
use super::{Json, Text};

/// A tree that grows. The containers that still wait for values stand in a stack, the innermost last.
#[derive(Debug, Default)]
pub struct Tree {
    root: Option<Json>,
    open: Vec<Open>,
}

#[derive(Debug)]
/// A container that is being filled.
struct Open {
    container: Json,
    /// How many values it still waits for.
    left: usize,
    /// What is left of the keys of an object that has named them all.
    keys: &'static str,
    /// The key of the next value.
    key: Text,
}

impl Tree {
    /// The tree of what was written.
    #[must_use]
    pub fn tree(self) -> Json {
        self.root.unwrap_or(Json::Null)
    }

    fn value(&mut self, mut value: Json) {
        while let Some(inner) = self.open.last_mut() {
            inner.push(value);
            inner.left -= 1;
            if inner.left > 0 {
                return;
            }
            // A full container is itself the next value of the one around it.
            match self.open.pop() {
                Some(full) => value = full.container,
                None => return,
            }
        }
        self.root = Some(value);
    }

    fn container(&mut self, container: Json, left: usize, keys: &'static str) {
        if left == 0 {
            self.value(container);
        } else {
            self.open.push(Open { container, left, keys, key: Text::default() });
        }
    }
}

impl Open {
    fn push(&mut self, value: Json) {
        match &mut self.container {
            Json::Array(items) => items.push(value),
            Json::Object(entries) if self.keys.is_empty() => entries.push((std::mem::take(&mut self.key), value)),
            Json::Object(entries) => {
                entries.push((super::shape::take_key(&mut self.keys).into(), value));
            }
            _ => {}
        }
    }
}

impl Sink for Tree {
    fn null(&mut self) {
        self.value(Json::Null);
    }

    fn bool(&mut self, value: bool) {
        self.value(Json::Bool(value));
    }

    fn integer(&mut self, value: i64) {
        self.value(Json::Number(value.to_string().into()));
    }

    fn number(&mut self, text: &str) {
        self.value(Json::Number(text.to_owned().into()));
    }

    fn text(&mut self, text: &str) {
        self.value(Json::String(text.to_owned().into()));
    }

    fn lasting(&mut self, text: &'static str) {
        self.value(Json::String(text.into()));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.value(Json::Bytes(bytes.to_owned()));
    }

    fn list(&mut self, length: usize) {
        self.container(Json::Array(Vec::with_capacity(length)), length, "");
    }

    fn object(&mut self, keys: &'static str) {
        let length = super::shape::count(keys);
        self.container(Json::Object(Vec::with_capacity(length)), length, keys);
    }

    fn map(&mut self, length: usize) {
        self.container(Json::Object(Vec::with_capacity(length)), length, "");
    }

    fn key(&mut self, key: &str) {
        if let Some(open) = self.open.last_mut() {
            open.key = key.to_owned().into();
        }
    }
}
