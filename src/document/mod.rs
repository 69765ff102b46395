//! What is written: a document of blocks, and the formats it is written in.
//!
//! A document knows no rule and no content; what it says was put together by others.

mod docx;
mod drawing;
mod file_name;
mod formats;
mod formula;
mod html;
mod layout;
mod model;
mod plain;
mod wire;
mod xlsx;
mod xml;
mod zip;

pub use drawing::drawn;
pub(crate) use file_name::file_name;
pub use formats::{ReportFile, ReportFormat, write};
pub(crate) use formula::needs_guard;
pub(crate) use html::push_escaped;
pub(crate) use layout::{breadth, shares};
pub use model::{Block, Cell, Document, Picture, Table, TableColumn};
