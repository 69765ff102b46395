//! Out to JavaScript: a stream of words with one text buffer, which the host reads straight into plain objects.
//!
//! A word holds a tag in its lowest three bits and a number in the others. What stays as long as the program crosses as the
//! place where it lies: the host keeps the string, or the keys of an object, that it made of it once.

use super::sink::Sink;

/// One of the constants below.
const CONSTANT: u32 = 0;
/// An integer of at most 29 bits.
const INTEGER: u32 = 1;
/// A string of so many UTF-16 units, the next ones of the text.
const TEXT: u32 = 2;
/// A string that stays, of UTF-8 at this place; the next word is its length.
const LASTING: u32 = 3;
/// A list of so many values.
const LIST: u32 = 4;
/// An object, whose keys stand at this place, separated by commas; the next word is their length.
const OBJECT: u32 = 5;
/// An object of so many entries: each key as a string, then its value.
const MAP: u32 = 6;
/// The contents of a file: so many bytes, two in each of the next units of the text.
const BYTES: u32 = 7;

const NULL: u32 = 0;
const TRUE: u32 = 1;
const FALSE: u32 = 2;
/// An integer in the next two words, the lower half first.
const WIDE: u32 = 3;

/// What is written for JavaScript. Its buffers are kept from call to call.
#[derive(Debug, Default)]
pub struct Stream {
    words: Vec<u32>,
    text: Vec<u16>,
}

impl Stream {
    /// A stream on which nothing stands.
    #[must_use]
    pub const fn new() -> Self {
        Self { words: Vec::new(), text: Vec::new() }
    }

    /// Empties the stream.
    pub fn clear(&mut self) {
        self.words.clear();
        self.text.clear();
    }

    /// What stands on it: the words, and the text.
    #[must_use]
    pub fn parts(&self) -> (&[u32], &[u16]) {
        (&self.words, &self.text)
    }

    fn word(&mut self, tag: u32, number: usize) {
        // Memory of 4 GB has places of 32 bits, and nothing in it is larger: text and content lie below 512 MB.
        self.words.push(u32::try_from(number).unwrap_or_default() << 3 | tag);
    }

    fn placed(&mut self, tag: u32, text: &'static str) {
        self.word(tag, text.as_ptr().addr());
        self.words.push(u32::try_from(text.len()).unwrap_or_default());
    }

    fn string(&mut self, text: &str) {
        let start = self.text.len();
        self.text.reserve(text.len());
        for c in text.chars() {
            match u16::try_from(u32::from(c)) {
                Ok(unit) => self.text.push(unit),
                Err(_) => self.text.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            }
        }
        self.word(TEXT, self.text.len() - start);
    }
}

impl Sink for Stream {
    fn null(&mut self) {
        self.word(CONSTANT, NULL as usize);
    }

    fn bool(&mut self, value: bool) {
        self.word(CONSTANT, if value { TRUE } else { FALSE } as usize);
    }

    fn integer(&mut self, value: i64) {
        match i32::try_from(value) {
            Ok(small) if small << 3 >> 3 == small => self.words.push(small.cast_unsigned() << 3 | INTEGER),
            _ => {
                self.word(CONSTANT, WIDE as usize);
                let halves = value.cast_unsigned();
                #[allow(clippy::cast_possible_truncation, reason = "each half for itself")]
                self.words.extend([halves as u32, (halves >> 32) as u32]);
            }
        }
    }

    fn number(&mut self, text: &str) {
        // Our own formats know no fractions; a foreign one stays the text it was, and so does what JavaScript would round.
        match text.parse::<i64>() {
            Ok(value) if value.unsigned_abs() < 1 << 53 => self.integer(value),
            _ => self.string(text),
        }
    }

    fn text(&mut self, text: &str) {
        self.string(text);
    }

    fn lasting(&mut self, text: &'static str) {
        self.placed(LASTING, text);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.word(BYTES, bytes.len());
        let unit = |pair: &[u8]| pair.iter().rev().fold(0, |unit, byte| unit << 8 | u16::from(*byte));
        self.text.extend(bytes.chunks(2).map(unit));
    }

    fn list(&mut self, length: usize) {
        self.word(LIST, length);
    }

    fn object(&mut self, keys: &'static str) {
        self.placed(OBJECT, keys);
    }

    fn map(&mut self, length: usize) {
        self.word(MAP, length);
    }

    fn key(&mut self, key: &str) {
        self.string(key);
    }
}

#[cfg(test)]
mod tests {
    use super::Stream;
    use crate::json::{Encode, Json, Sink};

    /// The words without places, which differ from run to run.
    fn words(write: impl Fn(&mut Stream)) -> Vec<u32> {
        let mut stream = Stream::new();
        write(&mut stream);
        stream.parts().0.to_vec()
    }

    #[test]
    fn an_integer_is_one_word_as_long_as_it_fits() {
        assert_eq!(words(|stream| stream.integer(5)), [5 << 3 | 1]);
        assert_eq!(words(|stream| stream.integer(-1)), [u32::MAX - 6]);
        assert_eq!(words(|stream| stream.integer((1 << 28) - 1)), [((1 << 28) - 1) << 3 | 1]);
        assert_eq!(words(|stream| stream.integer(1 << 28)), [3 << 3, 1 << 28, 0]);
        assert_eq!(words(|stream| stream.integer(-1 - (1 << 28))), [3 << 3, u32::MAX - (1 << 28), u32::MAX]);
        assert_eq!(words(|stream| stream.number("9007199254740991")), [3 << 3, u32::MAX, (1 << 21) - 1]);
        assert_eq!(words(|stream| stream.number("0.5")), [3 << 3 | 2]);
    }

    #[test]
    fn texts_are_utf_16_and_files_are_pairs_of_bytes() {
        let mut stream = Stream::new();
        "厦门𠮷".write(&mut stream);
        stream.bytes(&[1, 2, 3]);
        Json::Array(vec![Json::Null, Json::Bool(true), Json::Bool(false)]).write(&mut stream);
        let (words, text) = stream.parts();
        assert_eq!(words, [4 << 3 | 2, 3 << 3 | 7, 3 << 3 | 4, 0, 1 << 3, 2 << 3]);
        assert_eq!(text, [0x53a6, 0x95e8, 0xd842, 0xdfb7, 0x0201, 0x0003]);
        stream.clear();
        assert_eq!(stream.parts(), (&[][..], &[][..]));
    }
}
