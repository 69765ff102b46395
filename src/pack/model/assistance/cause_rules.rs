//! Rules of a good cause analysis: `cause-rules.json`.

use super::super::List;
use super::super::messages::Message;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// Rules of a good cause analysis.
    CauseRules {
        /// The rules.
        rules: List<Message>,
        /// Words that only blame a person.
        blames: List<Text>,
        /// Words that may stand around them and explain nothing.
        fillers: List<Text>,
        /// Where they come from.
        source: Source,
    }
}
