//! From a case and a template to a document.

use super::document::{Block, Cell, Table, TableColumn};
use super::pictures::Subject;
use super::score_sheet;
use crate::dossier::{EnterpriseCheck, Names};
use crate::governance::Scorecard;
use crate::json::Json;
use crate::pack::{FieldKind, FormField, FormTable, ReportBlock, ReportBlockKind, ReportColumn, Scheme};

/// What a template is filled from.
pub(super) struct Source<'a> {
    /// `/dossier`, `/check` and `/view`.
    pub(super) tree: &'a Json,
    /// What keys and codes are called.
    pub(super) names: &'a Names<'a>,
    /// 质量技术帮扶申请表.
    pub(super) form: &'a FormTable,
    /// What there is to draw.
    pub(super) subject: Subject<'a>,
    /// The score with its scheme, where there is one.
    pub(super) scored: Option<(&'a Scorecard, Option<&'a Scheme>)>,
    /// What comes of it; none in a file that a step refuses.
    pub(super) filled: Option<&'a EnterpriseCheck>,
}

/// Up to so many characters, texts of a list stand beside each other.
const SHORT: usize = 12;

/// Width of the labels beside answers, in percent.
const LABEL_WIDTH: u32 = 28;

impl Source<'_> {
    /// The blocks of a report, filled.
    pub(super) fn blocks(&self, template: &[ReportBlock]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for block in template {
            self.block(block, &mut blocks);
        }
        blocks
    }

    fn root(&self) -> Place<'_> {
        Place { json: self.tree, keys: Vec::new() }
    }

    fn block(&self, block: &ReportBlock, blocks: &mut Vec<Block>) {
        match block.block {
            ReportBlockKind::Heading => blocks.push(Block::Heading(1, self.filled(&block.text))),
            ReportBlockKind::Note => blocks.push(Block::Note(self.filled(&block.text))),
            ReportBlockKind::Text if block.of.is_empty() => blocks.push(Block::Paragraph(self.filled(&block.text))),
            ReportBlockKind::Text => {
                let entries = self.entries(&block.of);
                blocks.extend(entries.iter().map(|entry| Block::Paragraph(self.shown(entry))));
            }
            ReportBlockKind::Fields => {
                let root = self.root();
                let rows = block.columns.iter().map(|line| self.line(&root, line, 1, "")).collect();
                blocks.push(labelled(&block.text, rows));
            }
            ReportBlockKind::Table => blocks.push(Block::Table(self.table(block))),
            ReportBlockKind::Each => {
                for (number, entry) in (1..).zip(&self.entries(&block.of)) {
                    blocks.push(Block::Heading(2, [block.text.as_ref(), " ", &number.to_string()].concat()));
                    let rows = block.columns.iter().map(|line| self.line(entry, line, number, &entry.key())).collect();
                    blocks.push(labelled(&block.text, rows));
                }
            }
            ReportBlockKind::Form => self.application(blocks),
            ReportBlockKind::Everything => {
                // A part for each key: the file has many.
                for place in self.entries(&block.of) {
                    let mut rows = Vec::new();
                    self.everything(&place, "", &mut rows);
                    if !rows.is_empty() {
                        let name = self.label(&place.keys);
                        blocks.push(Block::Heading(1, name.clone()));
                        blocks.push(labelled(&name, rows));
                    }
                }
            }
            ReportBlockKind::Signature => {
                blocks.push(Block::Signature(block.text.split('、').map(str::to_owned).collect()));
            }
            ReportBlockKind::Chart => blocks.extend(self.subject.blocks(&block.of, &block.text)),
            ReportBlockKind::ScoreSheet => {
                blocks.extend(self.scored.map(|(card, scheme)| score_sheet::block(card, scheme)));
            }
            ReportBlockKind::PageBreak => blocks.push(Block::PageBreak),
        }
    }

    /// A text with what its places hold.
    pub(super) fn filled(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut parts = text.split('{');
        filled.extend(parts.next());
        let root = self.root();
        for part in parts {
            let (place, rest) = part.split_once('}').unwrap_or((part, ""));
            if let Some(place) = root.at(place) {
                filled += &self.shown(&place);
            }
            filled += rest;
        }
        filled
    }

    /// The entries of a list or a map, or the one thing that is there.
    fn entries(&self, of: &str) -> Vec<Place<'_>> {
        let root = self.root();
        let Some(place) = root.at(of) else { return Vec::new() };
        match place.json {
            Json::Array(items) => items.iter().map(|json| Place { json, keys: place.keys.clone() }).collect(),
            Json::Object(entries) => {
                let entry = |(key, json)| Place { json, keys: [place.keys.as_slice(), &[key]].concat() };
                entries.iter().map(|(key, json)| entry((key.to_string(), json))).collect()
            }
            Json::Null => Vec::new(),
            _ => vec![place],
        }
    }

    /// What a place says, in words.
    fn shown(&self, place: &Place<'_>) -> String {
        match place.json {
            Json::Null => String::new(),
            Json::Array(items) => {
                let items = items.iter().map(|json| self.shown(&Place { json, keys: place.keys.clone() }));
                let items: Vec<String> = items.filter(|text| !text.is_empty()).collect();
                let all_short = items.iter().all(|text| text.chars().count() <= SHORT);
                items.join(if all_short { "、" } else { "\n" })
            }
            Json::Object(entries) => {
                if let (Some(text), true) = (place.json.get("text"), place.json.get("num").is_some()) {
                    return self.shown(&Place { json: text, keys: place.keys.clone() });
                }
                let mut parts: Vec<String> = Vec::new();
                for (key, json) in entries {
                    let keys = [place.keys.as_slice(), &[key.to_string()]].concat();
                    let text = self.shown(&Place { json, keys: keys.clone() });
                    if parts.is_empty() && !text.is_empty() {
                        // What comes first needs no label: it says what the rest is about.
                        parts.push(text);
                    } else if !text.is_empty() {
                        parts.push([self.label(&keys).as_str(), "：", &text].concat());
                    }
                }
                parts.join("，")
            }
            leaf => self.names.shown(leaf, &of_file(&place.keys)),
        }
    }

    fn label(&self, keys: &[String]) -> String {
        self.names.label(&of_file(keys))
    }

    fn line(&self, entry: &Place<'_>, line: &ReportColumn, number: u32, key: &str) -> (String, String) {
        (line.label.to_string(), self.column(entry, &line.of, number, key))
    }

    fn column(&self, entry: &Place<'_>, of: &str, number: u32, key: &str) -> String {
        match of {
            "#" => number.to_string(),
            "$key" => self.names.named(key),
            "" => self.shown(entry),
            of => entry.at(of).map(|place| self.shown(&place)).unwrap_or_default(),
        }
    }

    fn table(&self, block: &ReportBlock) -> Table {
        let row = |(number, entry): (u32, &Place<'_>)| {
            let key = entry.key();
            block.columns.iter().map(|column| Cell::Text(self.column(entry, &column.of, number, &key))).collect()
        };
        Table {
            name: block.text.to_string(),
            columns: block
                .columns
                .iter()
                .map(|column| TableColumn { label: column.label.to_string(), width: column.width })
                .collect(),
            rows: (1..).zip(&self.entries(&block.of)).map(row).collect(),
        }
    }

    /// The form, group by group, with every field, answered or not.
    fn application(&self, blocks: &mut Vec<Block>) {
        let root = self.root();
        for group in &self.form.groups {
            let place = root.at(&["dossier/application/", &group.key].concat());
            let sections: Vec<Option<&Json>> = match place.as_ref().map(|place| place.json) {
                Some(Json::Array(items)) if !items.is_empty() => items.iter().map(Some).collect(),
                Some(Json::Array(_)) | None => vec![None],
                Some(section) => vec![Some(section)],
            };
            let many = sections.len() > 1;
            for (number, section) in (1..).zip(sections) {
                let number: u32 = number;
                let mut title = group.name.to_string();
                if many {
                    title += &format!("（{number}）");
                }
                blocks.push(Block::Heading(2, title));
                let mut rows = Vec::new();
                for field in &group.fields {
                    let index = if group.repeated { format!("/{}", number - 1) } else { String::new() };
                    let path = format!("/application/{}{index}/{}", group.key, field.key);
                    let is_hidden = |check: &EnterpriseCheck| check.application.hidden.contains(&path);
                    if self.filled.is_some_and(is_hidden) {
                        continue;
                    }
                    let given = answer(field, section.and_then(|json| json.get(&field.key)));
                    let answer = if given.is_empty() { self.derived(&path, &field.key) } else { given };
                    rows.push((field.label.to_string(), answer));
                }
                blocks.push(labelled(&group.name, rows));
            }
        }
    }

    /// What a field says that nobody types.
    fn derived(&self, path: &str, key: &str) -> String {
        let derived =
            self.filled.and_then(|check| check.application.derived.iter().find(|derived| derived.path == path));
        let conclusion = || {
            let place = self.root().at(&["check/enterprise/conclusion/", key].concat())?;
            Some(self.shown(&place))
        };
        derived.map(|derived| derived.text.clone()).or_else(conclusion).unwrap_or_default()
    }

    /// A line for each leaf that says anything.
    fn everything(&self, place: &Place<'_>, name: &str, rows: &mut Vec<(String, String)>) {
        match place.json {
            Json::Null => {}
            Json::Object(entries) if place.json.get("num").is_none() || place.json.get("text").is_none() => {
                for (key, json) in entries {
                    let keys = [place.keys.as_slice(), &[key.to_string()]].concat();
                    let label = [name, " ", &self.label(&keys)].concat();
                    // The file of a period is labelled as any file.
                    let keys = if key == "dossier" { vec![key.to_string()] } else { keys };
                    self.everything(&Place { json, keys }, label.trim_start(), rows);
                }
            }
            Json::Array(items) => {
                for (index, json) in items.iter().enumerate() {
                    let name = [name, " ", &(index + 1).to_string()].concat();
                    self.everything(&Place { json, keys: place.keys.clone() }, &name, rows);
                }
            }
            _ => {
                let text = self.shown(place);
                if !text.is_empty() {
                    rows.push((name.to_owned(), text));
                }
            }
        }
    }
}

/// The keys as the file has them: they lead to the words for its codes.
fn of_file(keys: &[String]) -> Vec<&str> {
    let own = keys.iter().map(String::as_str);
    own.filter(|key| !matches!(*key, "dossier" | "view")).collect()
}

/// A place in the tree, with the keys that lead there.
#[derive(Clone)]
struct Place<'a> {
    json: &'a Json,
    keys: Vec<String>,
}

impl Place<'_> {
    /// What stands at a place from here on.
    fn at(&self, of: &str) -> Option<Self> {
        let mut place = self.clone();
        for key in of.split('/').filter(|key| !key.is_empty()) {
            place = match place.json {
                Json::Array(items) => Place { json: items.get(key.parse::<usize>().ok()?)?, keys: place.keys.clone() },
                json => {
                    let mut keys = place.keys.clone();
                    keys.push(key.to_owned());
                    Place { json: json.get(key)?, keys }
                }
            };
        }
        Some(place)
    }

    fn key(&self) -> String {
        self.keys.last().cloned().unwrap_or_default()
    }
}

/// A table of labels and answers.
fn labelled(name: &str, rows: Vec<(String, String)>) -> Block {
    let column = |width| TableColumn { label: String::new(), width };
    Block::Table(Table {
        name: name.to_owned(),
        columns: vec![column(LABEL_WIDTH), column(100 - LABEL_WIDTH)],
        rows: rows.into_iter().map(|(label, text)| vec![Cell::Label(label), Cell::Text(text)]).collect(),
    })
}

/// The answer to a field: choices as boxes, ticked or not.
fn answer(field: &FormField, json: Option<&Json>) -> String {
    if !field.options.is_empty() {
        let chosen = |code: &str| match json {
            Some(Json::String(text)) => text == code,
            Some(Json::Array(items)) => items.iter().any(|item| *item == Json::String(code.to_owned().into())),
            _ => false,
        };
        let option = |option: &crate::pack::FormOption| {
            [if chosen(&option.code) { "☑" } else { "☐" }, option.label.as_ref()].concat()
        };
        return field.options.iter().map(option).collect::<Vec<_>>().join("  ");
    }
    let text = |json: &Json| match json {
        Json::String(text) | Json::Number(text) => text.to_string(),
        Json::Bool(true) => "是".to_owned(),
        Json::Bool(false) => "否".to_owned(),
        _ => String::new(),
    };
    match json {
        Some(Json::Array(items)) => {
            let row = |item: &Json| match item {
                Json::Object(_) => {
                    let part = |column: &FormField| {
                        let answer = answer(column, item.get(&column.key));
                        if answer.is_empty() { answer } else { [column.label.as_ref(), "：", &answer].concat() }
                    };
                    let parts = field.fields.iter().map(part).filter(|part| !part.is_empty());
                    parts.collect::<Vec<_>>().join("，")
                }
                leaf => text(leaf),
            };
            items.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        Some(leaf) => {
            let answer = text(leaf);
            match &field.unit {
                Some(unit) if !answer.is_empty() && field.kind != FieldKind::Text => {
                    [answer.as_str(), " ", unit].concat()
                }
                _ => answer,
            }
        }
        None => String::new(),
    }
}
