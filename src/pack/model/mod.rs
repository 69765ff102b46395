//! The shape of the content: a type for each file of `src/content`, in a module of the file's name.

pub use crate::json::Text;

/// A list of content.
pub type List<T> = Vec<T>;

/// Structs of content. A field followed by `= default` may be left out.
macro_rules! content {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty $(= $default:ident)?),* $(,)? })*) => {$(
        crate::json::object! {
            $(#[$meta])*
            #[derive(Debug, Clone, Default, PartialEq, Eq)]
            pub struct $name: in out {
                $($(#[$field_meta])* $(#[doc = optional!($default)])? pub $field: $type $(= $default)?),*
            }
        }
    )*};
}

macro_rules! optional {
    (default) => {
        "Optional."
    };
}

/// A pack: tables, in the order in which the build packs them, and their fingerprint.
macro_rules! packs {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty $(= $default:ident)?),* $(,)? })*) => {
        content! {
            $($(#[$meta])* $name { $($(#[$field_meta])* $field: $type $(= $default)?),* })*
        }

        $(impl Unpack for $name {
            fn unpack(parts: &mut Parts) -> Self {
                Self { $($field: Unpack::unpack(parts)),* }
            }

            fn packed_tree(&self) -> Json {
                let tables = [$(self.$field.packed_tree()),*];
                Json::Object(Self::KEYS.split(',').map(Text::from).zip(tables).collect())
            }
        })*
    };
}

/// Enums of codes; the first is the default.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $(#[$first_meta:meta])* $first_code:literal => $first:ident, $($rest:tt)* })*) => {$(
        crate::json::codes! {
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
            pub enum $name: in out { $(#[$first_meta])* #[default] $first_code => $first, $($rest)* }
        }
    )*};
}

mod assistance;
mod governance;
mod manifest;
mod messages;
mod outline;
mod reports;
mod source;
mod steps;

pub use assistance::*;
pub use governance::*;
pub use manifest::*;
pub use messages::*;
pub use outline::*;
pub use reports::*;
pub use source::*;
pub use steps::*;
