//! Reads content in the packed form that `build.rs` writes (`write.rs` is its other half).

use std::str::Split;

use crate::json::{Json, Text};

/// The files of a pack.
pub(super) struct Packed {
    pub(super) structure: &'static [u8],
    pub(super) alphabet: &'static str,
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

    /// The text from the ranks of its characters.
    fn unranked(&self) -> String {
        let alphabet: Vec<char> = self.alphabet.chars().collect();
        let mut text = String::with_capacity(self.text.len() * 2);
        let mut high: Option<usize> = None;
        for byte in self.text.iter().copied().map(usize::from) {
            let rank = match high.take() {
                Some(high) => 128 + ((high << 8) | byte),
                None if byte < 128 => byte,
                None => {
                    high = Some(byte - 128);
                    continue;
                }
            };
            text.extend(alphabet.get(rank));
        }
        text
    }
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
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let Some((byte, rest)) = self.structure.split_first() else { break };
            self.structure = rest;
            value |= usize::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                break;
            }
        }
        value
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
