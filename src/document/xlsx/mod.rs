//! A report as a workbook (Office Open XML, transitional): a sheet for each table, and one for the rest.

mod styles;

use super::formula::starts_like_formula;
use super::layout::breadth;
use super::xml::{Package, Xml};
use super::{Block, Cell, Document, Table};
use crate::listed::Listed;
use styles::{CELL, HEAD, HEADING, LABEL, MAX_PLACES, NUMBER, SHARE, STYLES, TEXT, TITLE};

const NAMES: &str = concat!(
    " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">",
);

/// The sheet of all that is not a table.
const OVERVIEW: &str = "说明";

/// What a cell holds at most, in UTF-16 units. A program refuses the file beyond it.
const MAX_TEXT: usize = 32_767;
const CUT: &str = "…（后面还有，见 JSON）";

/// What a page's head or foot holds at most, less its codes and its number.
const MAX_MARGIN: usize = 220;

/// What the name of a sheet holds at most.
const MAX_NAME: usize = 31;

/// Longer numerals are beyond what a workbook can hold as a number.
const MAX_DIGITS: usize = 300;

/// In points: the height of a line, and the most that a row can have.
const LINE: u64 = 16;
const MAX_HEIGHT: u64 = 409;

/// Writes a report as `.xlsx`: on A4, as wide as the page, header rows repeated.
pub(super) fn xlsx(document: &Document) -> Vec<u8> {
    let mut names = vec![OVERVIEW.to_string()];
    // What is repeated on every printed page, by the sheet's place.
    let mut titles = Vec::new();
    let mut sheets = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block
            && !table.columns.is_empty()
        {
            let name = sheet_name(&table.name, &names);
            if table.has_header() {
                titles.push((names.len(), name.clone()));
            }
            names.push(name);
            sheets.push(table_sheet(table, document.is_wide));
        }
    }

    let mut package = Package::new();
    let mut targets = vec![("styles", "styles.xml".to_string())];
    let mut workbook = Xml::new();
    workbook.raw("<workbook").raw(NAMES).raw("<bookViews><workbookView/></bookViews><sheets>");
    sheets.insert(0, overview(document, names.iter().skip(1)));
    for (name, sheet) in names.iter().zip(sheets) {
        let id = targets.len() as u64;
        let target = ["worksheets/sheet", &id.to_string(), ".xml"].concat();
        package.part(&["xl/", &target].concat(), "officedocument.spreadsheetml.worksheet", sheet.close(document));
        targets.push(("worksheet", target));
        text(workbook.raw("<sheet name=\""), name);
        workbook.raw("\" sheetId=\"").number(id).raw("\" r:id=\"rId").number(id + 1).raw("\"/>");
    }
    workbook.raw("</sheets>");
    if !titles.is_empty() {
        workbook.raw("<definedNames>");
        for (place, name) in titles {
            workbook.raw("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"").number(place as u64).raw("\">'");
            text(&mut workbook, &name);
            workbook.raw("'!$1:$1</definedName>");
        }
        workbook.raw("</definedNames>");
    }
    // The values are right as they stand; Excel calculates them again, LibreOffice when it is told to.
    workbook.raw("<calcPr fullCalcOnLoad=\"1\"/></workbook>");
    package.part("xl/workbook.xml", "officedocument.spreadsheetml.sheet.main", workbook);
    let mut styles = Xml::new();
    styles.raw("<styleSheet").raw(NAMES).raw(STYLES);
    package.part("xl/styles.xml", "officedocument.spreadsheetml.styles", styles);
    package.relationships("xl/_rels/workbook.xml.rels", &targets);
    package.finish("xl/workbook.xml", &document.title)
}

/// All but the tables, each block a row; of a table, where it stands.
fn overview<'a>(document: &Document, mut names: impl Iterator<Item = &'a String>) -> Sheet {
    // LibreOffice cuts off a single column that is wider than the page, as this one is where another font has wider digits.
    let mut sheet = Sheet::open(&[80], false, document.is_wide);
    let mut line = |style: u64, text: &str| {
        if !text.is_empty() {
            sheet.open_row(&[(text, 1)], if style == TITLE { 24 } else { LINE });
            sheet.text(style, text);
            sheet.close_row();
        }
    };
    line(TITLE, &document.title);
    line(TEXT, &document.head);
    for block in &document.blocks {
        match block {
            Block::Heading(_, text) => line(HEADING, text),
            Block::Facts(facts) => facts.iter().for_each(|fact| line(TEXT, fact)),
            Block::Result(text) | Block::Paragraph(text) | Block::Note(text) => line(TEXT, text),
            Block::Table(table) if table.columns.is_empty() => {}
            Block::Table(_) => line(TEXT, &["见工作表“", names.next().map_or("", String::as_str), "”"].concat()),
            Block::Picture(picture) => line(TEXT, &picture.alt),
            Block::Signature(labels) => labels.iter().for_each(|label| line(TEXT, label)),
            Block::Chart(_) | Block::PageBreak => {}
        }
    }
    line(TEXT, &document.foot);
    sheet
}

fn table_sheet(table: &Table, is_wide: bool) -> Sheet {
    let widths: Vec<u64> = table.columns.iter().map(|column| column.width.into()).listed();
    let mut sheet = Sheet::open(&widths, table.has_header(), is_wide);
    if table.has_header() {
        let labels: Vec<(&str, usize)> = table.columns.iter().map(|column| (column.label.as_str(), 1)).listed();
        sheet.open_row(&labels, LINE);
        for column in &table.columns {
            sheet.text(HEAD, &column.label);
        }
        sheet.close_row();
    }
    for row in &table.rows {
        let cells = table.spans(row);
        let texts: Vec<(&str, usize)> = cells.iter().map(|(cell, span)| (cell.text(), *span)).listed();
        sheet.open_row(&texts, LINE);
        let is_title = matches!(&**row, [Cell::Label(_)]);
        for (cell, span) in cells {
            sheet.merge(span);
            let style = match cell {
                Cell::Label(_) if is_title => HEAD,
                Cell::Label(_) => LABEL,
                _ => CELL,
            };
            match cell {
                Cell::Number { text, value } => sheet.number(text, value, ""),
                Cell::Formula { formula, text, value } => sheet.number(text, value, formula),
                cell => sheet.text(style, cell.text()),
            }
            // Each of the cells that are one has its part of the border.
            (1..span).for_each(|_| sheet.text(style, ""));
        }
        sheet.close_row();
    }
    sheet
}

/// A sheet that is being written.
struct Sheet {
    xml: Xml,
    is_wide: bool,
    /// How many letters fit into each column.
    widths: Vec<u64>,
    row: u64,
    column: u64,
    /// What is merged.
    merged: String,
}

impl Sheet {
    fn open(widths: &[u64], has_head: bool, is_wide: bool) -> Self {
        let mut xml = Xml::new();
        xml.raw("<worksheet").raw(NAMES).raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>");
        xml.raw("<sheetView workbookViewId=\"0\">");
        if has_head {
            xml.raw("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
            xml.raw("<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/>");
        }
        xml.raw("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        // So many digits are as wide as A4.
        let room = if is_wide { 130 } else { 90 };
        let widths: Vec<u64> = widths.iter().map(|width| ((*width).min(100) * room / 100).max(2)).listed();
        for (column, width) in (1..).zip(&widths) {
            xml.raw("<col min=\"").number(column).raw("\" max=\"").number(column).raw("\" width=\"");
            xml.number(*width).raw("\" customWidth=\"1\"/>");
        }
        xml.raw("</cols><sheetData>");
        Self { xml, is_wide, widths, row: 0, column: 0, merged: String::new() }
    }

    fn close(mut self, document: &Document) -> Xml {
        let xml = &mut self.xml;
        xml.raw("</sheetData>");
        if !self.merged.is_empty() {
            xml.raw("<mergeCells>").raw(&self.merged).raw("</mergeCells>");
        }
        xml.raw("<pageMargins left=\"0.6\" right=\"0.6\" top=\"0.8\" bottom=\"0.9\" header=\"0.3\"");
        xml.raw(" footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"");
        xml.raw(if self.is_wide { "landscape" } else { "portrait" }).raw("\"/><headerFooter><oddHeader>");
        let most = if self.is_wide { 150 } else { 104 };
        text(xml, &["&C&9 ", &margin(&document.head, most)].concat());
        xml.raw("</oddHeader><oddFooter>");
        text(xml, &["&C&8 ", &margin(&document.foot, most), "\n第 &P 页，共 &N 页"].concat());
        xml.raw("</oddFooter></headerFooter></worksheet>");
        self.xml
    }

    /// Begins a row as high as its texts need: not every program works that out when it opens a file.
    fn open_row(&mut self, texts: &[(&str, usize)], line: u64) {
        self.row += 1;
        self.column = 0;
        let mut widths = self.widths.iter();
        let mut needed = |(text, span): &(&str, usize)| {
            let width: u64 = widths.by_ref().take(*span).sum();
            lines(text, width.saturating_sub(1).max(1))
        };
        let lines = texts.iter().map(&mut needed).max().unwrap_or(1);
        self.xml.raw("<row r=\"").number(self.row).raw("\" ht=\"").number((lines * line).min(MAX_HEIGHT)).raw("\">");
    }

    fn close_row(&mut self) {
        self.xml.raw("</row>");
    }

    /// Makes the next cell one with those behind it.
    fn merge(&mut self, span: usize) {
        if span > 1 {
            let row = self.row.to_string();
            let mut range = String::new();
            column_letters(&mut range, self.column);
            range += &row;
            range.push(':');
            column_letters(&mut range, self.column + span as u64 - 1);
            self.merged += &["<mergeCell ref=\"", &range, &row, "\"/>"].concat();
        }
    }

    /// Begins a cell, whose tag stays open.
    fn cell(&mut self, style: u64) {
        let mut letters = String::new();
        column_letters(&mut letters, self.column);
        self.column += 1;
        self.xml.raw("<c r=\"").raw(&letters).number(self.row).raw("\" s=\"").number(style);
    }

    /// A cell that holds its text itself, so that nothing in it is ever read as a formula or a number.
    fn text(&mut self, style: u64, content: &str) {
        let is_like_formula = starts_like_formula(content);
        self.cell(style + u64::from(is_like_formula));
        if content.is_empty() {
            self.xml.raw("\"/>");
            return;
        }
        self.xml.raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        if beginning(content, MAX_TEXT).len() < content.len() {
            text(&mut self.xml, beginning(content, MAX_TEXT - CUT.chars().count()));
            text(&mut self.xml, CUT);
        } else {
            text(&mut self.xml, content);
        }
        self.xml.raw("</t></is></c>");
    }

    /// A number or a formula with its present value; a text, if the value is not a numeral.
    fn number(&mut self, shown: &str, value: &str, formula: &str) {
        let Some(_) = places(value) else {
            self.text(CELL, shown);
            return;
        };
        let style = match shown.strip_suffix('%').map(places) {
            // Two places are what Excel itself has for shares that are not whole.
            Some(Some(0)) => SHARE,
            Some(_) => SHARE + 1,
            None => NUMBER + places(shown).unwrap_or_default().min(MAX_PLACES) as u64,
        };
        self.cell(style);
        self.xml.raw("\">");
        if !formula.is_empty() {
            let mut parts = formula.split('{');
            self.xml.raw("<f>").text(parts.next().unwrap_or_default());
            for part in parts {
                match part.strip_prefix("row}") {
                    Some(rest) => self.xml.number(self.row).text(rest),
                    None => self.xml.raw("{").text(part),
                };
            }
            self.xml.raw("</f>");
        }
        self.xml.raw("<v>").raw(value).raw("</v></c>");
    }
}

/// A, B … Z, AA, AB …
fn column_letters(letters: &mut String, column: u64) {
    if column >= 26 {
        column_letters(letters, column / 26 - 1);
    }
    letters.extend((b'A'..=b'Z').nth((column % 26) as usize).map(char::from));
}

/// How many decimal places a decimal numeral has; none if it is something else.
fn places(numeral: &str) -> Option<usize> {
    if numeral.len() > MAX_DIGITS {
        return None;
    }
    let digits = numeral.strip_prefix('-').unwrap_or(numeral);
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, part)) => (is_number(whole) && is_number(part)).then_some(part.len()),
        None => is_number(digits).then_some(0),
    }
}

/// How many lines a text takes at so many Latin letters to the line.
fn lines(text: &str, most: u64) -> u64 {
    text.split('\n').map(|line| breadth(line).div_ceil(most).max(1)).sum()
}

/// A text of a workbook, in which `_x0041_` would be read as a character's code: the underscore is written as its own.
fn text(xml: &mut Xml, text: &str) {
    let mut parts = text.split('_').peekable();
    xml.text(parts.next().unwrap_or_default());
    while let Some(part) = parts.next() {
        let code = part.strip_prefix('x').unwrap_or_default();
        let is_code = code.len() == 4 && code.bytes().all(|digit| digit.is_ascii_hexdigit()) && parts.peek().is_some();
        xml.raw(if is_code { "_x005F_" } else { "_" }).text(part);
    }
}

/// As much of a text as does not exceed so many UTF-16 units, in which Excel counts.
fn beginning(text: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > most {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// A text for the head or foot of printed pages. Excel takes 255 characters and does not break lines.
fn margin(text: &str, most: usize) -> String {
    let mut lines = String::new();
    let (mut units, mut width) = (0, 0);
    for c in text.chars() {
        units += if c == '&' { 2 } else { c.len_utf16() };
        if units > MAX_MARGIN {
            lines.push('…');
            break;
        }
        if width >= most {
            lines.push('\n');
            units += 1;
            width = 0;
        }
        width += if c.is_ascii() { 1 } else { 2 };
        match c {
            '&' => lines.push_str("&&"),
            '\r' | '\n' => lines.push(' '),
            c => lines.push(c),
        }
    }
    lines
}

/// A name that Excel takes for a sheet, and that no other sheet has.
fn sheet_name(wanted: &str, names: &[String]) -> String {
    let clean = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' | '\u{FFFE}' | '\u{FFFF}' => '-',
        c if c.is_control() => '-',
        c => c,
    };
    let wanted: String = wanted.trim().chars().map(clean).collect();
    let wanted = if wanted.is_empty() { "表" } else { &wanted };
    let mut suffix = String::new();
    let mut number = 1_u64;
    loop {
        let name = [beginning(wanted, MAX_NAME - suffix.len()).trim_end(), &suffix].concat();
        // Excel keeps "History" for itself.
        if !is_same(&name, "History") && !names.iter().any(|other| is_same(&name, other)) {
            return name;
        }
        number += 1;
        suffix = [" (", &number.to_string(), ")"].concat();
    }
}

/// Whether two names may be the same to a program that does not regard case. Outside ASCII that is not looked up:
/// names that differ only in letters of scripts with cases count as the same, and one gets a number too many.
fn is_same(name: &str, other: &str) -> bool {
    let has_case = |c: char| {
        c.is_ascii_alphabetic()
            || matches!(c, '\u{B5}'..='\u{1FFF}' | '\u{2126}'..='\u{2184}' | '\u{24B6}'..='\u{24E9}'
                | '\u{2C00}'..='\u{2DFF}' | '\u{A640}'..='\u{ABFF}' | '\u{FF21}'..='\u{FF5A}' | '\u{10400}'..='\u{1E943}')
    };
    let is_same = |(a, b): (char, char)| {
        a.eq_ignore_ascii_case(&b) || (has_case(a) && has_case(b) && !(a.is_ascii() && b.is_ascii()))
    };
    name.chars().count() == other.chars().count() && name.chars().zip(other.chars()).all(is_same)
}
