//! What official notices say of products: `products.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// What official notices say of a product.
    LibraryProduct {
        /// Code of the form's 产品类别.
        category: Text,
        /// Name.
        name: Text,
        /// Items that often fail, or that are watched.
        items: List<Text>,
        /// Causes that the notices name.
        causes: List<Text>,
        /// Figures with their year, and days from which something is demanded.
        notes: List<Text>,
        /// Where it comes from.
        sources: List<Source>,
    }
}
