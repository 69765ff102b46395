//! 帕累托图: what makes up most of the sum.

use super::amount::{self, Amount, Wide, millionths, refused, wide};
use super::ink::{
    AXIS, DARK, DASHED, EDGE, FIRM, GRID, Ink, LIGHT, LINE, PX, Point, Px, QUIET, REVERSED, SMALL, WIDTH, many,
};
use super::scale::along;
use super::surface::{Anchor, Drawing, Marker, Surface};
use super::table::{ChartTable, column};
use super::words::{NO_DATA, Sentence, count, width};
use crate::error::Result;
use crate::exact::{self, Fraction};
use crate::json::object;
use crate::order::ordered;

object! {
    /// Numbers of things that add up.
    #[derive(Debug, Clone, Default)]
    pub struct Pareto: in {
        /// The kind of chart.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "pareto")))]
        pub kind: String,
        /// The title; may be blank.
        pub title: String,
        /// What adds up, in any order.
        pub bars: Vec<Bar>,
        /// What the numbers count.
        pub unit: String = default,
    }
}

object! {
    /// A part of the sum.
    #[derive(Debug, Clone, Default)]
    pub struct Bar: in {
        /// What it is called.
        pub name: String,
        /// How much it is; not below 0.
        pub value: Amount,
    }
}

/// The largest that are drawn one by one.
const DRAWN: usize = 12;

/// The few that matter are those needed for the running sum to reach this share of the sum, as in `analyseCauses`.
const MAIN_SHARE: (i128, i128) = (4, 5);

const HEIGHT: Px = 220 * PX;
const RIGHT: Px = WIDTH - 52 * PX;

/// A bar in its place, with what it and all before it make.
struct Ranked<'a> {
    name: &'a str,
    text: &'a str,
    value: Fraction,
    running: Fraction,
    is_main: bool,
}

pub(super) fn draw(chart: &Pareto) -> Result<Drawing> {
    let ranked = rank(chart).map_err(|error| error.at("bars"))?;
    let sum = ranked.last().map(|bar| bar.running).unwrap_or_default();
    let mut surface = Surface::new("帕累托图", &chart.title);
    let mut note = Sentence::default();
    if !chart.unit.is_empty() {
        note.say("单位：").insert(&chart.unit).say("；");
    }
    note.say("深色是累计到 80% 为止的几种，折线是累计占比");
    surface.paragraph(&QUIET, &note.0, 2);
    plot(&mut surface, &ranked, &sum)?;

    let mut table = ChartTable::new(&["名称", &column("数量", &chart.unit), "占比", "累计", "主要"]);
    let mut main = 0;
    let mut reached = String::new();
    for bar in &ranked {
        let running = percent(&bar.running, &sum);
        table.add(&[bar.name, bar.text, &percent(&bar.value, &sum), &running, if bar.is_main { "是" } else { "" }]);
        if bar.is_main {
            main += 1;
            reached = running;
        }
    }
    let mut alt = surface.sentence();
    if let Some(first) = ranked.first() {
        alt.count(ranked.len()).say(" 种，合计 ");
        if main == 0 {
            alt.say("0，没有占比");
        } else {
            alt.amount(&exact::short_text(&sum), &chart.unit).say("；最多的是").name(first.name).say(" ");
            alt.amount(first.text, &chart.unit).say("，占 ").say(&percent(&first.value, &sum));
            alt.say("；前 ").count(main).say(" 种累计占 ").say(&reached);
        }
    } else {
        alt.say(NO_DATA);
    }
    Ok(surface.finish(alt, table))
}

fn percent(value: &Fraction, sum: &Fraction) -> String {
    if *sum == Fraction::default() {
        return "不适用".to_owned();
    }
    let tenths = (wide(value) / wide(sum) * Wide::from_integer(1000)).round().to_integer();
    exact::decimal_text(&Fraction::new(i64::try_from(tenths).unwrap_or_default(), 10), 1) + "%"
}

/// The bars, the largest first; those of one size in the order in which they were given.
fn rank(chart: &Pareto) -> Result<Vec<Ranked<'_>>> {
    let mut sum = Fraction::default();
    for (index, bar) in chart.bars.iter().enumerate() {
        if bar.value.value < Fraction::default() {
            return Err(refused(&[&count(index), "value"], "数量不能小于 0"));
        }
        sum = amount::add(&sum, &bar.value.value)?;
    }
    let enough = wide(&sum) * Wide::new_raw(MAIN_SHARE.0, MAIN_SHARE.1);
    let mut running = Fraction::default();
    let mut last_main = Fraction::default();
    let mut ranked = Vec::new();
    for Bar { name, value } in ordered(&chart.bars, &|one, other| one.value.value < other.value.value) {
        // One that is as large as the last one needed is needed too.
        let is_main = value.value > Fraction::default() && (wide(&running) < enough || value.value == last_main);
        if is_main {
            last_main = value.value;
        }
        running = amount::add(&running, &value.value)?;
        ranked.push(Ranked { name, text: &value.text, value: value.value, running, is_main });
    }
    Ok(ranked)
}

fn plot(surface: &mut Surface, ranked: &[Ranked<'_>], sum: &Fraction) -> Result<()> {
    let top = surface.bottom + 14 * PX;
    let base = top + HEIGHT;
    for (percent, words) in [(0, "0%"), (20, "20%"), (40, "40%"), (60, "60%"), (80, "80%"), (100, "100%")] {
        let y = base - HEIGHT * percent / 100;
        let (style, ink) = if percent == 80 { (DASHED, &FIRM) } else { (GRID, &QUIET) };
        surface.line(&[(EDGE, y), (RIGHT, y)], style);
        surface.text((RIGHT + 6 * PX, y + 4 * PX), Anchor::Start, ink, WIDTH - RIGHT, words);
    }
    surface.bottom = base;
    let whole = millionths(sum);
    let mut line: Vec<Point> = Vec::new();
    // The largest one by one, a few of them slim; the others as one.
    let slot = (RIGHT - EDGE) / many(ranked.len()).clamp(4, many(DRAWN) + 1);
    for bar in ranked.iter().take(DRAWN) {
        draw_bar(surface, bar, whole, (base, slot), &mut line);
    }
    if let (Some(drawn), Some(others)) = (ranked.get(DRAWN - 1), ranked.get(DRAWN..).filter(|rest| !rest.is_empty())) {
        let value = amount::add(sum, &-drawn.running)?;
        let (name, text) = (["其他 ", &count(others.len()), " 种"].concat(), exact::short_text(&value));
        let bar = Ranked { name: &name, text: &text, value, running: *sum, is_main: false };
        draw_bar(surface, &bar, whole, (base, slot), &mut line);
    }
    surface.line(&[(EDGE, base), (RIGHT, base)], AXIS);
    if whole > 0 {
        surface.line(&line, LINE);
        for place in line {
            surface.mark(Marker::Ring, place);
        }
    }
    if ranked.is_empty() {
        surface.text((WIDTH / 2, base - HEIGHT / 2), Anchor::Middle, &SMALL, WIDTH, NO_DATA);
    }
    Ok(())
}

/// A bar with its number, its name and its point on the line.
fn draw_bar(surface: &mut Surface, bar: &Ranked<'_>, sum: i64, (base, slot): (Px, Px), line: &mut Vec<Point>) {
    let x = EDGE + slot * many(line.len()) + slot / 2;
    let (height, running) =
        (along(millionths(&bar.value), 0, sum, HEIGHT), along(millionths(&bar.running), 0, sum, HEIGHT));
    line.push((x, base - running));
    let breadth = (slot * 2 / 3).min(72 * PX);
    let corner = (x - breadth / 2, base - height);
    surface.area_of(corner, (breadth, height), if bar.is_main { DARK } else { LIGHT });

    // The number is there whole or not at all: below the mark on a high bar, above a low one and clear of the line.
    let inside = height >= 28 * PX;
    let ink: &Ink = if inside && bar.is_main { &REVERSED } else { &FIRM };
    if width(bar.text, ink) <= slot.min(breadth + 8 * PX) {
        let clear = if running - height < 24 * PX { running + 9 * PX } else { height + 5 * PX };
        let y = if inside { height - 19 * PX } else { clear };
        surface.text((x, base - y), Anchor::Middle, ink, slot, bar.text);
    }
    let below = surface.block((x, base + 4 * PX), Anchor::Middle, &SMALL, slot - 4 * PX, 4, bar.name);
    surface.bottom = surface.bottom.max(below);
}
