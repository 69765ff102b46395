//! The formats of a document, and a document as a file.

use super::drawing::drawn;
use super::file_name::clean_name;
use super::model::Document;
use super::{docx, html, plain, xlsx};
use crate::json::{self, Encode, Sink, codes};

codes! {
    /// The formats of a report.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum ReportFormat: in {
        /// A page made to be printed on A4.
        #[default]
        "html" => Html,
        /// Markdown.
        "markdown" => Markdown,
        /// All tables, one below the other.
        "csv" => Csv,
        /// The document as JSON.
        "json" => Json,
        /// Word.
        "docx" => Docx,
        /// Excel: a sheet for each table, with live formulas in the score.
        "xlsx" => Xlsx,
    }
}

/// A report as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportFile {
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its bytes: a `Uint8Array` in JavaScript, base64 in JSON text.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("contentEncoding" = "base64")))]
    pub bytes: Vec<u8>,
}

impl Encode for ReportFile {
    fn write(&self, sink: &mut dyn Sink) {
        sink.object("name,mime,bytes");
        sink.text(&self.name);
        sink.lasting(self.mime);
        sink.bytes(&self.bytes);
    }
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Characters of a file's name without its extension; file systems take some 80 Chinese ones.
const LONGEST_NAME: usize = 76;

/// A document as a file.
#[must_use]
pub fn write(document: &Document, format: ReportFormat) -> ReportFile {
    let drawn = drawn(document);
    let (extension, mime, bytes) = match format {
        ReportFormat::Html => ("html", "text/html", html::html(&drawn).into_bytes()),
        ReportFormat::Markdown => ("md", "text/markdown", plain::markdown(&drawn).into_bytes()),
        ReportFormat::Csv => ("csv", "text/csv", plain::csv(&drawn).into_bytes()),
        ReportFormat::Docx => ("docx", DOCX, docx::docx(&drawn)),
        ReportFormat::Xlsx => ("xlsx", XLSX, xlsx::xlsx(&drawn)),
        ReportFormat::Json => ("json", "application/json", json::write(&document.encode()).into_bytes()),
    };
    // A document may come from anywhere, and whoever saves the file trusts its name.
    ReportFile { name: [&clean_name(&document.name, LONGEST_NAME), ".", extension].concat(), mime, bytes }
}
