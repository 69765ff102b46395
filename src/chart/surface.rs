//! The surface that all kinds of charts are drawn on: it measures words, never lets them leave the picture, and keeps what is
//! drawn, mark by mark, for [`super::svg`] and [`super::emf`] to write.
//!
//! The picture carries everything it needs: no stylesheet, no script, no font, no reference. It has no background and dark
//! ink, like print; a page in dark colours puts a white sheet under it. Every difference that a colour makes is also made by
//! a shape, a dash, the darkness or a word.

use super::ChartTable;
use super::words::{self, Sentence};

/// Lengths and places in hundredths of a pixel: whole numbers, so that every device draws the same bytes.
pub(super) type Px = i64;

/// One pixel.
pub(super) const PX: Px = 100;

/// The width of every picture.
pub(super) const WIDTH: Px = 640 * PX;

/// What is left free at the edges.
pub(super) const EDGE: Px = 8 * PX;

/// A place: to the right, and down.
pub(super) type Point = (Px, Px);

/// A colour: red, green and blue, a byte each.
pub(super) type Color = u32;

pub(super) const WHITE: Color = 0xff_ff_ff;

/// What is written without saying so.
pub(super) const INK: Color = 0x17_20_2b;
const SLATE: Color = 0x45_51_60;
const PALE: Color = 0xc9_d1_da;
const BLUE: Color = 0x1b_4b_8a;
const RED: Color = 0xae_26_1f;

/// A kind of type.
pub(super) struct Ink {
    /// The size.
    pub(super) size: Px,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// The colour.
    pub(super) color: Color,
}

impl Ink {
    /// From one line to the next.
    pub(super) const fn line(&self) -> Px {
        self.size * 4 / 3
    }
}

/// Nothing is smaller than 12 pixels.
pub(super) const TITLE: Ink = Ink { size: 15 * PX, bold: true, color: INK };
pub(super) const STRONG: Ink = Ink { size: 13 * PX, bold: true, color: INK };
pub(super) const SMALL: Ink = Ink { size: 12 * PX, bold: false, color: INK };
pub(super) const FIRM: Ink = Ink { bold: true, ..SMALL };
pub(super) const QUIET: Ink = Ink { color: SLATE, ..SMALL };
pub(super) const REVERSED: Ink = Ink { color: WHITE, ..FIRM };

/// How a line or an area looks.
pub(super) struct Style {
    /// What is inside.
    pub(super) fill: Option<Color>,
    /// Whether what has been drawn before shows through.
    pub(super) is_sheer: bool,
    /// The line.
    pub(super) stroke: Color,
    /// How wide the line is; 0 without one.
    pub(super) width: Px,
    /// How long the line is drawn and how long not; 0 for a whole line.
    pub(super) dash: (Px, Px),
    /// Whether corners are round.
    pub(super) is_round: bool,
}

impl Style {
    pub(super) const fn stroke(stroke: Color, width: Px) -> Self {
        Self { fill: None, is_sheer: false, stroke, width, dash: (0, 0), is_round: false }
    }

    pub(super) const fn fill(fill: Color) -> Self {
        Self { fill: Some(fill), ..Self::stroke(0, 0) }
    }

    pub(super) const fn both(fill: Color, stroke: Color, width: Px) -> Self {
        Self { fill: Some(fill), ..Self::stroke(stroke, width) }
    }
}

/// Strokes and fills, from the tokens of the interface.
pub(super) const GRID: &Style = &Style::stroke(PALE, PX);
pub(super) const AXIS: &Style = &Style::stroke(SLATE, PX + 25);
pub(super) const DASHED: &Style = &Style { dash: (5 * PX, 4 * PX), ..Style::stroke(SLATE, PX + 50) };
pub(super) const DOTTED: &Style = &Style { dash: (PX + 50, 3 * PX), ..Style::stroke(0x86_50_00, PX + 50) };
pub(super) const TARGET: &Style = &Style::stroke(0x1a_6b_43, 2 * PX);
pub(super) const LINE: &Style = &Style { is_round: true, ..Style::stroke(BLUE, 2 * PX) };
pub(super) const CAUSE: &Style = &Style::stroke(RED, 2 * PX);
pub(super) const OUTLINE: &Style = &Style::stroke(INK, 2 * PX);
pub(super) const SPINE: &Style = &Style::stroke(INK, 2 * PX + 50);
pub(super) const FRAME: &Style = &Style::stroke(INK, 3 * PX);
pub(super) const DARK: &Style = &Style::fill(BLUE);
pub(super) const SHEER: &Style = &Style { is_sheer: true, ..Style::fill(BLUE) };
pub(super) const LIGHT: &Style = &Style::both(0xdf_e7_f1, SLATE, PX);
pub(super) const BLACK: &Style = &Style::fill(INK);
const HOLLOW: &Style = &Style::both(WHITE, SLATE, PX + 50);
const GEM: &Style = &Style::fill(RED);

/// A cell of a table.
pub(super) const fn cell(fill: Color) -> Style {
    Style::both(fill, PALE, PX)
}

/// From where words run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A mark for a value; the shape tells one line from another without colour.
#[derive(Clone, Copy)]
pub(super) enum Marker {
    Dot,
    Ring,
    Square,
    Triangle,
    Diamond,
}

/// Something that has been drawn.
pub(super) enum Mark {
    /// Words on one line, from their foot.
    Text { at: Point, anchor: Anchor, ink: &'static Ink, words: String },
    /// A line, or the area inside it.
    Path { points: Vec<Point>, is_closed: bool, style: &'static Style },
    /// A circle of the radius [`RADIUS`].
    Circle { center: Point, style: &'static Style },
}

/// The radius of the circles.
pub(super) const RADIUS: Px = 3 * PX + 50;

/// A picture that is being drawn.
pub(super) struct Surface {
    marks: Vec<Mark>,
    kind: &'static str,
    title: String,
    /// Down to where it has been drawn on.
    pub(super) bottom: Px,
}

/// A whole picture, with what it says in words and in a table.
pub(super) struct Drawing {
    /// What has been drawn, one over the other.
    pub(super) marks: Vec<Mark>,
    /// What it is called, or else its kind.
    pub(super) title: String,
    /// What it shows, in one sentence.
    pub(super) alt: String,
    /// All its values.
    pub(super) table: ChartTable,
    /// How high it is: whole pixels.
    pub(super) height: Px,
}

impl Surface {
    /// A picture with its title, if it has one.
    pub(super) fn new(kind: &'static str, title: &str) -> Self {
        let mut surface = Self { marks: Vec::new(), kind, title: words::cleaned(title), bottom: EDGE };
        surface.paragraph(&TITLE, title, 2);
        surface.bottom += 4 * PX;
        surface
    }

    /// How a sentence about the picture begins.
    pub(super) fn sentence(&self) -> Sentence {
        let mut sentence = Sentence::default();
        sentence.say(self.kind);
        if !self.title.is_empty() {
            sentence.name(&self.title);
        }
        sentence.say("：");
        sentence
    }

    /// Words across the whole width, below what has been drawn.
    pub(super) fn paragraph(&mut self, ink: &'static Ink, words: &str, most: usize) {
        self.bottom = self.block((EDGE, self.bottom), Anchor::Start, ink, WIDTH - 2 * EDGE, most, words);
    }

    /// Words on at most so many lines, the first one just below `at`. Answers where they end.
    pub(super) fn block(
        &mut self,
        at: Point,
        anchor: Anchor,
        ink: &'static Ink,
        room: Px,
        most: usize,
        words: &str,
    ) -> Px {
        let (x, mut y) = at;
        for line in words::lines(words, ink, room, most) {
            self.write((x, y + ink.size), anchor, ink, line);
            y += ink.line();
        }
        y
    }

    /// Words on one line whose foot is at `at`.
    pub(super) fn text(&mut self, at: Point, anchor: Anchor, ink: &'static Ink, room: Px, words: &str) {
        self.write(at, anchor, ink, words::shortened(words, ink, room));
    }

    fn write(&mut self, at: Point, anchor: Anchor, ink: &'static Ink, words: String) {
        if !words.is_empty() {
            self.marks.push(Mark::Text { at, anchor, ink, words });
        }
    }

    /// A line through these points.
    pub(super) fn line(&mut self, points: &[Point], style: &'static Style) {
        self.path(points, false, style);
    }

    /// The area inside these points.
    pub(super) fn area(&mut self, points: &[Point], style: &'static Style) {
        self.path(points, true, style);
    }

    fn path(&mut self, points: &[Point], is_closed: bool, style: &'static Style) {
        if points.len() > 1 {
            self.marks.push(Mark::Path { points: points.to_owned(), is_closed, style });
        }
    }

    /// A box from its upper left corner.
    pub(super) fn area_of(&mut self, (x, y): Point, (width, height): Point, style: &'static Style) {
        self.area(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)], style);
    }

    /// A mark at a place.
    pub(super) fn mark(&mut self, marker: Marker, (x, y): Point) {
        const R: Px = 4 * PX;
        match marker {
            Marker::Dot => self.marks.push(Mark::Circle { center: (x, y), style: DARK }),
            Marker::Ring => self.marks.push(Mark::Circle { center: (x, y), style: HOLLOW }),
            Marker::Square => self.area_of((x - R, y - R), (2 * R, 2 * R), HOLLOW),
            Marker::Triangle => self.area(&[(x, y - R - PX), (x + R + PX, y + R), (x - R - PX, y + R)], HOLLOW),
            Marker::Diamond => {
                let r = R + PX;
                self.area(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], GEM);
            }
        }
    }

    /// The whole picture, with what it says in words and in a table.
    pub(super) fn finish(self, Sentence(mut alt): Sentence, table: ChartTable) -> Drawing {
        alt.push('。');
        let height = (self.bottom + EDGE + PX - 1) / PX * PX;
        let title = if self.title.is_empty() { self.kind.to_owned() } else { self.title };
        Drawing { marks: self.marks, title, alt, table, height }
    }
}
