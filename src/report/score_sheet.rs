//! The score as a sheet that calculates: whoever changes a level sees the total change.

use crate::document::{Block, Cell, Table, TableColumn};
use crate::exact::{self, Exact, Fraction};
use crate::governance::{Scorecard, UnitState};
use crate::listed::Listed;
use crate::pack::Scheme;

/// What the sheet is called.
const NAME: &str = "评分计算";

/// The first row below the header, as a workbook counts.
const FIRST_ROW: usize = 2;

/// Points, level, share and score of each unit that applies, and the total: the shares follow from the levels by the scheme,
/// the scores from these. A unit that nobody has answered has no level, which is not L0, and earns nothing.
pub(super) fn block(card: &Scorecard, scheme: Option<&Scheme>) -> Block {
    let shares: Vec<String> =
        scheme.iter().flat_map(|scheme| &scheme.levels).map(|level| level.percent.to_string()).listed();
    let column = |label: &str, width| TableColumn { label: label.to_owned(), width };
    let units = || card.units.iter().filter(|unit| unit.state != UnitState::NotApplicable);
    let blank = || Cell::Text(String::new());
    let mut rows = Vec::new();
    for unit in units() {
        let level = unit.granted.map(|level| level.to_string());
        let share = unit.granted.map_or(Some("0"), |level| shares.get(usize::from(level)).map(String::as_str));
        let share = share.unwrap_or_default();
        let score = unit.score.as_ref().map(Exact::value).unwrap_or_default();
        rows.push(vec![
            Cell::Text(unit.code.to_string()),
            fraction(&unit.effective_weight.value()),
            level.map_or_else(blank, |level| Cell::Number { text: level.clone(), value: level }),
            Cell::Formula {
                formula: ["IF(ISNUMBER(C{row}),CHOOSE(C{row}+1,", &shares.join(","), ")/100,0)"].concat(),
                text: [share, "%"].concat(),
                value: numeral(&share_of(share)),
            },
            Cell::Formula {
                formula: "B{row}*D{row}".to_owned(),
                text: exact::decimal_text(&score, 2),
                value: numeral(&score),
            },
        ]);
    }
    let last = FIRST_ROW + rows.len() - 1;
    rows.push(vec![
        Cell::Text("合计".to_owned()),
        blank(),
        blank(),
        blank(),
        Cell::Formula {
            formula: format!("SUM(E{FIRST_ROW}:E{last})"),
            text: card.total.text(),
            value: numeral(&card.total.value()),
        },
    ]);
    Block::Table(Table {
        name: NAME.to_owned(),
        columns: vec![
            column("单元", 20),
            column("分值", 20),
            column("等级", 20),
            column("比例", 20),
            column("得分", 20),
        ],
        rows,
        is_small: false,
    })
}

/// A share in percent as a number from 0 to 1.
fn share_of(percent: &str) -> Fraction {
    let percent = percent.parse::<crate::decimal::Decimal>().map(crate::decimal::Decimal::to_ratio).unwrap_or_default();
    percent / Fraction::from_integer(100)
}

/// Points that may be a fraction: the workbook divides, so that nothing is rounded.
fn fraction(points: &Fraction) -> Cell {
    let (text, value) = (exact::decimal_text(points, 2), numeral(points));
    if *points.denom() == 1 {
        return Cell::Number { text, value };
    }
    Cell::Formula { formula: [&points.numer().to_string(), "/", &points.denom().to_string()].concat(), text, value }
}

/// A decimal numeral as a workbook reads it.
fn numeral(value: &Fraction) -> String {
    // Scores and points are never negative.
    exact::decimal_text(value, 10)
}
