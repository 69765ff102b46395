//! What a survey of member satisfaction is warned of: `satisfaction.json`.

use super::super::List;
use super::super::messages::Message;
use super::super::source::Source;

content! {
    /// What a survey of member satisfaction is warned of.
    SatisfactionRules {
        /// Below this many valid answers a survey says little.
        least_valid: u32,
        /// Below this response, in percent, a survey says little.
        least_response: u8,
        /// The rules.
        rules: List<Message>,
        /// Where they come from.
        source: Source,
    }
}
