//! Findings: answers that should be looked at again.

use crate::json::encode_object;
use crate::pack::{Severity, Source};

/// A finding about an answer. Nothing is refused because of it, and nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Issue {
    /// JSON Pointer into the call's object.
    pub path: String,
    /// Identifier of the rule, such as `check-digit`.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What to do, in Chinese.
    pub message: String,
    /// Where the rule comes from.
    pub source: Source,
}

encode_object!(Issue { path, rule, severity, message, source });

/// Fills the names in braces of a message: `现在是 {n} 个字` with `("n", "12")`.
#[must_use]
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        let (open, close) = ("{", "}");
        text.replace(&[open, name, close].concat(), value)
    })
}
