//! From text to tape (RFC 8259).

use std::ops::Range;

use super::limits::{distinct, too_deep, too_large};
use super::sink::Sink;
use super::{Json, MAX_BYTES, MAX_DEPTH, Tape};
use crate::error::{Code, Error, Result};
use crate::listed::Listed;

/// Reads one JSON value as a tree. A leading byte order mark is skipped.
///
/// # Errors
/// `too-large`, `too-deep`, `duplicate-key` and, for half a character, `wrong-type` (with its path), and `not-json` (with
/// line and column).
pub fn read(text: &str) -> Result<Json> {
    Ok(tape(text)?.input().tree())
}

/// Reads one JSON value onto a tape.
///
/// # Errors
/// As [`read`].
pub fn tape(text: &str) -> Result<Tape> {
    tape_within(text, MAX_BYTES)
}

/// Reads one JSON value of at most `limit` bytes.
pub(crate) fn tape_within(text: &str, limit: usize) -> Result<Tape> {
    if text.len() > limit {
        return Err(too_large());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { text, position: 0, depth: 0, tape: Tape::for_text(text), keys: Vec::new() };
    reader.skip_space();
    if reader.peek().is_none() {
        return Err(Error::new(Code::NotJson, "内容是空的"));
    }
    reader.value()?;
    reader.skip_space();
    match reader.peek() {
        None => Ok(reader.tape),
        Some(_) => Err(reader.fault("内容在这之前就该结束")),
    }
}

/// What is wrong with a value is found under a path; what is wrong with the text has a line and a column instead.
#[cold]
fn placed(error: Error, key: &str) -> Error {
    match error.code {
        Code::DuplicateKey | Code::WrongType => error.at(key),
        _ => error,
    }
}

/// Half of a pair of surrogates: text that was cut between the two halves of a rare character or an emoji.
const HALF_CHARACTER: &str = "文字里有半个字符（生僻字或表情被截成了两半），请补全或删去后再试";

struct Reader<'a> {
    text: &'a str,
    position: usize,
    depth: usize,
    tape: Tape,
    /// Where on the tape's text the keys of the open objects stand, those of the innermost last.
    keys: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn take(&mut self, expected: u8) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.position += 1;
        }
        found
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.position += 1;
        }
    }

    #[cold]
    fn fault(&self, what: &str) -> Error {
        let before = self.text.get(..self.position).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Error::new(Code::NotJson, format!("不是完整的 JSON：第 {line} 行第 {column} 个字符处，{what}"))
    }

    fn value(&mut self) -> Result<()> {
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<()>) -> Result<()> {
        if self.depth == MAX_DEPTH {
            return Err(too_deep());
        }
        self.depth += 1;
        self.position += 1;
        self.skip_space();
        read(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn word(&mut self) -> Result<()> {
        let rest = self.rest();
        if rest.starts_with("null") {
            self.tape.null();
        } else if rest.starts_with("true") {
            self.tape.bool(true);
        } else if rest.starts_with("false") {
            self.tape.bool(false);
            self.position += 1;
        } else {
            return Err(self.fault("这里应是一个值"));
        }
        self.position += 4;
        Ok(())
    }

    fn array(&mut self) -> Result<()> {
        let place = self.tape.open();
        let mut length = 0_usize;
        while !(length == 0 && self.take(b']')) {
            self.value().map_err(|error| placed(error, &length.to_string()))?;
            length += 1;
            self.skip_space();
            if self.take(b']') {
                break;
            }
            if !self.take(b',') {
                return Err(self.fault("列表里应是“,”或“]”"));
            }
            self.skip_space();
        }
        self.tape.close_list(place, length);
        Ok(())
    }

    fn object(&mut self) -> Result<()> {
        let place = self.tape.open();
        let own = self.keys.len();
        while !(self.keys.len() == own && self.take(b'}')) {
            if self.peek() != Some(b'"') {
                return Err(self.fault("这里应是带双引号的键"));
            }
            let start = self.tape.text().len();
            self.string()?;
            let key = start..self.tape.text().len();
            self.skip_space();
            if !self.take(b':') {
                return Err(self.fault("键后面应是“:”"));
            }
            self.skip_space();
            self.value().map_err(|error| placed(error, self.tape.text().get(key.clone()).unwrap_or_default()))?;
            self.keys.push(key);
            self.skip_space();
            if self.take(b'}') {
                break;
            }
            if !self.take(b',') {
                return Err(self.fault("对象里应是“,”或“}”"));
            }
            self.skip_space();
        }
        let text = self.tape.text();
        let keys = self.keys.drain(own..).map(|range| text.get(range).unwrap_or_default()).listed();
        let length = distinct(keys)?;
        self.tape.close_map(place, length);
        Ok(())
    }

    fn number(&mut self) -> Result<()> {
        let start = self.position;
        self.take(b'-');
        if !self.take(b'0') && !self.digits() {
            return Err(self.fault("这里应是数字"));
        }
        if self.take(b'.') && !self.digits() {
            return Err(self.fault("小数点后应是数字"));
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            if !self.digits() {
                return Err(self.fault("指数应是数字"));
            }
        }
        self.tape.number(self.text.get(start..self.position).unwrap_or_default());
        Ok(())
    }

    fn digits(&mut self) -> bool {
        let start = self.position;
        while let Some(b'0'..=b'9') = self.peek() {
            self.position += 1;
        }
        self.position > start
    }

    fn string(&mut self) -> Result<()> {
        self.position += 1;
        let start = self.tape.text().len();
        loop {
            let bytes = self.text.as_bytes().get(self.position..).unwrap_or_default();
            let plain = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' '));
            let Some(length) = plain else {
                self.position = self.text.len();
                return Err(self.fault("文字没有结束的双引号"));
            };
            let end = self.position + length;
            self.tape.text_mut().push_str(self.text.get(self.position..end).unwrap_or_default());
            self.position = end;
            if self.take(b'"') {
                self.tape.string_from(start);
                return Ok(());
            }
            if !self.take(b'\\') {
                return Err(self.fault("文字里不能直接换行或含控制字符"));
            }
            let escaped = self.escape()?;
            self.tape.text_mut().push(escaped);
        }
    }

    fn escape(&mut self) -> Result<char> {
        let Some(letter) = self.peek() else {
            return Err(self.fault("文字没有结束的双引号"));
        };
        self.position += 1;
        Ok(match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(self.fault("“\\”后面的字符不对")),
        })
    }

    fn unicode(&mut self) -> Result<char> {
        let first = self.hex()?;
        let code = match first {
            0xD800..=0xDBFF if self.rest().starts_with("\\u") => {
                self.position += 2;
                let second = self.hex()?;
                match second {
                    0xDC00..=0xDFFF => 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                    _ => first,
                }
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| Error::new(Code::WrongType, HALF_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            return Err(self.fault("“\\u”后面应是 4 位十六进制数"));
        };
        self.position += 4;
        Ok(code)
    }
}
