//! Reads content in the packed form that `build.rs` writes (`write.rs` is its other half).

use std::str::Split;

use crate::json::{Json, Text};

/// So many characters beside ASCII take one byte.
const FREQUENT: usize = 120;

/// A packed tree.
pub(super) struct Packed {
    pub(super) structure: &'static [u8],
    /// The characters of all packs beyond ASCII.
    pub(super) alphabet: &'static [u8],
    pub(super) text: &'static [u8],
}

impl Packed {
    /// The tree that was packed. Its texts are unpacked once and stay as long as the program.
    pub(super) fn tree(self) -> Json {
        let text: &'static str = Box::leak(self.unranked().into_boxed_str());
        let mut columns = text.split('\u{1}').map(|column| column.split('\n'));
        let keys = columns.next().map(|names| names.map(Text::from).collect()).unwrap_or_default();
        let mut reader = Reader { structure: self.structure, keys, columns: columns.collect(), shapes: Vec::new() };
        reader.shapes = reader.list(|reader| reader.list(Reader::number));
        reader.value(0)
    }

    /// The text from its ASCII characters and the ranks of the others.
    fn unranked(&self) -> String {
        let mut alphabet: Vec<char> = Vec::new();
        let (mut numbers, mut code) = (self.alphabet, 0);
        for rank in 0..number(&mut numbers) {
            let next = number(&mut numbers);
            code = if rank > FREQUENT { code + next } else { next };
            alphabet.extend(u32::try_from(code).ok().and_then(char::from_u32));
        }
        let mut text = String::with_capacity(self.text.len() * 2);
        let mut lead: Option<usize> = None;
        for byte in self.text.iter().copied() {
            let number = usize::from(byte);
            match lead.take() {
                Some(high) => text.extend(alphabet.get(FREQUENT + ((high << 8) | number))),
                None if byte < 128 => text.push(char::from(byte)),
                None if number < 128 + FREQUENT => text.extend(alphabet.get(number - 128)),
                None => lead = Some(number - 128 - FREQUENT),
            }
        }
        text
    }
}

/// Parts one after the other, each with its length before it. A part that is not there is empty.
pub(super) fn parts<const N: usize>(mut rest: &[u8]) -> [&[u8]; N] {
    std::array::from_fn(|_| {
        let length = number(&mut rest);
        let (part, after) = rest.split_at_checked(length).unwrap_or_default();
        rest = after;
        part
    })
}

/// A number in LEB128 from the front of what is left.
fn number(rest: &mut &[u8]) -> usize {
    let mut value = 0;
    for shift in [0, 7, 14, 21, 28] {
        let Some((byte, after)) = rest.split_first() else { break };
        *rest = after;
        value |= usize::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            break;
        }
    }
    value
}

struct Reader {
    structure: &'static [u8],
    keys: Vec<Text>,
    /// What is left of the texts of each key.
    columns: Vec<Split<'static, char>>,
    shapes: Vec<Vec<usize>>,
}

impl Reader {
    fn number(&mut self) -> usize {
        number(&mut self.structure)
    }

    /// A list of so many things.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| read(self)).collect()
    }

    fn text(&mut self, key: usize) -> Text {
        self.columns.get_mut(key).and_then(Iterator::next).unwrap_or_default().into()
    }

    fn value(&mut self, key: usize) -> Json {
        match self.number() {
            0 => Json::Null,
            1 => Json::Bool(false),
            2 => Json::Bool(true),
            3 => Json::Number(self.text(key)),
            4 => Json::String(self.text(key)),
            5 => Json::Array(self.list(|reader| reader.value(key))),
            tag => {
                let shape = self.shapes.get(tag - 6).cloned().unwrap_or_default();
                let entry = |key| (self.keys.get(key).cloned().unwrap_or_default(), self.value(key));
                Json::Object(shape.into_iter().map(entry).collect())
            }
        }
    }
}
