//! What a report consists of, before it is written in a format.

use crate::json::{Json, object};
use crate::listed::Listed;

object! {
    /// A report: blocks from top to bottom, with what stands on every page.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", schemars(rename = "ReportDocument"))]
    pub struct Document: in out {
        /// A name for its file, without the extension.
        pub name: String,
        /// Its title.
        pub title: String,
        /// What stands in the head of every page: the pack, its edition and status.
        pub head: String,
        /// What stands in the foot of every page: version, pack, scheme and what the fingerprints begin with. The page's number follows it.
        pub foot: String,
        /// Its contents.
        pub blocks: Vec<Block>,
        /// Whether it is printed across the long side of the page.
        pub is_wide: bool = default,
    }
}

/// A part of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 3 below the title.
    Heading(u8, String),
    /// What the report is about, in one line below the title.
    Facts(Vec<String>),
    /// What came of it, set apart.
    Result(String),
    /// A paragraph; line breaks in it stay.
    Paragraph(String),
    /// Small print, such as what is not official in a form.
    Note(String),
    /// A table; the header row is repeated on every page.
    Table(Table),
    /// Data of a chart, as [`crate::chart::draw`] takes them; it is drawn when the document is written.
    Chart(Json),
    /// A chart that has been drawn. Only a document that is being written has it.
    Picture(Picture),
    /// Areas to be signed or sealed by hand, by their label: one row, on the page of what precedes it.
    Signature(Vec<String>),
    /// What follows begins on a new page.
    #[default]
    PageBreak,
}

object! {
    /// A table of texts.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Table: in out {
        /// What it is called; the name of its sheet in a workbook.
        pub name: String,
        /// Its columns; no column has a label in a table of labels and answers, which then has no header row.
        pub columns: Vec<TableColumn>,
        /// Its rows. A row may have fewer cells than there are columns: its last cell takes the rest. A row that is one label
        /// alone is the title of the rows below it.
        pub rows: Vec<Vec<Cell>>,
        /// Whether it is set in small print, such as what a picture says already.
        pub is_small: bool = default,
    }
}

object! {
    /// A column of a table.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct TableColumn: in out {
        /// What it is called.
        pub label: String,
        /// Its share of the width, in percent; the shares of a table sum to 100.
        pub width: u32,
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text, shown as it is, never read as markup or as a formula.
    Text(String),
    /// A label, as in the first column of a table of labels and answers.
    Label(String),
    /// A number: what is shown, and the same as a decimal numeral that a workbook can calculate with.
    Number {
        /// What is shown.
        text: String,
        /// A decimal numeral, such as `-12.5`.
        value: String,
    },
    /// In a workbook a live formula; elsewhere its present value. `{row}` in it stands for the number of its row.
    Formula {
        /// Without the leading equals sign.
        formula: String,
        /// What is shown, and what the formula gives now.
        text: String,
        /// The same as a decimal numeral.
        value: String,
    },
    /// Belongs to the cell on its left.
    Merged,
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The picture as SVG.
    pub svg: String,
    /// The same as an enhanced metafile, for programs that cannot show SVG; may be empty.
    pub emf: Vec<u8>,
    /// What it shows, in a sentence.
    pub alt: String,
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
}

/// What a row without a cell shows.
static BLANK: Cell = Cell::Text(String::new());

impl Table {
    /// Whether it has a header row: a table of labels and answers has none.
    #[must_use]
    pub fn has_header(&self) -> bool {
        self.columns.iter().any(|column| !column.label.is_empty())
    }

    /// The cells of a row, each with how many columns it takes.
    #[must_use]
    pub fn spans<'a>(&self, row: &'a [Cell]) -> Vec<(&'a Cell, usize)> {
        let mut spans: Vec<(&Cell, usize)> = Vec::new();
        for cell in row.iter().take(self.columns.len()) {
            match (cell, spans.last_mut()) {
                (Cell::Merged, Some((_, span))) => *span += 1,
                _ => spans.push((cell, 1)),
            }
        }
        let rest = self.columns.len().saturating_sub(row.len());
        match spans.last_mut() {
            Some((_, span)) => *span += rest,
            None => spans.push((&BLANK, rest)),
        }
        spans
    }

    /// By column, whether all of it are numbers, which stand to the right.
    #[must_use]
    pub fn numeric(&self) -> Vec<bool> {
        let texts = |place| self.rows.iter().filter_map(move |row: &Vec<Cell>| row.get(place)).map(Cell::text);
        let is_numeric =
            |place| self.has_header() && texts(place).all(is_number) && texts(place).any(|text| !text.is_empty());
        (0..self.columns.len()).map(is_numeric).listed()
    }
}

/// Whether a text is a number, or stands for one that there is none of.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    let digits = text.strip_suffix('%').unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || matches!(text, "*" | "—")
}

impl Cell {
    /// What is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Label(text) | Self::Number { text, .. } | Self::Formula { text, .. } => text,
            Self::Merged => "",
        }
    }
}
