//! A report as a page that is made to be printed on A4.

use super::layout::{closings, is_label, rows_before};
use super::model::{Block, Cell, Document, Table};

/// What stands on every page is said in the margin boxes of the page. Chromium has them from version 131 on: where it is
/// known by two things that only it can do, the elements for the screen and for older browsers are not printed as well.
const STYLE: &str = "@media screen{body{max-width:178mm;padding:0 1em}}\
@media print{@supports selector(::details-content) and (interpolate-size:allow-keywords){header,footer{display:none}}}\
body{font:10.5pt/1.5 'Songti SC',SimSun,serif;margin:0 auto;color:#000;background:#fff}\
h1,h2,h3{font-family:system-ui,'Microsoft YaHei','PingFang SC',sans-serif;break-after:avoid;margin:.8em 0 .3em}\
h1{font-size:18pt;text-align:center;letter-spacing:.1em;margin-top:0}h2{font-size:13pt}h3{font-size:11pt}\
.facts{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2em;margin:.4em 0}\
.result{font-size:12pt;font-weight:bold;border:solid #000;border-width:1px 0 2px;padding:.4em 0;margin:.6em 0}\
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.6em 0}\
th,td{border:1px solid #333;padding:.2em .5em;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}\
th{background:#f2f2f2;font-weight:normal;text-align:center;vertical-align:middle;padding:.2em .3em;print-color-adjust:exact}.k{break-inside:avoid}.g th{font-weight:bold}.form td{vertical-align:middle}\
.n{text-align:right}.o{white-space:nowrap;margin-right:.4em}thead{display:table-header-group}tr{break-inside:avoid}p{white-space:pre-wrap;margin:.35em 0}\
.small{font-size:8pt;line-height:1.3}.small,.columns{break-inside:avoid}.small th,.small td{padding:.05em .4em}.columns{columns:3;column-gap:6mm}.columns table{margin:0}\
.note,header,footer,figcaption{font-size:9pt;color:#444}.end{break-inside:avoid}.rest{margin-top:calc(-.6em - 1px)}.sign td{height:18mm}\
figure{margin:.6em 0;break-inside:avoid;break-after:avoid}figure svg{max-width:100%;max-height:85mm;height:auto}.break{break-before:page}";

/// What options begin with.
const BOXES: [char; 2] = ['☐', '☑'];

/// From so many rows on, small print stands in several columns.
const LONG: usize = 12;

/// The page. No script, no request: everything is in it.
pub(super) fn html(document: &Document) -> String {
    let mut page = Page(String::new());
    page.raw("<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page.text(&document.title);
    page.raw("</title>\n<style>");
    page.margins(document);
    page.raw(STYLE);
    page.raw("</style>\n");
    page.tagged("header", &document.head);
    page.tagged("h1", &document.title);
    let mut is_page_due = false;
    let closings = closings(&document.blocks);
    for (place, block) in document.blocks.iter().enumerate() {
        // A break before nothing would be an empty page.
        if std::mem::replace(&mut is_page_due, *block == Block::PageBreak) && !is_page_due {
            page.raw("<div class=\"break\"></div>\n");
        }
        match block {
            Block::PageBreak => continue,
            // Chromium does not move the last rows of a table by itself.
            Block::Table(table) if closings.iter().any(|(first, _)| *first == place) && !table.is_small => {
                let (rows, last) = table.rows.split_at(rows_before(table));
                if !rows.is_empty() {
                    page.table(table, rows, false);
                }
                page.raw("<div class=\"end\">\n");
                page.table(table, last, !rows.is_empty());
            }
            block => {
                page.raw(if closings.iter().any(|(first, _)| *first == place) { "<div class=\"end\">\n" } else { "" });
                page.block(block);
            }
        }
        page.raw(if closings.iter().any(|(_, last)| *last == place) { "</div>\n" } else { "" });
    }
    page.tagged("footer", &document.foot);
    page.raw("</html>\n");
    page.0
}

struct Page(String);

impl Page {
    fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn text(&mut self, text: &str) {
        push_escaped(&mut self.0, text);
    }

    /// The page, with what stands in its margins.
    fn margins(&mut self, document: &Document) {
        self.raw(if document.is_wide { "@page{size:A4 landscape" } else { "@page{size:A4" });
        self.raw(";margin:18mm 16mm 20mm;@top-left{");
        self.css_string(&document.head);
        self.raw("}@bottom-left{width:75%;vertical-align:top;padding-top:2mm;");
        self.css_string(&document.foot);
        self.raw("}@bottom-right{vertical-align:top;padding-top:2mm;content:\"第 \" counter(page) \" 页，共 \" counter(pages) \" 页\";font-size:8pt}}");
    }

    /// A text as a string of a style sheet: whatever could end it, or the element that the style sheet stands in, is
    /// written as its number.
    fn css_string(&mut self, text: &str) {
        self.raw("font-size:8pt;content:\"");
        for c in text.chars() {
            if c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '（' | '）' | '·') {
                self.0.push(c);
            } else {
                self.raw(&format!("\\{:x} ", u32::from(c)));
            }
        }
        self.raw("\"");
    }

    fn tagged(&mut self, tag: &str, text: &str) {
        self.raw("<");
        self.raw(tag);
        self.raw(">");
        self.text(text);
        self.raw("</");
        self.raw(tag);
        self.raw(">\n");
    }

    fn classed(&mut self, class: &str, text: &str) {
        self.raw("<p class=\"");
        self.raw(class);
        self.raw("\">");
        self.text(text);
        self.raw("</p>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(1, text) => self.tagged("h2", text),
            Block::Heading(_, text) => self.tagged("h3", text),
            Block::Paragraph(text) => self.tagged("p", text),
            Block::Note(text) => self.classed("note", text),
            Block::Result(text) => self.classed("result", text),
            Block::Facts(facts) => {
                self.raw("<p class=\"facts\">");
                for fact in facts {
                    self.raw("<span>");
                    self.text(fact);
                    self.raw("</span> ");
                }
                self.raw("</p>\n");
            }
            Block::Table(table) => self.table(table, &table.rows, false),
            Block::Picture(picture) => {
                self.raw("<figure>");
                self.raw(&picture.svg);
                self.raw("<figcaption>");
                self.text(&picture.alt);
                self.raw("</figcaption></figure>\n");
            }
            Block::Signature(labels) => {
                self.raw("<table class=\"sign\"><tr>");
                for label in labels {
                    self.raw("<td>");
                    self.text(label);
                }
                self.raw("</table>\n");
            }
            Block::Chart(_) | Block::PageBreak => {}
        }
    }

    /// Rows of a table: all of them, or the rest without the header again.
    fn table(&mut self, table: &Table, rows: &[Vec<Cell>], is_rest: bool) {
        let is_long = table.is_small && table.rows.len() >= LONG;
        self.raw(if is_long { "<div class=\"columns\">" } else { "" });
        self.raw("<table class=\"");
        self.raw(if table.is_small { "small " } else { "" });
        self.raw(if table.has_header() { "" } else { "form" });
        self.raw(if is_rest { " rest\"><colgroup>" } else { "\"><colgroup>" });
        for column in &table.columns {
            self.raw("<col style=\"width:");
            self.raw(&column.width.to_string());
            self.raw("%\">");
        }
        self.raw("</colgroup>");
        if table.has_header() && !is_rest {
            self.raw("<thead><tr>");
            for column in &table.columns {
                self.raw("<th scope=\"col\">");
                self.text(&column.label);
            }
            self.raw("</thead>");
        }
        self.raw("<tbody>\n");
        let numeric = table.numeric();
        let mut was_label = false;
        for row in rows {
            let is_title = matches!(&**row, [Cell::Label(_)]);
            // Of rows, Chromium keeps together only those of one group.
            let is_label = is_label(row);
            self.raw(match (was_label, is_label) {
                (false, true) => "</tbody><tbody class=\"k\">\n",
                _ => "",
            });
            self.raw(if is_title { "<tr class=\"g\">" } else { "<tr>" });
            let mut numeric = numeric.iter();
            for (cell, span) in table.spans(row) {
                let is_numeric = numeric.by_ref().take(span).last().is_some_and(|is_numeric| *is_numeric);
                self.raw(match cell {
                    Cell::Label(_) if is_title => "<th scope=\"rowgroup\"",
                    Cell::Label(_) => "<th scope=\"row\"",
                    _ if is_numeric => "<td class=\"n\"",
                    _ => "<td",
                });
                if span > 1 {
                    self.raw(" colspan=\"");
                    self.raw(&span.to_string());
                    self.raw("\"");
                }
                self.raw(">");
                self.options(cell.text());
            }
            self.raw(if was_label && !is_label { "\n</tbody><tbody>\n" } else { "\n" });
            was_label = is_label;
        }
        self.raw(if is_long { "</table></div>\n" } else { "</table>\n" });
    }

    /// A text in which an option and its box are not torn apart.
    fn options(&mut self, text: &str) {
        if !text.starts_with(BOXES) {
            return self.text(text);
        }
        let mut option = String::new();
        // One box more, which ends the last option.
        for c in text.chars().chain(BOXES.into_iter().take(1)) {
            if BOXES.contains(&c) && !option.is_empty() {
                self.raw("<span class=\"o\">");
                self.text(option.trim_end());
                self.raw("</span> ");
                option.clear();
            }
            option.push(c);
        }
    }
}

/// Adds a text to a page: nothing in it is read as markup.
pub(crate) fn push_escaped(page: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            c => page.push(c),
        }
    }
}
