//! A report as Markdown and as CSV.

use super::document::{Block, Cell, Document, Table};

/// Markdown: headings, paragraphs and tables. A text is never read as markup.
pub(super) fn markdown(document: &Document) -> String {
    let mut text = ["# ", &escaped(&document.title), "\n\n"].concat();
    let mut line = |parts: &[&str]| {
        text.push_str(&parts.concat());
        text.push_str("\n\n");
    };
    line(&[&escaped(&document.head)]);
    for block in &document.blocks {
        match block {
            Block::Heading(1, heading) => line(&["## ", &escaped(heading)]),
            Block::Heading(_, heading) => line(&["### ", &escaped(heading)]),
            Block::Paragraph(words) | Block::Note(words) => line(&[&escaped(words)]),
            Block::Table(table) => line(&[&markdown_table(table)]),
            Block::Picture(picture) => line(&[&escaped(&picture.alt)]),
            Block::Signature(labels) => line(&[&escaped(&labels.join("　　　　"))]),
            Block::PageBreak => line(&["---"]),
        }
    }
    line(&[&escaped(&document.foot)]);
    text
}

/// A text in which nothing is markup; its line breaks become `<br>`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("<br>"),
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
    let mut text = row(&mut table.columns.iter().map(|column| escaped(&column.label)));
    text += &row(&mut table.columns.iter().map(|_| "---".to_owned()));
    for cells in &table.rows {
        text += &row(&mut cells.iter().map(|cell| escaped(cell.text())));
    }
    text.truncate(text.trim_end().len());
    text
}

/// CSV of all tables, one below the other, each under its name. It begins with a mark by which spreadsheets know UTF-8.
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
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        row(&mut std::iter::once(table.name.as_str()));
        if table.has_header() {
            row(&mut table.columns.iter().map(|column| column.label.as_str()));
        }
        for cells in &table.rows {
            row(&mut cells.iter().map(Cell::text));
        }
        row(&mut std::iter::empty());
    }
    text
}

/// A field in quotes. A spreadsheet would take some texts for formulas: an apostrophe keeps them texts.
fn quoted(text: &mut String, cell: &str) {
    text.push('"');
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
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
