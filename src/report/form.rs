//! A form: labels and answers, two pairs to a row where both are short, and lists with columns of their own, on one grid.

use crate::document::{Cell, Table, TableColumn};
use crate::listed::Listed;

/// A line of a form.
pub(super) enum Line {
    /// The title of what follows.
    Title(String),
    /// A text that takes a row.
    Text(String),
    /// A label with its answer; whether both fit into half a row.
    Pair(String, String, bool),
    /// A list: labels and shares of its columns, and its entries. Without one there is a blank to write in.
    List(Vec<(String, u32)>, Vec<Vec<String>>),
}

/// Where labels and answers end, in percent of the width.
const EDGES: [u32; 4] = [17, 50, 67, 100];

/// Where the one label ends that no other line of a form stands beside.
const LONE_LABEL: u32 = 24;

/// Between options that stand beside each other.
const SPACE: &str = "  ";

/// More options than this are not printed: of so many, only what was chosen.
const MOST_BOXES: usize = 8;

/// The options as boxes, ticked or not; of many, what was chosen.
pub(super) fn boxes<'a>(options: &[(&'a str, &'a str)], is_chosen: impl Fn(&str) -> bool) -> String {
    if options.len() > MOST_BOXES {
        let chosen = options.iter().filter(|(code, _)| is_chosen(code)).map(|(_, label)| *label);
        return chosen.listed().join("、");
    }
    let option = |(code, label): &(&str, &str)| [if is_chosen(code) { "☑" } else { "☐" }, label].concat();
    options.iter().map(option).listed().join(SPACE)
}

/// The form as a table.
pub(super) fn table(name: &str, lines: Vec<Line>) -> Table {
    let rows = rows(lines);
    let [.., whole] = EDGES;
    // Sorting is a large part of a program; a hundred places are soon looked at.
    let is_edge = |edge: &u32| rows.iter().flatten().any(|(other, _)| other == edge);
    let edges: Vec<u32> = (1..=whole).filter(is_edge).listed();
    let mut table = Table { name: name.to_owned(), ..Table::default() };
    let mut left = 0;
    for edge in &edges {
        table.columns.push(TableColumn { label: String::new(), width: edge - left });
        left = *edge;
    }
    for row in rows {
        let mut cells = Vec::new();
        let mut edges = edges.iter();
        for (edge, cell) in row {
            cells.push(cell);
            // What ends with the row takes the rest of it without being told.
            while edge != whole && edges.next().is_some_and(|inner| *inner != edge) {
                cells.push(Cell::Merged);
            }
        }
        table.rows.push(cells);
    }
    table
}

/// The rows, each cell with where it ends.
fn rows(lines: Vec<Line>) -> Vec<Vec<(u32, Cell)>> {
    let [label, half, second, whole] = EDGES;
    // Whether two lines share a row anywhere, or a list needs columns.
    let (mut is_grid, mut was_short) = (false, false);
    for line in &lines {
        let is_short = matches!(line, Line::Pair(.., true));
        is_grid |= was_short && is_short || matches!(line, Line::List(..));
        was_short = is_short;
    }
    let label = if is_grid { label } else { LONE_LABEL };
    let mut rows: Vec<Vec<(u32, Cell)>> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let had_room = std::mem::take(&mut is_open);
        match line {
            Line::Title(title) => rows.push(vec![(whole, Cell::Label(title))]),
            Line::Text(text) => rows.push(vec![(whole, Cell::Text(text))]),
            Line::Pair(name, answer, is_short) => {
                let answer = (whole, Cell::Text(answer));
                if let Some(row) = rows.last_mut().filter(|_| had_room && is_short) {
                    if let Some((edge, _)) = row.last_mut() {
                        *edge = half;
                    }
                    row.extend([(second, Cell::Label(name)), answer]);
                } else {
                    rows.push(vec![(label, Cell::Label(name)), answer]);
                    is_open = is_short;
                }
            }
            Line::List(columns, mut entries) => {
                if entries.is_empty() {
                    entries.push(vec![String::new(); columns.len()]);
                }
                let ends = ends(columns.iter().map(|(_, share)| *share));
                let labels = columns.into_iter().map(|(name, _)| Cell::Label(name));
                rows.push(ends.iter().copied().zip(labels).listed());
                let row = |entry: Vec<String>| ends.iter().copied().zip(entry.into_iter().map(Cell::Text)).listed();
                rows.extend(entries.into_iter().map(row));
            }
        }
    }
    rows
}

/// Where columns of these shares end; the last ends with the row.
fn ends(shares: impl Iterator<Item = u32>) -> Vec<u32> {
    let [.., whole] = EDGES;
    let mut edge = 0;
    let mut ends: Vec<u32> = shares
        .map(|share| {
            edge = (edge + share.max(1)).min(whole);
            edge
        })
        .listed();
    // Shares that are more than the whole leave each column its edge all the same.
    for (end, most) in ends.iter_mut().rev().zip((0..=whole).rev()) {
        *end = if most == whole { whole } else { (*end).min(most) };
    }
    ends
}
