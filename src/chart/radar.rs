//! 雷达图: rates of three to nine parts, of one to three periods.

use super::amount::{Amount, refused};
use super::ink::{
    AXIS, DASHED, DOTTED, EDGE, GRID, LINE, PX, Point, Px, QUIET, SHEER, SMALL, STRONG, Style, WIDTH, many,
};
use super::scale::along;
use super::surface::{Anchor, Drawing, Marker, Surface};
use super::table::{ChartTable, column};
use super::words::{Sentence, lines, shortened, width};
use crate::error::Result;
use crate::exact;
use crate::json::object;
use crate::listed::Listed;

object! {
    /// Rates in percent, part by part.
    #[derive(Debug, Clone, Default)]
    pub struct Radar: in {
        /// The kind of chart.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "radar")))]
        pub kind: String,
        /// The title; may be blank.
        pub title: String,
        /// What the parts are called: 3 to 9.
        pub axes: Vec<String>,
        /// 1 to 3 periods, the latest last.
        pub periods: Vec<RadarPeriod>,
    }
}

object! {
    /// The rates of a period.
    #[derive(Debug, Clone, Default)]
    pub struct RadarPeriod: in {
        /// What the period is called.
        pub label: String,
        /// A rate for each part, 0 to 100; none where it has not been rated.
        pub values: Vec<Option<Amount>>,
    }
}

const FEWEST_AXES: usize = 3;
const MOST_AXES: usize = 9;
const MOST_PERIODS: usize = 3;
const NOT_RATED: &str = "未评";

/// 100 %, in millionths.
const FULL: i64 = 100_000_000;

const RADIUS: Px = 140 * PX;

/// A million times the cosine and the sine of a third, a quarter … a ninth of a full turn, rounded: cos 120° = −0.5,
/// sin 120° = √3 ÷ 2 = 0.866025 and so on. Other directions are turned from these.
const TURNS: [(i64, i64); MOST_AXES - FEWEST_AXES + 1] = [
    (-500_000, 866_025),
    (0, 1_000_000),
    (309_017, 951_057),
    (500_000, 866_025),
    (623_490, 781_831),
    (707_107, 707_107),
    (766_044, 642_788),
];

const MILLION: i64 = 1_000_000;

/// The latest period, the one before it and the one before that.
const STYLES: [(&Style, Marker); MOST_PERIODS] =
    [(LINE, Marker::Dot), (DASHED, Marker::Square), (DOTTED, Marker::Triangle)];

pub(super) fn draw(chart: &Radar) -> Result<Drawing> {
    check(chart)?;
    let mut surface = Surface::new("雷达图", &chart.title);
    legend(&mut surface, chart);
    let directions = directions(chart.axes.len());
    let center = (WIDTH / 2, surface.bottom + 3 * QUIET.line() + 12 * PX + RADIUS);
    let on =
        |(sin, cos): &(i64, i64), radius: Px| (center.0 + radius * sin / MILLION, center.1 - radius * cos / MILLION);

    for quarter in 1..=4 {
        let ring: Vec<Point> = directions.iter().map(|direction| on(direction, RADIUS * quarter / 4)).listed();
        surface.area(&ring, if quarter == 4 { AXIS } else { GRID });
    }
    for (index, direction) in directions.iter().enumerate() {
        let rated = chart.periods.iter().all(|period| matches!(period.values.get(index), Some(Some(_))));
        surface.line(&[center, on(direction, RADIUS)], if rated { GRID } else { DASHED });
    }
    for (period, (style, marker)) in chart.periods.iter().rev().zip(STYLES).rev() {
        let mut places: Vec<Option<Point>> = Vec::new();
        for (value, direction) in period.values.iter().zip(&directions) {
            places.push(value.as_ref().map(|value| on(direction, along(value.drawn(), 0, FULL, RADIUS))));
        }
        let known: Vec<Point> = places.iter().flatten().copied().listed();
        if known.len() == places.len() {
            if chart.periods.len() == 1 {
                surface.area(&known, SHEER);
            }
            surface.area(&known, style);
        } else {
            // Not rated is not 0: the line stops before it and goes on after it.
            let mut before = places.last().copied().flatten();
            for place in places {
                if let (Some(from), Some(to)) = (before, place) {
                    surface.line(&[from, to], style);
                }
                before = place;
            }
        }
        for place in known {
            surface.mark(marker, place);
        }
    }
    for (quarter, percent) in [(1, "25"), (2, "50"), (3, "75")] {
        surface.text(
            (center.0 + 4 * PX, center.1 - RADIUS * quarter / 4 - 2 * PX),
            Anchor::Start,
            &QUIET,
            RADIUS,
            percent,
        );
    }
    labels(&mut surface, chart, &directions, center);
    let mut alt = surface.sentence();
    describe(chart, &mut alt);
    Ok(surface.finish(alt, table(chart)))
}

fn check(chart: &Radar) -> Result<()> {
    let count = chart.axes.len();
    if !(FEWEST_AXES..=MOST_AXES).contains(&count) {
        return Err(refused(&["axes"], "雷达图应有 3 至 9 个方面"));
    }
    if !(1..=MOST_PERIODS).contains(&chart.periods.len()) {
        return Err(refused(&["periods"], "雷达图应有 1 至 3 期"));
    }
    for (number, period) in chart.periods.iter().enumerate() {
        let at = ["periods", &number.to_string(), "values"];
        if period.values.len() != count {
            return Err(refused(&at, "每个方面应有一个数，没有评的写 null"));
        }
        for (place, value) in period.values.iter().enumerate() {
            if value.as_ref().is_some_and(|value| !(0..=FULL).contains(&value.drawn())) {
                let [periods, number, values] = at;
                return Err(refused(&[periods, number, values, &place.to_string()], "得分率应在 0 至 100 之间"));
            }
        }
    }
    Ok(())
}

/// Where the parts lie, clockwise from the top: a million times sine and cosine.
fn directions(count: usize) -> Vec<(i64, i64)> {
    let (turn_cos, turn_sin) = TURNS.get(count - FEWEST_AXES).copied().unwrap_or_default();
    let mut directions = Vec::new();
    let (mut sin, mut cos) = (0, MILLION);
    for _ in 0..count {
        directions.push((sin, cos));
        (sin, cos) = ((sin * turn_cos + cos * turn_sin) / MILLION, (cos * turn_cos - sin * turn_sin) / MILLION);
    }
    directions
}

fn legend(surface: &mut Surface, chart: &Radar) {
    let y = surface.bottom + SMALL.line() - 4 * PX;
    let mut x = EDGE;
    let room = (WIDTH - 2 * EDGE) / 3 - 48 * PX;
    let periods = chart.periods.len();
    for (period, (style, marker)) in chart.periods.iter().zip(STYLES.iter().take(periods).rev()) {
        if period.label.is_empty() && periods == 1 {
            continue;
        }
        surface.line(&[(x, y - 4 * PX), (x + 28 * PX, y - 4 * PX)], style);
        surface.mark(*marker, (x + 14 * PX, y - 4 * PX));
        let label = shortened(&period.label, &SMALL, room);
        surface.text((x + 34 * PX, y), Anchor::Start, &SMALL, room, &label);
        x += 48 * PX + width(&label, &SMALL);
    }
    surface.bottom = y + 6 * PX;
}

/// Names and rates around the picture.
fn labels(surface: &mut Surface, chart: &Radar, directions: &[(i64, i64)], center: Point) {
    const LINES: usize = 2;
    for (index, (name, (sin, cos))) in chart.axes.iter().zip(directions).enumerate() {
        let x = center.0 + (RADIUS + 10 * PX) * sin / MILLION;
        let (anchor, room) = match sin {
            // The top and the bottom, but for what rounding left over.
            -1000..=1000 => (Anchor::Middle, 200 * PX),
            1.. => (Anchor::Start, WIDTH - EDGE - x),
            _ => (Anchor::End, x - EDGE),
        };
        let height = many(lines(name, &STRONG, room.min(200 * PX), LINES).len()) * STRONG.line() + QUIET.line();
        // The words touch the circle with the edge that is next to it.
        let y = center.1 - (RADIUS + 8 * PX) * cos / MILLION - height / 2 - height * cos / MILLION / 2;
        let below = surface.block((x, y), anchor, &STRONG, room.min(200 * PX), LINES, name);
        let rates: Vec<String> = chart.periods.iter().map(|period| rate(period.values.get(index), 1)).listed();
        let rates = match rates.as_slice() {
            [only] if only != NOT_RATED => [only, "%"].concat(),
            rates => rates.join(" → "),
        };
        surface.text((x, below + QUIET.size), anchor, &QUIET, room, &rates);
        surface.bottom = surface.bottom.max(below + QUIET.line());
    }
}

/// A rate as it is shown, with no more decimals than so many.
fn rate(value: Option<&Option<Amount>>, decimals: usize) -> String {
    let Some(Some(value)) = value else { return NOT_RATED.to_owned() };
    match value.text.split_once('.') {
        Some((_, fraction)) if fraction.len() > decimals => exact::decimal_text(&value.value, 1),
        _ => value.text.clone(),
    }
}

fn describe(chart: &Radar, alt: &mut Sentence) {
    alt.count(chart.axes.len()).say(" 个方面的得分率，");
    let Some((last, earlier)) = chart.periods.split_last() else { return };
    if !last.label.is_empty() {
        alt.name(&last.label);
    }
    let mut ends: Option<[(&String, &Amount); 2]> = None;
    let mut open = 0;
    for (name, value) in chart.axes.iter().zip(&last.values) {
        let Some(value) = value else {
            open += 1;
            continue;
        };
        let next = (name, value);
        let [best, worst] = ends.unwrap_or([next, next]);
        ends = Some([
            if value.value > best.1.value { next } else { best },
            if value.value < worst.1.value { next } else { worst },
        ]);
    }
    if let Some([best, worst]) = ends {
        alt.say("最高的是").name(best.0).say(" ").say(&best.1.text);
        alt.say("%，最低的是").name(worst.0).say(" ").say(&worst.1.text).say("%");
        if open > 0 {
            alt.say("，").count(open).say(" 个未评");
        }
    } else {
        alt.say("都还没有评");
    }
    if let Some(before) = earlier.last() {
        let (mut up, mut down) = (0, 0);
        for (old, new) in before.values.iter().zip(&last.values) {
            if let (Some(old), Some(new)) = (old, new) {
                up += usize::from(new.value > old.value);
                down += usize::from(new.value < old.value);
            }
        }
        alt.say("；和").name(&before.label).say("比，").count(up).say(" 个上升，").count(down).say(" 个下降");
    }
}

fn table(chart: &Radar) -> ChartTable {
    let mut table = ChartTable::new(&["方面"]);
    for period in &chart.periods {
        table.columns.push(column(if period.label.is_empty() { "得分率" } else { &period.label }, "%"));
    }
    for (index, name) in chart.axes.iter().enumerate() {
        let mut row = vec![name.clone()];
        for period in &chart.periods {
            row.push(rate(period.values.get(index), usize::MAX));
        }
        table.rows.push(row);
    }
    table
}
