//! What official notices say of products, and what must be had before they are sold: `products.json`.

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
        /// Figures with their year, and what else is good to know.
        notes: List<Text>,
        /// 准入: which licence or certificate it needs, as far as that was found.
        admission: List<Admission> = default,
        /// Mandatory standards, as far as they were found.
        standards: List<ProductStandard> = default,
        /// The day on which 准入 and standards were looked up.
        checked_on: Option<Text> = default,
        /// Where items, causes and notes come from.
        sources: List<Source>,
    }

    /// A licence or certificate that a product needs.
    Admission {
        /// Code of the form's 准入类型; `unknown` where it was not found out.
        kind: Text,
        /// First day on which it is needed; absent where that was not found out.
        from: Option<Text> = default,
        /// Which of the products need it, and what else is good to know.
        note: Text = default,
        /// Where it comes from.
        source: Source,
    }

    /// A mandatory standard.
    ProductStandard {
        /// Its number with the year.
        no: Text,
        /// First day on which what is made has to follow it; absent where that was not found out.
        from: Option<Text> = default,
        /// First day on which what is sold has to follow it, where that is a later one.
        sold_from: Option<Text> = default,
        /// What else is good to know.
        note: Text = default,
        /// Where it comes from.
        source: Source,
    }
}
