//! 国民经济行业分类: `industries.json`.

use super::super::source::Source;
use crate::json::Text;

content! {
    /// A 大类 of the industry classification.
    Industry {
        /// Two digits.
        code: Text,
        /// Name.
        name: Text,
        /// Why its products may lie outside the guide.
        scope: Option<Text> = default,
        /// Where that comes from.
        source: Source,
    }
}
