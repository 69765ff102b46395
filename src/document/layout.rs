//! How broad the columns of a table are.

use super::{Cell, Table, TableColumn};
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
