//! What members' files amount to together, as tables.

use crate::document::{Cell, Table, TableColumn};
use crate::industry::{MemberTable, TableRow};
use crate::listed::Listed;

/// What stands for a number that is hidden.
const HIDDEN: &str = "*";

/// Share of the names of the rows, in percent.
const NAME_WIDTH: u32 = 40;

/// A table of how many members.
pub(super) fn table(table: &MemberTable) -> Table {
    let share = (100 - NAME_WIDTH) / u32::try_from(table.columns.len()).unwrap_or(1).max(1);
    let column = |label: &str, width| TableColumn { label: label.to_owned(), width };
    let mut columns = vec![column(&table.name, NAME_WIDTH)];
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
    Table { name: table.name.to_string(), columns, rows: table.rows.iter().map(row).listed(), is_small: false }
}
