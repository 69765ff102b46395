//! Findings: answers that should be looked at again.

use crate::error::excerpt;
use crate::json::object;
use crate::pack::{Basis, Message, Severity, Source};

object! {
    /// A finding about an answer. Nothing is refused because of it, and nothing is lost.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Issue: out {
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
}

impl Issue {
    /// That half a character was handed over, in whose place stands U+FFFD.
    pub(crate) fn half_character(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            rule: "half-character".into(),
            severity: Severity::Warning,
            message: "这里有半个字符（生僻字或表情被截成了两半），已换成“\u{fffd}”，请补全或删去".into(),
            source: Source { document: "QS".into(), clause: "数据检查".into(), basis: Basis::Ours, seen: None },
        }
    }

    /// That a rule is broken, in the words of the content; none where the content has no words for it.
    pub(crate) fn of(
        messages: &[Message],
        source: &Source,
        path: &str,
        rule: &str,
        values: &[(&str, &str)],
    ) -> Option<Self> {
        let message = messages.iter().find(|message| message.rule == rule)?;
        Some(Self {
            path: path.to_owned(),
            rule: rule.to_owned(),
            severity: message.severity,
            message: fill(&message.text, values),
            source: source.clone(),
        })
    }
}

/// Fills the names in braces of a message: `现在是 {n} 个字` with `("n", "12")`. What is filled in is not looked at again.
#[must_use]
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut parts = text.split('{');
    filled.extend(parts.next());
    for part in parts {
        let named = part.split_once('}').and_then(|(name, rest)| {
            let (_, value) = values.iter().find(|(other, _)| *other == name)?;
            Some((*value, rest))
        });
        match named {
            Some((value, rest)) => filled.extend([&*excerpt(value), rest]),
            None => filled.extend(["{", part]),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn only_known_names_are_filled_in_and_only_once() {
        assert_eq!(fill("{a}、{b}{", &[("a", "{b}"), ("b", "2")]), "{b}、2{");
        assert_eq!(fill("{c}}", &[("a", "1")]), "{c}}");
    }
}
