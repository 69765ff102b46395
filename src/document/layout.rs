//! How broad the columns of a table are, and what stands on one page.

use super::{Block, Cell, Table, TableColumn};
use crate::listed::Listed;

/// How broad a text is, in Latin letters.
pub(crate) fn breadth(text: &str) -> u64 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

impl Table {
    /// A table of texts, its columns as broad as they need to be.
    pub(crate) fn of_texts(name: &str, labels: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        let shares = shares(&labels, &rows);
        let columns = labels.into_iter().zip(shares).map(|(label, width)| TableColumn { label, width }).listed();
        let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::Text).listed()).listed();
        Self { name: name.to_owned(), columns, rows, is_small: false }
    }
}

/// What counts for widths that follow from contents, in Latin letters: the least and the most of a column, what a narrow one
/// has at most, and the width of the page.
const LEAST: u64 = 6;
const MOST: u64 = 40;
const NARROW: u64 = 14;
const PAGE: u64 = 96;

/// Shares of the width after what the columns hold; a label may break once. Where the page is too narrow, narrow columns
/// keep what they need.
pub(crate) fn shares(labels: &[String], rows: &[Vec<String>]) -> Vec<u32> {
    let need = |(place, label): (usize, &String)| {
        let texts = rows.iter().filter_map(|row| row.get(place)).flat_map(|text| text.split('\n'));
        texts.map(breadth).max().unwrap_or_default().max(breadth(label).div_ceil(2)).clamp(LEAST, MOST) + 2
    };
    let needs: Vec<u64> = labels.iter().enumerate().map(need).listed();
    let sum = |is_wanted: &dyn Fn(u64) -> bool| needs.iter().filter(|need| is_wanted(**need)).sum::<u64>();
    let (total, narrow) = (sum(&|_| true), sum(&|need| need <= NARROW));
    let is_tight = total > PAGE && narrow * 2 < PAGE;
    let share = |need: u64| match is_tight {
        true if need <= NARROW => need * 100 / PAGE,
        true => (PAGE - narrow) * need / (total - narrow).max(1) * 100 / PAGE,
        false => need * 100 / total.max(1),
    };
    let mut shares: Vec<u32> = needs.iter().map(|need| u32::try_from(share(*need)).unwrap_or(1).max(1)).listed();
    let rest = 100_u32.saturating_sub(shares.iter().sum());
    if let Some(broadest) = shares.iter_mut().max() {
        *broadest += rest;
    }
    shares
}

/// So many rows of a table stand on the page of what is signed below it; and so many letters between them.
const LAST_ROWS: usize = 3;
const BETWEEN: u64 = 600;

/// What stands on one page: each area to be signed, and the end of the report, with the last rows or words before it, so that
/// none is alone on a page. First and last block of each.
pub(super) fn closings(blocks: &[Block]) -> Vec<(usize, usize)> {
    let is_end = |place: usize| matches!(blocks.get(place), Some(Block::Signature(_))) || place + 1 == blocks.len();
    let closing = |last: usize| {
        let mut room = BETWEEN;
        let mut first = last;
        let mut has_words = false;
        for (place, block) in blocks.iter().enumerate().take(last).rev() {
            let text = match block {
                Block::Signature(_) | Block::PageBreak | Block::Chart(_) => break,
                // What takes much of a page is only taken along where there is nothing else.
                Block::Table(Table { is_small: true, .. }) | Block::Picture(_) if has_words => break,
                Block::Table(_) | Block::Picture(_) => {
                    first = place;
                    break;
                }
                Block::Heading(_, text) | Block::Result(text) | Block::Paragraph(text) | Block::Note(text) => text,
                Block::Facts(_) => "",
            };
            let Some(rest) = room.checked_sub(breadth(text)) else { break };
            (room, first) = (rest, place);
            has_words |= matches!(block, Block::Result(_) | Block::Paragraph(_));
        }
        (first, last)
    };
    (0..blocks.len()).filter(|place| is_end(*place)).map(closing).filter(|(first, last)| first < last).listed()
}

/// How many rows of a table may stand on another page than the last ones; a label stays with what it is the label of.
pub(super) fn rows_before(table: &Table) -> usize {
    let mut rows = table.rows.len().saturating_sub(LAST_ROWS);
    while rows > 0 && table.rows.get(rows - 1).is_some_and(|row| is_label(row)) {
        rows -= 1;
    }
    rows
}

/// Whether a row is nothing but labels of the rows below it.
pub(super) fn is_label(row: &[Cell]) -> bool {
    row.iter().all(|cell| matches!(cell, Cell::Label(_) | Cell::Merged))
}
