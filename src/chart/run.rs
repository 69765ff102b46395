//! 运行图: values one after another, with their median. Control limits are none of its business: they would need more data
//! and more knowledge of the process than a self-check has.

use super::amount::{self, Amount, millionths};
use super::ink::{AXIS, DASHED, EDGE, FIRM, GRID, LINE, PX, Point, Px, QUIET, SMALL, TARGET, WIDTH, many};
use super::scale::Scale;
use super::surface::{Anchor, Drawing, Marker, Surface};
use super::table::{ChartTable, column};
use super::words::{NO_DATA, Sentence, shortened, width};
use std::cmp::Ordering;

use crate::error::Result;
use crate::exact::{self, Fraction};
use crate::json::object;
use crate::listed::Listed;
use crate::order::ordered;

object! {
    /// Values in the order of time.
    #[derive(Debug, Clone, Default)]
    pub struct Run: in {
        /// The kind of chart.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "run")))]
        pub kind: String,
        /// The title; may be blank.
        pub title: String,
        /// Values, the earliest first.
        pub points: Vec<RunPoint>,
        /// What the values count.
        pub unit: String = default,
        /// What is aimed at.
        pub target: Option<Amount> = default,
    }
}

object! {
    /// A value at its time.
    #[derive(Debug, Clone, Default)]
    pub struct RunPoint: in {
        /// The day, the week, the lot.
        pub label: String,
        /// The value; none where nothing was measured.
        pub value: Option<Amount>,
    }
}

const HEIGHT: Px = 220 * PX;

/// With more values than this, marks would hide the line.
const MOST_MARKS: usize = 60;

/// The values that were measured, in a few words.
struct Middle<'a> {
    median: Fraction,
    text: String,
    least: &'a str,
    most: &'a str,
}

pub(super) fn draw(chart: &Run) -> Result<Drawing> {
    let known: Vec<(&RunPoint, &Amount)> =
        chart.points.iter().filter_map(|point| Some((point, point.value.as_ref()?))).listed();
    let middle = middle(&known)?;
    let unit = &chart.unit;
    let mut surface = Surface::new("运行图", &chart.title);
    let mut note = Sentence::default();
    note.say("n＝").count(known.len());
    if known.len() < chart.points.len() {
        note.say("，另有 ").count(chart.points.len() - known.len()).say(" 个没有数据");
    }
    if !unit.is_empty() {
        note.say("；单位：").insert(unit);
    }
    surface.paragraph(&QUIET, &note.0, 1);
    plot(&mut surface, chart, middle.as_ref());

    let mut alt = surface.sentence();
    alt.count(known.len()).say(" 个值（n＝").count(known.len()).say("），");
    if let (Some((first, from)), Some((last, to)), Some(middle)) = (known.first(), known.last(), &middle) {
        alt.say("中位数 ").amount(&middle.text, unit);
        alt.say("，从").name(&first.label).say("的 ").amount(&from.text, unit);
        alt.say("，到").name(&last.label).say("的 ").amount(&to.text, unit);
        alt.say("，最低 ").amount(middle.least, unit).say("，最高 ").amount(middle.most, unit);
    } else {
        alt.say(NO_DATA);
    }
    if let Some(target) = &chart.target {
        alt.say("；目标 ").amount(&target.text, unit);
    }
    let mut table = ChartTable::new(&["名称", &column("数值", &chart.unit), "与中位数比"]);
    for point in &chart.points {
        let (mut value, mut beside) = (NO_DATA, "");
        if let (Some(given), Some(middle)) = (&point.value, &middle) {
            value = &given.text;
            beside = match given.value.cmp(&middle.median) {
                Ordering::Less => "低于",
                Ordering::Equal => "相等",
                Ordering::Greater => "高于",
            };
        }
        table.add(&[&point.label, value, beside]);
    }
    Ok(surface.finish(alt, table))
}

/// The value in the middle, and how it is shown; of an even number the mean of the two.
fn middle<'a>(known: &[(&RunPoint, &'a Amount)]) -> Result<Option<Middle<'a>>> {
    let order = ordered(known, &|one, other| one.1.value > other.1.value);
    let value = |place: usize| order.get(place).map(|known| known.1);
    let last = order.len().saturating_sub(1);
    let (Some(least), Some(lower), Some(upper), Some(most)) =
        (value(0), value(last / 2), value(order.len() / 2), value(last))
    else {
        return Ok(None);
    };
    let (mut median, mut text) = (lower.value, lower.text.clone());
    if lower.value != upper.value {
        median = amount::mean(&lower.value, &upper.value).map_err(|error| error.at("points"))?;
        // Half of the last digit is one digit more.
        text = exact::decimal_text(&median, lower.decimals().max(upper.decimals()) + 1);
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    Ok(Some(Middle { median, text, least: &least.text, most: &most.text }))
}

fn plot(surface: &mut Surface, chart: &Run, middle: Option<&Middle<'_>>) {
    let top = surface.bottom + 12 * PX;
    let base = top + HEIGHT;
    let mut values = Vec::new();
    for value in chart.points.iter().filter_map(|point| point.value.as_ref()).chain(&chart.target) {
        values.push(value.drawn());
    }
    let Some(scale) = Scale::of(&values, HEIGHT) else {
        surface.line(&[(EDGE, base), (WIDTH - EDGE, base)], AXIS);
        surface.text((WIDTH / 2, base - HEIGHT / 2), Anchor::Middle, &SMALL, WIDTH, NO_DATA);
        surface.bottom = base;
        return;
    };
    let ticks = scale.ticks();
    let left = EDGE + 8 * PX + ticks.iter().map(|(_, text)| width(text, &QUIET)).max().unwrap_or_default();
    let mut lines = Vec::new();
    if let Some(middle) = middle {
        lines.push((base - scale.place(millionths(&middle.median)), ["中位数 ", &middle.text].concat(), DASHED));
    }
    if let Some(target) = &chart.target {
        lines.push((base - scale.place(target.drawn()), ["目标 ", &target.text].concat(), TARGET));
    }
    let right = WIDTH - EDGE - 8 * PX - lines.iter().map(|(_, words, _)| width(words, &FIRM)).max().unwrap_or_default();
    for (place, text) in &ticks {
        surface.line(&[(left, base - place), (right, base - place)], GRID);
        surface.text((left - 6 * PX, base - place + 4 * PX), Anchor::End, &QUIET, left, text);
    }
    surface.line(&[(left, base), (right, base)], AXIS);

    // The upper of the two words moves up and the lower one down where they would touch, but not below the axis, where the
    // labels stand.
    if lines.first().zip(lines.last()).is_some_and(|(one, other)| one.0 > other.0) {
        lines.reverse();
    }
    let (up, down) = match lines.as_slice() {
        [(one, _, _), (other, _, _)] => {
            let apart = (FIRM.line() - (other - one)).max(0);
            let down = (apart - apart / 2).min(base - other);
            (apart - down, down)
        }
        _ => (0, 0),
    };
    for (index, (y, words, style)) in lines.iter().enumerate() {
        surface.line(&[(left, *y), (right, *y)], style);
        let moved = if index == 0 { -up } else { down };
        surface.text((right + 8 * PX, y + moved + 4 * PX), Anchor::Start, &FIRM, WIDTH, words);
    }

    let count = many(chart.points.len());
    let x = |index: usize| {
        // A single value stands in the middle.
        if count > 1 {
            left + 8 * PX + (right - left - 16 * PX) * many(index) / (count - 1)
        } else {
            left + (right - left) / 2
        }
    };
    let mut stretch: Vec<Point> = Vec::new();
    for (index, point) in chart.points.iter().enumerate() {
        match &point.value {
            Some(value) => stretch.push((x(index), base - scale.place(value.drawn()))),
            // Nothing measured: the line stops and starts again.
            None => follow(surface, &std::mem::take(&mut stretch), chart.points.len()),
        }
    }
    follow(surface, &stretch, chart.points.len());
    labels(surface, chart, base, &x);
}

/// Values without a gap between them.
fn follow(surface: &mut Surface, stretch: &[Point], points: usize) {
    surface.line(stretch, LINE);
    if points <= MOST_MARKS || stretch.len() == 1 {
        for place in stretch {
            surface.mark(Marker::Ring, *place);
        }
    }
}

/// As many labels as there is room for, at equal distances.
fn labels(surface: &mut Surface, chart: &Run, base: Px, x: &dyn Fn(usize) -> Px) {
    const ROOM: Px = 72 * PX;
    let labels: Vec<String> = chart.points.iter().map(|point| shortened(&point.label, &QUIET, ROOM)).listed();
    let widest = labels.iter().map(|label| width(label, &QUIET)).max().unwrap_or_default() + 8 * PX;
    let step = (1..labels.len()).find(|step| x(*step) - x(0) >= widest).unwrap_or(labels.len().max(1));
    let mut taken = 0;
    for (index, label) in labels.iter().enumerate().step_by(step) {
        // The first and the last one may not leave the picture. A label that would then touch another gives way.
        let half = width(label, &QUIET) / 2;
        let place = x(index).max(half + EDGE).min(WIDTH - EDGE - half);
        if place - half < taken {
            continue;
        }
        taken = place + half + 4 * PX;
        surface.text((place, base + QUIET.line() + 4 * PX), Anchor::Middle, &QUIET, ROOM, label);
    }
    surface.bottom = base + QUIET.line() + 8 * PX;
}
