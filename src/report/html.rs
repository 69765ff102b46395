//! A report as a page that is made to be printed on A4.

use crate::dossier::push_escaped;

use super::document::{Block, Cell, Document, Table};

const STYLE: &str = "@page{size:A4;margin:18mm 16mm 20mm;@top-left{content:string(head);font-size:9pt}@bottom-right{content:\"第 \" counter(page) \" 页，共 \" counter(pages) \" 页\";font-size:9pt}}\
body{font:10.5pt/1.6 'Songti SC',SimSun,serif;max-width:178mm;margin:0 auto;color:#000;background:#fff}\
h1,h2,h3{font-family:system-ui,'Microsoft YaHei','PingFang SC',sans-serif;break-after:avoid}h1{font-size:18pt;text-align:center}h2{font-size:13pt}h3{font-size:11pt}\
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.6em 0}th,td{border:1px solid #333;padding:.25em .5em;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}\
th{background:#eee;font-weight:normal}thead{display:table-header-group}tr{break-inside:avoid}p{white-space:pre-wrap}\
.note,header,footer{font-size:9pt;color:#444}.sign td{height:30mm}figure{margin:.6em 0;break-inside:avoid}figure svg{max-width:100%;height:auto}.break{break-before:page}";

/// The page. No script, no request: everything is in it.
pub(super) fn html(document: &Document) -> String {
    let mut page = Page(String::new());
    page.raw("<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page.text(&document.title);
    page.raw("</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n");
    page.tagged("header", &document.head);
    page.tagged("h1", &document.title);
    for block in &document.blocks {
        page.block(block);
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

    fn tagged(&mut self, tag: &str, text: &str) {
        self.raw("<");
        self.raw(tag);
        self.raw(">");
        self.text(text);
        self.raw("</");
        self.raw(tag);
        self.raw(">\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(1, text) => self.tagged("h2", text),
            Block::Heading(_, text) => self.tagged("h3", text),
            Block::Paragraph(text) => self.tagged("p", text),
            Block::Note(text) => {
                self.raw("<p class=\"note\">");
                self.text(text);
                self.raw("</p>\n");
            }
            Block::Table(table) => self.table(table),
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
            Block::PageBreak => self.raw("<div class=\"break\"></div>\n"),
        }
    }

    fn table(&mut self, table: &Table) {
        self.raw("<table><colgroup>");
        for column in &table.columns {
            self.raw("<col style=\"width:");
            self.raw(&column.width.to_string());
            self.raw("%\">");
        }
        self.raw("</colgroup>");
        if table.has_header() {
            self.raw("<thead><tr>");
            for column in &table.columns {
                self.raw("<th scope=\"col\">");
                self.text(&column.label);
            }
            self.raw("</thead>");
        }
        self.raw("<tbody>\n");
        for row in &table.rows {
            self.raw("<tr>");
            for cell in row {
                self.raw(if matches!(cell, Cell::Label(_)) { "<th scope=\"row\">" } else { "<td>" });
                self.text(cell.text());
            }
            self.raw("\n");
        }
        self.raw("</table>\n");
    }
}
