//! Reads content in the packed form that `build.rs` writes (`write.rs` is its other half).
//!
//! Texts are borrowed from the program itself, so reading costs little more than the lists.

use std::borrow::Cow;

/// What is left to read of the two files of a pack.
pub(crate) struct Reader {
    pub(crate) numbers: &'static [u8],
    pub(crate) text: &'static str,
}

impl Reader {
    fn byte(&mut self) -> u8 {
        match self.numbers.split_first() {
            Some((first, rest)) => {
                self.numbers = rest;
                *first
            }
            None => 0,
        }
    }

    fn number(&mut self) -> u32 {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    fn text(&mut self) -> &'static str {
        let length = self.number() as usize;
        let (text, rest) = self.text.split_at_checked(length).unwrap_or_default();
        self.text = rest;
        text
    }
}

/// Content that can be unpacked, in place.
pub(crate) trait Unpack {
    fn unpack(&mut self, from: &mut Reader);
}

/// Unpacks the fields of a struct.
pub(crate) fn unpack_fields(from: &mut Reader, fields: &mut [&mut dyn Unpack]) {
    for field in fields {
        field.unpack(from);
    }
}

/// Unpacks one of a fixed set of codes.
pub(crate) fn unpack_code<T: Copy + Default>(from: &mut Reader, codes: &[T]) -> T {
    codes.get(from.number() as usize).copied().unwrap_or_default()
}

impl Unpack for u32 {
    fn unpack(&mut self, from: &mut Reader) {
        *self = from.number();
    }
}

impl Unpack for u8 {
    fn unpack(&mut self, from: &mut Reader) {
        *self = from.byte();
    }
}

impl Unpack for bool {
    fn unpack(&mut self, from: &mut Reader) {
        *self = from.byte() != 0;
    }
}

impl Unpack for Cow<'static, str> {
    fn unpack(&mut self, from: &mut Reader) {
        *self = Cow::Borrowed(from.text());
    }
}

impl<T: Unpack + Default> Unpack for Option<T> {
    fn unpack(&mut self, from: &mut Reader) {
        *self = None;
        if from.byte() != 0 {
            self.insert(T::default()).unpack(from);
        }
    }
}

impl<T: Unpack + Default + Clone> Unpack for Cow<'static, [T]> {
    fn unpack(&mut self, from: &mut Reader) {
        let length = from.number() as usize;
        if length == 0 {
            return;
        }
        let mut items: Vec<T> = Vec::new();
        items.resize_with(length, T::default);
        for item in &mut items {
            item.unpack(from);
        }
        *self = Cow::Owned(items);
    }
}

/// What `model.rs` says of each of its types.
macro_rules! packed {
    (struct $name:ident { $($field:ident),* }) => {
        impl crate::pack::packed::Unpack for $name {
            fn unpack(&mut self, from: &mut crate::pack::packed::Reader) {
                crate::pack::packed::unpack_fields(from, &mut [$(&mut self.$field),*]);
            }
        }
    };
    (enum $name:ident { $($variant:ident),* }) => {
        impl crate::pack::packed::Unpack for $name {
            fn unpack(&mut self, from: &mut crate::pack::packed::Reader) {
                *self = crate::pack::packed::unpack_code(from, &[$(Self::$variant),*]);
            }
        }
    };
}
