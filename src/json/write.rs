//! Out as text (RFC 8259).

use super::base64::push_base64;
use super::encode::Encode;
use super::sink::Sink;

/// Writes a value as indented JSON text, keys in their order, with a final line break.
/// Numbers are written as they were read.
#[must_use]
pub fn write(value: &dyn Encode) -> String {
    let mut writer = Writer::indented();
    value.write(&mut writer);
    writer.text()
}

/// Writes a value as JSON text on one line, without a line break.
#[must_use]
pub fn compact(value: &dyn Encode) -> String {
    let mut writer = Writer::compact();
    value.write(&mut writer);
    writer.text()
}

/// Text that grows.
#[derive(Debug)]
pub struct Writer {
    text: String,
    /// The containers that still wait for values, the innermost last.
    open: Vec<Open>,
    is_indented: bool,
}

#[derive(Debug)]
struct Open {
    closing: char,
    /// How many values it still waits for.
    left: usize,
    /// Whether it has none yet.
    is_empty: bool,
    /// What is left of the keys of an object that has named them all.
    keys: &'static str,
}

impl Writer {
    /// Text with a line for each value, indented, that ends with a line break.
    #[must_use]
    pub fn indented() -> Self {
        Self { text: String::new(), open: Vec::new(), is_indented: true }
    }

    /// Text on one line, without a line break.
    #[must_use]
    pub fn compact() -> Self {
        Self { is_indented: false, ..Self::indented() }
    }

    /// What was written.
    #[must_use]
    pub fn text(mut self) -> String {
        if self.is_indented {
            self.text.push('\n');
        }
        self.text
    }

    /// What stands before a value, or before its key.
    fn separated(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if !open.is_empty {
            self.text.push(',');
        }
        open.is_empty = false;
        let key = super::shape::take_key(&mut open.keys);
        self.new_line();
        if !key.is_empty() {
            self.keyed(key);
        }
    }

    fn keyed(&mut self, key: &str) {
        quoted(&mut self.text, key);
        self.text.push_str(if self.is_indented { ": " } else { ":" });
    }

    fn new_line(&mut self) {
        if self.is_indented {
            self.text.push('\n');
            for _ in &self.open {
                self.text.push_str("  ");
            }
        }
    }

    /// Before a value: in a map its key has been written already.
    fn begin(&mut self) {
        let is_keyed = self.open.last().is_some_and(|open| open.closing == MAP);
        if !is_keyed {
            self.separated();
        }
    }

    /// After a value: closes what is full now.
    fn end(&mut self) {
        while let Some(open) = self.open.last_mut() {
            open.left -= 1;
            if open.left > 0 {
                return;
            }
            let closing = if open.closing == MAP { '}' } else { open.closing };
            self.open.pop();
            self.new_line();
            self.text.push(closing);
        }
    }

    fn plain(&mut self, text: &str) {
        self.begin();
        self.text.push_str(text);
        self.end();
    }

    fn container(&mut self, [opening, closing]: [char; 2], left: usize, keys: &'static str) {
        self.begin();
        self.text.push(opening);
        if left == 0 {
            self.text.push(if closing == MAP { '}' } else { closing });
            self.end();
        } else {
            self.open.push(Open { closing, left, is_empty: true, keys });
        }
    }
}

/// Marks a container whose keys come one by one; it is closed as any object.
const MAP: char = '\0';

impl Sink for Writer {
    fn null(&mut self) {
        self.plain("null");
    }

    fn bool(&mut self, value: bool) {
        self.plain(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.plain(&value.to_string());
    }

    fn number(&mut self, text: &str) {
        self.plain(text);
    }

    fn text(&mut self, text: &str) {
        self.begin();
        quoted(&mut self.text, text);
        self.end();
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.begin();
        self.text.push('"');
        push_base64(&mut self.text, bytes);
        self.text.push('"');
        self.end();
    }

    fn list(&mut self, length: usize) {
        self.container(['[', ']'], length, "");
    }

    fn object(&mut self, keys: &'static str) {
        self.container(['{', '}'], super::shape::count(keys), keys);
    }

    fn map(&mut self, length: usize) {
        self.container(['{', MAP], length, "");
    }

    fn key(&mut self, key: &str) {
        self.separated();
        self.keyed(key);
    }
}

/// A string in quotes. What needs no escape is copied as it is.
fn quoted(text: &mut String, string: &str) {
    text.push('"');
    let mut rest = string;
    while let Some(place) = rest.bytes().position(may_need_escape) {
        let (plain, from) = rest.split_at_checked(place).unwrap_or_default();
        let mut characters = from.chars();
        let c = characters.next().unwrap_or_default();
        text.push_str(plain);
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            // Line separators are legal in JSON and were not in old JavaScript.
            '\0'..' ' | '\x7f' | '\u{2028}' | '\u{2029}' => unicode(text, c),
            c => text.push(c),
        }
        rest = characters.as_str();
    }
    text.push_str(rest);
    text.push('"');
}

/// Whether a byte is, or begins, a character that may need an escape: looked up, for it is asked of every byte of a file.
fn may_need_escape(byte: u8) -> bool {
    MAY_NEED_ESCAPE.get(usize::from(byte)).is_some_and(|may| *may)
}

const MAY_NEED_ESCAPE: [bool; 256] = {
    let mut may = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // E2 begins the line separators, and much of punctuation.
        #[allow(clippy::indexing_slicing, reason = "constant evaluation has no `get`")]
        {
            may[byte] = matches!(byte, 0x00..0x20 | 0x22 | 0x5c | 0x7f | 0xe2);
        }
        byte += 1;
    }
    may
};

fn unicode(text: &mut String, c: char) {
    text.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        text.extend(char::from_digit((u32::from(c) >> shift) & 15, 16));
    }
}
