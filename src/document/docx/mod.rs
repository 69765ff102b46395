//! A report as a Word document (Office Open XML, transitional).

mod styles;

use super::layout::{closings, is_label, rows_before};
use super::xml::{Package, Xml};
use super::{Block, Cell, Document, Picture, Table};
use crate::listed::Listed;
use styles::{NAMES, styles};

/// A4 in twentieths of a point, and a margin of 2 cm.
const SHORT_SIDE: u64 = 11_906;
const LONG_SIDE: u64 = 16_838;
const MARGIN: u64 = 1_134;

/// What a document has beside its text; their relationships come first.
const FIXED_PARTS: [&str; 4] = ["styles", "settings", "header", "footer"];

/// Drawings are measured in these: so many to a px, and to a twentieth of a point.
const UNITS_PER_PIXEL: u64 = 9_525;
const UNITS_PER_TWIP: u64 = 635;

/// Writes a report as `.docx`: A4, upright or across.
pub(super) fn docx(document: &Document) -> Vec<u8> {
    let mut package = Package::new();
    let mut body = Body {
        xml: Xml::new(),
        targets: FIXED_PARTS.map(|name| (name, [name, ".xml"].concat())).into(),
        is_wide: document.is_wide,
        kept: "",
    };
    body.xml.raw("<w:document").raw(NAMES).raw("<w:body>");
    let mut is_empty = document.title.is_empty();
    if !is_empty {
        paragraph(&mut body.xml, "Title", &document.title, "");
    }
    let mut is_page_due = false;
    let closings = closings(&document.blocks);
    for (place, block) in document.blocks.iter().enumerate() {
        // A break before nothing would be an empty page.
        if *block == Block::PageBreak {
            is_page_due = !is_empty;
            continue;
        }
        if is_page_due {
            body.xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:pageBreakBefore/></w:pPr></w:p>");
        }
        body.kept = if closings.iter().any(|(first, last)| (*first..*last).contains(&place)) { WITH_NEXT } else { "" };
        body.block(block, &mut package);
        is_page_due = false;
        is_empty = false;
    }
    body.section();
    body.xml.raw("</w:body></w:document>");

    let kind = "officedocument.wordprocessingml.";
    let mut part = |name: &str, xml: Xml| {
        let main = if name == "document" { ".main" } else { "" };
        package.part(&["word/", name, ".xml"].concat(), &[kind, name, main].concat(), xml);
    };
    part("document", body.xml);
    part("styles", styles());
    part("settings", settings());
    let mut header = Xml::new();
    header.raw("<w:hdr").raw(NAMES);
    paragraph(&mut header, "Header", &document.head, "");
    header.raw("</w:hdr>");
    part("header", header);
    part("footer", footer(&document.foot));
    package.relationships("word/_rels/document.xml.rels", &body.targets);
    package.finish("word/document.xml", &document.title)
}

/// Without it, Word opens the document in compatibility mode.
fn settings() -> Xml {
    let mut xml = Xml::new();
    xml.raw("<w:settings").raw(NAMES).raw(concat!(
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\"",
        " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>",
        "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>",
    ));
    xml
}

fn footer(foot: &str) -> Xml {
    let mut xml = Xml::new();
    xml.raw("<w:ftr").raw(NAMES);
    open(&mut xml, "Footer", "");
    run(&mut xml, foot);
    for (before, field) in [("　第 ", "PAGE"), (" 页，共 ", "NUMPAGES")] {
        run(&mut xml, before);
        xml.raw("<w:fldSimple w:instr=\" ").raw(field).raw(" \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    }
    run(&mut xml, " 页");
    xml.raw("</w:p></w:ftr>");
    xml
}

/// A paragraph stands on the page of what follows it.
const WITH_NEXT: &str = "<w:keepNext/>";

/// The lines of a paragraph stand on one page.
const WHOLE: &str = "<w:keepLines/>";

/// Begins a paragraph, with what it is kept with.
fn open(xml: &mut Xml, style: &str, kept: &str) {
    xml.raw("<w:p><w:pPr>");
    if !style.is_empty() {
        xml.raw("<w:pStyle w:val=\"").raw(style).raw("\"/>");
    }
    xml.raw(kept).raw("</w:pPr>");
}

fn paragraph(xml: &mut Xml, style: &str, text: &str, kept: &str) {
    open(xml, style, kept);
    run(xml, text);
    xml.raw("</w:p>");
}

fn run(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.raw("<w:r>");
    // Quotation marks, dashes and the like are taken for Latin otherwise, and set too narrow.
    if text.contains(|c| matches!(c, '·' | '×' | '\u{2010}'..='\u{2BFF}')) {
        xml.raw("<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>");
    }
    let mut is_first = true;
    for line in text.split('\n') {
        if !is_first {
            xml.raw("<w:br/>");
        }
        is_first = false;
        let line = line.strip_suffix('\r').unwrap_or(line);
        xml.raw("<w:t xml:space=\"preserve\">").text(line).raw("</w:t>");
    }
    xml.raw("</w:r>");
}

/// Between two parts of a table, which `LibreOffice` would take for one, and behind the last: a paragraph without height.
const SEAM: &str = concat!(
    "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:keepNext/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>",
    "<w:rPr><w:vanish/><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>",
);

struct Body {
    xml: Xml,
    /// Kinds and targets of the relationships so far.
    targets: Vec<(&'static str, String)>,
    /// Whether the pages are landscape.
    is_wide: bool,
    /// What the end of the present block is kept with.
    kept: &'static str,
}

impl Body {
    /// Width and height of the page.
    fn page(&self) -> (u64, u64) {
        if self.is_wide { (LONG_SIDE, SHORT_SIDE) } else { (SHORT_SIDE, LONG_SIDE) }
    }

    /// How the pages look. Head and foot are `rId3` and `rId4`.
    fn section(&mut self) {
        let (width, height) = self.page();
        let orientation = if self.is_wide { "\" w:orient=\"landscape" } else { "" };
        self.xml.raw("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>");
        self.xml.raw("<w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"").number(width);
        self.xml.raw("\" w:h=\"").number(height).raw(orientation);
        self.xml.raw("\"/><w:pgMar w:top=\"1247\" w:right=\"1134\" w:bottom=\"1247\" w:left=\"1134\"");
        self.xml.raw(" w:header=\"624\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>");
    }

    fn block(&mut self, block: &Block, package: &mut Package) {
        match block {
            Block::Heading(level, text) => {
                let style = match level {
                    0 | 1 => "Heading1",
                    2 => "Heading2",
                    _ => "Heading3",
                };
                paragraph(&mut self.xml, style, text, "");
            }
            Block::Facts(facts) => paragraph(&mut self.xml, "Facts", &facts.join("　　"), ""),
            Block::Result(text) => paragraph(&mut self.xml, "Result", text, self.kept),
            Block::Paragraph(text) => paragraph(&mut self.xml, "", text, self.kept),
            Block::Note(text) => paragraph(&mut self.xml, "Note", text, self.kept),
            // Word refuses a table without a row or without a column.
            Block::Table(table) if table.columns.is_empty() || (table.rows.is_empty() && !table.has_header()) => {}
            Block::Table(table) => {
                // LibreOffice keeps a table with what follows it, but none of its rows.
                let before = if self.kept.is_empty() { 0 } else { rows_before(table) };
                let (rows, last) = table.rows.split_at(before);
                if before > 0 {
                    self.table(table, rows, false);
                    self.xml.raw(SEAM);
                }
                self.table(table, last, before > 0);
                self.gap();
            }
            Block::Picture(picture) => self.picture(picture, package),
            Block::Signature(labels) => self.signature(labels),
            Block::Chart(_) | Block::PageBreak => {}
        }
    }

    fn open_table(&mut self, name: &str, widths: &[u64]) {
        self.xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"").number(widths.iter().sum());
        self.xml.raw("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
        if !name.is_empty() {
            self.xml.raw("<w:tblCaption w:val=\"").text(name).raw("\"/>");
        }
        self.xml.raw("</w:tblPr><w:tblGrid>");
        for width in widths {
            self.xml.raw("<w:gridCol w:w=\"").number(*width).raw("\"/>");
        }
        self.xml.raw("</w:tblGrid>");
    }

    /// Tables would run into one another.
    fn gap(&mut self) {
        paragraph(&mut self.xml, "Gap", "", self.kept);
    }

    /// A cell. In a form, answers stand beside the middle of their labels.
    fn cell(&mut self, (width, span): (u64, usize), style: &str, text: &str, kept: &str) {
        self.xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"").number(width).raw("\" w:type=\"dxa\"/>");
        if span > 1 {
            self.xml.raw("<w:gridSpan w:val=\"").number(span as u64).raw("\"/>");
        }
        if matches!(style, "Head" | "Label") {
            self.xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>");
        }
        if matches!(style, "Head" | "Label" | "Answer") {
            self.xml.raw("<w:vAlign w:val=\"center\"/>");
        }
        self.xml.raw("</w:tcPr>");
        paragraph(&mut self.xml, if style == "Answer" { "Cell" } else { style }, text, kept);
        self.xml.raw("</w:tc>");
    }

    /// Rows of a table: all of them, those before the last ones, or the last ones without the header again.
    fn table(&mut self, table: &Table, rows: &[Vec<Cell>], is_rest: bool) {
        let has_head = table.has_header();
        let room = self.page().0 - 2 * MARGIN;
        let widths: Vec<u64> =
            table.columns.iter().map(|column| room * u64::from(column.width.clamp(1, 100)) / 100).listed();
        self.open_table(&table.name, &widths);
        if has_head && !is_rest {
            self.xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (width, column) in widths.iter().zip(&table.columns) {
                self.cell((*width, 1), if table.is_small { "Small" } else { "Head" }, &column.label, WITH_NEXT);
            }
            self.xml.raw("</w:tr>");
        }
        let numeric = table.numeric();
        let is_end = is_rest || rows.len() == table.rows.len();
        // The titles at the top belong to the first row: they stand on its page.
        let mut is_first = true;
        for row in rows {
            let mut grid = widths.iter().zip(&numeric);
            let placed = |(cell, span)| {
                let (mut width, mut is_numeric) = (0, false);
                for (column, numbers) in grid.by_ref().take(span) {
                    width += column;
                    is_numeric = *numbers;
                }
                (cell, span, width, is_numeric)
            };
            let cells: Vec<(&Cell, usize, u64, bool)> = table.spans(row).into_iter().map(placed).listed();
            let is_title = matches!(&**row, [Cell::Label(_)]);
            let is_whole = cells.iter().all(|(cell, _, width, _)| is_short(cell.text(), *width));
            // Where the first row fits on a page but for its lower border, LibreOffice 7.4 shows no row below it, unless it may
            // part that row. Word keeps it whole all the same, for its paragraphs are.
            let may_be_parted = !is_whole || is_first;
            self.xml.raw(if may_be_parted { "<w:tr>" } else { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" });
            is_first &= is_title;
            let next = if is_label(row) {
                WITH_NEXT
            } else if is_end {
                self.kept
            } else {
                ""
            };
            let kept = [next, if is_whole { WHOLE } else { "" }].concat();
            for (cell, span, width, is_numeric) in cells {
                let style = match cell {
                    _ if table.is_small => "Small",
                    Cell::Label(_) if is_title => "Head",
                    Cell::Label(_) => "Label",
                    _ if is_numeric => "Number",
                    _ if has_head => "Cell",
                    _ => "Answer",
                };
                self.cell((width, span), style, cell.text(), &kept);
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>");
    }

    /// The areas stand beside each other, with room to sign or to seal.
    fn signature(&mut self, labels: &[String]) {
        let count = labels.len();
        if count == 0 {
            return;
        }
        let width = (self.page().0 - 2 * MARGIN) / count as u64;
        self.open_table("", &vec![width; count]);
        self.xml.raw("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"1020\" w:hRule=\"atLeast\"/></w:trPr>");
        for label in labels {
            self.cell((width, 1), "Cell", label, WITH_NEXT);
        }
        // Word wants a paragraph behind a table; where a page ends, there may be no room for one.
        self.xml.raw("</w:tr></w:tbl>").raw(SEAM);
    }

    /// Adds a part with a picture; answers the number of its relationship.
    fn media(&mut self, package: &mut Package, extension: &str, bytes: &[u8]) -> u64 {
        let id = self.targets.len() as u64 + 1;
        let target = ["media/picture", &id.to_string(), extension].concat();
        package.file(&["word/", &target].concat(), bytes);
        self.targets.push(("image", target));
        id
    }

    /// A picture, smaller where the page has less room. As Word writes it, an extension holds the SVG: Word 2016 and
    /// later and newer `LibreOffice` show it. What does not know the extension shows the metafile; where there is none,
    /// whatever knows SVG without it shows the SVG.
    fn picture(&mut self, picture: &Picture, package: &mut Package) {
        let (width, height) = self.page();
        let room = [width, height].map(|side| (side - 4 * MARGIN) * UNITS_PER_TWIP);
        let size = [picture.width, picture.height].map(|pixels| u64::from(pixels.clamp(1, 100_000)) * UNITS_PER_PIXEL);
        let ([room_x, room_y], [x, y]) = (room, size);
        let (most, side) = if x * room_y > y * room_x { (room_x, x) } else { (room_y, y) };
        let [x, y] = if side > most { size.map(|length| length * most / side) } else { size };

        let id = self.media(package, ".svg", picture.svg.as_bytes());
        let shown = if picture.emf.is_empty() { id } else { self.media(package, ".emf", &picture.emf) };

        let xml = &mut self.xml;
        xml.raw("<w:p><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"")
            .number(x)
            .raw("\" cy=\"")
            .number(y);
        xml.raw("\"/><wp:docPr id=\"").number(id).raw("\" name=\"\" descr=\"").text(&picture.alt).raw(concat!(
            "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>",
            "<pic:nvPicPr><pic:cNvPr id=\"",
        ));
        xml.number(id).raw("\" name=\"\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId");
        xml.number(shown).raw(concat!(
            "\"><a:extLst>",
            "<a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\"><asvg:svgBlip",
            " xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rId",
        ));
        xml.number(id).raw(concat!(
            "\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>",
            "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"",
        ));
        xml.number(x).raw("\" cy=\"").number(y).raw(concat!(
            "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>",
            "</a:graphic></wp:inline></w:drawing></w:r></w:p>",
        ));
    }
}

/// Whether a text of the size in tables takes some fifteen lines at most.
fn is_short(text: &str, width: u64) -> bool {
    let per_line = (width.saturating_sub(180) / 200).max(1);
    text.split('\n').map(|line| line.chars().count() as u64 / per_line + 1).sum::<u64>() <= 15
}
