//! The surface that all kinds of charts are drawn on: it writes SVG, measures words and never lets them leave the picture.
//!
//! The picture carries everything it needs: no stylesheet, no script, no font, no reference. It has no background and dark
//! ink, like print; a page in dark colours puts a white sheet under it. Every difference that a colour makes is also made by
//! a shape, a dash, the darkness or a word.

use super::words::{self, Sentence};
use super::{ChartTable, Drawn};

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

/// A kind of type.
pub(super) struct Ink {
    /// The size.
    pub(super) size: Px,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// What it differs in from [`SMALL`].
    pub(super) attributes: &'static str,
}

impl Ink {
    /// From one line to the next.
    pub(super) const fn line(&self) -> Px {
        self.size * 4 / 3
    }
}

/// Nothing is smaller than 12 pixels.
pub(super) const TITLE: Ink = Ink { size: 15 * PX, bold: true, attributes: " font-size=\"15\" font-weight=\"600\"" };
pub(super) const STRONG: Ink = Ink { size: 13 * PX, bold: true, attributes: " font-size=\"13\" font-weight=\"600\"" };
pub(super) const SMALL: Ink = Ink { size: 12 * PX, bold: false, attributes: "" };
pub(super) const FIRM: Ink = Ink { size: 12 * PX, bold: true, attributes: " font-weight=\"600\"" };
pub(super) const QUIET: Ink = Ink { size: 12 * PX, bold: false, attributes: " fill=\"#455160\"" };
pub(super) const REVERSED: Ink = Ink { size: 12 * PX, bold: true, attributes: " font-weight=\"600\" fill=\"#fff\"" };

/// Strokes and fills, from the tokens of the interface.
pub(super) const GRID: &str = "fill=\"none\" stroke=\"#c9d1da\"";
pub(super) const AXIS: &str = "fill=\"none\" stroke=\"#455160\" stroke-width=\"1.25\"";
pub(super) const DASHED: &str = "fill=\"none\" stroke=\"#455160\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"";
pub(super) const TARGET: &str = "fill=\"none\" stroke=\"#1a6b43\" stroke-width=\"2\"";
pub(super) const LINE: &str = "fill=\"none\" stroke=\"#1b4b8a\" stroke-width=\"2\" stroke-linejoin=\"round\"";
pub(super) const DARK: &str = "fill=\"#1b4b8a\"";
pub(super) const LIGHT: &str = "fill=\"#dfe7f1\" stroke=\"#455160\"";
pub(super) const BLACK: &str = "fill=\"#17202b\"";
pub(super) const HOLLOW: &str = "fill=\"#fff\" stroke=\"#455160\" stroke-width=\"1.5\"";

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

/// A picture that is being drawn.
pub(super) struct Surface {
    svg: String,
    kind: &'static str,
    title: String,
    /// Down to where it has been drawn on.
    pub(super) bottom: Px,
}

impl Surface {
    /// A picture with its title, if it has one.
    pub(super) fn new(kind: &'static str, title: &str) -> Self {
        let mut surface = Self { svg: String::new(), kind, title: words::cleaned(title), bottom: EDGE };
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
    pub(super) fn paragraph(&mut self, ink: &Ink, words: &str, most: usize) {
        self.bottom = self.block((EDGE, self.bottom), Anchor::Start, ink, WIDTH - 2 * EDGE, most, words);
    }

    /// Words on at most so many lines, the first one just below `at`. Answers where they end.
    pub(super) fn block(&mut self, at: Point, anchor: Anchor, ink: &Ink, room: Px, most: usize, words: &str) -> Px {
        let (x, mut y) = at;
        for line in words::lines(words, ink, room, most) {
            self.write((x, y + ink.size), anchor, ink, &line);
            y += ink.line();
        }
        y
    }

    /// Words on one line whose foot is at `at`.
    pub(super) fn text(&mut self, at: Point, anchor: Anchor, ink: &Ink, room: Px, words: &str) {
        self.write(at, anchor, ink, &words::shortened(words, ink, room));
    }

    fn write(&mut self, (x, y): Point, anchor: Anchor, ink: &Ink, words: &str) {
        if words.is_empty() {
            return;
        }
        let reversed = words::is_right_to_left(words);
        self.svg.push_str("<text x=\"");
        push_number(&mut self.svg, x);
        self.svg.push_str("\" y=\"");
        push_number(&mut self.svg, y);
        self.svg.push('"');
        self.svg.push_str(ink.attributes);
        // Where words run to the left, their start is on the right.
        self.svg.push_str(match anchor {
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::Start if reversed => " text-anchor=\"end\"",
            Anchor::End if !reversed => " text-anchor=\"end\"",
            _ => "",
        });
        if reversed {
            self.svg.push_str(" direction=\"rtl\" unicode-bidi=\"isolate\"");
        }
        self.svg.push('>');
        push_escaped(&mut self.svg, words);
        self.svg.push_str("</text>");
    }

    /// A line through these points.
    pub(super) fn line(&mut self, points: &[Point], style: &str) {
        self.path(points, "", style);
    }

    /// The area inside these points.
    pub(super) fn area(&mut self, points: &[Point], style: &str) {
        self.path(points, "Z", style);
    }

    fn path(&mut self, points: &[Point], end: &str, style: &str) {
        if points.len() < 2 {
            return;
        }
        self.svg.push_str("<path d=\"");
        let mut step = 'M';
        for (x, y) in points {
            self.svg.push(step);
            push_number(&mut self.svg, *x);
            self.svg.push(' ');
            push_number(&mut self.svg, *y);
            step = 'L';
        }
        self.svg.push_str(end);
        self.svg.push_str("\" ");
        self.svg.push_str(style);
        self.svg.push_str("/>");
    }

    /// A box from its upper left corner.
    pub(super) fn area_of(&mut self, (x, y): Point, (width, height): Point, style: &str) {
        self.area(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)], style);
    }

    /// A mark at a place.
    pub(super) fn mark(&mut self, marker: Marker, (x, y): Point) {
        const R: Px = 4 * PX;
        match marker {
            Marker::Dot | Marker::Ring => {
                self.svg.push_str("<circle cx=\"");
                push_number(&mut self.svg, x);
                self.svg.push_str("\" cy=\"");
                push_number(&mut self.svg, y);
                self.svg.push_str("\" r=\"3.5\" ");
                self.svg.push_str(if matches!(marker, Marker::Dot) { DARK } else { HOLLOW });
                self.svg.push_str("/>");
            }
            Marker::Square => self.area_of((x - R, y - R), (2 * R, 2 * R), HOLLOW),
            Marker::Triangle => self.area(&[(x, y - R - PX), (x + R + PX, y + R), (x - R - PX, y + R)], HOLLOW),
            Marker::Diamond => {
                let r = R + PX;
                self.area(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], "fill=\"#ae261f\"");
            }
        }
    }

    /// The whole picture, with what it says in words and in a table.
    pub(super) fn finish(self, Sentence(mut alt): Sentence, table: ChartTable) -> Drawn {
        const BEFORE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 ";
        const AFTER: &str = "\" role=\"img\" font-family=\"system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif\" \
             font-size=\"12\" fill=\"#17202b\"><title>";
        alt.push('。');
        let height = (self.bottom + EDGE + PX - 1) / PX;
        let mut svg = String::with_capacity(self.svg.len() + 2000);
        svg.push_str(BEFORE);
        push_number(&mut svg, height * PX);
        svg.push_str("\" width=\"640\" height=\"");
        push_number(&mut svg, height * PX);
        svg.push_str(AFTER);
        push_escaped(&mut svg, if self.title.is_empty() { self.kind } else { &self.title });
        svg.push_str("</title><desc>");
        push_escaped(&mut svg, &alt);
        svg.push_str("</desc>");
        svg.push_str(&self.svg);
        svg.push_str("</svg>");
        Drawn { svg, alt, width: 640, height: u32::try_from(height).unwrap_or(u32::MAX), table }
    }
}

/// A length in pixels, without zeros at its end.
fn push_number(svg: &mut String, hundredths: Px) {
    if hundredths < 0 {
        svg.push('-');
    }
    let size = hundredths.unsigned_abs();
    svg.push_str(&(size / 100).to_string());
    let digit = |value: u64| char::from(b'0' + u8::try_from(value % 10).unwrap_or_default());
    if !size.is_multiple_of(100) {
        svg.push('.');
        svg.push(digit(size / 10));
        if !size.is_multiple_of(10) {
            svg.push(digit(size));
        }
    }
}

/// Words as XML; they have been cleaned of what XML does not allow at all.
fn push_escaped(svg: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            c => svg.push(c),
        }
    }
}
