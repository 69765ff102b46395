//! 答案表: answers that were filled in with a spreadsheet program, read back.
//!
//! The sheet is what the forms `answer-sheet` and `level-sheet` export as CSV. Nothing is taken over unseen: the result says
//! what would change and what could not be read, beside the file as it would be. A blank cell changes nothing.

mod csv;
mod read;

pub use read::{ReadSheet, SheetChange, SheetIssue, read};
