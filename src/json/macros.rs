//! The two macros by which a type becomes JSON: its fields or codes are named once, for Rust, for reading, for writing and
//! for the schema.

/// Declares a struct that is an object of JSON, its keys the names of the fields in camel case: `: out` for what is written,
/// `: in` for what is read, `: in out` for both. A field followed by `= default` may be left out where it is read; what is
/// absent is written as `null`. `: in out place` is for what a patch reaches into ([`Place`](crate::json::Place)); with
/// `in as` a function, that one hands what is there to the reading, as it is now or made into what it is now.
macro_rules! object {
    ($(#[$meta:meta])* $vis:vis struct $name:ident: in as $renewed:path, out place { $($fields:tt)* }) => {
        $crate::json::object! { @struct
            [$(#[$meta])* #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]] [$vis] $name [] { $($fields)* }
        }
        $crate::json::object! { @keys $name [] { $($fields)* } }
        $crate::json::object! { @in [$renewed] $name { $($fields)* } }
        $crate::json::object! { @out $name [] { $($fields)* } }
        $crate::json::object! { @place $name { $($fields)* } }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident: in out place { $($fields:tt)* }) => {
        $crate::json::object! { $(#[$meta])* $vis struct $name: in out { $($fields)* } }
        $crate::json::object! { @place $name { $($fields)* } }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident: in out { $($fields:tt)* }) => {
        $crate::json::object! { @struct
            [$(#[$meta])* #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]] [$vis] $name [] { $($fields)* }
        }
        $crate::json::object! { @keys $name [] { $($fields)* } }
        $crate::json::object! { @in [] $name { $($fields)* } }
        $crate::json::object! { @out $name [] { $($fields)* } }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident: in { $($fields:tt)* }) => {
        $crate::json::object! { @struct
            [$(#[$meta])* #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]] [$vis] $name [] { $($fields)* }
        }
        $crate::json::object! { @keys $name [] { $($fields)* } }
        $crate::json::object! { @in [] $name { $($fields)* } }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(<$life:lifetime>)?: out { $($fields:tt)* }) => {
        $crate::json::object! { @struct [$(#[$meta])*] [$vis] $name [$(<$life>)?] { $($fields)* } }
        $crate::json::object! { @keys $name [$(<$life>)?] { $($fields)* } }
        $crate::json::object! { @out $name [$(<$life>)?] { $($fields)* } }
    };

    (@struct [$(#[$meta:meta])*] [$vis:vis] $name:ident [$($life:tt)*] {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty $(= $default:ident)?),* $(,)?
    }) => {
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
        $(#[$meta])*
        $vis struct $name $($life)* {
            $($(#[$field_meta])* $(#[cfg_attr(feature = "schema", schemars($default))])? $field_vis $field: $type),*
        }
    };

    (@keys $name:ident [$($life:tt)*] {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty $(= $default:ident)?),* $(,)?
    }) => {
        impl $($life)* $name $($life)* {
            /// The keys of the object, separated by commas.
            pub(crate) const KEYS: &'static str = {
                const NAMES: &str = concat!($(",", stringify!($field)),*);
                const KEYS: [u8; $crate::json::shape::camel_length(NAMES)] = $crate::json::shape::camel(NAMES);
                $crate::json::shape::text(&KEYS)
            };
        }
    };

    (@in [$($renewed:tt)*] $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty $(= $default:ident)?),* $(,)?
    }) => {
        impl $crate::json::Decode for $name {
            fn read(&mut self, input: &mut $crate::json::Input<'_>) -> $crate::error::Result<()> {
                const OPTIONAL: u64 = $crate::json::shape::bits(&[$($crate::json::object!(@is_optional $($default)?)),*]);
                $crate::json::object!(@read [$($renewed)*] input, |input| {
                    $crate::json::read_object(input, Self::KEYS, OPTIONAL, &mut [$(&mut self.$field),*])
                })
            }
        }
    };

    (@read [] $input:ident, |$read:ident| $body:expr) => {{
        let $read = $input;
        $body
    }};
    (@read [$renewed:path] $input:ident, |$read:ident| $body:expr) => { $renewed($input, &mut |$read| $body) };

    (@place $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty $(= $default:ident)?),* $(,)?
    }) => {
        impl $crate::json::Place for $name {
            fn clear(&mut self) {
                *self = Self::default();
            }

            fn is_whole(&self) -> bool {
                false
            }

            fn field(&mut self, key: &str) -> Option<$crate::json::Field<'_>> {
                const OPTIONAL: u64 = $crate::json::shape::bits(&[$($crate::json::object!(@is_optional $($default)?)),*]);
                $crate::json::field(Self::KEYS, OPTIONAL, key, [$(&mut self.$field),*])
            }

            fn keys(&self) -> Option<&'static str> {
                Some(Self::KEYS)
            }
        }
    };

    (@out $name:ident [$($life:tt)*] {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty $(= $default:ident)?),* $(,)?
    }) => {
        impl $($life)* $name $($life)* {
            /// Names the values to a sink that knows the keys.
            pub(crate) fn write_values(&self, sink: &mut dyn $crate::json::Sink) {
                $($crate::json::Encode::write(&self.$field, sink);)*
            }
        }

        impl $($life)* $crate::json::Encode for $name $($life)* {
            fn write(&self, sink: &mut dyn $crate::json::Sink) {
                if !sink.passes_over() {
                    sink.object(Self::KEYS);
                    self.write_values(sink);
                }
            }
        }
    };

    (@is_optional) => { false };
    (@is_optional default) => { true };
}

/// Declares an enum of codes, each before its variant: `: out`, `: in` or `: in out` as for [`object!`]. What is read needs a
/// default, marked with `#[default]`.
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident: in out { $($codes:tt)* }) => {
        $crate::json::codes! { @enum [$(#[$meta])*] [$vis] $name { $($codes)* } }
        $crate::json::codes! { @in $name { $($codes)* } }
        $crate::json::codes! { @out $name { $($codes)* } }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident: in { $($codes:tt)* }) => {
        $crate::json::codes! { @enum [$(#[$meta])*] [$vis] $name { $($codes)* } }
        $crate::json::codes! { @in $name { $($codes)* } }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident: out { $($codes:tt)* }) => {
        $crate::json::codes! { @enum [$(#[$meta])*] [$vis] $name { $($codes)* } }
        $crate::json::codes! { @out $name { $($codes)* } }
    };

    (@enum [$(#[$meta:meta])*] [$vis:vis] $name:ident {
        $($(#[$variant_meta:meta])* $code:literal => $variant:ident),* $(,)?
    }) => {
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$meta])*
        $vis enum $name {
            $($(#[$variant_meta])* #[cfg_attr(feature = "schema", schemars(rename = $code))] $variant),*
        }
    };

    (@in $name:ident { $($(#[$variant_meta:meta])* $code:literal => $variant:ident),* $(,)? }) => {
        impl $crate::json::Decode for $name {
            fn read(&mut self, input: &mut $crate::json::Input<'_>) -> $crate::error::Result<()> {
                let place = $crate::json::read_code(input, $crate::json::listed!($($code),*))?;
                *self = [$(Self::$variant),*].get(place).copied().unwrap_or_default();
                Ok(())
            }
        }
    };

    (@out $name:ident { $($(#[$variant_meta:meta])* $code:literal => $variant:ident),* $(,)? }) => {
        impl $name {
            /// Its code on the wire.
            #[must_use]
            pub(crate) fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }

        impl $crate::json::Encode for $name {
            fn write(&self, sink: &mut dyn $crate::json::Sink) {
                sink.lasting(self.code());
            }
        }
    };
}

/// Codes as one text, separated by commas.
macro_rules! listed {
    ($first:literal $(, $other:literal)*) => { concat!($first $(, ",", $other)*) };
}

pub(crate) use {codes, listed, object};
