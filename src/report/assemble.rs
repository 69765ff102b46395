//! From a case and a template to a document.

use super::form::{self, Line, boxes};
use super::members;
use super::pictures::Subject;
use super::place::{Place, of_file};
use super::score_sheet;
use crate::date::Date;
use crate::document::{Block, Cell, Document, Table, TableColumn};
use crate::dossier::Names;
use crate::governance::Scorecard;
use crate::json::Json;
use crate::listed::Listed;
use crate::pack::{FormTable, ReportBlock, ReportBlockKind, ReportColumn, ReportTemplate, Scheme};

/// The places that a form of a case is filled from, those of what members' files amount to, and those of compiled cases.
pub(crate) const CASE_ROOTS: [&str; 3] = ["dossier", "check", "view"];
pub(crate) const MEMBER_ROOTS: [&str; 1] = ["overview"];
pub(crate) const COLLECTION_ROOTS: [&str; 1] = ["collection"];

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
    pub(super) filled: Option<&'a Json>,
}

/// Up to so many characters, texts of a list stand beside each other.
const SHORT: usize = 12;

/// Share of the width that makes a line half a row.
const HALF: u32 = 50;

/// The place of what no file holds, or perhaps not all of it: a blank to be written by hand.
pub(crate) const BY_HAND: &str = "_";

/// What keeps a line of its own high enough to write in.
const ROOM: &str = "\n\n";

/// Rows to write in, where a list of the file has no entry.
const BLANK_ROWS: usize = 3;

/// What is said where there is nothing to say yet.
pub(super) const NOTHING: &str = "还没有";

/// What an area to be dated by hand is called.
const DATE: &str = "日期";

impl Source<'_> {
    /// A report, filled. Its fingerprints stand whole at its end, and shortened in its foot.
    pub(super) fn document(
        &self,
        template: &ReportTemplate,
        name: String,
        [head, foot, fingerprint]: [String; 3],
    ) -> Document {
        let mut blocks = Vec::new();
        let mut is_shown = true;
        for block in &template.blocks {
            match block.block {
                ReportBlockKind::Heading | ReportBlockKind::Facts => {
                    is_shown = block.of.is_empty() || !self.entries(&block.of).is_empty();
                }
                ReportBlockKind::Signature => is_shown = true,
                _ => {}
            }
            if is_shown {
                self.block(block, &mut blocks);
            }
        }
        say_what_lacks(&mut blocks);
        number(&mut blocks);
        // Above what is signed.
        let end = blocks.len() - usize::from(matches!(blocks.last(), Some(Block::Signature(_))));
        let notes = [template.note.to_string(), fingerprint];
        blocks.splice(end..end, notes.into_iter().map(Block::Note));
        Document { name, title: template.title.to_string(), head, foot, is_wide: template.landscape, blocks }
    }

    pub(super) fn root(&self) -> Place<'_> {
        Place { json: self.tree, keys: Vec::new() }
    }

    fn block(&self, block: &ReportBlock, blocks: &mut Vec<Block>) {
        match block.block {
            ReportBlockKind::Heading => blocks.push(Block::Heading(1, self.filled(&block.text))),
            ReportBlockKind::Note => blocks.push(Block::Note(self.filled(&block.text))),
            ReportBlockKind::Text if block.of.is_empty() => {
                let text = self.filled(&block.text);
                blocks.extend(Some(text).filter(|text| !text.is_empty()).map(Block::Paragraph));
            }
            ReportBlockKind::Text => {
                let texts: Vec<String> = self.entries(&block.of).iter().map(|entry| self.shown(entry)).listed();
                if block.text.is_empty() {
                    blocks.extend(texts.into_iter().map(Block::Paragraph));
                } else if !texts.is_empty() {
                    blocks.push(Block::Paragraph(texts.join(&block.text)));
                }
            }
            ReportBlockKind::Result => {
                let text = self.filled(&block.text);
                blocks.extend(Some(text).filter(|text| !text.is_empty()).map(Block::Result));
            }
            ReportBlockKind::Facts => {
                let root = self.root();
                let fact = |line: &ReportColumn| [&line.label, "：", &self.column(&root, &line.of, 1, "")].concat();
                blocks.push(Block::Facts(block.columns.iter().map(fact).listed()));
            }
            ReportBlockKind::Fields => {
                let root = self.root();
                let lines = block.columns.iter().map(|line| self.line(&root, line, 1, "")).listed();
                blocks.push(Block::Table(form::table(&block.text, lines)));
            }
            ReportBlockKind::Table => blocks.push(Block::Table(self.table(block))),
            ReportBlockKind::Each => self.each(block, blocks),
            ReportBlockKind::Form => blocks.push(self.application(&block.text, &block.of)),
            ReportBlockKind::Everything => self.everything(&block.of, &block.text, blocks),
            ReportBlockKind::MemberTables => {
                let tables = self.subject.overview.iter().flat_map(|overview| &overview.tables);
                blocks.extend(tables.map(|table| Block::Table(members::table(table))));
            }
            ReportBlockKind::Signature => {
                blocks.push(signature(&block.text));
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
    pub(super) fn entries(&self, of: &str) -> Vec<Place<'_>> {
        let place = self.root().at(of);
        place.map(|place| place.entries()).unwrap_or_default()
    }

    /// What a place says, in words.
    pub(super) fn shown(&self, place: &Place<'_>) -> String {
        match place.json {
            Json::Null => String::new(),
            Json::Array(items) => {
                let items = items.iter().map(|json| self.shown(&Place { json, keys: place.keys.clone() }));
                joined(items.filter(|text| !text.is_empty()))
            }
            Json::Object(entries) => {
                if let (Some(text), true) = (place.json.get("text"), place.json.get("num").is_some()) {
                    return self.shown(&Place { json: text, keys: place.keys.clone() });
                }
                let mut parts: Vec<String> = Vec::new();
                for (key, json) in entries {
                    let keys = [place.keys.as_slice(), &[key.to_string()]].concat();
                    let text = self.shown(&Place { json, keys: keys.clone() });
                    if !text.is_empty() && (parts.is_empty() || key == "title") {
                        // What comes first needs no label: it says what the rest is about. Nor does a title.
                        parts.push(text);
                    } else if !text.is_empty() {
                        parts.push([self.label(&keys).as_str(), "：", &text].concat());
                    }
                }
                parts.join("，")
            }
            leaf => moment(leaf).unwrap_or_else(|| self.names.shown(leaf, &of_file(&place.keys))),
        }
    }

    pub(super) fn label(&self, keys: &[String]) -> String {
        self.names.label(&of_file(keys))
    }

    /// A line of a form. A list has columns of its own; what may be chosen from a few words is shown as boxes.
    fn line(&self, entry: &Place<'_>, line: &ReportColumn, number: u32, key: &str) -> Line {
        let is_short = line.width == HALF;
        if !line.columns.is_empty() {
            let entries = entry.at(&line.of).map(|place| place.entries()).unwrap_or_default();
            let row = |(number, entry): (u32, &Place<'_>)| {
                line.columns.iter().map(|column| self.column(entry, &column.of, number, &entry.key())).listed()
            };
            // Only a form that is filled by hand needs the blanks of a list.
            if entries.is_empty() && *entry.json != Json::Null {
                return Line::Pair(line.label.to_string(), String::new(), is_short);
            }
            let columns = line.columns.iter().map(|column| (column.label.to_string(), column.width)).listed();
            let mut rows: Vec<Vec<String>> = (1..).zip(&entries).map(row).listed();
            if rows.is_empty() {
                rows = vec![vec![String::new(); line.columns.len()]; BLANK_ROWS];
            }
            return Line::List(columns, rows);
        }
        let keys = entry.below(&line.of);
        let options = self.names.options(&of_file(&keys));
        let mut answer = match entry.at(&line.of).map_or(&Json::Null, |place| place.json) {
            Json::String(text) if options.iter().any(|(code, _)| code == text) => boxes(&options, |code| text == code),
            Json::Null if !options.is_empty() => boxes(&options, |_| false),
            _ => self.column(entry, &line.of, number, key),
        };
        if answer.is_empty() && !is_short && line.of.ends_with(BY_HAND) {
            answer.push_str(ROOM);
        }
        Line::Pair(line.label.to_string(), answer, is_short)
    }

    /// Each entry on a page of its own, to be signed on its own; without one, a page to be filled by hand.
    fn each(&self, block: &ReportBlock, blocks: &mut Vec<Block>) {
        let mut entries = self.entries(&block.of);
        let blank = Place { json: &Json::Null, keys: self.root().below(&block.of) };
        if entries.is_empty() {
            entries.push(blank);
        }
        for (number, entry) in (1..).zip(&entries) {
            if number > 1 {
                blocks.push(Block::PageBreak);
            }
            let lines = block.columns.iter().map(|line| self.line(entry, line, number, &entry.key())).listed();
            let name = [block.text.as_ref(), " ", &number.to_string()].concat();
            blocks.push(Block::Heading(2, name.clone()));
            blocks.push(Block::Table(form::table(&name, lines)));
            if !block.sign.is_empty() {
                blocks.push(signature(&block.sign));
            }
        }
    }

    /// What an entry says in a column; what stands in several places is one below the other.
    fn column(&self, entry: &Place<'_>, of: &str, number: u32, key: &str) -> String {
        let shown = |of: &str| match of {
            "#" => number.to_string(),
            "$key" => self.names.named(key),
            "" => self.shown(entry),
            of => match of.strip_prefix('=') {
                Some(of) => entry.at(of).map(|place| bare(place.json)).unwrap_or_default(),
                None => entry.at(of).map(|place| self.shown(&place)).unwrap_or_default(),
            },
        };
        let texts: Vec<String> = of.split(' ').map(shown).filter(|text| !text.is_empty()).listed();
        texts.join("\n")
    }

    fn table(&self, block: &ReportBlock) -> Table {
        let row = |(number, entry): (u32, &Place<'_>)| {
            let key = entry.key();
            block.columns.iter().map(|column| Cell::Text(self.column(entry, &column.of, number, &key))).listed()
        };
        let mut rows: Vec<Vec<Cell>> = (1..).zip(&self.entries(&block.of)).map(row).listed();
        // What is worked out is not written by hand.
        if rows.is_empty() && block.of.starts_with("/dossier/") {
            rows = vec![vec![Cell::Text(String::new()); block.columns.len()]; BLANK_ROWS];
        } else if rows.is_empty() {
            rows.push(vec![Cell::Text(NOTHING.to_owned())]);
        }
        Table {
            name: block.text.to_string(),
            columns: block
                .columns
                .iter()
                .map(|column| TableColumn { label: column.label.to_string(), width: column.width })
                .listed(),
            rows,
            is_small: false,
        }
    }
}

/// A code without its name; of a list, one behind the other.
fn bare(json: &Json) -> String {
    match json {
        Json::String(text) | Json::Number(text) => text.to_string(),
        Json::Array(items) => items.iter().map(bare).listed().join("、"),
        _ => String::new(),
    }
}

/// Texts of a list: short ones stand beside each other.
pub(super) fn joined(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.listed();
    let all_short = texts.iter().all(|text| text.chars().count() <= SHORT);
    texts.join(if all_short { "、" } else { "\n" })
}

/// A day and a time, as in `2026-03-12T09:30`, for the eye.
fn moment(leaf: &Json) -> Option<String> {
    let Json::String(text) = leaf else { return None };
    let (day, time) = text.split_once('T')?;
    Date::read(day).filter(|_| time.len() == 5)?;
    Some([day, " ", time].concat())
}

/// Areas to be signed; a date is written by hand as well.
fn signature(labels: &str) -> Block {
    let area =
        |label: &str| if label == DATE { "　　　年　　月　　日".to_owned() } else { [label, "："].concat() };
    Block::Signature(labels.split('、').map(area).listed())
}

/// What announces something, a heading or a text that ends in a colon, is not left without it.
fn say_what_lacks(blocks: &mut Vec<Block>) {
    let nothing = [NOTHING, "。"].concat();
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(nothing.clone()));
    }
    let mut place = 0;
    while place < blocks.len() {
        let (before, after) = blocks.split_at_mut(place + 1);
        let next = after.iter().find(|block| !matches!(block, Block::Note(_)));
        let is_last = matches!(next, None | Some(Block::Heading(1, _) | Block::Signature(_)));
        match before.last_mut() {
            Some(Block::Heading(..)) if is_last => blocks.insert(place + 1, Block::Paragraph(nothing.clone())),
            Some(Block::Paragraph(text)) if is_last && text.ends_with('：') => text.push_str(&nothing),
            _ => {}
        }
        place += 1;
    }
}

/// Numbers the headings of a report that has several parts: 一、二、三、
fn number(blocks: &mut [Block]) {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut headings = Vec::new();
    for block in blocks {
        if let Block::Heading(1, text) = block {
            headings.push(text);
        }
    }
    if headings.len() < 2 {
        return;
    }
    for (place, text) in (1..).zip(headings) {
        let digit = |place: usize| DIGITS.get(place % 10).copied().unwrap_or_default();
        let tens = match place / 10 {
            0 => String::new(),
            1 => "十".to_owned(),
            tens => [digit(tens), "十"].concat(),
        };
        *text = [&tens, digit(place), "、", text].concat();
    }
}
