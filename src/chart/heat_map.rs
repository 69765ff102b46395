//! 热力表: how a whole is spread over columns, row by row.

use super::amount::refused;
use super::ink::{EDGE, FIRM, FRAME, Ink, PX, Px, QUIET, REVERSED, SMALL, Style, WHITE, WIDTH, cell, many};
use super::surface::{Anchor, Drawing, Surface};
use super::table::ChartTable;
use super::words::{NO_DATA, Sentence, lines, width};
use crate::error::Result;
use crate::exact::Rate;
use crate::json::object;

object! {
    /// Numbers in rows and columns.
    #[derive(Debug, Clone, Default)]
    pub struct HeatMap: in {
        /// The kind of chart.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "heat-map")))]
        pub kind: String,
        /// The title; may be blank.
        pub title: String,
        /// What the columns are called: up to 10.
        pub columns: Vec<String>,
        /// The rows.
        pub rows: Vec<HeatMapRow>,
        /// Row and column of the cell that is framed, counted from 0.
        pub frame: Option<Vec<u32>> = default,
    }
}

object! {
    /// A row of numbers.
    #[derive(Debug, Clone, Default)]
    pub struct HeatMapRow: in {
        /// What it is called.
        pub name: String,
        /// A number for each column, up to 99 999; none where it is hidden.
        pub cells: Vec<Option<u32>>,
    }
}

const MOST_COLUMNS: usize = 10;
const MOST: u32 = 99_999;

const NAMES: Px = 176 * PX;
const HIDDEN: &str = "*";

/// The fills by the share of the row's sum, from none of it on: 0, up to an eighth, two, three, and more than three eighths.
static SHADES: [(Style, &str); 5] = [
    (cell(WHITE), "0"),
    (cell(0xe1_e8_f2), "不到 12.5%"),
    (cell(0xb3_c8_e2), "12.5% 起"),
    (cell(0x45_6f_9e), "25% 起"),
    (cell(0x12_36_66), "37.5% 起"),
];

pub(super) fn draw(chart: &HeatMap) -> Result<Drawing> {
    let frame = check(chart)?;
    let mut surface = Surface::new("热力表", &chart.title);
    legend(&mut surface, chart);
    let breadth = (WIDTH - 2 * EDGE - NAMES) / many(chart.columns.len().max(1));
    let column = |index: usize| EDGE + NAMES + breadth * many(index);

    let tall = |name: &String| many(lines(name, &FIRM, breadth - 6 * PX, 3).len());
    let deepest = chart.columns.iter().map(tall).max().unwrap_or_default();
    let mut y = surface.bottom + 4 * PX;
    for (index, name) in chart.columns.iter().enumerate() {
        let above = (deepest - tall(name)) * FIRM.line();
        surface.block((column(index) + breadth / 2, y + above), Anchor::Middle, &FIRM, breadth - 6 * PX, 3, name);
    }
    y += deepest * FIRM.line() + 6 * PX;

    let mut framed = None;
    for (number, row) in chart.rows.iter().enumerate() {
        let named = many(lines(&row.name, &SMALL, NAMES - 8 * PX, 2).len());
        let height = 28 * PX + if named > 1 { 8 * PX } else { 0 };
        let above = (height - named * SMALL.line()) / 2;
        surface.block((EDGE, y + above), Anchor::Start, &SMALL, NAMES - 8 * PX, 2, &row.name);
        let sum: u64 = row.cells.iter().flatten().map(|cell| u64::from(*cell)).sum();
        for (index, cell) in row.cells.iter().enumerate() {
            let shade = cell.map_or(0, |cell| shade(cell, sum));
            let corner = (column(index), y);
            if let Some((style, _)) = SHADES.get(shade) {
                surface.area_of(corner, (breadth, height), style);
            }
            if frame == Some((number, index)) {
                framed = Some((corner, (breadth, height)));
            }
            let ink: &Ink = if shade > 2 { &REVERSED } else { &SMALL };
            let place = (column(index) + breadth / 2, y + height / 2 + 4 * PX);
            surface.text(place, Anchor::Middle, ink, breadth, &shown(*cell));
        }
        y += height;
    }
    if let Some((corner, size)) = framed {
        surface.area_of(corner, size, FRAME);
    }
    if chart.rows.is_empty() {
        y += SMALL.line();
        surface.text((EDGE, y), Anchor::Start, &SMALL, WIDTH, NO_DATA);
    }
    surface.bottom = y;
    let mut alt = surface.sentence();
    describe(chart, frame, &mut alt);
    let mut table = ChartTable::new(&["项目"]);
    table.columns.extend(chart.columns.iter().cloned());
    for row in &chart.rows {
        let mut texts = vec![row.name.clone()];
        texts.extend(row.cells.iter().map(|cell| shown(*cell)));
        table.rows.push(texts);
    }
    Ok(surface.finish(alt, table))
}

fn shown(cell: Option<u32>) -> String {
    cell.map_or_else(|| HIDDEN.to_owned(), |cell| cell.to_string())
}

/// Refuses what does not fit; answers the cell that is to be framed.
fn check(chart: &HeatMap) -> Result<Option<(usize, usize)>> {
    if chart.columns.len() > MOST_COLUMNS {
        return Err(refused(&["columns"], "热力表最多画 10 列"));
    }
    for (number, row) in chart.rows.iter().enumerate() {
        let number = number.to_string();
        if row.cells.len() != chart.columns.len() {
            return Err(refused(&["rows", &number, "cells"], "每一列应有一个数，不显示的写 null"));
        }
        if let Some(index) = row.cells.iter().position(|cell| cell.is_some_and(|cell| cell > MOST)) {
            return Err(refused(&["rows", &number, "cells", &index.to_string()], "热力表里的数最大是 99999"));
        }
    }
    let Some(frame) = &chart.frame else { return Ok(None) };
    match frame.as_slice() {
        [row, column] if (*row as usize) < chart.rows.len() && (*column as usize) < chart.columns.len() => {
            Ok(Some((*row as usize, *column as usize)))
        }
        _ => Err(refused(&["frame"], "要框出的格子写成 [行, 列]，都从 0 数起，不超出表格")),
    }
}

/// How dark a cell is: by its share of what is shown of its row.
fn shade(cell: u32, sum: u64) -> usize {
    if cell == 0 || sum == 0 {
        return 0;
    }
    usize::try_from(u64::from(cell) * 8 / sum).map_or(4, |eighths| eighths.min(3) + 1)
}

/// The rule, and what each shade means.
fn legend(surface: &mut Surface, chart: &HeatMap) {
    let hidden = chart.rows.iter().any(|row| row.cells.contains(&None));
    let rule = ["底色深浅是这一格占本行合计的比例", if hidden { "；* 不显示，不计入合计" } else { "" }];
    surface.paragraph(&QUIET, &rule.concat(), 2);
    let mut x = EDGE;
    let y = surface.bottom + 4 * PX;
    for (style, words) in &SHADES {
        surface.area_of((x, y), (16 * PX, 12 * PX), style);
        surface.text((x + 22 * PX, y + 11 * PX), Anchor::Start, &QUIET, WIDTH, words);
        x += 44 * PX + width(words, &QUIET);
    }
    surface.bottom = y + 20 * PX;
}

fn describe(chart: &HeatMap, frame: Option<(usize, usize)>, alt: &mut Sentence) {
    alt.count(chart.rows.len()).say(" 行 ").count(chart.columns.len()).say(" 列");
    let mut most = 0;
    let mut largest = None;
    for (number, row) in chart.rows.iter().enumerate() {
        for (index, cell) in row.cells.iter().enumerate() {
            if cell.unwrap_or_default() > most {
                most = cell.unwrap_or_default();
                largest = Some((number, index));
            }
        }
    }
    for (what, place) in [("，最大的一格是", largest), ("；框出的是", frame)] {
        let Some((row, column)) = place else { continue };
        let (Some(row), Some(name)) = (chart.rows.get(row), chart.columns.get(column)) else { continue };
        alt.say(what).name(&row.name).say("的").name(name).say("，");
        let Some(cell) = row.cells.get(column).copied().flatten() else {
            alt.say("不显示");
            continue;
        };
        let sum: u32 = row.cells.iter().flatten().sum();
        alt.say(&shown(Some(cell))).say("，占本行合计 ").say(&shown(Some(sum)));
        if let Some(rate) = Rate::of(cell, sum) {
            alt.say(" 的 ").say(&rate.text());
        }
    }
    if chart.rows.is_empty() {
        alt.say("，").say(NO_DATA);
    }
}
