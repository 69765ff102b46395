//! A picture as SVG.

use super::ink::{Color, INK, Ink, PX, Point, Px, SMALL, Style, WHITE};
use super::surface::{Anchor, Drawing, Mark, RADIUS};
use super::table::ChartTable;
use super::words::is_right_to_left;
use crate::json::object;

object! {
    /// A chart, drawn.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Drawn: out {
        /// The picture: SVG that needs nothing else. It has dark ink and no background.
        pub svg: String,
        /// What it shows, in one sentence.
        pub alt: String,
        /// Its width in pixels, always 640.
        pub width: u32,
        /// Its height in pixels.
        pub height: u32,
        /// All its values.
        pub table: ChartTable,
    }
}

/// A picture with what goes with it.
pub(super) fn drawn(drawing: Drawing) -> Drawn {
    let svg = svg(&drawing);
    let Drawing { alt, table, height, .. } = drawing;
    Drawn { svg, alt, width: 640, height: u32::try_from(height / PX).unwrap_or(u32::MAX), table }
}

fn svg(drawing: &Drawing) -> String {
    let mut svg = Svg(String::with_capacity(8000));
    svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 ").number(drawing.height);
    svg.raw("\" width=\"640\" height=\"").number(drawing.height);
    svg.raw("\" role=\"img\" font-family=\"system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif\" font-size=\"12\" fill=\"")
        .color(INK)
        .raw("\"><title>")
        .escaped(&drawing.title)
        .raw("</title><desc>")
        .escaped(&drawing.alt)
        .raw("</desc>");
    for mark in &drawing.marks {
        match mark {
            Mark::Text { at, anchor, ink, words } => svg.text(*at, *anchor, ink, words),
            Mark::Path { points, is_closed, style } => {
                let mut step = "<path d=\"M";
                for (x, y) in points {
                    svg.raw(step).number(*x).raw(" ").number(*y);
                    step = "L";
                }
                svg.raw(if *is_closed { "Z\"" } else { "\"" }).style(style);
            }
            Mark::Circle { center: (x, y), style } => {
                svg.raw("<circle cx=\"").number(*x).raw("\" cy=\"").number(*y);
                svg.raw("\" r=\"").number(RADIUS).raw("\"").style(style);
            }
        }
    }
    svg.raw("</svg>");
    svg.0
}

struct Svg(String);

impl Svg {
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    fn text(&mut self, (x, y): Point, anchor: Anchor, ink: &Ink, words: &str) {
        self.raw("<text x=\"").number(x).raw("\" y=\"").number(y).raw("\"");
        if ink.size != SMALL.size {
            self.raw(" font-size=\"").number(ink.size).raw("\"");
        }
        if ink.bold {
            self.raw(" font-weight=\"600\"");
        }
        if ink.color != INK {
            self.raw(" fill=\"").color(ink.color).raw("\"");
        }
        let reversed = is_right_to_left(words);
        // Where words run to the left, their start is on the right.
        self.raw(match anchor {
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::Start if reversed => " text-anchor=\"end\"",
            Anchor::End if !reversed => " text-anchor=\"end\"",
            _ => "",
        });
        self.raw(if reversed { " direction=\"rtl\" unicode-bidi=\"isolate\">" } else { ">" });
        self.escaped(words).raw("</text>");
    }

    /// How it looks; the end of an element.
    fn style(&mut self, style: &Style) {
        self.raw(" fill=\"");
        match style.fill {
            Some(fill) => self.color(fill),
            None => self.raw("none"),
        };
        if style.is_sheer {
            self.raw("\" fill-opacity=\".12");
        }
        if style.width > 0 {
            self.raw("\" stroke=\"").color(style.stroke);
        }
        if style.width > PX {
            self.raw("\" stroke-width=\"").number(style.width);
        }
        let (on, off) = style.dash;
        if on > 0 {
            self.raw("\" stroke-dasharray=\"").number(on).raw(" ").number(off);
        }
        self.raw(if style.is_round { "\" stroke-linejoin=\"round\"/>" } else { "\"/>" });
    }

    fn color(&mut self, color: Color) -> &mut Self {
        if color == WHITE {
            return self.raw("#fff");
        }
        self.0.push('#');
        for shift in [20, 16, 12, 8, 4, 0] {
            self.0.push(char::from_digit(color >> shift & 15, 16).unwrap_or_default());
        }
        self
    }

    /// A length in pixels, without zeros at its end.
    fn number(&mut self, hundredths: Px) -> &mut Self {
        if hundredths < 0 {
            self.0.push('-');
        }
        let size = hundredths.unsigned_abs();
        self.raw(&(size / 100).to_string());
        let digit = |value: u64| char::from(b'0' + u8::try_from(value % 10).unwrap_or_default());
        if !size.is_multiple_of(100) {
            self.0.push('.');
            self.0.push(digit(size / 10));
            if !size.is_multiple_of(10) {
                self.0.push(digit(size));
            }
        }
        self
    }

    /// Words as XML; they have been cleaned of what XML does not allow at all.
    fn escaped(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            let escaped = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                c => {
                    self.0.push(c);
                    continue;
                }
            };
            self.raw(escaped);
        }
        self
    }
}
