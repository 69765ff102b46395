//! 实施框架图: figure 1 of guide two, filled by how far each part is in place: what surrounds the work, the ring of its four
//! phases, and what it works on.

use super::amount::{Amount, refused};
use super::ink::{AXIS, DARK, DASHED, EDGE, FIRM, LIGHT, OUTLINE, PX, Point, Px, SMALL, STRONG, WIDTH, many};
use super::scale::along;
use super::surface::{Anchor, Drawing, Surface};
use super::table::ChartTable;
use super::words::{NO_DATA, Sentence, lines};
use crate::error::Result;
use crate::exact;
use crate::json::object;
use crate::listed::Listed;

object! {
    /// Three areas, each with its parts, and how far they are in place.
    #[derive(Debug, Clone, Default)]
    pub struct FrameworkFigure: in {
        /// The kind of chart.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "framework")))]
        pub kind: String,
        /// The title; may be blank.
        pub title: String,
        /// 实施环境, 实施过程 with its four phases, and 实施要素.
        pub areas: Vec<FigureArea>,
    }
}

object! {
    /// An area.
    #[derive(Debug, Clone, Default)]
    pub struct FigureArea: in {
        /// What it is called.
        pub name: String,
        /// How far it is in place, 0 to 100; none where nothing has been answered.
        pub rate: Option<Amount> = default,
        /// What it consists of, at most eight parts; the second area of four, clockwise from the top.
        pub parts: Vec<FigurePart>,
    }
}

object! {
    /// A part of an area.
    #[derive(Debug, Clone, Default)]
    pub struct FigurePart: in {
        /// What it is called.
        pub name: String,
        /// How far it is in place, 0 to 100; none where nothing has been answered.
        pub rate: Option<Amount> = default,
    }
}

const MOST_PARTS: usize = 8;

const OUTSIDE: &str = "落实的比例应在 0 至 100 之间";

/// 100 %, in millionths.
const FULL: i64 = 100_000_000;

/// From the frame to what stands inside.
const PAD: Px = 12 * PX;
const OUTER: Px = 92 * PX;
const INNER: Px = 64 * PX;
/// Beside the ring, for the names of its phases.
const SIDE: Px = 84 * PX;
/// The middle of the ring.
const MIDDLE: Px = EDGE + PAD + SIDE + 8 * PX + OUTER;
/// Where 实施要素 begin.
const BESIDE: Px = MIDDLE + OUTER + 8 * PX + SIDE + PAD;
const RIGHT: Px = WIDTH - EDGE - PAD;
const BAR: Px = 9 * PX;

const MILLION: i64 = 1_000_000;
/// A million times sine and cosine where a phase begins: between the top and the left, and so on clockwise.
const CORNERS: [(i64, i64); 4] = [(-707_107, 707_107), (707_107, 707_107), (707_107, -707_107), (-707_107, -707_107)];
/// A million times the sine and the cosine of a sixteenth of a quarter turn.
const TURN: (i64, i64) = (98_017, 995_185);
/// The band of a phase begins and ends so many sixteenths of its quarter after the corner; then comes its head.
const BAND: (usize, usize) = (1, 14);

pub(super) fn draw(chart: &FrameworkFigure) -> Result<Drawing> {
    let [around, ring, beside] = checked(chart)?;
    let mut surface = Surface::new("实施框架图", &chart.title);
    let top = surface.bottom;
    // 实施环境 in a frame around the others.
    let mut y = heading(&mut surface, (EDGE + PAD, top + PAD), RIGHT - EDGE - PAD, around);
    let breadth = (RIGHT - EDGE - PAD - 24 * PX) / 2;
    for pair in around.parts.chunks(2) {
        let mut below = y;
        for (part, x) in pair.iter().zip([EDGE + PAD, RIGHT - breadth]) {
            below = below.max(meter(&mut surface, (x, y), breadth, part));
        }
        y = below + 10 * PX;
    }
    let inside = y + 4 * PX;
    let bottom = cycle(&mut surface, inside, ring).max(inside + tall(beside));
    list(&mut surface, (inside, bottom), beside);
    surface.area_of((EDGE, top), (WIDTH - 2 * EDGE, bottom + PAD - top), OUTLINE);
    surface.bottom = bottom + PAD;

    let mut table = ChartTable::new(&["区域", "部分", "落实（%）"]);
    for area in &chart.areas {
        table.add(&[&area.name, "", stated(area.rate.as_ref())]);
        for part in &area.parts {
            table.add(&[&area.name, &part.name, stated(part.rate.as_ref())]);
        }
    }
    let mut alt = surface.sentence();
    describe(chart, &mut alt);
    Ok(surface.finish(alt, table))
}

/// The three areas, if that is what they are.
fn checked(chart: &FrameworkFigure) -> Result<[&FigureArea; 3]> {
    let [around, ring, beside] = chart.areas.as_slice() else {
        return Err(refused(&["areas"], "实施框架图应有 3 个区域"));
    };
    for (index, area) in chart.areas.iter().enumerate() {
        let at = ["areas", &index.to_string()];
        let [areas, area_at] = at;
        if area.parts.len() > MOST_PARTS || index == 1 && area.parts.len() != CORNERS.len() {
            let message =
                if index == 1 { "实施过程应有 4 个阶段" } else { "一个区域最多画 8 个部分" };
            return Err(refused(&[areas, area_at, "parts"], message));
        }
        let wrong = |rate: &Option<Amount>| rate.as_ref().is_some_and(|rate| !(0..=FULL).contains(&rate.drawn()));
        if wrong(&area.rate) {
            return Err(refused(&[areas, area_at, "rate"], OUTSIDE));
        }
        if let Some(place) = area.parts.iter().position(|part| wrong(&part.rate)) {
            return Err(refused(&[areas, area_at, "parts", &place.to_string(), "rate"], OUTSIDE));
        }
    }
    Ok([around, ring, beside])
}

/// As it was given, for the table.
fn stated(rate: Option<&Amount>) -> &str {
    rate.map_or(NO_DATA, |rate| &rate.text)
}

/// As it is shown: with one decimal at most.
fn percent(rate: Option<&Amount>) -> String {
    rate.map_or_else(|| NO_DATA.to_owned(), |rate| exact::decimal_text(&rate.value, rate.decimals().min(1)) + "%")
}

/// The name of an area and how far it is in place, and where what follows begins.
fn heading(surface: &mut Surface, (x, y): Point, breadth: Px, area: &FigureArea) -> Px {
    let rate = percent(area.rate.as_ref());
    surface.text((x + breadth, y + STRONG.size), Anchor::End, &STRONG, RATE, &rate);
    surface.block((x, y), Anchor::Start, &STRONG, breadth - RATE, 2, &area.name).max(y + STRONG.line()) + 6 * PX
}

/// What is left for a rate beside a name.
const RATE: Px = 60 * PX;

/// A part with its bar, and where it ends.
fn meter(surface: &mut Surface, (x, y): Point, breadth: Px, part: &FigurePart) -> Px {
    surface.text((x + breadth, y + FIRM.size), Anchor::End, &FIRM, RATE, &percent(part.rate.as_ref()));
    let below = surface.block((x, y), Anchor::Start, &SMALL, breadth - RATE, 2, &part.name).max(y + SMALL.line());
    let bar = (x, below + 3 * PX);
    match &part.rate {
        Some(rate) => {
            surface.area_of(bar, (breadth, BAR), LIGHT);
            surface.area_of(bar, (along(rate.drawn(), 0, FULL, breadth), BAR), DARK);
        }
        None => surface.area_of(bar, (breadth, BAR), DASHED),
    }
    bar.1 + BAR
}

/// How tall [`list`] is at least.
fn tall(area: &FigureArea) -> Px {
    let breadth = RIGHT - BESIDE - 2 * PAD - RATE;
    let height = |name: &str, ink: &super::ink::Ink| many(lines(name, ink, breadth, 2).len().max(1)) * ink.line();
    let parts = area.parts.iter().map(|part| height(&part.name, &SMALL) + 3 * PX + BAR + 12 * PX);
    height(&area.name, &STRONG) + 6 * PX + parts.sum::<Px>() + 2 * PAD
}

/// 实施要素 in a box, its parts one below the other with equal room between them.
fn list(surface: &mut Surface, (top, bottom): (Px, Px), area: &FigureArea) {
    let (x, breadth) = (BESIDE + PAD, RIGHT - BESIDE - 2 * PAD);
    surface.area_of((BESIDE, top), (RIGHT - BESIDE, bottom - top), AXIS);
    let mut y = heading(surface, (x, top + PAD), breadth, area);
    let spare = (bottom - top - tall(area)) / many(area.parts.len() + 1);
    for part in &area.parts {
        y = meter(surface, (x, y + spare), breadth, part) + 12 * PX;
    }
}

/// 实施过程 as a ring that turns clockwise, and where it ends.
fn cycle(surface: &mut Surface, top: Px, area: &FigureArea) -> Px {
    let above = area.parts.first().map_or(0, |part| many(lines(&part.name, &STRONG, 2 * OUTER, 1).len()));
    let center = (MIDDLE, top + above * STRONG.line() + SMALL.line() + 10 * PX + OUTER);
    let reach = OUTER + 8 * PX;
    let room = 2 * INNER - 30 * PX;
    let names = many(lines(&area.name, &STRONG, room, 2).len());
    let y = center.1 - names * STRONG.line() / 2 - FIRM.line() / 2;
    let y = surface.block((center.0, y), Anchor::Middle, &STRONG, room, 2, &area.name);
    surface.text((center.0, y + FIRM.size), Anchor::Middle, &FIRM, room, &percent(area.rate.as_ref()));

    let mut bottom = center.1 + OUTER;
    for (index, (part, corner)) in area.parts.iter().zip(CORNERS).enumerate() {
        phase(surface, center, corner, part.rate.as_ref());
        let is_beside = index % 2 == 1;
        let (room, most) = if is_beside { (SIDE, 3) } else { (2 * OUTER, 1) };
        let height = many(lines(&part.name, &STRONG, room, most).len()) * STRONG.line() + FIRM.line();
        let (x, anchor, y) = match index {
            0 => (center.0, Anchor::Middle, center.1 - reach - height),
            1 => (center.0 + reach, Anchor::Start, center.1 - height / 2),
            2 => (center.0, Anchor::Middle, center.1 + reach),
            _ => (center.0 - reach, Anchor::End, center.1 - height / 2),
        };
        let y = surface.block((x, y), anchor, &STRONG, room, most, &part.name);
        surface.text((x, y + FIRM.size), anchor, &FIRM, room, &percent(part.rate.as_ref()));
        bottom = bottom.max(y + FIRM.line());
    }
    bottom
}

/// A quarter of the ring with a head at its end, filled as far as it is in place.
fn phase(surface: &mut Surface, center: Point, corner: (i64, i64), rate: Option<&Amount>) {
    const MEAN: Px = INNER + (OUTER - INNER) / 2;
    const WING: Px = 6 * PX;
    let mut directions = vec![corner];
    let (mut sin, mut cos) = corner;
    for _ in 0..16 {
        (sin, cos) = ((sin * TURN.1 + cos * TURN.0) / MILLION, (cos * TURN.1 - sin * TURN.0) / MILLION);
        directions.push((sin, cos));
    }
    let on =
        |(sin, cos): &(i64, i64), radius: Px| (center.0 + radius * sin / MILLION, center.1 - radius * cos / MILLION);
    let (from, to) = BAND;
    let band: Vec<(i64, i64)> = directions.iter().skip(from).take(to - from + 1).copied().listed();
    let head = |radius: Px, place: usize| directions.get(place).map(|direction| on(direction, radius));
    let arrow = [head(OUTER + WING, to), head(MEAN, to + 2), head(INNER - WING, to)];
    let shape = |band: &[(i64, i64)], head: &[Option<Point>]| -> Vec<Point> {
        let outside = band.iter().map(|direction| on(direction, OUTER));
        let inside = band.iter().rev().map(|direction| on(direction, INNER));
        outside.chain(head.iter().flatten().copied()).chain(inside).listed()
    };
    let Some(rate) = rate else {
        surface.area(&shape(&band, &arrow), DASHED);
        return;
    };
    surface.area(&shape(&band, &arrow), LIGHT);
    if rate.drawn() == FULL {
        surface.area(&shape(&band, &arrow), DARK);
    } else if rate.drawn() > 0 {
        surface.area(&shape(&part_of(&band, rate.drawn()), &[]), DARK);
    }
}

/// A band as far as so many millionths of 100 % of it.
fn part_of(band: &[(i64, i64)], rate: i64) -> Vec<(i64, i64)> {
    const FINE: i64 = 1000;
    let mut left = along(rate, 0, FULL, (many(band.len()) - 1) * FINE);
    let mut part = Vec::new();
    for pair in band.windows(2) {
        let [from, to] = pair else { break };
        part.push(*from);
        if left < FINE {
            let between = |from: i64, to: i64| (from * (FINE - left) + to * left) / FINE;
            part.push((between(from.0, to.0), between(from.1, to.1)));
            break;
        }
        left -= FINE;
    }
    part
}

fn describe(chart: &FrameworkFigure, alt: &mut Sentence) {
    let (mut open, mut ends): (usize, Option<[(&str, &Amount); 2]>) = (0, None);
    for (index, area) in chart.areas.iter().enumerate() {
        alt.say(if index > 0 { "，" } else { "" }).name(&area.name).say(" ").say(&percent(area.rate.as_ref()));
        for part in &area.parts {
            let Some(rate) = &part.rate else {
                open += 1;
                continue;
            };
            let next = (part.name.as_str(), rate);
            let [most, least] = ends.unwrap_or([next, next]);
            ends = Some([
                if rate.value > most.1.value { next } else { most },
                if rate.value < least.1.value { next } else { least },
            ]);
        }
    }
    if let Some([most, least]) = ends {
        alt.say("；落实最多的是").name(most.0).say(" ").say(&percent(Some(most.1)));
        alt.say("，最少的是").name(least.0).say(" ").say(&percent(Some(least.1)));
    }
    if open > 0 {
        alt.say("；").count(open).say(" 处没有数据");
    }
}
