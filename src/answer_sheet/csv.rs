//! Comma-separated values (RFC 4180), as spreadsheet programs write them.

use crate::document::needs_guard;
use crate::entered::{filled, trimmed};
use crate::listed::Listed;

/// The lines below a heading.
pub(super) struct Table {
    headings: Vec<String>,
    /// The place of the code among the headings.
    code: usize,
    pub(super) rows: Vec<Row>,
    /// The line of a quotation mark that nothing closes: what follows it cannot be told apart.
    pub(super) open: Option<u32>,
}

/// A line of cells.
pub(super) struct Row {
    /// Where it begins, counted from 1.
    pub(super) line: u32,
    cells: Vec<String>,
}

impl Table {
    /// The table whose line of headings has this one and one of the others; what stands above it is passed over. Programs
    /// separate by what their country writes.
    pub(super) fn find(text: &str, heading: &str, others: &[&str]) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        [',', ';', '\t'].into_iter().find_map(|separator| {
            let (rows, open) = rows(text, separator);
            let mut rows = rows.into_iter();
            let is_heading = |row: &Row| {
                let has = |wanted: &str| row.cells.iter().any(|cell| trimmed(cell) == wanted);
                has(heading) && others.iter().any(|other| has(other))
            };
            let headings: Vec<String> = rows.find(is_heading)?.cells.iter().map(|cell| trimmed(cell)).listed();
            let code = headings.iter().position(|other| other == heading)?;
            Some(Self { headings, code, rows: rows.listed(), open })
        })
    }

    /// Whether there is a column of this heading.
    pub(super) fn has(&self, heading: &str) -> bool {
        self.headings.iter().any(|other| other == heading)
    }

    /// The code of a line.
    pub(super) fn code<'a>(&self, row: &'a Row) -> &'a str {
        row.cells.get(self.code).map_or("", String::as_str)
    }

    /// What a line says under a heading; nothing where it says nothing or there is no such column.
    pub(super) fn cell<'a>(&self, row: &'a Row, heading: &str) -> &'a str {
        let place = self.headings.iter().position(|other| other == heading);
        let cell = place.and_then(|place| row.cells.get(place)).map_or("", String::as_str);
        if filled(Some(cell)) { cell } else { "" }
    }
}

/// Splits a text into lines of cells, up to a quotation mark that nothing closes.
fn rows(text: &str, separator: char) -> (Vec<Row>, Option<u32>) {
    let mut rows = Vec::new();
    let mut row = Row { line: 1, cells: Vec::new() };
    let mut cell = String::new();
    let (mut line, mut is_quoted, mut opened) = (1, false, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // A line may end in CR LF, LF or CR.
        let c = if c == '\r' {
            chars.next_if_eq(&'\n');
            '\n'
        } else {
            c
        };
        line += u32::from(c == '\n');
        match c {
            '"' if is_quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => (is_quoted, opened) = (true, line),
            c if is_quoted => cell.push(c),
            '\n' => {
                row.cells.push(unguarded(std::mem::take(&mut cell)));
                rows.push(std::mem::replace(&mut row, Row { line, cells: Vec::new() }));
            }
            c if c == separator => row.cells.push(unguarded(std::mem::take(&mut cell))),
            c => cell.push(c),
        }
    }
    if is_quoted {
        return (rows, Some(opened));
    }
    row.cells.push(unguarded(cell));
    rows.push(row);
    (rows, None)
}

/// A cell without the apostrophe that keeps it from being a formula.
fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::rows;

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text, ',').0.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        assert_eq!(cells("a,\"b,\"\"c\"\"\r\nd\",e\r\n"), [vec!["a", "b,\"c\"\nd", "e"], vec![""]]);
    }

    #[test]
    fn lines_are_counted_where_they_begin() {
        let lines: Vec<u32> = rows("a\n\"b\nc\"\rd\r\ne", ',').0.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 4, 5]);
    }

    #[test]
    fn a_guard_is_taken_off_once() {
        assert_eq!(cells("'=1,''=1,'a,''a,=1,'＝1"), [["=1", "'=1", "'a", "''a", "=1", "＝1"]]);
    }

    #[test]
    fn a_number_needs_no_guard() {
        assert_eq!(cells("-1,'-1,+2.5%,'-1+1"), [["-1", "'-1", "+2.5%", "-1+1"]]);
    }

    #[test]
    fn an_open_quotation_ends_what_can_be_read() {
        let (rows, open) = rows("a,b\nc,\"d\ne,f\n", ',');
        assert_eq!((rows.len(), open), (1, Some(2)));
    }
}
