//! A report as Markdown and as CSV.

use super::formula::needs_guard;
use super::model::{Block, Cell, Document, Table};

/// Between what stands in one line.
const SPACE: &str = "　　";

/// Markdown: headings, paragraphs and tables. A text is never read as markup.
pub(super) fn markdown(document: &Document) -> String {
    let mut text = ["# ", &escaped(&document.title), "\n\n"].concat();
    let mut line = |parts: &[&str]| {
        text.push_str(&parts.concat());
        text.push_str("\n\n");
    };
    line(&[&paragraph(&document.head)]);
    for block in &document.blocks {
        match block {
            Block::Heading(1, heading) => line(&["## ", &escaped(heading)]),
            Block::Heading(_, heading) => line(&["### ", &escaped(heading)]),
            Block::Facts(facts) => line(&[&paragraph(&facts.join(SPACE))]),
            Block::Result(words) | Block::Paragraph(words) | Block::Note(words) => line(&[&paragraph(words)]),
            Block::Table(table) => line(&[&markdown_table(table)]),
            Block::Picture(picture) => line(&[&paragraph(&picture.alt)]),
            Block::Signature(labels) => line(&[&paragraph(&labels.join(SPACE))]),
            Block::Chart(_) => {}
            Block::PageBreak => line(&["---"]),
        }
    }
    line(&[&paragraph(&document.foot)]);
    text
}

/// A text that begins a line: there a dash or a number makes a list, and spaces make code.
fn paragraph(text: &str) -> String {
    let text = text.trim_start_matches([' ', '\t', '\u{c}']);
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let (number, rest) = text.split_at(text.len() - after.len());
    let is_list = text.starts_with(['-', '+', '=']) || (!number.is_empty() && rest.starts_with(['.', ')']));
    [escaped(number), if is_list { "\\".to_owned() } else { String::new() }, escaped(rest)].concat()
}

/// A text in which nothing is markup; its line breaks become `<br>`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => escaped.push_str("<br>"),
            '\t' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '>' => escaped.extend(['\\', c]),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

fn markdown_table(table: &Table) -> String {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        let mut line = "|".to_owned();
        cells.for_each(|cell| line += &[" ", &cell, " |"].concat());
        line + "\n"
    };
    // The grid of a form is finer than what stands in a row; a shorter row ends early.
    let most = table.rows.iter().map(|row| cells_of(table, row).count()).max().unwrap_or_default();
    let count = if table.has_header() { table.columns.len() } else { most };
    let labels = || table.columns.iter().take(count);
    let mut text = row(&mut labels().map(|column| escaped(&column.label)));
    text += &row(&mut labels().map(|_| "---".to_owned()));
    for cells in &table.rows {
        text += &row(&mut cells_of(table, cells).map(|cell| escaped(cell.text())));
    }
    text.truncate(text.trim_end().len());
    text
}

/// The cells of a row. Below a header what belongs to another cell is blank; in a form it is left out.
fn cells_of<'a>(table: &Table, row: &'a [Cell]) -> impl Iterator<Item = &'a Cell> {
    let has_header = table.has_header();
    row.iter().filter(move |cell| has_header || **cell != Cell::Merged)
}

/// CSV of all tables, one below the other, each under its name. Above them stands what they are, what they are about and what
/// must be known of them; it begins with a mark by which spreadsheets know UTF-8.
pub(super) fn csv(document: &Document) -> String {
    let mut text = "\u{feff}".to_owned();
    let mut row = |cells: &mut dyn Iterator<Item = &str>| {
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                text.push(',');
            }
            quoted(&mut text, cell);
        }
        text.push_str("\r\n");
    };
    for line in [&document.title, &document.head, &document.foot] {
        if !line.is_empty() {
            row(&mut std::iter::once(line.as_str()));
        }
    }
    for block in &document.blocks {
        match block {
            Block::Facts(facts) => row(&mut facts.iter().map(String::as_str)),
            Block::Note(note) => row(&mut std::iter::once(note.as_str())),
            _ => {}
        }
    }
    row(&mut std::iter::empty());
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        row(&mut std::iter::once(table.name.as_str()));
        if table.has_header() {
            row(&mut table.columns.iter().map(|column| column.label.as_str()));
        }
        for cells in &table.rows {
            row(&mut cells_of(table, cells).map(Cell::text));
        }
        row(&mut std::iter::empty());
    }
    text
}

/// A field in quotes. A spreadsheet would take some texts for formulas: an apostrophe keeps them texts.
fn quoted(text: &mut String, cell: &str) {
    text.push('"');
    if needs_guard(cell) {
        text.push('\'');
    }
    for c in cell.chars() {
        if c == '"' {
            text.push('"');
        }
        text.push(c);
    }
    text.push('"');
}
