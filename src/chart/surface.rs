//! The surface that all kinds of charts are drawn on: it measures words, never lets them leave the picture, and keeps what is
//! drawn, mark by mark, for [`super::svg`] and [`super::emf`] to write.
//!
//! The picture carries everything it needs: no stylesheet, no script, no font, no reference. It has no background and dark
//! ink, like print; a page in dark colours puts a white sheet under it. Every difference that a colour makes is also made by
//! a shape, a dash, the darkness or a word.

use super::ink::{DARK, EDGE, GEM, HOLLOW, Ink, PX, Point, Px, Style, TITLE, WIDTH};
use super::table::ChartTable;
use super::words::{self, Sentence};

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
