//! What is counted of the members of an association, and what a register is warned of: `register.json`.

use super::super::List;
use super::super::messages::Message;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// What is counted of the members, and what a register is warned of.
    RegisterRules {
        /// What is counted.
        rates: List<RegisterShare>,
        /// The rules.
        rules: List<Message>,
        /// Where they come from.
        source: Source,
    }

    /// A share of the members.
    RegisterShare {
        /// Code; the program knows how to count what has this code.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// The unit of table A.1 that the share is evidence for.
        unit: Text,
    }
}
