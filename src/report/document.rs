//! What a report consists of, before it is written in a format.

use crate::json::{Encode, Json, encode_object};

/// A report: blocks from top to bottom, with what stands on every page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands in the head of every page: the pack, its edition and status.
    pub head: String,
    /// What stands in the foot of every page: version, pack, scheme and SHA-256. The page's number follows it.
    pub foot: String,
    /// Its contents.
    pub blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 3 below the title.
    Heading(u8, String),
    /// A paragraph; line breaks in it stay.
    Paragraph(String),
    /// Small print, such as what is not official in a form.
    Note(String),
    /// A table; the header row is repeated on every page.
    Table(Table),
    /// A picture with what it says in words.
    Picture(Picture),
    /// Areas to be signed or sealed by hand, by their label.
    Signature(Vec<String>),
    /// What follows begins on a new page.
    PageBreak,
}

/// A table of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is called; the name of its sheet in a workbook.
    pub name: String,
    /// Its columns; no column has a label in a table of labels and answers, which then has no header row.
    pub columns: Vec<TableColumn>,
    /// Its rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableColumn {
    /// What it is called.
    pub label: String,
    /// Its share of the width, in percent; the shares of a table sum to 100.
    pub width: u32,
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
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The picture as SVG.
    pub svg: String,
    /// What it shows, in a sentence.
    pub alt: String,
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
}

impl Table {
    /// Whether it has a header row: a table of labels and answers has none.
    #[must_use]
    pub fn has_header(&self) -> bool {
        self.columns.iter().any(|column| !column.label.is_empty())
    }
}

impl Cell {
    /// What is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Label(text) | Self::Number { text, .. } | Self::Formula { text, .. } => text,
        }
    }
}

encode_object!(Document { title, head, foot, blocks });
encode_object!(Table { name, columns, rows });
encode_object!(TableColumn { label, width });
encode_object!(Picture { svg, alt, width, height });

impl Encode for Cell {
    fn encode(&self) -> Json {
        self.text().encode()
    }
}

impl Encode for Block {
    fn encode(&self) -> Json {
        let (kind, value): (&'static str, Json) = match self {
            Self::Heading(_, text) => ("heading", text.encode()),
            Self::Paragraph(text) => ("paragraph", text.encode()),
            Self::Note(text) => ("note", text.encode()),
            Self::Table(table) => ("table", table.encode()),
            Self::Picture(picture) => ("picture", picture.encode()),
            Self::Signature(labels) => ("signature", labels.encode()),
            Self::PageBreak => ("pageBreak", Json::Null),
        };
        Json::Object(vec![(kind.into(), value)])
    }
}
