//! Changing a value in place, by the keys of its JSON.

use super::{Decode, Encode, Input, Json, Map, Text};

/// A value that can be looked into by keys, and changed there. What has neither fields nor entries here is changed as a whole.
pub trait Place: Encode + Decode {
    /// Takes the value that it has where nothing is said of it.
    fn clear(&mut self);

    /// Whether it has no fields and entries here, but is read as a whole.
    fn is_whole(&self) -> bool {
        true
    }

    /// The value under a key of an object whose keys are given.
    fn field(&mut self, _key: &str) -> Option<Field<'_>> {
        None
    }

    /// The keys of such an object, separated by commas.
    fn keys(&self) -> Option<&'static str> {
        None
    }

    /// The entries of a list or a map, where they come and go.
    fn entries(&mut self) -> Option<&mut dyn Entries> {
        None
    }
}

/// A value of an object.
pub struct Field<'a> {
    /// The value.
    pub place: &'a mut dyn Place,
    /// Whether `null` says the same as nothing.
    pub is_optional: bool,
}

/// The entries of a list or of a map.
pub trait Entries {
    /// Whether they are counted, not named.
    fn is_list(&self) -> bool;
    /// How many they are.
    fn length(&self) -> usize;
    /// The place of the entry with this name.
    fn find(&self, key: &str) -> Option<usize>;
    /// An entry.
    fn at(&mut self, index: usize) -> Option<&mut dyn Place>;
    /// Puts in a blank entry, before the one that stands there.
    fn insert(&mut self, index: usize, key: &str) -> Option<&mut dyn Place>;
    /// Takes an entry out.
    fn remove(&mut self, index: usize);
}

/// Picks the value of an object's key. `optional` has a bit for each, the first the lowest.
pub(crate) fn field<'a, const N: usize>(
    keys: &str,
    optional: u64,
    key: &str,
    fields: [&'a mut dyn Place; N],
) -> Option<Field<'a>> {
    let index = super::shape::place(keys, key)?;
    let place = fields.into_iter().nth(index)?;
    Some(Field { place, is_optional: optional >> index & 1 == 1 })
}

/// Values that nothing stands below.
macro_rules! leaves {
    ($($type:ty),* $(,)?) => {$(
        impl $crate::json::Place for $type {
            fn clear(&mut self) {
                *self = Self::default();
            }
        }
    )*};
}

pub(crate) use leaves;

leaves!(bool, u8, u32, String);

impl<T: Place + Default> Place for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn is_whole(&self) -> bool {
        self.as_ref().is_none_or(Place::is_whole)
    }

    fn field(&mut self, key: &str) -> Option<Field<'_>> {
        self.as_mut()?.field(key)
    }

    fn keys(&self) -> Option<&'static str> {
        self.as_ref()?.keys()
    }

    fn entries(&mut self) -> Option<&mut dyn Entries> {
        self.as_mut()?.entries()
    }
}

impl<T: Encode + Decode + Default> Place for Vec<T> {
    fn clear(&mut self) {
        self.truncate(0);
    }
}

impl<T: Place + Default> Place for Map<T> {
    fn clear(&mut self) {
        *self = Self::default();
    }

    fn is_whole(&self) -> bool {
        false
    }

    fn entries(&mut self) -> Option<&mut dyn Entries> {
        Some(self)
    }
}

impl<T: Place + Default> Entries for Map<T> {
    fn is_list(&self) -> bool {
        false
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn find(&self, key: &str) -> Option<usize> {
        self.keys().position(|other| other == key)
    }

    fn at(&mut self, index: usize) -> Option<&mut dyn Place> {
        self.value_mut(index).map(|entry| entry as &mut dyn Place)
    }

    fn insert(&mut self, index: usize, key: &str) -> Option<&mut dyn Place> {
        self.insert_at(index, key.to_owned(), T::default());
        self.at(index)
    }

    fn remove(&mut self, index: usize) {
        self.remove_at(index);
    }
}

impl Place for Json {
    fn clear(&mut self) {
        *self = Self::default();
    }

    fn is_whole(&self) -> bool {
        false
    }

    fn entries(&mut self) -> Option<&mut dyn Entries> {
        match self {
            Self::Array(items) => Some(items),
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }
}

impl Entries for Vec<Json> {
    fn is_list(&self) -> bool {
        true
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn find(&self, _key: &str) -> Option<usize> {
        None
    }

    fn at(&mut self, index: usize) -> Option<&mut dyn Place> {
        self.get_mut(index).map(|entry| entry as &mut dyn Place)
    }

    fn insert(&mut self, index: usize, _key: &str) -> Option<&mut dyn Place> {
        if index > self.len() {
            return None;
        }
        Self::insert(self, index, Json::Null);
        self.at(index)
    }

    fn remove(&mut self, index: usize) {
        Self::remove(self, index);
    }
}

impl Entries for Vec<(Text, Json)> {
    fn is_list(&self) -> bool {
        false
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn find(&self, key: &str) -> Option<usize> {
        self.iter().position(|(other, _)| other == key)
    }

    fn at(&mut self, index: usize) -> Option<&mut dyn Place> {
        self.get_mut(index).map(|(_, value)| value as &mut dyn Place)
    }

    fn insert(&mut self, index: usize, key: &str) -> Option<&mut dyn Place> {
        if index > self.len() {
            return None;
        }
        Self::insert(self, index, (key.to_owned().into(), Json::Null));
        self.at(index)
    }

    fn remove(&mut self, index: usize) {
        Self::remove(self, index);
    }
}

/// Reads another value into a place, whatever stood there before.
///
/// # Errors
/// What in the value does not fit; the place then holds a part of it.
pub fn replace(place: &mut dyn Place, input: &mut Input<'_>) -> crate::error::Result<()> {
    place.clear();
    place.read(input)
}
