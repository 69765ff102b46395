//! 鱼骨图: a problem and its causes, branch by branch.

use super::amount::refused;
use super::ink::{AXIS, BLACK, CAUSE, EDGE, FIRM, GRID, OUTLINE, PX, Px, REVERSED, SMALL, SPINE, STRONG, WIDTH, many};
use super::surface::{Anchor, Drawing, Marker, Surface};
use super::table::ChartTable;
use super::words::{Sentence, lines, width};
use crate::error::Result;
use crate::json::object;

object! {
    /// A problem and its causes.
    #[derive(Debug, Clone, Default)]
    pub struct Fishbone: in {
        /// The kind of chart.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "fishbone")))]
        pub kind: String,
        /// The title; may be blank.
        pub title: String,
        /// What has gone wrong.
        pub problem: String,
        /// Up to eight branches: 人机料法环测, 设, 管.
        pub branches: Vec<Branch>,
    }
}

object! {
    /// Causes of one sort.
    #[derive(Debug, Clone, Default)]
    pub struct Branch: in {
        /// The sort.
        pub name: String,
        /// The causes.
        pub causes: Vec<BranchCause>,
    }
}

object! {
    /// A cause.
    #[derive(Debug, Clone, Default)]
    pub struct BranchCause: in {
        /// What it is.
        pub name: String,
        /// Whether it is a main cause.
        pub main: bool = default,
    }
}

const MOST_BRANCHES: usize = 8;

/// How far a rib leans back from the spine to its end, and how tall the side of it is at least.
const LEAN: Px = 20 * PX;
const LEAST: Px = 100 * PX;

const PROBLEM: Px = 84 * PX;
const ARROW: Px = 10 * PX;

/// Where the spine ends.
const RIGHT: Px = WIDTH - EDGE - PROBLEM - ARROW;

/// The widest that the words of a rib may be.
const WIDEST: Px = 210 * PX;

/// Before the words of a cause, for its mark.
const MARK: Px = 14 * PX;

/// So many main causes are named in the sentence.
const MOST_NAMED: usize = 8;

const HEAD: Px = 24 * PX;
const LINES: usize = 3;

/// One side of the spine.
#[derive(Clone, Copy)]
struct Side {
    /// The spine.
    spine: Px,
    /// The ends of the ribs.
    end: Px,
    /// How far the ribs are from one another.
    slot: Px,
}

pub(super) fn draw(chart: &Fishbone) -> Result<Drawing> {
    if chart.branches.len() > MOST_BRANCHES {
        return Err(refused(&["branches"], "鱼骨图最多画 8 个方面"));
    }
    let mut surface = Surface::new("鱼骨图", &chart.title);
    let ribs = chart.branches.len().div_ceil(2);
    let (above, below) = chart.branches.split_at_checked(ribs).unwrap_or_default();
    let slot = (RIGHT - EDGE) / many(ribs.max(1));
    let problem = lines(&chart.problem, &STRONG, PROBLEM - 12 * PX, 6);
    let height = many(problem.len()) * STRONG.line() + 20 * PX;

    let least = (height / 2).max(LEAST);
    let top = surface.bottom + 8 * PX + HEAD;
    let spine = top + half(above, slot).max(least);
    let end = spine + if below.is_empty() { least } else { half(below, slot).max(least) };
    surface.line(&[(EDGE, spine), (RIGHT, spine)], SPINE);
    surface.area(&[(RIGHT + ARROW, spine), (RIGHT, spine - 6 * PX), (RIGHT, spine + 6 * PX)], BLACK);
    let corner = (RIGHT + ARROW, spine - height / 2);
    surface.area_of(corner, (PROBLEM, height), OUTLINE);
    surface.block(
        (corner.0 + PROBLEM / 2, corner.1 + 9 * PX),
        Anchor::Middle,
        &STRONG,
        PROBLEM - 12 * PX,
        6,
        &chart.problem,
    );
    for (branches, end) in [(above, top), (below, end)] {
        let side = Side { spine, end, slot };
        for (index, branch) in branches.iter().enumerate() {
            rib(&mut surface, branch, side, RIGHT - slot * many(ribs - 1 - index));
        }
    }
    surface.bottom = end + if below.is_empty() { 0 } else { HEAD };

    let mut table = ChartTable::new(&["方面", "原因", "主因"]);
    let (mut causes, mut main) = (0, 0);
    let mut named = Sentence::default();
    for branch in &chart.branches {
        for cause in &branch.causes {
            causes += 1;
            if cause.main {
                main += 1;
                if main <= MOST_NAMED {
                    named.say(if main > 1 { "、" } else { "" }).name(&cause.name);
                }
            }
            table.add(&[&branch.name, &cause.name, if cause.main { "主因" } else { "" }]);
        }
        if branch.causes.is_empty() {
            table.add(&[&branch.name, "没有写原因", ""]);
        }
    }
    let mut alt = surface.sentence();
    alt.say("问题是").name(&chart.problem).say("，").count(chart.branches.len()).say(" 个方面写了 ");
    alt.count(causes).say(" 条原因，");
    if main == 0 {
        alt.say("没有标主因");
    } else {
        alt.say("主因 ").count(main).say(" 条：").say(&named.0).say(if main > MOST_NAMED { "等" } else { "" });
    }
    Ok(surface.finish(alt, table))
}

/// What the picture says of a cause: the word, so that nobody needs the mark or the colour.
fn words(cause: &BranchCause) -> String {
    [if cause.main { "主因：" } else { "" }, &cause.name].concat()
}

/// The room for the words of a cause, beside its mark and the ribs, which lean.
fn room(slot: Px) -> Px {
    (slot - 22 * PX).min(WIDEST) - MARK
}

/// How many lines a cause takes, with the line under it.
fn tall(cause: &BranchCause, slot: Px) -> Px {
    let ink = if cause.main { &FIRM } else { &SMALL };
    let lines = lines(&words(cause), ink, room(slot), LINES).len();
    many(lines.max(1)) * ink.line() + 9 * PX
}

/// How tall a side must be for the longest of its branches.
fn half(branches: &[Branch], slot: Px) -> Px {
    let tall = |branch: &Branch| branch.causes.iter().map(|cause| tall(cause, slot)).sum::<Px>();
    branches.iter().map(tall).max().unwrap_or_default() + 20 * PX
}

/// A branch: its rib ends on the spine at `x`.
fn rib(surface: &mut Surface, branch: &Branch, side: Side, x: Px) {
    let Side { spine, end, slot } = side;
    let is_above = end < spine;
    let head = x - LEAN;
    surface.line(&[(head, end), (x, spine)], AXIS);
    let breadth = (width(&branch.name, &REVERSED) + 16 * PX).max(34 * PX).min(slot - 10 * PX).min(200 * PX);
    let upper = if is_above { end - HEAD } else { end };
    surface.area_of((head - breadth / 2, upper), (breadth, HEAD), BLACK);
    surface.text((head, upper + 16 * PX), Anchor::Middle, &REVERSED, breadth - 8 * PX, &branch.name);

    // Causes stand one below the other, from the head down or from the spine down.
    let mut y = if is_above { end + 6 * PX } else { spine + 10 * PX };
    for cause in &branch.causes {
        let foot = y + tall(cause, slot) - 5 * PX;
        let rib = |y: Px| x - LEAN * (y - spine).abs() / (end - spine).abs().max(1);
        let left = rib(y).min(rib(foot)) - 4 * PX - room(slot) - MARK;
        let (ink, style, marker) =
            if cause.main { (&FIRM, CAUSE, Marker::Diamond) } else { (&SMALL, GRID, Marker::Ring) };
        surface.mark(marker, (left + 6 * PX, y + 8 * PX));
        surface.block((left + MARK, y + PX), Anchor::Start, ink, room(slot), LINES, &words(cause));
        surface.line(&[(left, foot), (rib(foot), foot)], style);
        y += tall(cause, slot);
    }
}
