//! 风险预警指标, of cases and of members: `warnings.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// What is watched, and from where on a light changes.
    WarningTable {
        /// What is watched.
        indicators: List<WarningIndicator>,
        /// Where the lines come from.
        source: Source,
    }

    /// Something that is watched. More of it is worse.
    WarningIndicator {
        /// `cases` or `members`: of which files it is watched.
        scope: Text,
        /// Code; the program knows how to count what has this code.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// What is counted.
        unit: Text,
        /// Whether the lines are shares in percent.
        percent: bool,
        /// From here on amber.
        amber_from: u32,
        /// From here on red.
        red_from: u32,
    }
}
