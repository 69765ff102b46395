//! All that a file holds, one part for each of its keys.

use super::assemble::Source;
use super::form::{self, Line};
use super::place::Place;
use crate::document::{Block, Table, breadth};
use crate::json::Json;
use crate::listed::Listed;

/// More columns than this do not fit beside each other.
const MOST_COLUMNS: usize = 9;

/// An entry of a list, in it a list, in it an object.
const MOST_DEPTH: usize = 3;

/// A map of more texts than this, such as the fingerprints of all items, is said in one go, by its codes alone.
const MANY: usize = 20;

/// A label and an answer up to this breadth stand in half a row.
const SHORT: u64 = 24;

impl Source<'_> {
    /// A line for each leaf that says anything; entries of the same shape are a table. What the file says of itself comes
    /// first, then a part for each of its keys.
    pub(super) fn everything(&self, of: &str, name: &str, blocks: &mut Vec<Block>) {
        let places = self.entries(of);
        let mut lines = Vec::new();
        for place in &places {
            if is_leaf(place.json) {
                self.leaf(place, &mut lines);
            }
        }
        part(name, lines, Vec::new(), blocks);
        for place in places {
            if !is_leaf(place.json) {
                let (mut lines, mut tables) = (Vec::new(), Vec::new());
                self.leaves(&place, "", &mut lines, &mut tables);
                part(&self.label(&place.keys), lines, tables, blocks);
            }
        }
    }

    /// The leaves of a place, then what lies deeper, each under its title.
    fn leaves(&self, place: &Place<'_>, title: &str, lines: &mut Vec<Line>, tables: &mut Vec<Table>) {
        if let Some(table) = self.entries_as_table(place, title) {
            tables.push(table);
            return;
        }
        let is_list = matches!(place.json, Json::Array(_));
        let entries = place.entries();
        for entry in &entries {
            if is_leaf(entry.json) {
                self.leaf(entry, lines);
            }
        }
        for (number, mut entry) in (1_u32..).zip(entries) {
            if is_leaf(entry.json) {
                continue;
            }
            let name = if is_list { number.to_string() } else { self.label(&entry.keys) };
            let title = [title, if title.is_empty() { "" } else { " " }, &name].concat();
            // The file of a period is labelled as any file.
            if entry.key() == "dossier" {
                entry.keys = vec![entry.key()];
            }
            let before = lines.len();
            lines.push(Line::Title(title.clone()));
            self.leaves(&entry, &title, lines, tables);
            // A title of nothing but titles says nothing.
            if matches!(lines.get(before + 1), None | Some(Line::Title(_))) {
                lines.remove(before);
            }
        }
    }

    fn leaf(&self, place: &Place<'_>, lines: &mut Vec<Line>) {
        let text = match place.json {
            Json::Object(entries) if is_many(place.json) => {
                let entry = |(key, json): &(crate::json::Text, Json)| {
                    let text = self.shown(&Place { json, keys: place.below(key) });
                    [key.as_ref(), " ", &text].concat()
                };
                entries.iter().map(entry).listed().join("、")
            }
            _ => self.shown(place),
        };
        let name = self.label(&place.keys);
        if !text.is_empty() {
            let is_short = breadth(&text) <= SHORT && breadth(&name) <= SHORT;
            lines.push(Line::Pair(name, text, is_short));
        }
    }

    fn said(&self, entry: &Place<'_>, key: &str) -> String {
        entry.at(key).map(|place| self.shown(&place)).unwrap_or_default()
    }

    /// Entries of the same shape as a table, if few enough of their parts say anything.
    fn entries_as_table(&self, place: &Place<'_>, name: &str) -> Option<Table> {
        let mut entries = place.entries();
        entries.retain(|entry| *entry.json != Json::Null);
        let is_map = matches!(place.json, Json::Object(_));
        let first = entries.first()?;
        let shape = parts(first.json)?;
        let mut keys: Vec<&str> = Vec::new();
        for entry in &entries {
            let own = parts(entry.json)?;
            // Parts of one thing that differ are not entries.
            if is_map && (own != shape || entries.len() < 2) {
                return None;
            }
            for key in own {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys.retain(|key| entries.iter().any(|entry| !self.said(entry, key).is_empty()));
        if keys.is_empty() || keys.len() > MOST_COLUMNS {
            return None;
        }
        let mut labels = Vec::new();
        if is_map {
            labels.push("项".to_owned());
        }
        labels.extend(keys.iter().map(|key| self.label(&first.below(key))));
        let mut rows = Vec::new();
        for entry in &entries {
            let mut row = Vec::new();
            if is_map {
                row.push(self.label(&entry.keys));
            }
            row.extend(keys.iter().map(|key| self.said(entry, key)));
            rows.push(row);
        }
        Some(Table::of_texts(name, labels, rows))
    }
}

/// A part of the file.
fn part(name: &str, lines: Vec<Line>, tables: Vec<Table>, blocks: &mut Vec<Block>) {
    if lines.is_empty() && tables.is_empty() {
        return;
    }
    blocks.push(Block::Heading(1, name.to_owned()));
    if !lines.is_empty() {
        blocks.push(Block::Table(form::table(name, lines)));
    }
    for mut table in tables {
        if table.name.is_empty() {
            name.clone_into(&mut table.name);
        } else {
            blocks.push(Block::Heading(2, table.name.clone()));
        }
        blocks.push(Block::Table(table));
    }
}

/// Whether a value is said in one go: neither an object nor a list of them.
fn is_leaf(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().all(|item| !matches!(item, Json::Object(_) | Json::Array(_))),
        json => depth(json) == 0 || is_many(json),
    }
}

fn is_many(json: &Json) -> bool {
    matches!(json, Json::Object(entries) if entries.len() > MANY && depth(json) == 1)
}

/// The keys of an object that holds no more than lists of plain objects.
fn parts(json: &Json) -> Option<Vec<&str>> {
    match json {
        Json::Object(entries) if depth(json) <= MOST_DEPTH && !entries.iter().any(|(_, json)| is_many(json)) => {
            Some(entries.iter().map(|(key, _)| key.as_ref()).listed())
        }
        _ => None,
    }
}

/// How deep a value is nested.
fn depth(json: &Json) -> usize {
    match json {
        Json::Object(_) if json.get("num").is_some() && json.get("text").is_some() => 0,
        Json::Object(entries) => 1 + entries.iter().map(|(_, json)| depth(json)).max().unwrap_or_default(),
        Json::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}
