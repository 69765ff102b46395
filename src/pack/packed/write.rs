//! Writes a JSON tree in the packed form. Part of `build.rs` only; `read.rs` is its other half.
//!
//! The structure is numbers (LEB128): first the shapes, for objects with the same keys in the same
//! order share one, then the tree. The texts stand apart, those of the same key together, which
//! compresses best: the names of the keys first, then a column for each key.
//!
//! A text is written by the rank of its characters: one byte for the 128 most frequent, two for the
//! others. UTF-8 would take three for each Chinese character.

use std::collections::BTreeMap;

use crate::json::{Json, Text};

/// Ends each text of a column.
const TEXT_END: char = '\n';
/// Ends each column.
const COLUMN_END: char = '\u{1}';
/// So many characters take one byte.
const FREQUENT: usize = 128;

/// The files of a pack.
pub(crate) struct Files {
    pub(crate) structure: Vec<u8>,
    pub(crate) alphabet: String,
    pub(crate) text: Vec<u8>,
}

/// Packs a tree.
pub(crate) fn pack(tree: &Json) -> Files {
    let mut writer = Writer::default();
    writer.collect_shapes(tree);
    let shapes = writer.shapes.clone();
    writer.number(shapes.len());
    for shape in shapes {
        writer.number(shape.len());
        for key in shape {
            writer.number(key);
        }
    }
    writer.value(tree, 0);
    let ended = |texts: &[Text]| texts.iter().flat_map(|text| text.chars().chain([TEXT_END])).collect::<String>();
    let columns = std::iter::once(&writer.keys).chain(&writer.columns);
    let text: String =
        columns.flat_map(|column| ended(column).chars().chain([COLUMN_END]).collect::<Vec<_>>()).collect();
    let alphabet = alphabet(&text);
    Files { structure: writer.structure, text: ranked(&text, &alphabet), alphabet: alphabet.into_iter().collect() }
}

/// All characters: the most frequent by frequency, the others by number.
fn alphabet(text: &str) -> Vec<char> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    text.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    let mut characters: Vec<(char, usize)> = counts.into_iter().collect();
    characters.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut alphabet: Vec<char> = characters.into_iter().map(|(c, _)| c).collect();
    let rest = alphabet.len().min(FREQUENT);
    if let Some(rare) = alphabet.get_mut(rest..) {
        rare.sort_unstable();
    }
    alphabet
}

fn ranked(text: &str, alphabet: &[char]) -> Vec<u8> {
    let ranks: BTreeMap<char, usize> = alphabet.iter().enumerate().map(|(rank, c)| (*c, rank)).collect();
    let mut bytes = Vec::new();
    for c in text.chars() {
        match ranks.get(&c).copied().unwrap_or_default() {
            rank if rank < FREQUENT => bytes.push(rank as u8),
            rank => bytes.extend([(FREQUENT + ((rank - FREQUENT) >> 8)) as u8, ((rank - FREQUENT) & 255) as u8]),
        }
    }
    bytes
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
            Json::Array(items) => items.iter().for_each(|item| self.collect_shapes(item)),
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

    fn number(&mut self, number: usize) {
        let mut rest = number;
        while rest >= 0x80 {
            self.structure.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        self.structure.push(rest as u8);
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
            Json::Null => self.number(0),
            Json::Bool(false) => self.number(1),
            Json::Bool(true) => self.number(2),
            Json::Number(number) => {
                self.number(3);
                self.text(number, key);
            }
            Json::String(text) => {
                self.number(4);
                self.text(text, key);
            }
            Json::Array(items) => {
                self.number(5);
                self.number(items.len());
                for item in items {
                    self.value(item, key);
                }
            }
            Json::Object(entries) => {
                let shape = self.shape(entries);
                let place = self.shapes.iter().position(|other| *other == shape).unwrap_or_default();
                self.number(6 + place);
                shape.into_iter().zip(entries).for_each(|(key, (_, value))| self.value(value, key));
            }
        }
    }
}
