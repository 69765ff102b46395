//! What is said where a rule is broken.

use super::List;
use super::source::Source;
use crate::json::Text;

choices! {
    /// How much a finding weighs.
    Severity {
        /// The answer has to be changed before a final export.
        "error" => Error,
        /// The answer should be looked at; nothing is blocked.
        "warning" => Warning,
        /// Worth knowing.
        "info" => Info,
    }
}

content! {
    /// Rules with their messages.
    RuleMessages {
        /// The rules.
        rules: List<Message>,
        /// Where they come from.
        source: Source,
    }

    /// The message of a rule.
    Message {
        /// Identifier of the rule.
        rule: Text,
        /// How much a finding weighs.
        severity: Severity,
        /// What to do; names in braces are filled in.
        text: Text,
    }
}
