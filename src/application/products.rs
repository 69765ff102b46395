//! 产品库: what official notices say of products that are often inspected.

use crate::json::object;
use crate::pack::{Assistance, LibraryProduct};

object! {
    /// The products, in the order of the form.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ProductLibrary<'a>: out {
        /// The products.
        pub products: &'a [LibraryProduct],
    }
}

/// The products of the library.
#[must_use]
pub fn product_library(pack: &Assistance) -> ProductLibrary<'_> {
    ProductLibrary { products: &pack.products }
}
