//! The values of a chart as a table.

use crate::json::object;

object! {
    /// The values of a chart; names as they were given, also where the picture shortens them.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ChartTable: out {
        /// What the columns are called.
        pub columns: Vec<String>,
        /// Rows, of one text for each column.
        pub rows: Vec<Vec<String>>,
    }
}

impl ChartTable {
    pub(super) fn new(columns: &[&str]) -> Self {
        let mut table = Self::default();
        table.add(columns);
        table.columns = table.rows.pop().unwrap_or_default();
        table
    }

    pub(super) fn add(&mut self, row: &[&str]) {
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            cells.push((*cell).to_owned());
        }
        self.rows.push(cells);
    }
}

/// A column of numbers with their unit: `合格率（%）`.
pub(super) fn column(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { [name, "（", unit, "）"].concat() }
}
