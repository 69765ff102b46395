//! The tape: values one after the other as numbers, and their texts as one text. Every door turns what it is given into a
//! tape, and types are read off it without a tree in between.
//!
//! A word holds a tag in its lowest three bits and a number in the others. The texts of strings, keys and longer numbers
//! follow each other in the one text, in the order of their words.

use super::Json;
use super::encode::Encode;
use super::limits::{distinct, too_deep, too_large};
use super::sink::Sink;
use crate::error::{Code, Error, Result, pointer};
use crate::listed::Listed;

const FOREIGN_VALUE: &str = "这里的值写不成 JSON（如 NaN、函数、Map），请换成普通的值";

/// One of the constants below.
const CONSTANT: u32 = 0;
/// An integer of at most 29 bits.
const INTEGER: u32 = 1;
/// Any other number, as text of so many bytes.
const NUMBER: u32 = 2;
/// A string of so many bytes.
const TEXT: u32 = 3;
/// A list of so many values.
const LIST: u32 = 4;
/// An object of the shape with this number: its values follow in the order of its keys.
const SHAPED: u32 = 5;
/// An object of so many entries: each key as a string, then its value.
const MAP: u32 = 6;

const NULL: u32 = 0;
const TRUE: u32 = 1;
const FALSE: u32 = 2;
/// The string behind this mark held half a character, in whose place stands U+FFFD.
const MENDED: u32 = 3;
/// In JavaScript stood here what JSON cannot say.
const FOREIGN: u32 = 4;
/// In JavaScript the values went on, deeper than anything is read.
const TOO_DEEP: u32 = 5;
/// In JavaScript the values were more than the largest text holds.
const TOO_LARGE: u32 = 6;

fn word(tag: u32, number: usize) -> u32 {
    u32::try_from(number).unwrap_or_default() << 3 | tag
}

/// A tape that was written here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tape {
    words: Vec<u32>,
    text: String,
    shapes: Vec<&'static str>,
}

impl Tape {
    /// A tape with room for what a text says: nearly all of it is text, and a value takes some eight bytes of it.
    pub(super) fn for_text(text: &str) -> Self {
        Self { words: Vec::with_capacity(text.len() / 8), text: String::with_capacity(text.len()), shapes: Vec::new() }
    }

    /// The tape of a value.
    #[must_use]
    pub fn of(value: &dyn Encode) -> Self {
        let mut tape = Self::default();
        value.write(&mut tape);
        tape
    }

    /// What is on the tape, from its beginning.
    #[must_use]
    pub fn input(&self) -> Input<'_> {
        Input { shapes: &self.shapes, ..Input::new(&self.words, &self.text) }
    }

    /// Begins a list or an object whose length is not known yet, and answers the place where the length is to be stated.
    pub(super) fn open(&mut self) -> usize {
        self.words.push(0);
        self.words.len() - 1
    }

    /// States the length of a list.
    pub(super) fn close_list(&mut self, place: usize, length: usize) {
        self.close(place, word(LIST, length));
    }

    /// States the length of an object.
    pub(super) fn close_map(&mut self, place: usize, length: usize) {
        self.close(place, word(MAP, length));
    }

    fn close(&mut self, place: usize, word: u32) {
        if let Some(open) = self.words.get_mut(place) {
            *open = word;
        }
    }

    /// The text of all strings so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text to which the next string is being added.
    pub(super) fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    /// States a string, whose text has been added from this place on.
    pub(super) fn string_from(&mut self, start: usize) {
        self.words.push(word(TEXT, self.text.len() - start));
    }

    fn written(&mut self, tag: u32, text: &str) {
        self.text.push_str(text);
        self.words.push(word(tag, text.len()));
    }
}

/// An integer as it is usually written, of at most eight digits: every other spelling is kept.
fn small(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_usual = digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = text == "0" || !digits.starts_with('0');
    if is_usual && is_plain { text.parse().ok() } else { None }
}

impl Sink for Tape {
    fn null(&mut self) {
        self.words.push(word(CONSTANT, NULL as usize));
    }

    fn bool(&mut self, value: bool) {
        self.words.push(word(CONSTANT, if value { TRUE } else { FALSE } as usize));
    }

    fn integer(&mut self, value: i64) {
        match i32::try_from(value) {
            Ok(small) if small << 3 >> 3 == small => self.words.push(small.cast_unsigned() << 3 | INTEGER),
            _ => self.written(NUMBER, &value.to_string()),
        }
    }

    fn number(&mut self, text: &str) {
        match small(text) {
            Some(value) => self.words.push(value.cast_unsigned() << 3 | INTEGER),
            None => self.written(NUMBER, text),
        }
    }

    fn text(&mut self, text: &str) {
        self.written(TEXT, text);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let start = self.text.len();
        super::base64::push_base64(&mut self.text, bytes);
        self.string_from(start);
    }

    fn list(&mut self, length: usize) {
        self.words.push(word(LIST, length));
    }

    fn object(&mut self, keys: &'static str) {
        let known = self.shapes.iter().position(|shape| std::ptr::eq(*shape, keys));
        let shape = known.unwrap_or_else(|| {
            self.shapes.push(keys);
            self.shapes.len() - 1
        });
        self.words.push(word(SHAPED, shape));
    }

    fn map(&mut self, length: usize) {
        self.words.push(word(MAP, length));
    }

    fn key(&mut self, key: &str) {
        self.written(TEXT, key);
    }
}

/// A place on a tape: what comes next is read from here.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    words: &'a [u32],
    text: &'a str,
    /// The same text, where it stays as long as the program.
    lasting: Option<&'static str>,
    shapes: &'a [&'static str],
    /// Where in the text the next string begins.
    place: usize,
    /// How many bytes stand behind each string: the end of a text that was packed.
    gap: usize,
}

/// What stands at a place of a tape. What a list or an object holds comes next.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Integer(i32),
    /// A number that is no such integer, as it was written.
    Number(&'a str),
    /// A string.
    Text(&'a str),
    /// A list of so many values.
    List(usize),
    /// An object.
    Object(Keys),
}

impl<'a> From<&'a Json> for Value<'a> {
    fn from(json: &'a Json) -> Self {
        match json {
            Json::Null | Json::Bytes(_) => Self::Null,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(text) => Self::Number(text),
            Json::String(text) => Self::Text(text),
            Json::Array(items) => Self::List(items.len()),
            Json::Object(entries) => Self::Object(Keys { left: entries.len(), shape: None }),
        }
    }
}

/// The keys of an object that are still to come.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    /// How many they are.
    left: usize,
    /// Their names, where the tape does not name them.
    shape: Option<&'static str>,
}

impl Keys {
    /// How many keys are still to come.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// Whether the values are those of a type with these keys, in the same order.
    pub(super) fn are(&self, keys: &str) -> bool {
        self.shape == Some(keys)
    }
}

impl<'a> Input<'a> {
    /// A tape that was written elsewhere.
    #[must_use]
    pub fn new(words: &'a [u32], text: &'a str) -> Self {
        Self { words, text, lasting: None, shapes: &[], place: 0, gap: 0 }
    }

    /// A tape whose texts stay as long as the program, each with a line break behind it.
    pub(crate) fn lasting(words: &'a [u32], text: &'static str, shapes: &'a [&'static str]) -> Self {
        Self { words, text, lasting: Some(text), shapes, place: 0, gap: 1 }
    }

    /// Whether a word states a string.
    pub(crate) fn is_text(word: u32) -> bool {
        word & 7 == TEXT
    }

    /// The word of a string of so many bytes.
    pub(crate) fn text_word(length: usize) -> u32 {
        word(TEXT, length)
    }

    /// The next value; `null` behind the end.
    pub(crate) fn value(&mut self) -> Value<'a> {
        let word = self.word();
        let number = word >> 3;
        match word & 7 {
            INTEGER => Value::Integer(word.cast_signed() >> 3),
            NUMBER => Value::Number(self.taken(number)),
            TEXT => Value::Text(self.taken(number)),
            LIST => Value::List(number as usize),
            SHAPED => {
                let keys = self.shapes.get(number as usize).copied().unwrap_or_default();
                Value::Object(Keys { left: super::shape::count(keys), shape: Some(keys) })
            }
            MAP => Value::Object(Keys { left: number as usize, shape: None }),
            _ => match number {
                TRUE => Value::Bool(true),
                FALSE => Value::Bool(false),
                MENDED => self.value(),
                _ => Value::Null,
            },
        }
    }

    /// Takes the next value if it is `null`.
    pub(crate) fn take_null(&mut self) -> bool {
        let is_null = self.words.first() == Some(&word(CONSTANT, NULL as usize));
        if is_null {
            self.word();
        }
        is_null
    }

    /// The next key of an object whose values have been read so far.
    pub(crate) fn key(&mut self, keys: &mut Keys) -> Option<&'a str> {
        keys.left = keys.left.checked_sub(1)?;
        if let Some(shape) = &mut keys.shape {
            return Some(super::shape::take_key(shape));
        }
        match self.value() {
            Value::Text(key) => Some(key),
            _ => None,
        }
    }

    /// Takes the next value if it is a text.
    pub(crate) fn take_text(&mut self) -> Option<&'a str> {
        let mut ahead = self.clone();
        let Value::Text(text) = ahead.value() else { return None };
        *self = ahead;
        Some(text)
    }

    /// Names the next value to a sink.
    pub(crate) fn copy(&mut self, sink: &mut dyn Sink) {
        match self.value() {
            Value::Null => sink.null(),
            Value::Bool(value) => sink.bool(value),
            Value::Integer(value) => sink.integer(value.into()),
            Value::Number(text) => sink.number(text),
            Value::Text(text) => sink.text(text),
            Value::List(length) => {
                sink.list(length);
                (0..length).for_each(|_| self.copy(sink));
            }
            Value::Object(mut keys) => {
                sink.map(keys.left);
                while let Some(key) = self.key(&mut keys) {
                    sink.key(key);
                    self.copy(sink);
                }
            }
        }
    }

    /// The next value on a tape of its own.
    pub(crate) fn taped(&mut self) -> Tape {
        let mut tape = Tape::default();
        self.copy(&mut tape);
        tape
    }

    /// Passes over the next value.
    pub(crate) fn skip(&mut self) {
        match self.value() {
            Value::List(length) => (0..length).for_each(|_| self.skip()),
            Value::Object(mut keys) => {
                while self.key(&mut keys).is_some() {
                    self.skip();
                }
            }
            _ => {}
        }
    }

    /// A text that was just read, as one that stays; none where the tape does not stay itself.
    pub(crate) fn stays(&self, text: &str) -> Option<&'static str> {
        let end = self.place.checked_sub(self.gap)?;
        self.lasting?.get(end.checked_sub(text.len())?..end)
    }

    /// JSON Pointers of the strings in which half a character was mended, and of what stands under such a key.
    ///
    /// # Errors
    /// `wrong-type` where JavaScript had what JSON cannot say, `too-deep` and `too-large` where it had more than is read,
    /// `duplicate-key` where two keys have become one.
    pub(crate) fn mended(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        if self.words.iter().any(|word| word & 7 == CONSTANT && word >> 3 >= MENDED) {
            self.clone().mended_below("", &mut found)?;
        }
        Ok(found)
    }

    fn mended_below(&mut self, path: &str, found: &mut Vec<String>) -> Result<()> {
        match self.words.first().map_or(NULL, |word| if word & 7 == CONSTANT { word >> 3 } else { NULL }) {
            MENDED => found.push(path.to_owned()),
            FOREIGN => return Err(Error::new(Code::WrongType, FOREIGN_VALUE).moved(path)),
            TOO_DEEP => return Err(too_deep()),
            TOO_LARGE => return Err(too_large()),
            _ => {}
        }
        match self.value() {
            Value::List(length) => {
                for index in 0..length {
                    self.mended_below(&pointer(path, &index.to_string()), found)?;
                }
            }
            Value::Object(mut keys) => {
                let mut names = Vec::new();
                loop {
                    let is_mended =
                        keys.left > 0 && self.words.first().is_some_and(|word| *word == MENDED << 3 | CONSTANT);
                    let Some(key) = self.key(&mut keys) else { break };
                    names.push(key);
                    if is_mended {
                        found.push(pointer(path, key));
                    }
                    self.mended_below(&pointer(path, key), found)?;
                }
                // Two keys whose half characters differed are the same now.
                distinct(names).map_err(|error| {
                    let place = [path, &error.path].concat();
                    error.moved(&place)
                })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The tree of the next value.
    pub(crate) fn tree(&mut self) -> Json {
        match self.value() {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(value),
            Value::Integer(value) => Json::Number(value.to_string().into()),
            Value::Number(text) => Json::Number(text.to_owned().into()),
            Value::Text(text) => Json::String(self.stays(text).map_or_else(|| text.to_owned().into(), Into::into)),
            Value::List(length) => Json::Array((0..length).map(|_| self.tree()).listed()),
            Value::Object(mut keys) => {
                let mut entries = Vec::with_capacity(keys.left);
                while let Some(key) = self.key(&mut keys) {
                    entries.push((key.to_owned().into(), self.tree()));
                }
                Json::Object(entries)
            }
        }
    }

    fn word(&mut self) -> u32 {
        let Some((word, rest)) = self.words.split_first() else { return 0 };
        self.words = rest;
        *word
    }

    fn taken(&mut self, length: u32) -> &'a str {
        let end = self.place + length as usize;
        let text = self.text.get(self.place..end).unwrap_or_default();
        self.place = end + self.gap;
        text
    }
}
