//! Writes content as the Rust expression that makes it. Part of `build.rs` only.

use std::borrow::Cow;

/// Content that can be written as a constant expression.
pub(crate) trait RustExpression {
    fn expression(&self) -> String;
}

impl RustExpression for bool {
    fn expression(&self) -> String {
        self.to_string()
    }
}

impl RustExpression for u8 {
    fn expression(&self) -> String {
        self.to_string()
    }
}

impl RustExpression for u32 {
    fn expression(&self) -> String {
        self.to_string()
    }
}

impl RustExpression for Cow<'static, str> {
    fn expression(&self) -> String {
        format!("Cow::Borrowed({self:?})")
    }
}

impl<T: RustExpression> RustExpression for Option<T> {
    fn expression(&self) -> String {
        self.as_ref().map_or("None".to_owned(), |value| format!("Some({})", value.expression()))
    }
}

impl<T: RustExpression + Clone> RustExpression for Cow<'static, [T]> {
    fn expression(&self) -> String {
        let items: Vec<String> = self.iter().map(RustExpression::expression).collect();
        format!("Cow::Borrowed(&[{}])", items.join(", "))
    }
}

/// What `model.rs` says of each of its types.
macro_rules! in_static_form {
    (struct $name:ident { $($field:ident),* }) => {
        impl crate::rust_expression::RustExpression for $name {
            fn expression(&self) -> String {
                let fields = [$(format!("{}: {}", stringify!($field), self.$field.expression())),*];
                format!("{} {{ {} }}", stringify!($name), fields.join(", "))
            }
        }
    };
    (enum $name:ident) => {
        impl crate::rust_expression::RustExpression for $name {
            fn expression(&self) -> String {
                // The name of a variant is what `Debug` prints.
                format!("{}::{self:?}", stringify!($name))
            }
        }
    };
}
