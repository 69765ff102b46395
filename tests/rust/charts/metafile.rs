//! Reads an enhanced metafile, as strictly as its specification ([MS-EMF]) is, and lists what it draws.

use std::collections::BTreeMap;

type Point = (i64, i64);

/// A colour as an SVG has it.
type Color = String;

/// What is drawn, in hundredths of a pixel; a line by its colour and width.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Text { at: Point, anchor: &'static str, is_reversed: bool, size: i64, is_bold: bool, color: Color, words: String },
    Path { points: Vec<Point>, is_closed: bool, fill: Option<Color>, line: Option<(Color, i64)> },
    Dashes { ends: Vec<[Point; 2]>, line: Option<(Color, i64)> },
    Circle { center: Point, radius: i64, fill: Option<Color>, line: Option<(Color, i64)> },
}

#[derive(Debug, Clone)]
enum Object {
    Pen(Color, i64),
    Brush(Color),
    Font(i64, bool),
}

/// The words of four bytes of a record.
struct Record<'a>(&'a [u8]);

impl Record<'_> {
    fn unsigned(&self, place: usize) -> Result<u32, String> {
        let bytes = self.0.get(place..place + 4).ok_or_else(|| format!("nothing at {place} of {}", self.0.len()))?;
        Ok(u32::from_le_bytes(bytes.try_into().unwrap()))
    }

    fn number(&self, place: usize) -> Result<i64, String> {
        Ok(self.unsigned(place)?.cast_signed().into())
    }

    fn point(&self, place: usize) -> Result<Point, String> {
        Ok((self.number(place)?, self.number(place + 4)?))
    }

    fn color(&self, place: usize) -> Result<Color, String> {
        let [red, green, blue, none] = self.unsigned(place)?.to_le_bytes();
        same("the fourth byte of a colour", none, 0)?;
        let color = format!("#{red:02x}{green:02x}{blue:02x}");
        Ok(if color == "#ffffff" { "#fff".into() } else { color })
    }
}

fn same<T: Copy + PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found:?}, not {expected:?}")) }
}

/// What a metafile of this size in pixels draws.
pub(crate) fn read(bytes: &[u8], size: Point) -> Result<Vec<Shape>, String> {
    let header = Record(bytes);
    let limits = (size.0 * 100, size.1 * 100);
    same("the signature", header.0.get(40..44), Some(b" EMF"))?;
    same("the version", header.unsigned(44)?, 0x1_0000)?;
    same("the size of the file", header.unsigned(48)? as usize, bytes.len())?;
    same("the bounds", (header.point(8)?, header.point(16)?), ((0, 0), (size.0 - 1, size.1 - 1)))?;
    // Hundredths of a millimetre, of the device's pixels.
    let ratio = |place: usize| Ok::<_, String>(header.number(80 + place)? * 100 * 64 / header.number(72 + place)?);
    same("the size of a pixel", (ratio(0)?, ratio(4)?), (2540 * 64 / 96, 2540 * 64 / 96))?;
    same("the frame", (header.point(24)?, header.point(32)?), ((0, 0), (size.0 * 2540 / 96, size.1 * 2540 / 96)))?;
    let mut player = Player { handles: header.unsigned(56)?, ..Player::default() };
    let (mut place, mut count) = (0, 0);
    while let Some(rest) = bytes.get(place..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = (Record(rest).unsigned(0)?, Record(rest).unsigned(4)? as usize);
        let record = Record(rest.get(..length).ok_or("a record is too long")?);
        if length < 8 || length % 4 != 0 || player.is_ended {
            return Err(format!("a record of {length} bytes at {place}"));
        }
        same("the first record", kind == 1, count == 0)?;
        match kind {
            1 => same("the size of the header", length, 108)?,
            9 => same("the window", record.point(8)?, limits)?,
            11 => same("the viewport", record.point(8)?, size)?,
            14 => {
                same("the end", (length, record.unsigned(length - 4)?), (20, 20))?;
                player.is_ended = true;
            }
            17 => same("the mode of the map", (length, record.unsigned(8)?), (12, 8))?,
            18 => same("the background", (length, record.unsigned(8)?), (12, 1))?,
            22 => player.align = Some(record.unsigned(8)?),
            24 => player.color = Some(record.color(8)?),
            37 => player.select(record.unsigned(8)?)?,
            39 | 82 | 95 => player.create(kind, &record)?,
            _ => {
                let shape = player.draw(kind, &record, limits)?;
                player.shapes.push(shape);
            }
        }
        place += length;
        count += 1;
    }
    same("the end is there", player.is_ended, true)?;
    same("the count of records", header.unsigned(52)?, count)?;
    same("the count of handles", player.handles as usize, player.objects.len() + 1)?;
    for (x, y) in player.shapes.iter().flat_map(places) {
        if x < 0 || y < 0 || x > limits.0 || y > limits.1 {
            return Err(format!("({x}, {y}) is outside of {limits:?}"));
        }
    }
    Ok(player.shapes)
}

/// What the records have led to so far.
#[derive(Default)]
struct Player {
    handles: u32,
    objects: BTreeMap<u32, Object>,
    pen: Option<Object>,
    brush: Option<Object>,
    font: Option<Object>,
    align: Option<u32>,
    color: Option<Color>,
    shapes: Vec<Shape>,
    is_ended: bool,
}

impl Player {
    fn select(&mut self, handle: u32) -> Result<(), String> {
        match handle {
            0x8000_0005 => self.brush = None,
            0x8000_0008 => self.pen = None,
            _ => {
                let object = self.objects.get(&handle).ok_or("an object that nobody created")?;
                *match object {
                    Object::Pen(..) => &mut self.pen,
                    Object::Brush(_) => &mut self.brush,
                    Object::Font(..) => &mut self.font,
                } = Some(object.clone());
            }
        }
        Ok(())
    }

    fn create(&mut self, kind: u32, record: &Record<'_>) -> Result<(), String> {
        let handle = record.unsigned(8)?;
        let object = match kind {
            39 => {
                same("the brush", (record.0.len(), record.unsigned(12)?, record.unsigned(20)?), (24, 0, 0))?;
                Object::Brush(record.color(16)?)
            }
            82 => {
                same("the size of a font", record.0.len(), 332)?;
                same("the face", utf16(&record.0[40..104])?.trim_end_matches('\0'), "Microsoft YaHei")?;
                Object::Font(-record.number(12)?, record.number(28)? == 700)
            }
            _ => {
                same("the size of a pen", record.0.len(), 52)?;
                same("a bitmap of a pen", record.0[12..28].iter().any(|byte| *byte > 0), false)?;
                same("the pen", record.unsigned(28)? & !0x2000, 0x1_0200)?;
                Object::Pen(record.color(40)?, record.number(32)?)
            }
        };
        same("a handle is counted", 0 < handle && handle < self.handles, true)?;
        same("a handle is new", self.objects.insert(handle, object).is_none(), true)
    }

    fn draw(&self, kind: u32, record: &Record<'_>, limits: Point) -> Result<Shape, String> {
        let line = match &self.pen {
            Some(Object::Pen(color, width)) => Some((color.clone(), *width)),
            _ => None,
        };
        let fill = match &self.brush {
            Some(Object::Brush(color)) => Some(color.clone()),
            _ => None,
        };
        Ok(match kind {
            3 | 4 => {
                let points = points(record, 28, record.unsigned(24)?)?;
                Shape::Path { points, is_closed: kind == 3, fill: fill.filter(|_| kind == 3), line }
            }
            7 => {
                let lines = record.unsigned(24)?;
                same("the ends of the dashes", record.unsigned(28)?, lines * 2)?;
                for line in 0..lines as usize {
                    same("the ends of a dash", record.unsigned(32 + 4 * line)?, 2)?;
                }
                let ends = points(record, 32 + 4 * lines as usize, lines * 2)?;
                Shape::Dashes { ends: ends.as_chunks().0.to_vec(), line }
            }
            42 => {
                let ((left, top), (right, bottom)) = (record.point(8)?, record.point(16)?);
                same("the size of a circle", (record.0.len(), right - left), (24, bottom - top))?;
                let radius = (right - left) / 2;
                Shape::Circle { center: (left + radius, top + radius), radius, fill, line }
            }
            84 => {
                let align = self.align.ok_or("no alignment")?;
                let color = self.color.clone().ok_or("no colour of the text")?;
                let Some(Object::Font(size, is_bold)) = self.font else { return Err("no font".into()) };
                text(record, align, color, (size, is_bold), limits)?
            }
            other => return Err(format!("a record of the kind {other}")),
        })
    }
}

fn utf16(bytes: &[u8]) -> Result<String, String> {
    let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    String::from_utf16(&units).map_err(|error| error.to_string())
}

/// The points that end a record.
fn points(record: &Record<'_>, start: usize, count: u32) -> Result<Vec<Point>, String> {
    same("the size of a line", record.0.len(), start + 8 * count as usize)?;
    (0..count as usize).map(|number| record.point(start + 8 * number)).collect()
}

fn places(shape: &Shape) -> Vec<Point> {
    match shape {
        Shape::Text { at, .. } => vec![*at],
        Shape::Path { points, .. } => points.clone(),
        Shape::Dashes { ends, .. } => ends.concat(),
        Shape::Circle { center: (x, y), radius, .. } => vec![(x - radius, y - radius), (x + radius, y + radius)],
    }
}

fn text(
    record: &Record<'_>,
    align: u32,
    color: Color,
    (size, is_bold): (i64, bool),
    limits: Point,
) -> Result<Shape, String> {
    let (at, count) = (record.point(36)?, record.unsigned(44)? as usize);
    let (string, advances) = (record.unsigned(48)? as usize, record.unsigned(72)? as usize);
    same("the place of the string", string, 76)?;
    same("the place of the advances", advances, 76 + count.next_multiple_of(2) * 2)?;
    same("the size of a text", record.0.len(), advances + 4 * count)?;
    let words = utf16(&record.0[string..string + 2 * count])?;
    let mut width = 0;
    for (number, unit) in words.encode_utf16().enumerate() {
        let advance = record.number(advances + 4 * number)?;
        let is_second = (0xdc00..0xe000).contains(&unit);
        if advance < 0 || advance > size * 11 / 10 || is_second && advance > 0 {
            return Err(format!("{advance} to the next character in {words:?}"));
        }
        width += advance;
    }
    let is_reversed = align & 0x100 != 0;
    same("both ways of saying right to left", record.unsigned(52)? == 0x80, is_reversed)?;
    let (anchor, left) = match align & !0x100 {
        24 => ("start", at.0),
        30 => ("middle", at.0 - width / 2),
        26 => ("end", at.0 - width),
        other => return Err(format!("the alignment {other}")),
    };
    if left < 0 || left + width > limits.0 {
        return Err(format!("{words:?} leaves the picture"));
    }
    Ok(Shape::Text { at, anchor, is_reversed, size, is_bold, color, words })
}
