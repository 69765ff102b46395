//! Reports: every form of a case as a document, in the format that is asked for.
//!
//! What a form consists of is content (`ReportTemplate`): a bureau can replace it. A template is filled
//! from the file and from what comes of it, so that a fact is entered once and printed on every form.

mod application;
mod assemble;
mod everything;
mod export;
mod form;
mod forms;
mod members;
mod pictures;
mod place;
mod score_sheet;
mod view;

pub(crate) use assemble::{BY_HAND, CASE_ROOTS, COLLECTION_ROOTS, MEMBER_ROOTS};
pub(crate) use export::collected;
pub use export::{document, export, export_summary, summary_document};
pub use forms::{ReportForm, ReportForms, forms};
pub(crate) use pictures::{CASE_CHARTS, MEMBER_CHARTS};
pub(crate) use view::VIEWS;
