//! The part of a value at a JSON Pointer, picked out while the whole is named.

use super::shape;
use super::sink::Sink;

/// All that is still to come.
const REST: usize = usize::MAX;

/// Hands on to a sink the one value to which keys lead, and passes over all others.
pub struct Part<'a> {
    /// Those that still have to be gone through.
    keys: &'a [String],
    sink: &'a mut dyn Sink,
    /// How many values come before the next one that matters.
    over: usize,
    /// How many entries the map has in which a key is looked for.
    entries: usize,
    /// How many values of the part are still to come.
    left: usize,
    is_found: bool,
}

impl<'a> Part<'a> {
    /// The part at these keys, for a sink.
    pub fn new(keys: &'a [String], sink: &'a mut dyn Sink) -> Self {
        Self { keys, sink, over: 0, entries: 0, left: 0, is_found: false }
    }

    /// Whether there was such a part.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.is_found
    }

    /// Takes a value that so many others follow as its own. Answers the sink that it belongs to.
    fn take(&mut self, holds: usize) -> Option<&mut dyn Sink> {
        if self.left > 0 {
            self.left = self.left - 1 + holds;
        } else if self.over > 0 || !self.keys.is_empty() {
            // A value that holds nothing to go into has no such part.
            self.over = if self.over == 0 || self.over == REST { REST } else { self.over - 1 + holds };
            return None;
        } else {
            self.left = holds;
            self.is_found = true;
        }
        if self.left == 0 {
            self.over = REST;
        }
        Some(self.sink)
    }

    /// The key to look for in the container that comes, if it is to be gone into.
    fn wanted(&mut self) -> Option<&'a str> {
        if self.left > 0 || self.over > 0 {
            return None;
        }
        self.keys.first().map(String::as_str)
    }

    /// Goes on to the value at a place of the container.
    fn enter(&mut self, place: Option<usize>) {
        self.keys = self.keys.get(1..).unwrap_or_default();
        self.over = place.unwrap_or(REST);
    }
}

impl Sink for Part<'_> {
    fn null(&mut self) {
        if let Some(sink) = self.take(0) {
            sink.null();
        }
    }

    fn bool(&mut self, value: bool) {
        if let Some(sink) = self.take(0) {
            sink.bool(value);
        }
    }

    fn integer(&mut self, value: i64) {
        if let Some(sink) = self.take(0) {
            sink.integer(value);
        }
    }

    fn number(&mut self, text: &str) {
        if let Some(sink) = self.take(0) {
            sink.number(text);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(sink) = self.take(0) {
            sink.text(text);
        }
    }

    fn lasting(&mut self, text: &'static str) {
        if let Some(sink) = self.take(0) {
            sink.lasting(text);
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        if let Some(sink) = self.take(0) {
            sink.bytes(bytes);
        }
    }

    fn list(&mut self, length: usize) {
        if let Some(wanted) = self.wanted() {
            let index = wanted.parse().ok().filter(|index: &usize| index.to_string() == wanted && *index < length);
            self.enter(index);
        } else if let Some(sink) = self.take(length) {
            sink.list(length);
        }
    }

    fn object(&mut self, keys: &'static str) {
        if let Some(wanted) = self.wanted() {
            self.enter(shape::place(keys, wanted));
        } else if let Some(sink) = self.take(shape::count(keys)) {
            sink.object(keys);
        }
    }

    fn map(&mut self, length: usize) {
        if self.wanted().is_some() {
            self.entries = length;
            self.over = if length == 0 { REST } else { 0 };
        } else if let Some(sink) = self.take(length) {
            sink.map(length);
        }
    }

    fn key(&mut self, key: &str) {
        if self.left > 0 {
            self.sink.key(key);
        } else if self.over == 0 && self.entries > 0 {
            self.entries -= 1;
            if self.wanted() == Some(key) {
                self.entries = 0;
                self.enter(Some(0));
            } else {
                self.over = if self.entries == 0 { REST } else { 1 };
            }
        }
    }

    fn passes_over(&mut self) -> bool {
        let passes = self.left == 0 && self.over > 0;
        if passes && self.over != REST {
            self.over -= 1;
        }
        passes
    }
}

#[cfg(test)]
mod tests {
    use super::Part;
    use crate::json::{Encode, Json, Tree, read};

    fn part(json: &Json, pointer: &str) -> Option<Json> {
        let keys: Vec<String> = pointer.split('/').skip(1).map(ToOwned::to_owned).collect();
        let mut tree = Tree::default();
        let mut part = Part::new(&keys, &mut tree);
        json.write(&mut part);
        let is_found = part.is_found();
        is_found.then(|| tree.tree())
    }

    #[test]
    fn every_part_of_a_value_is_picked_out_and_nothing_else_is() {
        let whole = read(r#"{"a":[1,[2,{"b":null}],{}],"c":{"a":{"x":true,"y":[]},"":"z"},"d":"e","a/b":3}"#).unwrap();
        let mut all = vec![(String::new(), whole.clone())];
        let mut next = 0;
        while let Some((path, value)) = all.get(next).cloned() {
            match value {
                Json::Array(items) => {
                    all.extend(items.into_iter().enumerate().map(|(index, item)| (format!("{path}/{index}"), item)));
                }
                Json::Object(entries) => {
                    let plain = entries.into_iter().filter(|(key, _)| !key.contains('/'));
                    all.extend(plain.map(|(key, value)| (format!("{path}/{key}"), value)));
                }
                _ => {}
            }
            next += 1;
        }
        assert!(all.len() > 12);
        for (path, value) in all {
            assert_eq!(part(&whole, &path), Some(value), "{path}");
        }
        for path in ["/b", "/a/3", "/a/00", "/a/-", "/c/a/z", "/c/x", "/d/0", "/a/2/x", "/a/0/0", "/a/1/1/b/0"] {
            assert_eq!(part(&whole, path), None, "{path}");
        }
    }
}
