//! A picture as an enhanced metafile: drawing orders that every Word since 97, WPS and `LibreOffice` can follow, on a screen and
//! on paper alike. Fonts are named, not embedded. It has no date: the same picture is the same bytes.

use super::ink::{Color, Ink, PX, Point, Px, Style, WIDTH};
use super::surface::{Anchor, Drawing, Mark, RADIUS};
use super::words::{is_mark, is_right_to_left};
use crate::listed::Listed;

/// The records that are written.
const HEADER: u32 = 1;
const POLYGON: u32 = 3;
const POLYLINE: u32 = 4;
const POLYLINES: u32 = 7;
const SET_WINDOW_EXTENT: u32 = 9;
const SET_VIEWPORT_EXTENT: u32 = 11;
const END: u32 = 14;
const SET_MAP_MODE: u32 = 17;
const SET_BACKGROUND_MODE: u32 = 18;
const SET_TEXT_ALIGN: u32 = 22;
const SET_TEXT_COLOR: u32 = 24;
const SELECT_OBJECT: u32 = 37;
const CREATE_BRUSH: u32 = 39;
const ELLIPSE: u32 = 42;
const CREATE_FONT: u32 = 82;
const TEXT: u32 = 84;
const CREATE_PEN: u32 = 95;

/// What is there without being created.
const NO_BRUSH: u32 = 0x8000_0005;
const NO_PEN: u32 = 0x8000_0008;

/// No bounds are stated for a single order.
const UNBOUNDED: [u32; 4] = [0, 0, u32::MAX, u32::MAX];

/// A device to measure by: so many pixels are so many millimetres wide and high, at 96 pixels an inch.
const PIXELS: u32 = 4800;
const MILLIMETERS: u32 = 1270;

/// A common sans-serif face with Chinese characters; a program without it takes another one of this kind.
const FACE: &str = "Microsoft YaHei";
const GB2312: u32 = 134;
const SWISS: u32 = 0x22;

/// How wide the characters from the space to the tilde are in this face, in hundredths of the size.
const WIDTHS: [u8; 95] = [
    29, 30, 42, 63, 57, 87, 84, 24, 32, 32, 44, 73, 23, 42, 23, 41, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 23, 23, 73,
    73, 73, 48, 100, 68, 61, 66, 74, 54, 52, 73, 75, 29, 38, 62, 50, 95, 79, 80, 59, 80, 63, 56, 56, 73, 66, 99, 63,
    59, 61, 32, 40, 32, 73, 44, 28, 54, 62, 49, 62, 55, 33, 62, 60, 26, 26, 53, 26, 91, 60, 62, 62, 62, 37, 45, 36, 60,
    51, 77, 49, 51, 48, 32, 25, 32, 73,
];

/// Writes a picture, in hundredths of a pixel like the surface itself.
pub(super) fn emf(drawing: &Drawing) -> Vec<u8> {
    let mut file = Metafile { words: Vec::new(), records: 2, objects: Vec::new(), state: [u32::MAX; 5] };
    let (width, height) = (unit(WIDTH / PX), unit(drawing.height / PX));
    // Both directions on their own scale.
    file.record(SET_MAP_MODE, &[8]);
    file.record(SET_WINDOW_EXTENT, &[unit(WIDTH), unit(drawing.height)]);
    file.record(SET_VIEWPORT_EXTENT, &[width, height]);
    // Transparent.
    file.record(SET_BACKGROUND_MODE, &[1]);
    // Colours here cover what is below: what is sheer comes first.
    for sheer in [true, false] {
        for mark in &drawing.marks {
            match mark {
                Mark::Text { at, anchor, ink, words } if !sheer => file.text(*at, *anchor, ink, words),
                Mark::Path { points, is_closed, style } if style.is_sheer == sheer => {
                    file.style(style);
                    if style.dash.0 > 0 {
                        file.dashes(points, *is_closed, style.dash);
                    } else {
                        let mut body = UNBOUNDED.to_vec();
                        body.push(size(points.len()));
                        file.points(if *is_closed { POLYGON } else { POLYLINE }, body, points);
                    }
                }
                Mark::Circle { center: (x, y), style } if style.is_sheer == sheer => {
                    file.style(style);
                    file.record(ELLIPSE, &[x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS].map(unit));
                }
                _ => {}
            }
        }
    }
    file.finish(width, height)
}

/// A file that is being written, in words of four bytes.
struct Metafile {
    words: Vec<u32>,
    /// How many records there will be.
    records: u32,
    /// Pens, brushes and fonts that have been created, numbered from 1.
    objects: Vec<Vec<u32>>,
    /// The present pen, brush, font, alignment and colour of the text.
    state: [u32; 5],
}

impl Metafile {
    fn record(&mut self, kind: u32, body: &[u32]) {
        self.words.push(kind);
        self.words.push(size(body.len() * 4 + 8));
        self.words.extend_from_slice(body);
        self.records += 1;
    }

    /// A record that ends in points.
    fn points(&mut self, kind: u32, mut body: Vec<u32>, points: &[Point]) {
        for (x, y) in points {
            body.push(unit(*x));
            body.push(unit(*y));
        }
        self.record(kind, &body);
    }

    /// Changes a part of the state, if it is another.
    fn set(&mut self, part: usize, kind: u32, value: u32) {
        if let Some(present) = self.state.get_mut(part)
            && *present != value
        {
            *present = value;
            self.record(kind, &[value]);
        }
    }

    /// Takes a pen, a brush or a font; creates it where there has been none like it. Their bodies differ in length.
    fn take(&mut self, part: usize, kind: u32, object: Vec<u32>) {
        let known = self.objects.iter().position(|known| *known == object);
        let handle = size(known.unwrap_or(self.objects.len()) + 1);
        if known.is_none() {
            let mut body = vec![handle];
            body.extend_from_slice(&object);
            self.record(kind, &body);
            self.objects.push(object);
        }
        self.set(part, SELECT_OBJECT, handle);
    }

    fn style(&mut self, style: &Style) {
        if style.width > 0 {
            // Geometric, with flat ends; corners that are mitred or round.
            let corners = if style.is_round { 0 } else { 0x2000 };
            let pen = vec![0, 0, 0, 0, 0x1_0200 | corners, unit(style.width), 0, color(style.stroke), 0, 0];
            self.take(0, CREATE_PEN, pen);
        } else {
            self.set(0, SELECT_OBJECT, NO_PEN);
        }
        match style.fill {
            Some(fill) => {
                let fill = if style.is_sheer { thinned(fill) } else { fill };
                self.take(1, CREATE_BRUSH, vec![0, color(fill), 0]);
            }
            None => self.set(1, SELECT_OBJECT, NO_BRUSH),
        }
    }

    /// A line that is not whole, dash by dash: programs differ in what they make of a pen with dashes.
    fn dashes(&mut self, points: &[Point], is_closed: bool, (on, off): Point) {
        let mut ends = Vec::new();
        // Where the dash begins, seen from the corner.
        let mut start = 0;
        let next = points.iter().skip(1).chain(points.first().filter(|_| is_closed));
        for ((x, y), (to_x, to_y)) in points.iter().zip(next) {
            let (right, down) = (to_x - x, to_y - y);
            let (longer, shorter) = (right.abs().max(down.abs()), right.abs().min(down.abs()));
            // Near enough for dashes.
            let length = longer + shorter * 3 / 8;
            while start < length {
                let (from, to) = (start.max(0), (start + on).min(length));
                if from < to {
                    for far in [from, to] {
                        ends.push((x + right * far / length, y + down * far / length));
                    }
                }
                start += on + off;
            }
            start -= on + off + length;
        }
        let count = ends.len() / 2;
        let mut body = UNBOUNDED.to_vec();
        body.push(size(count));
        body.push(size(count * 2));
        body.resize(6 + count, 2);
        self.points(POLYLINES, body, &ends);
    }

    fn text(&mut self, (x, y): Point, anchor: Anchor, ink: &Ink, words: &str) {
        // The size without what is above and below; upright and not slanted.
        let mut font = vec![unit(-ink.size), 0, 0, 0, if ink.bold { 700 } else { 400 }, GB2312 << 24, SWISS << 24];
        font.extend_from_slice(&packed(FACE));
        font.resize(80, 0);
        self.take(2, CREATE_FONT, font);
        let reversed = is_right_to_left(words);
        // The foot of the words, with where they run to.
        let side = match anchor {
            Anchor::Start => 0,
            Anchor::Middle => 6,
            Anchor::End => 2,
        };
        self.set(3, SET_TEXT_ALIGN, 0x18 | side | if reversed { 0x100 } else { 0 });
        self.set(4, SET_TEXT_COLOR, color(ink.color));

        let mut advances = Vec::new();
        for c in words.chars() {
            advances.push(unit(advance(c, ink)));
            if c.len_utf16() > 1 {
                advances.push(0);
            }
        }
        let units = packed(words);
        let mut body = UNBOUNDED.to_vec();
        // A hundredth of a pixel is 0.2645833 hundredths of a millimetre, as a floating-point number.
        body.extend_from_slice(&[
            1,
            0x3e87_7777,
            0x3e87_7777,
            unit(x),
            unit(y),
            size(advances.len()),
            76,
            if reversed { 0x80 } else { 0 },
        ]);
        body.extend_from_slice(&UNBOUNDED);
        body.push(size(76 + 4 * units.len()));
        body.extend_from_slice(&units);
        body.extend_from_slice(&advances);
        self.record(TEXT, &body);
    }

    fn finish(mut self, width: u32, height: u32) -> Vec<u8> {
        self.words.extend_from_slice(&[END, 20, 0, 16, 20]);
        // Hundredths of a millimetre: 2540 to 96 pixels.
        let frame = |pixels: u32| pixels * 635 / 24;
        let header = [
            HEADER,
            108,
            0,
            0,
            width.saturating_sub(1),
            height.saturating_sub(1),
            0,
            0,
            frame(width),
            frame(height),
            u32::from_le_bytes(*b" EMF"),
            0x1_0000,
            size(self.words.len() * 4 + 108),
            self.records,
            size(self.objects.len() + 1),
            0,
            0,
            0,
            PIXELS,
            PIXELS,
            MILLIMETERS,
            MILLIMETERS,
            0,
            0,
            0,
            MILLIMETERS * 1000,
            MILLIMETERS * 1000,
        ];
        let mut bytes = Vec::with_capacity(self.words.len() * 4 + 108);
        for word in header.iter().chain(&self.words) {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        bytes
    }
}

/// A length in two's complement.
fn unit(length: Px) -> u32 {
    u32::try_from(length & 0xffff_ffff).unwrap_or_default()
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Red comes last here.
fn color(color: Color) -> u32 {
    color.swap_bytes() >> 8
}

/// An eighth of the colour on white paper.
fn thinned(color: Color) -> Color {
    u32::from_be_bytes(color.to_be_bytes().map(|part| 255 - (255 - part) / 8))
}

/// UTF-16, two to a word.
fn packed(words: &str) -> Vec<u32> {
    let units: Vec<u16> = words.encode_utf16().listed();
    let pair = |pair: &[u16]| pair.iter().rev().fold(0, |word, unit| word << 16 | u32::from(*unit));
    units.chunks(2).map(pair).listed()
}

/// From one character to the next: about what fonts have, never more than what the surface keeps free.
fn advance(c: char, ink: &Ink) -> Px {
    let known = (c as usize).checked_sub(32).and_then(|place| WIDTHS.get(place));
    let hundredths = match known {
        // Bold letters are wider, bold Chinese characters are not.
        Some(hundredths) if ink.bold => i64::from(*hundredths) * 16 / 15,
        Some(hundredths) => i64::from(*hundredths),
        None if is_mark(c) => 0,
        None if c < '\u{2000}' || c == '−' => 55,
        None => 100,
    };
    ink.size * hundredths / 100
}
