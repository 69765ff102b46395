//! Table A.1: `indicators.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// 一级指标.
    PrimaryIndicator {
        /// Code, such as `A1`.
        code: Text,
        /// Name.
        name: Text,
        /// Its 二级指标.
        secondary: List<SecondaryIndicator>,
        /// Where the name comes from.
        source: Source,
    }

    /// 二级指标.
    SecondaryIndicator {
        /// Code, such as `B1`.
        code: Text,
        /// Name.
        name: Text,
        /// Its 三级指标.
        indicators: List<Indicator>,
        /// Where the name comes from.
        source: Source,
    }

    /// 三级指标.
    Indicator {
        /// Code, such as `C1`.
        code: Text,
        /// Name.
        name: Text,
        /// Its 工作成果, split where the text has “。” or “；”.
        units: List<Unit>,
        /// Where it comes from.
        source: Source,
    }

    /// One 工作成果 to be scored.
    Unit {
        /// Code, such as `C12.3`; the part after the point is ours.
        code: Text,
        /// The document's own words.
        text: Text,
    }
}
