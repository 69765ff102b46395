//! 提升路径: stairs from the present total up, one step a row.

use super::amount::{self, Amount, millionths};
use super::ink::{AXIS, BLACK, DARK, EDGE, FIRM, GRID, LIGHT, PX, Point, Px, QUIET, SMALL, TARGET, WIDTH, many};
use super::scale::Scale;
use super::surface::{Anchor, Drawing, Surface};
use super::table::ChartTable;
use super::words::{count, lines, width};
use crate::error::{Error, Result};
use crate::exact::{self, Fraction};
use crate::json::object;
use crate::listed::Listed;

object! {
    /// A total, and what each step adds to it.
    #[derive(Debug, Clone, Default)]
    pub struct Path: in {
        /// The kind of chart.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "path")))]
        pub kind: String,
        /// The title; may be blank.
        pub title: String,
        /// The total now.
        pub start: Amount,
        /// The steps, in their order.
        pub steps: Vec<PathStep>,
        /// The total that the grade aimed at asks for.
        pub target: Option<Amount> = default,
    }
}

object! {
    /// A step.
    #[derive(Debug, Clone, Default)]
    pub struct PathStep: in {
        /// What is done.
        pub label: String,
        /// What the total gains.
        pub gain: Amount,
    }
}

const NAMES: Px = 210 * PX;
/// How thick a step is.
const THICK: Px = 14 * PX;

const NOW: &str = "现在";

/// A stair: the present total, or what a step makes of it.
struct Stair<'a> {
    label: &'a str,
    gain: String,
    total: Fraction,
    text: String,
}

pub(super) fn draw(chart: &Path) -> Result<Drawing> {
    let stairs = stairs(chart)?;
    let mut surface = Surface::new("提升路径", &chart.title);
    plot(&mut surface, chart, &stairs);
    let mut table = ChartTable::new(&["步骤", "增加", "总分"]);
    for stair in &stairs {
        table.add(&[stair.label, &stair.gain, &stair.text]);
    }

    let mut alt = surface.sentence();
    let last = stairs.last().map_or("", |stair| stair.text.as_str());
    if chart.steps.is_empty() {
        alt.say("现在 ").say(last).say(" 分，没有步骤");
    } else {
        alt.say("从 ")
            .say(&chart.start.text)
            .say(" 分起，")
            .count(chart.steps.len())
            .say(" 步后 ")
            .say(last)
            .say(" 分");
    }
    let mut most: Option<&PathStep> = None;
    for step in &chart.steps {
        if step.gain.value > most.map(|most| most.gain.value).unwrap_or_default() {
            most = Some(step);
        }
    }
    if let Some(most) = most {
        alt.say("，加得最多的是").name(&most.label).say(" +").say(&most.gain.text);
    }
    if let Some(target) = &chart.target {
        alt.say("；目标 ").say(&target.text).say(" 分，");
        match stairs.iter().position(|stair| stair.total >= target.value) {
            Some(0) => alt.say("现在已经达到"),
            Some(step) => alt.say("第 ").count(step).say(" 步后达到"),
            None => alt.say("这些步骤还达不到"),
        };
    }
    Ok(surface.finish(alt, table))
}

fn stairs(chart: &Path) -> Result<Vec<Stair<'_>>> {
    // As many decimals as the total is given with; all that there are where nothing has been rounded.
    let mut decimals = chart.start.decimals();
    if !chart.start.is_rounded() {
        for step in &chart.steps {
            decimals = decimals.max(step.gain.decimals());
        }
    }
    let mut total = chart.start.value;
    let mut stairs = vec![Stair { label: NOW, gain: String::new(), total, text: chart.start.text.clone() }];
    for (index, step) in chart.steps.iter().enumerate() {
        let placed = |error: Error| error.at("gain").at(&count(index)).at("steps");
        total = amount::add(&total, &step.gain.value).map_err(placed)?;
        let sign = if step.gain.value > Fraction::default() { "+" } else { "" };
        let (gain, text) = ([sign, &step.gain.text].concat(), exact::decimal_text(&total, decimals));
        stairs.push(Stair { label: &step.label, gain, total, text });
    }
    Ok(stairs)
}

fn plot(surface: &mut Surface, chart: &Path, stairs: &[Stair<'_>]) {
    let (mut gains, mut totals) = (0, 0);
    for stair in stairs {
        gains = gains.max(width(&stair.gain, &QUIET));
        totals = totals.max(width(&stair.text, &FIRM));
    }
    let gains_at = WIDTH - EDGE - totals - 12 * PX;
    let (left, right) = (EDGE + NAMES + 12 * PX, gains_at - gains - 12 * PX);
    let target = chart.target.as_ref();
    let mut values: Vec<i64> = stairs.iter().map(|stair| millionths(&stair.total)).listed();
    values.extend(target.map(Amount::drawn));
    let Some(scale) = Scale::of(&values, right - left) else { return };

    let top = surface.bottom + if target.is_some() { QUIET.line() + 8 * PX } else { 6 * PX };
    let mut y = top;
    let mut before: Option<Point> = None;
    for (stair, value) in stairs.iter().zip(values) {
        let lines = many(lines(stair.label, &SMALL, NAMES, 2).len());
        let height = 22 * PX + lines.max(1) * 8 * PX;
        surface.block((EDGE, y + (height - lines * SMALL.line()) / 2), Anchor::Start, &SMALL, NAMES, 2, stair.label);
        let to = left + scale.place(value);
        let middle = y + height / 2;
        let (upper, foot) = (middle - THICK / 2, middle + THICK / 2);
        if let Some((from, landing)) = before {
            let style = if to < from { LIGHT } else { DARK };
            surface.area_of((from.min(to), upper), ((to - from).abs(), THICK), style);
            // From the step above down to this one.
            surface.line(&[(from, landing), (from, foot)], AXIS);
        } else {
            surface.area_of((to - PX, upper), (2 * PX, THICK), BLACK);
        }
        surface.text((gains_at, middle + 4 * PX), Anchor::End, &QUIET, WIDTH, &stair.gain);
        surface.text((WIDTH - EDGE, middle + 4 * PX), Anchor::End, &FIRM, WIDTH, &stair.text);
        before = Some((to, foot));
        y += height;
    }
    let mut free = EDGE;
    for (place, text) in scale.ticks() {
        surface.line(&[(left + place, top), (left + place, y)], GRID);
        // Inside the picture, and only where it does not touch the one before.
        let half = width(&text, &QUIET) / 2;
        let x = (left + place).min(WIDTH - EDGE - half);
        if x - half >= free {
            surface.text((x, y + QUIET.line()), Anchor::Middle, &QUIET, WIDTH, &text);
            free = x + half + 8 * PX;
        }
    }
    surface.line(&[(left, y), (right, y)], AXIS);
    if let Some(target) = target {
        let x = left + scale.place(target.drawn());
        surface.line(&[(x, top - 4 * PX), (x, y)], TARGET);
        // The word stays inside on either half.
        let anchor = if x - left > right - x { Anchor::End } else { Anchor::Start };
        surface.text((x, top - 8 * PX), anchor, &FIRM, WIDTH, &["目标 ", &target.text].concat());
    }
    surface.bottom = y + QUIET.line() + 4 * PX;
}
