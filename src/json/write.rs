//! From tree to text (RFC 8259).

use super::Json;
use super::base64::push_base64;

/// Writes a value as indented JSON text, keys in their order, with a final line break.
/// Numbers are written as they were read.
#[must_use]
pub fn write(json: &Json) -> String {
    let mut text = String::new();
    value(&mut text, json, 0);
    text.push('\n');
    text
}

fn value(text: &mut String, json: &Json, depth: usize) {
    match json {
        Json::Null => text.push_str("null"),
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(number) => text.push_str(number),
        Json::String(string) => quoted(text, string),
        Json::Array(items) => {
            let items = items.iter().map(|item| (None, item));
            list(text, ['[', ']'], items, depth);
        }
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (Some(key.as_ref()), value));
            list(text, ['{', '}'], entries, depth);
        }
        Json::Bytes(bytes) => {
            text.push('"');
            push_base64(text, bytes);
            text.push('"');
        }
    }
}

fn list<'a>(
    text: &mut String,
    [open, close]: [char; 2],
    items: impl Iterator<Item = (Option<&'a str>, &'a Json)>,
    depth: usize,
) {
    text.push(open);
    let mut is_empty = true;
    for (key, item) in items {
        if !is_empty {
            text.push(',');
        }
        is_empty = false;
        new_line(text, depth + 1);
        if let Some(key) = key {
            quoted(text, key);
            text.push_str(": ");
        }
        value(text, item, depth + 1);
    }
    if !is_empty {
        new_line(text, depth);
    }
    text.push(close);
}

fn new_line(text: &mut String, depth: usize) {
    text.push('\n');
    for _ in 0..depth {
        text.push_str("  ");
    }
}

fn quoted(text: &mut String, string: &str) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            // Line separators are legal in JSON and were not in old JavaScript.
            '\0'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}' => escaped(text, c),
            c => text.push(c),
        }
    }
    text.push('"');
}

fn escaped(text: &mut String, c: char) {
    text.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        text.extend(char::from_digit((u32::from(c) >> shift) & 15, 16));
    }
}
