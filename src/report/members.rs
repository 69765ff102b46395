//! What members' files amount to together, as tables and pictures.

use super::pictures::object;
use crate::document::{Cell, Table, TableColumn};
use crate::industry::{IndustryOverview, MemberTable, ParetoLine, TableRow};
use crate::json::{Encode, Json};

/// What stands for a number that is hidden.
const HIDDEN: &str = "*";

/// Share of the names of the rows, in percent.
const NAME_WIDTH: u32 = 40;

/// A table of how many members.
pub(super) fn table(table: &MemberTable) -> Table {
    let share = (100 - NAME_WIDTH) / u32::try_from(table.columns.len()).unwrap_or(1).max(1);
    let column = |label: &str, width| TableColumn { label: label.to_owned(), width };
    let mut columns = vec![column(table.name, NAME_WIDTH)];
    columns.extend(table.columns.iter().map(|other| column(&other.name, share)));
    let row = |row: &TableRow| {
        // A code of the guide says more than its name; ours say nothing to a reader.
        let is_known = row.code.starts_with(|c: char| c.is_ascii_uppercase());
        let name = if is_known { [&row.code, " ", &row.name].concat() } else { row.name.to_string() };
        let mut cells = vec![Cell::Text(name)];
        cells.extend(row.cells.iter().map(|count| match count {
            Some(count) => Cell::Number { text: count.to_string(), value: count.to_string() },
            None => Cell::Text(HIDDEN.to_owned()),
        }));
        cells
    };
    Table { name: table.name.to_owned(), columns, rows: table.rows.iter().map(row).collect(), is_small: false }
}

/// Data of a heat map of one of the tables.
pub(super) fn heat_map(overview: Option<&IndustryOverview>, code: &str) -> Option<Vec<(&'static str, Json)>> {
    let table = overview?.tables.iter().find(|table| table.code == code)?;
    let row = |row: &TableRow| {
        object(vec![("name", [&row.code, " ", &row.name].concat().encode()), ("cells", row.cells.encode())])
    };
    let columns = Json::Array(table.columns.iter().map(|column| column.name.encode()).collect());
    let rows = Json::Array(table.rows.iter().map(row).collect());
    Some(vec![("kind", "heat-map".encode()), ("columns", columns), ("rows", rows)])
}

/// Data of a Pareto chart of the main causes.
pub(super) fn pareto(overview: Option<&IndustryOverview>) -> Option<Vec<(&'static str, Json)>> {
    let causes = &overview?.causes;
    let bar = |line: &ParetoLine| object(vec![("name", line.name.encode()), ("value", line.members.encode())]);
    let bars = Json::Array(causes.iter().map(bar).collect());
    (!causes.is_empty()).then(|| vec![("kind", "pareto".encode()), ("bars", bars), ("unit", "家".encode())])
}
