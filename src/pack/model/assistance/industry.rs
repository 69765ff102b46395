//! Thresholds of the overview of members: `industry.json`.

use super::super::source::Source;

content! {
    /// Thresholds of the overview of members.
    IndustryRules {
        /// From so many members of a city with the same product and concern on, 区域集中帮扶 is suggested.
        regional_from: u32,
        /// A number of members below this is hidden from others.
        small_cell: u32,
        /// Where they come from.
        source: Source,
    }
}
