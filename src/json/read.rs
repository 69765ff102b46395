//! From text to tree (RFC 8259).

use super::{Json, MAX_BYTES, MAX_DEPTH, Text};
use crate::error::{Code, Error, Result};

/// Reads one JSON value. A leading byte order mark is skipped.
///
/// # Errors
/// `too-large`, `too-deep`, `duplicate-key` and, for half a character, `wrong-type` (both with their path), and `not-json`
/// (with line and column).
pub fn read(text: &str) -> Result<Json> {
    read_within(text, MAX_BYTES)
}

/// Reads one JSON value of at most `limit` bytes.
pub(crate) fn read_within(text: &str, limit: usize) -> Result<Json> {
    if text.len() > limit {
        return Err(Error::new(Code::TooLarge, "内容超过 20 MB，最多读 20 MB，请分开保存后再打开"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { text, position: 0, depth: 0 };
    reader.skip_space();
    if reader.peek().is_none() {
        return Err(Error::new(Code::NotJson, "内容是空的"));
    }
    let value = reader.value()?;
    reader.skip_space();
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.fault("内容在这之前就该结束")),
    }
}

/// A key given twice and half a character are found under a path; other faults have a line and a column instead.
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

    fn value(&mut self) -> Result<Json> {
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"') => self.string().map(|text| Json::String(text.into())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Json>) -> Result<Json> {
        if self.depth == MAX_DEPTH {
            return Err(Error::new(Code::TooDeep, "嵌套超过 64 层，不是本产品会写出的内容"));
        }
        self.depth += 1;
        self.position += 1;
        self.skip_space();
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn word(&mut self) -> Result<Json> {
        for (word, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))] {
            if self.rest().starts_with(word) {
                self.position += word.len();
                return Ok(value);
            }
        }
        Err(self.fault("这里应是一个值"))
    }

    fn array(&mut self) -> Result<Json> {
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Json::Array(items));
        }
        loop {
            let index = items.len();
            items.push(self.value().map_err(|error| placed(error, &index.to_string()))?);
            self.skip_space();
            if self.take(b']') {
                return Ok(Json::Array(items));
            }
            if !self.take(b',') {
                return Err(self.fault("列表里应是“,”或“]”"));
            }
            self.skip_space();
        }
    }

    fn object(&mut self) -> Result<Json> {
        let mut entries: Vec<(Text, Json)> = Vec::new();
        if self.take(b'}') {
            return Ok(Json::Object(entries));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.fault("这里应是带双引号的键"));
            }
            let key = self.string()?;
            self.skip_space();
            if !self.take(b':') {
                return Err(self.fault("键后面应是“:”"));
            }
            self.skip_space();
            let value = self.value().map_err(|error| placed(error, &key))?;
            entries.push((key.into(), value));
            self.skip_space();
            if self.take(b'}') {
                return match key_given_twice(&entries) {
                    None => Ok(Json::Object(entries)),
                    Some(key) => Err(Error::new(Code::DuplicateKey, format!("“{key}”写了两次，只能有一个")).at(key)),
                };
            }
            if !self.take(b',') {
                return Err(self.fault("对象里应是“,”或“}”"));
            }
            self.skip_space();
        }
    }

    fn number(&mut self) -> Result<Json> {
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
        Ok(Json::Number(self.text.get(start..self.position).unwrap_or_default().to_owned().into()))
    }

    fn digits(&mut self) -> bool {
        let start = self.position;
        while let Some(b'0'..=b'9') = self.peek() {
            self.position += 1;
        }
        self.position > start
    }

    fn string(&mut self) -> Result<String> {
        self.position += 1;
        let mut string = String::new();
        loop {
            let plain = self.rest().find(|c| c == '"' || c == '\\' || c < ' ');
            let Some(length) = plain else {
                self.position = self.text.len();
                return Err(self.fault("文字没有结束的双引号"));
            };
            string.push_str(self.rest().get(..length).unwrap_or_default());
            self.position += length;
            if self.take(b'"') {
                return Ok(string);
            }
            if !self.take(b'\\') {
                return Err(self.fault("文字里不能直接换行或含控制字符"));
            }
            string.push(self.escape()?);
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

/// A key that stands twice. An object of many keys must not cost their square, so they are sorted: by a heap, which is much
/// less code than a tree or the library's sort.
fn key_given_twice(entries: &[(Text, Json)]) -> Option<&str> {
    let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_ref()).collect();
    let length = keys.len();
    for root in (0..length / 2).rev() {
        sink(&mut keys, root, length);
    }
    for end in (1..length).rev() {
        keys.swap(0, end);
        sink(&mut keys, 0, end);
    }
    let mut pairs = keys.iter().zip(keys.iter().skip(1));
    pairs.find(|(key, next)| key == next).map(|(key, _)| *key)
}

/// Moves a key down until both keys below it are smaller.
fn sink(keys: &mut [&str], mut root: usize, end: usize) {
    loop {
        let mut largest = root;
        for child in [2 * root + 1, 2 * root + 2] {
            if child < end && keys.get(child) > keys.get(largest) {
                largest = child;
            }
        }
        if largest == root {
            return;
        }
        keys.swap(root, largest);
        root = largest;
    }
}
