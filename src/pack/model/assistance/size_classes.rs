//! 企业规模: `size-classes.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// Thresholds of 企业规模 for industry, largest class first.
    SizeClasses {
        /// Where they come from.
        source: Source,
        /// The classes; the last one has no threshold.
        classes: List<SizeClass>,
    }

    /// A class of 企业规模.
    SizeClass {
        /// Code on the wire.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// Fewest employees.
        employees: u32,
        /// Least revenue, in 万元.
        revenue_wan: u32,
    }
}
