//! 产品库: what official notices say of products that are often inspected.

use crate::json::encode_object;
use crate::pack::{Assistance, LibraryProduct};

/// The products, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProductLibrary<'a> {
    /// The products.
    pub products: &'a [LibraryProduct],
}

encode_object!(ProductLibrary<'_> { products });

/// The products of the library.
#[must_use]
pub fn product_library(pack: &Assistance) -> ProductLibrary<'_> {
    ProductLibrary { products: &pack.products }
}
