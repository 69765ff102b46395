//! What is drawn with: lengths, colours, types, lines and fills.

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
pub(super) const HOLLOW: &Style = &Style::both(WHITE, SLATE, PX + 50);
pub(super) const GEM: &Style = &Style::fill(RED);

/// A cell of a table.
pub(super) const fn cell(fill: Color) -> Style {
    Style::both(fill, PALE, PX)
}

/// A number of things, to reckon with.
pub(super) fn many(items: usize) -> Px {
    Px::try_from(items).unwrap_or(Px::MAX)
}
