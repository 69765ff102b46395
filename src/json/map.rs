//! A small map: what a JSON object is when its keys are not fields.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

/// Values by key, in the order in which they were given. The reader refuses a key that stands twice.
///
/// A list, not a tree: these maps hold the answers to one form, and a tree for each type would weigh more than all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<T> {
    entries: Vec<(String, T)>,
    next: Next,
}

/// Where the next look-up begins: most go through a form in its order, and so do the answers. It says nothing of the map.
#[derive(Debug, Default)]
struct Next(AtomicUsize);

impl Clone for Next {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Next {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Next {}

impl<T> Map<T> {
    /// The value under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        let next = self.next.0.load(Relaxed);
        let is_wanted = |(other, _): &(String, T)| other == key;
        let behind = self.entries.iter().skip(next).position(is_wanted).map(|place| next + place);
        let place = behind.or_else(|| self.entries.iter().take(next).position(is_wanted))?;
        self.next.0.store(place + 1, Relaxed);
        self.entries.get(place).map(|(_, value)| value)
    }

    /// Puts a value under a key, in place of the one that was there.
    pub fn insert(&mut self, key: String, value: T) {
        match self.entries.iter_mut().find(|(other, _)| *other == key) {
            Some((_, old)) => *old = value,
            None => self.push(key, value),
        }
    }

    /// Puts a value under a key that is not there yet.
    pub(super) fn push(&mut self, key: String, value: T) {
        self.entries.push((key, value));
    }

    /// The value at a place in the order, to be changed.
    pub(super) fn value_mut(&mut self, index: usize) -> Option<&mut T> {
        self.entries.get_mut(index).map(|(_, value)| value)
    }

    /// Puts a value under a key that is not there yet, at a place in the order.
    pub(super) fn insert_at(&mut self, index: usize, key: String, value: T) {
        self.entries.insert(index.min(self.entries.len()), (key, value));
    }

    /// Takes out what stands at a place in the order.
    pub(super) fn remove_at(&mut self, index: usize) {
        if index < self.entries.len() {
            self.entries.remove(index);
        }
    }

    /// The keys, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// Keys and values, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// Moves the entries of which `stays` does not say so into another map.
    pub fn split_into(&mut self, other: &mut Self, stays: impl Fn(&str) -> bool) {
        for (key, value) in std::mem::take(&mut self.entries) {
            if stays(&key) { self.push(key, value) } else { other.insert(key, value) }
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), next: Next::default() }
    }
}

impl<T, const N: usize> From<[(String, T); N]> for Map<T> {
    fn from(entries: [(String, T); N]) -> Self {
        Self { entries: entries.into(), next: Next::default() }
    }
}

impl<T> FromIterator<(String, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Map<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        <std::collections::BTreeMap<String, T>>::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<String, T>>::json_schema(generator)
    }
}
