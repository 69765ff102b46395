//! What an answer says: whether there is any, which code it holds, and so what else is asked.

use crate::entered::filled;
use crate::json::Json;
use crate::pack::{FieldKind, When};

/// Whether anything was entered. A statement is confirmed or not yet: there is no "no".
pub(crate) fn is_filled(answer: &Json, kind: FieldKind) -> bool {
    match answer {
        Json::Null | Json::Bytes(_) => false,
        Json::Bool(flag) => *flag || kind != FieldKind::Declare,
        Json::String(text) | Json::Number(text) => filled(Some(text)),
        Json::Array(items) => items.iter().any(|item| is_filled(item, kind)),
        Json::Object(entries) => entries.iter().any(|(_, value)| is_filled(value, kind)),
    }
}

/// Whether an answer is, or holds, the code that a condition asks for; `filled` asks whether there is any.
pub(crate) fn has_code(answer: &Json, code: &str) -> bool {
    match answer {
        answer if code == "filled" => is_filled(answer, FieldKind::Text),
        Json::String(text) => text == code,
        Json::Bool(flag) => code == if *flag { "yes" } else { "no" },
        Json::Array(items) => items.iter().any(|item| has_code(item, code)),
        _ => false,
    }
}

/// Whether a condition on another field of the same group holds.
pub(crate) fn applies(section: &Json, when: &When) -> bool {
    let any_of =
        |answer: Option<&Json>| answer.is_some_and(|answer| when.any_of.iter().any(|code| has_code(answer, code)));
    match when.key.split_once('.') {
        None => any_of(section.get(&when.key)),
        Some((table, column)) => match section.get(table) {
            Some(Json::Array(rows)) => rows.iter().any(|row| any_of(row.get(column))),
            _ => false,
        },
    }
}
