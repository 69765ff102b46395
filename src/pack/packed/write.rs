//! Writes a JSON tree in the packed form. Part of `build.rs` only; `read.rs` is its other half.
//!
//! The structure is numbers (LEB128): first the shapes, for objects with the same keys in the same
//! order share one, then the tree. The texts stand apart, those of the same key together, which
//! compresses best: the names of the keys first, then a column for each key.
//!
//! A text is written by the rank of its characters: one byte for ASCII and the 120 most frequent
//! others, two for the rest. UTF-8 would take three for each Chinese character.

use std::collections::BTreeMap;

use crate::json::{Json, Text};

/// Ends each text of a column.
const TEXT_END: char = '\n';
/// Ends each column.
const COLUMN_END: char = '\u{1}';
/// So many characters beside ASCII take one byte.
const FREQUENT: usize = 120;

/// A packed tree; its text is still to be written by [`ranked`].
pub(crate) struct Packed {
    pub(crate) structure: Vec<u8>,
    pub(crate) text: String,
}

/// Packs a tree.
pub(crate) fn pack(tree: &Json) -> Packed {
    let mut writer = Writer::default();
    writer.collect_shapes(tree);
    let shapes = writer.shapes.clone();
    number(&mut writer.structure, shapes.len());
    for shape in shapes {
        number(&mut writer.structure, shape.len());
        for key in shape {
            number(&mut writer.structure, key);
        }
    }
    writer.value(tree, 0);
    let mut text = String::new();
    for column in std::iter::once(&writer.keys).chain(&writer.columns) {
        for entry in column {
            text.push_str(entry);
            text.push(TEXT_END);
        }
        text.push(COLUMN_END);
    }
    Packed { structure: writer.structure, text }
}

/// All characters of a text beyond ASCII: the most frequent by frequency, the others by number.
pub(crate) fn alphabet(text: &str) -> Vec<char> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        *counts.entry(c).or_default() += 1;
    }
    let mut characters: Vec<(char, usize)> = counts.into_iter().collect();
    characters.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut alphabet: Vec<char> = characters.into_iter().map(|(c, _)| c).collect();
    if let Some(rare) = alphabet.get_mut(FREQUENT..) {
        rare.sort_unstable();
    }
    alphabet
}

/// An alphabet as numbers: how many there are, the frequent ones, and of the others how far each is from the one before.
pub(crate) fn spelled(alphabet: &[char]) -> Vec<u8> {
    let mut bytes = Vec::new();
    number(&mut bytes, alphabet.len());
    let mut before = 0;
    for (rank, c) in alphabet.iter().enumerate() {
        let code = u32::from(*c) as usize;
        number(&mut bytes, if rank > FREQUENT { code - before } else { code });
        before = code;
    }
    bytes
}

/// A text by its ASCII characters and the ranks of the others.
pub(crate) fn ranked(text: &str, alphabet: &[char]) -> Vec<u8> {
    let ranks: BTreeMap<char, usize> = alphabet.iter().enumerate().map(|(rank, c)| (*c, rank)).collect();
    let mut bytes = Vec::new();
    for c in text.chars() {
        match ranks.get(&c).copied() {
            None => bytes.push(c as u8),
            Some(rank) if rank < FREQUENT => bytes.push((128 + rank) as u8),
            Some(rank) => {
                let rare = rank - FREQUENT;
                bytes.extend([(128 + FREQUENT + (rare >> 8)) as u8, (rare & 255) as u8]);
            }
        }
    }
    bytes
}

/// Parts one after the other, each with its length before it.
pub(crate) fn framed(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        number(&mut bytes, part.len());
        bytes.extend(*part);
    }
    bytes
}

/// A number in LEB128.
fn number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

#[derive(Default)]
struct Writer {
    structure: Vec<u8>,
    keys: Vec<Text>,
    columns: Vec<Vec<Text>>,
    shapes: Vec<Vec<usize>>,
}

impl Writer {
    fn key(&mut self, key: &Text) -> usize {
        self.keys.iter().position(|other| other == key).unwrap_or_else(|| {
            self.keys.push(key.clone());
            self.columns.push(Vec::new());
            self.keys.len() - 1
        })
    }

    fn shape(&mut self, entries: &[(Text, Json)]) -> Vec<usize> {
        entries.iter().map(|(key, _)| self.key(key)).collect()
    }

    fn collect_shapes(&mut self, tree: &Json) {
        match tree {
            Json::Array(items) => {
                for item in items {
                    self.collect_shapes(item);
                }
            }
            Json::Object(entries) => {
                let shape = self.shape(entries);
                if !self.shapes.contains(&shape) {
                    self.shapes.push(shape);
                }
                for (_, value) in entries {
                    self.collect_shapes(value);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &Text, key: usize) {
        assert!(!text.contains([TEXT_END, COLUMN_END]), "“{text}” has a line break");
        if let Some(column) = self.columns.get_mut(key) {
            column.push(text.clone());
        }
    }

    /// A value under a key: what it is, then what it holds.
    fn value(&mut self, value: &Json, key: usize) {
        match value {
            Json::Null => number(&mut self.structure, 0),
            Json::Bool(false) => number(&mut self.structure, 1),
            Json::Bool(true) => number(&mut self.structure, 2),
            Json::Number(digits) => {
                number(&mut self.structure, 3);
                self.text(digits, key);
            }
            Json::String(text) => {
                number(&mut self.structure, 4);
                self.text(text, key);
            }
            Json::Array(items) => {
                number(&mut self.structure, 5);
                number(&mut self.structure, items.len());
                for item in items {
                    self.value(item, key);
                }
            }
            Json::Object(entries) => {
                let shape = self.shape(entries);
                let place = self.shapes.iter().position(|other| *other == shape).unwrap_or_default();
                number(&mut self.structure, 6 + place);
                shape.into_iter().zip(entries).for_each(|(key, (_, value))| self.value(value, key));
            }
            Json::Bytes(_) => unreachable!("no text is read as bytes"),
        }
    }
}
