//! 省级行政区划: `provinces.json`.

use crate::json::Text;

content! {
    /// A province-level division.
    Province {
        /// Two digits.
        code: Text,
        /// Name.
        name: Text,
    }
}
