//! Writes content in the packed form. Part of `build.rs` only; `read.rs` is its other half.
//!
//! Texts stand one behind the other in a file of their own; everything else is a number
//! (LEB128): a text its length, a list its length before its items, an option 0, or 1 before
//! its value, a code its place among the codes, a struct its fields.

use std::borrow::Cow;

/// The two files of a pack.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) numbers: Vec<u8>,
    pub(crate) text: String,
}

/// Content that can be packed.
pub(crate) trait Pack {
    fn pack(&self, out: &mut Files);
}

impl Pack for u32 {
    fn pack(&self, out: &mut Files) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.numbers.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        out.numbers.push(rest as u8);
    }
}

impl Pack for u8 {
    fn pack(&self, out: &mut Files) {
        u32::from(*self).pack(out);
    }
}

impl Pack for bool {
    fn pack(&self, out: &mut Files) {
        u32::from(*self).pack(out);
    }
}

impl Pack for Cow<'static, str> {
    fn pack(&self, out: &mut Files) {
        (self.len() as u32).pack(out);
        out.text.push_str(self);
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, out: &mut Files) {
        self.is_some().pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }
}

impl<T: Pack + Clone> Pack for Cow<'static, [T]> {
    fn pack(&self, out: &mut Files) {
        (self.len() as u32).pack(out);
        for item in self.iter() {
            item.pack(out);
        }
    }
}

/// What `model.rs` says of each of its types.
macro_rules! packed {
    (struct $name:ident { $($field:ident),* }) => {
        impl crate::packed::Pack for $name {
            fn pack(&self, out: &mut crate::packed::Files) {
                $(self.$field.pack(out);)*
            }
        }
    };
    (enum $name:ident { $($variant:ident),* }) => {
        impl crate::packed::Pack for $name {
            fn pack(&self, out: &mut crate::packed::Files) {
                let place = [$(Self::$variant),*].iter().position(|variant| variant == self);
                (place.unwrap_or_default() as u32).pack(out);
            }
        }
    };
}
